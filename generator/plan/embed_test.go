package plan

import (
	"strings"
	"testing"

	"nutag/generator/model"
)

// TestEmbeds holds the cards to the rule of publication: nothing on them that the page does not tell, every figure of doubt marked.
func TestEmbeds(t *testing.T) {
	in := realInput(t)
	for _, lang := range []string{"mn", "en"} {
		b := &builder{in: in, lang: lang, words: in.Bundle.Localizer(lang), shared: map[string]int{}, planned: map[string]bool{}}
		doubts, closed, missing := 0, 0, 0
		for _, p := range b.embeds() {
			v := p.View.(embedView)
			if p.ID != "" || p.Kind != embedKind || v.Page == "" || !strings.HasPrefix(v.Page, "../") {
				t.Errorf("%s: id %q, page %q", p.URL(), p.ID, v.Page)
			}
			for _, f := range v.Facts {
				if f.Doubt {
					doubts++
				}
			}
			if len(v.Facts) > 0 && len(v.Notes) == 0 {
				t.Errorf("%s: no source is named", p.URL())
			}
			if len(v.Warn) > 0 {
				closed++
			}
			for _, d := range v.Details {
				if len(d.Items) == 0 && d.Missing == "dir_unconfirmed" {
					missing++
				}
			}
		}
		want := 0
		for _, m := range in.Portal.Missions {
			if m.Status != model.Operating {
				want++
			}
		}
		if closed != want || want == 0 {
			t.Errorf("%s: %d cards warn, %d missions are not known to work", lang, closed, want)
		}
		if doubts == 0 || missing == 0 {
			t.Errorf("%s: %d doubtful figures, %d unconfirmed contacts", lang, doubts, missing)
		}
		if err := b.words.Err(); err != nil || len(b.errs) > 0 {
			t.Errorf("%s: %v %v", lang, err, b.errs)
		}
	}
}
