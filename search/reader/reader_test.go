package reader_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/collector"
	"github.com/blevesearch/bleve/v2/search/searcher"

	"nutag/search/analysis"
	"nutag/search/doc"
	"nutag/search/index"
	"nutag/search/reader"
)

func segment(t testing.TB, n int) []byte {
	t.Helper()
	var docs []doc.Document
	for i := range n {
		docs = append(docs, doc.Document{
			ID: fmt.Sprintf("soum/x%02d", i), Kind: "soum", Lang: "mn", URL: "mn/x.html", Title: "Туршилт", Body: fmt.Sprintf("зохиомол бичиг тоо%d", i), Aimag: "91",
		})
	}
	seg, err := index.Segment(docs)
	if err != nil {
		t.Fatal(err)
	}
	return seg
}

// use does a bit of everything with a reader.
func use(r *reader.Reader) (int, error) {
	ctx := context.Background()
	opts := search.SearcherOptions{}
	total := 0
	err := reader.Guard(func() error {
		fields, err := r.Fields()
		if err != nil {
			return err
		}
		for _, f := range append(fields, "none") {
			for _, term := range []string{analysis.Stem("зохиомол"), analysis.Stem("туршилт"), "soum", "тоо1"} {
				s, err := searcher.NewFuzzySearcher(ctx, r, term, 0, 1, f, 1, opts)
				if err != nil {
					return err
				}
				c := collector.NewTopNCollector(5, 0, search.SortOrder{&search.SortScore{Desc: true}, &search.SortField{Field: analysis.FieldAimag}})
				if err := c.Collect(ctx, s, r); err != nil {
					return err
				}
				for _, h := range c.Results() {
					if _, err := r.ExternalID(h.IndexInternalID); err != nil {
						return err
					}
				}
				total += int(c.Total())
			}
		}
		_, err = r.InternalID("soum/x01")
		return err
	})
	return total, err
}

func TestReader(t *testing.T) {
	r, err := reader.Open(segment(t, 12))
	if err != nil {
		t.Fatal(err)
	}
	if n, err := use(r); err != nil || n == 0 {
		t.Fatal(n, err)
	}
	id, err := r.InternalID("soum/x07")
	if err != nil || id == nil {
		t.Fatal(id, err)
	}
	if back, err := r.ExternalID(id); err != nil || back != "soum/x07" {
		t.Fatal(back, err)
	}
	if id, err := r.InternalID("soum/none"); id != nil || err != nil {
		t.Fatal(id, err)
	}
	var values []string
	dv, err := r.DocValueReader([]string{analysis.FieldAimag})
	if err != nil {
		t.Fatal(err)
	}
	if err := dv.VisitDocValues(id0(t, r), func(_ string, term []byte) { values = append(values, string(term)) }); err != nil || !slices.Equal(values, []string{"91"}) {
		t.Fatal(values, err)
	}
	if _, err := r.ExternalID([]byte{1}); err == nil {
		t.Error("a short id was taken")
	}
}

func id0(t *testing.T, r *reader.Reader) []byte {
	t.Helper()
	id, err := r.InternalID("soum/x00")
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestAdvanceGoesBackwards(t *testing.T) {
	r, err := reader.Open(segment(t, 5), segment(t, 5))
	if err != nil {
		t.Fatal(err)
	}
	p, err := r.TermFieldReader(context.Background(), []byte(analysis.Stem("зохиомол")), analysis.FieldBody, true, true, false)
	if err != nil {
		t.Fatal(err)
	}
	if p.Count() != 10 {
		t.Fatal(p.Count())
	}
	to := func(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }
	for _, tt := range []struct{ ask, want uint64 }{{3, 3}, {7, 7}, {7, 7}, {2, 2}, {9, 9}, {0, 0}, {5, 5}} {
		d, err := p.Advance(to(tt.ask), nil)
		if err != nil || d == nil || d.ID.Value() != tt.want {
			t.Fatalf("advance to %d: %v %v", tt.ask, d, err)
		}
	}
	if d, err := p.Advance(to(10), nil); d != nil || err != nil {
		t.Fatal(d, err)
	}
}

func TestDamageIsRefused(t *testing.T) {
	good := segment(t, 12)
	for name, bad := range map[string][]byte{
		"nothing":         {},
		"short":           good[len(good)-20:],
		"cut in front":    good[10:],
		"cut behind":      good[:len(good)-1],
		"one bit":         flip(good, len(good)/3),
		"version":         seal(set32(good, len(good)-8, 16)),
		"writer id":       seal(set32(good, len(good)-40, 9)),
		"sections index":  seal(set32(good, len(good)-16, 0xffffffff)),
		"documents":       seal(set32(good, len(good)-32, 0x7fffffff)),
		"sections inside": seal(set32(good, len(good)-16, 3)),
	} {
		r, err := reader.Open(bad)
		if err == nil {
			_, err = use(r)
		}
		if !errors.Is(err, reader.ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func flip(b []byte, at int) []byte {
	b = slices.Clone(b)
	b[at] ^= 0x10
	return b
}

func set32(b []byte, at int, v uint32) []byte {
	b = slices.Clone(b)
	binary.BigEndian.PutUint32(b[at:], v)
	return b
}

// seal makes the checksum right, so that what lies behind it is tested.
func seal(b []byte) []byte {
	b = slices.Clone(b)
	binary.BigEndian.PutUint32(b[len(b)-4:], crc32.ChecksumIEEE(b[:len(b)-4]))
	return b
}

func FuzzDamage(f *testing.F) {
	good := segment(f, 6)
	f.Add(uint(0), []byte{0xff}, uint(0))
	f.Add(uint(len(good)/2), []byte{0, 0, 0, 0}, uint(0))
	f.Add(uint(len(good)-36), []byte{0, 0, 0, 1}, uint(0))
	f.Add(uint(len(good)-60), []byte{0xff, 0xff, 0xff, 0xff, 0xff}, uint(1))
	f.Fuzz(func(t *testing.T, at uint, patch []byte, cut uint) {
		b := slices.Clone(good[:len(good)-int(cut%uint(len(good)))])
		copy(b[at%uint(len(b)):], patch)
		r, err := reader.Open(b)
		switch {
		case slices.Equal(b, good) && err != nil:
			t.Fatalf("intact bytes: %v", err)
		case !slices.Equal(b, good) && !errors.Is(err, reader.ErrDamaged):
			t.Fatalf("damaged bytes: %v, %v", r, err)
		}
	})
}

// The reader and the engine exist to leave out what a browser lacks. bbolt
// itself is in the graph, named by Bleve's util, and is a stand-in there.
func TestNoFilesInTheGraph(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "nutag/search/reader", "nutag/search/engine").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	deps := strings.Fields(string(out))
	if !slices.Contains(deps, "github.com/blevesearch/zapx/v17") {
		t.Fatal("the list is not the graph of the reader")
	}
	for _, dep := range deps {
		for _, banned := range []string{"bleve/v2/index/", "bleve/v2/mapping", "bleve/v2/search/query", "nutag/generator", "nutag/search/index", "nutag/search/doc", "syscall/js"} {
			if strings.Contains(dep, banned) {
				t.Errorf("%s is imported", dep)
			}
		}
		if dep == "github.com/blevesearch/bleve/v2" {
			t.Errorf("%s is imported", dep)
		}
	}
}
