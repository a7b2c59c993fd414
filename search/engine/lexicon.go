package engine

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"nutag/search/analysis"
	"nutag/search/analysis/mn"
	"nutag/search/reader"
	"nutag/search/shard"
)

// lexicon is the vocabulary of one language under its Latin keys: which terms
// sound like what a reader typed in Latin letters, without the keys for ө and
// ү, or with a slip. It is a function of the dictionaries, computed when first
// needed, so that no byte of it is downloaded.
type lexicon struct {
	reader   *reader.Reader
	main     [][2]string         // what a page is called, without the kind and the aimag, in both languages, by document
	names    map[string][]string // whole names by key and by root
	nameKeys []spelling          // the keys of names, by length and alphabet
	words    map[string][]ref    // terms of the text fields, likewise
	wordKeys []spelling
	alphabet []string                 // the keys of words in the order of the alphabet
	surface  func() map[string]string // how a title writes a term
}

// ref is a term in a field.
type ref struct{ field, term string }

// textFields are the fields in which words are looked up, with their weights.
// What decides between names is in rank.go; these order the pages that merely
// mention the words.
var textFields = []struct {
	name  string
	boost float64
}{
	{analysis.FieldTitle, 6},
	{analysis.FieldAlt, 4},
	{analysis.FieldHeadings, 2.5},
	{analysis.FieldBody, 1},
}

// maxKeyed bounds the bytes of a whole name that is found by its key; longer
// ones are titles of several words, which their words find.
const maxKeyed = 56

func newLexicon(r *reader.Reader, records []shard.Record) (*lexicon, error) {
	x := &lexicon{names: make(map[string][]string), words: make(map[string][]ref), reader: r}
	names, err := r.List(analysis.FieldName)
	if err != nil {
		return nil, err
	}
	for _, term := range names {
		if len(term) > maxKeyed {
			continue
		}
		key := mn.Key(term)
		x.names[key] = append(x.names[key], term)
		if root := mn.Root(term); root != key {
			x.names[root] = append(x.names[root], term)
		}
	}
	keys := make(map[string]string) // terms occur in several fields
	for _, f := range textFields {
		terms, err := r.List(f.name)
		if err != nil {
			return nil, err
		}
		for _, term := range terms {
			at := ref{f.name, term}
			key, ok := keys[term]
			if !ok {
				key = mn.Key(term)
				keys[term] = key
			}
			if key == "" {
				continue
			}
			x.words[key] = append(x.words[key], at)
			// The terms of texts are stems already.
			root := mn.StemKey(key)
			if f.name == analysis.FieldTitle || f.name == analysis.FieldAlt {
				root = mn.Root(term)
			}
			if root != key {
				x.words[root] = append(x.words[root], at)
			}
		}
	}
	// Kinds are terms as well; the list makes them known.
	if _, err := r.List(analysis.FieldKind); err != nil {
		return nil, err
	}
	for _, rec := range records {
		x.main = append(x.main, [2]string{mainName(rec.Title), mainName(rec.Alt)})
	}
	x.nameKeys, x.wordKeys = spellings(x.names), spellings(x.words)
	x.alphabet = slices.Sorted(maps.Keys(x.words))
	x.surface = sync.OnceValue(func() map[string]string { return surfaces(records) })
	return x, nil
}

// mainName is what a title calls its page: “Хутаг-Өндөр сум, Булган аймаг” is
// called хутагөндөр. Other names of a page are its aliases.
func mainName(title string) string {
	name, _, _ := strings.Cut(title, ",")
	return analysis.WholeName(analysis.Name(name))
}

// beginning returns the keys that begin with one and are longer.
func (x *lexicon) beginning(start string) []string {
	from, _ := slices.BinarySearch(x.alphabet, start)
	to := from
	for to < len(x.alphabet) && strings.HasPrefix(x.alphabet[to], start) {
		to++
	}
	if from < to && x.alphabet[from] == start {
		from++
	}
	return x.alphabet[from:to]
}
