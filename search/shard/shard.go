// Package shard packs one index segment together with the table of its hits
// into one file. What a hit shows lies in the table and not among Bleve's
// stored fields: one compressed table is a fraction of the size of as many
// separately compressed records, and it is at hand without decoding.
//
// The layout before gzip, integers big endian:
//
//	"nutagidx" | format u32 | analysis u32 | table length u32 | CRC-32 of the rest u32 | table | segment
//
// The table (table.go) is binary: a browser has to read some forty of them
// before it can answer, and JSON would take most of that time.
package shard

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// Format is the version of the layout below and of the entry file.
const Format = 2

const (
	magic      = "nutagidx"
	headerSize = len(magic) + 4*4
)

// MaxRaw bounds a shard or text block after gunzip, in bytes: a damaged or
// hostile file must not fill the memory.
const MaxRaw = 64 << 20

// Record is what a hit shows and what the ranking needs, for one document. The
// position in the table is the document number in the segment.
type Record struct {
	ID         string
	Kind       string
	URL        string
	Title      string
	Alt        string   // title in the other language
	Aimag      string   // two-digit code
	Place      string   // name of the aimag in the language of the shard
	Rank       float64  // 0 to 1
	Population int      // persons
	Lat        *float64 // degrees north
	Lon        *float64 // degrees east
}

// Shard is an unpacked shard: the documents of one part of the portal in one
// language. One without documents carries the synonyms.
type Shard struct {
	Lang     string
	Name     string // the part: an aimag code, a kind, or one of these with a number; also the name of the text block
	Records  []Record
	Synonyms [][]string // groups of forms
	Segment  []byte     // empty when there are no documents
}

// Pack returns the shard as bytes before compression; analysis is the version
// of the analyzers that wrote the segment.
func Pack(s Shard, analysis int) ([]byte, error) {
	t := appendTable(nil, s)
	out := make([]byte, headerSize, headerSize+len(t)+len(s.Segment))
	copy(out, magic)
	out = append(append(out, t...), s.Segment...)
	binary.BigEndian.PutUint32(out[8:], Format)
	binary.BigEndian.PutUint32(out[12:], uint32(analysis))
	binary.BigEndian.PutUint32(out[16:], uint32(len(t)))
	binary.BigEndian.PutUint32(out[20:], crc32.ChecksumIEEE(out[headerSize:]))
	return out, nil
}

// ErrVersion is wrapped by the error for a shard of another format or of other
// analyzers: the reader should load the page anew.
var ErrVersion = errors.New("search files are of different builds")

// Unpack reads a shard, checks versions and checksum, and shares data's memory
// for the segment. Damaged input gives an error.
func Unpack(data []byte, analysis int) (Shard, error) {
	if len(data) < headerSize || string(data[:len(magic)]) != magic {
		return Shard{}, errors.New("search shard: not a shard file")
	}
	format, version := binary.BigEndian.Uint32(data[8:]), binary.BigEndian.Uint32(data[12:])
	if format != Format || version != uint32(analysis) {
		return Shard{}, fmt.Errorf("search shard: format %d and analysis %d, this program has %d and %d: %w",
			format, version, Format, analysis, ErrVersion)
	}
	rest := data[headerSize:]
	if crc32.ChecksumIEEE(rest) != binary.BigEndian.Uint32(data[20:]) {
		return Shard{}, errors.New("search shard: checksum does not match, the file is damaged")
	}
	n := uint64(binary.BigEndian.Uint32(data[16:]))
	if n > uint64(len(rest)) {
		return Shard{}, errors.New("search shard: table is longer than the file")
	}
	s, err := readTable(rest[:n])
	if err != nil {
		return Shard{}, fmt.Errorf("search shard: table: %w", err)
	}
	s.Segment = rest[n:]
	return s, nil
}

// Gzip compresses at the highest level, without name or time.
func Gzip(data []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Gunzip undoes Gzip, up to MaxRaw bytes. Data that does not begin as gzip is
// returned as it is: some servers undo the compression on their way.
func Gunzip(data []byte) ([]byte, error) {
	if len(data) < 2 || data[0] != 0x1f || data[1] != 0x8b {
		return data, nil
	}
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("search file: %w", err)
	}
	out, err := io.ReadAll(io.LimitReader(r, MaxRaw+1))
	if err != nil {
		return nil, fmt.Errorf("search file: %w", err)
	}
	if len(out) > MaxRaw {
		return nil, fmt.Errorf("search file: more than %d bytes after decompression", MaxRaw)
	}
	return out, nil
}
