package check

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"slices"
	"strings"
	"unicode"
)

// avoided is a form that the glossary advises against, with the term to use. A breach is a warning only: some forms are
// right in another sense.
type avoided struct {
	form, term string
	inside     []string // terms of the glossary that hold the form, in which it is right
}

// readAvoid reads the forms to avoid that have no remark in brackets and are not the name of another term. A glossary
// that is missing or broken gives none: the data checks tell about it.
func readAvoid(root fs.FS, path string) []avoided {
	if path == "" {
		return nil
	}
	src, err := fs.ReadFile(root, path)
	if err != nil {
		return nil
	}
	rows, err := csv.NewReader(bytes.NewReader(src)).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil
	}
	term, avoid := slices.Index(rows[0], "term_mn"), slices.Index(rows[0], "avoid")
	if term < 0 || avoid < 0 {
		return nil
	}
	terms := map[string]bool{}
	for _, row := range rows[1:] {
		terms[strings.ToLower(row[term])] = true
	}
	seen := map[string]bool{}
	var list []avoided
	for _, row := range rows[1:] {
		for form := range strings.SplitSeq(row[avoid], "|") {
			form = strings.ToLower(strings.TrimSpace(form))
			if form == "" || strings.ContainsAny(form, "(),") || terms[form] || seen[form] || !isCyrillic(form) {
				continue
			}
			seen[form] = true
			a := avoided{form: form, term: row[term]}
			for t := range terms {
				if strings.Contains(t, form) {
					a.inside = append(a.inside, t)
				}
			}
			list = append(list, a)
		}
	}
	return list
}

func isCyrillic(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) })
}

func avoidedIn(text string, list []avoided) []Finding {
	lower := strings.ToLower(text)
	if len(lower) != len(text) {
		return nil // a letter changed its length, so offsets would be wrong; Mongolian has none
	}
	var found []Finding
	for _, a := range list {
		for from := 0; ; {
			i := strings.Index(lower[from:], a.form)
			if i < 0 {
				break
			}
			start, end := from+i, from+i+len(a.form)
			from = end
			if !endsInLetter(lower[:start]) && !beginsWithLetter(lower[end:]) && !covered(lower, start, end, a.inside) {
				found = append(found, Finding{Part: text[start:end], Offset: start, Rule: avoidRule, Message: "the glossary advises against this form", Fix: "write “" + a.term + "” if that is what is meant, or mark the line: # checked: " + avoidRule})
			}
		}
	}
	return found
}

// covered tells whether text[start:end] is part of one of the terms.
func covered(text string, start, end int, terms []string) bool {
	for _, term := range terms {
		for from := 0; ; {
			i := strings.Index(text[from:], term)
			if i < 0 || from+i > start {
				break
			}
			if from+i+len(term) >= end {
				return true
			}
			from += i + len(term)
		}
	}
	return false
}

func endsInLetter(s string) bool {
	r := []rune(s)
	return len(r) > 0 && unicode.IsLetter(r[len(r)-1])
}

func beginsWithLetter(s string) bool {
	for _, r := range s {
		return unicode.IsLetter(r)
	}
	return false
}
