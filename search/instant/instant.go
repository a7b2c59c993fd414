// Package instant writes the list that answers in the page while the reader
// types, before the engine is there and without it: for each language the
// titles, names and precomputed keys of the pages that have a name. A few
// kilobytes of script (search-instant.js of the theme) search it.
//
// The rules by which the script folds what is typed lie in the list too, taken
// from package mn: there is one source of them.
package instant

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"nutag/search/analysis"
	"nutag/search/analysis/mn"
	"nutag/search/doc"
	"nutag/search/entry"
	"nutag/search/shard"
)

// Version is the version of the list. The script that reads it has the same.
const Version = 1

// kinds are those whose pages people know by a name. Terms, programmes, lessons
// and the like are left to the engine, so that the list stays small.
var kinds = []string{
	"aimag", "channel", "country", "course", "district", "guide", "hotline", "journey", "mission", "page", "service", "soum",
}

// List is the list of one language.
type List struct {
	Version int      `json:"v"`
	Rules   mn.Rules `json:"rules"`
	Words   []string `json:"words"` // pairs: folded word, its key or "" when that is the same
	Items   []Item   `json:"items"` // the more important first
}

// Item is one page. It is written as an array, without the names of its fields.
type Item struct {
	ID    string
	URL   string // below the folder of the language; $ stands for the id behind its slash
	Title string
	Alt   string  // title in the other language, or "" when it is the same
	Aimag string  // two-digit code, or ""
	Names [][]int // names, each a list of numbers of words
	More  []int   // words of the aimag, and those of the titles that are in no name
}

// MarshalJSON writes the item as an array in the order of its fields.
func (i Item) MarshalJSON() ([]byte, error) {
	return json.Marshal([]any{i.ID, i.URL, i.Title, i.Alt, i.Aimag, i.Names, i.More})
}

// EntryName is the file of a fixed name that names the lists. They stand in the
// entry of the search as well; this one is for boxes that need nothing else, and
// a thirtieth of its size.
const EntryName = "instant.json"

// entryFile has the form of the entry of the search.
type entryFile struct {
	Format    int                       `json:"format"`
	Languages map[string]entry.Language `json:"languages"`
}

// Write writes the list of every language and the file that names them into
// dir, and returns their records by language.
func Write(dir string, docs []doc.Document) (map[string]entry.File, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	out := make(map[string]entry.File)
	e := entryFile{Format: entry.Format, Languages: make(map[string]entry.Language)}
	for _, lang := range []string{"mn", "en"} {
		data, err := json.Marshal(Make(lang, docs))
		if err != nil {
			return nil, fmt.Errorf("instant list %s: %w", lang, err)
		}
		packed, err := shard.Gzip(data)
		if err != nil {
			return nil, fmt.Errorf("instant list %s: %w", lang, err)
		}
		f := entry.Describe("instant-"+lang, "bin", packed)
		f.Raw = len(data)
		if err := os.WriteFile(filepath.Join(dir, f.File), packed, 0o644); err != nil {
			return nil, err
		}
		out[lang] = f
		e.Languages[lang] = entry.Language{Instant: &f}
	}
	data, err := json.Marshal(e)
	if err != nil {
		return nil, fmt.Errorf("instant list: %w", err)
	}
	return out, os.WriteFile(filepath.Join(dir, EntryName), append(data, '\n'), 0o644)
}

// Make returns the list of one language. The order of the documents does not
// matter.
func Make(lang string, docs []doc.Document) List {
	docs = slices.Clone(docs)
	doc.Sort(docs)
	b := builder{numbers: make(map[string]int), aimags: make(map[string][]string), list: List{Version: Version, Rules: mn.Tables(), Words: []string{}, Items: []Item{}}}
	for _, d := range docs {
		if d.AimagName != "" && !slices.Contains(b.aimags[d.Aimag], d.AimagName) {
			b.aimags[d.Aimag] = append(b.aimags[d.Aimag], d.AimagName)
		}
	}
	for _, d := range docs {
		if d.Lang == lang && slices.Contains(kinds, d.Kind) {
			b.add(d)
		}
	}
	return b.list
}

