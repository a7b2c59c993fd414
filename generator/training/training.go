// Package training reads the courses, lessons and worksheets below content/training and holds them to their rules.
//
// It exists because a lesson is both prose and data: a worked example whose sum is wrong, a quiz whose key differs between
// the languages or a tax rate typed into a sentence would teach people something false about their own money. So the front
// matter is checked like a table, every sum is recomputed, every number of an example is accounted for, and figures that
// age come from the data set lesson-facts only.
package training

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"nutag/generator/diag"
	"nutag/generator/model"
	"nutag/generator/source"
	"nutag/i18n"
)

// Limits of the texts. The words are those of the body, in each language.
const (
	maxFileBytes   = 64 << 10
	maxTitle       = 60 // a title of a page has room for 70 with the name of the portal
	maxDescription = 200
	minWords       = 350
	maxWords       = 700
	minQuestions   = 4
	maxColumns     = 4
)

// rulesFile is where a person reads how a lesson is written.
const rulesFile = "docs/howto/write-a-lesson.md"

// privateCourse is for people who support survivors: nothing of it is kept on a device that others may see.
const privateCourse = "c8"

var (
	lessonFile = regexp.MustCompile(`^(c[1-9])/(c[1-9]-m[1-9]-l[1-9])\.(mn|en)\.md$`)
	courseFile = regexp.MustCompile(`^(c[1-9])/course\.yaml$`)
	sheetFile  = regexp.MustCompile(`^worksheets/([a-z0-9]+(?:-[a-z0-9]+)*)\.yaml$`)
)

// Load reads everything below dir. The list holds all problems that show without the data sets; Check finds the others. The
// training holds what is whole: a lesson that lacks a language is left out. A folder that does not exist is an empty training.
func Load(fsys fs.FS, dir string) (*model.Training, diag.List) {
	l := &loader{fsys: fsys, dir: dir, texts: map[string]map[string]*lessonText{}}
	t := &model.Training{}
	var courses []string
	err := fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && name == dir {
			return fs.SkipAll
		}
		if err != nil || d.IsDir() {
			return err
		}
		below := strings.TrimPrefix(name, dir+"/")
		switch {
		case below == helpsFile:
			l.helps(name)
		case courseFile.MatchString(below):
			courses = append(courses, name)
		case sheetFile.MatchString(below):
			if w := l.worksheet(name, sheetFile.FindStringSubmatch(below)[1]); w != nil {
				t.Worksheets = append(t.Worksheets, w)
			}
		case lessonFile.MatchString(below):
			m := lessonFile.FindStringSubmatch(below)
			if !strings.HasPrefix(m[2], m[1]+"-") {
				l.file(name, "lesson-name", "the lesson lies in the folder of another course", "move it to "+dir+"/"+m[2][:2])
			}
			if l.texts[m[2]] == nil {
				l.texts[m[2]] = map[string]*lessonText{}
			}
			l.texts[m[2]][m[3]] = l.lesson(name, m[2], m[3])
		default:
			l.file(name, "lesson-name", fmt.Sprintf("%s is not the name of a lesson, course or worksheet", diag.Quote(path.Base(name))), "name it like c1/c1-m1-l1.mn.md, c1/course.yaml, worksheets/cost-sheet.yaml or helps.yaml")
		}
		return nil
	})
	if err != nil {
		l.file(dir, "lesson-read", fmt.Sprintf("the folder cannot be read: %v", err), "restore the folder from the repository")
	}
	lessons := l.pairs()
	for _, name := range courses {
		if c := l.course(name, lessons); c != nil {
			t.Courses = append(t.Courses, c)
		}
	}
	l.orphans(lessons)
	l.lessonsThatHelp(t)
	l.list.Sort()
	return t, l.list
}

// loader gathers what one Load reads.
type loader struct {
	fsys  fs.FS
	dir   string
	list  diag.List
	texts map[string]map[string]*lessonText // id, language; a nil text could not be read
	named map[string]string                 // lesson id → file of the course that names it

	helped []helped // lists of helps.yaml
}

func (l *loader) file(name, rule, message, fix string) {
	l.list.Add(diag.Problem{File: name, RuleFile: rulesFile, RuleID: rule, Message: message, Fix: fix})
}

// at tells of a place of a text.
func (l *loader) at(text *source.Text, line, col, width int, rule, message, fix string) {
	p := text.Problem(line, col, width, rule, message, fix)
	p.RuleFile = rulesFile
	l.list.Add(p)
}

// node tells of a value of YAML.
func (l *loader) node(y *source.YAML, n *source.Node, rule, message, fix string) {
	p := y.Problem(n, rule, message, fix)
	p.RuleFile = rulesFile
	l.list.Add(p)
}

// pairs joins the languages of each lesson and compares them.
func (l *loader) pairs() map[string]*model.Lesson {
	out := map[string]*model.Lesson{}
	for _, id := range sortedKeys(l.texts) {
		pair := l.texts[id]
		whole := true
		for _, lang := range i18n.Langs() {
			text, read := pair[lang]
			if !read {
				l.file(fmt.Sprintf("%s/%s/%s.%s.md", l.dir, id[:2], id, lang), "lesson-pair", fmt.Sprintf("the lesson does not exist in language %q", lang), "write it, with the same numbers and quiz keys")
			}
			whole = whole && text != nil && text.whole
		}
		if !whole {
			continue
		}
		mn, en := pair[i18n.MN], pair[i18n.EN]
		l.parity(mn, en)
		out[id] = &model.Lesson{ID: id, Minutes: mn.minutes, Facts: mn.facts, Worksheet: mn.worksheet, Related: mn.related, Private: mn.private || id[:2] == privateCourse, MN: &mn.LessonText, EN: &en.LessonText}
	}
	return out
}

// orphans tells of lessons that no course names.
func (l *loader) orphans(lessons map[string]*model.Lesson) {
	for _, id := range sortedKeys(lessons) {
		if l.named[id] == "" {
			l.file(fmt.Sprintf("%s/%s/%s.mn.md", l.dir, id[:2], id), "course-outline", "no module names the lesson "+diag.Quote(id), "add it to its module in course.yaml")
		}
	}
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
