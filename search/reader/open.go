// Package reader gives Bleve's searchers an index that lies in memory: one or
// more zap segments as bytes, read-only. It takes the place of Bleve's scorch,
// which needs files, memory mapping and a bbolt database, none of which a
// browser has; the same package serves the command line, so both give the same
// answers.
package reader

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"sync"

	segapi "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"
)

// ErrDamaged is wrapped by every error that means the bytes are not an intact
// zap segment.
var ErrDamaged = errors.New("search index is damaged")

// Reader is a read-only index over zap segments. It implements
// index.IndexReader and index.IndexReaderFuzzy. Searches may run concurrently.
type Reader struct {
	segments []*zap.SegmentBase
	offsets  []uint64 // number of the first document of each segment
	count    uint64

	mu    sync.Mutex // over dicts and what they read
	dicts map[string][]segapi.TermDictionary
	where map[string]map[string][]uint16 // field, term: the segments that have it; a field is there once it was listed
}

// Open checks version and checksum of each segment and returns a reader over
// all of them, documents numbered through in the order given. The bytes must
// not change while the reader is in use. Damaged bytes give an error that wraps
// ErrDamaged, even where the decoder below would panic.
//
// The checksum finds damage, not forgery: bytes that someone made wrong on
// purpose, checksum included, may still ask zapx for more memory than there is.
// Files of a site are therefore checked against the hashes of its entry first.
func Open(segments ...[]byte) (r *Reader, err error) {
	defer func() {
		if p := recover(); p != nil {
			r, err = nil, fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}()
	r = &Reader{dicts: make(map[string][]segapi.TermDictionary), where: make(map[string]map[string][]uint16)}
	for _, data := range segments {
		seg, err := openSegment(data)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		r.segments = append(r.segments, seg)
		r.offsets = append(r.offsets, r.count)
		r.count += seg.Count()
	}
	return r, nil
}

// openSegment reads the footer, from the end of the bytes backwards: crc,
// version, chunk mode (u32 each), sections index, stored index, number of
// documents (u64 each), length of a writer id (u32), all big endian.
func openSegment(data []byte) (*zap.SegmentBase, error) {
	end := len(data)
	if end < zap.FooterSize {
		return nil, errors.New("shorter than a footer")
	}
	crc := binary.BigEndian.Uint32(data[end-4:])
	if got := crc32.ChecksumIEEE(data[:end-4]); got != crc {
		return nil, fmt.Errorf("checksum %08x, want %08x", got, crc)
	}
	if v := binary.BigEndian.Uint32(data[end-8:]); v != zap.Version {
		return nil, fmt.Errorf("zap version %d, this program reads %d", v, zap.Version)
	}
	chunkMode := binary.BigEndian.Uint32(data[end-12:])
	sections := binary.BigEndian.Uint64(data[end-20:])
	stored := binary.BigEndian.Uint64(data[end-28:])
	docs := binary.BigEndian.Uint64(data[end-36:])
	if idLen := binary.BigEndian.Uint32(data[end-40:]); idLen != 0 {
		return nil, fmt.Errorf("writer id of %d bytes, want none", idLen)
	}
	body := data[:end-zap.FooterSize]
	// Each document has at least eight bytes in the stored index.
	if sections >= uint64(len(body)) || stored >= uint64(len(body)) || docs > uint64(len(body))/8 {
		return nil, errors.New("footer points outside the file")
	}
	return zap.InitSegmentBase(body, crc, chunkMode, docs, stored, sections, nil, nil)
}

// Guard runs f and turns a panic into an error that wraps ErrDamaged. Searches
// over bytes from elsewhere run under it: zapx and roaring trust their input.
func Guard(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}()
	return f()
}
