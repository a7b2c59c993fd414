package model

import "slices"

// Indicator is one kind of figure of data/indicators. A new row there, and figures in any table of figures, is all that a
// page, a download or the finder needs: none of them knows the ids.
type Indicator struct {
	ID       string
	Topic    string   // school, health, work, …: the message topic_<topic> names it
	Levels   []string // soum, aimag, region: what the figures may describe
	Rank     int      // order within the portal, from 1
	Unit     string   // the message fact_<unit> writes the value with it
	Digits   int      // decimals that are shown
	Shown    bool     // false: offered in the downloads only
	Title    Text
	About    Text // explanation, may be empty
	Cautions []string
}

// Figure is one figure of a soum, district, aimag or region in the unit of its indicator. A figure that is there is known:
// zero is the number zero, and what is not known has no figure.
type Figure struct {
	Indicator string
	Period    Period
	Value     float64
	Months    int // how many months a yearly mean is made of; 0: not such a mean
	Source    string
	Set       string // data set whose table holds the figure
}

// Period is the time a figure describes: a year "2024", a quarter "2024-Q3", a month "2024-05", a day "2026-08-31", or from
// month to month "2020-01/2020-04".
type Period string

// Year is the year in which the period begins, 0 for none.
func (p Period) Year() int {
	n := 0
	for i := range 4 {
		if i >= len(p) || p[i] < '0' || p[i] > '9' {
			return 0
		}
		n = n*10 + int(p[i]-'0')
	}
	return n
}

// NewestOf returns the newest figure of each indicator, in the order of the list, which is sorted by indicator and period.
func NewestOf(figures []Figure) []Figure {
	var out []Figure
	for i, f := range figures {
		if i+1 == len(figures) || figures[i+1].Indicator != f.Indicator {
			out = append(out, f)
		}
	}
	return out
}

// PlaceFacts is the newest figure of one indicator for every soum that has one, as a finder or a comparison needs it. Of
// is the number of all soums, Known of those with a figure; a soum without one is not known and must not be taken for zero.
type PlaceFacts struct {
	Indicator Indicator
	Year      int // of the newest figure; a soum may have an older one
	Known, Of int
	Soums     map[string]Figure // by code
}

// PlaceFacts lists the indicators of which at least one soum has a figure, in the order of their rank. It holds the figures of
// the tables of figures whose indicator is shown; those with a field of their own in Place (population, livestock, climate and so on) are not among them.
func (p *Portal) PlaceFacts() []PlaceFacts {
	soums := p.Soums()
	found := map[string]*PlaceFacts{}
	for _, s := range soums {
		for _, f := range NewestOf(s.Figures) {
			x := found[f.Indicator]
			if x == nil {
				x = &PlaceFacts{Of: len(soums), Soums: map[string]Figure{}}
				found[f.Indicator] = x
			}
			x.Known++
			x.Year = max(x.Year, f.Period.Year())
			x.Soums[s.Code] = f
		}
	}
	var out []PlaceFacts
	for _, i := range p.Indicators { // by rank
		if x := found[i.ID]; x != nil && i.Shown {
			x.Indicator = i
			out = append(out, *x)
		}
	}
	return out
}

// Indicator returns the indicator with the id, or nil.
func (p *Portal) Indicator(id string) *Indicator {
	for i := range p.Indicators {
		if p.Indicators[i].ID == id {
			return &p.Indicators[i]
		}
	}
	return nil
}

// Listing is a school, kindergarten, health centre, vocational school or bank of a soum that a source names. No list of
// listings is complete: a soum without one has "none listed", which never means "there is none".
type Listing struct {
	ID       string
	Topic    string // school, kindergarten, health, vocational, bank
	Kind     string // the message listing_<kind> names it
	Building bool   // the source says that it was being built: it need not exist
	Name     Text
	Numbers  []ListingNumber // in the order of their columns
	// Dormitory says that it has one; false is not known.
	Dormitory  bool
	Founded    int    // year, 0: not known
	Website    string // seen as a stored copy, not checked; may be empty
	AsOf       string // "2022", "2022-10" or "2022-10-07"; empty: the source shows no date
	Confidence string // high or medium
	Note       Text   // may be empty
	Source     string
}

// ListingNumber is one number of a listing: pupils, teachers, children, places, beds, dormitory_places, dormitory_pupils.
type ListingNumber struct {
	Kind string
	N    int
}

// Connection is a network or line that a source says reaches the centre or a bagh of a soum.
type Connection struct {
	ID         string
	Kind       string // fibre, mobile-4g, electricity-grid, central-heating, piped-water
	Bagh       bool   // it reaches a bagh, not the soum centre
	Place      Text   // name of the bagh; empty for the centre
	Partly     bool
	AsOf       string
	Confidence string
	Note       Text
	Sources    []string
}

// OfficeSite is the web page of an office of a soum or aimag, seen as a stored copy and not checked.
type OfficeSite struct {
	ID         string
	Kind       string // soum-site, khural-site, page-on-aimag-site, profile, aimag-site, health-department
	Website    string
	AsOf       string
	Confidence string
	Source     string
}

// CountryFact is a statement about the whole country that helps where nothing is known of the soum.
type CountryFact struct {
	ID    string
	Topic string
	// OnSoumPages says that it helps on the page of a soum of which the topic is not known.
	OnSoumPages bool
	Text        Text
	AsOf        string
	Confidence  string
	Source      string
}

// Region is a region of the National Statistics Office, or the whole country, its rural or its urban part.
type Region struct {
	ID      string // western, khangai, central, eastern, ulaanbaatar, national, rural, urban
	Name    Text
	Aimags  []string // codes; empty for the country and its parts
	Figures []Figure // by indicator, period
}

// RegionOf returns the region of an aimag, or nil.
func (p *Portal) RegionOf(aimag string) *Region {
	for i := range p.Regions {
		if slices.Contains(p.Regions[i].Aimags, aimag) {
			return &p.Regions[i]
		}
	}
	return nil
}

// Listed counts the soums of which at least one existing institution of a topic is listed, of all soums: "listed for n of
// 330". It says nothing of the others.
func (p *Portal) Listed(topic string) (n, of int) {
	for _, s := range p.Soums() {
		of++
		if slices.ContainsFunc(s.Listings, func(l Listing) bool { return l.Topic == topic && !l.Building }) {
			n++
		}
	}
	return n, of
}
