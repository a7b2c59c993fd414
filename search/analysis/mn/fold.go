// Package mn holds what a search has to know of written Mongolian, apart from
// any search engine: which spellings are the same word.
//
// Fold makes one form of the spellings that differ only by keyboard (case,
// composed and decomposed letters, the substitutes of keyboards without ө and
// ү, ё typed as е). Key goes further and makes one form of a name in Cyrillic
// and its many spellings in Latin letters. Both are total: any input gives
// valid UTF-8 of bounded length, and folding twice changes nothing.
//
// Sources: the letters are those of MNS 4932 as keyboards lack them; the Latin
// correspondences are MNS 5217:2012 together with the spellings seen on maps
// and in messages (kh/h/x for х, u/o/ö/ü for ө and ү, j/zh for ж).
package mn

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold returns the form under which one word is compared: NFC, lower case, ё as
// е, and inside a word that has Cyrillic letters the look-alikes and keyboard
// substitutes replaced (є ѳ ɵ → ө, ї v → ү, Latin a e o p c x y → Cyrillic).
// The input should be a single word: whether a Latin v stands for ү is decided
// by the letters around it. Fold is idempotent.
func Fold(word string) string {
	if plain, cyrillic := composed(word); plain {
		word = strings.Map(unicode.ToLower, word)
		if cyrillic {
			word = strings.Map(cyrillicLetter, word)
		}
		return word
	}
	word = norm.NFC.String(strings.ToValidUTF8(word, "\uFFFD"))
	word = norm.NFC.String(strings.Map(unicode.ToLower, word))
	if !HasCyrillic(word) {
		return word
	}
	return norm.NFC.String(strings.Map(cyrillicLetter, word))
}

// composed reports whether a word is of ASCII and modern Cyrillic letters only,
// which have no other form under NFC, and whether it has Cyrillic ones. Nearly
// every word is; sparing it the tables makes a search several times faster.
func composed(word string) (plain, cyrillic bool) {
	for _, r := range word {
		switch {
		case r < 0x80:
		case r >= 0x0400 && r <= 0x0482, r >= 0x048A && r <= 0x052F:
			cyrillic = cyrillic || unicode.IsLetter(r)
		default:
			return false, false
		}
	}
	return true, cyrillic
}

// HasCyrillic reports whether s has at least one Cyrillic letter.
func HasCyrillic(s string) bool {
	for _, r := range s {
		if unicode.Is(unicode.Cyrillic, r) && unicode.IsLetter(r) {
			return true
		}
	}
	return false
}

// cyrillicLetter mends one lower-case letter of a Cyrillic word.
func cyrillicLetter(r rune) rune {
	switch r {
	case 'ё':
		return 'е'
	case 'є', 'ѳ', 'ɵ', 'ö':
		return 'ө'
	case 'ї', 'v', 'ѵ', 'ü':
		return 'ү'
	case 'i', 'і':
		return 'и'
	// Latin letters with the shape of a Cyrillic one come from mixed layouts
	// and from scanned text.
	case 'a':
		return 'а'
	case 'e':
		return 'е'
	case 'o':
		return 'о'
	case 'p':
		return 'р'
	case 'c':
		return 'с'
	case 'x':
		return 'х'
	case 'y':
		return 'у'
	case 'k':
		return 'к'
	}
	return r
}
