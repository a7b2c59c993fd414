package mn

// mongolian reports whether r is a lower-case letter of the modern alphabet.
func mongolian(r rune) bool { return r >= 'а' && r <= 'я' || r == 'ө' || r == 'ү' }

// letterIndex numbers the letters for which mongolian holds.
func letterIndex(r rune) int {
	switch r {
	case 'ө':
		return 32
	case 'ү':
		return 33
	}
	return int(r - 'а')
}

func isVowel(r rune) bool {
	switch r {
	case 'а', 'э', 'о', 'ө', 'у', 'ү', 'и', 'ы', 'е', 'я', 'ю':
		return true
	}
	return false
}

// isShort reports whether r is a vowel letter without й in it; alone it is a
// short vowel.
func isShort(r rune) bool {
	switch r {
	case 'а', 'э', 'о', 'ө', 'у', 'ү', 'и':
		return true
	}
	return false
}

// isConsonant counts the signs ь and ъ as consonants: endings join them so.
func isConsonant(r rune) bool { return r != 'й' && !isVowel(r) }

// long reports whether w ends in a long vowel or a diphthong.
func long(w []rune) bool {
	n := len(w)
	return n >= 2 && isVowel(w[n-2]) && (w[n-1] == 'й' || isShort(w[n-1]))
}

// nuclei counts the syllables of w: its vowels, a long one once.
func nuclei(w []rune) int {
	n := 0
	for i, r := range w {
		if isVowel(r) && (i == 0 || !isVowel(w[i-1]) || !isShort(r)) {
			n++
		}
	}
	return n
}

// loose writes ө as о and ү as у.
func loose(r rune) rune {
	switch r {
	case 'ө':
		return 'о'
	case 'ү':
		return 'у'
	}
	return r
}

func equal(a, b []rune) bool {
	for i := range b {
		if a[i] != b[i] {
			return false
		}
	}
	return len(a) == len(b)
}
