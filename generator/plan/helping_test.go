package plan

import (
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"nutag/generator/training"
	"nutag/i18n"
)

// lessonsOf gives the lessons that a page leads to, and whether the page deals with danger.
func lessonsOf(p Page) (names []string, danger bool) {
	var v *lessonsView
	switch x := p.View.(type) {
	case journeyView:
		v, danger = x.Lessons, x.Protection
	case flowView:
		v, danger = x.Lessons, x.Protection
	case programmeView:
		v, danger = x.Lessons, x.Protection
	case serviceView:
		v, danger = x.Lessons, x.Protection
	case placeView:
		v = x.Lessons
	case remittanceView:
		v = x.Lessons
	case countryView:
		for _, s := range x.Sections {
			if s.ID == "lessons" {
				v = &lessonsView{Items: s.Items}
			}
		}
	}
	if v == nil {
		return nil, danger
	}
	for _, x := range v.Items {
		names = append(names, strings.TrimSuffix(path.Base(x.URL), ".html"))
	}
	return names, danger
}

// TestLessonsHelp holds the ways between lessons and the pages that they help with to both directions, in both languages: what a
// lesson names leads back to it, and no page about danger leads to a lesson that keeps something on the device.
func TestLessonsHelp(t *testing.T) {
	in := realInput(t)
	var problems interface{ Errors() int }
	in.Training, problems = training.Load(os.DirFS("../.."), "content/training")
	if problems.Errors() > 0 {
		t.Fatalf("%+v", problems)
	}
	out, err := Build(in)
	if err != nil {
		t.Fatal(err)
	}
	backKinds := []string{"channel", "country", "district", "flow", "journey", "programme", "service", "soum"}
	for _, lang := range i18n.Langs() {
		byID := map[string]Page{}
		for _, p := range out.Pages {
			if p.Lang == lang && p.ID != "" {
				byID[strings.ToLower(p.ID)] = p
			}
		}
		kinds := map[string]int{}
		for _, p := range byID {
			names, danger := lessonsOf(p)
			if len(names) == 0 {
				continue
			}
			kinds[p.Kind]++
			for _, id := range names {
				l := in.Training.Lesson(id)
				if l == nil || danger && !l.Private {
					t.Errorf("%s leads to %s", p.URL(), id)
				}
			}
			if sorted := slices.Sorted(slices.Values(names)); len(slices.Compact(sorted)) != len(names) {
				t.Errorf("%s leads twice to a lesson: %v", p.URL(), names)
			}
		}
		if kinds["soum"] != len(in.Portal.Soums()) || kinds["district"] != len(in.Portal.Districts()) || kinds["remittance"] != len(in.Portal.Remittance.Channels) ||
			kinds["journey"] != len(in.Portal.Journeys) || kinds["country"] != len(in.Portal.Countries)-1 || kinds["flow"] < 4 || kinds["programme"] < 4 || kinds["service"] < 30 {
			t.Errorf("%s: pages with lessons: %v", lang, kinds)
		}
		for _, c := range in.Training.Courses {
			for _, l := range c.Lessons() {
				page := byID["lesson/"+l.ID].View.(*lessonView)
				for _, id := range l.Related {
					kind, _, _ := strings.Cut(id, "/")
					to, exists := byID[strings.ToLower(id)]
					if !exists && kind != "hotline" {
						if kind != "guide" && kind != "page" { // the tests' input has no prose
							t.Errorf("%s: %s has no page", l.ID, id)
						}
						continue
					}
					if kind == "hotline" {
						if !slices.ContainsFunc(page.Related, func(x link) bool { return strings.HasSuffix(x.URL, "#"+strings.TrimPrefix(id, "hotline/")) }) {
							t.Errorf("%s does not lead to %s", l.ID, id)
						}
						continue
					}
					if !slices.ContainsFunc(page.Related, func(x link) bool { return x.URL == "../"+to.Path }) {
						t.Errorf("%s does not lead to %s", l.ID, id)
					}
					names, danger := lessonsOf(to)
					if slices.Contains(backKinds, kind) && !slices.Contains(names, l.ID) && !(danger && !l.Private) {
						t.Errorf("%s does not lead back to %s", id, l.ID)
					}
				}
			}
		}
		for _, h := range in.Training.Helps {
			for _, id := range h.Lessons {
				page := byID["lesson/"+id].View.(*lessonView)
				if !slices.ContainsFunc(page.Related, func(x link) bool { return x.URL == "../"+kindIndexes[h.Kind] }) {
					t.Errorf("%s does not lead to the list of %s", id, h.Kind)
				}
			}
		}
		for _, id := range StandingPages() {
			if byID["page/"+id].Path == "" {
				t.Errorf("there is no page %s", id)
			}
		}
	}
}
