package engine_test

import (
	"context"
	"path/filepath"
	"testing"

	"nutag/search/engine"
	"nutag/search/entry"
	"nutag/search/index"
)

// BenchmarkSearch measures one query with its snippets over 360 documents of
// about 2 kB, the size of one language of the portal.
func BenchmarkSearch(b *testing.B) {
	e := open(b, append(corpus(), manyDocuments(360)...))
	for name, q := range map[string]string{
		"name": "Ногоон-Өндөр", "latin": "nogoon ondor", "aimag": "Шаргад Хээрт", "words": "баба гэда мөрэ сато", "typo": "Цэцэнхошоо", "kind": "хээрт сум",
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := e.Search(context.Background(), engine.Request{Query: q, Lang: "mn", Limit: 20}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkOpen measures the way from packed files to an engine.
func BenchmarkOpen(b *testing.B) {
	dir := site(b, append(corpus(), manyDocuments(360)...))
	for b.Loop() {
		if _, err := engine.OpenSite(dir); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkWrite measures the writing of one language and gives its size.
func BenchmarkWrite(b *testing.B) {
	docs := append(corpus(), manyDocuments(360)...)
	var e entry.Entry
	for b.Loop() {
		var err error
		if e, err = index.Write(filepath.Join(b.TempDir(), "search"), docs, nil, index.Meta{}); err != nil {
			b.Fatal(err)
		}
	}
	size := 0
	for _, f := range e.Languages["mn"].Shards {
		size += f.Size
	}
	b.ReportMetric(float64(size), "index-bytes")
}
