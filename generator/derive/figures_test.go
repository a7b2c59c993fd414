package derive

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"nutag/generator/geo"
	"nutag/generator/model"
)

// small is a country of one aimag with three soums in a row, one degree each, and a capital with one district:
//
//	1101 | 2101 | 2102 | 2103      all between 45° and 46° north
func small(t testing.TB) (*model.Portal, *geo.Shapes) {
	t.Helper()
	box := func(code string, west, east float64) string {
		return fmt.Sprintf(`{"type":"Feature","properties":{"code":%q},"geometry":{"type":"Polygon","coordinates":[[[%g,45],[%g,45],[%g,46],[%g,46],[%g,45]]]}}`,
			code, west, east, east, west, west)
	}
	file := func(f ...string) *strings.Reader {
		return strings.NewReader(`{"type":"FeatureCollection","features":[` + strings.Join(f, ",") + `]}`)
	}
	shapes, err := geo.Load(geo.Input{
		Soums:  file(box("1101", 100, 101), box("2101", 101, 102), box("2102", 102, 103), box("2103", 103, 104)),
		Aimags: file(box("11", 100, 101), box("21", 101, 104)),
	})
	if err != nil {
		t.Fatal(err)
	}
	at := func(lat, lon float64) model.Point { return model.Point{Lat: lat, Lon: lon} }
	p := &model.Portal{
		Aimags: []*model.AimagRecord{
			{Code: "11", Kind: model.Capital, At: at(46, 101)},
			{Code: "21", Kind: model.Aimag, At: at(0, 0), CentreCode: "2102", Losses: []model.HerdLoss{
				{Year: 2010, Lost: 9, Source: "losses"}, // no herd before: does not count
				{Year: 2011, Percent: ptr(4.9), Source: "losses"},
				{Year: 2012, Percent: ptr(5), Source: "losses"},
				{Year: 2013, Percent: ptr(20.1), Source: "losses"},
			}},
		},
		Places: []*model.Place{
			{Code: "1101", Kind: model.District, AimagCode: "11", At: at(45.5, 100.5), AtSource: "points", AreaKM2: 10,
				Population: []model.Population{{Year: 2025, Total: 5000, Source: "new"}}},
			{Code: "2101", Kind: model.Soum, AimagCode: "21", At: at(45, 102), AtSource: "points", AreaKM2: 1000,
				Cautions: []string{"coord-unconfirmed", "population-outlier-2025"},
				Population: []model.Population{
					{Year: 2019, Total: 1000, Source: "old"}, {Year: 2020, Total: 800, Source: "old"},
					{Year: 2025, Total: 900, Men: 500, Women: 400, Source: "new"},
				},
				Under5:    []model.Count{{Year: 2021, N: 100, Source: "old"}},
				Livestock: []model.Count{{Year: 2019, N: 1, Source: "herds"}, {Year: 2020, N: 40_000, Source: "herds"}},
				Herders:   []model.Count{{Year: 2020, N: 160, Source: "herds"}},
				Climate:   &model.Climate{Month: [12]float64{-20, -20, -5, 3, 10, 15, 19, 16, 9, 1, -9, -17}, Source: "weather"}},
			{Code: "2102", Kind: model.Soum, AimagCode: "21", IsCentre: true, At: at(46, 102), AtSource: "points", AreaKM2: 20,
				Cautions: []string{"area-doubtful"},
				Population: []model.Population{{Year: 2019, Total: 2000, Source: "old"}, {Year: 2020, Total: 2000, Source: "old"},
					{Year: 2025, Total: 2100, Men: 1000, Women: 1100, Source: "new"}},
				Under5: []model.Count{{Year: 2021, N: 300, Source: "old"}}},
			{Code: "2103", Kind: model.Soum, AimagCode: "21", At: at(45, 103.9), AtSource: "other", AreaKM2: 500},
		},
		Airports: []model.Airport{
			{ID: "AAA", At: at(45, 102.1), Scheduled: "no", Source: "air", Cautions: []string{"airport-rough-position"}},
			{ID: "BBB", At: at(45, 103), Scheduled: "yes", Source: "air"},
		},
		Sets: []model.SetInfo{
			{Name: "boundaries", Sources: []string{"borders"}},
			{Name: "soums", Tables: []model.TableInfo{{File: "soums.csv", Columns: []model.ColumnInfo{
				{Name: "area_km2", Sources: []string{"areas"}, Cautions: []string{"computed-area"}}}}}},
			{Name: "aimags", Tables: []model.TableInfo{{File: "aimags.csv", Columns: []model.ColumnInfo{{Name: "lat", Sources: []string{"seats"}}}}}},
			{Name: "population", Tables: []model.TableInfo{{File: "population.csv", Columns: []model.ColumnInfo{
				{Name: "total", Cautions: []string{"newest-single"}}}}}},
		},
	}
	return p, shapes
}

