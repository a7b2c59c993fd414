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
	if len(r.Latin) != len(latinRules) || r.Latin[0][0] != latinRules[0].from {
		t.Errorf("rules for Latin spellings: %q", r.Latin)
	}
	for letter := range r.Marked {
		if plainLatin(letter) != r.Marked[letter] {
			t.Errorf("%q is written %q", letter, r.Marked[letter])
		}
	}
}
