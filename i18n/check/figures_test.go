package check

import (
	"strings"
	"testing"
)

func TestFigures(t *testing.T) {
	for _, c := range []struct{ mn, en, onlyMN, onlyEN string }{
		{"10 хоногийн дотор", "within 10 days", "", ""},
		{"15,000 төгрөг, 07:00-22:00", "07:00-22:00, MNT 15,000", "", ""},
		{"10 хоног", "ten days", "10", ""},
		{"хоног", "10 days, 10 times", "", "10 10"},
		{"3 өдөр, 5 км", "5 days, 7 km", "3", "7"},
		{"2026 оны 5 сарын 6", "6 May 2026", "", ""},
		{"6 сарын 20-23", "June 20-23", "", ""},
		{"болно", "you may", "", ""},
		{"2021 оны 12 сар", "December 2021", "", ""},
	} {
		a, b := Figures(c.mn, c.en)
		if strings.Join(a, " ") != c.onlyMN || strings.Join(b, " ") != c.onlyEN {
			t.Errorf("%q, %q: %v, %v", c.mn, c.en, a, b)
		}
	}
}
