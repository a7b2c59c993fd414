package geo

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// labelGrid is the number of trial points along each side of the box, in each round.
const labelGrid = 12

// labelPoint finds, in projected kilometres, a point well inside the largest polygon of a geometry: the one farthest from any
// border, to about 1 % of the size of the box. The centre of gravity will not do, for it can lie outside a bent shape.
func labelPoint(mp orb.MultiPolygon, to projection) orb.Point {
	var p orb.Polygon
	var best float64
	for _, candidate := range to.all(mp) {
		if a := math.Abs(planar.Area(candidate)); p == nil || a > best {
			p, best = candidate, a
		}
	}
	box := p.Bound()
	at, room := box.Center(), -1.0
	for range 2 {
		w, h := (box.Max[0]-box.Min[0])/labelGrid, (box.Max[1]-box.Min[1])/labelGrid
		for i := 0; i <= labelGrid; i++ {
			for j := 0; j <= labelGrid; j++ {
				trial := orb.Point{box.Min[0] + w*float64(i), box.Min[1] + h*float64(j)}
				if d := clearance(p, trial, room); d > room && planar.PolygonContains(p, trial) {
					at, room = trial, d
				}
			}
		}
		box = orb.Bound{Min: orb.Point{at[0] - w, at[1] - h}, Max: orb.Point{at[0] + w, at[1] + h}}
	}
	return at
}

// clearance is the distance of a point from the nearest border of a polygon. It stops early, with some distance of at most
// enough, when the point is seen to be no better than that.
func clearance(p orb.Polygon, pt orb.Point, enough float64) float64 {
	least := math.Inf(1)
	for _, r := range p {
		for i := 1; i < len(r); i++ {
			if d := planar.DistanceFromSegmentSquared(r[i-1], r[i], pt); d < least {
				if least = d; enough > 0 && d <= enough*enough {
					return math.Sqrt(d)
				}
			}
		}
	}
	return math.Sqrt(least)
}
