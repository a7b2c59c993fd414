package cli

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"nutag/mirror/keys"
	"nutag/mirror/release"
	"nutag/mirror/trust"
)

func (a *app) keysCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "keys",
		Short: "Make, change and show the keys that releases are signed with",
		Long: `Make, change and show the keys that releases are signed with.

Holders keep root keys and sign nothing but the list of keys (N.root.json); the release key signs releases. Private keys
are locked with a passphrase by age and never lie below a folder under version control.`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return &usageError{"keys without a verb", "write: nutag keys init|new|rotate|sign|show"}
		},
	}
	c.AddCommand(a.keysInitCommand(), a.keysNewCommand(), a.keysRotateCommand(), a.keysSignCommand(), a.keysShowCommand())
	return c
}

// secrets are how passphrases come in: from a file, or asked on the terminal.
type secrets struct {
	file string
	work int
}

func (s *secrets) flags(c *cobra.Command) {
	c.Flags().StringVar(&s.file, "passphrase-file", "", "file with the passphrase of all named keys; left out, each is asked for")
	c.Flags().IntVar(&s.work, "work", keys.DefaultWork, "cost of trying one passphrase, as a power of two")
	_ = c.Flags().MarkHidden("work")
}

// ask gives the passphrase of a key. A new one is asked for twice.
func (s *secrets) ask(a *app, what string, fresh bool) (string, error) {
	if s.file != "" {
		data, err := os.ReadFile(s.file)
		return strings.TrimRight(string(data), "\r\n"), err
	}
	in, ok := a.io.In.(*os.File)
	if !ok || !term.IsTerminal(int(in.Fd())) {
		return "", &usageError{"there is no terminal to ask for a passphrase", "give it with --passphrase-file"}
	}
	read := func(text string) (string, error) {
		fmt.Fprint(a.io.Err, text)
		data, err := term.ReadPassword(int(in.Fd()))
		fmt.Fprintln(a.io.Err)
		return string(data), err
	}
	first, err := read("passphrase of " + what + ": ")
	if err != nil || !fresh {
		return first, err
	}
	second, err := read("the same once more: ")
	if err == nil && first != second {
		err = errors.New("the two passphrases differ")
	}
	return first, err
}

// make makes a key and writes it, with its public half beside it.
func (s *secrets) make(a *app, file string) (keys.Key, error) {
	key, err := keys.Generate()
	if err != nil {
		return key, err
	}
	passphrase, err := s.ask(a, file, true)
	if err != nil {
		return key, err
	}
	if err := key.Save(file, passphrase, s.work); err != nil {
		return key, err
	}
	public, err := keys.EncodePublic(key.Public())
	if err != nil {
		return key, err
	}
	return key, os.WriteFile(file+".pub", public, 0o644)
}

func (s *secrets) open(a *app, files []string) ([]keys.Key, error) {
	var opened []keys.Key
	for _, file := range files {
		passphrase, err := s.ask(a, file, false)
		if err != nil {
			return nil, err
		}
		key, err := keys.Open(file, passphrase)
		if err != nil {
			return nil, err
		}
		opened = append(opened, key)
	}
	return opened, nil
}

func readPublic(files []string) ([]*keys.Public, error) {
	var list []*keys.Public
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		key, err := keys.DecodePublic(data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		list = append(list, key)
	}
	return list, nil
}

// ending reads --expires; without it a list of keys lasts as long as a release, from today on.
func (a *app) ending(flag string) (time.Time, error) {
	if flag == "" {
		end := time.Now().UTC().Truncate(24*time.Hour).AddDate(0, release.ExpiresMonths, 0)
		fmt.Fprintf(a.io.Err, "nutag: the list of keys ends on %s, %d months from today; --expires names another day\n", end.Format(time.DateOnly), release.ExpiresMonths)
		return end, nil
	}
	end, err := time.Parse(time.DateOnly, flag)
	if err != nil {
		return end, &usageError{fmt.Sprintf("--expires %q is not a day", flag), "write it like 2027-12-31"}
	}
	return end, nil
}

func (a *app) keysInitCommand() *cobra.Command {
	var holders, public []string
	var threshold int
	var expires string
	var secret secrets
	c := &cobra.Command{
		Use:   "init [flags] DIR",
		Short: "Make the first keys: one for each holder, and the release key",
		Example: `  nutag keys init --holder bat --holder sarnai --threshold 2 ~/nutag-keys
  nutag keys init --holder bat --public sarnai.key.pub --threshold 2 ~/nutag-keys   # sarnai signs with keys sign`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			end, err := a.ending(expires)
			if err != nil {
				return err
			}
			return a.keysInit(args[0], holders, public, threshold, end, &secret)
		},
	}
	c.Flags().StringArrayVar(&holders, "holder", nil, "name of a holder whose root key is made here; may be repeated")
	c.Flags().StringArrayVar(&public, "public", nil, "public key of a holder who has made a key elsewhere; may be repeated")
	c.Flags().IntVar(&threshold, "threshold", 1, "how many holders must sign a list of keys")
	c.Flags().StringVar(&expires, "expires", "", "last day of the list of keys, YYYY-MM-DD")
	secret.flags(c)
	return c
}

