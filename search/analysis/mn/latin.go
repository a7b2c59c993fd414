package mn

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// MaxKeyInput bounds the bytes that Key looks at; no word is as long.
const MaxKeyInput = 512

// Key returns the Latin skeleton of one word, the same for a Cyrillic spelling
// and for the usual Latin spellings of it: Хөвсгөл, Khuvsgul, Hovsgol and
// Huvsgul all give "huvsgul". It merges о ө у ү, writes й ы and ь as i, е and ё
// as e, and counts a doubled letter once; an i that ends the word behind a
// consonant is dropped, for говь is written "govi" and "gov". Different words
// may share a key, so a search must rank a key match below a match of the word
// itself. Key returns "" when the word has no letter or digit.
//
// Where one Latin letter stands for several sounds, Key takes the commonest;
// Keys gives the others.
func Key(word string) string { return keyOf(bounded(word)) }

// keyOf is Key of a folded word.
func keyOf(word string) string {
	var b strings.Builder
	b.Grow(len(word))
	if HasCyrillic(word) {
		cyrillicKey(&b, word)
	} else {
		latinKey(&b, plainLatin(word))
	}
	return tidyKey(b.String())
}

// bounded folds the beginning of a word, cut between letters.
func bounded(word string) string {
	if len(word) > MaxKeyInput {
		end := MaxKeyInput
		for end > MaxKeyInput-utf8.UTFMax && !utf8.RuneStart(word[end]) {
			end--
		}
		word = word[:end]
	}
	return Fold(word)
}

func cyrillicKey(b *strings.Builder, word string) {
	soft := false
	for _, r := range word {
		// MNS 5217 writes ь as i; before е ё ю я it only parts the letters.
		if soft && r != 'е' && r != 'ю' && r != 'я' && mongolian(r) {
			b.WriteByte('i')
		}
		soft = r == 'ь'
		switch {
		case r == 'ө', r == 'ү':
			b.WriteByte('u')
		case r >= 'а' && r <= 'я':
			b.WriteString(cyrillicKeys[r-'а'])
		case r >= '0' && r <= '9' || r >= 'a' && r <= 'z':
			b.WriteByte(byte(r))
		}
	}
}

// cyrillicKeys holds the skeleton of the letters from а to я. е is "e" and not
// "ye": both are written in Latin, and latinKey writes "ye" as e.
var cyrillicKeys = [32]string{
	"a", "b", "v", "g", "d", "e", "j", "z", "i", "i", "k", "l", "m", "n", "u", "p", "r", "s", "t", "u", "f",
	"h", "ts", "ch", "sh", "sh", "", "i", "", "e", "iu", "ia",
}

// spelling is a Latin spelling and what it stands for.
type spelling struct{ from, to string }

// byFirst sorts spellings by their first byte and keeps their order.
func byFirst(all []spelling) *[256][]spelling {
	var by [256][]spelling
	for _, s := range all {
		by[s.from[0]] = append(by[s.from[0]], s)
	}
	return &by
}

// latinRules are tried in order at each place, the longer spellings first.
var latinRules = byFirst([]spelling{
	{"shch", "sh"}, {"kh", "h"}, {"zh", "j"}, {"dj", "j"}, {"dz", "z"}, {"sh", "sh"}, {"ch", "ch"},
	{"ts", "ts"}, {"tz", "ts"}, {"ye", "e"}, {"yo", "e"}, {"yö", "e"}, {"oe", "u"}, {"ue", "u"},
	{"y", "i"}, {"o", "u"}, {"ö", "u"}, {"ü", "u"}, {"x", "h"}, {"w", "v"}, {"c", "ts"}, {"q", "ch"},
})

func latinKey(b *strings.Builder, word string) {
	if strings.HasPrefix(word, "tch") {
		word = word[1:] // French maps: Tchoibalsan
	}
next:
	for len(word) > 0 {
		for _, rule := range latinRules[word[0]] {
			if strings.HasPrefix(word, rule.from) {
				b.WriteString(rule.to)
				word = word[len(rule.from):]
				continue next
			}
		}
		if c := word[0]; c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			b.WriteByte(c)
		}
		word = word[1:]
	}
}

// accented are the letters with marks that are more than their base letter:
// of scientific transliteration and of Turkish, Czech and Hungarian maps.
var accented = strings.NewReplacer(
	"š", "sh", "ş", "sh", "č", "ch", "ç", "ch", "ž", "j", "ı", "i", "ø", "ö", "œ", "ö", "æ", "e", "ə", "e", "ŋ", "ng", "ő", "ö", "ű", "ü",
)

// plainLatin writes the letters with marks, except ö and ü, without them.
func plainLatin(word string) string {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return strings.Map(func(r rune) rune {
				if r < utf8.RuneSelf || r == 'ö' || r == 'ü' {
					return r
				}
				base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
				return base
			}, accented.Replace(word))
		}
	}
	return word
}

// tidyKey counts doubled letters once and drops an i that ends the word after a
// consonant. Digits are kept as they are.
func tidyKey(key string) string {
	out := make([]byte, 0, len(key))
	for i := range len(key) {
		c := key[i]
		if len(out) > 0 && out[len(out)-1] == c && c >= 'a' {
			continue
		}
		out = append(out, c)
	}
	if n := len(out); n > 3 && out[n-1] == 'i' && !keyVowel(out[n-2]) {
		out = out[:n-1]
	}
	return string(out)
}

func keyVowel(c byte) bool { return c == 'a' || c == 'e' || c == 'i' || c == 'u' }
