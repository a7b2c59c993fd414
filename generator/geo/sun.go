package geo

import "math"

// Declination is how far the sun stands north of the equator at noon of a day of the year (1 to 365), in degrees: the formulas of low
// precision of the Astronomical Almanac (section C, "Low precision formulas for the Sun's coordinates"). They are good to 0.01° for
// the year they are asked about; this one is 2026, half-way between two leap years, from which the sun of other years strays by up
// to 0.2°.
func Declination(day int) float64 {
	const rad = math.Pi / 180
	n := float64(9496 + day) // days from noon of 1 January 2000; noon of 1 January 2026 is the 9,497th
	anomaly := (357.528 + 0.9856003*n) * rad
	longitude := (280.460 + 0.9856474*n + 1.915*math.Sin(anomaly) + 0.020*math.Sin(2*anomaly)) * rad
	return math.Asin(math.Sin((23.439-0.0000004*n)*rad)*math.Sin(longitude)) / rad
}

// NoonAltitude is how high the sun stands over a level horizon when it is due south, in degrees, without refraction. It holds north
// of the tropics, where the sun is in the south at noon all year.
func NoonAltitude(lat float64, day int) float64 { return 90 - lat + Declination(day) }

// DayLength is the time from sunrise to sunset in hours, over a level horizon. Rising and setting are when the upper edge of the sun
// is seen on the horizon: its middle is then 0.833° below it (34′ of refraction and 16′ of radius, as in almanacs). It is 0 or 24
// where the sun does not rise or set.
func DayLength(lat float64, day int) float64 {
	rad := math.Pi / 180
	phi, delta := lat*rad, Declination(day)*rad
	h := (math.Sin(-0.833*rad) - math.Sin(phi)*math.Sin(delta)) / (math.Cos(phi) * math.Cos(delta))
	return 24 * math.Acos(min(1, max(-1, h))) / math.Pi
}
