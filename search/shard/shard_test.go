package shard

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func sample(t testing.TB) (Shard, []byte) {
	t.Helper()
	s := Shard{Lang: "mn", Name: "91", Synonyms: [][]string{{"а", "б"}}, Segment: []byte("segment"), Records: []Record{{ID: "soum/x1", Kind: "soum", URL: "mn/x.html", Title: "Туршилт <b>", Rank: 0.5}}}
	data, err := Pack(s, 7)
	if err != nil {
		t.Fatal(err)
	}
	return s, data
}

func TestRoundTrip(t *testing.T) {
	want, data := sample(t)
	packed, err := Gzip(data)
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{"gzip": packed, "unpacked on the way": data} {
		raw, err := Gunzip(b)
		if err != nil {
			t.Fatal(name, err)
		}
		got, err := Unpack(raw, 7)
		if err != nil {
			t.Fatal(name, err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Error(name, d)
		}
	}
}

func TestUnpackRefuses(t *testing.T) {
	_, good := sample(t)
	change := func(at int, v byte, seal bool) []byte {
		b := slices.Clone(good)
		b[at] ^= v
		if seal {
			binary.BigEndian.PutUint32(b[20:], crc32.ChecksumIEEE(b[headerSize:]))
		}
		return b
	}
	for name, bad := range map[string][]byte{
		"empty":        nil,
		"header only":  good[:headerSize-1],
		"magic":        change(0, 1, false),
		"table bit":    change(headerSize+3, 1, false),
		"segment bit":  change(len(good)-1, 1, false),
		"table length": change(16, 0xff, true),
		"table broken": change(headerSize, 1, true),
	} {
		if _, err := Unpack(bad, 7); err == nil || errors.Is(err, ErrVersion) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, bad := range map[string][]byte{"format": change(11, 1, false), "analysis": change(15, 1, false)} {
		if _, err := Unpack(bad, 7); !errors.Is(err, ErrVersion) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Unpack(good, 8); !errors.Is(err, ErrVersion) {
		t.Errorf("other analysis: %v", err)
	}
}

func TestGunzipIsBounded(t *testing.T) {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	zeros := make([]byte, 1<<20)
	for range MaxRaw>>20 + 1 {
		if _, err := w.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Gunzip(b.Bytes()); err == nil {
		t.Fatal("a bomb was unpacked")
	}
	if _, err := Gunzip([]byte{0x1f, 0x8b, 8}); err == nil {
		t.Fatal("a cut file was unpacked")
	}
}

func FuzzUnpack(f *testing.F) {
	_, good := sample(f)
	f.Add(good[headerSize:], uint32(10))
	f.Add([]byte{2, 109, 110, 0, 255, 255, 255, 1}, uint32(8))
	f.Add([]byte{0, 0, 0, 3, 255}, uint32(5))
	f.Fuzz(func(t *testing.T, rest []byte, table uint32) {
		b := append(slices.Clone(good[:headerSize]), rest...)
		binary.BigEndian.PutUint32(b[16:], table)
		binary.BigEndian.PutUint32(b[20:], crc32.ChecksumIEEE(rest))
		if s, err := Unpack(b, 7); err == nil && len(s.Segment) > len(rest) {
			t.Fatal("more came out than went in")
		}
	})
}
