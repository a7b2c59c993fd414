package searchdocs

import "strings"

// mongolianNames gives the forms by which a name in the traditional script is found: as its source writes it, and with the letters
// alone, for few keyboards have the signs that choose a letter's form (U+180B to U+180F).
func mongolianNames(name string) []string {
	if name == "" {
		return nil
	}
	return []string{name, strings.Map(func(r rune) rune {
		if r >= 0x180B && r <= 0x180F {
			return -1
		}
		return r
	}, name)}
}
