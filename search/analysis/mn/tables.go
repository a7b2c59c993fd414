package mn

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Rules are the tables behind Fold and Key. A program in another language, such
// as the script of a search box, takes them from here and does not keep its
// own; what is no table (doubled letters, a final i, ь before a consonant) it
// has to do as Key does.
type Rules struct {
	Capitals map[string]string `json:"capitals"` // capital → small letter where that is not its own, inside a word that has Cyrillic letters
	Letters  map[string]string `json:"letters"`  // lower-case letter → letter, inside a word that has Cyrillic letters
	Cyrillic map[string]string `json:"cyrillic"` // folded letter → key
	Marked   map[string]string `json:"marked"`   // Latin letter with a mark → plain letters, where these are not its base letter
	Latin    [][2]string       `json:"latin"`    // spelling → key, tried in this order at each place
}

// Tables returns the rules.
func Tables() Rules {
	r := Rules{Capitals: make(map[string]string), Letters: make(map[string]string), Cyrillic: make(map[string]string), Marked: make(map[string]string)}
	for c := 'A'; c <= 'Z'; c++ {
		if to := strings.TrimPrefix(Fold("ж"+string(c)), "ж"); to != strings.TrimPrefix(Fold("ж"+string(unicode.ToLower(c))), "ж") {
			r.Capitals[string(c)] = to
		}
	}
	for c := rune('a'); c <= 0x052F; c++ {
		letter := string(c)
		if unicode.ToLower(c) != c || norm.NFC.String(letter) != letter {
			continue
		}
		if to := strings.TrimPrefix(Fold("ж"+letter), "ж"); to != letter {
			r.Letters[letter] = to
		}
		if HasCyrillic(letter) {
			if key := Key(letter); key != "" {
				r.Cyrillic[letter] = key
			}
		} else if plain := plainLatin(letter); plain != string([]rune(norm.NFD.String(letter))[0]) {
			r.Marked[letter] = plain
		}
	}
	for _, rules := range latinRules {
		for _, rule := range rules {
			r.Latin = append(r.Latin, [2]string{rule.from, rule.to})
		}
	}
	return r
}
