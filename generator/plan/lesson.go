package plan

import (
	"fmt"
	"regexp"
	"strings"

	"nutag/generator/model"
	"nutag/i18n"
)

type sectionView struct {
	ID      string `json:"id"`
	Heading string `json:"heading"`
	Body    string `json:"body"` // Markdown
}

type answerView struct {
	N    int    `json:"n"`
	Text string `json:"text"`
}

type questionView struct {
	N       int          `json:"n"`
	Text    string       `json:"text"`
	Answers []answerView `json:"answers"`
	Right   int          `json:"right"`
	Answer  string       `json:"answer"`
	Why     string       `json:"why"`
}

type factView struct {
	Statement string `json:"statement"`
	Value     string `json:"value,omitempty"`
	When      string `json:"when"`
	Note      string `json:"note,omitempty"`
	Refs      []ref  `json:"refs"`
}

type lessonView struct {
	Crumbs    []link         `json:"crumbs"`
	ID        string         `json:"id"`
	Course    string         `json:"course"`
	Place     string         `json:"place"` // which lesson of how many, and its minutes
	Private   bool           `json:"private"`
	Outcomes  []string       `json:"outcomes"`
	Sections  []sectionView  `json:"sections"`
	Quiz      []questionView `json:"quiz"`
	Worksheet *link          `json:"worksheet,omitempty"`
	Related   []link         `json:"related,omitempty"`
	Facts     []factView     `json:"facts,omitempty"`
	Before    *link          `json:"before,omitempty"`
	Next      *link          `json:"next,omitempty"`
	Home      link           `json:"home"`
	Statement string         `json:"statement,omitempty"` // on the last lesson
	Notes     *notesView     `json:"notes,omitempty"`
	JSONLD    string         `json:"jsonld"`
	related   []string
}

var insertedFact = regexp.MustCompile(`\{fact:([a-z0-9_]+)\}`)

func (b *builder) lesson(c *model.Course, m *model.Module, lessons []*model.Lesson, i int) Page {
	l := lessons[i]
	text, path := l.In(b.lang), lessonPath(l.ID)
	n := b.newNotes(path)
	v := &lessonView{
		Crumbs: b.courseCrumbs(path, c, text.Title), ID: l.ID, Course: c.ID, Private: l.Private, Outcomes: text.Outcomes, related: l.Related,
		Place:  b.t("lesson_place", i18n.Data{"module": m.Title.In(b.lang), "n": b.words.Int(i + 1), "total": b.words.Int(len(lessons)), "minutes": b.words.Count("minutes", l.Minutes)}),
		Home:   link{Text: c.Title.In(b.lang), URL: rel(path, coursePath(c.ID))},
		JSONLD: b.lessonJSONLD(c, l),
	}
	for _, s := range text.Sections {
		body := insertedFact.ReplaceAllStringFunc(s.Body, func(mark string) string {
			return b.inserted(insertedFact.FindStringSubmatch(mark)[1], n)
		})
		v.Sections = append(v.Sections, sectionView{ID: s.ID, Heading: s.Heading, Body: body})
	}
	for k, q := range text.Quiz {
		qv := questionView{N: k + 1, Text: q.Text, Right: q.Right, Answer: q.Answers[q.Right-1], Why: q.Why}
		for j, a := range q.Answers {
			qv.Answers = append(qv.Answers, answerView{N: j + 1, Text: a})
		}
		v.Quiz = append(v.Quiz, qv)
	}
	if w := b.in.Training.Worksheet(l.Worksheet); w != nil {
		v.Worksheet = &link{Text: w.Title.In(b.lang), URL: rel(path, worksheetPath(w.ID))}
	}
	for _, id := range l.Facts {
		if f := b.in.Portal.LessonFact(id); f != nil {
			v.Facts = append(v.Facts, factView{Statement: f.Statement.In(b.lang), Value: b.factValue(f), When: b.factWhen(f), Note: f.Note.In(b.lang), Refs: n.refs(f.Sources, f.Cautions)})
			n.use("lesson-facts")
		}
	}
	if i > 0 {
		v.Before = &link{Text: lessons[i-1].In(b.lang).Title, URL: rel(path, lessonPath(lessons[i-1].ID))}
	}
	if i+1 < len(lessons) {
		v.Next = &link{Text: lessons[i+1].In(b.lang).Title, URL: rel(path, lessonPath(lessons[i+1].ID))}
	} else {
		v.Statement = rel(path, statementPath(c.ID))
	}
	if len(v.Facts) > 0 {
		notes := n.view()
		v.Notes = &notes
	}
	return Page{Lang: b.lang, Path: path, Kind: "lesson", ID: "lesson/" + upper(l.ID), Title: text.Title, Description: text.Description, View: v, Text: b.lessonText(l)}
}

