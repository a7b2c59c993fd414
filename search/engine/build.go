package engine

import (
	"context"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/searcher"
	api "github.com/blevesearch/bleve_index_api"

	"nutag/search/analysis"
	"nutag/search/shard"
)

// Weights of the fields among each other. What decides between names is in
// rank.go; these order the pages that merely mention the words.
var fields = []struct {
	name  string
	boost float64
}{
	{analysis.FieldTitle, 6},
	{analysis.FieldAlt, 5},
	{analysis.FieldKey, 3},
	{analysis.FieldHeadings, 2.5},
	{analysis.FieldPlace, 2},
	{analysis.FieldBody, 1},
}

const (
	minPrefix    = 3  // letters before a last word is read as a beginning
	maxPrefix    = 50 // words that a beginning may stand for, in each field
	prefixWeight = 0.4
	fuzzyWeight  = 0.3
)

// builder makes Bleve searchers for one query over one index.
type builder struct {
	ctx  context.Context
	r    api.IndexReader
	lang string
	opts search.SearcherOptions
}

// ranked returns the searcher for a reading of the query, filters and ranking
// included.
func (b builder) ranked(q query, m mode, records []shard.Record, req Request) (search.Searcher, error) {
	s, err := b.base(q, m)
	if err != nil {
		return nil, err
	}
	if req.Kind != "" || req.Aimag != "" {
		s = searcher.NewFilteringSearcher(b.ctx, s, func(_ *search.SearchContext, d *search.DocumentMatch) bool {
			r := records[d.IndexInternalID.Value()]
			return (req.Kind == "" || r.Kind == req.Kind) && (req.Aimag == "" || r.Aimag == req.Aimag)
		})
	}
	bonus, err := b.bonuses(q, records)
	if err != nil {
		return nil, err
	}
	return &rankSearcher{Searcher: s, records: records, bonus: bonus}, nil
}

// base finds the documents with at least m.need of the words.
func (b builder) base(q query, m mode) (search.Searcher, error) {
	var clauses []search.Searcher
	for _, w := range q.words {
		s, err := b.word(w, m.fuzzy)
		if err != nil {
			return nil, err
		}
		clauses = append(clauses, s)
	}
	if m.need >= len(clauses) {
		if len(clauses) == 1 {
			return clauses[0], nil
		}
		return searcher.NewConjunctionSearcher(b.ctx, b.r, clauses, b.opts)
	}
	return searcher.NewDisjunctionSearcher(b.ctx, b.r, clauses, float64(m.need), b.opts)
}

// word finds one word in any field, in any of its forms.
func (b builder) word(w word, fuzzy bool) (search.Searcher, error) {
	var forms []search.Searcher
	add := func(s search.Searcher, err error) error {
		if err == nil && s != nil {
			forms = append(forms, s)
		}
		return err
	}
	for _, f := range fields {
		terms := analysis.Terms(f.name, b.lang, w.text)
		if len(terms) == 0 {
			continue
		}
		if err := add(b.term(f.name, terms, f.boost)); err != nil {
			return nil, err
		}
		if f.name != analysis.FieldTitle && f.name != analysis.FieldKey {
			continue
		}
		term := terms[len(terms)-1] // the joined form of a hyphenated word
		if w.last && utf8.RuneCountInString(term) >= minPrefix {
			if err := add(b.prefix(f.name, term, f.boost*prefixWeight)); err != nil {
				return nil, err
			}
		}
		if d := distance(term); fuzzy && d > 0 {
			if err := add(searcher.NewFuzzySearcher(b.ctx, b.r, term, 1, d, f.name, f.boost*fuzzyWeight, b.opts)); err != nil {
				return nil, err
			}
		}
	}
	if w.kind != "" {
		if err := add(b.term(analysis.FieldKind, []string{w.kind}, 1)); err != nil {
			return nil, err
		}
	}
	return searcher.NewDisjunctionSearcher(b.ctx, b.r, forms, 1, b.opts)
}

// term finds a word in one field. A hyphenated word has several terms, its
// parts and last the joined form: either that one or all the parts.
func (b builder) term(field string, terms []string, boost float64) (search.Searcher, error) {
	whole, err := searcher.NewTermSearcher(b.ctx, b.r, terms[len(terms)-1], field, boost, b.opts)
	if err != nil || len(terms) < 3 {
		return whole, err
	}
	var parts []search.Searcher
	for _, t := range terms[:len(terms)-1] {
		s, err := searcher.NewTermSearcher(b.ctx, b.r, t, field, boost/2, b.opts)
		if err != nil {
			return nil, err
		}
		parts = append(parts, s)
	}
	all, err := searcher.NewConjunctionSearcher(b.ctx, b.r, parts, b.opts)
	if err != nil {
		return nil, err
	}
	return searcher.NewDisjunctionSearcher(b.ctx, b.r, []search.Searcher{whole, all}, 1, b.opts)
}

// prefix finds the words of a field that go on after the given beginning; nil
// when there are none. The first maxPrefix in alphabetical order stand for all.
func (b builder) prefix(field, start string, boost float64) (search.Searcher, error) {
	dict, err := b.r.FieldDictPrefix(field, []byte(start))
	if err != nil {
		return nil, err
	}
	var terms []string
	for len(terms) < maxPrefix {
		e, err := dict.Next()
		if err != nil {
			return nil, err
		}
		if e == nil {
			break
		}
		if e.Term != start {
			terms = append(terms, e.Term)
		}
	}
	if err := dict.Close(); err != nil || len(terms) == 0 {
		return nil, err
	}
	return searcher.NewMultiTermSearcher(b.ctx, b.r, terms, field, boost, b.opts, false)
}

// distance is the number of slips forgiven in a term: none in short ones, where
// one letter makes another word.
func distance(term string) int {
	switch n := utf8.RuneCountInString(term); {
	case n < 4:
		return 0
	case n < 9:
		return 1
	case n <= 24:
		return 2
	}
	return 0
}
