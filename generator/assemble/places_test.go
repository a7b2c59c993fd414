package assemble

import (
	"strings"
	"testing"
)

// TestRealOffers holds what was carried over to the collection: how many rows came, and how many of each file were left
// out with a reason in data/left-out.
func TestRealOffers(t *testing.T) {
	p := wholeData(t)
	listings, connections, sites, figures := 0, 0, 0, 0
	for _, x := range p.Places {
		listings += len(x.Listings)
		connections += len(x.Connections)
		sites += len(x.Sites)
		for _, f := range x.Figures {
			if f.Set == "soum-figures" {
				figures++
			}
		}
		for _, l := range x.Listings {
			if l.Confidence != "high" && l.Confidence != "medium" {
				t.Errorf("%s has confidence %q", l.ID, l.Confidence)
			}
		}
	}
	aimagFigures, imported := 0, false
	for _, a := range p.Aimags {
		sites += len(a.Sites)
		for _, f := range a.Figures {
			if f.Set == "aimag-figures" {
				aimagFigures++
			}
		}
	}
	for _, s := range p.Sets {
		imported = imported || strings.HasPrefix(s.Name, "nso-")
	}
	if imported { // an import takes out what the office's own table gives
		aimagFigures = 358
	}
	// 45 rows of schools (8), kindergartens (13), health facilities (17), vocational schools (5) and banks (2), less 4 of
	// low confidence; 19 offices less 1.
	for what, n := range map[string][2]int{
		"listings": {listings, 41}, "connections": {connections, 50}, "sites": {sites, 18}, "figures of soums": {figures, 2105}, "figures of aimags": {aimagFigures, 358},
	} {
		if n[0] != n[1] {
			t.Errorf("%d %s, the collection gives %d", n[0], what, n[1])
		}
	}
	for topic, want := range map[string]int{"school": 6, "kindergarten": 11, "health": 14, "vocational": 5, "bank": 1} {
		if n, of := p.Listed(topic); n != want || of != 330 {
			t.Errorf("%s listed for %d of %d soums, want %d of 330", topic, n, of, want)
		}
	}
	// The report of the statistics gives the coverage by soum.
	for id, want := range map[string]int{"sheep-price": 321, "goat-price": 306, "horse-price": 254, "camel-price": 122, "fodder-crops": 179,
		"handmade-fodder": 295, "mineral-fodder": 301, "fund-hay-reserve": 92, "fund-fodder-reserve": 87, "fund-money-reserve": 82, "hay-bale-price": 66} {
		known := -1
		for _, x := range p.PlaceFacts() {
			if x.Indicator.ID == id {
				known = x.Known
			}
		}
		if known != want {
			t.Errorf("%s is known of %d soums, the report says %d", id, known, want)
		}
	}
	if r := p.RegionOf("63"); r == nil || r.ID != "khangai" {
		t.Errorf("Bulgan lies in %+v", r)
	}
}

// leftOut is how many rows of each file of the collections stay out; with the rows above they make the files whole.
func TestLeftOutIsListed(t *testing.T) {
	c := realCatalog(t)
	got := map[string]int{}
	for _, r := range c.Table("left-out").Rows {
		n, _ := r.Int("rows")
		got[r.Str("part")+"/"+r.Str("file")] += n
	}
	for file, want := range map[string]int{
		"places/schools.csv": 2, "places/health_facilities.csv": 2, "places/offices.csv": 2, "places/schools_outer_districts.csv": 17,
		"places/aimag_indicators.csv": 338, "places/national_facts.csv": 4, "statistics/migration_flows.csv": 50,
		"statistics/livestock_by_kind_national.csv": 90, "statistics/dzud_exposure_aimag.csv": 22, "statistics/livestock_prices_2021.csv": 10023,
		"remittances/channels_unverified.csv": 23, "statistics/elevation_nearby.csv": 11, "statistics/migration_facts.csv": 24,
	} {
		if got[file] != want {
			t.Errorf("%s: %d rows listed as left out, want %d", file, got[file], want)
		}
	}
}
