package check

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"nutag/generator/diag"
)

// maxSourceBytes bounds a template or Go file; ours are a hundredth of it.
const maxSourceBytes = 1 << 20

var (
	// templateAction is one {{ … }}; a quoted text inside it may hold braces.
	templateAction = regexp.MustCompile("(?s)\\{\\{(?:\"(?:[^\"\\\\\n]|\\\\.)*\"|`[^`]*`|[^\"`])*?\\}\\}")
	templateText   = regexp.MustCompile("\"((?:[^\"\\\\\n]|\\\\.)*)\"|`([^`]*)`")
	callBefore     = regexp.MustCompile(`(?:^|[^\w.$])(?:T|i18n|lang\.Translate)\s+\(?\s*$`)
	dictBegin      = regexp.MustCompile(`^\s*\(\s*dict\b`)
	callEnd        = regexp.MustCompile(`^\s*(?:-?\}\}|\||\))`)
)

// templateUses finds the keys that the templates below dir name.
func templateUses(root fs.FS, dir string, u *uses, list *diag.List) {
	if dir == "" {
		return
	}
	walk(root, dir, list, func(name string, src string) {
		if path.Ext(name) != ".html" && path.Ext(name) != ".xml" && path.Ext(name) != ".json" && path.Ext(name) != ".svg" {
			return
		}
		u.template(name, src)
	})
}

func (u *uses) template(name, src string) {
	lines := strings.Split(src, "\n")
	for _, at := range templateAction.FindAllStringIndex(src, -1) {
		action := src[at[0]:at[1]]
		if strings.HasPrefix(strings.TrimLeft(action, "{- \n\t"), "/*") {
			continue
		}
		for _, t := range templateText.FindAllStringSubmatchIndex(action, -1) {
			from, to := t[2], t[3]
			if from < 0 {
				from, to = t[4], t[5]
			}
			text := action[from:to]
			line, col := lineCol(src, at[0]+from)
			if !callBefore.MatchString(action[:t[0]]) {
				u.literal(name, line, col, lines[line-1], text, true)
				continue
			}
			one := use{file: name, line: line, col: col, snippet: lines[line-1], text: text, call: true}
			rest := action[t[1]:]
			switch {
			case dictBegin.MatchString(rest):
				one.values, one.known = dictKeys(rest)
			case callEnd.MatchString(rest):
				one.known = true
			}
			if partLike.MatchString(text) && !keyLike.MatchString(text) {
				u.literal(name, line, col, lines[line-1], text, true)
				continue
			}
			u.list = append(u.list, one)
		}
	}
}

// dictKeys gives the names in (dict "a" … "b" …): every second argument on its first level. When a name is not a plain
// text the names are not known.
func dictKeys(s string) (names []string, known bool) {
	s = strings.TrimLeft(s, " \n\t(")
	s = strings.TrimPrefix(s, "dict")
	argument := 0
	for s = strings.TrimLeft(s, " \n\t"); s != ""; s = strings.TrimLeft(s, " \n\t") {
		if s[0] == ')' {
			return names, argument%2 == 0
		}
		n := argumentLen(s)
		if n == 0 {
			return nil, false
		}
		if argument%2 == 0 {
			if s[0] != '"' {
				return nil, false
			}
			names = append(names, strings.Trim(s[:n], `"`))
		}
		argument++
		s = s[n:]
	}
	return nil, false
}

func argumentLen(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"' || c == '`':
			end := i + 1
			for end < len(s) && s[end] != c {
				if s[end] == '\\' && c == '"' {
					end++
				}
				end++
			}
			i = min(end, len(s)-1)
		case c == '(':
			depth++
		case c == ')':
			if depth == 0 {
				return i
			}
			depth--
		case depth == 0 && strings.IndexByte(" \n\t", c) >= 0:
			return i
		}
	}
	return len(s)
}

func lineCol(src string, offset int) (line, col int) {
	before := src[:offset]
	start := strings.LastIndexByte(before, '\n') + 1
	return strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[start:]) + 1
}

// walk reads the files below dir in the order of their names. A folder that is not there yet has no uses.
func walk(root fs.FS, dir string, list *diag.List, read func(name, src string)) {
	if _, err := fs.Stat(root, dir); err != nil {
		return
	}
	err := fs.WalkDir(root, dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if d != nil && d.IsDir() && d.Name() == "testdata" {
				return fs.SkipDir
			}
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if info.Size() > maxSourceBytes || !info.Mode().IsRegular() {
			return nil
		}
		src, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		read(name, string(src))
		return nil
	})
	if err != nil {
		list.Add(diag.Problem{File: dir, RuleID: "message-sources", Message: fmt.Sprintf("folder cannot be read: %v", err), Fix: "make the folder and its files readable"})
	}
}
