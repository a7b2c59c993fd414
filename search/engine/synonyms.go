package engine

import (
	"strings"

	"nutag/search/analysis"
)

// maxPhrase is the most words of a synonym.
const maxPhrase = 4

// synonyms finds the groups that a word or a short run of words belongs to, by
// its stems.
type synonyms struct {
	groups [][][]string     // group, form, words
	byForm map[string][]int // groups, by the stems of a form
}

func newSynonyms(groups [][]string) synonyms {
	s := synonyms{byForm: make(map[string][]int)}
	for _, g := range groups {
		var forms [][]string
		for _, form := range g {
			words := analysis.Words(form)
			if len(words) == 0 || len(words) > maxPhrase {
				continue
			}
			forms = append(forms, words)
			key := stems(words)
			s.byForm[key] = append(s.byForm[key], len(s.groups))
		}
		s.groups = append(s.groups, forms)
	}
	return s
}

// units divides words into what must be found. The longest run that is a
// synonym counts as one unit; the way that was typed stands first in it.
func (s synonyms) units(words []*word) [][]*way {
	var out [][]*way
	for i := 0; i < len(words); {
		run := 1
		var groups []int
		for n := min(maxPhrase, len(words)-i); n > 0; n-- {
			texts := make([]string, n)
			for j := range texts {
				texts[j] = words[i+j].text
			}
			if groups = s.byForm[stems(texts)]; len(groups) > 0 {
				run = n
				break
			}
		}
		typed := words[i : i+run]
		ways := []*way{{words: typed}}
		said := map[string]bool{stems(textsOf(typed)): true}
		for _, g := range groups {
			for _, form := range s.groups[g] {
				if key := stems(form); !said[key] {
					said[key] = true
					ways = append(ways, &way{words: plainWords(form), synonym: true})
				}
			}
		}
		out = append(out, ways)
		i += run
	}
	return out
}

func textsOf(words []*word) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = w.text
	}
	return out
}

func plainWords(texts []string) []*word {
	out := make([]*word, len(texts))
	for i, t := range texts {
		out[i] = &word{text: t}
	}
	return out
}

func stems(words []string) string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = analysis.Stem(w)
	}
	return strings.Join(out, " ")
}