func compute(t testing.TB, limits ...Limit) *Figures {
	t.Helper()
	p, s := small(t)
	f, err := Compute(Input{Portal: p, Shapes: s, Limits: limits})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

var roughly = cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 1e-6 })

const degreeKM = geo.EarthRadiusKM * math.Pi / 180

func TestPlaceFigures(t *testing.T) {
	got := compute(t).Place("2101")
	meta := func(m Method, cautions []string, sources ...string) Meta { return Meta{m, sources, cautions} }
	unconfirmed := []string{"coord-unconfirmed"}
	newest := []string{"newest-single", "population-outlier-2025"}
	want := &Place{
		Neighbours:     []string{"1101", "2102"},
		NeighboursMeta: meta(MethodNeighbours, nil, "borders", "computed-neighbours"),
		// one degree to the north; to the capital (46 N 101 E) north-west
		AimagCentre: &Distance{"21", degreeKM, 0, 0, meta(MethodDistance, unconfirmed, "computed-distance", "points")},
		Ulaanbaatar: &Distance{"11", geo.DistanceKM(102, 45, 101, 46), geo.Bearing(102, 45, 101, 46), 7, meta(MethodDistance, unconfirmed, "computed-distance", "points", "seats")},
		NearestAirport: &Distance{"AAA", geo.DistanceKM(102, 45, 102.1, 45), geo.Bearing(102, 45, 102.1, 45), 2,
			meta(MethodDistance, []string{"airport-rough-position", "coord-unconfirmed"}, "air", "computed-distance", "points")},
		NearestScheduled: &Distance{"BBB", geo.DistanceKM(102, 45, 103, 45), geo.Bearing(102, 45, 103, 45), 2, meta(MethodDistance, unconfirmed, "air", "computed-distance", "points")},
		NearestCentres: []Distance{ // the district is no soum
			{"2102", degreeKM, 0, 0, meta(MethodDistance, unconfirmed, "computed-distance", "points")},
			{"2103", geo.DistanceKM(102, 45, 103.9, 45), geo.Bearing(102, 45, 103.9, 45), 2, meta(MethodDistance, unconfirmed, "computed-distance", "other", "points")},
		},
		NeighbourSeats: []Distance{
			{"1101", geo.DistanceKM(102, 45, 100.5, 45.5), geo.Bearing(102, 45, 100.5, 45.5), 7, meta(MethodDistance, unconfirmed, "computed-distance", "points")},
			{"2102", degreeKM, 0, 0, meta(MethodDistance, unconfirmed, "computed-distance", "points")},
		},
		Density: &Value{0.9, 2025, 0, meta(MethodDensity, []string{"computed-area", "newest-single", "population-outlier-2025"},
			"areas", "computed-derived", "new")},
		Changes: []Change{
			{2019, 2025, -10, meta(MethodChange, newest, "computed-derived", "new", "old")},
			{2020, 2025, 12.5, meta(MethodChange, newest, "computed-derived", "new", "old")},
		},
		Under5Share:   &Value{12.5, 2021, 2020, meta(MethodUnder5Share, nil, "computed-derived", "old")}, // 100 of 800
		Coldest:       &Month{1, -20, meta(MethodColdest, nil, "computed-derived", "weather")},           // of two the first
		Warmest:       &Month{7, 19, meta(MethodWarmest, nil, "computed-derived", "weather")},
		HeadPerPerson: &Value{50, 2020, 2020, meta(MethodHeadPerPerson, nil, "computed-derived", "herds", "old")},
		HeadPerHerder: &Value{250, 2020, 2020, meta(MethodHeadPerHerder, nil, "computed-derived", "herds")},
	}
	got.Standings = nil // tested below
	if diff := cmp.Diff(want, got, roughly); diff != "" {
		t.Error(diff)
	}
}

