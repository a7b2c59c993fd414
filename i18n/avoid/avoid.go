// Package avoid finds, in Mongolian text, the forms that the glossary advises against: loan words of another tongue, old
// names of offices, words of the street for an official term. It knows inflected forms by the stems of package mn.
//
// The glossary names some forms that are ordinary words in another sense; a second table says of these where they are right.
package avoid

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode"

	"nutag/search/analysis/mn"
)

// List is what to look for. The zero List finds nothing.
type List struct {
	byStem map[string][]form // by the stem of the last word
	inside []string          // terms of the glossary, in lower case, that hold a form and in which it is right
	rights []*right
}

// form is one form to avoid, with the term to use.
type form struct {
	text, term string
	words      []string // folded
	exact      bool     // its stem is also that of the term, so that an ending does not tell them apart
}

// Anywhere is the place of a form that is right in every text.
const Anywhere = "*"

// right says where a form is meant in another sense.
type right struct {
	form, place string
	line        int
	used        bool
}

// Match is one place in a text where a form stands.
type Match struct {
	Text   string // as it stands in the text
	Offset int    // of its first byte
	Form   string // the form of the glossary
	Term   string // the term to write instead
}

// Read reads the forms to avoid from the columns term_mn and avoid of a glossary: those that have no remark in brackets,
// are in Cyrillic and are not the name of another term. Rights is a table with the columns form and place (how the
// path of a file begins, or Anywhere); an empty name stands for none. A file that is missing or is no table is an error.
func Read(root fs.FS, glossary, rights string) (List, error) {
	rows, err := table(root, glossary, "term_mn", "avoid")
	if err != nil {
		return List{}, err
	}
	list := List{byStem: map[string][]form{}}
	terms := map[string]bool{}
	for _, row := range rows {
		terms[strings.ToLower(row[0])] = true
	}
	seen := map[string]bool{}
	for _, row := range rows {
		for text := range strings.SplitSeq(row[1], "|") {
			text = strings.ToLower(strings.TrimSpace(text))
			if text == "" || strings.ContainsAny(text, "(),") || terms[text] || seen[text] || !mn.HasCyrillic(text) {
				continue
			}
			seen[text] = true
			list.add(form{text: text, term: row[0]})
			for term := range terms {
				if strings.Contains(term, text) {
					list.inside = append(list.inside, term)
				}
			}
		}
	}
	slices.Sort(list.inside)
	list.inside = slices.Compact(list.inside)
	if rights == "" {
		return list, nil
	}
	senses, err := table(root, rights, "form", "place")
	if err != nil {
		return List{}, err
	}
	for i, row := range senses {
		list.rights = append(list.rights, &right{form: row[0], place: row[1], line: i + 2})
	}
	return list, nil
}

// table reads the named columns of a CSV file.
func table(root fs.FS, name string, columns ...string) ([][]string, error) {
	src, err := fs.ReadFile(root, name)
	if err != nil {
		return nil, fmt.Errorf("forms to avoid: %w", err)
	}
	rows, err := csv.NewReader(bytes.NewReader(src)).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, fmt.Errorf("forms to avoid: %s is no table: %w", name, err)
	}
	var out [][]string
	for _, row := range rows[1:] {
		var picked []string
		for _, c := range columns {
			i := slices.Index(rows[0], c)
			if i < 0 {
				return nil, fmt.Errorf("forms to avoid: %s has no column %s", name, c)
			}
			picked = append(picked, row[i])
		}
		out = append(out, picked)
	}
	return out, nil
}

func (l *List) add(f form) {
	for _, w := range split(f.text) {
		f.words = append(f.words, w.folded)
	}
	stem := mn.Stem(f.words[len(f.words)-1])
	for _, w := range split(f.term) {
		f.exact = f.exact || len(f.words) == 1 && mn.Stem(w.folded) == stem
	}
	l.byStem[stem] = append(l.byStem[stem], f)
}

// In returns the forms that stand in a text, in order. Place is where the text stands, as a path from the root of the
// repository; a form that is right there is not told.
func (l List) In(place, text string) []Match {
	if len(l.byStem) == 0 || !mn.HasCyrillic(text) {
		return nil
	}
	var out []Match
	words := split(text)
	lower := strings.ToLower(text)
	for i, w := range words {
		for _, f := range l.byStem[mn.Stem(w.folded)] {
			start, ok := f.ends(words[:i+1])
			if !ok || l.covered(lower, start, w.end) || l.right(f.text, place) {
				continue
			}
			out = append(out, Match{Text: text[start:w.end], Offset: start, Form: f.text, Term: f.term})
		}
	}
	return out
}

// ends says whether a form is what was read last, and where it begins. Its last word may have an ending: a word that shares
// the stem alone may be another word (залог and залгах).
func (f form) ends(read []word) (int, bool) {
	first := len(read) - len(f.words)
	if first < 0 {
		return 0, false
	}
	for i, want := range f.words {
		have := read[first+i].folded
		switch {
		case have == want:
		case i == len(f.words)-1 && !f.exact && strings.HasPrefix(have, want):
		default:
			return 0, false
		}
	}
	return read[first].start, true
}

func (l List) right(form, place string) bool {
	for _, r := range l.rights {
		if r.form == form && (r.place == Anywhere || strings.HasPrefix(place, r.place)) {
			r.used = true
			return true
		}
	}
	return false
}

// covered tells whether lower[start:end] is part of a term of the glossary. Lower may be of another length than the text it
// was made of when a letter of another alphabet changes its length; then nothing is covered.
func (l List) covered(lower string, start, end int) bool {
	if end > len(lower) {
		return false
	}
	for _, term := range l.inside {
		for from := 0; ; {
			i := strings.Index(lower[from:], term)
			if i < 0 || from+i > start {
				break
			}
			if from+i <= start && from+i+len(term) >= end {
				return true
			}
			from += i + len(term)
		}
	}
	return false
}

// Unused returns the lines of the table of rights that no text has needed so far.
func (l List) Unused() []int {
	var lines []int
	for _, r := range l.rights {
		if !r.used {
			lines = append(lines, r.line)
		}
	}
	return lines
}

// word is a run of letters, with hyphens between them, as it is searched.
type word struct {
	folded     string
	start, end int
}

func split(text string) []word {
	var words []word
	start := -1
	flush := func(end int) {
		if start >= 0 {
			words = append(words, word{mn.Fold(text[start:end]), start, end})
			start = -1
		}
	}
	for i, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsMark(r):
			if start < 0 {
				start = i
			}
		case r == '-' && start >= 0:
		default:
			flush(i)
		}
	}
	flush(len(text))
	return words
}
