package index

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"

	"github.com/blevesearch/bleve/v2/document"
	api "github.com/blevesearch/bleve_index_api"
	zap "github.com/blevesearch/zapx/v17"

	"nutag/search/doc"
)

// Segment writes documents, in the order given, as one zap
// segment: the same documents give the same bytes.
//
// It goes to the zap plugin directly: Bleve's own Builder collects documents in
// a map, so that their numbers, and with them the order of equal scores, would
// differ from build to build.
func Segment(docs []doc.Document) ([]byte, error) {
	im := Mapping()
	results := make([]api.Document, len(docs))
	for i, d := range docs {
		bd := document.NewDocument(d.ID)
		if err := im.MapDocument(bd, FieldsOf(d)); err != nil {
			return nil, fmt.Errorf("document %q: %w", d.ID, err)
		}
		bd.AddIDField()
		bd.VisitFields(func(f api.Field) { f.Analyze() })
		results[i] = bd
	}
	seg, _, err := new(zap.ZapPlugin).New(results)
	if err != nil {
		return nil, err
	}
	w, ok := seg.(io.WriterTo)
	if !ok {
		return nil, fmt.Errorf("zap segment %T cannot be written", seg)
	}
	var b bytes.Buffer
	if _, err := w.WriteTo(&b); err != nil {
		return nil, err
	}
	if err := seg.Close(); err != nil {
		return nil, err
	}
	if err := settle(b.Bytes()); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// pair is the size of one entry of a field's section table: a section number
// (u16) and an address (u64).
const pair = 2 + 8

// settle makes the bytes of a freshly written zap v17 segment a function of its
// documents alone. zapx writes the section table of each field in the order of
// a Go map; readers look entries up by section number, so the order carries no
// meaning. settle sorts the entries in place and writes the checksum anew.
func settle(seg []byte) error {
	if len(seg) < zap.FooterSize {
		return errors.New("zap segment: shorter than its footer")
	}
	end := len(seg)
	if v := binary.BigEndian.Uint32(seg[end-8:]); v != zap.Version {
		return fmt.Errorf("zap segment: version %d, want %d", v, zap.Version)
	}
	pos := binary.BigEndian.Uint64(seg[end-20:]) // sections index
	if pos >= uint64(end) {
		return errors.New("zap segment: sections index outside the file")
	}
	fields, n := binary.Uvarint(seg[pos:])
	if n <= 0 || fields*8 > uint64(end)-pos {
		return errors.New("zap segment: bad number of fields")
	}
	for i := range fields {
		at := pos + uint64(n) + i*8
		if err := settleField(seg, binary.BigEndian.Uint64(seg[at:])); err != nil {
			return err
		}
	}
	binary.BigEndian.PutUint32(seg[end-4:], crc32.ChecksumIEEE(seg[:end-4]))
	return nil
}

// settleField sorts the section table of the field whose record begins at pos:
// name length, name, options, number of sections, then the pairs.
func settleField(seg []byte, pos uint64) error {
	next := func() uint64 {
		if pos >= uint64(len(seg)) {
			return 0
		}
		v, n := binary.Uvarint(seg[pos:])
		pos += uint64(max(n, 0))
		return v
	}
	pos += next() // the name: skipped
	next()        // options
	count := next()
	if count > 64 || pos+count*pair > uint64(len(seg)) {
		return errors.New("zap segment: bad section table")
	}
	table := seg[pos : pos+count*pair]
	pairs := make([][]byte, count)
	for i := range pairs {
		pairs[i] = slices.Clone(table[i*pair : (i+1)*pair])
	}
	slices.SortFunc(pairs, bytes.Compare)
	copy(table, bytes.Join(pairs, nil))
	return nil
}
