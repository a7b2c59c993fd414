package geo

import (
	"fmt"
	"math"
	"sort"

	"github.com/paulmach/orb"
)

// Units of the map around a point, and how far its borders may be straightened; a test holds what it weighs.
const (
	aroundSize, aroundTolerance = 420, 1.0
	// AroundScale is how many units of the map are a kilometre.
	AroundScale = 10
)

// Around is a soum or district and its neighbours as one sees them from a point inside: distance and direction of every
// point of a border from there are true (azimuthal equidistant projection). Units are tenths of a kilometre; the point is at 0,0;
// x grows to the east and y to the south, as in SVG.
type Around struct {
	// Reach is the distance of the farthest point of the unit's own border.
	Reach      int
	Unit       Shape
	Neighbours []Shape // units that share a border with it, by code
}

// Around draws the unit and its neighbours around a point (WGS 84 degrees), which is mostly the seat. The error is ErrUnknownCode.
func (s *Shapes) Around(code string, lon, lat float64) (Around, error) {
	i, ok := s.unitAt[code]
	if !ok {
		return Around{}, fmt.Errorf("%s: %w", code, ErrUnknownCode)
	}
	own := s.units[i]
	var near []unit
	for _, n := range s.touch[code] {
		near = append(near, s.units[s.unitAt[n]])
	}
	sort.Slice(near, func(i, j int) bool { return near[i].code < near[j].code })
	// Borders are straightened on a grid that the unit itself fills, arc by arc, so that adjoining shapes keep the same points.
	v := newView(&s.topo, s.topo.extent([]unit{own}), aroundSize, 0, aroundTolerance)
	eye := orb.Point{lon, lat}
	seen := func(p Point) Point {
		km := orb.Point{v.box.Min[0] + float64(p.X)/v.scale, v.box.Max[1] - float64(p.Y)/v.scale}
		return polar(eye, unproject(km))
	}
	draw := func(u unit) Shape {
		sh := Shape{Code: u.code, Label: polar(eye, unproject(u.label))}
		var rings [][]Point
		for _, r := range v.rings(u) {
			pts := make([]Point, len(r))
			for i, p := range r {
				pts[i] = seen(p)
			}
			rings = append(rings, pts)
		}
		sh.Path = closedPath(rings)
		return sh
	}
	a := Around{Unit: draw(own)}
	for _, n := range near {
		a.Neighbours = append(a.Neighbours, draw(n))
	}
	for _, r := range v.rings(own) {
		for _, p := range r {
			q := seen(p)
			a.Reach = max(a.Reach, int(math.Ceil(math.Hypot(float64(q.X), float64(q.Y)))))
		}
	}
	return a, nil
}

// polar places a point by its distance and bearing from the eye.
func polar(eye, p orb.Point) Point {
	d := DistanceKM(eye.Lon(), eye.Lat(), p.Lon(), p.Lat()) * AroundScale
	b := Bearing(eye.Lon(), eye.Lat(), p.Lon(), p.Lat()) * math.Pi / 180
	return Point{X: int(math.Round(d * math.Sin(b))), Y: int(math.Round(-d * math.Cos(b)))}
}

// unproject is the way back from the kilometres of project to degrees: formulas 14-8 to 14-11 of Snyder, p. 101.
func unproject(km orb.Point) orb.Point {
	rad := math.Pi / 180
	x, y := km[0]/authalicRadiusKM, km[1]/authalicRadiusKM
	n := (math.Sin(parallel1*rad) + math.Sin(parallel2*rad)) / 2
	c := math.Pow(math.Cos(parallel1*rad), 2) + 2*n*math.Sin(parallel1*rad)
	rho0 := math.Sqrt(c-2*n*math.Sin(originLat*rad)) / n
	rho := math.Hypot(x, rho0-y)
	lat := math.Asin((c-rho*rho*n*n)/(2*n)) / rad
	return orb.Point{centralMeridian + math.Atan2(x, rho0-y)/n/rad, lat}
}
