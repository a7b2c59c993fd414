package engine

import (
	"slices"
	"testing"
)

// TestNear holds what a slip may be: joining я and ю to one sign makes a word shorter, and then fewer slips are forgiven, never more.
func TestNear(t *testing.T) {
	list := spellings(map[string]bool{"sagsai": true, "selenge": true, "serbia": true, "budget": true, "sendli": true, "bulgan": true, "bulga": true})
	for _, c := range []struct {
		key, other string
		want       []string
	}{
		{"sendliap", "", []string{"sendli"}}, // Сэндли апп is not Сэлэнгэ
		{"bulgn", "", []string{"bulga", "bulgan"}},
		{"sendlie", "", []string{"sendli"}},
		{"bujet", "", nil},
		{"bujet", latinSpelling("Budjet"), []string{"budget"}},
		{"bulgn", latinSpelling("булгн"), []string{"bulga", "bulgan"}},
	} {
		var got []string
		for _, s := range nearAny(list, c.key, c.other) {
			got = append(got, s.key)
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s %s: %q, want %q", c.key, c.other, got, c.want)
		}
	}
}

// TestInflected holds that the last word of a name may stand in a case that the stemmer knows from the word alone.
func TestInflected(t *testing.T) {
	for text, want := range map[string]string{"голомт банканд": "голомтбанк", "хөгжлийн банкнаас": "хөгжлийнбанк"} {
		if got := inflected(text, "x"); !slices.Contains(got, want) {
			t.Errorf("%q: %q has no %q", text, got, want)
		}
	}
}
