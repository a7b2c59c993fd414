package mn

import (
	"sort"
	"strings"
)

// after says behind what an ending may stand.
type after uint8

const (
	consonant  after = 1 << iota // a consonant or ь, ъ
	longVowel                    // a long vowel or diphthong
	shortVowel                   // a short vowel that is not the only one
)

const anywhere = consonant | longVowel | shortVowel

// ending is one inflection. In tail, A stands for а э о ө and U for у ү, so
// that harmony is known but not insisted upon.
type ending struct {
	tail    []rune
	where   after
	letters string // when set, the letters before the ending, instead of where
	keep    int    // letters that must be left
	soft    bool   // the ending may have swallowed a ь
	known   bool   // behind a word of the lexicon it may stand anywhere
	verb    bool
}

// matches reports whether w ends in the letters of the ending, with a letter
// before them.
func (e *ending) matches(w []rune) bool {
	n := len(w) - len(e.tail)
	if n < 2 {
		return false
	}
	for i, t := range e.tail {
		r := w[n+i]
		switch t {
		case 'A':
			if r != 'а' && r != 'э' && r != 'о' && r != 'ө' {
				return false
			}
		case 'U':
			if r != 'у' && r != 'ү' {
				return false
			}
		default:
			if r != t {
				return false
			}
		}
	}
	return true
}

// fits reports whether the ending may stand behind rest.
func (e *ending) fits(rest []rune) bool {
	n := len(rest)
	if n < e.keep || nuclei(rest) == 0 {
		return false
	}
	last := rest[n-1]
	if e.letters != "" {
		return strings.ContainsRune(e.letters, last)
	}
	switch {
	case isConsonant(last):
		return e.where&consonant != 0
	case long(rest):
		return e.where&longVowel != 0
	case last == 'й':
		return false
	}
	return e.where&shortVowel != 0 && nuclei(rest) >= 2
}

