package mn

import "strings"

// MaxKeys bounds the keys that Keys returns.
const MaxKeys = 8

// Keys returns the keys under which a query word may stand in an index, the
// likeliest first: Key of the word and, for a word in Latin letters, the other
// readings of v, w, y and q (ү or ө where no vowel is beside them), c (ц or ч),
// s (с or ш), j (ж or й), b (б or в), and the word without the i that stands for
// ь. An index stores Key alone; Keys is for queries.
func Keys(word string) []string {
	word = bounded(word)
	if HasCyrillic(word) {
		return []string{Key(word)}
	}
	word = plainLatin(word)
	readings := []string{word}
	// A v, w, y or q with no vowel beside it is most often ү or ө: this reading
	// comes first.
	if u := vowelLetters(word, "vwyq"); u != word {
		readings = append([]string{u}, readings...)
	}
	for _, read := range otherReadings {
		for _, w := range readings {
			if len(readings) >= 2*MaxKeys {
				break
			}
			if other := read(w); other != w {
				readings = append(readings, other)
			}
		}
	}
	keys := make([]string, 0, MaxKeys)
next:
	for _, w := range readings {
		key := Key(w)
		for _, k := range keys {
			if k == key {
				continue next
			}
		}
		if keys = append(keys, key); len(keys) == MaxKeys {
			break
		}
	}
	return keys
}

// otherReadings are in order of likelihood.
var otherReadings = []func(string) string{
	func(w string) string { // cagaan is цагаан, but coir is чойр
		return strings.NewReplacer("ch", "ch", "c", "ch").Replace(w)
	},
	softJ, // bajan: баян
	func(w string) string { return strings.ReplaceAll(w, "b", "v") },
	func(w string) string { return strings.NewReplacer("sh", "sh", "ts", "ts", "s", "sh").Replace(w) },
	func(w string) string { return vowelLetters(w, "y") },
	withoutSoft,
	func(w string) string { return strings.ReplaceAll(w, "w", "u") },
	func(w string) string { return strings.ReplaceAll(w, "v", "b") },
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
