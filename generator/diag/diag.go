// Package diag describes what is wrong with the input of the portal: where it is, which rule it breaks and how to mend it.
//
// It exists so that every stage reports in one shape and a person can mend the data without reading the program. All
// problems are told at once; a problem without a remedy is a bug of ours, not of the data.
package diag

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Severity says whether a problem stops the build.
type Severity int

// An Error stops the build; a Warning is told and the build goes on.
const (
	Error Severity = iota
	Warning
)

// String gives "error" or "warning", the words used in all formats.
func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Problem is one thing wrong at one place.
type Problem struct {
	Severity Severity
	File     string // slash-separated path from the root of the repository, e.g. data/soums/soums.csv
	Line     int    // from 1; 0 when the whole file or folder is meant
	Col      int    // in runes, from 1; 0 when the whole line is meant
	Width    int    // in runes, what the carets underline; 0 is drawn as one caret
	Message  string // lower case, no full stop
	RuleID   string // stable, kebab case, e.g. ref-unknown
	Snippet  string // the text of the line, without its line feed; empty when there is none to show
	RuleFile string // where the broken rule is written down
	RuleLine int    // 0 when the rule is the whole file
	Fix      string // what to do about it; compulsory
}

// List is a collection of problems. The zero value is empty and ready to use.
type List []Problem

// Add puts problems on the list. It panics on a problem without message, rule or remedy: that is a bug in the caller and
// must not reach a person who cannot mend it. Control characters from hostile input are made visible.
func (l *List) Add(problems ...Problem) {
	for _, p := range problems {
		if p.Message == "" || p.RuleID == "" || p.Fix == "" {
			panic("diag: problem without message, rule or remedy: " + p.RuleID + ": " + p.Message)
		}
		p.Message = Printable(p.Message)
		p.Fix = Printable(p.Fix)
		p.File = Printable(p.File)
		*l = append(*l, p)
	}
}

// Sort orders the list by file, line, column, rule and message, so that the same input gives the same report.
func (l List) Sort() {
	slices.SortStableFunc(l, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Col, b.Col),
			cmp.Compare(a.Severity, b.Severity),
			cmp.Compare(a.RuleID, b.RuleID),
			cmp.Compare(a.Message, b.Message),
		)
	})
}

// Errors counts the problems that stop the build.
func (l List) Errors() int { return l.count(Error) }

// Warnings counts the problems that do not.
func (l List) Warnings() int { return l.count(Warning) }

func (l List) count(s Severity) int {
	n := 0
	for i := range l {
		if l[i].Severity == s {
			n++
		}
	}
	return n
}

// Printable replaces what could move the cursor of a terminal, hide text or forge a line of the report.
func Printable(s string) string {
	clean := func(r rune) bool {
		return r == utf8.RuneError || (r != ' ' && !unicode.IsGraphic(r)) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r)
	}
	if strings.IndexFunc(s, clean) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if clean(r) {
			return '\uFFFD'
		}
		return r
	}, s)
}
