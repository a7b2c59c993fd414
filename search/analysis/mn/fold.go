package mn

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold returns the form under which one word is compared: NFC, lower case, ё as
// е, and inside a word that has Cyrillic letters the look-alikes and keyboard
// substitutes replaced (є ѳ ɵ → ө, ї v → ү, Latin a c e i k m o p t x y
// and the capitals B H → Cyrillic).
// The input should be a single word: whether a Latin v stands for ү is decided
// by the letters around it. Hyphens and other marks stay: whether they divide a
// name is the caller's to say. Any input gives valid UTF-8 of at most three times
// its length, and folding twice changes nothing.
func Fold(word string) string {
	if plain, cyrillic := composed(word); plain {
		if cyrillic {
			return strings.Map(func(r rune) rune { return cyrillicLetter(lower(capital(r))) }, word)
		}
		return strings.Map(lower, word)
	}
	word = norm.NFC.String(strings.ToValidUTF8(word, "\uFFFD"))
	if HasCyrillic(word) {
		word = strings.Map(capital, word)
	}
	word = norm.NFC.String(strings.Map(unicode.ToLower, word))
	if !HasCyrillic(word) {
		return word
	}
	return norm.NFC.String(strings.Map(cyrillicLetter, word))
}

// lower is unicode.ToLower with a short way for the letters of the alphabet.
func lower(r rune) rune {
	switch {
	case r >= 'а' && r <= 'я' || r >= 'a' && r <= 'z' || r == 'ө' || r == 'ү':
		return r
	case r >= 'А' && r <= 'Я':
		return r + ('а' - 'А')
	}
	return unicode.ToLower(r)
}

// composed reports whether a word is of ASCII and modern Cyrillic letters only,
// which have no other form under NFC, and whether it has Cyrillic ones. Nearly
// every word is; sparing it the tables makes a search several times faster.
func composed(word string) (plain, cyrillic bool) {
	for _, r := range word {
		switch {
		case r < 0x80:
		case r >= 0x0400 && r <= 0x0482, r >= 0x048A && r <= 0x052F:
			cyrillic = cyrillic || r >= 'А' && r <= 'я' || unicode.IsLetter(r)
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

// capital mends the Latin capitals of a Cyrillic word whose small letters have
// another shape: H is Н and B is В.
func capital(r rune) rune {
	switch r {
	case 'H':
		return 'н'
	case 'B':
		return 'в'
	}
	return r
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
	case 'm':
		return 'м'
	case 't':
		return 'т'
	}
	return r
}
