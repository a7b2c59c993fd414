// Package translit writes Mongolian Cyrillic names in Latin letters for the English pages. It exists for names that no
// source gives in Latin, such as those of bags and postal zones; soums, aimags and districts have a name_en of their
// own in the data, which is never computed.
//
// The rules are those of the national standard MNS 5217:2012, in the form without diaeresis that the National
// Statistics Office uses for place names: the standard's ö and ü are both written u. A test holds the rules to the
// names of all soums in data/soums.
package translit

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// letters is the table of MNS 5217:2012, lower case. Capitals follow from it.
var letters = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "ye", 'ё': "yo", 'ж': "j", 'з': "z", 'и': "i", 'й': "i",
	'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'ө': "u", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u",
	'ү': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "sh", 'ъ': "i", 'ы': "y", 'ь': "i", 'э': "e",
	'ю': "yu", 'я': "ya",
}

// Name writes a name in Latin letters. A capital stays one: "Хэрлэн" gives "Kherlen", and among capitals all letters
// are capitals: "ХХААХҮЯ" gives "KHKHAAKHUYA". Whatever is not a Mongolian letter is kept.
func Name(mn string) string {
	runes := []rune(norm.NFC.String(mn))
	var b strings.Builder
	b.Grow(len(mn))
	for i, r := range runes {
		latin, ok := letters[unicode.ToLower(r)]
		switch {
		case !ok:
			b.WriteRune(r)
		case !unicode.IsUpper(r):
			b.WriteString(latin)
		case amongCapitals(runes, i):
			b.WriteString(strings.ToUpper(latin))
		default:
			b.WriteString(strings.ToUpper(latin[:1]) + latin[1:])
		}
	}
	return b.String()
}

// amongCapitals tells whether a capital stands in an abbreviation: beside another capital and before no small letter.
func amongCapitals(runes []rune, i int) bool {
	if i+1 < len(runes) && unicode.IsLetter(runes[i+1]) {
		return unicode.IsUpper(runes[i+1])
	}
	return i > 0 && unicode.IsUpper(runes[i-1])
}

var numbered = regexp.MustCompile(`^([0-9]{1,3})-р (баг|хороо)(?: ?, ?| |$)(.*)$`)

// Numbered takes apart the name of a bag or khoroo as the register writes it: "1-р баг, Ноён шанд" gives "1" and
// "Ноён шанд", "4-р баг" gives "4" and ""; a missing comma and spaces around it are forgiven. ok is false for names without a number, such as "Хайлаастай". The words for
// "bag" and "khoroo" come from the messages.
func Numbered(name string) (number, rest string, ok bool) {
	m := numbered.FindStringSubmatch(name)
	if m == nil || m[3] == "" && strings.Contains(name, ",") {
		return "", name, false
	}
	return m[1], m[3], true
}
