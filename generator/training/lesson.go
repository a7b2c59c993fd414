package training

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"nutag/generator/diag"
	"nutag/generator/model"
	"nutag/generator/source"
)

// lessonText is a lesson in one language with what the comparison of the languages needs.
type lessonText struct {
	model.LessonText
	lang      string
	text      *source.Text
	yaml      *source.YAML
	keys      map[string]*source.Node
	bodyLine  int // line of the file on which the body begins
	whole     bool
	minutes   int
	facts     []string
	worksheet string
	related   []string
	private   bool
	numbers   map[string][]string // section, "outcomes" or "quiz" → numbers in order
	stated    map[float64]bool    // numbers of given and sums
	used      map[string]bool     // facts that the body inserts
}

var lessonKeys = []string{"title", "description", "minutes", "outcomes", "facts", "worksheet", "given", "sums", "related", "quiz"}

var (
	factID    = regexp.MustCompile(`^[a-z0-9]+(?:_[a-z0-9]+)*$`)
	kebab     = regexp.MustCompile(`^[a-z0-9]+(?:-[a-z0-9]+)*$`)
	relatedID = regexp.MustCompile(`^[a-z]+/[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*$`)
	plainReal = regexp.MustCompile(`^[0-9]+(?:\.[0-9]+)?$`)
)

// lesson reads one file. The result is nil when the file cannot be read at all.
func (l *loader) lesson(name, id, lang string) *lessonText {
	text, problems := source.ReadText(l.fsys, name, maxFileBytes)
	l.list.Add(problems...)
	if text == nil {
		return nil
	}
	end := 0
	if text.Line(1) == "---" {
		end = slices.Index(text.Lines[1:], "---") + 1
	}
	if end == 0 {
		l.at(text, 1, 1, 1, "lesson-front", "the file does not begin with front matter", "begin it with --- and close the front matter with ---")
		return nil
	}
	// An empty first line stands for the opening ---, so that places are those of the file.
	y, problems := source.ParseYAML(name, []byte("\n"+strings.Join(text.Lines[1:end], "\n")+"\n"))
	l.list.Add(problems...)
	if y == nil {
		return nil
	}
	before := l.list.Errors()
	t := &lessonText{lang: lang, text: text, yaml: y, bodyLine: end + 2, numbers: map[string][]string{}, stated: map[float64]bool{}, used: map[string]bool{}}
	l.front(t, fields{l, y})
	l.body(t)
	t.whole = l.list.Errors() == before || (t.Title != "" && len(t.Sections) == len(sectionIDs))
	return t
}

func (l *loader) front(t *lessonText, f fields) {
	t.keys = f.mapping(t.yaml.Root, lessonKeys, []string{"private"})
	k := t.keys
	t.Title = f.said(k["title"], maxTitle, t.lang)
	t.Description = f.said(k["description"], maxDescription, t.lang)
	t.minutes = f.whole(k["minutes"], 5, 90)
	for _, n := range f.items(k["outcomes"], 1, 3) {
		s := f.said(n, maxDescription, t.lang)
		t.Outcomes = append(t.Outcomes, s)
		t.numbers["outcomes"] = append(t.numbers["outcomes"], numbersIn(s)...)
	}
	for _, n := range f.items(k["facts"], 0, 20) {
		t.facts = append(t.facts, f.matching(n, factID, "the id of a fact, such as pit_band1"))
	}
	if s := f.matching(k["worksheet"], kebab, "the id of a worksheet, or none"); s != "none" {
		t.worksheet = s
	}
	t.private = f.yes(k["private"])
	for _, n := range f.items(k["related"], 0, 8) {
		t.related = append(t.related, f.matching(n, relatedID, "kind/id, such as service/passport-abroad"))
	}
	for _, n := range f.items(k["given"], 0, 60) {
		v, err := strconv.ParseFloat(f.matching(n, plainReal, "a number without commas"), 64)
		if err == nil {
			t.stated[v] = true
		}
	}
	for _, n := range f.items(k["sums"], 0, 60) {
		numbers, err := checkSum(f.text(n, maxExpression))
		if err != nil {
			f.l.node(f.y, n, "lesson-sum", "the sum is wrong: "+err.Error(), "compute it again and correct the text of both languages too")
			continue
		}
		for _, v := range numbers {
			t.stated[v] = true
		}
	}
	for _, n := range f.items(k["quiz"], minQuestions, 12) {
		l.question(t, f, n)
	}
}

func (l *loader) question(t *lessonText, f fields, n *source.Node) {
	k := f.mapping(n, []string{"question", "answers", "right", "why"}, nil)
	q := model.Question{Text: f.said(k["question"], 300, t.lang), Why: f.said(k["why"], 600, t.lang), Right: f.whole(k["right"], 1, 6)}
	seen := map[string]bool{}
	for _, a := range f.items(k["answers"], 2, 6) {
		s := f.said(a, 300, t.lang)
		if seen[s] {
			l.node(t.yaml, a, "lesson-quiz", "the answer stands twice", "write another one")
		}
		seen[s] = true
		q.Answers = append(q.Answers, s)
	}
	if q.Right > len(q.Answers) {
		l.node(t.yaml, k["right"], "lesson-quiz", fmt.Sprintf("the right answer is %d of %d", q.Right, len(q.Answers)), "count the answers from 1")
	}
	for _, s := range append([]string{q.Text, q.Why}, q.Answers...) {
		t.numbers["quiz"] = append(t.numbers["quiz"], numbersIn(s)...)
		if strings.Contains(s, "{fact:") {
			l.node(t.yaml, n, "lesson-quiz", "a quiz inserts no facts", "ask for what stays true when a figure changes")
		}
	}
	t.Quiz = append(t.Quiz, q)
}

// whole gives a whole number from least to most.
func (f fields) whole(n *source.Node, least, most int) int {
	if n == nil {
		return 0
	}
	v, err := strconv.Atoi(n.Value)
	if n.Kind != source.Scalar || err != nil || v < least || v > most {
		f.l.node(f.y, n, "lesson-key", "a whole number is expected here", fmt.Sprintf("write %d to %d", least, most))
		return 0
	}
	return v
}

// matching gives a scalar of a form.
func (f fields) matching(n *source.Node, form *regexp.Regexp, what string) string {
	s := f.text(n, 100)
	if s != "" && !form.MatchString(s) {
		f.l.node(f.y, n, "lesson-key", diag.Quote(s)+" is not "+what, "write "+what)
		return ""
	}
	return s
}
