package training

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"nutag/generator/diag"
	"nutag/generator/model"
	"nutag/generator/source"
	"nutag/i18n"
	"nutag/i18n/check"
)

// course reads course.yaml: the outline is the order in which modules and lessons stand there.
func (l *loader) course(name string, lessons map[string]*model.Lesson) *model.Course {
	y, problems := source.ReadYAML(l.fsys, name)
	l.list.Add(problems...)
	if y == nil {
		return nil
	}
	before := l.list.Errors()
	f := fields{l, y}
	keys := f.mapping(y.Root, []string{"id", "title", "description", "audience", "modules"}, nil)
	c := &model.Course{
		ID: f.text(keys["id"], 10), Title: f.pair(keys["title"], maxTitle), Description: f.pair(keys["description"], 2*maxDescription),
		Audience: f.pair(keys["audience"], 2*maxDescription),
	}
	folder := path.Base(path.Dir(name))
	if n := keys["id"]; n != nil && c.ID != folder {
		l.node(y, n, "course-outline", fmt.Sprintf("the id is not %s, the name of the folder", diag.Quote(folder)), "write id: "+folder)
	}
	c.Private = c.ID == privateCourse
	for i, n := range f.items(keys["modules"], 1, 9) {
		c.Modules = append(c.Modules, l.module(f, n, folder, i+1, name, lessons))
	}
	if l.list.Errors() > before && len(c.Modules) == 0 {
		return nil
	}
	return c
}

// module reads one module. Its id and those of its lessons count up without holes, so that none is forgotten.
func (l *loader) module(f fields, n *source.Node, course string, number int, file string, lessons map[string]*model.Lesson) model.Module {
	keys := f.mapping(n, []string{"id", "title", "lessons"}, nil)
	m := model.Module{ID: f.text(keys["id"], 10), Title: f.pair(keys["title"], maxTitle)}
	if want := fmt.Sprintf("%s-m%d", course, number); keys["id"] != nil && m.ID != want {
		l.node(f.y, keys["id"], "course-outline", fmt.Sprintf("module %d has the id %s", number, diag.Quote(m.ID)), "write "+want)
	}
	if l.named == nil {
		l.named = map[string]string{}
	}
	for i, n := range f.items(keys["lessons"], 1, 9) {
		id := f.text(n, 10)
		if want := fmt.Sprintf("%s-l%d", m.ID, i+1); id != want {
			l.node(f.y, n, "course-outline", fmt.Sprintf("lesson %d of the module is %s", i+1, diag.Quote(id)), "write "+want+": the lessons of a module count up without holes")
			continue
		}
		if _, read := l.texts[id]; !read {
			l.node(f.y, n, "course-outline", fmt.Sprintf("the lesson %s does not exist", diag.Quote(id)), fmt.Sprintf("write %s/%s.mn.md and .en.md", path.Dir(file), id))
			continue
		}
		l.named[id] = file
		if lesson := lessons[id]; lesson != nil {
			m.Lessons = append(m.Lessons, lesson)
		}
	}
	return m
}

// fields reads values of one YAML file and tells of what is missing or wrong.
type fields struct {
	l *loader
	y *source.YAML
}

// mapping gives the values of a mapping by key. Keys of neither list are errors, and so are needed ones that are missing.
func (f fields) mapping(n *source.Node, need, may []string) map[string]*source.Node {
	out := map[string]*source.Node{}
	if n == nil || n.Kind != source.Mapping {
		at := n
		if at == nil {
			at = &source.Node{Line: 1, Col: 1, Width: 1}
		}
		f.l.node(f.y, at, "lesson-key", "keys are expected here", "write "+strings.Join(append(slices.Clone(need), may...), ", "))
		return out
	}
	known := append(append([]string{}, need...), may...)
	for _, e := range n.Entries {
		found := false
		for _, k := range known {
			found = found || k == e.Key.Value
		}
		if !found {
			fix := "delete it; known are " + strings.Join(known, ", ")
			if near := diag.Nearest(e.Key.Value, known); near != "" {
				fix = "write " + near
			}
			f.l.node(f.y, e.Key, "lesson-key", "unknown key "+diag.Quote(e.Key.Value), fix)
			continue
		}
		out[e.Key.Value] = e.Value
	}
	for _, k := range need {
		if out[k] == nil {
			f.l.node(f.y, &source.Node{Line: n.Line, Col: n.Col, Width: 1}, "lesson-key", "the key "+k+" is missing", "add "+k+": …")
		}
	}
	return out
}

// text gives a scalar of at most limit letters.
func (f fields) text(n *source.Node, limit int) string {
	if n == nil {
		return ""
	}
	if n.Kind != source.Scalar || strings.TrimSpace(n.Value) == "" {
		f.l.node(f.y, n, "lesson-key", "a text is expected here", "write it on the same line, in quotes when it holds a colon")
		return ""
	}
	if count := utf8.RuneCountInString(n.Value); count > limit {
		f.l.node(f.y, n, "lesson-key", fmt.Sprintf("the text has %d letters, at most %d are shown", count, limit), "shorten it")
	}
	return n.Value
}

// said gives a text of a language, held to the rules of that language.
func (f fields) said(n *source.Node, limit int, lang string) string {
	s := f.text(n, limit)
	for _, x := range languageRules(lang, s) {
		f.l.node(f.y, n, x.Rule, fmt.Sprintf("%s: %s", x.Message, diag.Quote(x.Part)), x.Fix)
	}
	return s
}

func languageRules(lang, s string) []check.Finding {
	if lang == i18n.MN {
		return check.Mongolian(s)
	}
	return check.English(s)
}

// pair gives a text in both languages.
func (f fields) pair(n *source.Node, limit int) model.Text {
	if n == nil {
		return model.Text{}
	}
	keys := f.mapping(n, []string{"mn", "en"}, nil)
	return model.Text{MN: f.said(keys["mn"], limit, i18n.MN), EN: f.said(keys["en"], limit, i18n.EN)}
}

// items gives the items of a list with from least to most of them.
func (f fields) items(n *source.Node, least, most int) []*source.Node {
	if n == nil {
		return nil
	}
	if n.Kind != source.Sequence {
		if least > 0 || n.Kind != source.Null {
			f.l.node(f.y, n, "lesson-key", "a list is expected here", "write one item a line, or […]")
		}
		return nil
	}
	if len(n.Items) < least || len(n.Items) > most {
		f.l.node(f.y, n, "lesson-key", fmt.Sprintf("the list has %d items", len(n.Items)), fmt.Sprintf("give it %d to %d", least, most))
	}
	return n.Items
}