func TestWhatCannotBeKnownIsNil(t *testing.T) {
	f := compute(t)
	seat := f.Place("2102")
	if seat.AimagCentre != nil {
		t.Error("the seat has no distance to itself")
	}
	if seat.Density != nil {
		t.Error("density of a doubtful area")
	}
	if seat.HeadPerPerson != nil || seat.HeadPerHerder != nil || seat.Coldest != nil {
		t.Error("figures without input")
	}
	empty := f.Place("2103")
	if empty.Density != nil || empty.Changes != nil || empty.Under5Share != nil {
		t.Errorf("figures without input: %+v", empty)
	}
	if d := f.Place("1101"); d.AimagCentre != nil || d.Changes != nil {
		t.Errorf("district: %+v", d)
	}
	if f.Place("9999") != nil || f.Aimag("99") != nil {
		t.Error("figures of an unknown code")
	}
}

func TestTotals(t *testing.T) {
	a := compute(t).Aimag("21")
	if a.Soums != 3 || a.Districts != 0 {
		t.Errorf("%d soums, %d districts", a.Soums, a.Districts)
	}
	newest, ok := Newest(a.Population)
	if !ok || newest.Year != 2025 || newest.Number != 3000 || newest.Counted != 2 || newest.Of != 3 || newest.Complete() {
		t.Errorf("population %+v", newest)
	}
	if diff := cmp.Diff([]string{"computed-derived", "new"}, newest.Sources); diff != "" {
		t.Error(diff)
	}
	if len(a.Men) != 1 || a.Men[0].Number != 1500 || a.Women[0].Number != 1500 {
		t.Errorf("men %+v, women %+v", a.Men, a.Women)
	}
	if a.Area.Number != 1520 || !a.Area.Complete() {
		t.Errorf("area %+v", a.Area)
	}
	if a.Density != nil {
		t.Error("density from a sum that misses a soum")
	}
	// 3000 - 3000 of 2019, both without the third soum
	if len(a.Changes) != 2 || a.Changes[0].Percent != 0 || math.Abs(a.Changes[1].Percent-200.0/2800*100) > 1e-9 {
		t.Errorf("changes %+v", a.Changes)
	}
	if a.Under5Share == nil || math.Abs(a.Under5Share.Number-400.0/2800*100) > 1e-9 {
		t.Errorf("share of children %+v", a.Under5Share)
	}
	// Livestock is known of one soum, the population of 2020 of two.
	if a.HeadPerPerson != nil {
		t.Errorf("ratio of different sets of soums: %+v", a.HeadPerPerson)
	}
	if a.HeadPerHerder == nil || a.HeadPerHerder.Number != 250 {
		t.Errorf("head per herder household %+v", a.HeadPerHerder)
	}
	if diff := cmp.Diff([]string{"11"}, a.Neighbours); diff != "" {
		t.Error(diff)
	}
	if a.Ulaanbaatar == nil || math.Abs(a.Ulaanbaatar.KM-geo.DistanceKM(102, 46, 101, 46)) > 1e-9 {
		t.Errorf("distance of the seat %+v", a.Ulaanbaatar)
	}
	if c := compute(t).Aimag("11"); c.Ulaanbaatar != nil || c.Districts != 1 {
		t.Errorf("capital %+v", c)
	}
}

func TestDzud(t *testing.T) {
	got := compute(t).Aimag("21").Dzud
	want := &Dzud{From: 2011, To: 2013, Years: 3, Over5: 2, Over10: 1, WorstYear: 2013, WorstPercent: 20.1, MeanPercent: 10,
		Meta: Meta{MethodDzud, []string{"computed-dzud", "losses"}, nil}}
	if diff := cmp.Diff(want, got, roughly); diff != "" {
		t.Error(diff)
	}
	if compute(t).Aimag("11").Dzud != nil {
		t.Error("dzud without losses")
	}
}

