package engine

import (
	"context"

	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/searcher"
	api "github.com/blevesearch/bleve_index_api"

	"nutag/search/analysis"
)

const worthSynonym = 0.7 // of what was not typed, against what was

// builder makes Bleve searchers for one query over one index.
type builder struct {
	ctx  context.Context
	r    api.IndexReader
	l    *language
	x    *lexicon
	opts search.SearcherOptions
	memo *memo
}

// memo keeps what the readings of one query look up again and again.
type memo struct {
	docs  map[ref]docSet
	names map[string]names            // by text, with "~" in front when slips are forgiven
	cover map[bool]map[uint64]float64 // by whether slips are forgiven
}

func newMemo() *memo {
	return &memo{docs: make(map[ref]docSet), names: make(map[string]names), cover: make(map[bool]map[uint64]float64)}
}

// base finds the documents with at least m.need of the units, and those that
// have the whole query as a name: “сонгино хайрхан” is Сонгинохайрхан.
func (b builder) base(q query, m mode, whole names) (search.Searcher, error) {
	units, err := b.units(q, m)
	if err != nil || whole.empty() {
		return units, err
	}
	list := []search.Searcher{units}
	seen := make(map[string]bool)
	for _, t := range whole {
		for _, term := range t.terms {
			if seen[term] {
				continue
			}
			seen[term] = true
			s, err := searcher.NewTermSearcher(b.ctx, b.r, term, analysis.FieldName, 1, b.opts)
			if err != nil {
				return nil, err
			}
			list = append(list, s)
		}
	}
	return b.any(list)
}

func (b builder) units(q query, m mode) (search.Searcher, error) {
	var clauses []search.Searcher
	for _, ways := range q.units {
		var any []search.Searcher
		for _, w := range ways {
			s, err := b.way(w, m.slips && !w.synonym)
			if err != nil {
				return nil, err
			}
			any = append(any, s)
		}
		s, err := b.any(any)
		if err != nil {
			return nil, err
		}
		clauses = append(clauses, s)
	}
	if m.need >= len(clauses) {
		return b.all(clauses)
	}
	return searcher.NewDisjunctionSearcher(b.ctx, b.r, clauses, float64(m.need), b.opts)
}

// way finds the documents with all words of one way to say a unit.
func (b builder) way(w *way, slips bool) (search.Searcher, error) {
	worth := 1.0
	if w.synonym {
		worth = worthSynonym
	}
	var words []search.Searcher
	for _, word := range w.words {
		s, err := b.word(word, worth, slips)
		if err != nil {
			return nil, err
		}
		words = append(words, s)
	}
	return b.all(words)
}

// word finds one word in any field, in any of its meanings. A hyphenated word
// is found in its joined form or by all its parts.
func (b builder) word(w *word, worth float64, slips bool) (search.Searcher, error) {
	if w.reading == nil || slips {
		w.reading = b.x.read(w, b.l.lang, slips)
	}
	whole, err := b.meanings(w.reading.whole, worth)
	if err != nil || len(w.reading.parts) == 0 {
		return whole, err
	}
	var parts []search.Searcher
	for _, p := range w.reading.parts {
		s, err := b.meanings(p, worth/2)
		if err != nil {
			return nil, err
		}
		parts = append(parts, s)
	}
	all, err := b.all(parts)
	if err != nil {
		return nil, err
	}
	return b.any([]search.Searcher{whole, all})
}

func (b builder) meanings(list []meaning, worth float64) (search.Searcher, error) {
	var any []search.Searcher
	for _, m := range list {
		s, err := searcher.NewTermSearcher(b.ctx, b.r, m.term, m.field, m.weight*worth, b.opts)
		if err != nil {
			return nil, err
		}
		any = append(any, s)
	}
	return b.any(any)
}

func (b builder) any(list []search.Searcher) (search.Searcher, error) {
	switch len(list) {
	case 0:
		return searcher.NewMatchNoneSearcher(b.r)
	case 1:
		return list[0], nil
	}
	return searcher.NewDisjunctionSearcher(b.ctx, b.r, list, 1, b.opts)
}

func (b builder) all(list []search.Searcher) (search.Searcher, error) {
	if len(list) == 1 {
		return list[0], nil
	}
	return searcher.NewConjunctionSearcher(b.ctx, b.r, list, b.opts)
}

// docs returns the documents with a term in a field. The set is shared: it must
// not be changed.
func (b builder) docs(r ref) (docSet, error) {
	if out, ok := b.memo.docs[r]; ok {
		return out, nil
	}
	out := make(docSet)
	b.memo.docs[r] = out
	p, err := b.r.TermFieldReader(b.ctx, []byte(r.term), r.field, false, false, false)
	if err != nil {
		return nil, err
	}
	var d api.TermFieldDoc
	for {
		next, err := p.Next(&d)
		if err != nil {
			return nil, err
		}
		if next == nil {
			return out, p.Close()
		}
		out[next.ID.Value()] = true
	}
}

// docSet is a set of document numbers.
type docSet map[uint64]bool

func (s docSet) add(other docSet) {
	for n := range other {
		s[n] = true
	}
}

func both(a, b docSet) docSet {
	out := make(docSet)
	for n := range a {
		if b[n] {
			out[n] = true
		}
	}
	return out
}
