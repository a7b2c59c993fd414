package geo

import (
	"math"
	"sort"

	"github.com/paulmach/orb"
)

// vertex is a point in whole ten-thousandths of a degree, the precision of the boundary files, so that equal borders compare
// equal.
type vertex struct{ lon, lat int32 }

func toVertex(p orb.Point) vertex {
	return vertex{int32(math.Round(p.Lon() * 1e4)), int32(math.Round(p.Lat() * 1e4))}
}

func (v vertex) less(w vertex) bool {
	if v.lon != w.lon {
		return v.lon < w.lon
	}
	return v.lat < w.lat
}

// segment is an undirected piece of border; a is the lesser end.
type segment struct{ a, b vertex }

func newSegment(a, b vertex) segment {
	if b.less(a) {
		a, b = b, a
	}
	return segment{a, b}
}

// topology is the network of all borders, cut into arcs at the points where borders meet. An arc is stored once, in one
// direction, so that rounding and simplifying it once gives both its units the same line: maps cannot show gaps.
type topology struct {
	arcs   [][]orb.Point // projected kilometres
	owners map[segment][]int
	to     projection
}

// arcRef is one use of an arc by a ring.
type arcRef struct {
	arc     int
	reverse bool
}

// ring is a closed chain of arcs.
type ring []arcRef

// buildTopology cuts the rings of units and aimags and stores the chains in their rings fields.
func buildTopology(units, aimags []unit, to projection) topology {
	t := topology{owners: map[segment][]int{}, to: to}
	degree := map[segment]bool{}
	meets := map[vertex]int{}
	visit := func(list []unit, own bool) {
		for i, u := range list {
			for _, vs := range vertexRings(u.geometry) {
				for k := range vs {
					sg := newSegment(vs[k], vs[(k+1)%len(vs)])
					if !degree[sg] {
						degree[sg] = true
						meets[sg.a]++
						meets[sg.b]++
					}
					if o := t.owners[sg]; own && (len(o) == 0 || o[len(o)-1] != i) {
						t.owners[sg] = append(o, i)
					}
				}
			}
		}
	}
	visit(units, true)
	visit(aimags, false)

	index := map[[2]vertex]int{}
	for _, list := range [][]unit{units, aimags} {
		for i := range list {
			for _, vs := range vertexRings(list[i].geometry) {
				list[i].rings = append(list[i].rings, t.chain(vs, meets, index))
			}
		}
	}
	return t
}

// vertexRings gives the rings of a geometry without the repeated last point. Rings that fall together to fewer than three
// points at the file's precision are left out.
func vertexRings(mp orb.MultiPolygon) [][]vertex {
	var out [][]vertex
	for _, p := range mp {
		for _, r := range p {
			vs := make([]vertex, 0, len(r))
			for _, pt := range r[:len(r)-1] {
				if v := toVertex(pt); len(vs) == 0 || vs[len(vs)-1] != v {
					vs = append(vs, v)
				}
			}
			for len(vs) > 1 && vs[0] == vs[len(vs)-1] {
				vs = vs[:len(vs)-1]
			}
			if len(vs) >= 3 {
				out = append(out, vs)
			}
		}
	}
	return out
}

// chain cuts one ring at its junctions, the vertices where other than two pieces of border meet, and records the arcs.
func (t *topology) chain(vs []vertex, meets map[vertex]int, index map[[2]vertex]int) ring {
	start := -1
	least := 0
	for i, v := range vs {
		if meets[v] != 2 {
			start = i
			break
		}
		if v.less(vs[least]) {
			least = i
		}
	}
	if start < 0 {
		start = least // a ring that meets no other: begin at the same vertex whoever draws it
	}
	n := len(vs)
	var out ring
	piece := []vertex{vs[start]}
	for k := 1; k <= n; k++ {
		v := vs[(start+k)%n]
		piece = append(piece, v)
		if k == n || meets[v] != 2 {
			out = append(out, t.arc(piece, index))
			piece = []vertex{v}
		}
	}
	return out
}

// arc finds or adds an arc. Between junctions there is only one way to go on, so the first piece identifies the whole.
func (t *topology) arc(piece []vertex, index map[[2]vertex]int) arcRef {
	n := len(piece)
	first, last := piece[0], piece[n-1]
	reverse := last.less(first)
	if first == last {
		reverse = piece[n-2].less(piece[1])
	}
	if reverse {
		turned := make([]vertex, n)
		for i, v := range piece {
			turned[n-1-i] = v
		}
		piece = turned
	}
	key := [2]vertex{piece[0], piece[1]}
	id, ok := index[key]
	if !ok {
		id = len(t.arcs)
		index[key] = id
		pts := make([]orb.Point, n)
		for i, v := range piece {
			pts[i] = t.to(orb.Point{float64(v.lon) / 1e4, float64(v.lat) / 1e4})
		}
		t.arcs = append(t.arcs, pts)
	}
	return arcRef{arc: id, reverse: reverse}
}

// adjacency lists, for units and for their aimags, who shares a segment with whom.
func (t *topology) adjacency(units []unit) (byUnit, byAimag map[string][]string) {
	type pair struct{ a, b string }
	seen := map[pair]bool{}
	byUnit, byAimag = map[string][]string{}, map[string][]string{}
	add := func(m map[string][]string, a, b string) {
		if a != b && !seen[pair{a, b}] {
			seen[pair{a, b}] = true
			m[a] = append(m[a], b)
		}
	}
	for _, o := range t.owners {
		for _, i := range o {
			for _, j := range o {
				add(byUnit, units[i].code, units[j].code)
				add(byAimag, aimagOf(units[i].code), aimagOf(units[j].code))
			}
		}
	}
	// owners is a map: the order of the lists is made here.
	for _, m := range []map[string][]string{byUnit, byAimag} {
		for _, list := range m {
			sort.Strings(list)
		}
	}
	return byUnit, byAimag
}
