// Package check finds mistakes in the message files that would otherwise reach a reader: a key that one language lacks,
// a value that is never inserted, a Mongolian ending glued to a variable, a key that a template asks for and nobody
// wrote. Hugo renders a missing message as nothing, so nothing else would tell.
package check

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"nutag/generator/diag"
	"nutag/i18n"
)

// Options says where things lie below the root of the repository. An empty path leaves that check out.
type Options struct {
	Messages  string   // folder of mn.yaml and en.yaml
	Templates string   // folder of the theme's layouts
	Go        []string // folders with Go packages that name keys
	Glossary  string   // CSV of terms with the column "avoid"

	AvoidRight string // CSV that says where a form to avoid is right
}

// Repository gives the options for Nutag's own tree.
func Repository() Options {
	return Options{
		Messages:  "i18n/messages",
		Templates: "themes/nutag/layouts",
		Go:        []string{"generator", "i18n", "search"},
		Glossary:  "data/glossary/glossary.csv",

		AvoidRight: "data/glossary/avoid-right.csv",
	}
}

// Check tells every problem of the messages and of their use, sorted by place. Problems of form in a message file
// silence all comparisons, which would only repeat them.
func Check(root fs.FS, o Options) diag.List {
	var list diag.List
	files := readMessages(root, o.Messages, &list)
	if list.Errors() > 0 {
		list.Sort()
		return list
	}
	pairs(files, &list)
	forms := readAvoid(root, o)
	for _, f := range files {
		language(f, forms, &list)
	}
	uses := &uses{}
	templateUses(root, o.Templates, uses, &list)
	for _, dir := range o.Go {
		goUses(root, dir, uses, &list)
	}
	if o.Templates != "" || len(o.Go) > 0 {
		uses.compare(files, &list)
	}
	list.Sort()
	return list
}

// messageFile is a message file with its text, for places and snippets.
type messageFile struct {
	lang  string
	path  string
	lines []string
	file  *i18n.File
	byKey map[string]*i18n.Message
}

func readMessages(root fs.FS, dir string, list *diag.List) []*messageFile {
	var files []*messageFile
	for _, lang := range i18n.Langs() {
		path := dir + "/" + lang + ".yaml"
		src, err := i18n.ReadFile(root, path)
		if err != nil {
			fix := "make the file readable, with at most the allowed size"
			if errors.Is(err, fs.ErrNotExist) {
				fix = "restore the file; both languages need one"
			}
			list.Add(diag.Problem{File: path, Message: fmt.Sprintf("message file cannot be read: %v", err), RuleID: "message-file", Fix: fix})
			continue
		}
		f := &messageFile{lang: lang, path: path, lines: strings.Split(string(src), "\n"), byKey: map[string]*i18n.Message{}}
		var issues []i18n.Issue
		f.file, issues = i18n.ParseFile(path, src)
		for _, i := range issues {
			list.Add(f.problem(i.Line, i.Col, 1, i.Rule, i.Message, i.Fix))
		}
		for i := range f.file.Messages {
			f.byKey[f.file.Messages[i].Key] = &f.file.Messages[i]
		}
		files = append(files, f)
	}
	return files
}

func (f *messageFile) problem(line, col, width int, rule, message, fix string) diag.Problem {
	p := diag.Problem{File: f.path, Line: line, Col: col, Width: width, RuleID: rule, Message: message, Fix: fix}
	if line >= 1 && line <= len(f.lines) {
		p.Snippet = f.lines[line-1]
	}
	return p
}

// place finds where a part of a message's text stands in the file. A part that YAML writes otherwise (an escaped sign,
// a folded line) is placed at the key.
func (f *messageFile) place(m *i18n.Message, part string) (line, col, width int) {
	for n := m.Line; n <= len(f.lines); n++ {
		text := f.lines[n-1]
		if n > m.Line && text != "" && text[0] != ' ' {
			break // the next message
		}
		from := 0
		if n == m.Line {
			from = min(len(text), len(string([]rune(text)[:min(m.Col-1+len(m.Key), utf8.RuneCountInString(text))])))
		}
		if i := strings.Index(text[from:], part); part != "" && i >= 0 {
			return n, utf8.RuneCountInString(text[:from+i]) + 1, utf8.RuneCountInString(part)
		}
	}
	return m.Line, m.Col, len(m.Key)
}

// datePatterns take what they need of the values that i18n gives to every date, so the languages may differ.
var datePatterns = map[string][]string{
	"date_text":       {"day", "day2", "month", "year"},
	"date_table":      {"day", "day2", "month", "year"},
	"date_month_year": {"month", "year"},
}

// pairs compares the languages: the same keys, the same inserted values.
func pairs(files []*messageFile, list *diag.List) {
	for _, f := range files {
		for _, other := range files {
			if f == other {
				continue
			}
			for i := range f.file.Messages {
				m := &f.file.Messages[i]
				twin := other.byKey[m.Key]
				if twin == nil {
					fix := fmt.Sprintf("add %s to %s, or delete it here", m.Key, other.path)
					if near := diag.Nearest(m.Key, keysOf(other)); near != "" && f.byKey[near] == nil {
						fix = fmt.Sprintf("%s has %s, which this file lacks: use one key in both", other.path, near)
					}
					list.Add(f.problem(m.Line, m.Col, len(m.Key), "message-pair", fmt.Sprintf("message %q stands in %s only", m.Key, f.path), fix))
					continue
				}
				sameVars(f, other, m, twin, list)
			}
		}
	}
}

func keysOf(f *messageFile) []string {
	keys := make([]string, 0, len(f.file.Messages))
	for _, m := range f.file.Messages {
		keys = append(keys, m.Key)
	}
	return keys
}

func sameVars(f, other *messageFile, m, twin *i18n.Message, list *diag.List) {
	if allowed, ok := datePatterns[m.Key]; ok {
		for _, v := range m.Vars {
			if !slices.Contains(allowed, v) {
				line, col, width := f.place(m, "."+v)
				list.Add(f.problem(line, col, width, "message-values", fmt.Sprintf("date pattern %q has no value %q", m.Key, v), "use "+strings.Join(allowed, ", ")))
			}
		}
		return
	}
	for _, v := range m.Vars {
		if !slices.Contains(twin.Vars, v) {
			line, col, width := f.place(m, "."+v)
			list.Add(f.problem(line, col, width, "message-values", fmt.Sprintf("message %q inserts %q here but not in %s", m.Key, v, other.path), "insert the same values in both languages"))
		}
	}
}
