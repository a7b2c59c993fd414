package mn

import "unicode/utf8"

// Slips returns how many slips of the keyboard to forgive in a word, counted in
// letters of its stem: none under 4 letters, where nearly every change makes
// another word; 1 for 4 to 7; 2 for 8 and more. Count a swap of neighbours as
// one slip, and keep the first letter or the key matching: Mongolian words
// differ most at their beginning. These limits are our own.
func Slips(stem string) int {
	switch n := utf8.RuneCountInString(stem); {
	case n < 4:
		return 0
	case n < 8:
		return 1
	}
	return 2
}
