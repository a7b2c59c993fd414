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
	words []*word  // in order, each once
	units [][]*way // what must be found: each unit in one of its ways
	kind  string   // kind of place that a word asks for (“сум”), or ""; of several the smallest
	twice bool     // a name was typed twice: “Булган аймгийн Булган сум”
	topic string   // kind of page that a word lifts (“консул”), or ""
}

// word is one word of the query or of a synonym, hyphenated ones in one piece.
type word struct {
	text string
	kind string // the kind of place when the word says only that
	also string // kind of the pages that the word means without being in their text, or ""
	last bool   // the last one may be the beginning of a longer word

	reading *reading // filled when first needed
}

// way is one way to say what a unit asks for: all its words.
type way struct {
	words   []*word
	synonym bool // not what was typed
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

// parse splits a clean query into its different words and these into units:
// a unit is one word, or the words of a synonym that has several. Words that
// say nothing are left out unless there is nothing else.
func (l *language) parse(s string) query {
	q := query{lang: l.lang}
	texts := analysis.Words(s)
	if len(texts) > 4*MaxWords {
		texts = texts[:4*MaxWords]
	}
	telling := slices.DeleteFunc(slices.Clone(texts), analysis.StopWord)
	if len(telling) > 0 {
		texts = telling
	}
	seen := make(map[string]bool)
	for _, text := range texts {
		key := analysis.Word(text)
		if key == "" {
			continue
		}
		if stem := analysis.Stem(text); seen[stem] {
			q.twice = q.twice || analysis.KindOf(text) == ""
			continue
		} else {
			seen[stem] = true
		}
		w := &word{text: text, kind: analysis.KindOf(text), also: analysis.TopicOf(text)}
		if w.kind != "" {
			w.also = w.kind
			if q.kind == "" || q.kind == "aimag" {
				q.kind = w.kind // an aimag beside a soum only says where the soum is
			}
		} else if w.also != "" {
			q.topic = w.also
		}
		if q.words = append(q.words, w); len(q.words) == MaxWords {
			break
		}
	}
	if n := len(q.words); n > 0 {
		q.words[n-1].last = true
	}
	q.units = l.synonyms().units(q.words)
	return q
}

// named returns the words that are not mere kind words, or all when there are
// no others.
func (q query) named() []*word {
	rest := slices.DeleteFunc(slices.Clone(q.words), func(w *word) bool { return w.kind != "" })
	if len(rest) == 0 {
		return q.words
	}
	return rest
}

// join puts words together as one text.
func join(words []*word) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.text
	}
	return strings.Join(texts, " ")
}

// mode is one reading of a query.
type mode struct {
	slips bool // letters may be wrong
	need  int  // units that must match
}

// modes lists the readings from the strictest: every unit; every unit with
// slips of the pen; most units; any unit.
func modes(q query) []mode {
	n := len(q.units)
	out := []mode{{false, n}, {true, n}}
	if most := (2*n + 2) / 3; most < n {
		out = append(out, mode{true, most})
	}
	if n > 1 {
		out = append(out, mode{true, 1})
	}
	return out
}
