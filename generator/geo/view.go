package geo

import (
	"math"
	"sort"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"
	"github.com/paulmach/orb/planar"
	"github.com/paulmach/orb/simplify"
)

// Point is a place on a map in whole units of its view box; y grows downwards, as in SVG.
type Point struct{ X, Y int }

// view places projected kilometres on the whole-number grid of one map.
type view struct {
	box           orb.Bound // kilometres shown, with margin
	scale         float64   // units per kilometre
	width, height int
	tolerance     float64
	topo          *topology
	arcs          map[int][]Point
}

// newView fits a box of kilometres, plus a margin, into at most size by size units. Tolerance is how far, in units, a drawn
// border may stray from the given one.
func newView(topo *topology, box orb.Bound, size, margin int, tolerance float64) *view {
	w, h := math.Max(box.Max[0]-box.Min[0], 1), math.Max(box.Max[1]-box.Min[1], 1)
	scale := float64(size-2*margin) / math.Max(w, h)
	pad := float64(margin) / scale
	return &view{
		box: orb.Bound{
			Min: orb.Point{box.Min[0] - pad, box.Min[1] - pad},
			Max: orb.Point{box.Max[0] + pad, box.Max[1] + pad},
		},
		scale:     scale,
		width:     int(math.Ceil((w+2*pad)*scale - 1e-6)),
		height:    int(math.Ceil((h+2*pad)*scale - 1e-6)),
		tolerance: tolerance,
		topo:      topo,
		arcs:      map[int][]Point{},
	}
}

func (v *view) place(p orb.Point) Point {
	return Point{
		X: int(math.Round((p[0] - v.box.Min[0]) * v.scale)),
		Y: int(math.Round((v.box.Max[1] - p[1]) * v.scale)),
	}
}

// line rounds a line to the grid first, drops repeats, and then simplifies it (Douglas and Peucker). Ends stay.
func (v *view) line(pts []orb.Point) []Point {
	var ls orb.LineString
	for _, p := range pts {
		g := v.place(p)
		q := orb.Point{float64(g.X), float64(g.Y)}
		if len(ls) == 0 || ls[len(ls)-1] != q {
			ls = append(ls, q)
		}
	}
	if v.tolerance > 0 && len(ls) > 2 {
		if ls[0] == ls[len(ls)-1] {
			ls = simplifyLoop(ls, v.tolerance)
		} else {
			ls = simplify.DouglasPeucker(v.tolerance).LineString(ls)
		}
	}
	out := make([]Point, len(ls))
	for i, p := range ls {
		out[i] = Point{int(p[0]), int(p[1])}
	}
	return out
}

// simplifyLoop cuts a closed line at its point farthest from the start, because Douglas and Peucker measure from the chord
// between the ends, which a closed line has not.
func simplifyLoop(ls orb.LineString, tolerance float64) orb.LineString {
	far, most := 0, -1.0
	for i, p := range ls {
		if d := planar.DistanceSquared(ls[0], p); d > most {
			far, most = i, d
		}
	}
	dp := simplify.DouglasPeucker(tolerance)
	head := dp.LineString(ls[: far+1 : far+1].Clone())
	tail := dp.LineString(ls[far:].Clone())
	return append(head, tail[1:]...)
}

// arc gives the drawn form of an arc, the same for every ring that uses it in this view.
func (v *view) arc(id int) []Point {
	if pts, ok := v.arcs[id]; ok {
		return pts
	}
	pts := v.line(v.topo.arcs[id])
	v.arcs[id] = pts
	return pts
}

// rings gives the drawn rings of a unit, without the repeated last point. Rings that shrink to a line are left out.
func (v *view) rings(u unit) [][]Point {
	var out [][]Point
	for _, r := range u.rings {
		var pts []Point
		for _, ref := range r {
			arc := v.arc(ref.arc)
			for i := range arc {
				p := arc[i]
				if ref.reverse {
					p = arc[len(arc)-1-i]
				}
				if len(pts) == 0 || pts[len(pts)-1] != p {
					pts = append(pts, p)
				}
			}
		}
		if pts = openRing(pts); twiceArea(pts) != 0 {
			out = append(out, pts)
		}
	}
	return out
}

func openRing(pts []Point) []Point {
	for len(pts) > 1 && pts[0] == pts[len(pts)-1] {
		pts = pts[:len(pts)-1]
	}
	return pts
}

// twiceArea is twice the surface of a ring in square units, without sign.
func twiceArea(pts []Point) int {
	sum := 0
	for i, p := range pts {
		q := pts[(i+1)%len(pts)]
		sum += p.X*q.Y - q.X*p.Y
	}
	if sum < 0 {
		return -sum
	}
	return sum
}

// tinyArea is the surface, in square units, below which a drawn unit is hard to see and to hit: a square of 5 by 5.
const tinyArea = 25

// shape draws one unit.
func (v *view) shape(u unit) Shape {
	rings := v.rings(u)
	at := v.place(u.label)
	if len(rings) == 0 {
		// Smaller than a unit of the grid: a square of two units keeps it on the map.
		rings = [][]Point{{{at.X - 1, at.Y - 1}, {at.X + 1, at.Y - 1}, {at.X + 1, at.Y + 1}, {at.X - 1, at.Y + 1}}}
	}
	area := 0
	for _, r := range rings {
		area += twiceArea(r)
	}
	return Shape{Code: u.code, Path: closedPath(rings), Label: at, Tiny: area < 2*tinyArea}
}

// water draws what of the lakes or rivers lies in the view, sorted by English name and then path.
func (v *view) water(features []feature) []Water {
	var out []Water
	for _, f := range features {
		var path string
		if f.polygons != nil {
			path = v.lake(f.polygons)
		} else {
			path = v.river(f.lines)
		}
		if path != "" {
			out = append(out, Water{NameMN: f.nameMN, NameEN: f.nameEN, Path: path})
		}
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].NameEN != out[j].NameEN {
			return out[i].NameEN < out[j].NameEN
		}
		return out[i].Path < out[j].Path
	})
	return out
}

func (v *view) lake(mp orb.MultiPolygon) string {
	var rings [][]Point
	for _, p := range clip.MultiPolygon(v.box, projection(project).all(mp)) {
		for _, r := range p {
			if pts := openRing(v.line(r)); twiceArea(pts) != 0 {
				rings = append(rings, pts)
			}
		}
	}
	return closedPath(rings)
}

func (v *view) river(ml orb.MultiLineString) string {
	km := make(orb.MultiLineString, len(ml))
	for i, l := range ml {
		km[i] = make(orb.LineString, len(l))
		for j, p := range l {
			km[i][j] = project(p)
		}
	}
	var lines [][]Point
	for _, l := range clip.MultiLineString(v.box, km) {
		if pts := v.line(l); len(pts) > 1 {
			lines = append(lines, pts)
		}
	}
	return openPath(lines)
}
