package chart

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestBarsWithNegativeValues(t *testing.T) {
	got := Bars([]Datum{Known(-20), {}, Known(10), Known(0), Known(math.NaN())}, Frame{X: 10, Y: 0, W: 100, H: 60}, 4)
	want := BarChart{
		Axis: Axis{Min: -20, Max: 10, Step: 10, Ticks: []Tick{{-20, 60}, {-10, 40}, {0, 20}, {10, 0}}},
		Zero: 20,
		Bars: []Bar{
			{Index: 0, Value: -20, X: 13, Y: 20, W: 14, H: 40},
			{Index: 2, Value: 10, X: 53, Y: 0, W: 14, H: 20},
			{Index: 3, Value: 0, X: 73, Y: 20, W: 14, H: 0},
		},
		Slots: []float64{20, 40, 60, 80, 100},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestLyingBars(t *testing.T) {
	got := LyingBars([]Datum{Known(50), Known(100), {}}, Frame{X: 40, Y: 0, W: 200, H: 30}, 3)
	want := BarChart{
		Axis: Axis{Min: 0, Max: 100, Step: 50, Ticks: []Tick{{0, 40}, {50, 140}, {100, 240}}},
		Zero: 40,
		Bars: []Bar{
			{Index: 0, Value: 50, X: 40, Y: 1.5, W: 100, H: 7},
			{Index: 1, Value: 100, X: 40, Y: 11.5, W: 200, H: 7},
		},
		Slots: []float64{5, 15, 25},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSharesFillTheFrame(t *testing.T) {
	got := Shares([]Datum{Known(50.1), Known(0), {}, Known(49.9), Known(-3)}, Frame{X: 5, W: 90})
	want := []Part{
		{Index: 0, Value: 50.1, Share: 0.501, X: 5, W: 45.1},
		{Index: 3, Value: 49.9, Share: 0.499, X: 50.1, W: 44.9},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	thirds := Shares([]Datum{Known(1), Known(1), Known(1)}, Frame{W: 100})
	for i, p := range thirds[1:] {
		if before := thirds[i]; math.Abs(before.X+before.W-p.X) > 1e-9 {
			t.Errorf("a gap or an overlap before part %d: %v, %v", i+1, before, p)
		}
	}
	if last := thirds[2]; last.X+last.W != 100 {
		t.Errorf("the last part ends at %g", last.X+last.W)
	}
	if got := Shares([]Datum{Known(0), {}}, Frame{W: 100}); got != nil {
		t.Errorf("nothing to share out, got %v", got)
	}
}

func TestAxis(t *testing.T) {
	for _, c := range []struct {
		name          string
		lo, hi        float64
		n             int
		min, max, gap float64
	}{
		{"population", 0, 4313, 6, 0, 5000, 1000},
		{"small fractions", 0.12, 0.31, 4, 0.1, 0.4, 0.1},
		{"flat", 7, 7, 3, 7, 8, 0.5},
		{"both sides of zero", -34.5, 17, 5, -40, 20, 20},
		{"as few as can be", -1, 1, 1, -1, 1, 1},
		{"millions", 0, 67_068_486, 5, 0, 80_000_000, 20_000_000},
		{"wild wish", 0, 95, 1000, 0, 95, 5},
		{"no wish", 0, 100, 0, 0, 100, 50},
	} {
		a := newAxis(c.lo, c.hi, c.n, 0, 1)
		if a.Min != c.min || a.Max != c.max || a.Step != c.gap {
			t.Errorf("%s: %g to %g by %g, want %g to %g by %g", c.name, a.Min, a.Max, a.Step, c.min, c.max, c.gap)
		}
		if len(a.Ticks) < 2 || a.Ticks[0] != (Tick{c.min, 0}) || a.Ticks[len(a.Ticks)-1] != (Tick{c.max, 1}) {
			t.Errorf("%s: ticks %v", c.name, a.Ticks)
		}
	}
	if a := newAxis(0.12, 0.31, 4, 0, 1); a.Ticks[2].Value != 0.3 {
		t.Errorf("0.3 is written %v", a.Ticks[2].Value)
	}
}

// Whatever the figures, axes are bounded, hold every value and rise.
func FuzzAxis(f *testing.F) {
	f.Add(0.0, 100.0, 5)
	f.Add(-34.5, 25.1, 4)
	f.Add(1e-9, 1e12, 9)
	f.Add(-1e300, 1e300, 3)
	f.Add(0.0, 5e-324, 3)
	f.Fuzz(func(t *testing.T, lo, hi float64, n int) {
		if !Known(lo).usable() || !Known(hi).usable() || hi < lo || hi-lo < 1e-6*math.Abs(lo+hi) {
			return
		}
		a := newAxis(lo, hi, n, 0, 1)
		slack := 1e-6 * (1 + math.Abs(a.Max-a.Min))
		if a.Min > lo+slack || a.Max < hi-slack || len(a.Ticks) < 2 || len(a.Ticks) > maxTicks {
			t.Errorf("%g to %g: %+v", lo, hi, a)
		}
		for i := 1; i < len(a.Ticks); i++ {
			if a.Ticks[i].Value <= a.Ticks[i-1].Value {
				t.Errorf("%g to %g: marks do not rise: %v", lo, hi, a.Ticks)
			}
		}
	})
}
