package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// The maps use Albers' equal-area conic projection on a sphere, so that a soum drawn twice as large is twice as large, and the
// country keeps the shape that readers know from school maps. Formulas 14-1 to 14-6 of J. P. Snyder, Map Projections: A Working
// Manual (US Geological Survey Professional Paper 1395, 1987), p. 100.
//
// The standard parallels lie one sixth of the country's height inside its southern (41.58°) and northern (52.15°) ends, which
// keeps the distortion of shapes under 0.6 %. The central meridian is near the middle of 87.73° and 119.93°.
const (
	parallel1       = 43.3
	parallel2       = 50.4
	originLat       = 46.5
	centralMeridian = 104.0
	// authalicRadiusKM is the radius of the sphere with the surface of the ellipsoid WGS 84 (Snyder p. 16 names it the authalic sphere).
	authalicRadiusKM = 6371.0072
)

// project maps degrees to kilometres; y grows to the north.
func project(p orb.Point) orb.Point {
	x, y := albers(p.Lon(), p.Lat(), parallel1, parallel2, originLat, centralMeridian)
	return orb.Point{x * authalicRadiusKM, y * authalicRadiusKM}
}

// albers maps a point in degrees to the projection of a sphere with radius 1.
func albers(lon, lat, lat1, lat2, lat0, lon0 float64) (x, y float64) {
	rad := func(d float64) float64 { return d * math.Pi / 180 }
	n := (math.Sin(rad(lat1)) + math.Sin(rad(lat2))) / 2
	c := math.Pow(math.Cos(rad(lat1)), 2) + 2*n*math.Sin(rad(lat1))
	rho := func(l float64) float64 { return math.Sqrt(math.Max(0, c-2*n*math.Sin(rad(l)))) / n }
	theta := n * rad(lon-lon0)
	return rho(lat) * math.Sin(theta), rho(lat0) - rho(lat)*math.Cos(theta)
}

// projectAll maps every polygon of a geometry to kilometres.
func projectAll(mp orb.MultiPolygon) orb.MultiPolygon {
	out := make(orb.MultiPolygon, len(mp))
	for i, p := range mp {
		out[i] = make(orb.Polygon, len(p))
		for j, r := range p {
			out[i][j] = make(orb.Ring, len(r))
			for k, pt := range r {
				out[i][j][k] = project(pt)
			}
		}
	}
	return out
}
