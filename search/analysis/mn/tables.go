package mn

// Rules are the tables behind Fold and Key. A program in another language, such
// as the script of the search box, takes them from here and does not keep its
// own.
type Rules struct {
	Letters  map[string]string `json:"letters"`  // lower-case letter → letter, inside a word that has Cyrillic letters
	Cyrillic map[string]string `json:"cyrillic"` // folded letter → key
	Latin    [][2]string       `json:"latin"`    // spelling → key, tried in this order at each place
}

// Tables returns a copy of the rules.
func Tables() Rules {
	r := Rules{Letters: make(map[string]string), Cyrillic: make(map[string]string, len(cyrillicKeys))}
	for c := rune('a'); c <= 0x052F; c++ {
		if to := cyrillicLetter(c); to != c {
			r.Letters[string(c)] = string(to)
		}
	}
	for c, key := range cyrillicKeys {
		r.Cyrillic[string(c)] = key
	}
	for _, rule := range latinRules {
		r.Latin = append(r.Latin, [2]string{rule.from, rule.to})
	}
	return r
}
