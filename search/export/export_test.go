package export_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"nutag/search/analysis"
	"nutag/search/doc"
	"nutag/search/export"
	"nutag/search/index"
	"nutag/search/shard"
)

// shards returns n shards of one made-up document each.
func shards(t *testing.T, n int) []shard.Shard {
	t.Helper()
	var docs []doc.Document
	for i := range n {
		docs = append(docs, doc.Document{
			ID: fmt.Sprintf("soum/x%03d", i), Kind: "soum", Lang: "mn", URL: "mn/x.html", Title: "Туршилт", Aimag: fmt.Sprintf("%c%c", 'a'+i/26, 'a'+i%26),
		})
	}
	out, err := index.Shards(docs, nil)
	if err != nil || len(out) != n {
		t.Fatal(len(out), err)
	}
	return out
}

// Numbers of segments have one byte up to 109, two up to 255, then three; all must come back in their order.
func TestWriteManySegments(t *testing.T) {
	for _, n := range []int{1, 2, 109, 110, 300} {
		dir := filepath.Join(t.TempDir(), "out.bleve")
		if err := export.Write(dir, shards(t, n)); err != nil {
			t.Fatal(n, err)
		}
		stock, err := bleve.OpenUsing(dir, map[string]any{"read_only": true})
		if err != nil {
			t.Fatal(n, err)
		}
		q := query.NewTermQuery(analysis.Stem("туршилт"))
		q.SetField(analysis.FieldTitle)
		res, err := stock.Search(bleve.NewSearchRequestOptions(q, 1000, 0, false))
		if err != nil || int(res.Total) != n {
			t.Fatal(n, res, err)
		}
		for i, h := range res.Hits {
			if want := fmt.Sprintf("soum/x%03d", i); h.ID != want {
				t.Fatalf("%d segments: document %d is %s, want %s", n, i, h.ID, want)
			}
		}
		if err := stock.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWriteRefuses(t *testing.T) {
	dir := t.TempDir()
	if err := export.Write(dir, shards(t, 1)); !errors.Is(err, os.ErrExist) {
		t.Errorf("a folder that is there: %v", err)
	}
	if err := export.Write(filepath.Join(dir, "x"), nil); err == nil {
		t.Error("nothing was written without an error")
	}
}
