package reader

import (
	"slices"

	api "github.com/blevesearch/bleve_index_api"
	segapi "github.com/blevesearch/scorch_segment_api/v2"
)

// postings lists the documents with one term in one field, over all segments.
type postings struct {
	r                   *Reader
	term                []byte
	field               string
	freq, norm, vectors bool

	iters []segapi.PostingsIterator
	count uint64
	seg   int    // segment being read
	last  uint64 // number last returned, valid when begun
	begun bool
}

func newPostings(r *Reader, term []byte, field string, freq, norm, vectors bool) (*postings, error) {
	p := &postings{r: r, term: slices.Clone(term), field: field, freq: freq, norm: norm, vectors: vectors}
	p.iters = make([]segapi.PostingsIterator, len(r.segments))
	r.mu.Lock()
	defer r.mu.Unlock()
	dicts, err := r.dictionaries(field)
	if err != nil {
		return nil, err
	}
	open := func(i int) error {
		list, err := dicts[i].PostingsList(term, nil, nil)
		if err != nil {
			return err
		}
		p.count += list.Count()
		p.iters[i] = list.Iterator(freq, norm, vectors, nil)
		return nil
	}
	if terms, listed := r.where[field]; listed {
		for _, i := range terms[string(term)] {
			if err := open(int(i)); err != nil {
				return nil, err
			}
		}
		return p, nil
	}
	for i, dict := range dicts {
		// Most terms are in few segments: the rest costs one look, no list.
		has, err := dict.Contains(term)
		if err == nil && has {
			err = open(i)
		}
		if err != nil {
			return nil, err
		}
	}
	return p, nil
}

// dictionaries returns the dictionary of a field in each segment; r.mu is held.
func (r *Reader) dictionaries(field string) ([]segapi.TermDictionary, error) {
	if dicts, ok := r.dicts[field]; ok {
		return dicts, nil
	}
	dicts := make([]segapi.TermDictionary, len(r.segments))
	for i, seg := range r.segments {
		var err error
		if dicts[i], err = seg.Dictionary(field); err != nil {
			return nil, err
		}
	}
	// Fields are few and known; a caller's wild names are not kept.
	if len(r.dicts) < maxKept {
		r.dicts[field] = dicts
	}
	return dicts, nil
}

const maxKept = 32 // fields whose dictionaries stay open

// Next implements index.TermFieldReader.
func (p *postings) Next(into *api.TermFieldDoc) (*api.TermFieldDoc, error) {
	for p.seg < len(p.iters) {
		if p.iters[p.seg] == nil {
			p.seg++
			continue
		}
		next, err := p.iters[p.seg].Next()
		if err != nil {
			return nil, err
		}
		if next != nil {
			return p.fill(next, into), nil
		}
		p.seg++
	}
	return nil, nil
}

// Advance implements index.TermFieldReader. Bleve may ask for a document at or
// before the current one, which zap's iterators must not be asked for: then the
// list is read from its beginning, as scorch does.
func (p *postings) Advance(id api.IndexInternalID, into *api.TermFieldDoc) (*api.TermFieldDoc, error) {
	num := id.Value()
	if p.begun && p.last >= num {
		again, err := newPostings(p.r, p.term, p.field, p.freq, p.norm, p.vectors)
		if err != nil {
			return nil, err
		}
		*p = *again
	}
	if num >= p.r.count {
		p.seg = len(p.iters)
		return nil, nil
	}
	seg, local, err := p.r.locate(num)
	if err != nil {
		return nil, err
	}
	if seg < p.seg {
		return p.Next(into) // everything before p.seg has been read
	}
	p.seg = seg
	if p.iters[seg] == nil {
		return p.Next(into)
	}
	next, err := p.iters[seg].Advance(local)
	if err != nil {
		return nil, err
	}
	if next == nil {
		p.seg++
		return p.Next(into)
	}
	return p.fill(next, into), nil
}

func (p *postings) fill(next segapi.Posting, into *api.TermFieldDoc) *api.TermFieldDoc {
	if into == nil {
		into = &api.TermFieldDoc{}
	}
	p.last, p.begun = next.Number()+p.r.offsets[p.seg], true
	into.ID = api.NewIndexInternalID(into.ID, p.last)
	if p.freq {
		into.Freq = next.Frequency()
	}
	if p.norm {
		into.Norm = next.Norm()
	}
	if p.vectors {
		into.Vectors = into.Vectors[:0]
		for _, loc := range next.Locations() {
			into.Vectors = append(into.Vectors, &api.TermFieldVector{
				Field: loc.Field(), Pos: loc.Pos(), Start: loc.Start(), End: loc.End(), ArrayPositions: loc.ArrayPositions(),
			})
		}
	}
	return into
}

// Count implements index.TermFieldReader.
func (p *postings) Count() uint64 { return p.count }

// Size implements index.TermFieldReader; only Bleve's memory estimates use it.
func (p *postings) Size() int { return 0 }

// Close implements index.TermFieldReader.
func (p *postings) Close() error { return nil }
