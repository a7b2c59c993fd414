package training

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"nutag/generator/model"
)

// longWord is the number of letters above which LIX calls a word long.
const longWord = 6

// measure counts how hard the running text of a lesson is to read.
//
// Beside words in a sentence and letters in a word it gives LIX, which C. H. Björnsson proposed for Swedish (Läsbarhet, 1968):
// words in a sentence, plus words of more than six letters in percent of all words. It is taken because it counts letters
// and no syllables and needs no word list, so that it can be computed for Mongolian and English alike. The levels that
// are usual for other languages do not hold for Mongolian, whose words carry their endings and are longer: figures are
// compared within a language only, to find the lessons that ask most of a reader.
//
// A sentence ends at . ! ? : or … after which a space or the line ends, and at the end of a paragraph or list item; the
// point of a number or an abbreviation inside a word does not end it. Tables are left out. An inserted fact is one word.
func measure(sections []model.LessonSection) model.Readability {
	var r model.Readability
	letters, long, current := 0, 0, 0
	stop := func() {
		if current > 0 {
			r.Sentences++
			r.LongestWords = max(r.LongestWords, current)
			current = 0
		}
	}
	for _, s := range sections {
		for _, line := range strings.Split(s.Body, "\n") {
			line = strings.TrimSpace(line)
			if line == "" || strings.HasPrefix(line, "|") || listItem.MatchString(line) {
				stop()
			}
			if strings.HasPrefix(line, "|") {
				continue
			}
			for _, word := range strings.Fields(listItem.ReplaceAllString(line, "")) {
				n := lettersOf(word)
				if n > 0 || strings.ContainsFunc(word, unicode.IsDigit) {
					r.Words++
					current++
					letters += n
					if n > longWord && !strings.HasPrefix(word, "{") {
						long++
					}
				}
				if strings.ContainsRune(".!?:…", lastSign(word)) {
					stop()
				}
			}
		}
		stop()
	}
	if r.Words == 0 || r.Sentences == 0 {
		return r
	}
	r.WordsPer = float64(r.Words) / float64(r.Sentences)
	r.LettersPer = float64(letters) / float64(r.Words)
	r.LongPercent = 100 * float64(long) / float64(r.Words)
	r.LIX = r.WordsPer + r.LongPercent
	return r
}

func lettersOf(word string) int {
	n := 0
	for _, c := range word {
		if unicode.IsLetter(c) {
			n++
		}
	}
	return n
}

// lastSign is the last sign of a word before closing quotes, parentheses and stars.
func lastSign(word string) rune {
	c, _ := utf8.DecodeLastRuneInString(strings.TrimRight(word, `”’)*_"`))
	return c
}
