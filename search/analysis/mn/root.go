package mn

import "strings"

// Root returns the Latin key of the stem: the form under which the inflected
// spellings of a word meet in both alphabets. Булганаас, bulganaas and Bulgan
// have one root. A Latin word is first read as Cyrillic, so that the same
// endings are taken from it by the same rules; Latin words of other languages
// lose letters too, which does no harm as long as both sides are compared by
// Root. Roots are looser than keys: rank a match of roots below one of keys.
func Root(word string) string { return rootOf(bounded(word)) }

// rootOf is Root of a folded word.
func rootOf(word string) string {
	if HasCyrillic(word) {
		return dropFleetingKey(keyOf(Stem(word)))
	}
	return dropFleetingKey(keyOf(stem(cyrillic(plainLatin(word)), latinLexicon)))
}

// latinLetters reads Latin spellings as Cyrillic, the longer ones first. Each
// letter has a reading, so that vowel length, which endings need, stays.
var latinLetters = byFirst([]spelling{
	{"shch", "щ"}, {"kh", "х"}, {"zh", "ж"}, {"dj", "ж"}, {"dz", "з"}, {"sh", "ш"}, {"ch", "ч"},
	{"ts", "ц"}, {"tz", "ц"}, {"iin", "ийн"}, {"iig", "ийг"}, {"iinh", "ийнх"}, {"ii", "ий"}, {"iy", "ий"},
	{"yaa", "яа"}, {"ya", "я"}, {"yu", "ю"}, {"ye", "е"}, {"yo", "е"}, {"yö", "е"}, {"oe", "ө"}, {"ue", "ү"},
	{"ai", "ай"}, {"ei", "эй"}, {"oi", "ой"}, {"ui", "уй"}, {"öi", "өй"}, {"üi", "үй"},
	{"ay", "ай"}, {"ey", "эй"}, {"oy", "ой"}, {"uy", "уй"},
	{"a", "а"}, {"b", "б"}, {"c", "ц"}, {"d", "д"}, {"e", "э"}, {"f", "ф"}, {"g", "г"}, {"h", "х"}, {"i", "и"}, {"j", "ж"},
	{"k", "к"}, {"l", "л"}, {"m", "м"}, {"n", "н"}, {"o", "о"}, {"ö", "ө"}, {"p", "п"}, {"q", "ч"}, {"r", "р"}, {"s", "с"},
	{"t", "т"}, {"u", "у"}, {"ü", "ү"}, {"v", "в"}, {"w", "в"}, {"x", "х"}, {"y", "ы"}, {"z", "з"},
})

// cyrillic reads a folded Latin word without marks as Cyrillic.
func cyrillic(word string) string {
	var b strings.Builder
	b.Grow(2 * len(word))
	if strings.HasPrefix(word, "tch") {
		word = word[1:]
	}
next:
	for len(word) > 0 {
		for _, l := range latinLetters[word[0]] {
			if !strings.HasPrefix(word, l.from) {
				continue
			}
			if len(l.from) == 2 && l.from[1] == 'y' && len(word) > 2 && latinVowel(word[2]) {
				continue // bayan: the y belongs to the next vowel
			}
			b.WriteString(l.to)
			word = word[len(l.from):]
			continue next
		}
		if word[0] < 0x80 {
			b.WriteByte(word[0])
		}
		word = word[1:]
	}
	return frontVowels(b.String())
}

// frontVowels mends a word whose only vowels are у and и behind its first
// syllable: by vowel harmony an ending with у follows ө, so munguur is мөнгөөр.
// A word of two syllables in -уу (нуруу) stays as it is.
func frontVowels(word string) string {
	w := []rune(word)
	first := -1
	for i, r := range w {
		if r == 'у' && first < 0 {
			first = i
		}
		if isVowel(r) && r != 'у' && r != 'и' {
			return word
		}
	}
	n := len(w)
	if first < 0 || n <= 5 && n > 2 && w[n-1] == 'у' && w[n-2] == 'у' {
		return word
	}
	rest := w
	for _, tail := range []string{"ууд", "руу", "луу", "гуй"} { // these have у or ү in every word
		if t := []rune(tail); n > 5 && equal(w[n-3:], t) {
			rest = w[:n-3]
		}
	}
	for i := first + 1; i < len(rest); i++ {
		if rest[i] == 'у' && !(i == first+1 && rest[first] == 'у') {
			rest[i] = 'ө'
		}
	}
	return string(w)
}

