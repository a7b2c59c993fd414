package verify

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"unicode/utf8"

	"nutag/generator/diag"
)

// place is a position in a file: line and column from 1, the column in runes; zero means the whole file.
type place struct{ line, col int }

// after gives the place behind text that begins at the place.
func (at place) after(text []byte) place {
	if last := bytes.LastIndexByte(text, '\n'); last >= 0 {
		at.line += bytes.Count(text, []byte{'\n'})
		at.col = 1
		text = text[last+1:]
	}
	at.col += utf8.RuneCount(text)
	return at
}

func placeOf(data []byte, offset int) place {
	return place{line: 1, col: 1}.after(data[:min(max(offset, 0), len(data))])
}

type finding struct {
	file    string
	at      place
	rule    rule
	message string
}

type findings []finding

func (l *findings) add(file string, at place, r rule, format string, args ...any) {
	*l = append(*l, finding{file: file, at: at, rule: r, message: fmt.Sprintf(format, args...)})
}

// report turns findings into problems. A mistake in a layout shows on every page; it is one mistake, so
// it becomes one problem at the first page.
func report(list findings) diag.List {
	slices.SortStableFunc(list, func(a, b finding) int {
		return cmp.Or(
			cmp.Compare(a.file, b.file),
			cmp.Compare(a.at.line, b.at.line),
			cmp.Compare(a.at.col, b.at.col),
			cmp.Compare(a.rule.id, b.rule.id),
			cmp.Compare(a.message, b.message),
		)
	})
	type cause struct{ rule, message string }
	files := make(map[cause]map[string]struct{})
	for _, f := range list {
		key := cause{f.rule.id, f.message}
		if files[key] == nil {
			files[key] = make(map[string]struct{})
		}
		files[key][f.file] = struct{}{}
	}
	var problems diag.List
	for _, f := range list {
		key := cause{f.rule.id, f.message}
		seen := files[key]
		if seen == nil {
			continue
		}
		delete(files, key)
		message := f.message
		if len(seen) > 1 {
			message = fmt.Sprintf("%s (in %d files)", message, len(seen))
		}
		problems.Add(diag.Problem{
			Severity: diag.Error,
			File:     f.file,
			Line:     f.at.line,
			Col:      f.at.col,
			Message:  message,
			RuleID:   f.rule.id,
			RuleFile: "generator/verify/rules.go",
			Fix:      f.rule.fix,
		})
	}
	return problems
}
