package assemble

import "testing"

// The words are rows of the alphabet, no names of anything.
func TestMongolianFault(t *testing.T) {
	for s, ok := range map[string]bool{
		"\u1820\u1821\u1822":        true,
		"\u1820\u180B\u1821":        true,  // selector after a letter
		"\u1828\u180E\u1820":        true,  // separator before a final a
		"\u1820\u1821 \u1822\u1823": true,  // two words
		"\u1820\u202F\u1822\u1828":  true,  // a suffix
		"\u1820\u1821 \u180B\u1822": false, // selector after a space
		"\u1820\u180E\u1828":        false, // separator before a consonant
		"\u180E\u1820":              false,
		"\u1820\u1821 ":             false,
		"\u1820A":                   false,
		"\u1820\u0430":              false, // Cyrillic
		"\u1820\u1844":              false, // Todo, another script of the block
	} {
		if got := mongolianFault(s); (got == "") != ok {
			t.Errorf("%+q: %q", s, got)
		}
	}
}
