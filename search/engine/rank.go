package engine

import (
	"math"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/search"
	api "github.com/blevesearch/bleve_index_api"

	"nutag/search/analysis"
	"nutag/search/analysis/mn"
)

// Bonuses put the hits into classes, the best class of a page counting. Within
// a class Bleve's own score decides. Among names only the importance of the
// place does, and then population: several soums are called Bulgan, and none is
// it more truly than another.
const (
	bonusName     = 1000 // the whole query is a name of the page
	bonusNameStem = 960  // the same in another case
	bonusNameKey  = 920  // the same in Latin letters or with other vowels
	bonusKeyStem  = 880  // both
	bonusSlip     = 860  // the same but for a slip, less 160 for a second one
	bonusTitle    = 300  // every word is in titles and aliases
	bonusTitleKey = 270  // every word is, some of them only by key
	bonusPart     = 200  // some words of the query are a name of the page
	bonusCover    = 270  // times the share of the query that titles and headings speak of
	bonusAll      = 80   // more when every word is somewhere in the page, where pages with some of them are shown too

	onlyAlias   = -45  // it is another name than that of the title
	guessedPart = -80  // it is only like some words of a sentence
	extraAimag  = 100  // the other words name its aimag
	extraKind   = 50   // the kind word fits
	otherKind   = -150 // it asks for another kind
	liftKind    = 40   // the kind word fits, whatever the rest
	liftTopic   = 60   // the page is of the kind that a word of the query speaks of

	surelyNamed = 870 // bonuses from here on leave no doubt which name is meant
	nameClass   = 500 // bonuses from here on are those of names
	spreadText  = 100 // between pages that mention the words
	spreadRank  = 60  // importance among pages of the same name
	plainRank   = 15  // importance among others
)

// class is why a document stands where it stands.
type class struct {
	bonus float64
	why   string
}

// properKinds are the kinds of page whose names are proper names.
var properKinds = map[string]bool{"aimag": true, "soum": true, "district": true, "country": true, "mission": true, "channel": true, "hotline": true, "programme": true}

// rankSearcher turns Bleve's score of a document into ours, leaves out what the
// filters exclude, and counts the facets on the way. The result is rounded so
// that processors which fuse multiplication and addition agree.
type rankSearcher struct {
	search.Searcher
	l           *language
	classes     map[uint64]class
	kind, aimag string
	counts      *counts // may be nil
	best        float64 // highest bonus of a hit
	found       docSet  // what passed, when it is asked for
}

// Next implements search.Searcher.
func (s *rankSearcher) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	return s.pass(ctx, nil)
}

// Advance implements search.Searcher.
func (s *rankSearcher) Advance(ctx *search.SearchContext, id api.IndexInternalID) (*search.DocumentMatch, error) {
	return s.pass(ctx, id)
}

func (s *rankSearcher) pass(ctx *search.SearchContext, id api.IndexInternalID) (*search.DocumentMatch, error) {
	for {
		var d *search.DocumentMatch
		var err error
		if id != nil {
			d, err = s.Searcher.Advance(ctx, id)
			id = nil
		} else {
			d, err = s.Searcher.Next(ctx)
		}
		if d == nil || err != nil {
			return d, err
		}
		num := d.IndexInternalID.Value()
		r := &s.l.records[num]
		kind, aimag := s.kind == "" || r.Kind == s.kind, s.aimag == "" || r.Aimag == s.aimag
		s.counts.add(r, kind, aimag)
		if !kind || !aimag {
			ctx.DocumentMatchPool.Put(d)
			continue
		}
		s.best = max(s.best, s.classes[num].bonus)
		if s.found != nil {
			s.found[num] = true
		}
		d.Score = score(d.Score, s.classes[num].bonus, r.Rank, s.l.tie[num])
		return d, nil
	}
}

// score puts the parts together: text is Bleve's score, 0 and up; rank and tie
// are between 0 and 1.
func score(text, bonus, rank, tie float64) float64 {
	if bonus >= nameClass {
		bonus += spreadRank * rank
	} else {
		bonus += spreadText*text/(text+1) + plainRank*rank
	}
	return math.Round(bonus*100)/100 + math.Round(tie*9000)/1e6
}

// names are the documents that have a text as a name, by how exactly.
type names []tier

type tier struct {
	terms []string
	docs  docSet
	bonus float64
	why   string
}

func (n names) empty() bool { return len(n) == 0 }

