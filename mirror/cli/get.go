package cli

import (
	"context"
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"nutag/i18n"
	"nutag/mirror/copy"
	"nutag/mirror/source"
	"nutag/mirror/trust"
	"nutag/mirror/update"
)

func (a *app) getCommand() *cobra.Command {
	var edition, fingerprint string
	var acceptOld bool
	c := a.command("get URL|DIR [COPY]", 1, 2, func(ctx context.Context, args []string) error {
		return a.get(ctx, args[0], args[1:], edition, fingerprint, acceptOld)
	})
	c.Flags().StringVar(&edition, "edition", source.Full, a.l.T("flag_edition"))
	c.Flags().StringVar(&fingerprint, "fingerprint", "", a.l.T("flag_fingerprint"))
	c.Flags().BoolVar(&acceptOld, "accept-old", false, a.l.T("flag_accept_old"))
	return c
}

func (a *app) get(ctx context.Context, address string, rest []string, edition, fingerprint string, acceptOld bool) error {
	name, err := a.edition(edition)
	if err != nil {
		return err
	}
	folder := defaultFolder
	if a.folder != "" {
		folder = a.folder
	}
	if len(rest) > 0 {
		folder = rest[0]
	}
	from, err := a.find(ctx, address, name, "")
	if err != nil {
		return err
	}
	if fingerprint == "" {
		return a.askFingerprint(ctx, from, address)
	}
	anchor, err := a.anchor(fingerprint)
	if err != nil {
		return err
	}
	w, err := copy.Begin(folder, &copy.Start{Anchor: anchor, Edition: name, Source: from.String()})
	if errors.Is(err, copy.ErrForeign) {
		return a.wrong(a.l.T("error_foreign", i18n.Data{"folder": folder}), a.l.T("fix_foreign"))
	}
	if err != nil {
		return err
	}
	defer w.Close()
	if state := w.Remembered(); state.Fingerprint != anchor.String() || state.Edition != name {
		return a.wrong(a.l.T("error_other_copy", i18n.Data{"folder": folder}), a.l.T("fix_other_copy"))
	}
	return a.run(ctx, w, from, acceptOld)
}

// askFingerprint says which key the source uses, and takes nothing.
func (a *app) askFingerprint(ctx context.Context, from source.Source, address string) error {
	first, err := source.ReadAll(ctx, from, trust.MetadataDir+"/1.root.json", 64<<10)
	if err != nil {
		return err
	}
	key := trust.Digest(sha256.Sum256(first)).Grouped()
	return a.wrong(a.l.T("error_no_fingerprint")+"\n  "+a.l.T("error_saw_fingerprint", i18n.Data{"key": key}), a.l.T("fix_no_fingerprint", i18n.Data{"source": address}))
}

// find gives the source at an address that a person wrote.
func (a *app) find(ctx context.Context, address, edition, newest string) (source.Source, error) {
	from, err := source.Find(ctx, address, edition, a.options(newest))
	if err != nil && ctx.Err() == nil {
		if _, serr := os.Stat(address); serr == nil || errors.Is(err, fs.ErrNotExist) {
			return nil, a.failed(a.l.T("error_source_path", i18n.Data{"path": address}), a.l.T("fix_source_path"), err)
		}
	}
	return from, err
}

func (a *app) updateCommand() *cobra.Command {
	var acceptOld bool
	c := a.command("update [URL|DIR]", 0, 1, func(ctx context.Context, args []string) error {
		w, err := copy.Begin(a.at(nil), nil)
		if err != nil {
			return err
		}
		defer w.Close()
		state := w.Remembered()
		address := state.Source
		if len(args) > 0 {
			address = args[0]
		}
		if address == "" {
			return a.wrong(a.l.T("error_no_source"), a.l.T("fix_no_source"))
		}
		from, err := a.find(ctx, address, state.Edition, state.Newest)
		if err != nil {
			return err
		}
		return a.run(ctx, w, from, acceptOld)
	})
	c.Flags().BoolVar(&acceptOld, "accept-old", false, a.l.T("flag_accept_old"))
	return c
}

// run updates a copy and says what was done.
func (a *app) run(ctx context.Context, w *copy.Writer, from source.Source, acceptOld bool) error {
	bar := a.bar("progress_fetch")
	defer bar.end()
	res, err := update.Run(ctx, w, from, update.Options{AcceptOld: acceptOld, Clock: a.io.Now(), Progress: bar.at})
	bar.end()
	if err != nil {
		return err
	}
	date := a.date(res.Set.Date)
	switch {
	case res.Before == 0:
		a.say(a.l.T("got_release", i18n.Data{"folder": w.Dir(), "number": a.number(res.After), "date": date, "index": filepath.Join(w.Dir(), "index.html")}))
	case res.Before != res.After:
		a.say(a.l.T("updated_from", i18n.Data{"before": a.number(res.Before), "after": a.number(res.After), "date": date}))
	default:
		a.say(a.l.T("updated_nothing", i18n.Data{"number": a.number(res.After), "date": date}))
	}
	if n := len(res.Mended); n > 0 {
		a.say(a.count("updated_mended", n, nil))
	}
	if res.Fetched > 0 {
		a.say(a.l.T("got_bytes", i18n.Data{"fetched": a.size(res.Fetched), "all": a.size(res.Set.Size())}))
	}
	if res.Old {
		a.say(a.l.T("updated_old", i18n.Data{"date": a.date(res.Set.Expires.Format("2006-01-02"))}))
	}
	return nil
}