// lessonText is what the search reads of a lesson: outcomes, text and questions, with facts in place but without marks.
func (b *builder) lessonText(l *model.Lesson) string {
	text := l.In(b.lang)
	var s strings.Builder
	for _, o := range text.Outcomes {
		fmt.Fprintf(&s, "%s\n\n", o)
	}
	for _, part := range text.Sections {
		body := insertedFact.ReplaceAllStringFunc(part.Body, func(mark string) string {
			if f := b.in.Portal.LessonFact(insertedFact.FindStringSubmatch(mark)[1]); f != nil {
				return b.factValue(f)
			}
			return ""
		})
		fmt.Fprintf(&s, "## %s\n\n%s\n\n", part.Heading, body)
	}
	for _, q := range text.Quiz {
		fmt.Fprintf(&s, "%s\n\n", q.Text)
	}
	return s.String()
}

// factValue is a value with its unit, or empty where the fact is its statement.
func (b *builder) factValue(f *model.LessonFact) string {
	if f.Shown.In(b.lang) == "" {
		return ""
	}
	return strings.TrimSpace(f.Shown.In(b.lang) + "\u00a0" + f.UnitText.In(b.lang))
}

// factWhen says of which time a fact is. The year alone is shown; "+" in the table means that year or later.
func (b *builder) factWhen(f *model.LessonFact) string {
	switch {
	case len(f.AsOf) < 4:
		return b.t("lesson_fact_undated")
	case strings.HasSuffix(f.AsOf, "+"):
		return b.t("lesson_fact_later", i18n.Data{"year": f.AsOf[:4]})
	}
	return b.t("lesson_fact_year", i18n.Data{"year": f.AsOf[:4]})
}

// inserted is what stands in the text for {fact:id}: value, unit, time and the marks of its sources.
func (b *builder) inserted(id string, n *notes) string {
	f := b.in.Portal.LessonFact(id)
	if f == nil {
		b.fail("fact %q is used in a lesson but not known", id)
		return ""
	}
	value := b.factValue(f)
	if value == "" {
		value = f.Statement.In(b.lang)
	}
	var s strings.Builder
	fmt.Fprintf(&s, "**%s** (%s)", value, b.factWhen(f))
	for _, r := range n.refs(f.Sources, f.Cautions) {
		fmt.Fprintf(&s, `[\[%s\]](#%s)`, r.N, r.To)
	}
	return s.String()
}

func (b *builder) lessonJSONLD(c *model.Course, l *model.Lesson) string {
	text := l.In(b.lang)
	return b.jsonLD(map[string]any{
		"@type": "LearningResource", "name": text.Title, "description": text.Description, "identifier": upper(l.ID),
		"isAccessibleForFree": true, "timeRequired": fmt.Sprintf("PT%dM", l.Minutes), "teaches": text.Outcomes, "learningResourceType": "lesson",
		"isPartOf": map[string]any{"@type": "Course", "name": c.Title.In(b.lang), "identifier": upper(c.ID)},
	})
}
