package build

import (
	"context"
	"os"
	"strings"

	"nutag/generator/build/pipeline"
	"nutag/generator/diag"
	"nutag/generator/outreach"
)

// Text is one record written out for a medium.
type Text struct {
	ID   string // soum:6346
	Text string
}

// Texts checks the input and writes the texts of package outreach in one language: as messages, in Latin letters if asked, or
// else as scripts for radio. about is the id of one, the kind of several (hotlines), or empty for all; one that does not exist
// gives none. After an error in the input there are no texts.
func Texts(ctx context.Context, o Options, parts Parts, r pipeline.Reporter, lang, about string, sms, latin bool) ([]Text, diag.List, error) {
	p := &portal{Options: o, parts: parts, root: os.DirFS(o.Dir)}
	w := p.work()
	w.check = w.check[:3] // pages are not planned
	if err := runCheck(ctx, r, w); err != nil || p.problems.Errors() > 0 {
		return nil, p.sorted(), err
	}
	writer := outreach.New(p.model, p.figures, p.bundle, lang)
	texts, err := writer.Texts()
	if err != nil {
		return nil, p.sorted(), &pipeline.BugError{Stage: "texts", What: err.Error()}
	}
	var out []Text
	for _, t := range texts {
		if about == "" || t.ID == about || strings.HasPrefix(t.ID, about+":") {
			if latin {
				t.SMS = t.Latin()
			}
			out = append(out, Text{t.ID, writer.Format(t, sms, !sms)})
		}
	}
	return out, p.sorted(), nil
}
