package analysis

import (
	"sync"
	"unicode/utf8"

	bleve "github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"
)

// Span is one word of a text: byte offsets.
type Span struct{ Start, End int }

// Split returns the words of a text as byte ranges, words that a hyphen joins
// in one group: what the analyzers see before they make terms.
func Split(text string) [][]Span {
	groups := split([]byte(text))
	out := make([][]Span, len(groups))
	for i, g := range groups {
		for _, w := range g {
			out[i] = append(out[i], Span{w.start, w.end})
		}
	}
	return out
}

// span is one word of a text: byte offsets, and its number counted from 1.
type span struct{ start, end, position int }

// split returns the words of input in order, words joined by a single hyphen
// as one group. Words of more than maxWord letters are left out.
func split(input []byte) [][]span {
	var groups [][]span
	lastEnd := -1
	for _, w := range pieces(input) {
		if utf8.RuneCount(input[w.start:w.end]) > maxWord {
			continue
		}
		if lastEnd >= 0 && hyphen(input[lastEnd:w.start]) && len(groups[len(groups)-1]) < 4 {
			groups[len(groups)-1] = append(groups[len(groups)-1], w)
		} else {
			groups = append(groups, []span{w})
		}
		lastEnd = w.end
	}
	return groups
}

// pieces returns the words by the Unicode rules, divided further where those
// rules bind letters over a colon, an underscore or a full stop: people type
// “сум:Төв” and “сумын төв.Тэнд” without a space. Figures stay whole.
func pieces(input []byte) []span {
	var out []span
	add := func(start, end int) {
		if start < end {
			out = append(out, span{start, end, len(out) + 1})
		}
	}
	for _, tok := range unicode.NewUnicodeTokenizer().Tokenize(input) {
		if tok.Type == bleve.Numeric {
			add(tok.Start, tok.End)
			continue
		}
		start := tok.Start
		for i := tok.Start; i < tok.End; i++ {
			if c := input[i]; c == ':' || c == '_' || c == '.' && !digitBeside(input, i) {
				add(start, i)
				start = i + 1
			}
		}
		add(start, tok.End)
	}
	return out
}

// digitBeside reports whether a digit stands before or behind the byte at i.
func digitBeside(input []byte, i int) bool {
	digit := func(i int) bool { return i >= 0 && i < len(input) && input[i] >= '0' && input[i] <= '9' }
	return digit(i-1) || digit(i+1)
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