// endingsBy holds the endings by their last letter, the longest first.
var endingsBy = sortEndings([]ending{
	// Genitive.
	noun("ын", consonant), softNoun("ийн", consonant), knownNoun("гийн", longVowel),
	hiddenNoun("ны"), hiddenNoun("ний"),
	behind("ы", "н", 2), behind("ий", "н", 2), behindKnown("н", "й", 4), behind("ийн", "еяю", 2),
	// Accusative.
	noun("ыг", consonant), softNoun("ийг", consonant), knownNoun("г", longVowel), knownNoun("гийг", longVowel), behind("ийг", "еяю", 2),
	// Dative. -т follows г р с к, -д the soft consonants and vowels, and -ад
	// stems that can end neither way.
	knownNoun("д", longVowel), behind("д", "лмньив", 3), behind("д", "ч", 3), behind("т", "гркбпвф", 3), behind("т", "с", 4),
	behind("Aд", "тдсзцчшжхг", 2), softNoun("ид", consonant),
	// Ablative and instrumental.
	noun("AAс", consonant), knownNoun("гAAс", longVowel), hiddenNoun("нAAс"), softNoun("иAс", consonant), behind("Aс", "еяю", 2),
	noun("AAр", consonant), knownNoun("гAAр", longVowel), hiddenNoun("нAAр"), softNoun("иAр", consonant), behind("Aр", "еяю", 2),
	// Comitative and directive.
	noun("тAй", anywhere), noun("рUU", anywhere), noun("лUU", anywhere),
	// Reflexive possessive, and “that of”.
	noun("AA", consonant), knownNoun("гAA", longVowel), softNoun("иA", consonant), behind("A", "еяю", 3),
	noun("ынхAA", consonant), softNoun("ийнхAA", consonant), noun("гийнхAA", longVowel), hiddenNoun("ныхAA"), hiddenNoun("нийхAA"),
	noun("ынх", consonant), softNoun("ийнх", consonant), behind("нх", "й", 4), behind("ых", "н", 2), behind("ийх", "н", 2), behind("ыхAA", "н", 2), behind("ийхAA", "н", 2),
	noun("ынхAн", consonant), softNoun("ийнхAн", consonant),
	// Ordinal.
	noun("дUгAAр", consonant),
	// Plural.
	noun("UUд", consonant), noun("нUUд", consonant), hiddenNoun("нUUд"), noun("гUUд", longVowel), softNoun("иUд", consonant),
	behind("чUUд", beforeChuud, 2), behind("чUUл", beforeChuud, 2), behind("с", "уү", 4),
	// Verbal nouns.
	verbal("х", longVowel|shortVowel), verbal("сAн", anywhere), verbal("сн", anywhere), verbal("дAг", anywhere),
	verbal("гч", longVowel|shortVowel), verbal("хдAA", longVowel|shortVowel),
	// Verbal adverbs.
	verbal("ж", longVowel|shortVowel), verbBehind("ж", "бдзлнстхцшжь"), verbBehind("ч", "вгр"), verbal("AAд", consonant), verbal("гAAд", longVowel), verbal("иAд", consonant),
	verbal("вAл", anywhere), verbBehind("бAл", "влмн"), verbBehind("мAAр", "вчз"),
	// The aspect of what is done and cannot be undone, as people say what befell them: хаячихлаа, алдчихсан.
	verbal("чихлAA", anywhere), verbal("чихсAн", anywhere), verbal("чихAAд", anywhere), verbal("чихвAл", anywhere), verbal("чихжээ", anywhere), verbal("чихAж", anywhere),
	// Finite forms.
	verbal("нA", anywhere), verbBehind("лAA", "вн"),
	verbal("AAрAй", consonant), verbal("гAAрAй", longVowel), verbal("ъя", anywhere), verbal("ъе", anywhere), verbal("ье", consonant),
	// Negated forms of verbs; a noun keeps -гүй, which changes its sense.
	verbal("хгUй", longVowel|shortVowel), verbal("сAнгUй", anywhere), verbal("дAггUй", anywhere), verbal("AAгUй", consonant), verbal("гAAгUй", longVowel),
})

func noun(tail string, where after) ending { return ending{tail: []rune(tail), where: where, keep: 2} }

// beforeChuud are the letters before -чууд; behind г the ч is that of -гч.
const beforeChuud = "лмнрхтсдвшйуүаэоөиь"

// hiddenNoun is an ending with a hidden н in front of it, behind a long vowel.
func hiddenNoun(tail string) ending {
	return ending{tail: []rune(tail), where: longVowel, keep: 4, known: true}
}

func knownNoun(tail string, where after) ending {
	return ending{tail: []rune(tail), where: where, keep: 2, known: true}
}

func behindKnown(tail, letters string, keep int) ending {
	return ending{tail: []rune(tail), letters: letters, keep: keep, known: true}
}

func softNoun(tail string, where after) ending {
	return ending{tail: []rune(tail), where: where, keep: 2, soft: true}
}

func behind(tail, letters string, keep int) ending {
	return ending{tail: []rune(tail), letters: letters, keep: keep}
}

func verbal(tail string, where after) ending {
	return ending{tail: []rune(tail), where: where, keep: 2, verb: true}
}

func verbBehind(tail, letters string) ending {
	return ending{tail: []rune(tail), letters: letters, keep: 2, verb: true}
}

func sortEndings(all []ending) (by [34][]ending) {
	sort.SliceStable(all, func(i, j int) bool { return len(all[i].tail) > len(all[j].tail) })
	for _, e := range all {
		last := e.tail[len(e.tail)-1]
		letters := string(last)
		switch last {
		case 'A':
			letters = "аэоө"
		case 'U':
			letters = "уү"
		}
		for _, r := range letters {
			by[letterIndex(r)] = append(by[letterIndex(r)], e)
		}
	}
	return by
}
