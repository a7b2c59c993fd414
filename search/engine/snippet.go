package engine

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"nutag/search/analysis"
)

const (
	snippetLetters = 180
	snippetText    = 64 << 10 // bytes of a text that are looked at
)

// snippet cuts the part of a text with the most different query words and
// returns the ranges of the matches in it. The index holds no text: the text of
// the few hits shown is analysed anew, which takes a fraction of the bytes that
// stored text and positions would.
func snippet(text string, marks *marker) (string, [][2]int) {
	if len(text) > snippetText {
		text = strings.ToValidUTF8(text[:snippetText], "")
	}
	if text == "" {
		return "", nil
	}
	var found []match
	words := analysis.Split(text)
	for i, w := range words {
		if n, ok := marks.find(text[w.Start:w.End]); ok {
			found = append(found, match{w.Start, w.End, n})
		}
		last := i+1 == len(words) || !words[i+1].Joined
		if !w.Joined || !last {
			continue
		}
		first := i
		for words[first].Joined {
			first--
		}
		var whole strings.Builder
		for _, part := range words[first : i+1] {
			whole.WriteString(text[part.Start:part.End])
		}
		if n, ok := marks.find(whole.String()); ok {
			found = append(found, match{words[first].Start, w.End, n})
		}
	}
	slices.SortStableFunc(found, func(a, b match) int { return a.start - b.start })
	found = merge(found)
	start, end := window(text, found)
	return cut(text, start, end, found)
}

// marker tells which words of a text are words of the query, in any of the
// meanings that the search gave them. The texts of the hits share most of their
// words, so each is analysed once.
type marker struct {
	terms  map[string]int // word of the query, by term
	firsts map[rune]bool  // the letters that terms begin with
	seen   map[string]int // the same by word of a text; -1 for none
}

func newMarker(q query) *marker {
	m := &marker{terms: make(map[string]int), firsts: make(map[rune]bool), seen: make(map[string]int)}
	add := func(i int, list []meaning) {
		for _, x := range list {
			if _, ok := m.terms[x.term]; !ok && x.how != byKind {
				m.terms[x.term] = i
				first, _ := utf8.DecodeRuneInString(x.term)
				m.firsts[first] = true
			}
		}
	}
	for i, ways := range q.units {
		for _, w := range ways {
			for _, word := range w.words {
				if word.reading == nil {
					continue
				}
				add(i, word.reading.whole)
				for _, p := range word.reading.parts {
					add(i, p)
				}
			}
		}
	}
	return m
}

// find returns the number of the unit of the query that a word of a text is.
func (m *marker) find(raw string) (int, bool) {
	// Stems keep the first letter of a word, so most words need no analysis.
	if !m.firsts[firstLetter(raw)] {
		return 0, false
	}
	if i, ok := m.seen[raw]; ok {
		return i, i >= 0
	}
	found := -1
	if i, ok := m.terms[analysis.Stem(raw)]; ok {
		found = i
	} else if i, ok := m.terms[analysis.Word(raw)]; ok {
		found = i
	}
	m.seen[strings.Clone(raw)] = found
	return found, found >= 0
}

// firstLetter is the letter that the terms of a word begin with. Of a word whose
// first letter is typed on the wrong keyboard it gives another: such a word of a
// text is then not marked, which costs nothing but the mark.
func firstLetter(word string) rune {
	r, _ := utf8.DecodeRuneInString(word)
	switch r = unicode.ToLower(r); r {
	case 'ө':
		return 'о'
	case 'ү':
		return 'у'
	case 'ё':
		return 'е'
	}
	return r
}

// any reports whether a text has a word of the query.
func (m *marker) any(text string) bool {
	for _, w := range analysis.Split(text) {
		if _, ok := m.find(text[w.Start:w.End]); ok {
			return true
		}
	}
	return false
}

// match is a word of the text that is one of the query.
type match struct{ start, end, word int }

// merge drops matches that overlap one before: a joined form covers its parts.
func merge(in []match) []match {
	var out []match
	for _, m := range in {
		if n := len(out); n > 0 && m.start < out[n-1].end {
			out[n-1].end = max(out[n-1].end, m.end)
			continue
		}
		out = append(out, m)
	}
	return out
}

// window returns the byte range of the best part: the most different words, of
// equals the one where they stand closest, of equals the earliest.
func window(text string, found []match) (int, int) {
	best, bestCount, bestSpan := 0, 0, 0
	for i := range found {
		seen := make(map[int]bool)
		limit, last := forward(text, found[i].start, snippetLetters*3/4), found[i].start
		for _, m := range found[i:] {
			if m.end > limit {
				break
			}
			if !seen[m.word] {
				seen[m.word] = true
				last = m.end
			}
		}
		span := last - found[i].start
		if len(seen) > bestCount || len(seen) == bestCount && span < bestSpan {
			best, bestCount, bestSpan = found[i].start, len(seen), span
		}
	}
	start := back(text, best, snippetLetters/6)
	return start, forward(text, start, snippetLetters)
}

// forward returns the end of the word n letters after from, or of the text.
func forward(text string, from, n int) int {
	end := from
	for end < len(text) && n > 0 {
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
		n--
	}
	if end == len(text) {
		return end
	}
	if i := strings.LastIndexFunc(text[from:end], unicode.IsSpace); i > 0 {
		return from + i
	}
	return end
}

// back returns the beginning of the word n letters before from, or of the text.
func back(text string, from, n int) int {
	start := from
	for start > 0 && n > 0 {
		_, size := utf8.DecodeLastRuneInString(text[:start])
		start -= size
		n--
	}
	if start == 0 {
		return 0
	}
	if i := strings.IndexFunc(text[start:from], unicode.IsSpace); i >= 0 {
		_, size := utf8.DecodeRuneInString(text[start+i:]) // a no-break space has two bytes
		return start + i + size
	}
	return from
}

// cut builds the shown string and counts the matches in UTF-16 units.
func cut(text string, start, end int, found []match) (string, [][2]int) {
	var b strings.Builder
	units := 0
	write := func(s string) {
		// White space of any kind is shown as one space each, so that the text
		// keeps its offsets.
		s = strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) || unicode.IsControl(r) {
				return ' '
			}
			return r
		}, s)
		b.WriteString(s)
		for _, r := range s {
			units += utf16.RuneLen(r)
		}
	}
	if start > 0 {
		write("… ")
	}
	var marks [][2]int
	at := start
	for _, m := range found {
		if m.start < start || m.end > end {
			continue
		}
		write(text[at:m.start])
		from := units
		write(text[m.start:m.end])
		marks = append(marks, [2]int{from, units})
		at = m.end
	}
	write(text[at:end])
	if end < len(text) {
		write(" …")
	}
	return b.String(), marks
}

// ParseTexts reads a text block, unpacked from gzip: texts by document id.
func ParseTexts(data []byte) (map[string]string, error) {
	var byID map[string]string
	if err := json.Unmarshal(data, &byID); err != nil {
		return nil, fmt.Errorf("search texts: %w", err)
	}
	return byID, nil
}
