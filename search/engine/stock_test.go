package engine

import (
	"context"
	"fmt"
	"math/rand"
	"path/filepath"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/collector"
	"github.com/blevesearch/bleve/v2/search/facet"
	bq "github.com/blevesearch/bleve/v2/search/query"
	api "github.com/blevesearch/bleve_index_api"
	"github.com/google/go-cmp/cmp"

	"nutag/search/analysis"
	"nutag/search/doc"
	"nutag/search/export"
	"nutag/search/index"
	"nutag/search/reader"
	"nutag/search/shard"
)

// composed lets stock Bleve run the query of this package.
type composed struct {
	text string
	mode int
	req  Request
	l    *language
}

func (c composed) Searcher(ctx context.Context, r api.IndexReader, _ mapping.IndexMapping, opts search.SearcherOptions) (search.Searcher, error) {
	x, err := c.l.lexicon()
	if err != nil {
		return nil, err
	}
	q := c.l.parse(c.text)
	ms := modes(q)
	return builder{ctx: ctx, r: r, l: c.l, x: x, opts: opts, memo: newMemo()}.ranked(q, ms[c.mode%len(ms)], c.req, nil)
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
		kind := []string{"soum", "aimag"}[i%2]
		docs[i] = doc.Document{
			ID: fmt.Sprintf("%s/x%04d", kind, i), Kind: kind, Lang: "mn", URL: "mn/x.html",
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
	single  *reader.Reader // over one segment
	several *reader.Reader // over the shards
	l       *language      // over the shards
	words   []string
}

func openPair(t *testing.T) pair {
	t.Helper()
	words, docs := madeUp(400)
	shards, err := index.Shards(docs, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(shards) < 20 {
		t.Fatalf("only %d shards: the comparison proves little", len(shards))
	}
	p := pair{words: words}
	byID := make(map[string]doc.Document)
	for _, d := range docs {
		byID[d.ID] = d
	}
	var packed [][]byte
	var inOrder []doc.Document
	for _, s := range shards {
		data, err := shard.Pack(s, analysis.Version)
		if err != nil {
			t.Fatal(err)
		}
		packed = append(packed, data)
		for _, r := range s.Records {
			inOrder = append(inOrder, byID[r.ID])
		}
	}
	e, err := Open(nil, packed...)
	if err != nil {
		t.Fatal(err)
	}
	p.l = e.langs["mn"]
	p.several = p.l.reader
	seg, err := index.Segment(inOrder)
	if err != nil {
		t.Fatal(err)
	}
	if p.single, err = reader.Open(seg); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "stock.bleve")
	if err := export.Write(dir, shards); err != nil {
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

// facetFields are the fields with column values.
var facetFields = []string{analysis.FieldKind, analysis.FieldAimag}

// run answers a Bleve query with one of our readers.
func run(t *testing.T, r *reader.Reader, q bq.Query) (uint64, search.DocumentMatchCollection, search.FacetResults) {
	t.Helper()
	ctx := context.WithValue(context.Background(), search.GetScoringModelCallbackKey,
		search.GetScoringModelCallbackFn(func() string { return api.DefaultScoringModel }))
	s, err := q.Searcher(ctx, r, index.Mapping(), search.SearcherOptions{})
	if err != nil {
		t.Fatal(err)
	}
	fb := search.NewFacetsBuilder(r)
	for _, f := range facetFields {
		fb.Add(f, facet.NewTermsFacetBuilder(f, 50))
	}
	c := collector.NewTopNCollector(25, 0, search.SortOrder{&search.SortScore{Desc: true}})
	c.SetFacetsBuilder(fb)
	if err := c.Collect(ctx, s, r); err != nil {
		t.Fatal(err)
	}
	return c.Total(), c.Results(), c.FacetResults()
}

// terms are the values and counts of a facet.
func terms(f *search.FacetResult) map[string]int {
	out := make(map[string]int)
	for _, t := range f.Terms.Terms() {
		out[t.Term] = t.Count
	}
	return out
}

// compare runs a query on stock Bleve and on both readers: totals, ids, order,
// facets and scores must be the same, to the last bit.
func (p pair) compare(t *testing.T, name string, q bq.Query) (hits int) {
	t.Helper()
	req := bleve.NewSearchRequestOptions(q, 25, 0, false)
	for _, f := range facetFields {
		req.AddFacet(f, bleve.NewFacetRequest(f, 50))
	}
	want, err := p.stock.Search(req)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for which, r := range map[string]*reader.Reader{"one segment": p.single, "shards": p.several} {
		total, got, facets := run(t, r, q)
		if total != want.Total || len(got) != len(want.Hits) {
			t.Fatalf("%s, %s: %d found and %d shown, stock %d and %d", name, which, total, len(got), want.Total, len(want.Hits))
		}
		for i, h := range got {
			if w := want.Hits[i]; h.ID != w.ID || h.Score != w.Score {
				t.Fatalf("%s, %s: hit %d is %s %v, stock %s %v", name, which, i, h.ID, h.Score, w.ID, w.Score)
			}
		}
		for _, f := range facetFields {
			if d := cmp.Diff(terms(want.Facets[f]), terms(facets[f])); d != "" {
				t.Fatalf("%s, %s: facet %s: %s", name, which, f, d)
			}
		}
	}
	return int(want.Total)
}

// compareAnswer holds what a search gives, facets by our own count, against
// stock Bleve.
func (p pair) compareAnswer(t *testing.T, c composed) {
	t.Helper()
	q := p.l.parse(c.text)
	ms := modes(q)
	got, err := p.l.search(context.Background(), q, ms[c.mode%len(ms)], Request{Query: c.text, Lang: "mn", Limit: 25}, nil, newMemo())
	if err != nil {
		t.Fatal(err)
	}
	c.req.Kind, c.req.Aimag = "", ""
	req := bleve.NewSearchRequestOptions(c, 25, 0, false)
	for _, f := range facetFields {
		req.AddFacet(f, bleve.NewFacetRequest(f, 50))
	}
	want, err := p.stock.Search(req)
	if err != nil {
		t.Fatal(err)
	}
	if got.total != int(want.Total) {
		t.Fatalf("%q: %d found, stock %d", c.text, got.total, want.Total)
	}
	for i, m := range got.matches {
		if id := p.l.records[m.IndexInternalID.Value()].ID; id != want.Hits[i].ID || m.Score != want.Hits[i].Score {
			t.Fatalf("%q: hit %d is %s %v, stock %s %v", c.text, i, id, m.Score, want.Hits[i].ID, want.Hits[i].Score)
		}
	}
	for f, counts := range map[string][]Count{analysis.FieldKind: got.facets.Kind, analysis.FieldAimag: got.facets.Aimag} {
		ours := make(map[string]int)
		for _, x := range counts {
			ours[x.Value] = x.Count
		}
		if d := cmp.Diff(terms(want.Facets[f]), ours); d != "" {
			t.Fatalf("%q: facet %s: %s", c.text, f, d)
		}
	}
}

func TestStockBleveGivesTheSameHits(t *testing.T) {
	p := openPair(t)
	rng := rand.New(rand.NewSource(11))
	word := func() string { return p.words[rng.Intn(len(p.words))] }
	start := func() string { return string([]rune(word())[:3]) }
	field := func() string {
		return []string{analysis.FieldBody, analysis.FieldTitle, analysis.FieldAlt, analysis.FieldHeadings, analysis.FieldName}[rng.Intn(5)]
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
			return bq.NewDocIDQuery([]string{p.l.records[rng.Intn(400)].ID, p.l.records[rng.Intn(400)].ID, "soum/none"})
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
			return composed{text, rng.Intn(4), req, p.l}
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
	for range 300 {
		c := kinds["composed"]().(composed)
		if p.compare(t, "composed", c) > 0 {
			found++
		}
		p.compareAnswer(t, c)
	}
	t.Logf("%d queries of %d kinds, %d of them with hits", 20*len(kinds)+300, len(kinds), found)
	if found < 300 {
		t.Errorf("only %d queries found anything: the comparison proves little", found)
	}
}
