package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"nutag/generator/diag"
)

// use is one place that names a message key.
type use struct {
	file    string
	line    int
	col     int
	snippet string
	text    string   // the key, or what looks like one
	call    bool     // handed to T: the key must exist
	words   bool     // stands in a template or in a package that deals with messages
	known   bool     // the values handed to it are visible in the source
	values  []string // their names, when known
}

// uses gathers what templates and Go name.
type uses struct {
	list     []use
	patterns []*regexp.Regexp // keys that are put together: "month_%d", "count_"
}

var (
	keyLike = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)+$`)
	// partLike is the beginning of a key that a program completes, or a format with verbs in it.
	partLike = regexp.MustCompile(`^[a-z][a-z0-9]*_([a-z0-9_]*(%[sdv])?)*$`)
	verb     = regexp.MustCompile(`%[sdv]`)
)

// literal takes a text constant that is not handed to T: it may be a key that a template asks for later, or a part.
func (u *uses) literal(file string, line, col int, snippet, text string, words bool) {
	switch {
	case keyLike.MatchString(text):
		u.list = append(u.list, use{file: file, line: line, col: col, snippet: snippet, text: text, words: words})
	case len(text) <= 100 && partLike.MatchString(text):
		expr := verb.ReplaceAllString(text, `[a-z0-9_]+`)
		if strings.HasSuffix(text, "_") {
			expr += `[a-z0-9_]+`
		}
		u.patterns = append(u.patterns, regexp.MustCompile(`^`+expr+`$`))
	}
}

// compare tells about keys that are asked for and missing, values that are not handed over, and messages nobody uses.
func (u *uses) compare(files []*messageFile, list *diag.List) {
	if len(files) == 0 {
		return
	}
	messages := files[0]
	keys := keysOf(messages)
	areas := map[string]bool{}
	for _, key := range keys {
		areas[area(key)] = true
	}
	used := map[string]bool{}
	for _, one := range u.list {
		m := messages.byKey[one.text]
		switch {
		case m != nil:
			used[one.text] = true
			u.values(one, files, list)
		case one.call:
			list.Add(one.problem(diag.Error, "message-missing", fmt.Sprintf("there is no message %q", one.text), missingFix(one.text, keys, messages)))
		case one.words && areas[area(one.text)] && area(diag.Nearest(one.text, keys)) == area(one.text):
			list.Add(one.problem(diag.Warning, "message-missing", fmt.Sprintf("%q looks like a message key but is none", one.text), missingFix(one.text, keys, messages)))
		}
	}
	for _, f := range files {
		for i := range f.file.Messages {
			m := &f.file.Messages[i]
			if used[m.Key] || slices.ContainsFunc(u.patterns, func(p *regexp.Regexp) bool { return p.MatchString(m.Key) }) {
				continue
			}
			p := f.problem(m.Line, m.Col, len(m.Key), "message-unused", fmt.Sprintf("no template and no package names message %q", m.Key), "delete it in both languages, or use it")
			p.Severity = diag.Warning
			list.Add(p)
		}
	}
}

// values compares the values of a call with what the message inserts, where the call shows them. Hugo prints "<no value>"
// for one that is missing.
func (u *uses) values(one use, files []*messageFile, list *diag.List) {
	if !one.known {
		return
	}
	var missing []string
	for _, f := range files {
		m := f.byKey[one.text]
		if m == nil {
			continue
		}
		wanted := m.Vars
		if m.One != "" {
			wanted = append(slices.Clone(wanted), "Count")
		}
		for _, v := range wanted {
			if !slices.Contains(one.values, v) && !slices.Contains(missing, v) {
				missing = append(missing, v)
			}
		}
	}
	if len(missing) > 0 {
		slices.Sort(missing)
		list.Add(one.problem(diag.Error, "message-values", fmt.Sprintf("message %q needs %s", one.text, diag.QuoteAll(missing, 5)), "hand the values over: (dict \"name\" value …)"))
	}
}

func (one use) problem(severity diag.Severity, rule, message, fix string) diag.Problem {
	return diag.Problem{Severity: severity, File: one.file, Line: one.line, Col: one.col, Width: utf8.RuneCountInString(one.text), RuleID: rule, Message: message, Snippet: one.snippet, Fix: fix}
}

func missingFix(key string, keys []string, f *messageFile) string {
	fix := "add it to both message files"
	if near := diag.Nearest(key, keys); near != "" {
		fix = fmt.Sprintf("write %s (%s:%d), or %s", near, f.path, f.byKey[near].Line, fix)
	}
	return fix
}

func area(key string) string {
	a, _, _ := strings.Cut(key, "_")
	return a
}
