package engine

import (
	"context"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/collector"
	bq "github.com/blevesearch/bleve/v2/search/query"
	api "github.com/blevesearch/bleve_index_api"

	"nutag/search/analysis"
	"nutag/search/doc"
	"nutag/search/index"
	"nutag/search/reader"
	"nutag/search/shard"
)

// composed lets stock Bleve run the query of this package.
type composed struct {
	q       query
	mode    mode
	req     Request
	records []shard.Record
}

func (c composed) Searcher(ctx context.Context, r api.IndexReader, _ mapping.IndexMapping, opts search.SearcherOptions) (search.Searcher, error) {
	return builder{ctx: ctx, r: r, lang: c.req.Lang, opts: opts}.ranked(c.q, c.mode, c.records, c.req)
}

// words and documents of no meaning, the same at every run.
func madeUp(n int) ([]string, []doc.Document) {
	rng := rand.New(rand.NewSource(3))
	syllables := strings.Fields("ба бу гэ да жа за ла мо нө өр рэ са то үү хө ца чу ша эм яр")
	vocabulary := make([]string, 500)
	for i := range vocabulary {
		for range 2 + rng.Intn(3) {
			vocabulary[i] += syllables[rng.Intn(len(syllables))]
		}
	}
	zipf := rand.NewZipf(rng, 1.1, 4, uint64(len(vocabulary)-1))
	docs := make([]doc.Document, n)
	for i := range docs {
		body := make([]string, 20+rng.Intn(60))
		for j := range body {
			body[j] = vocabulary[zipf.Uint64()]
		}
		docs[i] = doc.Document{
			ID: fmt.Sprintf("soum/x%04d", i), Kind: []string{"soum", "aimag"}[i%2], Lang: "mn", URL: "mn/x.html",
			Title: vocabulary[rng.Intn(100)] + "-" + vocabulary[rng.Intn(100)], AltTitle: vocabulary[rng.Intn(100)],
			Headings: []string{vocabulary[rng.Intn(500)]}, Body: strings.Join(body, " "), Aimag: fmt.Sprintf("%02d", i%8), AimagName: vocabulary[i%8],
		}
		docs[i].Rank = float64(i%5) / 5
	}
	doc.Sort(docs)
	return vocabulary, docs
}

type pair struct {
	stock   bleve.Index
	single  *reader.Reader // over the same segment
	several *reader.Reader // over the documents in three segments
	records []shard.Record
	words   []string
}

