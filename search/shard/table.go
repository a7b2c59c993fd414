package shard

import (
	"encoding/binary"
	"errors"
	"math"
	"unicode/utf8"
)

// The table of a shard: texts as length and bytes, numbers as varints, real
// numbers as the eight bytes of IEEE 754.
//
//	lang | name | number of records | records | number of groups | groups of synonyms
//
// A record is its seven texts in the order of the struct, rank, population, and
// a byte that says whether latitude and longitude follow. A group is the number
// of its forms and the forms.

// appendTable writes the table of a shard behind b.
func appendTable(b []byte, s Shard) []byte {
	text := func(t string) {
		b = binary.AppendUvarint(b, uint64(len(t)))
		b = append(b, t...)
	}
	real := func(f float64) { b = binary.BigEndian.AppendUint64(b, math.Float64bits(f)) }
	text(s.Lang)
	text(s.Name)
	b = binary.AppendUvarint(b, uint64(len(s.Records)))
	for _, r := range s.Records {
		for _, t := range []string{r.ID, r.Kind, r.URL, r.Title, r.Alt, r.Aimag, r.Place} {
			text(t)
		}
		real(r.Rank)
		b = binary.AppendUvarint(b, uint64(r.Population))
		if r.Lat == nil || r.Lon == nil {
			b = append(b, 0)
			continue
		}
		b = append(b, 1)
		real(*r.Lat)
		real(*r.Lon)
	}
	b = binary.AppendUvarint(b, uint64(len(s.Synonyms)))
	for _, g := range s.Synonyms {
		b = binary.AppendUvarint(b, uint64(len(g)))
		for _, form := range g {
			text(form)
		}
	}
	return b
}

// errTable means bytes that appendTable never wrote.
var errTable = errors.New("cut short or malformed")

// tableReader reads what appendTable wrote; after the first fault it gives zeros.
type tableReader struct {
	rest []byte
	bad  bool
}

func (t *tableReader) number() uint64 {
	v, n := binary.Uvarint(t.rest)
	if n <= 0 {
		t.bad = true
		return 0
	}
	t.rest = t.rest[n:]
	return v
}

func (t *tableReader) bytes(n uint64) []byte {
	if t.bad || n > uint64(len(t.rest)) {
		t.bad = true
		return nil
	}
	b := t.rest[:n]
	t.rest = t.rest[n:]
	return b
}

func (t *tableReader) text() string {
	b := t.bytes(t.number())
	if !utf8.Valid(b) {
		t.bad = true
	}
	return string(b)
}

func (t *tableReader) real() float64 {
	b := t.bytes(8)
	if b == nil {
		return 0
	}
	return math.Float64frombits(binary.BigEndian.Uint64(b))
}

// count reads how many things follow, each of which takes a byte at least.
func (t *tableReader) count() int {
	n := t.number()
	if n > uint64(len(t.rest)) {
		t.bad = true
		return 0
	}
	return int(n)
}

// readTable reads a table. It takes no more memory than a small multiple of the
// bytes it is given.
func readTable(data []byte) (Shard, error) {
	t := &tableReader{rest: data}
	s := Shard{Lang: t.text(), Name: t.text()}
	for range t.count() {
		if t.bad {
			break
		}
		r := Record{ID: t.text(), Kind: t.text(), URL: t.text(), Title: t.text(), Alt: t.text(), Aimag: t.text(), Place: t.text(), Rank: t.real()}
		population := t.number()
		if population > math.MaxInt32 {
			t.bad = true
		}
		r.Population = int(population)
		if flag := t.bytes(1); flag != nil && flag[0] != 0 {
			lat, lon := t.real(), t.real()
			r.Lat, r.Lon = &lat, &lon
		}
		s.Records = append(s.Records, r)
	}
	for range t.count() {
		if t.bad {
			break
		}
		var group []string
		for range t.count() {
			group = append(group, t.text())
			if t.bad {
				break
			}
		}
		s.Synonyms = append(s.Synonyms, group)
	}
	if t.bad || len(t.rest) > 0 {
		return Shard{}, errTable
	}
	return s, nil
}
