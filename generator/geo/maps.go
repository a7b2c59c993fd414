package geo

import (
	"fmt"
	"sort"

	"github.com/paulmach/orb"
)

// Sizes of the maps in units of their view boxes, and how far borders may be straightened. They are set so that the national
// map with all its links stays under 25 KB, an aimag map under 4 KB and a locator near 1.5 KB after brotli; tests hold them.
const (
	nationalSize, nationalMargin, nationalTolerance = 1000, 4, 0.6
	aimagSize, aimagMargin, aimagTolerance          = 600, 4, 1.0
	locatorSize, locatorMargin, locatorTolerance    = 300, 4, 1.0
	worldSize, worldMargin, worldTolerance          = 1000, 4, 0.6
)

// Shape is one drawn unit.
type Shape struct {
	// Code is the four-digit code of a soum or district or the two-digit code of an aimag.
	Code string
	// Path is closed SVG path data in whole units. Adjoining shapes of one map have exactly the same points along their border.
	Path string
	// Label is a point well inside the largest part of the shape.
	Label Point
	// Tiny marks a shape of less than 25 square units, which needs a mark beside it to be seen or touched.
	Tiny bool
}

// Water is one drawn lake (closed path) or river (open path). Names may be empty.
type Water struct {
	NameMN, NameEN string
	Path           string
}

// Map is the country or one aimag. The view box is 0 0 Width Height.
type Map struct {
	Width, Height int
	Units         []Shape // soums and districts, by code
	Aimags        []Shape // outlines, by code
	Lakes, Rivers []Water
}

// Locator shows one soum in its aimag.
type Locator struct {
	Width, Height int
	Aimag         Shape   // outline of the aimag
	Unit          Shape   // the soum or district itself
	Neighbours    []Shape // units that share a border with it, also across the border of the aimag, by code
}

// NationalMap draws the country with all soums, districts, aimags, lakes and rivers, 1,000 units wide.
func (s *Shapes) NationalMap() Map {
	v := newView(&s.topo, s.topo.extent(s.aimags), nationalSize, nationalMargin, nationalTolerance)
	m := Map{Width: v.width, Height: v.height, Lakes: v.water(s.lakes), Rivers: v.water(s.rivers)}
	for _, u := range s.units {
		m.Units = append(m.Units, v.shape(u))
	}
	for _, a := range s.aimags {
		m.Aimags = append(m.Aimags, v.shape(a))
	}
	return m
}

// AimagMap draws the soums or districts of one aimag; Aimags holds its outline. Lakes and Rivers reach to the edge of the view:
// clip them with the outline. The error is ErrUnknownCode.
func (s *Shapes) AimagMap(code string) (Map, error) {
	a, ok := s.aimag(code)
	if !ok {
		return Map{}, fmt.Errorf("%s: %w", code, ErrUnknownCode)
	}
	v := newView(&s.topo, s.topo.extent([]unit{a}), aimagSize, aimagMargin, aimagTolerance)
	m := Map{Width: v.width, Height: v.height, Lakes: v.water(s.lakes), Rivers: v.water(s.rivers), Aimags: []Shape{v.shape(a)}}
	for _, u := range s.units {
		if aimagOf(u.code) == code {
			m.Units = append(m.Units, v.shape(u))
		}
	}
	return m, nil
}

// Locator draws one soum or district with its neighbours and the outline of its aimag; the view holds all of them. The error
// is ErrUnknownCode.
func (s *Shapes) Locator(code string) (Locator, error) {
	i, ok := s.unitAt[code]
	if !ok {
		return Locator{}, fmt.Errorf("%s: %w", code, ErrUnknownCode)
	}
	a, _ := s.aimag(aimagOf(code)) // Load made sure of it
	var near []unit
	for _, n := range s.touch[code] {
		near = append(near, s.units[s.unitAt[n]])
	}
	sort.Slice(near, func(i, j int) bool { return near[i].code < near[j].code })
	shown := append([]unit{a, s.units[i]}, near...)
	v := newView(&s.topo, s.topo.extent(shown), locatorSize, locatorMargin, locatorTolerance)
	l := Locator{Width: v.width, Height: v.height, Aimag: v.shape(a), Unit: v.shape(s.units[i])}
	for _, n := range near {
		l.Neighbours = append(l.Neighbours, v.shape(n))
	}
	return l, nil
}

// extent is the box of units in projected kilometres. It is taken from the arcs, for a straight line in degrees is bent on
// the map and a box of degrees is not a box there.
func (t *topology) extent(units []unit) orb.Bound {
	box := orb.Bound{Min: orb.Point{1, 1}, Max: orb.Point{-1, -1}} // empty
	for _, u := range units {
		for _, r := range u.rings {
			for _, ref := range r {
				b := orb.LineString(t.arcs[ref.arc]).Bound()
				if box.IsEmpty() {
					box = b
				}
				box = box.Union(b)
			}
		}
	}
	return box
}
