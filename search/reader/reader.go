package reader

import (
	"context"
	"errors"
	"fmt"
	"sort"

	"github.com/RoaringBitmap/roaring/v2"
	api "github.com/blevesearch/bleve_index_api"
	segapi "github.com/blevesearch/scorch_segment_api/v2"
)

var (
	_ api.IndexReader      = (*Reader)(nil)
	_ api.IndexReaderFuzzy = (*Reader)(nil)
)

// locate returns the segment that holds a document, and its number there.
func (r *Reader) locate(num uint64) (int, uint64, error) {
	if num >= r.count {
		return 0, 0, fmt.Errorf("document number %d, the index has %d", num, r.count)
	}
	i := sort.Search(len(r.offsets), func(i int) bool { return r.offsets[i] > num }) - 1
	return i, num - r.offsets[i], nil
}

// TermFieldReader implements index.IndexReader.
func (r *Reader) TermFieldReader(_ context.Context, term []byte, field string, freq, norm, vectors bool) (api.TermFieldReader, error) {
	return newPostings(r, term, field, freq, norm, vectors)
}

// DocIDReaderAll implements index.IndexReader.
func (r *Reader) DocIDReaderAll() (api.DocIDReader, error) {
	all := roaring.New()
	all.AddRange(0, r.count)
	return &docIDs{iter: all.Iterator()}, nil
}

// DocIDReaderOnly implements index.IndexReader; unknown ids are passed over.
func (r *Reader) DocIDReaderOnly(ids []string) (api.DocIDReader, error) {
	found := roaring.New()
	for i, seg := range r.segments {
		local, err := seg.DocNumbers(ids)
		if err != nil {
			return nil, err
		}
		for it := local.Iterator(); it.HasNext(); {
			found.Add(it.Next() + uint32(r.offsets[i]))
		}
	}
	return &docIDs{iter: found.Iterator()}, nil
}

// Document implements index.IndexReader. Nothing but ids is stored, and the
// hits' data lie outside the segment, so there is no document to give.
func (r *Reader) Document(string) (api.Document, error) {
	return nil, errors.New("search index stores no documents")
}

// DocValueReader implements index.IndexReader. Only fields written with column
// values have any; others are passed over.
func (r *Reader) DocValueReader(fields []string) (api.DocValueReader, error) {
	return &docValues{r: r, fields: fields, states: make([]segapi.DocVisitState, len(r.segments))}, nil
}

// Fields implements index.IndexReader; the names come sorted.
func (r *Reader) Fields() ([]string, error) {
	seen := make(map[string]bool)
	var out []string
	for _, seg := range r.segments {
		for _, f := range seg.Fields() {
			if !seen[f] {
				seen[f] = true
				out = append(out, f)
			}
		}
	}
	sort.Strings(out)
	return out, nil
}

// GetInternal implements index.IndexReader; there is no internal storage.
func (r *Reader) GetInternal([]byte) ([]byte, error) { return nil, nil }

// DocCount implements index.IndexReader.
func (r *Reader) DocCount() (uint64, error) { return r.count, nil }

// ExternalID implements index.IndexReader.
func (r *Reader) ExternalID(id api.IndexInternalID) (string, error) {
	if len(id) != 8 {
		return "", fmt.Errorf("internal id of %d bytes", len(id))
	}
	i, num, err := r.locate(id.Value())
	if err != nil {
		return "", err
	}
	b, err := r.segments[i].DocID(num)
	return string(b), err
}

// InternalID implements index.IndexReader; it is nil for an unknown id.
func (r *Reader) InternalID(id string) (api.IndexInternalID, error) {
	p, err := newPostings(r, []byte(id), "_id", false, false, false)
	if err != nil {
		return nil, err
	}
	next, err := p.Next(nil)
	if err != nil || next == nil {
		return nil, err
	}
	return next.ID, nil
}

// Close implements index.IndexReader; the memory is the garbage collector's.
func (r *Reader) Close() error { return nil }

// docIDs iterates over document numbers.
type docIDs struct{ iter roaring.IntPeekable }

// Next implements index.DocIDReader.
func (d *docIDs) Next() (api.IndexInternalID, error) {
	if !d.iter.HasNext() {
		return nil, nil
	}
	return api.NewIndexInternalID(nil, uint64(d.iter.Next())), nil
}

// Advance implements index.DocIDReader.
func (d *docIDs) Advance(id api.IndexInternalID) (api.IndexInternalID, error) {
	d.iter.AdvanceIfNeeded(uint32(id.Value()))
	return d.Next()
}

// Size implements index.DocIDReader; the few bytes are not counted.
func (d *docIDs) Size() int { return 0 }

// Close implements index.DocIDReader.
func (d *docIDs) Close() error { return nil }

// docValues reads column values.
type docValues struct {
	r      *Reader
	fields []string
	states []segapi.DocVisitState
}

// VisitDocValues implements index.DocValueReader.
func (d *docValues) VisitDocValues(id api.IndexInternalID, visitor api.DocValueVisitor) error {
	i, num, err := d.r.locate(id.Value())
	if err != nil {
		return err
	}
	d.states[i], err = d.r.segments[i].VisitDocValues(num, d.fields, visitor, d.states[i])
	return err
}

// BytesRead implements index.DocValueReader; reading memory costs nothing here.
func (d *docValues) BytesRead() uint64 { return 0 }
