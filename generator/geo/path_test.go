package geo

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
)

func TestPaths(t *testing.T) {
	for _, c := range []struct {
		name   string
		lines  [][]Point
		closed bool
		want   string
	}{
		{"nothing", nil, true, ""},
		{"empty line", [][]Point{{}}, true, ""},
		{"square", [][]Point{{{1, 2}, {5, 2}, {5, -2}, {1, -2}}}, true, "M1 2l4 0 0-4-4 0z"},
		// after z the pen is back at the start of the ring
		{"two rings", [][]Point{{{0, 0}, {9, 0}, {0, 9}}, {{1, 1}, {2, 1}, {1, 2}}}, true, "M0 0l9 0-9 9zm1 1l1 0-1 1z"},
		{"two lines", [][]Point{{{3, 4}, {1, 1}}, {{0, 0}, {-2, 7}}}, false, "M3 4l-2-3m-1-1l-2 7"},
	} {
		if got := path(c.lines, c.closed); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestLineRoundsThenSimplifies(t *testing.T) {
	v := &view{box: orb.Bound{Max: orb.Point{100, 100}}, scale: 1, tolerance: 1}
	for _, c := range []struct {
		name string
		in   []orb.Point
		want []Point
	}{
		{"repeats go", []orb.Point{{0, 100}, {0.2, 99.8}, {0.4, 100.4}, {9, 100}}, []Point{{0, 0}, {9, 0}}},
		{"small bends go", []orb.Point{{0, 100}, {5, 99}, {10, 100}}, []Point{{0, 0}, {10, 0}}},
		{"large bends stay", []orb.Point{{0, 100}, {5, 97}, {10, 100}}, []Point{{0, 0}, {5, 3}, {10, 0}}},
		{"loops stay loops", []orb.Point{{0, 100}, {10, 100}, {10, 90}, {0, 90}, {0, 100}},
			[]Point{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}},
		{"one point", []orb.Point{{3, 97}, {3.1, 97.1}}, []Point{{3, 3}}},
	} {
		if diff := cmp.Diff(c.want, v.line(c.in)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}
