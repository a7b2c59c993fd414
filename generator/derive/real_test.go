package derive

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"nutag/generator/geo"
	"nutag/generator/model"
)

// table reads a CSV file of the repository as maps from column to value. It is a reader for this test only: the rules of the
// data sets are checked elsewhere.
func table(t testing.TB, path string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "data", filepath.FromSlash(path)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, r := range rows[1:] {
		m := map[string]string{}
		for i, name := range rows[0] {
			m[name] = r[i]
		}
		out = append(out, m)
	}
	return out
}

// num reads a number; an empty cell is 0.
func num(t testing.TB, s string) float64 {
	t.Helper()
	if s == "" {
		return 0
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func list(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}

// realPortal reads what the figures need of the repository's own data.
func realPortal(t testing.TB) *model.Portal {
	p := &model.Portal{}
	for _, r := range table(t, "aimags/aimags.csv") {
		p.Aimags = append(p.Aimags, &model.AimagRecord{
			Code: r["aimag_code"], Kind: model.Kind(r["kind"]), CentreCode: r["centre_nso_code"],
			At: model.Point{Lat: num(t, r["lat"]), Lon: num(t, r["lon"])},
		})
	}
	for _, file := range []string{"districts", "soums"} {
		for _, r := range table(t, file+"/"+file+".csv") {
			p.Places = append(p.Places, &model.Place{
				Code: r["nso_code"], Kind: model.Kind(strings.TrimSuffix(file, "s")), AimagCode: r["aimag_code"],
				IsCentre: r["is_aimag_centre"] == "yes", At: model.Point{Lat: num(t, r["lat"]), Lon: num(t, r["lon"])},
				AtSource: r["coord_source"], AreaKM2: num(t, r["area_km2"]), Cautions: list(r["cautions"]),
			})
		}
	}
	place := func(r map[string]string) *model.Place {
		pl := p.Place(r["nso_code"])
		if pl == nil {
			t.Fatalf("no place %s", r["nso_code"])
		}
		return pl
	}
	n := func(r map[string]string, column string) int { return int(num(t, r[column])) }
	for _, r := range table(t, "population/population.csv") {
		pl := place(r)
		pl.Population = append(pl.Population, model.Population{
			Year: n(r, "year"), Total: n(r, "total"), Men: n(r, "men"), Women: n(r, "women"), Source: r["source"],
		})
	}
	count := func(r map[string]string, column string) model.Count {
		return model.Count{Year: n(r, "year"), N: n(r, column), Source: r["source"]}
	}
	for _, r := range table(t, "population/under5.csv") {
		place(r).Under5 = append(place(r).Under5, count(r, "persons"))
	}
	for _, r := range table(t, "livestock/livestock.csv") {
		place(r).Livestock = append(place(r).Livestock, count(r, "head"))
	}
	for _, r := range table(t, "herder-households/herder-households.csv") {
		place(r).Herders = append(place(r).Herders, count(r, "households"))
	}
	for _, r := range table(t, "climate/climate.csv") {
		pl := place(r)
		if pl.Climate == nil {
			pl.Climate = &model.Climate{Source: r["source"]}
		}
		pl.Climate.Month[n(r, "month")-1] = num(t, r["mean_temp_c"])
	}
	for _, r := range table(t, "livestock-losses/livestock-losses.csv") {
		a := p.Aimag(r["aimag_code"])
		l := model.HerdLoss{Year: n(r, "year"), Lost: num(t, r["losses_thousand_head"]), Source: r["source"]}
		if s := r["percent_of_previous_herd"]; s != "" {
			v := num(t, s)
			l.Percent = &v
		}
		a.Losses = append(a.Losses, l)
	}
	for _, r := range table(t, "airports/airports.csv") {
		p.Airports = append(p.Airports, model.Airport{
			ID: r["airport_id"], At: model.Point{Lat: num(t, r["lat"]), Lon: num(t, r["lon"])},
			Scheduled: r["scheduled"], Source: r["source"], Cautions: list(r["cautions"]),
		})
	}
	return p
}

func realShapes(t testing.TB) *geo.Shapes {
	open := func(name string) *os.File {
		f, err := os.Open(filepath.Join("..", "..", "data", "boundaries", name))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Close() })
		return f
	}
	s, err := geo.Load(geo.Input{Soums: open("soums.geojson"), Aimags: open("aimags.geojson")})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func realLimits(t testing.TB) []Limit {
	var out []Limit
	end := func(s string) *float64 {
		if s == "" {
			return nil
		}
		v := num(t, s)
		return &v
	}
	for _, r := range table(t, "bands/bands.csv") {
		out = append(out, Limit{r["indicator"], int(num(t, r["band"])), end(r["lower"]), end(r["upper"])})
	}
	return out
}

// Sums that the statistics office prints itself hold for ours: national and aimag population of 2020 and 2025, livestock of
// 2019 and 2020.
func TestRealSums(t *testing.T) {
	f, err := Compute(Input{Portal: realPortal(t), Shapes: realShapes(t), Limits: realLimits(t)})
	if err != nil {
		t.Fatal(err)
	}
	c := f.Country()
	if c.Soums != 330 || c.Districts != 9 {
		t.Errorf("%d soums, %d districts", c.Soums, c.Districts)
	}
	for _, w := range []struct {
		name string
		list []Total
		year int
		want float64
	}{
		{"population 2020", c.Population, 2020, 3_253_283},
		{"population 2025", c.Population, 2025, 3_425_162},
		{"livestock 2019", c.Livestock, 2019, 70_969_315},
		{"livestock 2020", c.Livestock, 2020, 67_068_486},
		{"herder households 2020", c.Herders, 2020, 177_684 + 2_879},
		{"Dornod 2025", f.Aimag("21").Population, 2025, 83_859},
		{"Ulaanbaatar 2025, borders before the change", f.Aimag("11").Population, 2025, 1_673_279},
	} {
		if got, ok := totalIn(w.list, w.year); !ok || got.Number != w.want {
			t.Errorf("%s: %g, want %g", w.name, got.Number, w.want)
		}
	}
	// Sukhbaatar lost nearly half of its herd in 2024.
	if d := f.Aimag("22").Dzud; d == nil || d.Years != 15 || d.Over5 != 3 || d.Over10 != 2 || d.WorstYear != 2024 || d.WorstPercent != 47.3 {
		t.Errorf("dzud of Sukhbaatar: %+v", d)
	}
}

// The fixed limits of the bands still part the soums into groups of about a fifth. When this fails after new figures, the
// limits in data/bands have to be set anew, knowing that many pages change.
func TestRealBandsAreAboutFifths(t *testing.T) {
	f, err := Compute(Input{Portal: realPortal(t), Shapes: realShapes(t), Limits: realLimits(t)})
	if err != nil {
		t.Fatal(err)
	}
	counts := map[Indicator]*[Bands + 1]int{}
	for _, pf := range f.places {
		for _, s := range pf.Standings {
			if counts[s.Indicator] == nil {
				counts[s.Indicator] = &[Bands + 1]int{}
			}
			counts[s.Indicator][s.Band]++
		}
	}
	for _, i := range Indicators() {
		n := counts[i]
		soums := 0
		for b := 1; b <= Bands; b++ {
			soums += n[b]
		}
		if soums < 270 {
			t.Errorf("%s: only %d soums have a band", i, soums)
		}
		for b := 1; b <= Bands; b++ {
			if share := float64(n[b]) / float64(soums); math.Abs(share-0.2) > 0.08 {
				t.Errorf("%s: band %d holds %.0f percent of the soums", i, b, share*100)
			}
		}
	}
}

// BenchmarkCompute times the whole stage on the repository's data.
func BenchmarkCompute(b *testing.B) {
	in := Input{Portal: realPortal(b), Shapes: realShapes(b), Limits: realLimits(b)}
	for b.Loop() {
		if _, err := Compute(in); err != nil {
			b.Fatal(err)
		}
	}
}
