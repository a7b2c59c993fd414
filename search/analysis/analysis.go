// Package analysis turns text into index terms, in one implementation for the
// index writer, the command line and the browser: a query finds a page only
// because both went through the same code.
//
// Words are split by the Unicode rules (Bleve's tokenizer). A name with a
// hyphen gives its parts and the joined form. What happens to each word depends
// on the field; see the Field constants.
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
const Version = 1

// Fields of an index document. Which analyzer belongs to which field is fixed
// by AnalyzerFor.
const (
	FieldName     = "name"     // whole titles and aliases as one folded term each, never stemmed
	FieldNameKey  = "name_key" // the same as one Latin key each
	FieldTitle    = "title"    // words of the title, in the language of the page
	FieldAlt      = "alt"      // words of the other language's title and the aliases, unstemmed
	FieldHeadings = "headings" // words of the headings
	FieldBody     = "body"     // words of the text
	FieldKey      = "key"      // Latin key of each word of titles and aliases
	FieldPlace    = "place"    // name of the aimag in both languages as one Latin key each
	FieldKind     = "kind"     // kind of the page, verbatim
	FieldAimag    = "aimag"    // two-digit aimag code, verbatim
)

// Names of the analyzers in Bleve's registry. Importing this package registers
// them, so that a stock Bleve program can open an exported index.
const (
	AnalyzerMongolian = "nutag_mn"
	AnalyzerEnglish   = "nutag_en"
	AnalyzerExact     = "nutag_exact"
	AnalyzerName      = "nutag_name"
	AnalyzerKey       = "nutag_key"
	AnalyzerNameKey   = "nutag_name_key"
	AnalyzerVerbatim  = "nutag_verbatim"
)

// maxWord bounds a term, in letters. A longer run of letters is no word.
const maxWord = 64

// AnalyzerFor returns the registered name of the analyzer of a field in an
// index of the given language ("mn" or "en"; anything else counts as "mn").
func AnalyzerFor(field, lang string) string {
	switch field {
	case FieldName:
		return AnalyzerName
	case FieldNameKey, FieldPlace:
		return AnalyzerNameKey
	case FieldAlt:
		return AnalyzerExact
	case FieldKey:
		return AnalyzerKey
	case FieldKind, FieldAimag:
		return AnalyzerVerbatim
	}
	if lang == "en" {
		return AnalyzerEnglish
	}
	return AnalyzerMongolian
}

// Terms analyses text as the field of that language would and returns the
// terms in order. The joined forms of hyphenated words are among them.
func Terms(field, lang, text string) []string {
	stream := New(AnalyzerFor(field, lang)).Analyze([]byte(text))
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
	case AnalyzerMongolian:
		return words{term: mongolianTerm}
	case AnalyzerEnglish:
		return words{term: englishTerm}
	case AnalyzerExact:
		return words{term: mn.Fold}
	case AnalyzerName:
		return whole{term: mn.Fold}
	case AnalyzerKey:
		return words{term: mn.Key}
	case AnalyzerNameKey:
		return whole{term: mn.Key}
	}
	return verbatim{}
}

// mongolianTerm is where the stemmer will stand: every Mongolian text field and
// every query pass through here.
func mongolianTerm(word string) string { return mn.Fold(word) }

// englishTerm folds, drops the possessive and stop words, and stems what is
// plain ASCII. Mongolian words in English text are only folded.
func englishTerm(word string) string {
	word = mn.Fold(word)
	if mn.HasCyrillic(word) {
		return mongolianTerm(word)
	}
	for _, suffix := range []string{"'s", "’s", "'", "’"} {
		if rest, ok := strings.CutSuffix(word, suffix); ok {
			word = rest
			break
		}
	}
	if stopWord(word) {
		return ""
	}
	for i := range len(word) {
		if word[i] < 'a' || word[i] > 'z' {
			return word
		}
	}
	stream := porter.NewPorterStemmer().Filter(bleve.TokenStream{{Term: []byte(word)}})
	return string(stream[0].Term)
}

// stopWord reports whether an English word is too common to be searched.
func stopWord(word string) bool { return englishStops()[word] }

// words emits a term for each word and the joined form of hyphenated words.
type words struct {
	term func(word string) string // "" drops the word
}

// Analyze implements Bleve's Analyzer.
func (a words) Analyze(input []byte) bleve.TokenStream {
	var out bleve.TokenStream
	emit := func(w span, word string) {
		if term := a.term(word); term != "" && utf8.RuneCountInString(term) <= maxWord {
			out = append(out, &bleve.Token{Start: w.start, End: w.end, Position: w.position, Term: []byte(term), Type: bleve.AlphaNumeric})
		}
	}
	for _, group := range split(input) {
		for _, w := range group {
			emit(w, string(input[w.start:w.end]))
		}
		if len(group) > 1 {
			var joined strings.Builder
			for _, w := range group {
				joined.Write(input[w.start:w.end])
			}
			first := group[0]
			emit(span{first.start, group[len(group)-1].end, first.position}, joined.String())
		}
	}
	return out
}

// whole emits one term for the whole input: its words without what divides
// them, so that “Хутаг-Өндөр”, “хутаг өндөр” and “хутагөндөр” are one name.
type whole struct {
	term func(word string) string
}

// Analyze implements Bleve's Analyzer.
func (a whole) Analyze(input []byte) bleve.TokenStream {
	var term strings.Builder
	for _, group := range split(input) {
		for _, w := range group {
			term.WriteString(a.term(string(input[w.start:w.end])))
		}
	}
	if term.Len() == 0 || utf8.RuneCountInString(term.String()) > 4*maxWord {
		return nil
	}
	return bleve.TokenStream{{Start: 0, End: len(input), Position: 1, Term: []byte(term.String()), Type: bleve.AlphaNumeric}}
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
