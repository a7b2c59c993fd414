package finder

import (
	"strings"
	"testing"

	"nutag/generator/derive"
	"nutag/generator/geo"
	"nutag/generator/model"
)

// figures is an invented country of one aimag with two soums; the second has no population, no climate and no zone.
func figures(t *testing.T) Input {
	t.Helper()
	square := func(code string, west string, east string) string {
		return `{"type":"Feature","properties":{"code":"` + code + `"},"geometry":{"type":"Polygon","coordinates":[[[` +
			west + `,45],[` + east + `,45],[` + east + `,46],[` + west + `,46],[` + west + `,45]]]}}`
	}
	file := func(f ...string) *strings.Reader {
		return strings.NewReader(`{"type":"FeatureCollection","features":[` + strings.Join(f, ",") + `]}`)
	}
	shapes, err := geo.Load(geo.Input{
		Soums:  file(square("1101", "100", "101"), square("2101", "101", "102"), square("2102", "102", "103")),
		Aimags: file(square("11", "100", "101"), square("21", "101", "103")),
	})
	if err != nil {
		t.Fatal(err)
	}
	p := &model.Portal{
		Aimags: []*model.AimagRecord{
			{Code: "11", Kind: model.Capital, At: model.Point{Lat: 45.5, Lon: 100.5}},
			{Code: "21", Kind: model.Aimag, CentreCode: "2101", Name: model.Text{MN: "Туршилт", EN: "Turshilt"}},
		},
		Places: []*model.Place{
			{Code: "1101", Kind: model.District, AimagCode: "11", At: model.Point{Lat: 45.5, Lon: 100.5}},
			{Code: "2101", Kind: model.Soum, AimagCode: "21", IsCentre: true, Slug: "yo", Name: model.Text{MN: "Ялгуун", EN: "Yalguun </script>"},
				At: model.Point{Lat: 45.5, Lon: 101.5}, AtSource: "points", AreaKM2: 1000,
				Population: []model.Population{{Year: 2025, Total: 1234, Source: "count"}},
				Climate:    &model.Climate{Month: [12]float64{-20.25}, Source: "weather"},
				Zone:       &model.Zones{Steppe: 80.4, Water: 19.6, Source: "zones"}},
			{Code: "2102", Kind: model.Soum, AimagCode: "21", Slug: "two", Name: model.Text{MN: "Алсын", EN: "Zet"},
				At: model.Point{Lat: 45.5, Lon: 102.5}, AtSource: "points", Cautions: []string{"border-change-2025", "coord-unconfirmed"}},
		},
	}
	f, err := derive.Compute(derive.Input{Portal: p, Shapes: shapes})
	if err != nil {
		t.Fatal(err)
	}
	return Input{Portal: p, Figures: f, Map: shapes.NationalMap()}
}

func TestMake(t *testing.T) {
	d, err := Make(figures(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Codes) != 2 || len(d.Aimags) != 1 || len(d.Seats) != 1 || d.Seats[0] != 0 || d.Rest == "" || d.Paths[1] == "" {
		t.Errorf("%+v", d)
	}
	for _, m := range d.Measures {
		switch m.ID {
		case derive.Population:
			if *m.Values[0] != 1234 || m.Values[1] != nil || m.From[1] != -1 || m.Origins[m.From[0]].Year != 2025 || d.Sources[m.Origins[m.From[0]].Sources[0]] != "count" {
				t.Errorf("population: %+v", m)
			}
		case derive.ColdestMonth:
			if *m.Values[0] != -20.3 || m.Decimals != 1 { // half away from zero, as the profile shows it
				t.Errorf("coldest month: %g", *m.Values[0])
			}
		case derive.DistanceAimagCentre:
			o := m.Origins[m.From[1]]
			if *m.Values[0] != 0 || *m.Values[1] != 78 || m.Decimals != 0 || len(o.Cautions) != 1 || d.Cautions[o.Cautions[0]] != "coord-unconfirmed" {
				t.Errorf("to the aimag centre: %v %v %+v", *m.Values[0], *m.Values[1], o)
			}
		}
	}
	if d.Zones.IDs[d.Zones.Main[0]] != derive.Steppe || d.Zones.Share[0] != 80 || d.Zones.Main[1] != -1 || d.Zones.From[1] != -1 {
		t.Errorf("zones: %+v", d.Zones)
	}
	if o := d.Order; o["mn"][0] != 1 || o["en"][0] != 0 {
		t.Errorf("order: %v", o)
	}
	if len(d.Doubts[0]) != 0 || len(d.Doubts[1]) != 1 || d.Cautions[d.Doubts[1][0]] != "border-change-2025" {
		t.Errorf("doubts: %v", d.Doubts)
	}
}

func TestScript(t *testing.T) {
	d, err := Make(figures(t))
	if err != nil {
		t.Fatal(err)
	}
	path, script, err := d.Script()
	if err != nil {
		t.Fatal(err)
	}
	if text := string(script); !strings.HasPrefix(text, "globalThis.nutagSoums = {") || !strings.HasSuffix(text, "};\n") || strings.Contains(text, "</script>") {
		t.Errorf("the script is %.60q…", text)
	}
	d.MN[0] = "Өөр"
	if other, _, _ := d.Script(); other == path || !strings.HasPrefix(path, "finder/soums.") {
		t.Errorf("other bytes have the name %s", other)
	}
}

func TestMakeRefuses(t *testing.T) {
	in := figures(t)
	in.Map.Units = nil
	if _, err := Make(in); err == nil {
		t.Error("a soum without a shape was taken")
	}
}

func TestDecimals(t *testing.T) {
	zero, two := 0.0, 2.0
	if decimals(derive.Choice{ID: "made-up-count"}, []*float64{&zero, nil, &two}) != 0 {
		t.Error("a count is shown with decimals")
	}
	half := 0.5
	if decimals(derive.Choice{ID: "made-up-share"}, []*float64{&half}) != 1 {
		t.Error("a share is shown whole")
	}
	if decimals(derive.Choice{Fact: &model.Indicator{Digits: 2}}, nil) != 2 {
		t.Error("a figure of the table of indicators is not shown as the table says")
	}
}
