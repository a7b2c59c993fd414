package plan

import (
	"fmt"
	"strings"

	"nutag/generator/model"
	"nutag/i18n"
)

const (
	coursesPath    = "courses/index.html"
	worksheetsPath = "worksheets/index.html"
)

func coursePath(id string) string    { return "courses/" + id + ".html" }
func statementPath(id string) string { return "courses/" + id + "-statement.html" }
func lessonPath(id string) string    { return "lessons/" + id + ".html" }
func worksheetPath(id string) string { return "worksheets/" + id + ".html" }

// courseItem is a course in the list of courses.
type courseItem struct {
	ID          string   `json:"id"`
	Title       string   `json:"title"`
	URL         string   `json:"url"`
	Description string   `json:"description"`
	Audience    string   `json:"audience"`
	Meta        string   `json:"meta"`
	Lessons     []string `json:"lessons"` // ids, for the progress; none in a private course
}

type coursesView struct {
	Crumbs     []link       `json:"crumbs"`
	Courses    []courseItem `json:"courses"`
	Worksheets string       `json:"worksheets"`
}

type lessonItem struct {
	ID          string `json:"id"`
	Title       string `json:"title"`
	URL         string `json:"url"`
	Minutes     string `json:"minutes"`
	Description string `json:"description"`
	Private     bool   `json:"private,omitempty"`
}

type moduleView struct {
	ID      string       `json:"id"`
	Title   string       `json:"title"`
	Meta    string       `json:"meta"`
	Lessons []lessonItem `json:"lessons"`
}

type courseView struct {
	Crumbs      []link       `json:"crumbs"`
	ID          string       `json:"id"`
	Description string       `json:"description"`
	Audience    string       `json:"audience"`
	Meta        string       `json:"meta"`
	Private     bool         `json:"private"`
	Modules     []moduleView `json:"modules"`
	Start       string       `json:"start"`
	Statement   string       `json:"statement"`
	Print       string       `json:"print"`
	Book        string       `json:"book"`
	Worksheets  []link       `json:"worksheets"`
	JSONLD      string       `json:"jsonld"`
}

type statementView struct {
	Crumbs  []link       `json:"crumbs"`
	ID      string       `json:"id"`
	Course  string       `json:"course"`
	Meta    string       `json:"meta"`
	Private bool         `json:"private"`
	Modules []moduleView `json:"modules"`
}

// training plans the pages of courses, lessons and worksheets. Without any course there are none.
func (b *builder) training() []Page {
	t := b.in.Training
	if t == nil || len(t.Courses) == 0 {
		return nil
	}
	pages := []Page{b.courses(t), b.worksheets(t)}
	for _, c := range t.Courses {
		pages = append(pages, b.course(c), b.completion(c))
		lessons := c.Lessons()
		for i, m := 0, 0; i < len(lessons); i++ {
			for lessons[i].ID[:len(c.Modules[m].ID)] != c.Modules[m].ID {
				m++
			}
			pages = append(pages, b.lesson(c, &c.Modules[m], lessons, i))
		}
	}
	for _, w := range t.Worksheets {
		pages = append(pages, b.worksheet(w))
	}
	return pages
}

// meta says how large a course is: "3 modules, 9 lessons, 185 minutes".
func (b *builder) courseMeta(c *model.Course) string {
	return b.t("course_meta", i18n.Data{"modules": b.words.Count("modules", len(c.Modules)), "lessons": b.words.Count("lessons", len(c.Lessons())), "minutes": b.words.Count("minutes", c.Minutes())})
}

func (b *builder) courses(t *model.Training) Page {
	title := b.t("course_index_title")
	v := coursesView{Crumbs: b.crumbs(coursesPath, link{Text: title}), Worksheets: rel(coursesPath, worksheetsPath)}
	for _, c := range t.Courses {
		item := courseItem{ID: c.ID, Title: c.Title.In(b.lang), URL: rel(coursesPath, coursePath(c.ID)), Description: c.Description.In(b.lang), Audience: c.Audience.In(b.lang), Meta: b.courseMeta(c)}
		if !c.Private {
			for _, l := range c.Lessons() {
				if !l.Private {
					item.Lessons = append(item.Lessons, l.ID)
				}
			}
		}
		v.Courses = append(v.Courses, item)
	}
	return Page{Lang: b.lang, Path: coursesPath, Kind: "courses", ID: "page/courses", Title: title, Description: b.t("course_index_intro"), View: v}
}

