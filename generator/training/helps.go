package training

import (
	"fmt"
	"slices"
	"strings"

	"nutag/generator/diag"
	"nutag/generator/model"
	"nutag/generator/source"
)

// helpsFile names the lessons that help on every page of a kind. What helps on one page alone stands in the lesson, under
// related: that page then leads back to it.
const helpsFile = "helps.yaml"

// helpedKinds are the kinds of pages that may be named there, and maxHelps is how many lessons a page that serves another
// purpose has room for.
var helpedKinds = []string{"channel", "country", "district", "soum"}

const maxHelps = 6

// helps reads the file. Lessons are checked in lessonsThatHelp, when all are known.
func (l *loader) helps(name string) {
	y, problems := source.ReadYAML(l.fsys, name)
	l.list.Add(problems...)
	if y == nil {
		return
	}
	f := fields{l, y}
	keys := f.mapping(y.Root, nil, helpedKinds)
	for _, kind := range helpedKinds {
		if keys[kind] == nil {
			continue
		}
		h := helped{kind: kind, yaml: y}
		h.lessons = f.items(keys[kind], 1, maxHelps)
		l.helped = append(l.helped, h)
	}
}

// helped is the list of one kind with its places.
type helped struct {
	kind    string
	yaml    *source.YAML
	lessons []*source.Node
}

// lessonsThatHelp turns the lists into those of the model: each lesson exists, stands once and may keep the reader's progress,
// because a reader of such a page is in no danger that the portal knows of.
func (l *loader) lessonsThatHelp(t *model.Training) {
	known := map[string]bool{}
	for _, c := range t.Courses {
		for _, lesson := range c.Lessons() {
			known[lesson.ID] = c.Private || lesson.Private
		}
	}
	for _, h := range l.helped {
		f := fields{l, h.yaml}
		list := model.KindLessons{Kind: h.kind}
		for _, n := range h.lessons {
			id := f.text(n, 10)
			private, exists := known[id]
			_, read := l.texts[id]
			switch {
			case id == "" || !exists && read: // told of already
			case !exists:
				fix := "write the id of a lesson, such as c2-m1-l1"
				if near := diag.Nearest(id, sortedKeys(known)); near != "" {
					fix = "write " + near
				}
				l.node(h.yaml, n, "lesson-helps", "there is no lesson "+diag.Quote(id), fix)
			case slices.Contains(list.Lessons, id):
				l.node(h.yaml, n, "lesson-helps", fmt.Sprintf("the lesson %s stands twice", diag.Quote(id)), "keep one of the two")
			case private:
				l.node(h.yaml, n, "lesson-helps", fmt.Sprintf("the lesson %s deals with danger", diag.Quote(id)), "name it in related of the lesson, with the one page that needs it")
			default:
				list.Lessons = append(list.Lessons, id)
			}
		}
		t.Helps = append(t.Helps, list)
	}
	slices.SortFunc(t.Helps, func(a, b model.KindLessons) int { return strings.Compare(a.Kind, b.Kind) })
}
