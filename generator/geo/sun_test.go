package geo

import (
	"math"
	"testing"
)

// spencer is the declination by the Fourier series of J. W. Spencer (Search 2, 1971, p. 172), which shares nothing with the formulas
// of Declination.
func spencer(day int) float64 {
	g := 2 * math.Pi * float64(day-1) / 365
	return (0.006918 - 0.399912*math.Cos(g) + 0.070257*math.Sin(g) - 0.006758*math.Cos(2*g) + 0.000907*math.Sin(2*g) -
		0.002697*math.Cos(3*g) + 0.00148*math.Sin(3*g)) * 180 / math.Pi
}

func TestDeclination(t *testing.T) {
	for day := 1; day <= 365; day++ {
		// The series is for a year of its own: a day of the calendar apart, 0.4° at the equinoxes.
		if got, want := Declination(day), spencer(day); !near(got, want, 0.45) {
			t.Errorf("day %d: %.3f, by the other way %.3f", day, got, want)
		}
	}
	// The seasons of 2026 begin on 20 March 14:46, 21 June 8:25, 23 September 0:05 and 21 December 20:50 UT (day 79, 172, 266, 355).
	for day, want := range map[int]float64{79: -0.045, 172: 23.436, 266: -0.195, 355: -23.435} {
		if got := Declination(day); !near(got, want, 0.02) {
			t.Errorf("day %d: %.3f, want %.3f", day, got, want)
		}
	}
}

func TestSunOverMongolia(t *testing.T) {
	for _, c := range []struct {
		name           string
		lat            float64
		day            int
		noon, hours    float64
		noonIn, hours2 float64
	}{
		{"Ulaanbaatar, shortest day", 47.92, 355, 18.64, 8.37, 0.1, 0.06},
		{"Ulaanbaatar, longest day", 47.92, 172, 65.52, 16.07, 0.1, 0.06},
		{"equator, equinox", 0, 80, 90, 12.11, 0.5, 0.02},
		{"pole in summer", 89, 172, 24.44, 24, 0.1, 0},
		{"pole in winter", 89, 355, -22.44, 0, 0.1, 0},
	} {
		if got := NoonAltitude(c.lat, c.day); !near(got, c.noon, c.noonIn) {
			t.Errorf("%s: the sun stands %.2f° high at noon, want %.2f°", c.name, got, c.noon)
		}
		if got := DayLength(c.lat, c.day); !near(got, c.hours, c.hours2) {
			t.Errorf("%s: the day has %.3f h, want %.3f h", c.name, got, c.hours)
		}
	}
	// A day and the night of the opposite season fit into 24 hours and two twilights of refraction.
	if sum := DayLength(48, 15) + DayLength(48, 198); !near(sum, 24.3, 0.3) {
		t.Errorf("winter and summer day have %.2f h together", sum)
	}
}
