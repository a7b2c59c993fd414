package derive

import (
	"math"
	"strings"
	"testing"
)

func ptr(v float64) *float64 { return &v }

// fifths makes the five rows of an indicator from its four inner limits.
func fifths(i Indicator, a, b, c, d float64) []Limit {
	return []Limit{
		{string(i), 1, nil, ptr(a)}, {string(i), 2, ptr(a), ptr(b)}, {string(i), 3, ptr(b), ptr(c)},
		{string(i), 4, ptr(c), ptr(d)}, {string(i), 5, ptr(d), nil},
	}
}

func TestBandOf(t *testing.T) {
	b, err := newBands(fifths(PopulationChange, -6, -3, 0, 2))
	if err != nil {
		t.Fatal(err)
	}
	for v, want := range map[float64]int{-100: 1, -6.001: 1, -6: 2, -3: 3, -0.1: 3, 0: 4, 1.99: 4, 2: 5, 214: 5} {
		if got := b.of(PopulationChange, v); got != want {
			t.Errorf("%g is in band %d, want %d", v, got, want)
		}
	}
	if b.of(PopulationChange, math.NaN()) != 0 || b.of(Area, 5) != 0 {
		t.Error("no number or no limits: no band")
	}
	for band, want := range map[int][2]*float64{0: {}, 1: {nil, ptr(-6)}, 3: {ptr(-3), ptr(0)}, 5: {ptr(2), nil}} {
		lo, hi := b.limits(PopulationChange, band)
		if !same(lo, want[0]) || !same(hi, want[1]) {
			t.Errorf("band %d: %v %v", band, lo, hi)
		}
	}
}

func same(a, b *float64) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }

func TestLimitsThatDoNotFit(t *testing.T) {
	change := func(row int, with Limit) []Limit {
		l := fifths(Area, 1, 2, 3, 4)
		l[row] = with
		return l
	}
	for _, c := range []struct {
		name, want string
		limits     []Limit
	}{
		{"unknown indicator", `"size" is not known`, []Limit{{"size", 1, nil, ptr(1)}}},
		{"band 6", "band 6 is not 1 to 5", []Limit{{"area", 6, nil, nil}}},
		{"twice", "band 1 is given twice", append(fifths(Area, 1, 2, 3, 4), Limit{"area", 1, nil, ptr(1)})},
		{"missing", "band 5 is missing", fifths(Area, 1, 2, 3, 4)[:4]},
		{"first with a lower end", "only band 1 has no lower", change(0, Limit{"area", 1, ptr(0), ptr(1)})},
		{"middle without a lower end", "only band 1 has no lower", change(2, Limit{"area", 3, nil, ptr(3)})},
		{"last with an upper end", "only band 5 has no upper", change(4, Limit{"area", 5, ptr(4), ptr(9)})},
		{"gap", "band 3 does not begin where band 2 ends", change(2, Limit{"area", 3, ptr(2.5), ptr(3)})},
		{"falling", "band 2 is empty", fifths(Area, 1, 1, 3, 4)},
		{"no number", "band 2 is empty", fifths(Area, 1, math.NaN(), 3, 4)},
	} {
		if _, err := newBands(c.limits); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
	}
}
