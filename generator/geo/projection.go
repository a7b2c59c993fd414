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

// project is the projection of the maps of the country.
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

// equalEarth maps degrees to kilometres for maps of the whole earth: areas are true, and the shapes near those of a globe.
// B. Šavrič, T. Patterson, B. Jenny, The Equal Earth map projection, International Journal of Geographical Information Science 33
// (2019), 454–465, formulas 1 to 4, on the sphere. The central meridian is Greenwich, where the outlines are cut at 180°.
func equalEarth(p orb.Point) orb.Point {
	const a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
	lon, lat := p.Lon()*math.Pi/180, p.Lat()*math.Pi/180
	t := math.Asin(math.Sqrt(3) / 2 * math.Sin(lat))
	t2 := t * t
	t6 := t2 * t2 * t2
	x := 2 * math.Sqrt(3) * lon * math.Cos(t) / (3 * (9*a4*t6*t2 + 7*a3*t6 + 3*a2*t2 + a1))
	y := t * (a4*t6*t2 + a3*t6 + a2*t2 + a1)
	return orb.Point{x * authalicRadiusKM, y * authalicRadiusKM}
}

// projection maps degrees to kilometres; y grows to the north.
type projection func(orb.Point) orb.Point

// all maps every polygon of a geometry to kilometres.
func (project projection) all(mp orb.MultiPolygon) orb.MultiPolygon {
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
