package chart

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLinesOnATrueTimeAxis(t *testing.T) {
	population := []Sample{{2025, 3000, true}, {2019, 1000, true}, {2020, 2000, true}, {2020, 9999, true}}
	got := Lines([][]Sample{population}, LineOptions{Frame: Frame{X: 0, Y: 0, W: 120, H: 30}, ValueTicks: 4, TimeTicks: 6, FromZero: true})
	want := LineChart{
		Values: Axis{Min: 0, Max: 3000, Step: 1000, Ticks: []Tick{{0, 30}, {1000, 20}, {2000, 10}, {3000, 0}}},
		Times:  []Tick{{2019, 0}, {2020, 20}, {2025, 120}}, // one year is a sixth of the way
		Lines:  []Line{{Runs: [][]Dot{{{2019, 1000, 0, 20}, {2020, 2000, 20, 10}, {2025, 3000, 120, 0}}}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestGapsBreakLines(t *testing.T) {
	s := []Sample{{2001, 1, true}, {2002, 2, true}, {2003, 0, false}, {2004, math.Inf(1), true}, {2005, 4, true}}
	got := Lines([][]Sample{s, nil}, LineOptions{Frame: Frame{W: 40, H: 10}, ValueTicks: 3, TimeTicks: 9})
	if len(got.Lines) != 2 || got.Lines[1].Runs != nil {
		t.Fatalf("lines %+v", got.Lines)
	}
	var lengths []int
	for _, r := range got.Lines[0].Runs {
		lengths = append(lengths, len(r))
	}
	if diff := cmp.Diff([]int{2, 1}, lengths); diff != "" {
		t.Error(diff)
	}
	if len(got.Times) != 3 {
		t.Errorf("times without a figure are marked: %v", got.Times)
	}
}

func TestTimeMarksOfLongSeries(t *testing.T) {
	var s []Sample
	for y := 2001; y <= 2025; y++ {
		s = append(s, Sample{y, float64(y), true})
	}
	got := Lines([][]Sample{s}, LineOptions{Frame: Frame{W: 240, H: 10}, ValueTicks: 3, TimeTicks: 6})
	want := []Tick{{2005, 40}, {2010, 90}, {2015, 140}, {2020, 190}, {2025, 240}}
	if diff := cmp.Diff(want, got.Times); diff != "" {
		t.Error(diff)
	}
}

func TestLinesWithLittle(t *testing.T) {
	o := LineOptions{Frame: Frame{X: 10, W: 20, H: 10}, ValueTicks: 3, TimeTicks: 3}
	if got := Lines(nil, o); len(got.Lines) != 0 || len(got.Times) != 0 || len(got.Values.Ticks) < 2 {
		t.Errorf("nothing: %+v", got)
	}
	got := Lines([][]Sample{{{2020, 5, true}}}, o)
	if diff := cmp.Diff([]Tick{{2020, 20}}, got.Times); diff != "" {
		t.Errorf("one sample stands in the middle: %s", diff)
	}
}
