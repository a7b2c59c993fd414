package outreach

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestAlphabet holds the tables to the counts of 3GPP TS 23.038: 128 codes of which one is the escape, and ten further signs.
func TestAlphabet(t *testing.T) {
	if n := utf8.RuneCountInString(gsmBasic); n != 127 {
		t.Errorf("%d letters in the basic table, want 127", n)
	}
	if n := utf8.RuneCountInString(gsmTwo); n != 10 {
		t.Errorf("%d signs in the extension table, want 10", n)
	}
	seen := map[rune]bool{}
	for _, r := range gsmBasic + gsmTwo {
		if seen[r] {
			t.Errorf("%q stands twice", r)
		}
		seen[r] = true
	}
	// The order of the basic table is that of the codes; these are some of section 6.2.1.
	codes := []rune(gsmBasic)
	for code, want := range map[int]rune{0x00: '@', 0x02: '$', 0x0A: '\n', 0x0D: '\r', 0x11: '_', 0x1A: 'Ξ'} {
		if codes[code] != want {
			t.Errorf("code %#x is %q, want %q", code, codes[code], want)
		}
	}
	for code, want := range map[int]rune{0x20: ' ', 0x24: '¤', 0x30: '0', 0x41: 'A', 0x5F: '§', 0x61: 'a', 0x7C: 'ö', 0x7F: 'à'} {
		if codes[code-1] != want { // without the escape at 0x1B
			t.Errorf("code %#x is %q, want %q", code, codes[code-1], want)
		}
	}
}

func TestEncodingAndUnits(t *testing.T) {
	for _, c := range []struct {
		text  string
		want  Encoding
		units int
	}{
		{"Ring 102", GSM7, 8}, {"[102] €", GSM7, 10}, {"tögrög Ü", GSM7, 8}, {"Залга 102", UCS2, 9}, {"Ң", UCS2, 1},
		{"don’t", UCS2, 5}, {"\U0001F40E", UCS2, 2}, {"", GSM7, 0},
	} {
		if e := EncodingOf(c.text); e != c.want || e.Units(c.text) != c.units {
			t.Errorf("%q: %s, %d units, want %s, %d", c.text, e, e.Units(c.text), c.want, c.units)
		}
	}
	if got := plain("“a” – don’t…\u00a0₮"); EncodingOf(got) != GSM7 || strings.ContainsRune(got, '\u00a0') {
		t.Errorf("plain gives %q", got)
	}
}
