package model

import "testing"

func TestPeriodYear(t *testing.T) {
	for p, want := range map[Period]int{"2024": 2024, "2024-Q3": 2024, "2020-01/2020-04": 2020, "2026-08-31": 2026, "": 0, "20": 0, "x024": 0} {
		if got := p.Year(); got != want {
			t.Errorf("%q: %d, want %d", p, got, want)
		}
	}
}

// TestPlaceFacts holds that only the newest figure of a soum counts, that zero is a figure, that a soum without one is not
// counted, and that districts are not soums.
func TestPlaceFacts(t *testing.T) {
	p := &Portal{
		Indicators: []Indicator{{ID: "b", Rank: 1, Shown: true}, {ID: "a", Rank: 2, Shown: true}, {ID: "never", Rank: 3, Shown: true}},
		Places: []*Place{
			{Code: "1101", Kind: District, Figures: []Figure{{Indicator: "a", Period: "2030", Value: 9}}},
			{Code: "2101", Kind: Soum, Figures: []Figure{{Indicator: "a", Period: "2019", Value: 7}, {Indicator: "a", Period: "2021", Value: 0}}},
			{Code: "2104", Kind: Soum, Figures: []Figure{{Indicator: "a", Period: "2020", Value: 3}, {Indicator: "b", Period: "2019", Value: 1}}},
			{Code: "2107", Kind: Soum},
		},
	}
	got := p.PlaceFacts()
	if len(got) != 2 || got[0].Indicator.ID != "b" || got[1].Indicator.ID != "a" {
		t.Fatalf("%+v", got)
	}
	a := got[1]
	if a.Known != 2 || a.Of != 3 || a.Year != 2021 {
		t.Errorf("%+v", a)
	}
	if f, ok := a.Soums["2101"]; !ok || f.Value != 0 || f.Period != "2021" {
		t.Errorf("2101: %+v, %v; want the zero of 2021", f, ok)
	}
	if _, ok := a.Soums["2107"]; ok {
		t.Error("2107 has no figure and must not be known")
	}
}

func TestListedCountsExistingOnly(t *testing.T) {
	p := &Portal{Places: []*Place{
		{Code: "2101", Kind: Soum, Listings: []Listing{{Topic: "school"}, {Topic: "school"}}},
		{Code: "2104", Kind: Soum, Listings: []Listing{{Topic: "school", Building: true}}},
		{Code: "2107", Kind: Soum, Listings: []Listing{{Topic: "health"}}},
	}}
	if n, of := p.Listed("school"); n != 1 || of != 3 {
		t.Errorf("listed for %d of %d, want 1 of 3", n, of)
	}
}
