package plan

import (
	"os"
	"strings"
	"testing"

	"nutag/generator/model"
	"nutag/generator/training"
	"nutag/i18n"
)

// lessonsInput is the courses of the repository and a portal with facts only: the pages of courses need nothing else.
func lessonsInput(t *testing.T) Input {
	t.Helper()
	lessons, problems := training.Load(os.DirFS("../.."), "content/training")
	if problems.Errors() > 0 {
		t.Fatalf("%+v", problems)
	}
	bundle, err := i18n.Load(os.DirFS("../../i18n/messages"))
	if err != nil {
		t.Fatal(err)
	}
	portal := &model.Portal{Sources: []model.Source{{ID: "S1", Title: "Source"}}, Sets: []model.SetInfo{{Name: "lesson-facts", AsOf: "2026-01-01", ReviewBy: "2027-01-01"}}}
	for _, c := range lessons.Courses {
		for _, l := range c.Lessons() {
			for _, id := range l.Facts {
				if portal.LessonFact(id) == nil {
					portal.LessonFacts = append(portal.LessonFacts, model.LessonFact{
						ID: id, Statement: model.Text{MN: "Баримт", EN: "Statement"}, Shown: model.Text{MN: "11.5", EN: "11.5"}, UnitText: model.Text{MN: "хувь", EN: "percent"}, Teach: true,
						Evidence: model.Evidence{Sources: []string{"S1"}, AsOf: "2025-04"},
					})
				}
			}
		}
	}
	return Input{Portal: portal, Bundle: bundle, Training: lessons}
}

// TestTraining follows every course from its first lesson to its record, and holds that one edit of a fact changes every
// lesson that inserts it.
func TestTraining(t *testing.T) {
	in := lessonsInput(t)
	for _, lang := range i18n.Langs() {
		b := &builder{in: in, lang: lang, words: in.Bundle.Localizer(lang)}
		pages := b.training()
		b.linkRelated(pages)
		byPath := map[string]Page{}
		for _, p := range pages {
			byPath[p.Path] = p
		}
		for _, c := range in.Training.Courses {
			start := byPath[coursePath(c.ID)].View.(courseView).Start
			at := strings.TrimPrefix(start, "../")
			for n := 1; ; n++ {
				page, ok := byPath[at]
				if !ok {
					t.Fatalf("%s: %s: no page %s", lang, c.ID, at)
				}
				v := page.View.(*lessonView)
				if len(v.Sections) != 5 || len(v.Quiz) < 4 || len(v.Outcomes) == 0 || (v.Before == nil) != (n == 1) {
					t.Errorf("%s: %s is not whole: %+v", lang, at, v)
				}
				for _, s := range v.Sections {
					if strings.Contains(s.Body, "{") {
						t.Errorf("%s: %s: a fact is not inserted: %s", lang, at, s.Body)
					}
				}
				if len(v.Facts) > 0 && (v.Notes == nil || len(v.Notes.Sources) == 0) {
					t.Errorf("%s: %s shows facts without a source", lang, at)
				}
				if v.Next == nil {
					if n != len(c.Lessons()) || byPath[strings.TrimPrefix(v.Statement, "../")].Kind != "statement" {
						t.Errorf("%s: %s ends after %d of %d lessons, at %q", lang, c.ID, n, len(c.Lessons()), v.Statement)
					}
					break
				}
				at = strings.TrimPrefix(v.Next.URL, "../")
			}
		}
		count := func() (n int) {
			for _, p := range b.training() {
				if v, ok := p.View.(*lessonView); ok {
					for _, s := range v.Sections {
						n += strings.Count(s.Body, "**11.6\u00a0")
					}
				}
			}
			return n
		}
		before := count()
		for i := range in.Portal.LessonFacts {
			in.Portal.LessonFacts[i].Shown = model.Text{MN: "11.6", EN: "11.6"}
		}
		if after := count(); before != 0 || after == 0 {
			t.Errorf("%s: %d insertions before the edit of the facts, %d after", lang, before, after)
		}
		for i := range in.Portal.LessonFacts {
			in.Portal.LessonFacts[i].Shown = model.Text{MN: "11.5", EN: "11.5"}
		}
		for _, err := range append(b.errs, b.words.Err()) {
			if err != nil {
				t.Error(err)
			}
		}
	}
}
