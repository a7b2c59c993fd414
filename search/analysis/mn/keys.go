package mn

import "strings"

// MaxKeys bounds the keys that Keys returns.
const MaxKeys = 8

// Keys returns the keys under which a query word may stand in an index, the
// likeliest first: Key of the word and, for a word in Latin letters, the other
// readings of v, w, y and q (ү or ө where no vowel is beside them), c (ц or ч),
// s (с or ш), j (ж or й), b (б or в), y at the beginning (я), and the word without the i that stands for
// ь. An index stores Key alone; Keys is for queries.
func Keys(word string) []string {
	word = bounded(word)
	if HasCyrillic(word) {
		return []string{keyOf(word)}
	}
	keys := make([]string, 0, MaxKeys)
	for _, w := range latinReadings(word) {
		keys = addKey(keys, keyOf(w))
	}
	return keys
}

// Roots returns the roots under which a query word may stand in an index that
// stores Root of each word, the likeliest first: the roots of the readings of
// Keys and, for endings typed with single vowels (bulganas), that of StemKey.
func Roots(word string) []string {
	word = bounded(word)
	if HasCyrillic(word) {
		return []string{rootOf(word)}
	}
	readings := latinReadings(word)
	roots := addKey(make([]string, 0, MaxKeys), rootOf(readings[0]))
	roots = addKey(roots, dropFleetingKey(StemKey(keyOf(readings[0]))))
	roots = longerRoots(roots, readings[0])
	for _, w := range readings[1:] {
		roots = addKey(roots, rootOf(w))
	}
	return roots
}

// longerRoots adds the roots of a Latin word with the vowels of its endings
// read long, one ending after the other: bulganasa, булганасаа, булганаас.
func longerRoots(roots []string, word string) []string {
	word = cyrillic(word)
	for range 4 {
		longer := longEnding(word)
		short := stem(frontVowels(longer), latinLexicon)
		if short == word {
			break
		}
		if longer != word {
			roots = addKey(roots, dropFleetingKey(keyOf(short)))
		}
		word = short
	}
	return roots
}

// longEnding doubles the single vowel of an ending -ас, -ар, -ад or -а, and
// reads -ин and -иг as -ийн and -ийг.
func longEnding(word string) string {
	w := []rune(word)
	n := len(w)
	i := n - 1
	if n > 0 && !isVowel(w[i]) {
		i--
	}
	if n < 5 || !isShort(w[i]) || !isConsonant(w[i-1]) {
		return word
	}
	extra := w[i]
	switch w[n-1] {
	case 'с', 'р', 'д':
	case 'н', 'г':
		if w[i] != 'и' {
			return word
		}
		extra = 'й'
	default:
		if i != n-1 {
			return word
		}
	}
	return string(w[:i+1]) + string(extra) + string(w[i+1:])
}

// addKey appends a key that is not there yet, while there is room.
func addKey(keys []string, key string) []string {
	for _, k := range keys {
		if k == key {
			return keys
		}
	}
	if len(keys) == MaxKeys {
		return keys
	}
	return append(keys, key)
}

// latinReadings returns a Latin word and the ways to read it otherwise, the
// likeliest first: at least one and at most 16.
func latinReadings(word string) []string {
	word = plainLatin(word)
	readings := []string{word}
	for _, read := range likelyReadings {
		for _, w := range readings {
			if other := read(w); other != w {
				readings = append(readings, other)
			}
		}
	}
	// A v, w, y or q with no vowel beside it is most often ү or ө.
	// A y is so at the beginning, doubled, or as the only vowel; else it is ы.
	letters := "vwq"
	if word != "" && word[0] == 'y' || strings.Contains(word, "yy") || !strings.ContainsAny(word, "aeiouöü") {
		letters = "vwyq"
	}
	if u := vowelLetters(word, letters); u != word {
		readings = append([]string{u, vowelLetters(beforeV.Replace(word), letters)}, readings...)
	}
	if other := initialYa(word); other != word {
		readings = append(readings, other)
	}
	for _, read := range rareReadings {
		if other := read(readings[0]); other != readings[0] {
			readings = append(readings, other)
		}
	}
	return readings
}

// beforeV reads a doubled v as ү and в: vvs is Увс, but zvvn is зүүн.
var beforeV = strings.NewReplacer("vv", "uv", "wv", "uv", "yv", "uv", "qv", "uv", "ww", "uv")

// likelyReadings may hold together.
var likelyReadings = []func(string) string{
	func(w string) string { return cAsCh.Replace(w) }, // cagaan is цагаан, but coir is чойр
	softJ, // bajan: баян
}

// rareReadings are tried one at a time, in order of likelihood.
var rareReadings = []func(string) string{
	func(w string) string { return vowelLetters(w, "y") },
	innerB,
	withoutSoft,
	func(w string) string { return sAsSh.Replace(w) },
	func(w string) string { return strings.ReplaceAll(w, "w", "u") },
	func(w string) string { // Mongolian words begin with б, not with в
		if strings.HasPrefix(w, "v") {
			return "b" + w[1:]
		}
		return w
	},
}

var (
	cAsCh = strings.NewReplacer("ch", "ch", "c", "ch")
	sAsSh = strings.NewReplacer("sh", "sh", "ts", "ts", "s", "sh")
)

// initialYa reads a y that begins a word before a consonant as я, as hasty people write: yvuulah, yponoos.
func initialYa(w string) string {
	if len(w) > 3 && w[0] == 'y' && w[1] >= 'a' && w[1] <= 'z' && w[1] != 'y' && !latinVowel(w[1]) {
		return "ya" + w[1:]
	}
	return w
}

// innerB reads a b inside a word as в, which б is not behind a vowel: gobi.
func innerB(w string) string {
	out := []byte(w)
	for i := 1; i < len(w); i++ {
		if w[i] == 'b' && latinVowel(w[i-1]) {
			out[i] = 'v'
		}
	}
	return string(out)
}

func latinVowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// vowelLetters writes u for those of the letters that have no vowel beside
// them; a doubled one (hvvsgvl) counts as one.
func vowelLetters(w, letters string) string {
	out := []byte(w)
	for i := 0; i < len(w); i++ {
		if strings.IndexByte(letters, w[i]) < 0 {
			continue
		}
		end := i + 1
		for end < len(w) && w[end] == w[i] && end-i < 2 {
			end++
		}
		alone := (i == 0 || !latinVowel(w[i-1]) && w[i-1] < 0x80) && (end == len(w) || !latinVowel(w[end]) && w[end] < 0x80)
		if alone && (i > 0 || end < len(w)) {
			for k := i; k < end; k++ {
				out[k] = 'u'
			}
		}
		i = end - 1
	}
	return string(out)
}

// softJ writes y for a j at the beginning or behind a vowel: й, е and я in
// German, Czech and Finnish transliteration.
func softJ(w string) string {
	out := []byte(w)
	for i := range out {
		if w[i] == 'j' && (i == 0 || latinVowel(w[i-1]) || w[i-1] >= 0x80) {
			out[i] = 'y'
		}
	}
	return string(out)
}

// withoutSoft drops each i between consonants behind the first vowel.
func withoutSoft(w string) string {
	var b strings.Builder
	vowel := false
	for i := range len(w) {
		c := w[i]
		if c == 'i' && vowel && i+1 < len(w) && !latinVowel(w[i-1]) && !latinVowel(w[i+1]) && w[i-1] < 0x80 {
			continue
		}
		vowel = vowel || latinVowel(c) || c >= 0x80
		b.WriteByte(c)
	}
	return b.String()
}
