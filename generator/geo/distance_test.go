package geo

import (
	"math"
	"testing"
)

func near(a, b, within float64) bool { return math.Abs(a-b) <= within }

func TestDistanceKM(t *testing.T) {
	degree := EarthRadiusKM * math.Pi / 180 // 111.195 km
	for _, c := range []struct {
		name                               string
		lon1, lat1, lon2, lat2, want, slop float64
	}{
		{"same point", 106.9, 47.9, 106.9, 47.9, 0, 0},
		{"one degree of latitude", 104, 46, 104, 47, degree, 1e-6},
		{"one degree of the equator", 10, 0, 11, 0, degree, 1e-6},
		{"quarter of the globe", 0, 0, 0, 90, 90 * degree, 1e-6},
		{"across the date line", 179.5, 0, -179.5, 0, degree, 1e-6},
		// cos c = sin² 60 + cos² 60 · cos 90 = 0.75, c = 41.4096°
		{"ninety degrees along the sixtieth parallel", 0, 60, 90, 60, 41.40962211 * degree, 1e-3},
	} {
		if got := DistanceKM(c.lon1, c.lat1, c.lon2, c.lat2); !near(got, c.want, c.slop) {
			t.Errorf("%s: %g, want %g", c.name, got, c.want)
		}
	}
}

func TestBearing(t *testing.T) {
	for _, c := range []struct {
		name                   string
		lon1, lat1, lon2, lat2 float64
		want                   float64
		octant                 int
	}{
		{"north", 104, 46, 104, 47, 0, 0},
		{"east", 10, 0, 11, 0, 90, 2},
		{"south", 104, 47, 104, 46, 180, 4},
		{"west", 11, 0, 10, 0, 270, 6},
		{"north-east", 0, 0, 1, 1, 44.9956, 1}, // a little less than 45 on a sphere
		{"same", 104, 46, 104, 46, 0, 0},
	} {
		got := Bearing(c.lon1, c.lat1, c.lon2, c.lat2)
		if !near(got, c.want, 1e-3) || Octant(got) != c.octant {
			t.Errorf("%s: %g octant %d, want %g octant %d", c.name, got, Octant(got), c.want, c.octant)
		}
	}
}

func TestOctant(t *testing.T) {
	for b, want := range map[float64]int{0: 0, 22.4: 0, 22.5: 1, 67.4: 1, 180: 4, 337.4: 7, 337.5: 0, 360: 0, -45: 7, 359.9: 0} {
		if got := Octant(b); got != want {
			t.Errorf("Octant(%g) = %d, want %d", b, got, want)
		}
	}
}
