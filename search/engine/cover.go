package engine

import (
	"math"

	"nutag/search/analysis"
)

// What a unit of the query found in a field counts for the cover, against the
// same word in the title.
const (
	coverKey     = 0.8  // only by its key
	coverSlip    = 0.4  // with a slip
	coverHeading = 0.45 // in a heading
	coverBody    = 0.25 // in the text
	coverSynonym = 0.9  // what was found is a synonym of what was typed
)

// cover returns the documents that speak of a part of the query in their
// titles, other names or headings, with the share of the query that they speak
// of, above 0 and up to 1. Rare words weigh more, by the inverse document
// frequency of BM25 (Robertson, Zaragoza: The Probabilistic Relevance
// Framework, 2009); words that the index does not know weigh most, so that a
// title with all the others does not pass for one with the whole query. The
// set is shared: it must not be changed.
func (b builder) cover(q query, slips bool) (map[uint64]float64, error) {
	if out, ok := b.memo.cover[slips]; ok {
		return out, nil
	}
	out := make(map[uint64]float64)
	b.memo.cover[slips] = out
	sum := 0.0
	for _, ways := range q.units {
		weight, err := b.rarity(ways[0])
		if err != nil {
			return nil, err
		}
		sum += weight
		best := make(map[uint64]float64)
		for _, w := range ways {
			found, err := b.covered(w)
			if err != nil {
				return nil, err
			}
			for n, share := range found {
				best[n] = max(best[n], share)
			}
		}
		for n, share := range best {
			out[n] += weight * share
		}
	}
	for n := range out {
		out[n] /= sum
	}
	return out, nil
}

// covered returns the documents with all words of a way in their titles or
// headings; the worst word counts.
func (b builder) covered(w *way) (map[uint64]float64, error) {
	var all map[uint64]float64
	for i, word := range w.words {
		if word.reading == nil {
			word.reading = b.x.read(word, b.l.lang, false)
		}
		found := make(map[uint64]float64)
		for _, m := range word.reading.whole {
			share := 1.0
			switch {
			case m.how == byKind && word.kind == "": // a course is one, whether its title says so or not
			case m.field == analysis.FieldHeadings:
				share = coverHeading
			case m.field == analysis.FieldBody && w.synonym:
				continue // long lists for little
			case m.field == analysis.FieldBody:
				share = coverBody
			case m.field != analysis.FieldTitle && m.field != analysis.FieldAlt:
				continue
			}
			switch m.how {
			case byKey:
				share *= coverKey
			case bySlip:
				share *= coverSlip / float64(m.slips)
			case byPrefix:
				continue
			}
			if w.synonym {
				share *= coverSynonym
			}
			docs, err := b.docs(m.ref)
			if err != nil {
				return nil, err
			}
			for n := range docs {
				found[n] = max(found[n], share)
			}
		}
		if i == 0 {
			all = found
			continue
		}
		for n, share := range all {
			if other, ok := found[n]; ok {
				all[n] = min(share, other)
			} else {
				delete(all, n)
			}
		}
	}
	return all, nil
}

// rarity is the inverse document frequency of what was typed.
func (b builder) rarity(w *way) (float64, error) {
	count, err := b.l.reader.DocCount()
	if err != nil {
		return 0, err
	}
	least := math.Inf(1)
	for _, word := range w.words {
		if word.reading == nil {
			word.reading = b.x.read(word, b.l.lang, false)
		}
		var said, like int
		for _, m := range word.reading.whole {
			if m.how == byPrefix {
				continue
			}
			docs, err := b.docs(m.ref)
			if err != nil {
				return 0, err
			}
			if m.how == byWord || m.how == byStem {
				said = max(said, len(docs))
			} else {
				like = max(like, len(docs))
			}
		}
		if said == 0 {
			said = like
		}
		least = min(least, float64(said))
	}
	if math.IsInf(least, 1) {
		return 0, nil
	}
	return math.Log(1 + (float64(count)-least+0.5)/(least+0.5)), nil
}
