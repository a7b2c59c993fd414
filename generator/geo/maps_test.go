package geo

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type edge struct{ a, b Point }

var number = regexp.MustCompile(`-?[0-9]+`)

// parse reads path data back into rings: the opposite of closedPath, written apart from it.
func parse(t testing.TB, d string) [][]Point {
	t.Helper()
	var rings [][]Point
	var at Point
	for _, sub := range strings.Split(strings.TrimSuffix(d, "z"), "z") {
		nums := number.FindAllString(sub, -1)
		if len(nums)%2 != 0 {
			t.Fatalf("odd number of coordinates in %q", sub)
		}
		var ring []Point
		for i := 0; i < len(nums); i += 2 {
			x, _ := strconv.Atoi(nums[i])
			y, _ := strconv.Atoi(nums[i+1])
			at = Point{at.X + x, at.Y + y}
			ring = append(ring, at)
		}
		if len(ring) > 0 {
			at = ring[0]
		}
		rings = append(rings, ring)
	}
	return rings
}

// odd gives the edges that an odd number of the shapes draw: the outer border of them all, when they fit without gaps.
func odd(t testing.TB, shapes []Shape) map[edge]bool {
	edges := map[edge]bool{}
	for _, s := range shapes {
		for _, r := range parse(t, s.Path) {
			for i, a := range r {
				b := r[(i+1)%len(r)]
				if b.X < a.X || b.X == a.X && b.Y < a.Y {
					a, b = b, a
				}
				if e := (edge{a, b}); edges[e] {
					delete(edges, e)
				} else {
					edges[e] = true
				}
			}
		}
	}
	return edges
}

func TestShapesFitTogether(t *testing.T) {
	s := chessboard(t)
	m := s.NationalMap()
	if got := len(m.Units); got != 5 {
		t.Fatalf("%d units", got)
	}
	outer := odd(t, m.Units)
	if len(outer) == 0 {
		t.Fatal("no outer border")
	}
	if diff := cmp.Diff(outer, odd(t, m.Aimags)); diff != "" {
		t.Errorf("soums and aimags have different outer borders: %s", diff)
	}
	for _, u := range append(m.Units, m.Aimags...) {
		for _, r := range parse(t, u.Path) {
			for _, p := range r {
				if p.X < 0 || p.Y < 0 || p.X > m.Width || p.Y > m.Height {
					t.Errorf("%s: %v lies outside %d by %d", u.Code, p, m.Width, m.Height)
				}
			}
		}
	}
	if diff := cmp.Diff(m, s.NationalMap()); diff != "" {
		t.Errorf("a second drawing differs: %s", diff)
	}
}

func TestAimagMapAndLocator(t *testing.T) {
	s := chessboard(t)
	m, err := s.AimagMap("11")
	if err != nil {
		t.Fatal(err)
	}
	if got := shapeCodes(m.Units); got != "1101 1102 1103" {
		t.Errorf("units %s", got)
	}
	if diff := cmp.Diff(odd(t, m.Units), odd(t, m.Aimags)); diff != "" {
		t.Error(diff)
	}
	l, err := s.Locator("1102")
	if err != nil {
		t.Fatal(err)
	}
	if l.Unit.Code != "1102" || l.Aimag.Code != "11" || shapeCodes(l.Neighbours) != "1101 2102" {
		t.Errorf("unit %s, aimag %s, neighbours %s", l.Unit.Code, l.Aimag.Code, shapeCodes(l.Neighbours))
	}
	if _, err := s.AimagMap("99"); !errors.Is(err, ErrUnknownCode) {
		t.Errorf("got %v", err)
	}
	if _, err := s.Locator("9999"); !errors.Is(err, ErrUnknownCode) {
		t.Errorf("got %v", err)
	}
}

func shapeCodes(list []Shape) string {
	var codes []string
	for _, s := range list {
		codes = append(codes, s.Code)
	}
	return strings.Join(codes, " ")
}

// A unit smaller than the grid keeps a place on the map.
func TestTinyUnitStaysVisible(t *testing.T) {
	s, err := Load(Input{
		Soums: strings.NewReader(collection(polygon("1101", square(100, 45)),
			polygon("1102", "[[[119,51],[119.001,51],[119.001,51.001],[119,51]]]"))),
		Aimags: strings.NewReader(collection(polygon("11", square(100, 45)))),
	})
	if err != nil {
		t.Fatal(err)
	}
	v := newView(&s.topo, s.topo.extent(s.units), 1000, 4, 1)
	got := v.shape(s.units[1])
	want := fmt.Sprintf("M%d %dl2 0 0 2-2 0z", got.Label.X-1, got.Label.Y-1)
	if !got.Tiny || got.Path != want {
		t.Errorf("got %+v, want %s", got, want)
	}
	if big := v.shape(s.units[0]); big.Tiny {
		t.Error("a square degree is not tiny")
	}
}

// The label of a bent shape lies inside it, where its centre of gravity does not.
func TestLabelLiesInside(t *testing.T) {
	horseshoe := "[[[100,45],[103,45],[103,48],[102.8,48],[102.8,45.2],[100.2,45.2],[100.2,48],[100,48],[100,45]]]"
	s, err := Load(Input{
		Soums:  strings.NewReader(collection(polygon("1101", horseshoe))),
		Aimags: strings.NewReader(collection(polygon("11", horseshoe))),
	})
	if err != nil {
		t.Fatal(err)
	}
	p := projection(project).all(s.units[0].geometry)[0]
	if room := clearance(p, s.units[0].label, 0); room < 5 {
		t.Errorf("only %g km of room around the label", room)
	}
	if !planarContains(p, s.units[0].label) {
		t.Error("the label lies outside")
	}
}
