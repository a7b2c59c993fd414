package opendata

import (
	"regexp"
	"strings"

	"nutag/generator/model"
)

// lessonSet holds the facts that lessons quote; its dates are theirs.
const lessonSet = "lesson-facts"

type courseRecord struct {
	ID          string         `json:"id"`
	Pages       text           `json:"pages"`
	Title       text           `json:"title"`
	Description text           `json:"description"`
	Audience    text           `json:"audience"`
	Private     bool           `json:"private"` // speaks of danger: keep nothing of the reader
	Minutes     int            `json:"minutes"`
	Modules     []courseModule `json:"modules"`
	provenance
}

type courseModule struct {
	ID      string  `json:"id"`
	Title   text    `json:"title"`
	Lessons []named `json:"lessons"`
}

// lessonRecord is a lesson. Bodies are Markdown; values of facts stand in them, and Facts names where they come from.
type lessonRecord struct {
	ID          string          `json:"id"`
	Pages       text            `json:"pages"`
	Course      string          `json:"course"`
	Module      string          `json:"module"`
	Title       text            `json:"title"`
	Description text            `json:"description"`
	Private     bool            `json:"private"` // keep nothing of the reader
	Minutes     int             `json:"minutes"`
	Outcomes    texts           `json:"outcomes"`
	Sections    []lessonSection `json:"sections"`
	Quiz        []question      `json:"quiz"`
	Facts       []string        `json:"facts"` // ids of the series lesson-facts
	Worksheet   *text           `json:"worksheet_pages"`
	Related     []string        `json:"related"`
	provenance
}

type lessonSection struct {
	ID      string `json:"id"`
	Heading text   `json:"heading"`
	Body    text   `json:"body"`
}

// question is one of a quiz; Right counts the answers from 1.
type question struct {
	Text    text  `json:"text"`
	Answers texts `json:"answers"`
	Right   int   `json:"right"`
	Why     text  `json:"why"`
}

func courseID(id string) string { return "course/" + id }
func lessonID(id string) string { return "lesson/" + id }

func (w *writer) courses() []record {
	var out []record
	for _, c := range w.training.Courses {
		id := courseID(c.ID)
		v := courseRecord{ID: id, Pages: w.pages(id), Title: text(c.Title), Description: text(c.Description), Audience: text(c.Audience),
			Private: c.Private, Minutes: c.Minutes(), Modules: []courseModule{}}
		sources := []string{}
		for _, m := range c.Modules {
			module := courseModule{ID: m.ID, Title: text(m.Title), Lessons: []named{}}
			for _, l := range m.Lessons {
				module.Lessons = append(module.Lessons, named{ID: lessonID(l.ID), Name: lessonTitle(l), File: apiDir + "/lessons/" + l.ID + ".json"})
				sources = append(sources, w.factSources(l)...)
			}
			v.Modules = append(v.Modules, module)
		}
		v.provenance = w.ofLessons(sources)
		out = append(out, record{ID: id, Name: v.Title, Pages: v.Pages, Value: v})
	}
	return out
}

func lessonTitle(l *model.Lesson) text { return text{MN: l.MN.Title, EN: l.EN.Title} }

// ofLessons has the licence of our own prose; the facts keep theirs, which their series names.
func (w *writer) ofLessons(sources []string) provenance {
	p := w.ofSet(lessonSet, union(sources, []string{}))
	p.Licence, p.Data = "CC-BY-4.0", copyPath(lessonSet, lessonSet+".csv")
	return p
}

func (w *writer) factSources(l *model.Lesson) []string {
	var out []string
	for _, id := range l.Facts {
		if f := w.portal.LessonFact(id); f != nil {
			out = append(out, f.Sources...)
		}
	}
	return out
}

func (w *writer) lessons() []record {
	var out []record
	for _, c := range w.training.Courses {
		for _, m := range c.Modules {
			for _, l := range m.Lessons {
				out = append(out, w.lesson(c, m, l))
			}
		}
	}
	return out
}

func (w *writer) lesson(c *model.Course, m model.Module, l *model.Lesson) record {
	id := lessonID(l.ID)
	v := lessonRecord{
		ID: id, Pages: w.pages(id), Course: courseID(c.ID), Module: m.ID, Title: lessonTitle(l), Private: l.Private, Minutes: l.Minutes,
		Description: text{MN: l.MN.Description, EN: l.EN.Description}, Outcomes: texts{MN: list(l.MN.Outcomes), EN: list(l.EN.Outcomes)},
		Sections: []lessonSection{}, Quiz: []question{}, Facts: list(l.Facts), Related: list(l.Related), provenance: w.ofLessons(w.factSources(l)),
	}
	if len(l.MN.Sections) != len(l.EN.Sections) || len(l.MN.Quiz) != len(l.EN.Quiz) {
		w.fail("%s: the languages differ", id)
		return record{}
	}
	for i, s := range l.MN.Sections {
		e := l.EN.Sections[i]
		v.Sections = append(v.Sections, lessonSection{ID: s.ID, Heading: text{MN: s.Heading, EN: e.Heading},
			Body: text{MN: w.withFacts(s.Body, "mn"), EN: w.withFacts(e.Body, "en")}})
	}
	for i, q := range l.MN.Quiz {
		e := l.EN.Quiz[i]
		v.Quiz = append(v.Quiz, question{Text: text{MN: q.Text, EN: e.Text}, Answers: texts{MN: list(q.Answers), EN: list(e.Answers)}, Right: q.Right, Why: text{MN: q.Why, EN: e.Why}})
	}
	if l.Worksheet != "" {
		pages := w.pages("worksheet/" + l.Worksheet)
		v.Worksheet = &pages
	}
	return record{ID: id, Name: v.Title, Pages: v.Pages, Value: v}
}

var factMark = regexp.MustCompile(`\{fact:([a-z0-9_]+)\}`)

// withFacts puts the values of facts into a text, as its page does.
func (w *writer) withFacts(body, lang string) string {
	return factMark.ReplaceAllStringFunc(body, func(mark string) string {
		f := w.portal.LessonFact(factMark.FindStringSubmatch(mark)[1])
		if f == nil {
			w.fail("no fact for %s", mark)
			return mark
		}
		return strings.TrimSpace(f.Shown.In(lang) + "\u00a0" + f.UnitText.In(lang))
	})
}
