package cli

import (
	"context"
	"encoding/json"
	"time"

	"github.com/spf13/cobra"

	"nutag/i18n"
	"nutag/mirror/copy"
	"nutag/mirror/trust"
)

func (a *app) statusCommand() *cobra.Command {
	var asJSON bool
	c := a.command("status [COPY]", 0, 1, func(_ context.Context, args []string) error { return a.status(a.at(args), asJSON) })
	addJSON(c.Flags(), a, &asJSON)
	return c
}

type statusJSON struct {
	Number      int64  `json:"number"`
	Edition     string `json:"edition"`
	Date        string `json:"date"`
	ReviewBy    string `json:"review_by"`
	DataDate    string `json:"data_date"`
	Expires     string `json:"expires"`
	Old         bool   `json:"old"`
	Proven      bool   `json:"proven"`
	Source      string `json:"source"`
	Fingerprint string `json:"fingerprint"`
	Previous    int64  `json:"previous,omitempty"`
}

func (a *app) status(folder string, asJSON bool) error {
	c, err := copy.Open(folder)
	if err != nil {
		return err
	}
	defer c.Close()
	state, err := c.State()
	if err != nil {
		return err
	}
	if state.Current == nil {
		a.say(a.l.T("status_none", i18n.Data{"folder": folder}))
		return errSaid
	}
	r, err := c.Current()
	if err != nil {
		return err
	}
	anchor, _ := trust.ParseDigest(state.Fingerprint)
	old := c.Old(r, a.io.Now())
	if asJSON {
		s := statusJSON{Number: r.Number, Edition: r.Edition, Date: r.Date, ReviewBy: r.ReviewBy, DataDate: r.DataDate, Expires: r.Expires.Format(time.DateOnly),
			Old: old, Proven: r.Verified.OK, Source: state.Source, Fingerprint: anchor.String()}
		if state.Previous != nil {
			s.Previous = state.Previous.Number
		}
		out, err := json.MarshalIndent(s, "", "  ")
		if err != nil {
			return err
		}
		a.say(string(out))
	} else {
		a.show(r, state, anchor, old)
	}
	if !r.Verified.OK {
		return errSaid
	}
	return nil
}

func (a *app) show(r *copy.Release, state *copy.State, anchor trust.Digest, old bool) {
	a.say(a.l.T("status_release", i18n.Data{"number": a.number(r.Number)}))
	a.say(a.l.T("status_edition", i18n.Data{"edition": r.Edition}))
	if r.Verified.OK {
		a.say(a.l.T("status_date", i18n.Data{"date": a.date(r.Date), "age": a.age(r.Date)}))
		a.say(a.l.T("status_review", i18n.Data{"date": a.date(r.ReviewBy)}))
		if r.DataDate != "" {
			a.say(a.l.T("status_data", i18n.Data{"date": a.date(r.DataDate)}))
		}
		a.say(a.l.T("status_expires", i18n.Data{"date": a.date(r.Expires.Format(time.DateOnly))}))
	}
	a.say(a.l.T("status_source", i18n.Data{"source": state.Source}))
	if state.Previous != nil {
		a.say(a.l.T("status_previous", i18n.Data{"number": a.number(state.Previous.Number)}))
	}
	a.say(a.l.T("status_key", i18n.Data{"key": anchor.Grouped()}))
	if !r.Verified.OK {
		a.say(a.l.T("verify_unproven", i18n.Data{"reason": a.l.T("proof_" + string(reason(r)))}))
	}
	if old {
		a.say(a.l.T("verify_review", i18n.Data{"date": a.date(r.ReviewBy)}))
	}
}

func (a *app) rollbackCommand() *cobra.Command {
	return a.command("rollback [COPY]", 0, 1, func(_ context.Context, args []string) error {
		w, err := copy.Begin(a.at(args), nil)
		if err != nil {
			return err
		}
		defer w.Close()
		before, err := w.Previous()
		if err == nil && before != nil && !before.Verified.OK {
			err = before.Verified.Err
		}
		if err != nil {
			return err
		}
		if before == nil {
			a.say(a.l.T("rolled_none"))
			return errSaid
		}
		if _, err := w.Rollback(); err != nil {
			return err
		}
		a.say(a.l.T("rolled_back", i18n.Data{"number": a.number(before.Number), "date": a.date(before.Date)}))
		return nil
	})
}
