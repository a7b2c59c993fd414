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
	main     [][2]string              // what a page is called, without the kind and the aimag, in both languages, by document
	names    map[string][]string      // whole names by key and by root
	nameKeys []spelling               // the keys of names, by length and alphabet
	titles   vocabulary               // terms of titles and aliases
	texts    func() vocabulary        // terms of headings and texts: asked for when a word is in no title, or typed in Latin letters
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
const maxKeyed = 36

func newLexicon(r *reader.Reader, records []shard.Record) (*lexicon, error) {
	x := &lexicon{names: make(map[string][]string), reader: r}
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
		// A Latin name has a Cyrillic one beside it, with a better root.
		if root := mn.StemKey(key); root != key {
			x.names[root] = append(x.names[root], term)
		} else if !mn.HasCyrillic(term) {
			continue
		}
		if root := mn.Root(term); root != key && mn.HasCyrillic(term) && !slices.Contains(x.names[root], term) {
			x.names[root] = append(x.names[root], term)
		}
	}
	if x.titles, err = newVocabulary(r, analysis.FieldTitle, analysis.FieldAlt); err != nil {
		return nil, err
	}
	x.texts = sync.OnceValue(func() vocabulary {
		v, err := newVocabulary(r, analysis.FieldHeadings, analysis.FieldBody)
		if err != nil {
			return vocabulary{} // the same dictionaries were read a moment ago
		}
		return v
	})
	// Kinds are terms as well; the list makes them known.
	if _, err := r.List(analysis.FieldKind); err != nil {
		return nil, err
	}
	for _, rec := range records {
		x.main = append(x.main, [2]string{mainName(rec.Title), mainName(rec.Alt)})
	}
	x.nameKeys = spellings(x.names)
	x.surface = sync.OnceValue(func() map[string]string { return surfaces(records) })
	return x, nil
}

// mainName is what a title calls its page: “Хутаг-Өндөр сум, Булган аймаг” is
// called хутагөндөр. Other names of a page are its aliases.
func mainName(title string) string {
	name, _, _ := strings.Cut(title, ",")
	return analysis.WholeName(analysis.Name(name))
}

// vocabulary is the terms of some fields under their keys and roots.
type vocabulary struct {
	words    map[string][]ref
	keys     []spelling // by length and alphabet
	alphabet []string   // the keys in the order of the alphabet
}

// newVocabulary reads the dictionaries of the fields. Terms are stems or stand
// beside their stems, so that the endings that a key shows are all there is to
// take away.
func newVocabulary(r *reader.Reader, fields ...string) (vocabulary, error) {
	v := vocabulary{words: make(map[string][]ref)}
	keys := make(map[string][2]string) // key and root; terms occur in several fields
	for _, field := range fields {
		terms, err := r.List(field)
		if err != nil {
			return v, err
		}
		for _, term := range terms {
			k, ok := keys[term]
			if !ok {
				k[0] = mn.Key(term)
				k[1] = mn.StemKey(k[0])
				keys[term] = k
			}
			if k[0] == "" {
				continue
			}
			at := ref{field, term}
			v.words[k[0]] = append(v.words[k[0]], at)
			if k[1] != k[0] {
				v.words[k[1]] = append(v.words[k[1]], at)
			}
		}
	}
	v.keys = spellings(v.words)
	v.alphabet = slices.Sorted(maps.Keys(v.words))
	return v, nil
}

// beginning returns the keys that begin with one and are longer.
func (v vocabulary) beginning(start string) []string {
	from, _ := slices.BinarySearch(v.alphabet, start)
	to := from
	for to < len(v.alphabet) && strings.HasPrefix(v.alphabet[to], start) {
		to++
	}
	if from < to && v.alphabet[from] == start {
		from++
	}
	return v.alphabet[from:to]
}
