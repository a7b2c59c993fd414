package training

import (
	"fmt"
	"slices"
	"strings"

	"nutag/generator/diag"
	"nutag/generator/model"
)

// Known is what exists outside the training.
type Known struct {
	// Facts are the ids of the data set lesson-facts; true: it may be taught.
	Facts map[string]bool
	// IDs are the ids of the records of a kind, such as "service". A kind that is not there cannot be checked yet, which is
	// told once.
	IDs map[string]map[string]bool
}

// relatedKinds are the kinds of pages that help beside a lesson.
var relatedKinds = []string{
	"aimag", "channel", "course", "country", "district", "flow", "guide", "hotline", "journey", "lesson", "mission", "page", "programme", "service", "soum", "worksheet",
}

// Check holds the training to what is outside of it: facts that exist and may be taught, related pages, worksheets.
func Check(t *model.Training, dir string, known Known) diag.List {
	var list diag.List
	ids := map[string]map[string]bool{"course": {}, "lesson": {}, "worksheet": {}}
	for kind, set := range known.IDs {
		ids[kind] = set
	}
	for _, w := range t.Worksheets {
		ids["worksheet"][w.ID] = true
	}
	for _, c := range t.Courses {
		ids["course"][c.ID] = true
		for _, l := range c.Lessons() {
			ids["lesson"][l.ID] = true
		}
	}
	unchecked := map[string]bool{}
	for _, c := range t.Courses {
		for _, l := range c.Lessons() {
			tell := func(rule, message, fix string) {
				list.Add(diag.Problem{File: fmt.Sprintf("%s/%s/%s.mn.md", dir, c.ID, l.ID), RuleFile: rulesFile, RuleID: rule, Message: message, Fix: fix})
			}
			for _, id := range l.Facts {
				teach, exists := known.Facts[id]
				switch {
				case !exists:
					fix := "add it to data/lesson-facts with its source, or take it out"
					if near := diag.Nearest(id, sortedKeys(known.Facts)); near != "" {
						fix = "write " + near + ", or " + fix
					}
					tell("lesson-fact", "there is no fact "+diag.Quote(id), fix)
				case !teach:
					tell("lesson-fact", fmt.Sprintf("fact %s is not certain enough to be taught", diag.Quote(id)), "take it out of the lesson in both languages")
				}
			}
			for _, id := range l.Related {
				kind, name, _ := strings.Cut(id, "/")
				switch {
				case !slices.Contains(relatedKinds, kind):
					tell("lesson-related", "there are no pages of the kind "+diag.Quote(kind), "use one of "+strings.Join(relatedKinds, ", "))
				case ids[kind] == nil:
					unchecked[kind] = true
				case !ids[kind][name]:
					fix := "correct the id"
					if near := diag.Nearest(name, sortedKeys(ids[kind])); near != "" {
						fix = "write " + kind + "/" + near
					}
					tell("lesson-related", "there is no page "+diag.Quote(id), fix)
				case id == "lesson/"+l.ID:
					tell("lesson-related", "the lesson names itself as related", "take it out")
				}
			}
			if l.Worksheet == "" {
				continue
			}
			w := t.Worksheet(l.Worksheet)
			if w == nil {
				tell("lesson-worksheet", "there is no worksheet "+diag.Quote(l.Worksheet), "write "+dir+"/worksheets/"+l.Worksheet+".yaml")
			} else if l.Private && !w.Private {
				tell("lesson-worksheet", fmt.Sprintf("worksheet %s keeps what is typed, and the lesson keeps nothing", diag.Quote(w.ID)), "write private: yes in the worksheet")
			}
		}
	}
	for _, kind := range sortedKeys(unchecked) {
		list.Add(diag.Problem{Severity: diag.Warning, File: dir, RuleFile: rulesFile, RuleID: "lesson-related", Message: fmt.Sprintf("related pages of the kind %s have no data set yet; they are not checked and not shown", diag.Quote(kind)), Fix: "add the data set"})
	}
	list.Sort()
	return list
}
