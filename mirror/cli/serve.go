package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"

	"nutag/i18n"
	"nutag/mirror/box"
	"nutag/mirror/copy"
	"nutag/mirror/trust"
	"nutag/search/engine"
)

// serveFlags are the flags of serve.
type serveFlags struct {
	addr, admin             string
	notice, noticeInEnglish string
	offers                  []string
	unverified              bool
}

func (a *app) serveCommand() *cobra.Command {
	var f serveFlags
	c := a.command("serve [COPY]", 0, 1, func(ctx context.Context, args []string) error { return a.serve(ctx, a.at(args), f) })
	flags := c.Flags()
	flags.StringVar(&f.addr, "addr", ":8080", a.l.T("flag_addr"))
	flags.StringVar(&f.admin, "admin", "127.0.0.1:8081", a.l.T("flag_admin"))
	flags.StringVar(&f.notice, "notice", "", a.l.T("flag_notice"))
	flags.StringVar(&f.noticeInEnglish, "notice-en", "", a.l.T("flag_notice_en"))
	flags.StringArrayVar(&f.offers, "offer", nil, a.l.T("flag_offer"))
	flags.BoolVar(&f.unverified, "unverified", false, a.l.T("flag_unverified"))
	return c
}

// serve checks the copy and serves it until it is interrupted, which is the way to end it and no error.
func (a *app) serve(ctx context.Context, folder string, f serveFlags) error {
	notice, err := box.ReadNotice(f.notice, f.noticeInEnglish)
	if err != nil {
		return &problem{text: a.l.T("error_notice"), fix: a.l.T("fix_notice"), code: exitUsage, cause: err}
	}
	c, source, err := a.served(ctx, folder, f.unverified)
	if err != nil {
		return err
	}
	defer c.Close()
	config := box.Config{Source: source, Notice: notice, Unverified: f.unverified, Log: a.io.Err, OpenSearch: openSearch}
	for _, dir := range f.offers {
		other, offer, err := a.served(ctx, dir, false)
		if err != nil {
			return err
		}
		defer other.Close()
		config.Offers = append(config.Offers, offer)
	}
	server, err := box.New(config)
	if err != nil {
		return err
	}
	// It runs on small computers for months: rather more collections than more memory.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(50)
	}
	return a.listen(ctx, server, f)
}

// listen takes the addresses, says them, and serves.
func (a *app) listen(ctx context.Context, server *box.Server, f serveFlags) error {
	taken := func(addr string, err error) error {
		return &problem{text: a.l.T("error_listen", i18n.Data{"addr": addr}), fix: a.l.T("fix_listen"), code: exitUsage, cause: err}
	}
	readers, err := box.Listen(ctx, f.addr)
	if err != nil {
		return taken(f.addr, err)
	}
	defer readers.Close()
	admin, err := box.ListenAdmin(ctx, f.admin)
	if err != nil {
		return taken(f.admin, err)
	}
	a.say(a.l.T("serve_readers"))
	for _, address := range box.Addresses(readers) {
		a.say("  " + address)
	}
	a.say(a.l.T("serve_pages"))
	if admin != nil {
		a.say(a.l.T("serve_admin", i18n.Data{"address": "http://" + admin.Addr().String() + "/health"}))
	}
	a.say(a.l.T("serve_stop"))
	if err := server.Serve(ctx, readers, admin); err != nil {
		return err
	}
	a.say(a.l.T("serve_stopped"))
	return nil
}

// served opens a copy and checks all of it. One that fails is an error, unless it is to be served all the same.
func (a *app) served(ctx context.Context, folder string, unverified bool) (*copy.Copy, *box.Copies, error) {
	c, err := copy.Open(folder)
	if err != nil {
		return nil, nil, err
	}
	report, old, err := a.checked(ctx, c)
	if err != nil {
		return nil, nil, errors.Join(err, c.Close())
	}
	reason := ""
	if report.OK() && !old {
		return c, box.FromCopy(c, report, reason), nil
	}
	state, err := c.State()
	if err != nil {
		return nil, nil, errors.Join(err, c.Close())
	}
	anchor, _ := trust.ParseDigest(state.Fingerprint)
	a.tell(report, anchor, false, old)
	switch {
	case report.OK():
	case !unverified:
		return nil, nil, errors.Join(a.failed(a.l.T("error_serve_refused", i18n.Data{"folder": folder}), a.l.T("fix_serve_refused"), nil), c.Close())
	default:
		reason = a.l.T("error_serve_refused", i18n.Data{"folder": folder})
		a.say(a.l.T("serve_unverified"))
	}
	return c, box.FromCopy(c, report, reason), nil
}

// checked verifies a copy with a bar.
func (a *app) checked(ctx context.Context, c *copy.Copy) (report *copy.Report, old bool, err error) {
	bar := a.bar("progress_check")
	defer bar.end()
	if report, err = c.Verify(ctx, bar.at); err != nil {
		return nil, false, err
	}
	return report, c.Old(report.Release, a.io.Now()), nil
}

func openSearch(fsys fs.FS) (box.Searcher, error) {
	e, err := engine.OpenSiteFS(fsys)
	if err != nil {
		return nil, err
	}
	return e, nil
}