func (a *app) keysInit(dir string, holders, public []string, threshold int, end time.Time, secret *secrets) error {
	if len(holders)+len(public) == 0 {
		return &usageError{"there is no holder", "name at least one with --holder or --public"}
	}
	if _, err := os.Lstat(keys.File(dir, 1)); err == nil {
		return &usageError{fmt.Sprintf("%s has keys already", dir), "change them with nutag keys rotate, or name another folder"}
	}
	for _, name := range holders {
		if name == "" || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			return &usageError{fmt.Sprintf("--holder %q cannot be the name of a file", name), "write it with small Latin letters, like bat"}
		}
	}
	named, err := readPublic(public)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	plan := keys.Plan{Holders: named, Threshold: threshold, Expires: end}
	var signing []keys.Key
	for _, name := range holders {
		key, err := secret.make(a, filepath.Join(dir, "root-"+name+".key"))
		if err != nil {
			return err
		}
		plan.Holders, signing = append(plan.Holders, key.Public()), append(signing, key)
	}
	key, err := secret.make(a, filepath.Join(dir, "release.key"))
	if err != nil {
		return err
	}
	plan.Release = []*keys.Public{key.Public()}
	root, err := keys.First(plan)
	if err != nil {
		return err
	}
	if err := keys.Sign(root, nil, signing...); err != nil {
		return err
	}
	if err := keys.Write(dir, root); err != nil {
		return err
	}
	return a.showKeys(dir)
}

func (a *app) keysNewCommand() *cobra.Command {
	var secret secrets
	c := &cobra.Command{
		Use:   "new FILE",
		Short: "Make one key, and its public half in FILE.pub to send to the others",
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			key, err := secret.make(a, args[0])
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(a.io.Out, "%s: key %s…; send %s.pub, never %s\n", args[0], key.ID()[:8], args[0], args[0])
			return err
		},
	}
	secret.flags(c)
	return c
}

func (a *app) keysSignCommand() *cobra.Command {
	var files []string
	var secret secrets
	c := &cobra.Command{
		Use:   "sign [flags] DIR",
		Short: "Sign the newest list of keys in a folder, as another holder",
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			roots, _, err := keys.Chain(args[0])
			if err != nil {
				return err
			}
			signing, err := secret.open(a, files)
			if err != nil {
				return err
			}
			last, before := keys.Last(roots)
			if err := keys.Sign(last, before, signing...); err != nil {
				return err
			}
			if err := keys.Write(args[0], last); err != nil {
				return err
			}
			return a.showKeys(args[0])
		},
	}
	c.Flags().StringArrayVar(&files, "key", nil, "file of a root key; may be repeated")
	_ = c.MarkFlagRequired("key")
	secret.flags(c)
	return c
}

func (a *app) keysShowCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "show DIR",
		Short: "Show the lists of keys in a folder, who has signed, and the fingerprint",
		Args:  cobra.ExactArgs(1),
		RunE:  func(_ *cobra.Command, args []string) error { return a.showKeys(args[0]) },
	}
}

func (a *app) showKeys(dir string) error {
	roots, raw, err := keys.Chain(dir)
	if err != nil {
		return err
	}
	last, before := keys.Last(roots)
	plan := keys.PlanOf(last)
	var out bytes.Buffer
	fmt.Fprintf(&out, "list of keys %d, until %s: %d of %d holders must sign\n", last.Signed.Version, last.Signed.Expires.Format(time.DateOnly), plan.Threshold, len(plan.Holders))
	for _, key := range plan.Holders {
		id, _ := key.ID()
		said := "has not signed"
		for _, s := range last.Signatures {
			if s.KeyID == id {
				said = "has signed"
			}
		}
		fmt.Fprintf(&out, "  holder  %s… %s\n", id[:8], said)
	}
	for _, key := range plan.Release {
		id, _ := key.ID()
		fmt.Fprintf(&out, "  release %s…\n", id[:8])
	}
	if err := keys.Complete(last, before); err != nil {
		fmt.Fprintf(&out, "not complete: %v\n  fix:  the others sign with nutag keys sign --key FILE %s\n", err, dir)
		if last.Signed.Version == 1 {
			// The fingerprint covers the signatures: giving it out before the last one would give out a wrong one.
			_, err = io.Copy(a.io.Out, &out)
			return err
		}
	}
	fmt.Fprintf(&out, "fingerprint, to give out: %s\n", trust.Digest(sha256.Sum256(raw[0])).Grouped())
	_, err = io.Copy(a.io.Out, &out)
	return err
}
