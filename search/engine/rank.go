package engine

import (
	"math"
	"strings"

	"github.com/blevesearch/bleve/v2/search"
	api "github.com/blevesearch/bleve_index_api"

	"nutag/search/analysis"
	"nutag/search/shard"
)

// Bonuses put the hits into classes, the best class of a page counting. Within
// a class Bleve's own score decides. Among names only the importance of the
// place does, and then the order of the index, which is by population: several
// soums are called Bulgan, and none is it more truly than another.
const (
	bonusNameAimag = 1100 // the name, and the other words name its aimag
	bonusNameKind  = 1050 // the name, and the kind word fits
	bonusName      = 1000 // the whole query is a name of the page
	bonusNameKey   = 900  // the same in Latin or with other vowels
	bonusOtherKind = 850  // the name, but the kind word asks for another kind
	bonusTitle     = 300  // every word is in titles and aliases
	bonusPart      = 200  // some words of the query are a name of the page
	bonusKind      = 40   // the kind word fits, whatever the rest

	spreadText = 100 // between pages that mention the words
	spreadRank = 60  // importance among pages of the same name
	plainRank  = 15  // importance among others
)

// rankSearcher turns Bleve's score of a document into ours. The result is
// rounded so that processors which fuse multiplication and addition agree.
type rankSearcher struct {
	search.Searcher
	records []shard.Record
	bonus   map[uint64]float64
}

// Next implements search.Searcher.
func (s *rankSearcher) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	return s.score(s.Searcher.Next(ctx))
}

// Advance implements search.Searcher.
func (s *rankSearcher) Advance(ctx *search.SearchContext, id api.IndexInternalID) (*search.DocumentMatch, error) {
	return s.score(s.Searcher.Advance(ctx, id))
}

func (s *rankSearcher) score(d *search.DocumentMatch, err error) (*search.DocumentMatch, error) {
	if d == nil || err != nil {
		return d, err
	}
	num := d.IndexInternalID.Value()
	r, bonus := s.records[num], s.bonus[num]
	if bonus >= bonusOtherKind {
		d.Score = bonus + spreadRank*r.Rank
	} else {
		text := d.Score / (d.Score + 1) // 0 to 1, in the same order
		d.Score = bonus + spreadText*text + plainRank*r.Rank
	}
	d.Score = math.Round(d.Score*1e4) / 1e4
	return d, nil
}

// bonuses finds the class of every document that has one.
func (b builder) bonuses(q query, records []shard.Record) (map[uint64]float64, error) {
	bonus := make(map[uint64]float64)
	raise := func(docs map[uint64]bool, value float64) {
		for n := range docs {
			bonus[n] = max(bonus[n], value)
		}
	}

	named := q.named()
	titled, err := b.allIn(named, analysis.FieldTitle, analysis.FieldAlt, analysis.FieldKey)
	if err != nil {
		return nil, err
	}
	raise(titled, bonusTitle)
	// “Where is Bulgan” asks for Bulgan: names of up to three words anywhere in
	// a longer query count too.
	for i := range named {
		for j := i + 1; j <= min(i+3, len(named)); j++ {
			exact, key, err := b.byName(join(named[i:j]))
			if err != nil {
				return nil, err
			}
			raise(key, bonusPart+10*float64(j-i)-5)
			raise(exact, bonusPart+10*float64(j-i))
		}
	}

	byName, byKey, err := b.byName(join(named))
	if err != nil {
		return nil, err
	}
	raise(byKey, bonusNameKey)
	raise(byName, bonusName)
	if q.kind != "" {
		for _, docs := range []map[uint64]bool{byKey, byName} {
			for n := range docs {
				if records[n].Kind == q.kind {
					bonus[n] = max(bonus[n], bonusNameKind)
				} else if bonus[n] < bonusTitle || bonus[n] == bonusName || bonus[n] == bonusNameKey {
					bonus[n] = bonusOtherKind
				}
			}
		}
	}

	// “Булган Ховд”: wherever the words divide, one side may be the name and
	// the other the aimag.
	for i := 1; i < len(named); i++ {
		for _, side := range [2][2][]word{{named[:i], named[i:]}, {named[i:], named[:i]}} {
			byName, byKey, err := b.byName(join(side[0]))
			if err != nil {
				return nil, err
			}
			if len(byKey) == 0 {
				continue
			}
			inAimag, err := b.docs(analysis.FieldPlace, analysis.Terms(analysis.FieldPlace, b.lang, join(side[1])))
			if err != nil {
				return nil, err
			}
			raise(both(byKey, inAimag), bonusNameAimag-1)
			raise(both(byName, inAimag), bonusNameAimag)
		}
	}
	if q.kind != "" {
		for n, r := range records {
			if r.Kind == q.kind {
				bonus[uint64(n)] += bonusKind
			}
		}
	}
	return bonus, nil
}

// byName returns the documents with the text as a name, letter by letter after
// folding, and those with the same Latin key, which include the former.
func (b builder) byName(text string) (exact, key map[uint64]bool, err error) {
	if exact, err = b.docs(analysis.FieldName, analysis.Terms(analysis.FieldName, b.lang, text)); err != nil {
		return nil, nil, err
	}
	key, err = b.docs(analysis.FieldNameKey, analysis.Terms(analysis.FieldNameKey, b.lang, text))
	return exact, key, err
}

// allIn returns the documents in which every word is in one of the fields.
func (b builder) allIn(words []word, names ...string) (map[uint64]bool, error) {
	var all map[uint64]bool
	for i, w := range words {
		any := make(map[uint64]bool)
		for _, f := range names {
			terms := analysis.Terms(f, b.lang, w.text)
			if len(terms) == 0 {
				continue
			}
			// A hyphenated word counts in its joined form or by all its parts.
			found, err := b.docs(f, terms[len(terms)-1:])
			if err != nil {
				return nil, err
			}
			for n := range found {
				any[n] = true
			}
			if strings.Contains(w.text, "-") && len(terms) > 2 {
				var parts map[uint64]bool
				for j, t := range terms[:len(terms)-1] {
					found, err := b.docs(f, []string{t})
					if err != nil {
						return nil, err
					}
					if j == 0 {
						parts = found
					} else {
						parts = both(parts, found)
					}
				}
				for n := range parts {
					any[n] = true
				}
			}
		}
		if i == 0 {
			all = any
		} else {
			all = both(all, any)
		}
		if len(all) == 0 {
			return nil, nil
		}
	}
	return all, nil
}

// docs returns the documents with any of the terms in the field.
func (b builder) docs(field string, terms []string) (map[uint64]bool, error) {
	out := make(map[uint64]bool)
	for _, t := range terms {
		p, err := b.r.TermFieldReader(b.ctx, []byte(t), field, false, false, false)
		if err != nil {
			return nil, err
		}
		var d api.TermFieldDoc
		for {
			next, err := p.Next(&d)
			if err != nil {
				return nil, err
			}
			if next == nil {
				break
			}
			out[next.ID.Value()] = true
		}
		if err := p.Close(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func both(a, b map[uint64]bool) map[uint64]bool {
	out := make(map[uint64]bool)
	for n := range a {
		if b[n] {
			out[n] = true
		}
	}
	return out
}
