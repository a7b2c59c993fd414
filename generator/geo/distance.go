package geo

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geo"
)

// EarthRadiusKM is the mean radius R1 of the ellipsoid GRS 80 (Moritz, Geodetic Reference System 1980), the usual radius for
// distances on a sphere. orb computes with the equatorial radius of 6,378.137 km, which makes distances 0.11 % too long.
const EarthRadiusKM = 6371.0088

// DistanceKM is the length of the great circle between two points (WGS 84 degrees) in kilometres, by the haversine formula
// on a sphere of EarthRadiusKM. Against the ellipsoid the error is below 0.6 %. It is a straight line, never a road distance.
func DistanceKM(lon1, lat1, lon2, lat2 float64) float64 {
	return geo.DistanceHaversine(orb.Point{lon1, lat1}, orb.Point{lon2, lat2}) / orb.EarthRadius * EarthRadiusKM
}

// Bearing is the direction in which the great circle from the first point to the second begins: degrees clockwise from north,
// 0 <= bearing < 360. It is 0 where the points are the same.
func Bearing(lon1, lat1, lon2, lat2 float64) float64 {
	b := math.Mod(geo.Bearing(orb.Point{lon1, lat1}, orb.Point{lon2, lat2})+360, 360)
	if b < 0 || b >= 360 {
		return 0
	}
	return b
}

// Octant turns a bearing in degrees into one of eight directions: 0 north, 1 north-east, and so on clockwise to 7 north-west.
// The words are messages.
func Octant(bearing float64) int {
	o := int(math.Floor(bearing/45+0.5)) % 8
	if o < 0 {
		o += 8
	}
	return o
}
