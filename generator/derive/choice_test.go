package derive

import (
	"fmt"
	"slices"
	"testing"

	"nutag/generator/model"
)

func TestChoices(t *testing.T) {
	f := compute(t)
	var list []Indicator
	for _, c := range f.Choices() {
		list = append(list, c.ID)
	}
	for _, i := range Indicators() {
		if !slices.Contains(list, i) {
			t.Errorf("%s is an indicator that the finder does not have", i)
		}
	}
	if sorted := slices.Sorted(slices.Values(list)); len(slices.Compact(sorted)) != len(list) {
		t.Errorf("twice in %v", list)
	}
	for _, w := range []struct {
		code  string
		i     Indicator
		known bool
	}{
		{"2102", DistanceAimagCentre, true}, // the seat itself: 0 km, which is known
		{"2101", DistanceAimagCentre, true},
		{"1101", DistanceAimagCentre, false}, // the capital has no aimag centre
		{"2103", Population, false},
		{"2101", Elevation, false},
		{"2101", ColdestMonth, true},
		{"2102", Density, false}, // its area is in doubt
		{"9999", Population, false},
	} {
		v, ok := f.Choice(w.code, w.i)
		if ok != w.known {
			t.Errorf("%s of %s: known is %v", w.i, w.code, ok)
		}
		if ok && len(v.Sources) == 0 {
			t.Errorf("%s of %s has no source", w.i, w.code)
		}
	}
	if v, _ := f.Choice("2102", DistanceAimagCentre); v.Number != 0 {
		t.Errorf("the seat lies %g km from itself", v.Number)
	}
}

// TestNamedAndFacts: figures of data/indicators are offered when enough soums have one, and what sources name is a lower bound.
func TestNamedAndFacts(t *testing.T) {
	p, s := small(t)
	p.Indicators = []model.Indicator{{ID: "often", Shown: true, Digits: 1, Cautions: []string{"doubt"}}, {ID: "seldom", Shown: true}}
	p.Place("2101").Figures = []model.Figure{{Indicator: "often", Period: "2020", Value: 7, Source: "old"}, {Indicator: "often", Period: "2024-Q3", Value: 0, Source: "new"},
		{Indicator: "seldom", Period: "2020", Value: 1, Source: "old"}}
	p.Place("2102").Figures = []model.Figure{{Indicator: "often", Period: "2023", Value: 5, Source: "old"}}
	p.Place("2101").Listings = []model.Listing{{Topic: "zoo", Building: true}, {Topic: "health", AsOf: "2023-05", Source: "b"}, {Topic: "school", AsOf: "2022", Source: "a"}, {Topic: "school", Source: "a"}}
	f, err := Compute(Input{Portal: p, Shapes: s})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, c := range f.Choices() {
		if c.Fact != nil || c.ListOnly() {
			ids = append(ids, string(c.ID))
		}
	}
	if want := []string{"fact-often", "listed-school", "listed-health"}; !slices.Equal(ids, want) {
		t.Errorf("offered %v, want %v: one soum in three is not enough, and what is being built is not there", ids, want)
	}
	v, ok := f.Choice("2101", "fact-often")
	if !ok || v.Number != 0 || v.Year != 2024 || !slices.Equal(v.Sources, []string{"new"}) || !slices.Equal(v.Cautions, []string{"doubt"}) {
		t.Errorf("the newest figure, a zero: %+v %v", v, ok)
	}
	v, ok = f.Choice("2101", "listed-school")
	if !ok || v.Number != 2 || v.Year != 0 || !slices.Equal(v.Sources, []string{"a"}) {
		t.Errorf("two schools, one without a date: %+v %v", v, ok)
	}
	if v, _ = f.Choice("2101", "listed-health"); v.Year != 2023 {
		t.Errorf("%+v", v)
	}
	if _, ok = f.Choice("2102", "listed-school"); ok {
		t.Error("nothing named was taken for none")
	}
}

func TestFactsAreBounded(t *testing.T) {
	p, s := small(t)
	for i := range 3 * choiceMost {
		id := fmt.Sprintf("invented-%02d", i)
		p.Indicators = append(p.Indicators, model.Indicator{ID: id, Rank: i + 1, Shown: true})
		for _, code := range []string{"2101", "2102", "2103"} {
			p.Place(code).Figures = append(p.Place(code).Figures, model.Figure{Indicator: id, Period: "1901", Value: 1, Source: "x"})
		}
	}
	f, err := Compute(Input{Portal: p, Shapes: s})
	if err != nil {
		t.Fatal(err)
	}
	var facts []Choice
	for _, c := range f.Choices() {
		if c.Fact != nil {
			facts = append(facts, c)
		}
	}
	if len(facts) != choiceMost || facts[0].ID != "fact-invented-00" || facts[choiceMost-1].Fact.Rank != choiceMost {
		t.Errorf("%d figures are offered, at most %d, the first by rank", len(facts), choiceMost)
	}
}

func TestMainZone(t *testing.T) {
	for _, w := range []struct {
		z    *model.Zones
		want Zone
		ok   bool
	}{
		{nil, "", false},
		{&model.Zones{Water: 100}, "", false},
		{&model.Zones{Taiga: 40, Steppe: 40, Water: 20}, Taiga, true},
		{&model.Zones{Desert: 60, Steppe: 40}, Desert, true},
	} {
		if got, _, ok := MainZone(w.z); got != w.want || ok != w.ok {
			t.Errorf("%+v: %s %v", w.z, got, ok)
		}
	}
}
