package engine

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/collector"

	"nutag/search/shard"
)

// answer is what one reading of a query finds.
type answer struct {
	total   int
	matches search.DocumentMatchCollection
	facets  Facets
	loose   bool    // not the strict reading
	best    float64 // highest bonus of a hit
	docs    docSet  // of a reading that asks for every word
	classes map[uint64]class
}

// find tries ever looser readings of the query until one has a hit. Where the
// strict reading finds the words only in texts, or by their keys, a name that
// differs by a slip is the better guess: “Булгн” is Булган. Where all words
// stand together only in texts, pages that hold most of them follow: a long page
// that happens to hold all the words of a question is seldom the answer to it.
func (l *language) find(ctx context.Context, q query, req Request) (answer, error) {
	ms := modes(q)
	known := newMemo()
	all, err := l.search(ctx, q, ms[0], req, nil, known)
	if err != nil || all.total > 0 && all.best >= bonusTitle && (all.best < nameClass || all.best >= surelyNamed) {
		return all, err
	}
	for _, m := range ms[1:] {
		whole := m.need == len(q.units)
		if all.total > 0 && !whole && (all.best >= bonusTitle || m.need == 1 && len(q.units) > 2) {
			break
		}
		a, err := l.search(ctx, q, m, req, all.docs, known)
		if err != nil {
			return answer{}, err
		}
		switch {
		case a.total == 0:
		case whole: // slips forgiven
			if all.total == 0 || a.best >= nameClass && a.best > all.best {
				all = a
				all.loose = true
			}
		case all.total == 0:
			a.loose = true
			return a, nil
		case a.total > all.total:
			a.loose = all.loose
			return a, nil
		}
	}
	return all, nil
}

// search runs one reading.
// Documents of also rank as those that have every word.
func (l *language) search(ctx context.Context, q query, m mode, req Request, also docSet, known *memo) (answer, error) {
	x, err := l.lexicon()
	if err != nil {
		return answer{}, err
	}
	b := builder{ctx: ctx, r: l.reader, l: l, x: x, opts: search.SearcherOptions{Explain: req.Explain}, memo: known}
	c := newCounts()
	s, err := b.ranked(q, m, req, c)
	if err != nil {
		return answer{}, err
	}
	for n := range also {
		if c := s.classes[n]; c.bonus < bonusTitle {
			s.classes[n] = class{c.bonus + bonusAll, strings.TrimPrefix(c.why+", every word in the text", ", ")}
		}
	}
	if m.need == len(q.units) {
		s.found = make(docSet)
	}
	size, skip := req.Limit, req.Offset
	if req.Sort == SortDistance && l.origin(req) != nil {
		size, skip = len(l.records), 0
	}
	top := collector.NewTopNCollector(size, skip, search.SortOrder{&search.SortScore{Desc: true}})
	err = top.Collect(ctx, s, l.reader)
	if cerr := s.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return answer{}, err
	}
	a := answer{total: int(top.Total()), matches: top.Results(), facets: c.facets(), best: s.best, docs: s.found, classes: s.classes}
	if from := l.origin(req); from != nil && req.Sort == SortDistance {
		l.byDistance(a.matches, from)
		a.matches = a.matches[min(req.Offset, len(a.matches)):]
		a.matches = a.matches[:min(req.Limit, len(a.matches))]
	}
	return a, nil
}

// ranked returns the searcher for a reading of the query, filters, ranking and
// counting included.
func (b builder) ranked(q query, m mode, req Request, c *counts) (*rankSearcher, error) {
	whole, err := b.named(join(q.named()), m.slips)
	if err != nil {
		return nil, err
	}
	found := whole
	if m.need < len(q.units) {
		// “My parents want to move to Khutag-Undur”: the place is meant, whatever its page says of parents.
		parts, err := b.parts(q)
		if err != nil {
			return nil, err
		}
		found = append(slices.Clone(whole), parts...)
	}
	s, err := b.base(q, m, found)
	if err != nil {
		return nil, err
	}
	classes, err := b.classify(q, whole, m.slips)
	if err != nil {
		return nil, err
	}
	return &rankSearcher{Searcher: s, l: b.l, classes: classes, kind: req.Kind, aimag: req.Aimag, counts: c}, nil
}

// parts are the names that stand in a longer query.
func (b builder) parts(q query) (names, error) {
	var out names
	words := q.named()
	for i := range words {
		for j := i + 1; j <= min(i+3, len(words)); j++ {
			found, err := b.named(join(words[i:j]), false)
			if err != nil {
				return nil, err
			}
			for _, t := range found {
				if t.bonus >= surelyNamed {
					out = append(out, t)
				}
			}
		}
	}
	return out, nil
}

// origin is the place that distances are measured from, or nil.
func (l *language) origin(req Request) *shard.Record {
	i, ok := l.byID[req.Near]
	if !ok || l.records[i].Lat == nil || l.records[i].Lon == nil {
		return nil
	}
	return &l.records[i]
}

// byDistance sorts matches by their distance from a place; of equal ones, and
// of those without a place, the better score stands first.
func (l *language) byDistance(matches search.DocumentMatchCollection, from *shard.Record) {
	km := make(map[*search.DocumentMatch]float64, len(matches))
	for _, m := range matches {
		d, ok := kilometres(from, &l.records[m.IndexInternalID.Value()])
		if !ok {
			d = math.Inf(1)
		}
		km[m] = d
	}
	slices.SortStableFunc(matches, func(a, b *search.DocumentMatch) int { return cmp.Compare(km[a], km[b]) })
}

// kilometres is the distance of two places on the sphere with the earth's mean
// radius (haversine formula), rounded to 0.1 km; ok is false when a place is
// not known.
func kilometres(a, b *shard.Record) (km float64, ok bool) {
	if a.Lat == nil || a.Lon == nil || b.Lat == nil || b.Lon == nil {
		return 0, false
	}
	const radius, degree = 6371.0088, math.Pi / 180
	dLat, dLon := (*b.Lat-*a.Lat)*degree/2, (*b.Lon-*a.Lon)*degree/2
	h := math.Sin(dLat)*math.Sin(dLat) + math.Cos(*a.Lat*degree)*math.Cos(*b.Lat*degree)*math.Sin(dLon)*math.Sin(dLon)
	return math.Round(20*radius*math.Asin(math.Sqrt(min(1, h)))) / 10, true
}

// counts gathers the facets of one search.
type counts struct {
	kind, aimag map[string]int
	places      map[string]string // names of aimags
}

func newCounts() *counts {
	return &counts{kind: make(map[string]int), aimag: make(map[string]int), places: make(map[string]string)}
}

// add counts a page that matches the words, given whether it passes the filters.
func (c *counts) add(r *shard.Record, kind, aimag bool) {
	if c == nil {
		return
	}
	if aimag {
		c.kind[r.Kind]++
	}
	if kind && r.Aimag != "" {
		c.aimag[r.Aimag]++
		if r.Place != "" {
			c.places[r.Aimag] = r.Place
		}
	}
}

func (c *counts) facets() Facets {
	list := func(m map[string]int, names map[string]string) []Count {
		out := make([]Count, 0, len(m))
		for v, n := range m {
			out = append(out, Count{Value: v, Name: names[v], Count: n})
		}
		slices.SortFunc(out, func(a, b Count) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value)) })
		return out
	}
	return Facets{Kind: list(c.kind, nil), Aimag: list(c.aimag, c.places)}
}
