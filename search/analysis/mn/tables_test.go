package mn

import "testing"

// TestTables holds that the tables alone tell what Fold and Key do with a letter.
func TestTables(t *testing.T) {
	r := Tables()
	for letter, want := range map[string]string{"є": "ө", "v": "ү", "ё": "е", "x": "х"} {
		if r.Letters[letter] != want {
			t.Errorf("letter %q gives %q, want %q", letter, r.Letters[letter], want)
		}
	}
	for letter, want := range map[string]string{"ө": "u", "ц": "ts", "ю": "iu", "ь": ""} {
		if r.Cyrillic[letter] != want {
			t.Errorf("key of %q is %q, want %q", letter, r.Cyrillic[letter], want)
		}
	}
	rules := 0
	for _, of := range latinRules {
		rules += len(of)
	}
	if len(r.Latin) != rules || rules == 0 {
		t.Errorf("%d rules for Latin spellings, want %d", len(r.Latin), rules)
	}
	if r.Capitals["H"] != "н" || r.Capitals["A"] != "" {
		t.Errorf("capitals %q", r.Capitals)
	}
	for letter := range r.Marked {
		if plainLatin(letter) != r.Marked[letter] {
			t.Errorf("%q is written %q", letter, r.Marked[letter])
		}
	}
}