func (b *builder) modules(c *model.Course, from string) []moduleView {
	var out []moduleView
	for _, m := range c.Modules {
		minutes := 0
		v := moduleView{ID: m.ID, Title: m.Title.In(b.lang)}
		for _, l := range m.Lessons {
			minutes += l.Minutes
			text := l.In(b.lang)
			v.Lessons = append(v.Lessons, lessonItem{ID: l.ID, Title: text.Title, URL: rel(from, lessonPath(l.ID)), Minutes: b.words.Count("minutes", l.Minutes), Description: text.Description, Private: l.Private})
		}
		v.Meta = b.words.Count("minutes", minutes)
		out = append(out, v)
	}
	return out
}

func (b *builder) courseCrumbs(from string, c *model.Course, last string) []link {
	more := []link{{Text: b.t("course_index_title"), URL: rel(from, coursesPath)}}
	if last == "" {
		return b.crumbs(from, append(more, link{Text: c.Title.In(b.lang)})...)
	}
	return b.crumbs(from, append(more, link{Text: c.Title.In(b.lang), URL: rel(from, coursePath(c.ID))}, link{Text: last})...)
}

func (b *builder) course(c *model.Course) Page {
	path, title := coursePath(c.ID), c.Title.In(b.lang)
	v := courseView{Crumbs: b.courseCrumbs(path, c, ""), ID: c.ID, Description: c.Description.In(b.lang), Audience: c.Audience.In(b.lang), Meta: b.courseMeta(c),
		Private: c.Private, Modules: b.modules(c, path), Statement: rel(path, statementPath(c.ID)), Print: rel(path, editionPath(c.ID)), Book: rel(path, bookPath(c.ID)), JSONLD: b.courseJSONLD(c)}
	if lessons := c.Lessons(); len(lessons) > 0 {
		v.Start = rel(path, lessonPath(lessons[0].ID))
	}
	seen := map[string]bool{"": true}
	for _, l := range c.Lessons() {
		if w := b.in.Training.Worksheet(l.Worksheet); w != nil && !seen[w.ID] {
			seen[w.ID] = true
			v.Worksheets = append(v.Worksheets, link{Text: w.Title.In(b.lang), URL: rel(path, worksheetPath(w.ID))})
		}
	}
	var text strings.Builder
	fmt.Fprintf(&text, "%s\n\n", v.Audience)
	for _, m := range v.Modules {
		fmt.Fprintf(&text, "## %s\n\n", m.Title)
		for _, l := range m.Lessons {
			fmt.Fprintf(&text, "%s\n\n", l.Title)
		}
	}
	return Page{Lang: b.lang, Path: path, Kind: "course", ID: "course/" + upper(c.ID), Title: title, Description: v.Description, View: v, Text: text.String()}
}

func (b *builder) completion(c *model.Course) Page {
	path, title := statementPath(c.ID), b.t("course_statement_title")
	v := statementView{Crumbs: b.courseCrumbs(path, c, title), ID: c.ID, Course: c.Title.In(b.lang), Meta: b.courseMeta(c), Private: c.Private, Modules: b.modules(c, path)}
	return Page{Lang: b.lang, Path: path, Kind: "statement", Title: b.t("course_statement_page", i18n.Data{"id": upper(c.ID)}), Description: b.t("course_statement_own"), View: v}
}

// upper writes an id as the fact tables do: "c4-m2-l3" is C4-M2-L3 there.
func upper(id string) string {
	out := []byte(id)
	for i, c := range out {
		if c >= 'a' && c <= 'z' {
			out[i] = c - 'a' + 'A'
		}
	}
	return string(out)
}

// courseJSONLD describes a course for machines in the words of schema.org (Course, LearningResource).
func (b *builder) courseJSONLD(c *model.Course) string {
	var parts []any
	for _, l := range c.Lessons() {
		text := l.In(b.lang)
		parts = append(parts, map[string]any{"@type": "LearningResource", "name": text.Title, "identifier": upper(l.ID), "timeRequired": fmt.Sprintf("PT%dM", l.Minutes)})
	}
	return b.jsonLD(map[string]any{
		"@type": "Course", "name": c.Title.In(b.lang), "description": c.Description.In(b.lang), "identifier": upper(c.ID),
		"isAccessibleForFree": true, "audience": map[string]any{"@type": "Audience", "audienceType": c.Audience.In(b.lang)}, "timeRequired": fmt.Sprintf("PT%dM", c.Minutes()), "hasPart": parts,
	})
}
