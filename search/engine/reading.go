package engine

import (
	"strings"

	"nutag/search/analysis"
	"nutag/search/analysis/mn"
)

// The ways in which a term of the index can be what a word of the query means.
const (
	byWord   = "word"   // the same word
	byStem   = "stem"   // another form of it
	byKey    = "key"    // the same in Latin letters or with other vowels
	byPrefix = "prefix" // it goes on
	bySlip   = "slip"   // a letter is wrong
	byKind   = "kind"   // the page is of the kind that the word means
)

// What a match is worth against the same word, times the weight of the field.
const (
	worthStem   = 0.9
	worthKey    = 0.6
	worthPrefix = 0.3
	worthGoesOn = 0.1 // a prefix that is a word itself: “SHA” is seldom Шарынгол
	worthSlip   = 0.3 // divided by the number of slips
)

const (
	minPrefix = 3  // letters before a last word is read as a beginning
	maxPrefix = 50 // terms that a beginning may stand for
	maxSlips  = 40 // terms that a word with a slip may stand for
)

// meaning is a term of the index that a word may mean.
type meaning struct {
	ref
	weight float64
	how    string
	slips  int
}

// reading is what a word of the query may mean in the index: its own terms,
// and for a hyphenated word those of its parts, all of which must match.
type reading struct {
	whole []meaning
	parts [][]meaning
}

// read makes the reading of a word; slips says whether letters may be wrong.
func (x *lexicon) read(w *word, lang string, slips bool) *reading {
	r := &reading{}
	pieces := strings.Split(w.text, "-")
	r.whole = x.meanings(strings.Join(pieces, ""), lang, w.last, slips)
	// Codes are names and nothing else.
	if name := (ref{analysis.FieldName, analysis.WholeName(w.text)}); x.has(name) {
		r.whole = append(r.whole, meaning{name, 1, byWord, 0})
	}
	if w.also != "" {
		// A “province” is an aimag, whether its page says the word or not.
		r.whole = append(r.whole, meaning{ref{analysis.FieldKind, w.also}, 1, byKind, 0})
	}
	if len(pieces) > 1 {
		for i, p := range pieces {
			r.parts = append(r.parts, x.meanings(p, lang, w.last && i == len(pieces)-1, slips))
		}
	}
	return r
}

// meanings lists the terms that a word without hyphens may mean, each once with
// its best reading, in a fixed order.
func (x *lexicon) meanings(text, lang string, last, slips bool) []meaning {
	var out []meaning
	seen := make(map[ref]bool)
	add := func(r ref, weight float64, how string, distance int) {
		if !seen[r] {
			seen[r] = true
			out = append(out, meaning{r, weight, how, distance})
		}
	}
	boost := func(field string) float64 {
		for _, f := range textFields {
			if f.name == field {
				return f.boost
			}
		}
		return 0
	}

	whole, stem := analysis.Word(text), analysis.Stem(text)
	known := false
	for _, f := range textFields {
		terms := []string{stem}
		if whole != stem && (f.name == analysis.FieldTitle || f.name == analysis.FieldAlt) {
			terms = []string{whole, stem}
		}
		for i, t := range terms {
			if !x.has(ref{f.name, t}) {
				continue
			}
			known = true
			weight, how := f.boost, byWord
			if i == 1 || len(terms) == 1 && whole != stem {
				weight, how = f.boost*worthStem, byStem
			}
			add(ref{f.name, t}, weight, how, 0)
		}
	}
	keys := x.keys(text)
	vocabularies := []vocabulary{x.titles}
	if !known || slips || !mn.HasCyrillic(text) {
		vocabularies = append(vocabularies, x.texts())
	}
	// On an English page an English word is what it says: “hot” is not хот.
	if lang != "en" || !known || mn.HasCyrillic(text) {
		for _, v := range vocabularies {
			for _, key := range keys {
				for _, r := range v.words[key] {
					add(r, boost(r.field)*worthKey, byKey, 0)
					known = true
				}
			}
		}
	}
	if last && len(keys) > 0 && len(keys[0]) >= minPrefix {
		n, worth := 0, worthPrefix
		if known {
			worth = worthGoesOn
		}
		for _, key := range x.titles.beginning(keys[0]) {
			for _, r := range x.titles.words[key] {
				if n < maxPrefix && !seen[r] {
					add(r, boost(r.field)*worth, byPrefix, 0)
					n++
				}
			}
		}
	}
	// A word that the index knows is what it says; names are guessed apart.
	if slips && !known && len(keys) > 0 {
		for _, v := range vocabularies {
			n := 0
			for _, s := range nearAny(v.keys, keys[0], latinSpelling(text)) {
				for _, r := range v.words[s.key] {
					if n < maxSlips && !seen[r] {
						add(r, boost(r.field)*worthSlip/float64(s.distance), bySlip, s.distance)
						n++
					}
				}
			}
		}
	}
	return out
}

// keys lists the Latin keys of a word and their stems, the likeliest first,
// each once.
func (x *lexicon) keys(text string) []string {
	var out []string
	add := func(key string) {
		if key == "" {
			return
		}
		for _, have := range out {
			if have == key {
				return
			}
		}
		out = append(out, key)
	}
	keys := mn.Keys(text)
	for _, k := range keys {
		add(k)
	}
	for _, r := range mn.Roots(text) {
		add(r)
	}
	return out
}

// has reports whether the index knows a term.
func (x *lexicon) has(r ref) bool { return x.reader.Has(r.field, r.term) }
