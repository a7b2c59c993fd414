package cli

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"

	"github.com/spf13/cobra"

	"nutag/i18n"
	"nutag/mirror/copy"
	"nutag/mirror/trust"
	"nutag/mirror/update"
)

func (a *app) mergeCommand() *cobra.Command {
	return a.command("merge STICK", 1, 1, func(ctx context.Context, args []string) error { return a.merge(ctx, args[0]) })
}

// merge brings the older of two copies to the release of the newer. Each side proves what it takes against its own memory
// of keys and numbers; that both are of one publisher is checked first.
func (a *app) merge(ctx context.Context, stick string) error {
	mine, err := copy.Begin(a.at(nil), nil)
	if err != nil {
		return err
	}
	defer mine.Close()
	theirs, err := copy.Open(stick)
	if errors.Is(err, copy.ErrNone) {
		return a.wrong(a.l.T("error_stick_none", i18n.Data{"folder": stick}), a.l.T("fix_stick_none", i18n.Data{"folder": stick}))
	}
	if err != nil {
		return err
	}
	state, err := theirs.State()
	if err == nil && (state.Fingerprint != mine.Remembered().Fingerprint || state.Edition != mine.Remembered().Edition) {
		err = a.failed(a.l.T("error_other_stick"), a.l.T("fix_other_stick"), nil)
	}
	var newer int64
	if err == nil {
		newer = proven(theirs)
	}
	theirs.Close()
	if err != nil {
		return err
	}
	own := proven(mine.Copy)
	switch {
	case newer > own:
		if err := a.carry(ctx, mine, stick); err != nil {
			return err
		}
		a.say(a.l.T("merged_mine", i18n.Data{"number": a.number(newer)}))
		return nil
	case own == 0:
		return a.failed(a.l.T("error_unproven"), a.l.T("fix_forged"), nil)
	}
	other, err := copy.Begin(stick, nil)
	if err != nil {
		return err
	}
	defer other.Close()
	if err := a.carry(ctx, other, mine.Dir()); err != nil {
		return err
	}
	if newer < own {
		a.say(a.l.T("merged_stick", i18n.Data{"number": a.number(own)}))
		return nil
	}
	// Equal on both sides: each also mends the other.
	if err := a.carry(ctx, mine, stick); err != nil {
		return err
	}
	a.say(a.l.T("merged_same", i18n.Data{"number": a.number(own)}))
	return nil
}

// proven gives the number of the release that stands in a copy, or 0 when its proof fails.
func proven(c *copy.Copy) int64 {
	r, err := c.Current()
	if err != nil || !r.Verified.OK {
		return 0
	}
	return r.Number
}

// carry updates one copy from the folder of another.
func (a *app) carry(ctx context.Context, w *copy.Writer, from string) error {
	src, err := a.find(ctx, from, w.Remembered().Edition, "")
	if err != nil {
		return err
	}
	bar := a.bar("progress_fetch")
	defer bar.end()
	_, err = update.Run(ctx, w, src, update.Options{Clock: a.io.Now(), Progress: bar.at})
	return err
}

func (a *app) exportCommand() *cobra.Command {
	var programs string
	c := a.command("export STICK", 1, 1, func(ctx context.Context, args []string) error { return a.export(ctx, args[0], programs) })
	c.Flags().StringVar(&programs, "programs", "", a.l.T("flag_programs"))
	return c
}

// program is the name of a program for one system, as make dist writes it.
var program = regexp.MustCompile(`^(nutag-box(-[a-z0-9_]+)*(\.exe)?|SHA256SUMS)$`)

const programsFolder = "programs"

// export writes the copy to a stick. The stick remembers where this copy came from, so that it can be updated anywhere.
func (a *app) export(ctx context.Context, stick, programs string) error {
	mine, err := copy.Open(a.at(nil))
	if err != nil {
		return err
	}
	defer mine.Close()
	state, err := mine.State()
	if err != nil {
		return err
	}
	if proven(mine) == 0 {
		return a.failed(a.l.T("error_unproven"), a.l.T("fix_forged"), nil)
	}
	anchor, _ := trust.ParseDigest(state.Fingerprint)
	w, err := copy.Begin(stick, &copy.Start{Anchor: anchor, Edition: state.Edition, Source: state.Source})
	if errors.Is(err, copy.ErrForeign) {
		return a.wrong(a.l.T("error_foreign", i18n.Data{"folder": stick}), a.l.T("fix_foreign"))
	}
	if err != nil {
		return err
	}
	defer w.Close()
	if there := w.Remembered(); there.Fingerprint != state.Fingerprint || there.Edition != state.Edition {
		return a.failed(a.l.T("error_other_stick"), a.l.T("fix_other_stick"), nil)
	}
	if err := a.carry(ctx, w, mine.Dir()); err != nil {
		return err
	}
	n, err := copyPrograms(programs, stick)
	if err != nil {
		return err
	}
	a.say(a.l.T("exported_done", i18n.Data{"folder": stick, "number": a.number(proven(w.Copy)), "index": filepath.Join(stick, "index.html")}))
	if n == 0 {
		a.say(a.l.T("exported_no_programs"))
	} else {
		a.say(a.count("exported_programs", n, nil))
	}
	return nil
}

// copyPrograms copies the programs in a folder, or those beside this one, to a stick. Links on the stick that lead away
// from it are not followed.
func copyPrograms(from, stick string) (int, error) {
	if from == "" {
		self, err := os.Executable()
		if err != nil {
			return 0, nil
		}
		from = filepath.Dir(self)
	}
	entries, err := os.ReadDir(from)
	if err != nil {
		return 0, err
	}
	root, err := os.OpenRoot(stick)
	if err != nil {
		return 0, err
	}
	defer root.Close()
	n := 0
	for _, e := range entries {
		if !e.Type().IsRegular() || !program.MatchString(e.Name()) {
			continue
		}
		data, err := os.ReadFile(filepath.Join(from, e.Name()))
		if err != nil {
			return n, err
		}
		if err := putProgram(root, programsFolder+"/"+e.Name(), data); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// putProgram writes a program beside its place and then into it, unless it is there already.
func putProgram(root *os.Root, name string, data []byte) error {
	if now, err := root.ReadFile(name); err == nil && bytes.Equal(now, data) {
		return nil
	}
	if err := root.MkdirAll(programsFolder, 0o755); err != nil {
		return err
	}
	err := root.WriteFile(name+".tmp", data, 0o755)
	if err == nil {
		err = root.Rename(name+".tmp", name)
	}
	if err != nil {
		_ = root.Remove(name + ".tmp")
	}
	return err
}
