// Package engine answers search queries: it composes Bleve searchers over the
// read-only reader, ranks, and cuts snippets. The command line and the browser
// run this same package on the same bytes, so they give the same answers.
package engine

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/collector"

	"nutag/search/analysis"
	"nutag/search/reader"
	"nutag/search/shard"
)

// Limits of a query. Longer ones are cut, not refused: a reader who pastes a
// page still gets the best answer to its first words.
const (
	MaxQuery = 10 << 10 // bytes
	MaxWords = 16
	MaxLimit = 100

	defaultLimit = 10
)

// Request is one query.
type Request struct {
	Query string `json:"query"`
	Lang  string `json:"lang"`            // language of the index to search
	Limit int    `json:"limit,omitempty"` // hits at most; 0 means 10, at most MaxLimit
	Kind  string `json:"kind,omitempty"`  // only this kind
	Aimag string `json:"aimag,omitempty"` // only this two-digit aimag code
}

// Hit is one page found.
type Hit struct {
	ID      string   `json:"id"`
	Lang    string   `json:"lang"`
	Kind    string   `json:"kind"`
	URL     string   `json:"url"` // relative to the site root
	Title   string   `json:"title"`
	Score   float64  `json:"score"`
	Snippet string   `json:"snippet"`         // plain text
	Marks   [][2]int `json:"marks,omitempty"` // from, to (excluded) of the matches in Snippet, in UTF-16 units as JavaScript counts
	Aimag   string   `json:"aimag,omitempty"` // two-digit code
	Place   string   `json:"place,omitempty"` // name of the aimag
}

// Result is the answer to a Request.
type Result struct {
	Query  string  `json:"query"`
	Lang   string  `json:"lang"`
	Total  int     `json:"total"` // pages that match, shown or not
	TookMS float64 `json:"took_ms"`
	Hits   []Hit   `json:"hits"` // never nil
}

// TextSource returns the texts of one block by document id, or nil when the
// block is not at hand; snippets are then left empty.
type TextSource func(lang, block string) map[string]string

// Engine searches the indexes of one or more languages. It may be used
// concurrently when its TextSource may.
type Engine struct {
	langs map[string]*language
	texts TextSource
}

// language is the index of one language: a reader over all its segments, and
// the table of hits with the same numbering.
type language struct {
	lang    string
	reader  *reader.Reader
	records []shard.Record
}

// Open opens shards, unpacked from gzip, of any languages. Damaged shards and
// those of another build (shard.ErrVersion) are an error. texts may be nil.
func Open(texts TextSource, shards ...[]byte) (*Engine, error) {
	e := &Engine{langs: make(map[string]*language), texts: texts}
	segments := make(map[string][][]byte)
	for _, data := range shards {
		s, err := shard.Unpack(data, analysis.Version)
		if err != nil {
			return nil, err
		}
		l := e.langs[s.Lang]
		if l == nil {
			l = &language{lang: s.Lang}
			e.langs[s.Lang] = l
		}
		l.records = append(l.records, s.Records...)
		segments[s.Lang] = append(segments[s.Lang], s.Segment)
	}
	for lang, l := range e.langs {
		r, err := reader.Open(segments[lang]...)
		if err != nil {
			return nil, err
		}
		if n, _ := r.DocCount(); n != uint64(len(l.records)) {
			return nil, fmt.Errorf("%w: %d documents and %d records", reader.ErrDamaged, n, len(l.records))
		}
		l.reader = r
	}
	return e, nil
}

// Languages returns the languages that are open, sorted.
func (e *Engine) Languages() []string {
	var out []string
	for lang := range e.langs {
		out = append(out, lang)
	}
	slices.Sort(out)
	return out
}

// ErrLanguage is wrapped when no index of the asked language is open.
var ErrLanguage = errors.New("no search index for this language")

// Search answers a query. Any string is a valid query; one without a word finds
// nothing. Errors mean a language that is not open or a damaged index.
func (e *Engine) Search(ctx context.Context, req Request) (Result, error) {
	start := time.Now()
	res := Result{Query: clean(req.Query), Lang: req.Lang, Hits: []Hit{}}
	l := e.langs[req.Lang]
	if l == nil {
		return res, fmt.Errorf("%w: %q", ErrLanguage, req.Lang)
	}
	limit := req.Limit
	if limit <= 0 {
		limit = defaultLimit
	}
	limit = min(limit, MaxLimit)

	err := reader.Guard(func() error {
		q := parse(res.Query, l.lang)
		if len(q.words) == 0 {
			return nil
		}
		total, found, err := l.find(ctx, q, req, limit)
		if err != nil {
			return err
		}
		res.Total = total
		for _, m := range found {
			res.Hits = append(res.Hits, e.hit(l, q, m))
		}
		return nil
	})
	res.TookMS = math.Round(float64(time.Since(start).Microseconds())/10) / 100
	return res, err
}

// find tries ever looser readings of the query until one has a hit.
func (l *language) find(ctx context.Context, q query, req Request, limit int) (int, search.DocumentMatchCollection, error) {
	for _, mode := range modes(q) {
		b := builder{ctx: ctx, r: l.reader, lang: l.lang}
		s, err := b.ranked(q, mode, l.records, req)
		if err != nil {
			return 0, nil, err
		}
		c := collector.NewTopNCollector(limit, 0, search.SortOrder{&search.SortScore{Desc: true}})
		err = c.Collect(ctx, s, l.reader)
		if cerr := s.Close(); err == nil {
			err = cerr
		}
		if err != nil {
			return 0, nil, err
		}
		if c.Total() > 0 {
			return int(c.Total()), c.Results(), nil
		}
	}
	return 0, nil, nil
}

// hit fills in what is shown.
func (e *Engine) hit(l *language, q query, m *search.DocumentMatch) Hit {
	r := l.records[m.IndexInternalID.Value()]
	h := Hit{ID: r.ID, Lang: l.lang, Kind: r.Kind, URL: r.URL, Title: r.Title, Score: m.Score, Aimag: r.Aimag, Place: r.Place}
	if e.texts != nil && r.Block != "" {
		if byID := e.texts(l.lang, r.Block); byID != nil {
			h.Snippet, h.Marks = snippet(byID[r.ID], q)
		}
	}
	return h
}
