package mn

import "strings"

// MaxKeyInput bounds the bytes that Key looks at; no word is as long.
const MaxKeyInput = 512

// Key returns the Latin skeleton of one word, the same for a Cyrillic spelling
// and for the usual Latin spellings of it: Хөвсгөл, Khuvsgul, Hovsgol and
// Huvsgul all give "huvsgul". It merges о ө у ү, drops ь and ъ, writes й and ы
// as i, and counts a doubled letter once. Different words may share a key, so a
// search must rank a key match below a match of the word itself.
// Key returns "" when the word has no letter or digit.
func Key(word string) string {
	if len(word) > MaxKeyInput {
		word = word[:MaxKeyInput]
	}
	word = Fold(word)
	var b strings.Builder
	b.Grow(len(word))
	if HasCyrillic(word) {
		cyrillicKey(&b, word)
	} else {
		latinKey(&b, word)
	}
	return tidyKey(b.String())
}

func cyrillicKey(b *strings.Builder, word string) {
	for _, r := range word {
		if s, ok := cyrillicKeys[r]; ok {
			b.WriteString(s)
		} else if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' {
			b.WriteRune(r)
		}
	}
}

// cyrillicKeys maps the folded letter to its skeleton. е is "e" and not "ye":
// both are written in Latin, and latinKey drops the i of "ie".
var cyrillicKeys = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ж': "j", 'з': "z", 'и': "i", 'й': "i",
	'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "u", 'ө': "u", 'п': "p", 'р': "r", 'с': "s", 'т': "t",
	'у': "u", 'ү': "u", 'ф': "f", 'х': "h", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "sh", 'ы': "i",
	'э': "e", 'ю': "iu", 'я': "ia", 'ь': "", 'ъ': "",
}

// latinRules are tried in order at each place, the longer spellings first.
var latinRules = []struct{ from, to string }{
	{"shch", "sh"}, {"tch", "ch"}, {"kh", "h"}, {"zh", "j"}, {"dj", "j"}, {"dz", "z"}, {"sh", "sh"}, {"ch", "ch"},
	{"ts", "ts"}, {"tz", "ts"}, {"ye", "e"}, {"je", "e"}, {"yo", "e"}, {"yö", "e"}, {"oe", "u"}, {"ue", "u"},
	{"y", "i"}, {"ï", "i"}, {"o", "u"}, {"ö", "u"}, {"ü", "u"}, {"ô", "u"}, {"û", "u"}, {"x", "h"}, {"w", "v"},
	{"c", "ts"}, {"q", "ch"}, {"é", "e"}, {"è", "e"}, {"ä", "a"}, {"á", "a"}, {"í", "i"},
}

func latinKey(b *strings.Builder, word string) {
next:
	for len(word) > 0 {
		for _, rule := range latinRules {
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

// tidyKey counts doubled letters once and drops an i that ends the word after a
// consonant: говь is written "govi" and "gov". Digits are kept as they are.
func tidyKey(key string) string {
	out := make([]byte, 0, len(key))
	for i := range len(key) {
		c := key[i]
		if len(out) > 0 && out[len(out)-1] == c && c >= 'a' {
			continue
		}
		out = append(out, c)
	}
	if n := len(out); n > 3 && out[n-1] == 'i' && !strings.ContainsRune("aeiu", rune(out[n-2])) {
		out = out[:n-1]
	}
	return string(out)
}
