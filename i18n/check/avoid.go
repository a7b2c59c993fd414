package check

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"slices"
	"strings"
	"unicode"
)

const avoidRule = "mn-avoid"

// avoided is a form that the glossary advises against, with the term to use. A breach is a warning only: some forms are
// right in another sense.
type avoided struct{ form, term string }

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
	var list []avoided
	for _, row := range rows[1:] {
		for form := range strings.SplitSeq(row[avoid], "|") {
			form = strings.ToLower(strings.TrimSpace(form))
			if form == "" || strings.ContainsAny(form, "(),") || terms[form] || !isCyrillic(form) {
				continue
			}
			list = append(list, avoided{form, row[term]})
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
			if !endsInLetter(lower[:start]) && !beginsWithLetter(lower[end:]) {
				found = append(found, Finding{Part: text[start:end], Offset: start, Rule: avoidRule, Message: "the glossary advises against this form", Fix: "write “" + a.term + "” if that is what is meant"})
			}
		}
	}
	return found
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
