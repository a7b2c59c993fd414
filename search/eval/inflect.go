package eval

import (
	"slices"
	"strings"
)

// cases are the endings that names get here. Only names of which the plain rule of the grammar holds are inflected: form
// answers "" for the others.
var cases = []string{"genitive", "accusative", "ablative", "dative"}

const vowels = "аэиоуөүяеёюы"

// form puts a Mongolian name into a case.
func form(name, which string) string {
	r := []rune(strings.ToLower(name))
	n := len(r)
	if n < 4 {
		return ""
	}
	last, before := r[n-1], r[n-2]
	back, open := harmony(r)
	diphthong := last == 'й' || vowel(last) && vowel(before) // Архангай, Ерөө
	soft := last == 'ь'
	short := vowel(last) && !diphthong
	// After -лан, -ран, -жан a hidden г comes out in some words and not in others; -чин may lose its vowel.
	hidden := last == 'н' && strings.ContainsRune("лржч", r[n-3])
	if short || hidden {
		return ""
	}
	pick := func(hard, front string) string {
		if back {
			return hard
		}
		return front
	}
	switch which {
	case "genitive":
		switch {
		case diphthong && last == 'й':
			return name + "н"
		case diphthong:
			return name + "гийн"
		case soft:
			return strings.TrimSuffix(name, "ь") + "ийн"
		case last == 'н':
			return name + pick("ы", "ий")
		case strings.ContainsRune("гжчшк", last):
			return name + "ийн"
		}
		return name + pick("ын", "ийн")
	case "accusative":
		switch {
		case diphthong:
			return name + "г"
		case soft:
			return strings.TrimSuffix(name, "ь") + "ийг"
		case strings.ContainsRune("гжчшк", last):
			return name + "ийг"
		}
		return name + pick("ыг", "ийг")
	case "ablative":
		long := open + open
		switch {
		case diphthong:
			return name + "г" + long + "с"
		case soft:
			return strings.TrimSuffix(name, "ь") + "и" + open + "с"
		}
		return name + long + "с"
	case "dative":
		switch {
		case diphthong || soft || strings.ContainsRune("лнм", last):
			return name + "д"
		case strings.ContainsRune("гр", last):
			return name + "т"
		}
	}
	return ""
}

func vowel(r rune) bool { return strings.ContainsRune(vowels, r) }

// harmony tells whether the ending has back vowels, and which vowel is written in the ablative: the last vowel of the
// name decides, и being neutral.
func harmony(word []rune) (back bool, open string) {
	for _, r := range slices.Backward(word) {
		switch r {
		case 'а', 'у', 'я', 'ю', 'ы':
			return true, "а"
		case 'о', 'ё':
			return true, "о"
		case 'э', 'ү', 'е':
			return false, "э"
		case 'ө':
			return false, "ө"
		}
	}
	return false, "э"
}
