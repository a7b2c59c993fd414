package mn

// MaxStemLetters bounds the words that Stem looks at; a longer run of letters
// is no word and comes back as it is.
const MaxStemLetters = 64

// Stem returns the part that the forms of a folded word share: сум for сумын,
// сумаас and сумынхаа; аймг for аймаг and аймгийн; бүртг for бүртгэх,
// бүртгүүлсэн and бүртгэгч. A stem is a term for comparing and need not be a
// word. Vowel harmony is not insisted upon: о and у typed for ө and ү lose the
// same endings (овсын → овс), and Key or Loose joins what is left.
//
// Endings are taken from the end, the longest that fits first, unless a shorter
// one leaves a word of the small lexicon. What stays is then levelled: hidden
// н, final short vowel, soft sign, and the vowel that comes and goes before the
// last consonant.
//
// Stem is total: a word with a letter that is not of the Mongolian alphabet, of
// fewer than three letters or of more than MaxStemLetters comes back unchanged.
// It never lengthens a word, never leaves fewer than two letters of one that
// had them, and always keeps the first two. Stem(Stem(x)) == Stem(x) for every
// folded x.
func Stem(word string) string { return stem(word, exactLexicon) }

func stem(word string, of lexiconOf) string {
	var letters [MaxStemLetters]rune
	n := 0
	for _, r := range word {
		if n == len(letters) || !mongolian(r) {
			return word
		}
		letters[n] = r
		n++
	}
	w := letters[:n]
	for range MaxStemLetters { // each step but the last shortens the word
		rest, done := step(w, of)
		if done {
			w = rest
			break
		}
		w = rest
	}
	if len(w) == n && string(w) == word {
		return word
	}
	return string(w)
}

// Loose returns a folded word with ө as о and ү as у: what is left of it on a
// keyboard without these letters. Compare Loose forms when exact ones find
// nothing.
func Loose(word string) string {
	for _, r := range word {
		if r == 'ө' || r == 'ү' {
			out := make([]rune, 0, len(word))
			for _, r := range word {
				out = append(out, loose(r))
			}
			return string(out)
		}
	}
	return word
}

// step takes one ending, or levels the end of the word once. It reports true
// when nothing more is to be done.
func step(w []rune, of lexiconOf) ([]rune, bool) {
	if len(w) < 3 {
		return w, true
	}
	if stem, ok := lookup(w, false, of); ok {
		return stem, true
	}
	var best *ending
	for i := range endingsBy[letterIndex(w[len(w)-1])] {
		e := &endingsBy[letterIndex(w[len(w)-1])][i]
		if !e.matches(w) {
			continue
		}
		rest := w[:len(w)-len(e.tail)]
		fits := e.fits(rest)
		if (fits || e.known && (!isConsonant(rest[len(rest)-1]) || rest[len(rest)-1] == 'н')) && !e.verb {
			if stem, ok := lookup(rest, e.soft, of); ok {
				return stem, true
			}
		}
		if best == nil && fits {
			best = e
		}
	}
	if best != nil {
		rest := w[:len(w)-len(best.tail)]
		if best.verb {
			rest = dropShort(rest, 2)
			if stem, ok := lookup(rest, false, of); ok {
				return stem, true
			}
			rest = withoutVoice(rest)
		}
		return rest, false
	}
	rest := level(w)
	return rest, len(rest) == len(w)
}

// withoutVoice takes the marks of the causative (-уул-) and passive (-гд-) from
// a verb where enough of it is left.
func withoutVoice(w []rune) []rune {
	for _, mark := range [][]rune{[]rune("уул"), []rune("үүл"), []rune("гд")} {
		n := len(w) - len(mark)
		if n < 4 || !equal(w[n:], mark) {
			continue
		}
		rest := w[:n]
		if len(mark) == 2 && (n < 5 || isConsonant(rest[n-1])) || nuclei(rest) == 0 {
			continue
		}
		return dropShort(rest, 3)
	}
	return w
}

// dropShort takes a final short vowel that follows a consonant when at least
// keep letters with a vowel are left.
func dropShort(w []rune, keep int) []rune {
	n := len(w)
	if n > keep && isShort(w[n-1]) && isConsonant(w[n-2]) && nuclei(w[:n-1]) > 0 {
		return w[:n-1]
	}
	return w
}

// level brings the end of a word without endings to the shape that its
// inflected forms leave behind.
func level(w []rune) []rune {
	n := len(w)
	last := w[n-1]
	switch {
	case last == 'ь' || last == 'ъ':
		return w[:n-1]
	case last == 'н':
		return levelN(w)
	case last == 'й' && w[n-2] == 'и' && n >= 5 && isConsonant(w[n-3]) && nuclei(w[:n-2]) > 0:
		return w[:n-2]
	case isShort(last):
		if last == 'у' || last == 'ү' {
			return w
		}
		if last == 'о' && n >= 3 && !isConsonant(w[n-3]) && nuclei(w) < 3 {
			return w // кино, сумо: loanwords that keep their о
		}
		if isVowel(w[0]) {
			return dropShort(w, 2)
		}
		return dropShort(w, 3)
	}
	if last == 'г' && n >= 4 && w[n-2] == 'н' && nuclei(w[:n-2]) > 0 {
		return w[:n-1] // дүнгийн, Бээжингээс
	}
	return dropFleeting(w)
}

// levelN takes the hidden н: behind a consonant, behind a long vowel, behind
// нг with its vowel (мянган), with the vowel of the suffixes -чин and -тан, and
// with that of long nouns in -га and -лга (байгууллаган, хуулган).
// A short vowel with н otherwise belongs to the word: Булган, хотон.
func levelN(w []rune) []rune {
	n := len(w)
	rest := w[:n-1]
	if isConsonant(rest[n-2]) && nuclei(rest) > 0 {
		return rest
	}
	if long(rest) && rest[n-2] != 'й' && nuclei(rest) >= 2 {
		return rest
	}
	if n >= 5 && isShort(w[n-2]) {
		stem := w[:n-2]
		switch {
		case w[n-2] == 'и' && w[n-3] == 'ч' && n >= 5,
			w[n-2] != 'и' && w[n-3] == 'т' && nuclei(stem) >= 2,
			w[n-3] == 'г' && (w[n-4] == 'н' || w[n-2] != 'и' && nuclei(w) >= 4 || w[n-4] == 'л' && long(w[:n-4])):
			if nuclei(stem) > 0 {
				return stem
			}
		}
	}
	return w
}

// dropFleeting takes the short vowel before the last consonant, which comes and
// goes (аймаг, аймгийн). Consonants that would then read as an ending keep it.
func dropFleeting(w []rune) []rune {
	n := len(w)
	if n < 4 || !isShort(w[n-2]) || w[n-2] == 'у' || w[n-2] == 'ү' || !isConsonant(w[n-3]) || nuclei(w[:n-3]) == 0 {
		return w
	}
	switch w[n-1] {
	case 'г':
		if w[n-3] == 'н' {
			return w
		}
	case 'б', 'в', 'з', 'к', 'л', 'м', 'п', 'р', 'с', 'ф', 'х', 'ц', 'ш':
	case 'д':
		switch w[n-3] {
		case 'л', 'м', 'н', 'в', 'ь':
			return w
		}
	default:
		return w
	}
	w[n-2] = w[n-1]
	return w[:n-1]
}