func TestStandings(t *testing.T) {
	f := compute(t, fifths(Population, 500, 1000, 2000, 3000)...)
	find := func(code string, i Indicator) *Standing {
		for _, s := range f.Place(code).Standings {
			if s.Indicator == i {
				return &s
			}
		}
		return nil
	}
	// Soums with a population: 900 and 2100; the lower of the two is the middle one.
	s := find("2102", Population)
	if s == nil || s.Value.Number != 2100 || s.Band != 4 || s.AimagBand != 2 || *s.Lower != 2000 || *s.Upper != 3000 ||
		s.Rank != 1 || s.Of != 2 || s.AimagRank != 1 || s.AimagOf != 2 || s.Value.Method != "" {
		t.Errorf("population of the seat: %+v", s)
	}
	if s := find("1101", Population); s == nil || s.Band != 0 || s.AimagBand != 0 || s.Of != 1 {
		t.Errorf("districts have no band: %+v", s)
	}
	if s := find("2103", Population); s != nil {
		t.Errorf("standing without a figure: %+v", s)
	}
	if s := find("2102", Area); s != nil {
		t.Errorf("doubtful area compared: %+v", s)
	}
	if s := find("2101", Livestock); s == nil || s.Band != 0 || s.Rank != 1 {
		t.Errorf("indicator without limits: %+v", s)
	}
	if n, of := rank([]float64{5, 9, 9, 1}, 9); n != 1 || of != 4 {
		t.Errorf("equal values: %d of %d", n, of)
	}
	if n, _ := rank([]float64{5, 9, 9, 1}, 5); n != 3 {
		t.Errorf("after two equal values: %d", n)
	}
}

func TestRanksOfAimags(t *testing.T) {
	for _, r := range compute(t).Aimag("21").Ranks {
		switch r.Indicator {
		case Population:
			t.Error("a sum that misses a soum is ranked")
		case Area:
			if r.Rank != 1 || r.Of != 2 || r.Value.Number != 1520 {
				t.Errorf("area %+v", r)
			}
		}
	}
}

// Correcting one soum's figure changes the bands of that soum alone.
func TestBandsOfOthersStay(t *testing.T) {
	p, s := small(t)
	limits := fifths(Population, 500, 1000, 2000, 3000)
	before, err := Compute(Input{Portal: p, Shapes: s, Limits: limits})
	if err != nil {
		t.Fatal(err)
	}
	p.Place("2102").Population[2].Total = 9_000
	after, err := Compute(Input{Portal: p, Shapes: s, Limits: limits})
	if err != nil {
		t.Fatal(err)
	}
	a, b := before.Place("2101").Standings[0], after.Place("2101").Standings[0]
	if a.Band != b.Band || a.AimagBand != b.AimagBand || a.Indicator != Population {
		t.Errorf("before %+v, after %+v", a, b)
	}
	if got := after.Place("2102").Standings[0].Band; got != 5 {
		t.Errorf("the corrected soum is in band %d", got)
	}
}

func TestComputeRefuses(t *testing.T) {
	if _, err := Compute(Input{}); err == nil {
		t.Error("nothing given, nothing refused")
	}
	p, s := small(t)
	if _, err := Compute(Input{Portal: p, Shapes: s, Limits: []Limit{{"size", 1, nil, nil}}}); err == nil {
		t.Error("wrong limits taken")
	}
	p.Places[1].AimagCode = "99"
	if _, err := Compute(Input{Portal: p, Shapes: s}); err == nil {
		t.Error("a soum of no aimag taken")
	}
	p, s = small(t)
	p.Aimags[0].Kind = model.Aimag
	if _, err := Compute(Input{Portal: p, Shapes: s}); err == nil {
		t.Error("a country without a capital taken")
	}
}

func TestMethodsAreSortedAndDistinct(t *testing.T) {
	m := Methods()
	if !slices.IsSorted(m) || len(slices.Compact(slices.Clone(m))) != len(m) {
		t.Errorf("%v", m)
	}
}
