package engine

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"nutag/search/analysis"
)

// query is a query string taken apart.
type query struct {
	lang  string
	words []word
	kind  string // kind that a word asks for (“сум”), or ""
	marks *marker
}

// word is one word of the query, hyphenated ones in one piece.
type word struct {
	text string
	kind string // the kind when the word says only that
	last bool   // the last one may be the beginning of a longer word
}

// clean makes any bytes a printable query of bounded length.
func clean(s string) string {
	if len(s) > MaxQuery {
		s = s[:MaxQuery]
		for len(s) > 0 && !utf8.ValidString(s[max(0, len(s)-utf8.UTFMax):]) && !utf8.RuneStart(s[len(s)-1]) {
			s = s[:len(s)-1]
		}
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s))
}

// parse splits a clean query into its different words. Stop words are left out
// unless there is nothing else.
func parse(s, lang string) query {
	q := query{lang: lang}
	seen := make(map[string]bool)
	for _, text := range analysis.Words(s) {
		key := strings.Join(analysis.Terms(analysis.FieldAlt, lang, text), " ")
		if key == "" || seen[key] || len(analysis.Terms(analysis.FieldBody, lang, text)) == 0 {
			continue
		}
		seen[key] = true
		w := word{text: text, kind: analysis.KindOf(text)}
		if w.kind != "" {
			q.kind = w.kind
		}
		q.words = append(q.words, w)
		if len(q.words) == MaxWords {
			break
		}
	}
	if n := len(q.words); n > 0 {
		q.words[n-1].last = true
	}
	q.marks = newMarker(q)
	return q
}

// named returns the words that are not mere kind words, or all when there are
// no others.
func (q query) named() []word {
	rest := slices.DeleteFunc(slices.Clone(q.words), func(w word) bool { return w.kind != "" })
	if len(rest) == 0 {
		return q.words
	}
	return rest
}

// join puts words together as one text.
func join(words []word) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.text
	}
	return strings.Join(texts, " ")
}

// mode is one reading of a query.
type mode struct {
	fuzzy bool // letters of names may be wrong
	need  int  // words that must match
}

// modes lists the readings from the strictest: every word; every word with
// slips of the pen; most words; any word.
func modes(q query) []mode {
	n := len(q.words)
	out := []mode{{false, n}, {true, n}}
	if most := (2*n + 2) / 3; most < n {
		out = append(out, mode{true, most})
	}
	if n > 1 {
		out = append(out, mode{true, 1})
	}
	return out
}