type builder struct {
	list    List
	numbers map[string]int      // of folded words
	aimags  map[string][]string // names of an aimag in all languages, by code
}

func (b *builder) add(d doc.Document) {
	_, code, _ := strings.Cut(d.ID, "/")
	item := Item{ID: d.ID, URL: strings.Replace(strings.TrimPrefix(d.URL, d.Lang+"/"), code, "$", 1), Title: d.Title, Alt: d.AltTitle, Aimag: d.Aimag, Names: [][]int{}, More: []int{}}
	if item.Alt == item.Title {
		item.Alt = ""
	}
	// What has the keys of a name that is there already is found by them: nearly
	// every name in Latin letters by the one in Cyrillic.
	known := make(map[string]bool)
	name := func(text string) {
		if keys := strings.Join(keysOf(text), " "); keys != "" && !known[keys] {
			known[keys] = true
			item.Names = append(item.Names, b.words(text))
		}
	}
	for _, text := range names(d) {
		name(text)
		// Хутаг-Өндөр is written in one word too.
		for _, w := range analysis.Words(text) {
			if strings.Contains(w, "-") {
				name(strings.ReplaceAll(w, "-", ""))
			}
		}
	}
	for _, n := range item.Names {
		for _, w := range n {
			known[b.key(w)] = true
		}
	}
	more := func(text string, known map[string]bool) {
		for _, w := range split(text) {
			if key := mn.Key(w); key != "" && !known[key] {
				known[key] = true
				item.More = append(item.More, b.number(w))
			}
		}
	}
	// The aimag comes first, also where it is called as the place is: who writes
	// Сүхбаатар twice means the soum of that aimag.
	aimag := make(map[string]bool)
	for _, name := range b.aimags[d.Aimag] {
		more(name, aimag)
	}
	maps.Copy(known, aimag)
	more(d.Title, known)
	more(d.AltTitle, known)
	b.list.Items = append(b.list.Items, item)
}

// key returns the key of a word of the list.
func (b *builder) key(number int) string {
	if key := b.list.Words[2*number+1]; key != "" {
		return key
	}
	return b.list.Words[2*number]
}

// maxAliases bounds the names of a page that is no place beside its titles; the
// engine knows the others.
const maxAliases = 2

// names are the ways to call a page: of a place its names without kind and
// aimag, of others the titles and their first aliases, of a term the titles
// alone. Codes are none: nobody knows a page by its number.
func names(d doc.Document) []string {
	list := d.Aliases
	switch {
	case d.Kind == "term":
		list = []string{d.Title, d.AltTitle}
	case d.Aimag == "":
		list = slices.Concat([]string{d.Title, d.AltTitle}, list[:min(len(list), maxAliases)])
	}
	var out []string
	for _, s := range slices.Concat(list, []string{d.Title}) {
		switch {
		case !strings.ContainsFunc(s, unicode.IsLetter) || strings.ContainsFunc(s, unicode.IsDigit):
		case d.Aimag == "":
			out = append(out, s)
		case s != d.Title || len(out) == 0:
			out = append(out, analysis.Name(s))
		}
	}
	return out
}

// split returns the words of a text, folded, those that a hyphen joins one by
// one.
func split(text string) []string {
	var out []string
	for _, joined := range analysis.Words(text) {
		for w := range strings.SplitSeq(joined, "-") {
			out = append(out, mn.Fold(w))
		}
	}
	return out
}

func keysOf(text string) []string {
	var out []string
	for _, w := range split(text) {
		out = append(out, mn.Key(w))
	}
	return out
}

// words returns the numbers of the words of a text.
func (b *builder) words(text string) []int {
	var out []int
	for _, w := range split(text) {
		out = append(out, b.number(w))
	}
	return out
}

// number returns the number of a folded word, which it adds when needed.
func (b *builder) number(folded string) int {
	n, ok := b.numbers[folded]
	if !ok {
		n = len(b.numbers)
		b.numbers[folded] = n
		key := mn.Key(folded)
		if key == folded {
			key = ""
		}
		b.list.Words = append(b.list.Words, folded, key)
	}
	return n
}