// StemKey takes endings from a Latin skeleton as Key makes it: bulganas, ending
// -as, gives bulgan. Skeletons have lost vowel length, so it is coarser than
// Stem: it takes the endings that seldom end a base word, and instrumental -ar
// only behind the clusters that a lost vowel leaves
// (aimgar). StemKey(StemKey(k)) == StemKey(k), and
// the result is never longer than the key or shorter than two letters of it.
// Keys with digits come back unchanged.
func StemKey(key string) string {
	for i := range len(key) {
		if key[i] < 'a' || key[i] > 'z' {
			return key
		}
	}
	for {
		rest := stemKeyStep(key)
		if rest == key {
			return key
		}
		key = rest // shorter than before
	}
}

const keyConsonants = "bvgdzjklmnprstfh"

// keyEndings are tried in order. behind, when set, are the letters before them.
var keyEndings = []struct {
	tail, behind string
	keep         int
}{
	{"inha", "", 3}, {"inhe", "", 3}, {"inhu", "", 3}, {"chud", "", 3}, {"nud", "", 3}, {"tai", "", 3}, {"tei", "", 3}, {"tui", "", 3},
	{"taiga", "", 3}, {"teige", "", 3}, {"tuigu", "", 3}, {"udar", "", 3}, {"uder", "", 3}, {"ara", keyConsonants, 3}, {"ere", keyConsonants, 3}, {"uru", keyConsonants, 3},
	{"gar", "aeui", 3}, {"ger", "aeui", 3}, {"gur", "aeui", 3}, {"gara", "aeui", 3}, {"gere", "aeui", 3}, {"guru", "aeui", 3},
	{"ias", keyConsonants, 3}, {"ies", keyConsonants, 3}, {"ius", keyConsonants, 3}, {"iud", keyConsonants, 3},
	{"iar", keyConsonants, 3}, {"ier", keyConsonants, 3}, {"iur", keyConsonants, 3},
	{"gin", "aeui", 3}, {"gig", "aeui", 3}, {"in", keyConsonants, 3}, {"ig", keyConsonants, 3},
	{"as", keyConsonants, 3}, {"es", keyConsonants, 3}, {"us", keyConsonants, 3},
	{"ud", keyConsonants, 3}, {"ad", "dtsh", 3}, {"ed", "dtsh", 3},
	{"ru", "bvgdzjklmnpstfhaei", 3}, {"lu", "r", 3},
	{"ni", "aeu", 3}, {"d", "lmniv", 4}, {"t", "rgk", 3}, {"t", "s", 4},
	{"san", "bvgdzjklmnprtfaeui", 3}, {"sen", "bvgdzjklmnprtfaeui", 3}, {"sun", "bvgdzjklmnprtfaeui", 3},
	{"ah", "", 3}, {"eh", "", 3}, {"uh", "", 3}, {"ih", "", 3},
}

func stemKeyStep(key string) string {
	n := len(key)
	for _, e := range keyEndings {
		rest, ok := strings.CutSuffix(key, e.tail)
		if !ok || len(rest) < e.keep || !hasKeyVowel(rest) {
			continue
		}
		if e.behind != "" && strings.IndexByte(e.behind, rest[len(rest)-1]) < 0 {
			continue
		}
		return rest
	}
	if n >= 6 && key[n-1] == 'r' && keyVowel(key[n-2]) && strings.IndexByte("grlv", key[n-3]) >= 0 &&
		strings.IndexByte("dhmrstvz", key[n-4]) >= 0 && hasKeyVowel(key[:n-4]) {
		return key[:n-2] // aimgar: a vowel has gone, so this is no base word
	}
	return levelKey(key)
}

// levelKey takes one letter that the forms of a word do not share.
func levelKey(key string) string {
	n := len(key)
	if n < 4 {
		return key
	}
	last, before := key[n-1], key[n-2]
	switch {
	case keyVowel(last) && !keyVowel(before) && hasKeyVowel(key[:n-1]):
		return key[:n-1] // short vowel, or the long one of the reflexive
	case last == 'n' && !keyVowel(before) && hasKeyVowel(key[:n-1]):
		return key[:n-1] // hidden н
	}
	return dropFleetingKey(key)
}

// dropFleetingKey takes the vowel that comes and goes before the last consonant.
func dropFleetingKey(key string) string {
	n := len(key)
	if n < 4 || strings.IndexByte("bvgzklmprsf", key[n-1]) < 0 || !keyVowel(key[n-2]) || keyVowel(key[n-3]) || !hasKeyVowel(key[:n-3]) {
		return key
	}
	return key[:n-2] + key[n-1:]
}

func hasKeyVowel(s string) bool {
	for i := range len(s) {
		if keyVowel(s[i]) {
			return true
		}
	}
	return false
}
