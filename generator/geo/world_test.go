package geo

import (
	"math"
	"os"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// The corners of the projection as its authors give them: 2.70663 and 1.31736 radii.
func TestEqualEarth(t *testing.T) {
	for _, tc := range []struct{ lon, lat, x, y float64 }{
		{0, 0, 0, 0}, {180, 0, 2.70663, 0}, {-180, 0, -2.70663, 0}, {0, 90, 0, 1.31736}, {0, -90, 0, -1.31736},
	} {
		p := equalEarth(orb.Point{tc.lon, tc.lat})
		if x, y := p[0]/authalicRadiusKM, p[1]/authalicRadiusKM; math.Abs(x-tc.x) > 1e-5 || math.Abs(y-tc.y) > 1e-5 {
			t.Errorf("%v, %v is at %.5f, %.5f, want %v, %v", tc.lon, tc.lat, x, y, tc.x, tc.y)
		}
	}
	// Equal areas: a cell of a degree has the surface that it has on the sphere, wherever it lies.
	const rad = math.Pi / 180
	for _, lat := range []float64{-70, -30, 0, 15, 47, 75} {
		a, b := equalEarth(orb.Point{100, lat}), equalEarth(orb.Point{101, lat + 1})
		c, d := equalEarth(orb.Point{101, lat}), equalEarth(orb.Point{100, lat + 1})
		got := math.Abs((b[0]-a[0])*(d[1]-c[1])-(d[0]-c[0])*(b[1]-a[1])) / 2
		want := authalicRadiusKM * authalicRadiusKM * rad * (math.Sin((lat+1)*rad) - math.Sin(lat*rad))
		if math.Abs(got/want-1) > 1e-3 {
			t.Errorf("a degree at %v: %.1f km², want %.1f", lat, got, want)
		}
	}
}

func TestWorldOfTheRealOutlines(t *testing.T) {
	f, err := os.Open("../../data/world/countries.geojson")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w, err := LoadWorld(f)
	if err != nil {
		t.Fatal(err)
	}
	m := w.Map()
	if m.Width != 1000 || m.Height < 400 || m.Height > 500 || len(m.Units) != len(w.Codes()) {
		t.Errorf("a map of %d by %d with %d of %d countries", m.Width, m.Height, len(m.Units), len(w.Codes()))
	}
	at := map[string]Shape{}
	for _, s := range m.Units {
		at[s.Code] = s
	}
	// Who lies west of whom, and that no country is drawn across the whole map: outlines are cut at 180°.
	for _, pair := range [][2]string{{"US", "GB"}, {"GB", "DE"}, {"DE", "MN"}, {"MN", "JP"}, {"JP", "NZ"}} {
		if at[pair[0]].Label.X >= at[pair[1]].Label.X {
			t.Errorf("%s does not lie west of %s", pair[0], pair[1])
		}
	}
	if mn, ru, cn := at["MN"].Label.Y, at["RU"].Label.Y, at["CN"].Label.Y; ru >= mn || mn >= cn {
		t.Errorf("from north to south: RU %d, MN %d, CN %d", ru, mn, cn)
	}
	for _, u := range w.units {
		for _, p := range u.geometry {
			for _, r := range p {
				for i := 1; i < len(r); i++ {
					if math.Abs(r[i][0]-r[i-1][0]) > 60 {
						t.Errorf("%s has a line from %v to %v", u.code, r[i-1], r[i])
					}
				}
			}
		}
	}
}

func TestWorldRefusesWhatIsNoCountry(t *testing.T) {
	const square = `"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}`
	for name, tc := range map[string][2]string{
		"code":  {`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"mn"},` + square + `}]}`, "wrong form"},
		"twice": {`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"MN"},` + square + `},{"type":"Feature","properties":{"code":"MN"},` + square + `}]}`, "twice"},
		"empty": {`{"type":"FeatureCollection","features":[]}`, "no features"},
		"text":  {`<svg/>`, "invalid"},
	} {
		if _, err := LoadWorld(strings.NewReader(tc[0])); err == nil || !strings.Contains(err.Error(), tc[1]) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
