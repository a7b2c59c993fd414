package plan

import (
	"fmt"
	"strings"

	"nutag/generator/model"
	"nutag/i18n"
)

// Edition is a whole course in one language as one text: for printing, and for readers of electronic books.
type Edition struct {
	ID          string // of the course
	Lang        string
	Path        string // of the electronic book, from the root of the site
	Title       string
	Description string
	Publisher   string
	Contents    string // heading of the table of contents
	AsOf        string // ISO date of the facts; it stands for the date of the edition, so that no clock is asked
	Chapters    []Chapter
}

// Chapter is a part of an edition. Those of level 2 belong to the one of level 1 before them.
type Chapter struct {
	ID    string
	Level int
	Title string
	Body  string // Markdown; headings in it begin with ### and carry an id: ### Heading {#id}
}

type editionChapter struct {
	ID    string `json:"id"`
	Level int    `json:"level"`
	Title string `json:"title"`
	Body  string `json:"body"`
}

type editionView struct {
	Crumbs   []link           `json:"crumbs"`
	Private  bool             `json:"private"`
	Meta     string           `json:"meta"`
	Chapters []editionChapter `json:"chapters"`
}

func editionPath(id string) string { return "courses/" + id + "-print.html" }
func bookPath(id string) string    { return "courses/" + id + ".epub" }

// edition puts a course together: lessons in order, then the answers of all quizzes, then facts and sources.
func (b *builder) edition(c *model.Course) Edition {
	e := Edition{ID: c.ID, Lang: b.lang, Path: b.lang + "/" + bookPath(c.ID), Title: c.Title.In(b.lang), Description: c.Description.In(b.lang), Publisher: b.t("site_name"), Contents: b.t("edition_contents")}
	if s := b.in.Portal.Set("lesson-facts"); s != nil {
		e.AsOf = s.AsOf
	}
	add := func(id string, level int, title, body string) {
		e.Chapters = append(e.Chapters, Chapter{ID: id, Level: level, Title: title, Body: strings.TrimSpace(body) + "\n"})
	}
	n := b.newNotes(editionPath(c.ID))
	add("about", 1, b.t("edition_about"), fmt.Sprintf("%s\n\n**%s:** %s\n\n%s\n\n%s\n", e.Description, b.t("course_for"), c.Audience.In(b.lang), b.courseMeta(c), b.t("edition_use")))
	var answers, facts strings.Builder
	seen := map[string]bool{}
	for _, m := range c.Modules {
		minutes := 0
		for _, l := range m.Lessons {
			minutes += l.Minutes
		}
		add(m.ID, 1, m.Title.In(b.lang), b.t("edition_module", i18n.Data{"lessons": b.words.Count("lessons", len(m.Lessons)), "minutes": b.words.Count("minutes", minutes)}))
		for _, l := range m.Lessons {
			add(l.ID, 2, l.In(b.lang).Title, b.editionLesson(l, n))
			fmt.Fprintf(&answers, "### %s {#answers-%s}\n\n", l.In(b.lang).Title, l.ID)
			for i, q := range l.In(b.lang).Quiz {
				fmt.Fprintf(&answers, "%d. **%s** %s\n", i+1, q.Answers[q.Right-1], q.Why)
			}
			answers.WriteString("\n")
			for _, id := range l.Facts {
				if f := b.in.Portal.LessonFact(id); f != nil && !seen[id] {
					seen[id] = true
					fmt.Fprintf(&facts, "- %s: **%s**, %s%s %s\n", f.Statement.In(b.lang), b.factValue(f), b.factWhen(f), plainMarks(n.refs(f.Sources, nil)), f.Note.In(b.lang))
				}
			}
		}
	}
	add("answers", 1, b.t("edition_answers"), answers.String())
	if len(seen) > 0 {
		text := strings.ReplaceAll(facts.String(), ": ****, ", ": ") + "\n### " + b.t("src_label") + " {#sources-list}\n\n"
		for i, id := range n.sources {
			if s := b.in.Portal.Source(id); s != nil {
				text += fmt.Sprintf("%d. %s. %s. %s\n", i+1, s.Title, s.Publisher, s.What.In(b.lang))
			}
		}
		add("sources", 1, b.t("lesson_facts_all"), text)
	}
	return e
}

// editionLesson is a lesson as one text, with its worksheet and quiz but without answers.
func (b *builder) editionLesson(l *model.Lesson, n *notes) string {
	text := l.In(b.lang)
	var s strings.Builder
	fmt.Fprintf(&s, "*%s* (%s)\n\n**%s:**\n\n", text.Description, b.words.Count("minutes", l.Minutes), b.t("lesson_outcomes"))
	for _, o := range text.Outcomes {
		fmt.Fprintf(&s, "- %s\n", o)
	}
	for _, part := range text.Sections {
		body := insertedFact.ReplaceAllStringFunc(part.Body, func(mark string) string {
			f := b.in.Portal.LessonFact(insertedFact.FindStringSubmatch(mark)[1])
			if f == nil {
				return ""
			}
			value := b.factValue(f)
			if value == "" {
				value = f.Statement.In(b.lang)
			}
			return fmt.Sprintf("**%s** (%s)%s", value, b.factWhen(f), plainMarks(n.refs(f.Sources, nil)))
		})
		fmt.Fprintf(&s, "\n### %s: %s {#%s-%s}\n\n%s\n", b.t("lesson_part_"+part.ID), part.Heading, l.ID, part.ID, body)
	}
	if w := b.in.Training.Worksheet(l.Worksheet); w != nil {
		fmt.Fprintf(&s, "\n**%s:** %s\n", b.t("lesson_worksheet"), w.Title.In(b.lang))
	}
	fmt.Fprintf(&s, "\n### %s {#%s-quiz}\n\n", b.t("quiz_title"), l.ID)
	for i, q := range text.Quiz {
		fmt.Fprintf(&s, "%d. %s\n\n", i+1, q.Text)
		for _, a := range q.Answers {
			fmt.Fprintf(&s, "   - %s\n", a)
		}
		s.WriteString("\n")
	}
	return s.String()
}

// plainMarks are the numbers of sources in a text without links: " [1] [2]".
func plainMarks(refs []ref) string {
	s := ""
	for _, r := range refs {
		s += ` \[` + r.N + `\]`
	}
	return s
}

// editions makes all editions of the language, and the pages to print them from.
func (b *builder) editions() ([]Page, []Edition) {
	if b.in.Training == nil {
		return nil, nil
	}
	var pages []Page
	var editions []Edition
	for _, c := range b.in.Training.Courses {
		e := b.edition(c)
		editions = append(editions, e)
		pages = append(pages, b.editionPage(c, e))
	}
	return pages, editions
}

// editionPage is the edition as one page to print.
func (b *builder) editionPage(c *model.Course, e Edition) Page {
	path := editionPath(c.ID)
	v := editionView{Crumbs: b.courseCrumbs(path, c, b.t("edition_print")), Private: c.Private, Meta: b.courseMeta(c)}
	for _, ch := range e.Chapters {
		if ch.Level == 2 { // its title is a heading of level 3 on the page
			ch.Body = strings.ReplaceAll("\n"+ch.Body, "\n### ", "\n#### ")
		}
		v.Chapters = append(v.Chapters, editionChapter(ch))
	}
	return Page{Lang: b.lang, Path: path, Kind: "edition", Title: b.t("edition_page", i18n.Data{"id": upper(c.ID)}), Description: e.Description, View: v}
}
