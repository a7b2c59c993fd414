package geo

import (
	"errors"
	"math"
	"regexp"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
)

func TestUnproject(t *testing.T) {
	for _, p := range []orb.Point{{104, 46.5}, {87.74, 49.1}, {119.9, 46.7}, {102.7, 52.1}, {105, 41.6}} {
		if q := unproject(project(p)); !near(p[0], q[0], 1e-9) || !near(p[1], q[1], 1e-9) {
			t.Errorf("%v comes back as %v", p, q)
		}
	}
}

// TestBearings compares with the geodesics of the ellipsoid WGS 84, from the program GeographicLib of C. Karney (package
// geographiclib-geodesic 2 of npm), for ten soums: to the seat of their aimag and to the point of the capital. A great circle of the
// sphere leaves in another direction by up to 0.2°, which is less than a signpost is wide, and is longer or shorter by up to 0.6 %.
func TestBearings(t *testing.T) {
	const ubLon, ubLat = 106.8832, 47.9077
	for _, c := range []struct {
		code               string
		lon, lat           float64
		seatLon, seatLat   float64
		seatAzi, seatKM    float64
		capitalAzi, capiKM float64
	}{
		{"6346", 102.6952, 49.3913, 103.5347, 48.8125, 136.080, 88.89, 116.547, 349.85},
		{"2104", 113.3820, 49.2478, 114.5326, 48.0726, 146.599, 155.76, 255.192, 501.97},
		{"2207", 112.3511, 45.7399, 113.2792, 46.6806, 34.075, 126.74, 301.985, 481.66},
		{"8304", 89.5069, 48.3038, 89.9625, 48.9683, 24.267, 81.17, 85.445, 1292.04},
		{"8513", 93.1053, 48.8220, 92.0667, 49.9811, 330.076, 149.33, 90.500, 1024.54},
		{"4804", 105.7409, 46.3964, 106.2708, 45.7625, 149.621, 81.51, 26.859, 189.03},
		{"4607", 106.1224, 42.9653, 104.4250, 43.5708, 296.599, 153.34, 5.916, 552.51},
		{"6219", 103.7871, 46.9831, 102.7750, 46.2639, 224.483, 111.36, 65.105, 255.11},
		{"6719", 99.3305, 48.5804, 100.1625, 49.6342, 27.086, 132.00, 94.765, 565.69},
		{"8204", 94.9384, 44.6144, 96.2583, 46.3722, 27.370, 220.93, 64.072, 989.70},
	} {
		for _, to := range []struct {
			lon, lat, azi, km float64
		}{{c.seatLon, c.seatLat, c.seatAzi, c.seatKM}, {ubLon, ubLat, c.capitalAzi, c.capiKM}} {
			if got := Bearing(c.lon, c.lat, to.lon, to.lat); !near(got, to.azi, 0.2) {
				t.Errorf("%s: bearing %.3f, on the ellipsoid %.3f", c.code, got, to.azi)
			}
			if got := DistanceKM(c.lon, c.lat, to.lon, to.lat); !near(got, to.km, to.km*0.006) {
				t.Errorf("%s: %.2f km, on the ellipsoid %.2f", c.code, got, to.km)
			}
		}
	}
}

var figuresOf = regexp.MustCompile(`-?[0-9]+`)

func TestAround(t *testing.T) {
	s := mongolia(t)
	a, err := s.Around("6346", 102.6952, 49.3913)
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, n := range a.Neighbours {
		codes = append(codes, n.Code)
	}
	if diff := cmp.Diff(s.Neighbours("6346"), codes); diff != "" {
		t.Errorf("neighbours: %s", diff)
	}
	// The soum has some 5,600 km²: its border is between 20 and 150 km away.
	if a.Reach < 20*AroundScale || a.Reach > 150*AroundScale {
		t.Errorf("the border reaches %d tenths of a kilometre", a.Reach)
	}
	if len(figuresOf.FindAllString(a.Unit.Path, -1)) < 20 {
		t.Errorf("outline has too few points: %s", a.Unit.Path)
	}
	// The middle of a neighbour stands where distance and bearing say.
	for _, n := range a.Neighbours {
		i := s.unitAt[n.Code]
		at := unproject(s.units[i].label)
		km, b := DistanceKM(102.6952, 49.3913, at[0], at[1]), Bearing(102.6952, 49.3913, at[0], at[1])
		gotKM := math.Hypot(float64(n.Label.X), float64(n.Label.Y)) / AroundScale
		gotB := math.Mod(math.Atan2(float64(n.Label.X), float64(-n.Label.Y))*180/math.Pi+360, 360)
		if !near(km, gotKM, 0.1) || !near(b, gotB, 0.2) {
			t.Errorf("%s is drawn %.1f km away at %.1f°, and is %.1f km away at %.1f°", n.Code, gotKM, gotB, km, b)
		}
	}
	if _, err := s.Around("9999", 104, 46); !errors.Is(err, ErrUnknownCode) {
		t.Errorf("unknown code: %v", err)
	}
}

// TestAroundAll holds every soum to a small drawing with its own centre in the middle, and the same bytes each time.
func TestAroundAll(t *testing.T) {
	s := mongolia(t)
	for _, code := range s.Codes() {
		at := unproject(s.units[s.unitAt[code]].label)
		a, err := s.Around(code, at[0], at[1])
		if err != nil {
			t.Fatal(err)
		}
		size := len(a.Unit.Path)
		for _, n := range a.Neighbours {
			size += len(n.Path)
		}
		if size > 14_000 || a.Unit.Path == "" {
			t.Errorf("%s: paths of %s letters", code, strconv.Itoa(size))
		}
		if b, _ := s.Around(code, at[0], at[1]); cmp.Diff(a, b) != "" {
			t.Errorf("%s: drawn differently the second time", code)
		}
	}
}
