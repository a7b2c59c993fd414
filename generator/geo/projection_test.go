package geo

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
)

// The worked example of Snyder 1987, appendix A, p. 291.
func TestAlbersFollowsSnyder(t *testing.T) {
	x, y := albers(-75, 35, 29.5, 45.5, 23, -96)
	if !near(x, 0.2952720, 5e-8) || !near(y, 0.2416774, 5e-8) {
		t.Errorf("got %.7f, %.7f", x, y)
	}
}

// A small cell keeps its surface everywhere, and its shape to 0.6 %.
func TestProjectionOfMongolia(t *testing.T) {
	const d = 0.001
	step := func(lon, lat, dLon, dLat float64) float64 {
		a, b := project(orb.Point{lon, lat}), project(orb.Point{lon + dLon, lat + dLat})
		return math.Hypot(a[0]-b[0], a[1]-b[1])
	}
	km := authalicRadiusKM * math.Pi / 180 * d
	for lat := 41.6; lat < 52.2; lat += 0.5 {
		for _, lon := range []float64{87.8, 104, 119.9} {
			h, k := step(lon, lat, 0, d)/km, step(lon, lat, d, 0)/(km*math.Cos(lat*math.Pi/180))
			if !near(h*k, 1, 1e-4) {
				t.Errorf("%g %g: surface changes by %g", lon, lat, h*k)
			}
			if !near(h, 1, 0.006) || !near(k, 1, 0.006) {
				t.Errorf("%g %g: lengths change by %g and %g", lon, lat, h, k)
			}
		}
	}
}
