package analysis

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	bleve "github.com/blevesearch/bleve/v2/analysis"
)

// Span is one word of a text: byte offsets, and whether a hyphen joins it to
// the word before.
type Span struct {
	Start, End int
	Joined     bool
}

// Split returns the words of a text as byte ranges: what the analyzers see
// before they make terms.
func Split(text string) []Span {
	var out []Span
	for _, group := range split([]byte(text)) {
		for i, w := range group {
			out = append(out, Span{w.start, w.end, i > 0})
		}
	}
	return out
}

// span is one word of a text: byte offsets, and its number counted from 1.
type span struct{ start, end, position int }

// split returns the words of input in order, words joined by a single hyphen
// as one group. Words of more than maxWord letters are left out.
func split(input []byte) [][]span {
	all := pieces(input)
	words := all[:0]
	for _, w := range all {
		if w.end-w.start <= maxWord || utf8.RuneCount(input[w.start:w.end]) <= maxWord {
			words = append(words, w)
		}
	}
	groups := make([][]span, 0, len(words))
	for i := 0; i < len(words); {
		n := 1
		for i+n < len(words) && n < maxJoined && hyphen(input[words[i+n-1].end:words[i+n].start]) {
			n++
		}
		groups = append(groups, words[i:i+n:i+n])
		i += n
	}
	return groups
}

const maxJoined = 4 // words that hyphens join to one

// pieces returns the words of a text: the longest runs of letters, marks and
// digits. An apostrophe between two letters and a point or comma between two
// digits belong to the word, as in don't and 12,345.6; nothing else does, so
// that “сум:Төв” and “сумын төв.Тэнд”, typed without a space, are two words
// each. It gives what the Unicode rules (UAX 29) give for Cyrillic and Latin
// text but for these, in a fraction of their time and tables; scripts without
// spaces are not divided.
func pieces(input []byte) []span {
	out := make([]span, 0, len(input)/10+1)
	start, last := -1, rune(0) // begin of the word under way; its last letter
	end := func(at int) {
		if start >= 0 {
			out = append(out, span{start, at, len(out) + 1})
			start = -1
		}
	}
	for i := 0; i < len(input); {
		r, size := rune(input[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(input[i:])
		}
		switch {
		case wordRune(r) && !(r == utf8.RuneError && size == 1):
			if start < 0 && !unicode.Is(unicode.M, r) {
				start = i
			}
			last = r
		case start >= 0 && binds(last, r, input[i+size:]):
		default:
			end(i)
		}
		i += size
	}
	end(len(input))
	return out
}

// wordRune reports whether a rune is part of words. The fast ranges are ASCII
// and modern Cyrillic.
func wordRune(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	case r >= 0x0400 && r <= 0x0481 || r >= 0x048A && r <= 0x052F:
		return true
	case r == 0x180E || r == 0x200C || r == 0x200D: // vowel separator and joiners stand inside words
		return true
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

// binds reports whether a mark between the last letter of a word and the rest
// of the text is part of the word.
func binds(last, mark rune, rest []byte) bool {
	next, _ := utf8.DecodeRune(rest)
	switch mark {
	case '\'', '\u2019':
		return unicode.IsLetter(last) && unicode.IsLetter(next)
	case '.', ',':
		return last >= '0' && last <= '9' && next >= '0' && next <= '9'
	}
	return false
}

// hyphen reports whether between is exactly one hyphen of the kinds that
// keyboards and typesetting put into names. A dash is none: it stands between
// the ends of a range.
func hyphen(between []byte) bool {
	switch string(between) {
	case "-", "\u2010", "\u2011":
		return true
	}
	return false
}

func onceStops(list []byte) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		m := bleve.NewTokenMap()
		// The list is a constant of Bleve in Bleve's own format.
		if err := m.LoadBytes(list); err != nil {
			panic(err)
		}
		return m
	})
}

// WithoutFigures returns text without its figures: words of digits with or
// without separators, except plain numbers of five digits and more, which are
// postal codes. A profile is full of figures that are shown and that nobody
// searches for; in the index they would be a quarter of its size.
func WithoutFigures(text string) string {
	input := []byte(text)
	var b strings.Builder
	at := 0
	for _, w := range pieces(input) {
		if !figure(input[w.start:w.end]) {
			continue
		}
		b.Write(input[at:w.start])
		at = w.end
	}
	b.Write(input[at:])
	return b.String()
}

// figure reports whether a word is a number but no postal code.
func figure(word []byte) bool {
	digits := 0
	for _, c := range word {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c == ',' || c == '.':
			return true // nothing else has a separator inside
		default:
			return false
		}
	}
	return digits < 5
}
