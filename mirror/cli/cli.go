// Package cli is the command line of nutag-box: commands, flags, exit codes, and what is said in which language. Answers
// go to the standard output; progress and errors go to the standard error.
package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"nutag/i18n"
	"nutag/mirror/copy"
	"nutag/mirror/messages"
	"nutag/mirror/source"
	"nutag/mirror/trust"
)

// Exit codes of every command, those of nutag.
const (
	exitFine        = 0
	exitProblems    = 1   // something is wrong with the copy, the source or the disk
	exitUsage       = 2   // wrong usage
	exitBug         = 3   // our bug
	exitInterrupted = 130 // Ctrl-C, as shells count it
)

// defaultFolder is the folder of a copy when none is named and the current folder holds none.
const defaultFolder = "nutag"

// System is what the system gives to a process.
type System struct {
	In       io.Reader
	Out, Err io.Writer
	Now      func() time.Time // the clock, right or wrong
}

// OS gives the standard streams of this process and the clock of the machine.
func OS() System { return System{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Now: time.Now} }

// app is what the commands share.
type app struct {
	io     System
	l      *i18n.Localizer
	folder string // flag --copy
	used   string // folder of the copy that the command works on, for errors
	net    source.Options
	ran    bool // cobra has accepted flags and arguments: an error before that is wrong usage
}

// Main runs the command named by args (without the program's name) and returns the exit code. An interrupt cancels what
// runs; a second one ends the process at once.
func Main(ctx context.Context, args []string, system System) int {
	return run(ctx, args, &app{io: system})
}

func run(ctx context.Context, args []string, a *app) (code int) {
	bundle, err := messages.Load()
	if err != nil {
		fmt.Fprintln(a.io.Err, err)
		return exitBug
	}
	a.l = bundle.Localizer(language(args, os.Getenv, systemLanguage))
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	defer func() {
		if v := recover(); v != nil {
			fmt.Fprintf(a.io.Err, "nutag-box: %v\n\n%s\n%s\n", v, debug.Stack(), a.l.T("error_bug"))
			code = exitBug
		}
	}()
	root := a.root()
	root.SetArgs(args)
	err = root.ExecuteContext(ctx)
	if err != nil && ctx.Err() != nil {
		fmt.Fprintln(a.io.Err, a.l.T("error_interrupted"))
		return exitInterrupted
	}
	code = a.explain(err)
	if err := a.l.Err(); err != nil {
		fmt.Fprintf(a.io.Err, "nutag-box: %v\n", err)
		return exitBug
	}
	return code
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:               "nutag-box",
		Short:             a.l.T("box_short"),
		Long:              a.l.T("box_long"),
		SilenceErrors:     true,
		SilenceUsage:      true,
		Args:              cobra.NoArgs,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		PersistentPreRunE: func(c *cobra.Command, _ []string) error {
			a.ran = true
			return c.Context().Err()
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetIn(a.io.In)
	root.SetOut(a.io.Out)
	root.SetErr(a.io.Err)
	root.SetHelpCommand(&cobra.Command{Hidden: true})
	root.SetUsageTemplate(a.usageTemplate())
	root.PersistentFlags().String("lang", "", a.l.T("flag_lang"))
	root.PersistentFlags().StringVar(&a.folder, "copy", "", a.l.T("flag_copy"))
	root.AddCommand(a.getCommand(), a.updateCommand(), a.verifyCommand(), a.statusCommand(), a.mergeCommand(), a.exportCommand(), a.rollbackCommand(), a.serveCommand())
	for _, c := range append(root.Commands(), root) {
		c.Flags().BoolP("help", "h", false, a.l.T("flag_help"))
	}
	return root
}

// usageTemplate is that of the library in the words of the language.
func (a *app) usageTemplate() string {
	return a.l.T("help_usage") + `
  {{if .Runnable}}{{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}

` + a.l.T("help_commands") + `{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

` + a.l.T("help_flags") + `
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

` + a.l.T("help_global") + `
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

` + a.l.T("help_more") + `{{end}}
`
}

// command makes a command whose texts are the messages NAME_short and NAME_long.
func (a *app) command(use string, least, most int, run func(ctx context.Context, args []string) error) *cobra.Command {
	name, _, _ := strings.Cut(use, " ")
	return &cobra.Command{
		Use: use, Short: a.l.T(name + "_short"), Long: a.l.T(name + "_long"), DisableFlagsInUseLine: false,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) < least || len(args) > most {
				return a.wrong(a.l.T("error_arguments", i18n.Data{"command": name}), a.l.T("help_usage")+" nutag-box "+use)
			}
			if lang, _ := c.Flags().GetString("lang"); lang != "" && lang != i18n.MN && lang != i18n.EN {
				return a.wrong(a.l.T("error_lang"), a.l.T("fix_usage"))
			}
			return run(c.Context(), args)
		},
	}
}

// at gives the folder of the copy: the one named, or where one is.
func (a *app) at(args []string) string {
	a.used = defaultFolder
	switch {
	case len(args) > 0:
		a.used = args[0]
	case a.folder != "":
		a.used = a.folder
	default:
		if c, err := copy.Open("."); err == nil {
			c.Close()
			a.used = "."
		}
	}
	return a.used
}

// edition gives the name of an edition in a release for the one that a person writes.
func (a *app) edition(flag string) (string, error) {
	name := strings.ReplaceAll(strings.ToLower(strings.TrimSpace(flag)), ":", "-")
	code, aimag := strings.CutPrefix(name, "aimag-")
	if name == source.Full || name == "lite" || aimag && len(code) == 2 && strings.Trim(code, "0123456789") == "" {
		return name, nil
	}
	return "", a.wrong(a.l.T("error_bad_edition", i18n.Data{"edition": flag}), a.l.T("fix_bad_edition"))
}

// anchor reads a fingerprint.
func (a *app) anchor(flag string) (trust.Digest, error) {
	d, ok := trust.ParseDigest(flag)
	if !ok {
		return d, a.wrong(a.l.T("error_bad_fingerprint"), a.l.T("fix_wrongkey"))
	}
	return d, nil
}

// options gives the bounds of a host; certificates are judged at the later of the clock and the newest signed date.
func (a *app) options(newest string) source.Options {
	o := a.net
	o.Now = func() time.Time { return trust.Reference(a.io.Now(), newest) }
	return o
}

func (a *app) say(text string) { fmt.Fprintln(a.io.Out, text) }

func addJSON(flags *pflag.FlagSet, a *app, to *bool) {
	flags.BoolVar(to, "json", false, a.l.T("flag_json"))
}
