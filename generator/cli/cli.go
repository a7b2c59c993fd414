// Package cli is the command line of nutag: commands, flags, exit codes, and what is said on which stream. Results go to
// the standard output; stage lines, progress and errors go to the standard error.
//
// The work itself is handed in as Tools. Commands are therefore tested without linking the site renderer, which takes
// minutes to compile, and the only place that knows all real parts is main.go.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"

	"nutag/generator/build/pipeline"
	"nutag/generator/diag"
	"nutag/generator/edition"
)

// Exit codes of every command.
const (
	exitFine        = 0
	exitProblems    = 1   // problems in the input, or in the world around (disk full, no permission)
	exitUsage       = 2   // wrong usage: flags, arguments, a folder that may not be written
	exitBug         = 3   // our bug
	exitInterrupted = 130 // Ctrl-C, as shells count it
)

// reportTo is where people are asked to report a bug. The project has no public address of its own; whoever hosts or
// hands on the program knows where it came from.
const reportTo = "whoever you have this program from"

// BuildRequest says what to build, and to where.
type BuildRequest struct {
	Dir     string // root of the repository
	Out     string // output folder
	BaseURL string // address at which the portal will stand, or "" when it may stand anywhere
	Edition edition.Edition
}

// Tools are the parts that the commands call. All are needed.
type Tools struct {
	// Check reads and checks everything that can be wrong in the input and writes nothing.
	Check func(ctx context.Context, dir string, r pipeline.Reporter) (diag.List, error)
	// Build does the same and, when there is no error in the list, replaces the output folder.
	Build func(ctx context.Context, req BuildRequest, r pipeline.Reporter) (diag.List, error)
	// OpenSearch opens the search index of a built portal.
	OpenSearch func(site string) (Searcher, error)
	// ExportIndex writes the index of one language of a built portal as a directory that stock Bleve opens, and says how
	// many parts it has.
	ExportIndex func(site, lang, dir string) (int, error)
	// Texts checks the input and writes records as messages or scripts; none when no record fits the request.
	Texts func(ctx context.Context, req TextRequest, r pipeline.Reporter) ([]TextFile, diag.List, error)
	// Self gives the path of the program, with which the development server starts builds.
	Self func() (string, error)
}

// Streams are the standard streams of the process.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// OSStreams gives the streams of this process.
func OSStreams() Streams { return Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr} }

// app is what the commands share.
type app struct {
	tools Tools
	io    Streams
	dir   string // flag --dir
	// ran is set once cobra has accepted flags and arguments: an error before that is wrong usage.
	ran bool
}

// Main runs the command named by args (without the program's name) and returns the exit code. An interrupt or a request
// to terminate cancels the context of the command, which then cleans up; a second one ends the process at once.
func Main(ctx context.Context, args []string, streams Streams, tools Tools) (code int) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)

	a := &app{tools: tools, io: streams}
	defer func() {
		if v := recover(); v != nil {
			code = a.bug(fmt.Sprint(v), debug.Stack())
		}
	}()
	root := a.root()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err != nil && ctx.Err() != nil {
		fmt.Fprintln(streams.Err, "nutag: interrupted; nothing was left half-written")
		return exitInterrupted
	}
	return a.exitCode(err)
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "nutag",
		Short: "Build and search the portal of the soums of Mongolia",
		Long: `Nutag turns checked data and prose into a static portal in Mongolian and English, with a search that needs no server.

Exit codes: 0 fine, 1 problems in the input, 2 wrong usage, 3 a bug of the program, 130 interrupted.`,
		SilenceErrors:     true,
		SilenceUsage:      true,
		Args:              cobra.NoArgs,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		PersistentPreRun:  func(*cobra.Command, []string) { a.ran = true },
		RunE:              func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetIn(a.io.In)
	root.SetOut(a.io.Out)
	root.SetErr(a.io.Err)
	root.PersistentFlags().StringVar(&a.dir, "dir", ".", "root of the repository")
	root.AddCommand(
		a.serveCommand(),
		a.checkCommand(),
		a.buildCommand(),
		a.searchCommand(),
		a.textCommand(),
		a.indexCommand(),
		a.changesCommand(),
		a.versionCommand(),
		a.keysCommand(),
		a.releaseCommand(),
		a.zimCommand(),
		a.importCommand(),
	)
	return root
}

// errProblems ends a command whose problems have been written already.
var errProblems = errors.New("there are problems in the input")

// usageError is wrong usage that shows only while the command runs.
type usageError struct{ reason, fix string }

func (e *usageError) Error() string  { return e.reason }
func (e *usageError) Remedy() string { return e.fix }

// exitCode writes the error, if it has not been written, and chooses the code.
func (a *app) exitCode(err error) int {
	var (
		bug      *pipeline.BugError
		mendable interface {
			error
			Remedy() string
		}
	)
	switch {
	case err == nil:
		return exitFine
	case errors.Is(err, errProblems):
		return exitProblems
	case errors.As(err, &bug):
		return a.bug(bug.Error(), bug.Stack)
	case errors.As(err, &mendable):
		fmt.Fprintf(a.io.Err, "nutag: error: %v\n  fix:  %s\n", err, mendable.Remedy())
		return exitUsage
	case !a.ran:
		fmt.Fprintf(a.io.Err, "nutag: error: %v\n  fix:  see nutag --help\n", err)
		return exitUsage
	default:
		fmt.Fprintf(a.io.Err, "nutag: error: %v\n", err)
		return exitProblems
	}
}

func (a *app) bug(what string, stack []byte) int {
	fmt.Fprintf(a.io.Err, "nutag: %s\n\n%s\nThis is a bug in nutag, not in your data. Please report it to %s,\nwith the lines above, the command, and the output of nutag version.\n", what, stack, reportTo)
	return exitBug
}

// repository checks early that the folder is one that nutag can work on: its other errors would not say so.
func (a *app) repository() error {
	for _, need := range []string{"data", "i18n/messages", "themes/nutag"} {
		if info, err := os.Stat(a.dir + "/" + need); err != nil || !info.IsDir() {
			return &usageError{
				reason: fmt.Sprintf("%s is not the root of the nutag repository: it has no folder %s", a.dir, need),
				fix:    "run nutag in the root of the repository, or name it with --dir",
			}
		}
	}
	return nil
}