// named looks a text up among the names; slips says whether letters may be
// wrong when nothing fits otherwise.
func (b builder) named(text string, slips bool) (names, error) {
	at := text
	if slips {
		at = "~" + text
	}
	if out, ok := b.memo.names[at]; ok {
		return out, nil
	}
	out, err := b.lookUp(text, slips)
	b.memo.names[at] = out
	return out, err
}

func (b builder) lookUp(text string, slips bool) (names, error) {
	whole := analysis.WholeName(text)
	if whole == "" {
		return nil, nil
	}
	var out names
	seen := make(map[string]bool)
	add := func(terms []string, bonus float64, why string) error {
		main := tier{docs: make(docSet), bonus: bonus, why: why}
		alias := tier{docs: make(docSet), bonus: bonus + onlyAlias, why: why + ", an alias"}
		for _, t := range terms {
			if seen[t] {
				continue
			}
			seen[t] = true
			if !b.x.has(ref{analysis.FieldName, t}) {
				continue
			}
			docs, err := b.docs(ref{analysis.FieldName, t})
			if err != nil {
				return err
			}
			for n := range docs {
				to := &alias
				if m := b.x.main[n]; m[0] == t || m[1] == t {
					to = &main
				}
				to.docs[n] = true
			}
			if len(docs) > 0 {
				main.terms = append(main.terms, t)
			}
		}
		for _, t := range []tier{main, alias} {
			if len(t.docs) > 0 {
				out = append(out, t)
			}
		}
		return nil
	}
	if err := add([]string{whole}, bonusName, "name"); err != nil {
		return nil, err
	}
	if stems := inflected(text, whole); len(stems) > 0 {
		if err := add(stems, bonusNameStem, "name, another case"); err != nil {
			return nil, err
		}
	}
	keys := mn.Keys(whole)
	for i, k := range keys {
		bonus, why := float64(bonusNameKey), "name by key"
		if i > 0 {
			bonus--
		}
		if err := add(b.x.names[k], bonus, why); err != nil {
			return nil, err
		}
	}
	for i, r := range mn.Roots(whole) {
		bonus := float64(bonusKeyStem)
		if i > 0 {
			bonus -= 50 // two guesses at once
		}
		if err := add(b.x.names[r], bonus, "name by root"); err != nil {
			return nil, err
		}
	}
	doubt := !slices.ContainsFunc(out, func(t tier) bool { return t.bonus >= surelyNamed })
	if slips && doubt && len(keys) > 0 {
		for _, s := range near(b.x.nameKeys, keys[0]) {
			if err := add(b.x.names[s.key], float64(bonusSlip-160*(s.distance-1)), "name with a slip"); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// inflected lists what a name in another case may be in the basic form: its stem,
// and the name with the stem of its last word, which may be one that the
// stemmer knows by itself: “Голомт банканд”.
func inflected(text, whole string) []string {
	var out []string
	if stem := mn.Stem(whole); stem != whole {
		out = append(out, stem)
	}
	if words := analysis.Words(text); len(words) > 1 {
		last := len(words) - 1
		if stem := mn.Stem(mn.Fold(words[last])); stem != "" {
			words[last] = stem
			if name := analysis.WholeName(strings.Join(words, " ")); name != whole && !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	return out
}

// classify finds the class of every document that has one; whole are the names
// that the whole query may be.
func (b builder) classify(q query, whole names, slips bool) (map[uint64]class, error) {
	out := make(map[uint64]class)
	raise := func(docs docSet, bonus float64, why string) {
		for n := range docs {
			if bonus > out[n].bonus {
				out[n] = class{bonus, why}
			}
		}
	}
	words := q.named()
	for _, way := range []struct {
		bonus float64
		why   string
		keys  bool
	}{{bonusTitle, "all words in titles", false}, {bonusTitleKey, "all words in titles by key", true}} {
		titled, err := b.titled(words, way.keys)
		if err != nil {
			return nil, err
		}
		raise(titled, way.bonus, way.why)
	}

	// “Where is Bulgan” asks for Bulgan: names of up to three words anywhere in
	// a longer query count too, longer ones more.
	for i := range words {
		for j := i + 1; j <= min(i+3, len(words)); j++ {
			text := join(words[i:j])
			found, err := b.named(text, false)
			if err != nil {
				return nil, err
			}
			for _, t := range found {
				bonus := bonusPart + 10*float64(j-i) + (t.bonus-bonusName)/20
				if len(words) > j-i && mn.HasCyrillic(text) && t.bonus < bonusNameStem+onlyAlias {
					bonus += guessedPart // “өрхийн” is not Орхон
				}
				raise(b.proper(t.docs), bonus, "part of the query is a "+t.why)
			}
		}
	}

	// How much of the query the titles and headings speak of.
	cover, err := b.cover(q, slips)
	if err != nil {
		return nil, err
	}
	for n, share := range cover {
		raise(docSet{n: true}, bonusCover*share, "words in titles and headings")
	}

	for _, t := range whole {
		for n := range t.docs {
			bonus, why := t.bonus, t.why
			switch {
			case q.kind == "":
			case b.l.records[n].Kind == q.kind:
				bonus, why = bonus+extraKind, why+", kind fits"
			default:
				bonus, why = bonus+otherKind, why+", other kind"
			}
			raise(docSet{n: true}, bonus, why)
		}
	}

	// “Сум сонгох” is what a page is called, kind word and all.
	if len(words) < len(q.words) {
		found, err := b.named(join(q.words), false)
		if err != nil {
			return nil, err
		}
		for _, t := range found {
			if t.bonus >= surelyNamed {
				raise(t.docs, t.bonus+2*extraKind, t.why+", kind word and all")
			}
		}
	}

	if q.twice {
		inAimag, err := b.inAimag(join(words), false)
		if err != nil {
			return nil, err
		}
		for _, t := range whole {
			raise(both(t.docs, inAimag), t.bonus+extraAimag, t.why+" in the aimag of that name")
		}
	}

	// “Булган Ховд”: wherever the words divide, one side may be the name and
	// the other the aimag.
	for i := 1; i < len(words); i++ {
		for _, side := range [2][2][]*word{{words[:i], words[i:]}, {words[i:], words[:i]}} {
			inAimag, err := b.inAimag(join(side[1]), slips)
			if err != nil {
				return nil, err
			}
			if len(inAimag) == 0 {
				continue
			}
			found, err := b.named(join(side[0]), slips)
			if err != nil {
				return nil, err
			}
			for _, t := range found {
				raise(both(t.docs, inAimag), t.bonus+extraAimag, t.why+" in its aimag")
			}
		}
	}
	lift := func(kind string, by float64) {
		if kind == "" {
			return
		}
		for n, r := range b.l.records {
			if r.Kind == kind {
				c := out[uint64(n)]
				c.bonus += by
				out[uint64(n)] = c
			}
		}
	}
	lift(q.kind, liftKind)
	lift(q.topic, liftTopic)
	return out, nil
}

// proper returns those of the documents that have a proper name: a place or
// somebody. A word for a thing is one among the words of a query.
func (b builder) proper(docs docSet) docSet {
	out := make(docSet)
	for n := range docs {
		if properKinds[b.l.records[n].Kind] {
			out[n] = true
		}
	}
	return out
}

// inAimag returns the pages of the aimags with that name, other than the
// aimags' own.
func (b builder) inAimag(text string, slips bool) (docSet, error) {
	found, err := b.named(text, slips)
	if err != nil || found.empty() {
		return nil, err
	}
	codes := make(map[string]bool)
	for _, t := range found {
		for n := range t.docs {
			if r := &b.l.records[n]; r.Kind == "aimag" {
				codes[r.Aimag] = true
			}
		}
	}
	out := make(docSet)
	for n, r := range b.l.records {
		if codes[r.Aimag] && r.Kind != "aimag" {
			out[uint64(n)] = true
		}
	}
	return out, nil
}

// titled returns the documents that have every word in the title or an alias;
// keys says whether the same key is enough.
func (b builder) titled(words []*word, keys bool) (docSet, error) {
	var all docSet
	for i, w := range words {
		if w.reading == nil {
			w.reading = b.x.read(w, b.l.lang, false)
		}
		any, err := b.inTitles(w.reading.whole, keys)
		if err != nil {
			return nil, err
		}
		var parts docSet
		for j, p := range w.reading.parts {
			found, err := b.inTitles(p, keys)
			if err != nil {
				return nil, err
			}
			if j == 0 {
				parts = found
			} else {
				parts = both(parts, found)
			}
		}
		any.add(parts)
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

func (b builder) inTitles(list []meaning, keys bool) (docSet, error) {
	out := make(docSet)
	for _, m := range list {
		if m.field != analysis.FieldTitle && m.field != analysis.FieldAlt || m.how == byPrefix || m.how == bySlip || m.how == byKey && !keys {
			continue
		}
		found, err := b.docs(m.ref)
		if err != nil {
			return nil, err
		}
		out.add(found)
	}
	return out, nil
}
