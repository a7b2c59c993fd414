package cli

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"nutag/i18n"
	"nutag/mirror/copy"
	"nutag/mirror/trust"
)

// listed is how many damaged files are named one by one; a copy that is gone altogether would fill the screen.
const listed = 50

func (a *app) verifyCommand() *cobra.Command {
	var asJSON bool
	var fingerprint string
	c := a.command("verify [COPY]", 0, 1, func(ctx context.Context, args []string) error {
		return a.verify(ctx, a.at(args), fingerprint, asJSON)
	})
	c.Flags().StringVar(&fingerprint, "fingerprint", "", a.l.T("flag_fingerprint"))
	addJSON(c.Flags(), a, &asJSON)
	return c
}

// verdict is the answer of verify as JSON.
type verdict struct {
	Genuine     bool          `json:"genuine"`
	Complete    bool          `json:"complete"`
	Reason      string        `json:"reason,omitempty"`
	Number      int64         `json:"number"`
	Edition     string        `json:"edition"`
	Date        string        `json:"date"`
	ReviewBy    string        `json:"review_by"`
	Old         bool          `json:"old"`
	Fingerprint string        `json:"fingerprint"`
	Files       int           `json:"files"`
	Bytes       int64         `json:"bytes"`
	Problems    []problemJSON `json:"problems"`
}

type problemJSON struct {
	Path string `json:"path"`
	Kind string `json:"kind"`
}

func (a *app) verify(ctx context.Context, folder, fingerprint string, asJSON bool) error {
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
	anchor, _ := trust.ParseDigest(state.Fingerprint)
	bar := a.bar("progress_check")
	defer bar.end()
	report, err := c.Verify(ctx, bar.at)
	if err != nil {
		return err
	}
	bar.end()
	r := report.Release
	if fingerprint != "" {
		named, err := a.anchor(fingerprint)
		if err != nil {
			return err
		}
		if named != anchor {
			r.Verified = copy.Proof{Kind: trust.KindWrongKey}
		}
	}
	old := c.Old(r, a.io.Now())
	if asJSON {
		v := verdict{Genuine: r.Verified.OK, Complete: len(report.Problems) == 0, Reason: string(r.Verified.Kind), Number: r.Number, Edition: r.Edition, Date: r.Date,
			ReviewBy: r.ReviewBy, Old: old, Fingerprint: anchor.String(), Files: report.Files, Bytes: report.Bytes, Problems: []problemJSON{}}
		for _, p := range report.Problems {
			v.Problems = append(v.Problems, problemJSON{p.Path, string(p.Kind)})
		}
		out, err := json.MarshalIndent(v, "", "  ")
		if err != nil {
			return err
		}
		a.say(string(out))
	} else {
		a.tell(report, anchor, fingerprint != "", old)
	}
	if !report.OK() {
		return errSaid
	}
	return nil
}

// tell says the one sentence, then what is wrong, then what to compare.
func (a *app) tell(report *copy.Report, anchor trust.Digest, named, old bool) {
	r := report.Release
	about := i18n.Data{"number": a.number(r.Number), "date": a.date(r.Date), "age": a.age(r.Date)}
	switch {
	case r.Verified.OK && len(report.Problems) == 0:
		a.say(a.l.T("verify_good", about))
	case r.Verified.OK:
		a.say(a.count("verify_damaged", len(report.Problems), about))
	case named && r.Verified.Kind == trust.KindWrongKey:
		a.say(a.l.T("verify_other_key"))
	default:
		a.say(a.l.T("verify_unproven", i18n.Data{"reason": a.l.T("proof_" + string(reason(r)))}))
	}
	for i, p := range report.Problems {
		if i == listed {
			a.say("  " + a.count("verify_more", len(report.Problems)-listed, nil))
			break
		}
		a.say(fmt.Sprintf("  %s: %s", p.Path, a.l.T("problem_"+string(p.Kind))))
	}
	switch {
	case !r.Verified.OK:
		a.say(a.l.T("verify_do_not_pass"))
	case len(report.Problems) > 0:
		a.say(a.l.T("verify_mend"))
	}
	if old {
		a.say(a.l.T("verify_review", i18n.Data{"date": a.date(r.ReviewBy)}))
	}
	a.say(a.l.T("verify_key", i18n.Data{"key": anchor.Grouped()}))
	if !named {
		a.say(a.l.T("verify_key_compare"))
	}
}

func reason(r *copy.Release) trust.Kind {
	switch r.Verified.Kind {
	case "", trust.KindSource:
		return trust.KindForged // a signed list that is missing on the disk proves nothing
	default:
		return r.Verified.Kind
	}
}
