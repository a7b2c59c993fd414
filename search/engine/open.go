package engine

import (
	"fmt"
	"sort"
	"sync"

	"nutag/search/analysis"
	"nutag/search/reader"
	"nutag/search/shard"
)

// language is the index of one language: a reader over all its segments, and
// the table of hits with the same numbering.
type language struct {
	lang    string
	parts   []shard.Shard // those with documents, in the order opened
	reader  *reader.Reader
	records []shard.Record
	blocks  []string  // name of the text block, by document
	tie     []float64 // 0 to 1: decides between equal scores, by document
	byID    map[string]int
	forms   [][]string // groups of synonyms

	lexicon  func() (*lexicon, error)
	synonyms func() synonyms
}

// Open opens shards, unpacked from gzip, of any languages. Damaged shards and
// those of another build (shard.ErrVersion) are an error. texts may be nil.
func Open(texts TextSource, shards ...[]byte) (*Engine, error) {
	e := &Engine{langs: make(map[string]*language), texts: texts}
	if err := e.Add(shards...); err != nil {
		return nil, err
	}
	return e, nil
}

// Add opens further shards beside those that are open, for example those of
// the other language. After an error the engine is as it was before.
func (e *Engine) Add(shards ...[]byte) error {
	fresh := make(map[string]*language)
	for _, data := range shards {
		s, err := shard.Unpack(data, analysis.Version)
		if err != nil {
			return err
		}
		l := fresh[s.Lang]
		if l == nil {
			l = &language{lang: s.Lang}
			if old := e.langs[s.Lang]; old != nil {
				l.parts = append(l.parts, old.parts...)
				l.forms = append(l.forms, old.forms...)
			}
			fresh[s.Lang] = l
		}
		l.forms = append(l.forms, s.Synonyms...)
		if len(s.Records) > 0 || len(s.Segment) > 0 {
			l.parts = append(l.parts, s)
		}
	}
	for _, l := range fresh {
		if err := l.open(); err != nil {
			return err
		}
	}
	for lang, l := range fresh {
		e.langs[lang] = l
	}
	return nil
}

// open numbers the documents of all parts through and prepares what a query
// needs. The lexicon is left until it is first asked for.
func (l *language) open() error {
	segments := make([][]byte, len(l.parts))
	for i, p := range l.parts {
		segments[i] = p.Segment
		l.records = append(l.records, p.Records...)
		for range p.Records {
			l.blocks = append(l.blocks, p.Name)
		}
	}
	var err error
	if l.reader, err = reader.Open(segments...); err != nil {
		return err
	}
	if n, _ := l.reader.DocCount(); n != uint64(len(l.records)) {
		return fmt.Errorf("%w: %d documents and %d records", reader.ErrDamaged, n, len(l.records))
	}
	l.byID = make(map[string]int, len(l.records))
	for i, r := range l.records {
		l.byID[r.ID] = i
	}
	l.tie = ties(l.records)
	l.lexicon = sync.OnceValues(func() (*lexicon, error) { return newLexicon(l.reader, l.records) })
	l.synonyms = sync.OnceValue(func() synonyms { return newSynonyms(l.forms) })
	return nil
}

// ties gives each document its place in the order by importance, population
// and id as a number between 0 and 1, the first the highest. It is computed
// when opening and not stored: a corrected population then changes its own
// shard, not those of all documents behind it.
func ties(records []shard.Record) []float64 {
	order := make([]int, len(records))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool {
		a, b := &records[order[i]], &records[order[j]]
		switch {
		case a.Rank != b.Rank:
			return a.Rank > b.Rank
		case a.Population != b.Population:
			return a.Population > b.Population
		}
		return a.ID < b.ID
	})
	out := make([]float64, len(records))
	for place, i := range order {
		out[i] = 1 - float64(place)/float64(len(order))
	}
	return out
}