func openPair(t *testing.T) pair {
	t.Helper()
	words, docs := madeUp(400)
	p := pair{words: words}
	segment := func(docs []doc.Document) []byte {
		seg, err := index.Segment("mn", docs)
		if err != nil {
			t.Fatal(err)
		}
		return seg
	}
	seg := segment(docs)
	var err error
	if p.single, err = reader.Open(seg); err != nil {
		t.Fatal(err)
	}
	if p.several, err = reader.Open(segment(docs[:90]), segment(docs[90:91]), segment(docs[91:])); err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		p.records = append(p.records, shard.Record{ID: d.ID, Title: d.Title, Kind: d.Kind, Aimag: d.Aimag, Rank: d.Rank})
	}

	// Bleve's builder makes the surroundings; the segment in them is ours.
	dir := filepath.Join(t.TempDir(), "stock.bleve")
	b, err := bleve.NewBuilder(dir, index.Mapping("mn"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Index(docs[0].ID, index.FieldsOf(docs[0])); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "store", "000000000002.zap"), seg, 0o600); err != nil {
		t.Fatal(err)
	}
	if p.stock, err = bleve.OpenUsing(dir, map[string]any{"read_only": true}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.stock.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

// run answers a Bleve query with one of our readers.
func run(t *testing.T, r *reader.Reader, q bq.Query) (uint64, search.DocumentMatchCollection) {
	t.Helper()
	ctx := context.WithValue(context.Background(), search.GetScoringModelCallbackKey,
		search.GetScoringModelCallbackFn(func() string { return api.DefaultScoringModel }))
	s, err := q.Searcher(ctx, r, index.Mapping("mn"), search.SearcherOptions{})
	if err != nil {
		t.Fatal(err)
	}
	c := collector.NewTopNCollector(25, 0, search.SortOrder{&search.SortScore{Desc: true}})
	if err := c.Collect(ctx, s, r); err != nil {
		t.Fatal(err)
	}
	return c.Total(), c.Results()
}

// compare runs a query on stock Bleve and on both readers: totals, ids, order
// and scores must be the same, to the last bit.
func (p pair) compare(t *testing.T, name string, q bq.Query) (hits int) {
	t.Helper()
	want, err := p.stock.Search(bleve.NewSearchRequestOptions(q, 25, 0, false))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for which, r := range map[string]*reader.Reader{"one segment": p.single, "three segments": p.several} {
		total, got := run(t, r, q)
		if total != want.Total || len(got) != len(want.Hits) {
			t.Fatalf("%s, %s: %d found and %d shown, stock %d and %d", name, which, total, len(got), want.Total, len(want.Hits))
		}
		for i, h := range got {
			if w := want.Hits[i]; h.ID != w.ID || h.Score != w.Score {
				t.Fatalf("%s, %s: hit %d is %s %v, stock %s %v", name, which, i, h.ID, h.Score, w.ID, w.Score)
			}
		}
	}
	return int(want.Total)
}

func TestStockBleveGivesTheSameHits(t *testing.T) {
	p := openPair(t)
	rng := rand.New(rand.NewSource(11))
	word := func() string { return p.words[rng.Intn(len(p.words))] }
	start := func() string { return string([]rune(word())[:3]) }
	field := func() string {
		return []string{analysis.FieldBody, analysis.FieldTitle, analysis.FieldAlt, analysis.FieldKey, analysis.FieldName}[rng.Intn(5)]
	}
	kinds := map[string]func() bq.Query{
		"term": func() bq.Query { q := bq.NewTermQuery(word()); q.SetField(field()); return q },
		"match": func() bq.Query {
			q := bq.NewMatchQuery(word() + " " + word())
			q.SetField(field())
			return q
		},
		"match all words": func() bq.Query {
			q := bq.NewMatchQuery(word() + " " + p.words[rng.Intn(20)])
			q.SetField(analysis.FieldBody)
			q.SetOperator(bq.MatchQueryOperatorAnd)
			return q
		},
		"phrase": func() bq.Query {
			q := bq.NewMatchPhraseQuery(p.records[rng.Intn(len(p.records))].Title)
			q.SetField(analysis.FieldTitle)
			return q
		},
		"prefix": func() bq.Query { q := bq.NewPrefixQuery(start()); q.SetField(field()); return q },
		"fuzzy": func() bq.Query {
			q := bq.NewFuzzyQuery(word())
			q.SetField(field())
			q.SetFuzziness(1 + rng.Intn(2))
			q.SetPrefix(rng.Intn(2))
			return q
		},
		"range": func() bq.Query {
			a, b := word(), word()
			if a > b {
				a, b = b, a
			}
			yes := true
			q := bq.NewTermRangeInclusiveQuery(a, b, &yes, &yes)
			q.SetField(analysis.FieldBody)
			return q
		},
		"wildcard": func() bq.Query { q := bq.NewWildcardQuery(start() + "*"); q.SetField(field()); return q },
		"boolean": func() bq.Query {
			must, should, not := bq.NewTermQuery(p.words[rng.Intn(10)]), bq.NewTermQuery(word()), bq.NewTermQuery(word())
			for _, q := range []*bq.TermQuery{must, should, not} {
				q.SetField(analysis.FieldBody)
			}
			return bq.NewBooleanQuery([]bq.Query{must}, []bq.Query{should}, []bq.Query{not})
		},
		"ids": func() bq.Query {
			return bq.NewDocIDQuery([]string{p.records[rng.Intn(400)].ID, p.records[rng.Intn(400)].ID, "soum/none"})
		},
		"all": func() bq.Query { return bq.NewMatchAllQuery() },
		"composed": func() bq.Query {
			text := word()
			for range rng.Intn(4) {
				text += []string{" ", "-", " "}[rng.Intn(3)] + word()
			}
			if rng.Intn(3) == 0 {
				text = p.words[rng.Intn(100)] + "-" + p.words[rng.Intn(100)] + " " + p.words[rng.Intn(8)] + " аймаг"
			}
			req := Request{Query: text, Lang: "mn"}
			if rng.Intn(4) == 0 {
				req.Kind = "soum"
			}
			q := parse(text, "mn")
			ms := modes(q)
			return composed{q, ms[rng.Intn(len(ms))], req, p.records}
		},
	}
	found := 0
	for name, make := range kinds {
		for range 20 {
			if p.compare(t, name, make()) > 0 {
				found++
			}
		}
	}
	for range 150 {
		if p.compare(t, "composed", kinds["composed"]()) > 0 {
			found++
		}
	}
	if found < 200 {
		t.Errorf("only %d queries found anything: the comparison proves little", found)
	}
}
