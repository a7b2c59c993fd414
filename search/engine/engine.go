// Package engine answers search queries: it composes Bleve searchers over the
// read-only reader, ranks, counts facets, and cuts snippets. The command line
// and the browser run this same package on the same bytes, so they give the
// same answers.
package engine

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/blevesearch/bleve/v2/search"

	"nutag/search/reader"
)

// Limits of a query. Longer ones are cut, not refused: a reader who pastes a
// page still gets the best answer to its first words.
const (
	MaxQuery  = 10 << 10 // bytes
	MaxWords  = 16
	MaxLimit  = 100
	MaxOffset = 1000

	defaultLimit = 10
)

// Sort orders of a Request.
const (
	SortRelevance = ""
	SortDistance  = "distance" // from the place that Near names, nearest first; pages without a place last
)

// Request is one query.
type Request struct {
	Query   string `json:"query"`
	Lang    string `json:"lang"`              // language of the index to search
	Limit   int    `json:"limit,omitempty"`   // hits at most; 0 means 10, at most MaxLimit
	Offset  int    `json:"offset,omitempty"`  // hits to pass over, at most MaxOffset
	Kind    string `json:"kind,omitempty"`    // only this kind
	Aimag   string `json:"aimag,omitempty"`   // only this two-digit aimag code
	Sort    string `json:"sort,omitempty"`    // SortRelevance or SortDistance
	Near    string `json:"near,omitempty"`    // id of the place that distances are measured from: "soum/6346"
	Explain bool   `json:"explain,omitempty"` // say of each hit why it stands where it stands
}

// Hit is one page found.
type Hit struct {
	ID       string       `json:"id"`
	Lang     string       `json:"lang"`
	Kind     string       `json:"kind"`
	URL      string       `json:"url"` // relative to the site root
	Title    string       `json:"title"`
	Score    float64      `json:"score"`
	Snippet  string       `json:"snippet"`               // plain text
	Marks    [][2]int     `json:"marks,omitempty"`       // from, to (excluded) of the matches in Snippet, in UTF-16 units as JavaScript counts
	Alt      string       `json:"alt,omitempty"`         // title in the other language, when it is what matches
	Aimag    string       `json:"aimag,omitempty"`       // two-digit code
	Place    string       `json:"place,omitempty"`       // name of the aimag
	Distance *float64     `json:"distance_km,omitempty"` // kilometres in a straight line from the place that Near names
	Why      *Explanation `json:"why,omitempty"`         // only when asked for
}

// Count is one value of a facet.
type Count struct {
	Value string `json:"value"`
	Name  string `json:"name,omitempty"` // name of an aimag
	Count int    `json:"count"`          // pages
}

// Facets count the pages that match: each facet without its own filter and
// with the other one's, the most frequent first, then by value.
type Facets struct {
	Kind  []Count `json:"kind"`
	Aimag []Count `json:"aimag"`
}

// Origin is the place that distances are measured from.
type Origin struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// Result is the answer to a Request.
type Result struct {
	Query      string  `json:"query"`
	Lang       string  `json:"lang"`
	Total      int     `json:"total"` // pages that match, shown or not
	TookMS     float64 `json:"took_ms"`
	Hits       []Hit   `json:"hits"` // never nil
	Facets     Facets  `json:"facets"`
	Suggestion string  `json:"suggestion,omitempty"`     // a query that was probably meant
	Loose      bool    `json:"suggested_only,omitempty"` // the hits are of a looser reading: slips forgiven or words missing
	Near       *Origin `json:"near,omitempty"`
}

// TextSource returns the texts of one block by document id, or nil when the
// block is not at hand; snippets are then left empty.
type TextSource func(lang, block string) map[string]string

// Engine searches the indexes of one or more languages. Searches may run
// concurrently when its TextSource may; Add may not run beside them.
type Engine struct {
	langs map[string]*language
	texts TextSource
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
// nothing. Unknown kinds, aimags and places find nothing or are left out.
// Errors mean a language that is not open or a damaged index.
func (e *Engine) Search(ctx context.Context, req Request) (Result, error) {
	start := time.Now()
	res := Result{Query: clean(req.Query), Lang: req.Lang, Hits: []Hit{}, Facets: Facets{Kind: []Count{}, Aimag: []Count{}}}
	l := e.langs[req.Lang]
	if l == nil {
		return res, fmt.Errorf("%w: %q", ErrLanguage, req.Lang)
	}
	if req.Limit <= 0 {
		req.Limit = defaultLimit
	}
	req.Limit = min(req.Limit, MaxLimit)
	req.Offset = min(max(req.Offset, 0), MaxOffset)

	err := reader.Guard(func() error {
		q := l.parse(res.Query)
		if len(q.units) == 0 {
			return nil
		}
		found, err := l.find(ctx, q, req)
		if err != nil {
			return err
		}
		res.Total, res.Facets, res.Loose = found.total, found.facets, found.loose
		if found.loose {
			res.Suggestion = l.suggest(q)
		}
		if from := l.origin(req); from != nil {
			res.Near = &Origin{ID: from.ID, Title: from.Title}
		}
		marks := newMarker(q)
		for _, m := range found.matches {
			res.Hits = append(res.Hits, e.hit(l, q, m, req, marks, found.classes))
		}
		return nil
	})
	res.TookMS = math.Round(float64(time.Since(start).Microseconds())/10) / 100
	return res, err
}

// hit fills in what is shown.
func (e *Engine) hit(l *language, q query, m *search.DocumentMatch, req Request, marks *marker, classes map[uint64]class) Hit {
	num := m.IndexInternalID.Value()
	r := &l.records[num]
	h := Hit{ID: r.ID, Lang: l.lang, Kind: r.Kind, URL: r.URL, Title: r.Title, Score: m.Score, Aimag: r.Aimag, Place: r.Place}
	if r.Alt != "" && !marks.any(r.Title) && marks.any(r.Alt) {
		h.Alt = r.Alt
	}
	if from := l.origin(req); from != nil {
		if km, ok := kilometres(from, r); ok {
			h.Distance = &km
		}
	}
	if e.texts != nil {
		if byID := e.texts(l.lang, l.blocks[num]); byID != nil {
			h.Snippet, h.Marks = snippet(byID[r.ID], marks)
		}
	}
	if req.Explain {
		h.Why = l.explain(q, m, classes[num])
	}
	return h
}
