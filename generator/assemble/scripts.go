package assemble

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"nutag/generator/dataset"
	"nutag/generator/diag"
	"nutag/generator/source"
)

// scripts holds every text column to words of one script. A Latin "a" in a Cyrillic word cannot be seen and is never found
// by a search.
func (a *assembler) scripts() {
	for _, need := range needed() {
		t := a.catalog.Table(need.table)
		if !t.OK() {
			continue
		}
		for _, f := range t.Fields {
			if f.Type != dataset.String && f.Type != dataset.List || !strings.HasSuffix(f.Name, "_mn") && !strings.HasSuffix(f.Name, "_en") {
				continue
			}
			for _, r := range t.Rows {
				if word := mixedWord(r.Str(f.Name)); word != "" {
					p := r.Problem(f.Name, string(ruleScript), "word "+diag.Quote(word)+" mixes Latin and Cyrillic letters", "type the word anew with one keyboard layout")
					p.RuleFile = source.RulesFile
					a.list.Add(p)
				}
			}
		}
	}
}

func mixedWord(s string) string {
	if isASCII(s) {
		return ""
	}
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		latin, cyrillic := false, false
		for _, r := range word {
			latin = latin || unicode.Is(unicode.Latin, r)
			cyrillic = cyrillic || unicode.Is(unicode.Cyrillic, r)
		}
		if latin && cyrillic {
			return word
		}
	}
	return ""
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
