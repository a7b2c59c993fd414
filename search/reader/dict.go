package reader

import (
	"fmt"
	"sync"

	api "github.com/blevesearch/bleve_index_api"
	segapi "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum"
	"github.com/blevesearch/vellum/levenshtein"
	zap "github.com/blevesearch/zapx/v17"
)

// FieldDict implements index.IndexReader.
func (r *Reader) FieldDict(field string) (api.FieldDict, error) {
	return r.dict(field, nil, nil, nil)
}

// FieldDictRange implements index.IndexReader. Both ends are included, where
// zap's end is excluded: the smallest greater key is the end with a zero byte.
func (r *Reader) FieldDictRange(field string, start, end []byte) (api.FieldDict, error) {
	if end != nil {
		end = append(append([]byte(nil), end...), 0)
	}
	return r.dict(field, nil, start, end)
}

// FieldDictPrefix implements index.IndexReader.
func (r *Reader) FieldDictPrefix(field string, prefix []byte) (api.FieldDict, error) {
	return r.dict(field, nil, prefix, afterPrefix(prefix))
}

// FieldDictFuzzy implements index.IndexReaderFuzzy: terms within the distance,
// which is 1 or 2 edits, a swap of neighbours counting as one.
func (r *Reader) FieldDictFuzzy(field, term string, fuzziness int, prefix string) (api.FieldDict, error) {
	d, _, err := r.FieldDictFuzzyAutomaton(field, term, fuzziness, prefix)
	return d, err
}

// FieldDictFuzzyAutomaton implements index.IndexReaderFuzzy.
func (r *Reader) FieldDictFuzzyAutomaton(field, term string, fuzziness int, prefix string) (api.FieldDict, api.FuzzyAutomaton, error) {
	if fuzziness < 1 || fuzziness > len(builders) {
		return nil, nil, fmt.Errorf("fuzziness %d, supported are 1 to %d", fuzziness, len(builders))
	}
	b, err := builders[fuzziness-1]()
	if err != nil {
		return nil, nil, err
	}
	dfa, err := b.BuildDfa(term, uint8(fuzziness))
	if err != nil {
		return nil, nil, err
	}
	var start, end []byte
	if prefix != "" {
		start, end = []byte(prefix), afterPrefix([]byte(prefix))
	}
	d, err := r.dict(field, dfa, start, end)
	if err != nil {
		return nil, nil, err
	}
	fa, _ := any(dfa).(api.FuzzyAutomaton)
	return d, fa, nil
}

// builders make Levenshtein automata, by distance. Their tables take some
// 100 ms in a browser, so each is made when first asked for. A swap of two
// neighbouring letters counts as one edit, as in scorch.
var builders = [...]func() (*levenshtein.LevenshteinAutomatonBuilder, error){
	sync.OnceValues(func() (*levenshtein.LevenshteinAutomatonBuilder, error) {
		return levenshtein.NewLevenshteinAutomatonBuilder(1, true)
	}),
	sync.OnceValues(func() (*levenshtein.LevenshteinAutomatonBuilder, error) {
		return levenshtein.NewLevenshteinAutomatonBuilder(2, true)
	}),
}

// afterPrefix returns the smallest key after all keys with the prefix, or nil
// when there is none.
func afterPrefix(prefix []byte) []byte {
	end := append([]byte(nil), prefix...)
	for i := len(end) - 1; i >= 0; i-- {
		if end[i]++; end[i] != 0 {
			return end[:i+1]
		}
	}
	return nil
}

// List reads the whole dictionary of a field once and keeps which segments have
// which term, so that later lookups go to these alone. It returns the terms,
// each once, in the order in which the segments have them.
func (r *Reader) List(field string) ([]string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	dicts, err := r.dictionaries(field)
	if err != nil {
		return nil, err
	}
	where := make(map[string][]uint16)
	var terms []string
	for i, d := range dicts {
		var iter segapi.DictionaryIterator
		if z, ok := d.(*zap.Dictionary); ok {
			iter = z.AutomatonIteratorOmitCount(nil, nil, nil) // counting reads every posting list
		} else {
			iter = d.AutomatonIterator(nil, nil, nil)
		}
		for {
			e, err := iter.Next()
			if err != nil {
				return nil, err
			}
			if e == nil {
				break
			}
			segments, known := where[e.Term]
			if !known {
				terms = append(terms, e.Term)
			}
			where[e.Term] = append(segments, uint16(i))
		}
	}
	if len(r.where) < maxKept {
		r.where[field] = where
	}
	return terms, nil
}

// Has reports whether a field has a term.
func (r *Reader) Has(field, term string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if terms, listed := r.where[field]; listed {
		_, ok := terms[term]
		return ok
	}
	dicts, err := r.dictionaries(field)
	if err != nil {
		return false
	}
	for _, d := range dicts {
		if has, err := d.Contains([]byte(term)); err == nil && has {
			return true
		}
	}
	return false
}

// dict merges the dictionaries of all segments, terms ascending.
func (r *Reader) dict(field string, a vellum.Automaton, start, end []byte) (*dict, error) {
	d := &dict{}
	for _, seg := range r.segments {
		sd, err := seg.Dictionary(field)
		if err != nil {
			return nil, err
		}
		d.cardinality += sd.Cardinality()
		c := &cursor{iter: sd.AutomatonIterator(a, start, end)}
		if err := c.step(); err != nil {
			return nil, err
		}
		d.cursors = append(d.cursors, c)
	}
	return d, nil
}

type dict struct {
	cursors     []*cursor
	cardinality int
}

type cursor struct {
	iter segapi.DictionaryIterator
	cur  *api.DictEntry // a copy; nil at the end
}

func (c *cursor) step() error {
	next, err := c.iter.Next()
	c.cur = nil
	if err != nil || next == nil {
		return err
	}
	e := *next
	c.cur = &e
	return nil
}

// Next implements index.FieldDict.
func (d *dict) Next() (*api.DictEntry, error) {
	var least *api.DictEntry
	for _, c := range d.cursors {
		if c.cur != nil && (least == nil || c.cur.Term < least.Term) {
			least = c.cur
		}
	}
	if least == nil {
		return nil, nil
	}
	out := *least
	out.Count = 0
	for _, c := range d.cursors {
		if c.cur != nil && c.cur.Term == out.Term {
			out.Count += c.cur.Count
			if err := c.step(); err != nil {
				return nil, err
			}
		}
	}
	return &out, nil
}

// Cardinality implements index.FieldDict; a term in two segments counts twice,
// as in scorch.
func (d *dict) Cardinality() int { return d.cardinality }

// BytesRead implements index.FieldDict; reading memory costs nothing here.
func (d *dict) BytesRead() uint64 { return 0 }

// Close implements index.FieldDict.
func (d *dict) Close() error { return nil }
