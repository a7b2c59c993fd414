// Package analysis turns text into index terms, in one implementation for the
// index writer, the command line and the browser: a query finds a page only
// because both went through the same code.
//
// Words are runs of letters and digits (split.go). A name with a hyphen gives its parts and the joined form. What happens to each word depends
// on the field; see the Field constants. What is particular to Mongolian lies
// in package mn, which knows nothing of a search engine.
package analysis

import (
	"strings"
	"unicode/utf8"

	bleve "github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/token/porter"

	"nutag/search/analysis/mn"
)

// Version counts changes of what this package produces. An index written with
// another version must not be searched with this one; readers compare it.
const Version = 4

// Fields of an index document. Which analyzer belongs to which field is fixed
// by AnalyzerFor.
//
// No field holds Latin keys: they are a function of the terms, so the engine
// computes them from the dictionaries when it opens an index, and no reader
// has to download them.
const (
	FieldName     = "name"     // whole titles, aliases and codes as one folded term each, never stemmed
	FieldTitle    = "title"    // words of the title in the language of the page, whole and stemmed
	FieldAlt      = "alt"      // words of the other language's title and of the aliases, whole and stemmed
	FieldHeadings = "headings" // stems of the headings
	FieldBody     = "body"     // stems of the text
	FieldKind     = "kind"     // kind of the page, verbatim
	FieldAimag    = "aimag"    // two-digit aimag code, verbatim
)

// Fields returns the names of all fields, sorted.
func Fields() []string {
	return []string{FieldAimag, FieldAlt, FieldBody, FieldHeadings, FieldKind, FieldName, FieldTitle}
}

// Names of the analyzers in Bleve's registry. Importing this package registers
// them, so that a stock Bleve program can open an exported index.
const (
	AnalyzerText     = "nutag_text"     // one stem for each word
	AnalyzerTitle    = "nutag_title"    // the word, and its stem where that is another
	AnalyzerName     = "nutag_name"     // the whole input as one folded term
	AnalyzerVerbatim = "nutag_verbatim" // the input as it is
)

// maxWord bounds a term, in letters. A longer run of letters is no word.
const maxWord = 64

// AnalyzerFor returns the registered name of the analyzer of a field. The
// languages share their analyzers: the script of a word says how it is stemmed,
// so that an English word on a Mongolian page is found as on an English one.
func AnalyzerFor(field string) string {
	switch field {
	case FieldName:
		return AnalyzerName
	case FieldTitle, FieldAlt:
		return AnalyzerTitle
	case FieldKind, FieldAimag:
		return AnalyzerVerbatim
	}
	return AnalyzerText
}

// Terms analyses text as the field would and returns the terms in order. The
// joined forms of hyphenated words are among them, last in their group.
func Terms(field, text string) []string {
	stream := New(AnalyzerFor(field)).Analyze([]byte(text))
	terms := make([]string, len(stream))
	for i, tok := range stream {
		terms[i] = string(tok.Term)
	}
	return terms
}

// New returns the analyzer of that name; an unknown name gives the verbatim
// one. Analyzers hold no state and may be used concurrently.
func New(name string) bleve.Analyzer {
	switch name {
	case AnalyzerText:
		return words{}
	case AnalyzerTitle:
		return words{whole: true}
	case AnalyzerName:
		return whole{}
	}
	return verbatim{}
}

// Word returns the form in which a single word is compared whole: folded, with
// ө as о and ү as у, because people without these keys type the others.
func Word(word string) string { return mn.Loose(mn.Fold(word)) }

// Stem returns the term of a single word: by script, the Mongolian or the
// English stem of its folded form, again with о and у for ө and ү. Merging the
// vowels costs a few pairs of words their difference (уул mountain, үүл cloud);
// the field of whole names keeps it.
func Stem(word string) string {
	word = mn.Fold(word)
	if mn.HasCyrillic(word) {
		return mn.Loose(mn.Stem(word))
	}
	return englishStem(word)
}

// englishStem drops the possessive and stems what is plain ASCII.
func englishStem(word string) string {
	for _, suffix := range []string{"'s", "’s", "'", "’"} {
		if rest, ok := strings.CutSuffix(word, suffix); ok {
			word = rest
			break
		}
	}
	for i := range len(word) {
		if word[i] < 'a' || word[i] > 'z' {
			return word
		}
	}
	stream := porter.NewPorterStemmer().Filter(bleve.TokenStream{{Term: []byte(word)}})
	return string(stream[0].Term)
}

// words emits a term for each word and the joined form of hyphenated words.
type words struct {
	whole bool // the folded word too
}

// Analyze implements Bleve's Analyzer.
func (a words) Analyze(input []byte) bleve.TokenStream {
	var out bleve.TokenStream
	emit := func(w span, term string) {
		if term != "" && utf8.RuneCountInString(term) <= maxWord {
			out = append(out, &bleve.Token{Start: w.start, End: w.end, Position: w.position, Term: []byte(term), Type: bleve.AlphaNumeric})
		}
	}
	both := func(w span, raw string) {
		stem := Stem(raw)
		if a.whole {
			if word := Word(raw); word != stem {
				emit(w, word)
			}
		}
		emit(w, stem)
	}
	for _, group := range split(input) {
		for _, w := range group {
			both(w, string(input[w.start:w.end]))
		}
		if len(group) > 1 {
			var joined strings.Builder
			for _, w := range group {
				joined.Write(input[w.start:w.end])
			}
			first := group[0]
			both(span{first.start, group[len(group)-1].end, first.position}, joined.String())
		}
	}
	return out
}

// whole emits one term for the whole input: its words without what divides
// them, so that “Хутаг-Өндөр”, “хутаг өндөр” and “хутагөндөр” are one name.
type whole struct{}

// Analyze implements Bleve's Analyzer.
func (whole) Analyze(input []byte) bleve.TokenStream {
	term := WholeName(string(input))
	if term == "" {
		return nil
	}
	return bleve.TokenStream{{Start: 0, End: len(input), Position: 1, Term: []byte(term), Type: bleve.AlphaNumeric}}
}

// WholeName returns a name as one folded term, or "" when it has no word or is
// longer than any name.
func WholeName(text string) string {
	input := []byte(text)
	var term strings.Builder
	for _, group := range split(input) {
		for _, w := range group {
			term.WriteString(mn.Fold(string(input[w.start:w.end])))
		}
	}
	if utf8.RuneCountInString(term.String()) > 4*maxWord {
		return ""
	}
	return term.String()
}

// verbatim emits the input as it is: for codes and kinds.
type verbatim struct{}

// Analyze implements Bleve's Analyzer.
func (verbatim) Analyze(input []byte) bleve.TokenStream {
	if len(input) == 0 {
		return nil
	}
	return bleve.TokenStream{{Start: 0, End: len(input), Position: 1, Term: input, Type: bleve.AlphaNumeric}}
}

// englishStops is read once from the list that Bleve ships (its source and
// licence are stated there) and never changed.
var englishStops = onceStops(en.EnglishStopWords)
