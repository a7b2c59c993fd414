package plan

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"nutag/generator/geo"
	"nutag/generator/model"
)

// scenesOf reads the scenes of a plan: by address, with the data of the script.
func scenesOf(t *testing.T, out Output) (views map[string]sceneView, data map[string]sceneData) {
	t.Helper()
	views, data = map[string]sceneView{}, map[string]sceneData{}
	for _, p := range out.Pages {
		v, ok := p.View.(sceneView)
		if !ok {
			continue
		}
		var d sceneData
		if err := json.Unmarshal([]byte(v.Data), &d); err != nil {
			t.Fatalf("%s: %v", p.URL(), err)
		}
		if strings.ContainsAny(v.Data, "<>&") {
			t.Errorf("%s: the data could end their element", p.URL())
		}
		if n := utf8.RuneCountInString(p.Title); n > 70 {
			t.Errorf("%s: title of %d letters", p.URL(), n)
		}
		views[p.URL()], data[p.URL()] = v, d
	}
	return views, data
}

// TestScenes holds every scene of both languages to the table of soums: signs stand where the coordinates say, what has no point is
// named and not drawn, and text and scene say the same.
func TestScenes(t *testing.T) {
	in := realInput(t)
	out, err := Build(in)
	if err != nil {
		t.Fatal(err)
	}
	views, data := scenesOf(t, out)
	if want := 2 * len(in.Portal.Soums()); len(views) != want {
		t.Fatalf("%d scenes, want %d", len(views), want)
	}
	capital := in.Portal.Aimag("11")
	for _, p := range in.Portal.Soums() {
		for _, lang := range []string{"mn", "en"} {
			url := lang + "/" + scenePath(p)
			v, d := views[url], data[url]
			if len(d.Signs) != len(v.Signs) || len(d.Signs) != len(v.Compass.Dots) || len(d.Signs) < 3 {
				t.Errorf("%s: %d signs, %d rows, %d dots", url, len(d.Signs), len(v.Signs), len(v.Compass.Dots))
			}
			kinds := map[string]int{}
			last := -1.0
			for i, s := range d.Signs {
				kinds[s.Kind]++
				if s.Bearing < last || s.Bearing >= 360 {
					t.Errorf("%s: signs do not go round: %v after %v", url, s.Bearing, last)
				}
				last = s.Bearing
				row := v.Signs[i]
				if row.ID != s.ID || row.Name != s.Name || row.KM != s.KM || row.Where != s.Where || len(row.Refs) == 0 {
					t.Errorf("%s: row %+v does not say what sign %+v says", url, row, s)
				}
				if s.Kind == "capital" {
					if want := geo.Bearing(p.At.Lon, p.At.Lat, capital.At.Lon, capital.At.Lat); math.Abs(want-s.Bearing) > 0.051 {
						t.Errorf("%s: the capital at %v°, want %v°", url, s.Bearing, want)
					}
				}
			}
			seat := 1
			if p.IsCentre {
				seat = 0
			}
			if kinds["capital"] != 1 || kinds["aimag"] != seat || kinds["airport"] < 1 || kinds["airport"] > 2 {
				t.Errorf("%s: signs by kind %v", url, kinds)
			}
			// Each neighbour has a sign, is the seat of the aimag, or is named as one without a known point.
			near := 0
			for _, code := range in.Figures.Place(p.Code).Neighbours {
				if q := in.Portal.Place(code); !p.IsCentre && q.Code == in.Portal.Aimag(p.AimagCode).CentreCode {
					near--
				}
				near++
			}
			if got := kinds["soum"] + len(v.Nowhere); got != near {
				t.Errorf("%s: %d neighbours have a sign or are named, want %d", url, got, near)
			}
			if d.Map.Own == "" || len(d.Map.Near) != len(in.Figures.Place(p.Code).Neighbours) || d.Map.Reach < 30 {
				t.Errorf("%s: map of %d neighbours, reach %d", url, len(d.Map.Near), d.Map.Reach)
			}
			if len(d.Seasons) != 4 || (p.Climate == nil) != (d.Months == nil) || (len(p.Population) == 0) != (d.People == nil) || (len(p.Livestock) == 0) != (d.Herd == nil) {
				t.Errorf("%s: what is known is not drawn, or what is not known is", url)
			}
			if len(v.Absent) != 2 {
				t.Errorf("%s: %d things are said to be absent", url, len(v.Absent))
			}
		}
	}
	// The profile leads to the scene, a district's to none.
	for _, p := range out.Pages {
		if v, ok := p.View.(placeView); ok && (v.Scene != "") != (p.Kind == string(model.Soum)) {
			t.Errorf("%s: link to a scene %q", p.URL(), v.Scene)
		}
	}
}

func TestPictureUnit(t *testing.T) {
	for n, want := range map[int]int{0: 1, 1: 1, 60: 1, 61: 2, 4842: 100, 293093: 5000, 120000: 2000, 600001: 10000} {
		if got := pictureUnit(n); got != want {
			t.Errorf("%d are shown %d a figure, want %d", n, got, want)
		}
	}
	for n := 1; n < 3_000_000; n += 997 {
		if u := pictureUnit(n); (n+u/2)/u > maxPictures {
			t.Fatalf("%d need more than %d figures of %d", n, maxPictures, u)
		}
	}
}

// TestPanoramas shows a photograph that does not exist, of a made-up author, to see that a real one would be shown with its credit.
func TestPanoramas(t *testing.T) {
	in := realInput(t)
	portal := *in.Portal
	portal.Panoramas = []model.Panorama{{ID: "6346-a", PlaceCode: "6346", File: "6346-a.jpg", Title: model.Text{MN: "ТУРШИЛТ", EN: "TEST"},
		Heading: 90, Taken: "2026-01-02", Author: "TEST AUTHOR", Licence: "CC0-1.0", LicenceURL: "https://creativecommons.org/publicdomain/zero/1.0/", Source: "cod-ab-mng"}}
	in.Portal = &portal
	out, err := Build(in)
	if err != nil {
		t.Fatal(err)
	}
	views, _ := scenesOf(t, out)
	for url, v := range views {
		want := strings.Contains(url, "/6346-")
		if (len(v.Panoramas) == 1) != want {
			t.Errorf("%s: %d photographs", url, len(v.Panoramas))
		}
		if want {
			x := v.Panoramas[0]
			if x.URL != "../../data/panoramas/6346-a.jpg" || !strings.Contains(x.By, "TEST AUTHOR") || !strings.Contains(x.By, "CC0-1.0") || len(x.Refs) == 0 {
				t.Errorf("%s: %+v", url, x)
			}
		}
	}
}

// TestMongolianNames shows letters of the alphabet as if they were names, to see that real ones would be shown with their source.
func TestMongolianNames(t *testing.T) {
	in := realInput(t)
	const letters = "\u1820\u1821\u1822"
	p, a := in.Portal.Place("6346"), in.Portal.Aimag("63")
	p.Mongolian, p.MongolianSource = letters, "cod-ab-mng"
	a.Mongolian, a.MongolianSource = letters, "cod-ab-mng"
	out, err := Build(in)
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for _, page := range out.Pages {
		var m *figure
		switch v := page.View.(type) {
		case placeView:
			m = v.Mongolian
		case aimagView:
			m = v.Mongolian
		}
		if m == nil {
			continue
		}
		shown++
		if (page.ID != "soum/6346" && page.ID != "aimag/63") || m.Value != letters || len(m.Refs) != 1 {
			t.Errorf("%s: %+v", page.URL(), m)
		}
	}
	if shown != 4 {
		t.Errorf("%d pages show a name in the script, want 4", shown)
	}
}
