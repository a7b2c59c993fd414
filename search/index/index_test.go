package index_test

import (
	"bytes"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"nutag/search/analysis"
	"nutag/search/doc"
	"nutag/search/entry"
	"nutag/search/index"
	"nutag/search/shard"
)

// documents returns n made-up documents in each language.
func documents(n int) []doc.Document {
	var docs []doc.Document
	for i := range n {
		for _, lang := range []string{"mn", "en"} {
			docs = append(docs, doc.Document{
				ID: fmt.Sprintf("soum/x%03d", i), Kind: "soum", Lang: lang, URL: fmt.Sprintf("%s/soums/x%03d.html", lang, i),
				Title: fmt.Sprintf("Туршилт-%d", i%7), AltTitle: fmt.Sprintf("Turshilt-%d", i%7), Aliases: []string{"Зохиомол"},
				Headings: []string{"Гарчиг"}, Body: fmt.Sprintf("Зохиомол бичиг %d %d", i, i%13), Aimag: fmt.Sprintf("%02d", i%5),
				AimagName: fmt.Sprintf("Аймаг%d", i%5), Rank: float64(i%4) / 4, Population: i % 9,
			})
		}
	}
	return docs
}

func readAll(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string][]byte)
	for _, f := range files {
		if out[f.Name()], err = os.ReadFile(filepath.Join(dir, f.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// zapx alone gives one of several files at random; a dozen equal ones in
// shuffled order are no accident.
func TestWriteIsDeterministic(t *testing.T) {
	var first map[string][]byte
	docs := documents(60)
	for round := range 12 {
		rand.New(rand.NewSource(int64(round))).Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		dir := t.TempDir()
		if _, err := index.Write(dir, docs, nil, index.Meta{}); err != nil {
			t.Fatal(err)
		}
		got := readAll(t, dir)
		if first == nil {
			first = got
			continue
		}
		if len(got) != len(first) {
			t.Fatalf("round %d: %d files, before %d", round, len(got), len(first))
		}
		for name, data := range got {
			if !bytes.Equal(data, first[name]) {
				t.Fatalf("round %d: %s differs", round, name)
			}
		}
	}
}

func TestEntryNamesTheFiles(t *testing.T) {
	dir := t.TempDir()
	want, err := index.Write(dir, documents(20), nil, index.Meta{})
	if err != nil {
		t.Fatal(err)
	}
	files := readAll(t, dir)
	e, err := entry.Parse(files[entry.Name])
	if err != nil {
		t.Fatal(err)
	}
	if len(e.Files()) != len(want.Files()) || len(e.Files()) != len(files)-1 {
		t.Fatalf("%d files named, %d written", len(e.Files()), len(files)-1)
	}
	for _, f := range e.Files() {
		if err := f.Verify(files[f.File]); err != nil {
			t.Error(err)
		}
		if raw, err := shard.Gunzip(files[f.File]); err != nil || len(raw) != f.Raw || len(files[f.File]) != f.Size {
			t.Errorf("%s: %d bytes, %d unpacked, %v", f.File, len(files[f.File]), len(raw), err)
		}
	}
	n := 0
	for _, f := range e.Languages["mn"].Shards {
		n += f.Docs
	}
	if n != 20 {
		t.Errorf("%d documents", n)
	}
}

func TestOneCorrectedBodyChangesFewFiles(t *testing.T) {
	docs := documents(20)
	a, b := t.TempDir(), t.TempDir()
	if _, err := index.Write(a, docs, nil, index.Meta{}); err != nil {
		t.Fatal(err)
	}
	docs[0].Body += " засвар"
	if _, err := index.Write(b, docs, nil, index.Meta{}); err != nil {
		t.Fatal(err)
	}
	before, changed := readAll(t, a), 0
	for name, data := range readAll(t, b) {
		if !bytes.Equal(before[name], data) {
			changed++
		}
	}
	if changed != 3 { // the entry, the shard of the language, one text block
		t.Errorf("%d files changed", changed)
	}
}

func TestInvalidDocumentsWriteNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "search")
	docs := documents(3)
	docs[2].ID = "soum"
	if _, err := index.Write(dir, docs, nil, index.Meta{}); err == nil {
		t.Fatal("written")
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Fatal("the folder was made")
	}
}

// A stock Bleve index over the very bytes of our segment opens and answers.
func TestStockBleveOpensTheSegment(t *testing.T) {
	docs := slices.DeleteFunc(documents(60), func(d doc.Document) bool { return d.Lang != "mn" })
	doc.Sort(docs)
	seg, err := index.Segment(docs)
	if err != nil {
		t.Fatal(err)
	}
	stock := stockIndex(t, "mn", docs, seg)
	if n, err := stock.DocCount(); err != nil || n != 60 {
		t.Fatal(n, err)
	}
	q := query.NewTermQuery(analysis.Stem("зохиомол"))
	q.SetField(analysis.FieldBody)
	res, err := stock.Search(bleve.NewSearchRequestOptions(q, 3, 0, false))
	if err != nil || res.Total != 60 {
		t.Fatal(res, err)
	}
	// Equal scores come in the order of the documents.
	for i, h := range res.Hits {
		if h.ID != docs[i].ID {
			t.Errorf("hit %d is %s, want %s", i, h.ID, docs[i].ID)
		}
	}
}

func stockIndex(t *testing.T, lang string, docs []doc.Document, seg []byte) bleve.Index {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "stock.bleve")
	b, err := bleve.NewBuilder(dir, index.Mapping(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		if err := b.Index(d.ID, index.FieldsOf(d)); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	zaps, err := filepath.Glob(filepath.Join(dir, "store", "*.zap"))
	if err != nil || len(zaps) != 1 {
		t.Fatal(zaps, err)
	}
	if err := os.WriteFile(zaps[0], seg, 0o600); err != nil {
		t.Fatal(err)
	}
	stock, err := bleve.OpenUsing(dir, map[string]any{"read_only": true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := stock.Close(); err != nil {
			t.Error(err)
		}
	})
	return stock
}

func TestSegmentSizeBudget(t *testing.T) {
	docs := slices.DeleteFunc(documents(400), func(d doc.Document) bool { return d.Lang != "mn" })
	seg, err := index.Segment(docs)
	if err != nil {
		t.Fatal(err)
	}
	text := 0
	for _, d := range docs {
		text += len(d.Body) + len(d.Title) + len(d.AltTitle)
	}
	// Bleve's defaults give some twelve times the text, ours some three.
	if len(seg) > 6*text {
		t.Errorf("segment of %d bytes for %d bytes of text: is something stored?", len(seg), text)
	}
}
