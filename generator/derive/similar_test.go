package derive

import (
	"math"
	"slices"
	"testing"

	"nutag/generator/model"
)

// likeWorld holds three soums and the limits by which they are compared. The limits are chosen so that sums can be done by
// hand: a difference of one width is 1,000 km, 10 °C, 10 °C or 100 head a person; population doubles with each width.
func likeWorld() (*computer, *Figures) {
	place := func(code string, z *model.Zones) *model.Place {
		return &model.Place{Code: code, Kind: model.Soum, Zone: z}
	}
	c := &computer{portal: &model.Portal{Places: []*model.Place{
		{Code: "1101", Kind: model.District, Zone: &model.Zones{Steppe: 100}},
		place("2101", &model.Zones{Steppe: 60, ForestSteppe: 40}),
		place("2102", &model.Zones{Steppe: 100}),
		place("2103", nil),
		place("2104", &model.Zones{Desert: 100}),
	}}}
	values := func(people, km, cold, warm, head float64) map[Indicator]Value {
		out := map[Indicator]Value{}
		for i, v := range map[Indicator]float64{Population: people, DistanceUB: km, ColdestMonth: cold, WarmestMonth: warm, HeadPerPerson: head} {
			if !math.IsNaN(v) {
				out[i] = Value{Number: v}
			}
		}
		return out
	}
	no := math.NaN()
	f := &Figures{
		bands: bands{Population: {1000, 1200, 1500, 2000}, DistanceUB: {0, 300, 600, 1000}, ColdestMonth: {-30, -25, -22, -20},
			WarmestMonth: {10, 13, 16, 20}, HeadPerPerson: {0, 30, 60, 100}},
		choices: map[string]map[Indicator]Value{
			"1101": values(2000, 0, -20, 17, 1),
			"2101": values(2000, 500, -20, 17, 50),
			"2102": values(4000, 400, -25, 18, 150),
			"2103": values(2000, 500, -20, no, 50),
			"2104": values(2000, 500, no, no, no),
		},
	}
	return c, f
}

func TestLikeness(t *testing.T) {
	c, f := likeWorld()
	p := c.portal
	for _, w := range []struct {
		a, b string
		want float64 // sum of the six differences
		k    int
	}{
		// population one doubling: 1; 100 km of 1,000: 0.1; 5 of 10 °C: 0.5; 1 of 10: 0.1; 100 head of 100: 1; 40 percent of
		// the area in another zone, twice: 0.8
		{"2101", "2102", 3.5, 6},
		// the warmest month and the zone are not known: 1 each, all else is equal
		{"2101", "2103", 2, 4},
		// three figures are not known; the zones have nothing in common: 2
		{"2101", "2104", 5, 3},
	} {
		for _, pair := range [][2]string{{w.a, w.b}, {w.b, w.a}} {
			x, y := f.portrait(p.Place(pair[0])), f.portrait(p.Place(pair[1]))
			got := likeness(&x, &y)
			if math.Abs(got.Difference-w.want/6) > 1e-6 || got.Known != w.k || got.Code != pair[1] {
				t.Errorf("%v: %+v, want %g of %d figures", pair, got, w.want/6, w.k)
			}
		}
	}
}

func TestLikenessesAreOrderedAndBounded(t *testing.T) {
	c, f := likeWorld()
	c.likenesses(f)
	codes := func(code string) []string {
		var out []string
		for _, l := range f.Similar(code) {
			out = append(out, l.Code)
		}
		return out
	}
	if got := codes("2101"); !slices.Equal(got, []string{"2103", "2102"}) {
		t.Errorf("like 2101: %v; 2104 cannot be compared, and a district is no soum", got)
	}
	if got := codes("2104"); got != nil {
		t.Errorf("like 2104: %v, though only three figures are known", got)
	}
	if f.Similar("1101") != nil {
		t.Error("a district has like soums")
	}
	delete(f.bands, ColdestMonth)
	f.similar = nil
	c.likenesses(f)
	if f.Similar("2101") != nil {
		t.Error("without a limit there is no measure, and yet soums were compared")
	}
}

func TestOneFigureDoesNotDecideAlone(t *testing.T) {
	c, f := likeWorld()
	f.choices["2102"][DistanceUB] = Value{Number: 1e6}
	f.choices["2102"][Population] = Value{Number: 0} // its logarithm is none
	x, y := f.portrait(c.portal.Place("2101")), f.portrait(c.portal.Place("2102"))
	// distance 2 at most, population not known 1, 0.5, 0.1, 1 and 0.8 as above
	if got := likeness(&x, &y); math.Abs(got.Difference-5.4/6) > 1e-6 || got.Known != 5 {
		t.Errorf("%+v, want %g of 5 figures", got, 5.4/6)
	}
}
