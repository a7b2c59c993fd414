// Package model holds the portal's records as plain typed values: sorted, immutable after assembly, each knowing where
// its figures come from. It does no input or output and imports nothing of ours, so that every later stage can rely on it.
package model

import "sort"

// Text is one piece of text in both languages of the portal. Neither is empty in a checked portal.
type Text struct {
	MN string
	EN string
}

// In returns the text of the language "mn" or "en"; any other language gives Mongolian, the first language.
func (t Text) In(lang string) string {
	if lang == "en" {
		return t.EN
	}
	return t.MN
}

// Point is a position in degrees, WGS 84.
type Point struct {
	Lat float64
	Lon float64
}

// Kind tells the administrative level of a Place.
type Kind string

// The administrative levels that have a profile page.
const (
	Soum     Kind = "soum"     // second level, in one of the 21 aimags
	District Kind = "district" // second level, in the capital
	Aimag    Kind = "aimag"    // first level
	Capital  Kind = "capital"  // Ulaanbaatar, first level
)

// Portal is everything that is known, ready to be planned into pages. All slices are sorted by code, id or year.
type Portal struct {
	Site     Site
	Aimags   []*AimagRecord // 21 aimags and the capital, by code
	Places   []*Place       // 330 soums and 9 districts, by code
	Airports []Airport      // by id
	Journeys []Journey      // by id
	Flows    []Flow         // by id
	Sources  []Source       // by id
	Cautions []Caution      // by id
	Gaps     []Gap          // by rank
	Glossary []Term         // by id
	Synonyms []Synonyms     // by id
	Sets     []SetInfo      // every data set that is published, by name
	Changes  []Change       // by id

	Panoramas []Panorama // by id

	Directory
	Review

	Indicators   []Indicator   // by rank
	Regions      []Region      // by id
	CountryFacts []CountryFact // by id

	Remittance  Remittance
	LessonFacts []LessonFact // by id
}

// Site is what the maintainer of this portal says of it.
type Site struct {
	Name    Text
	Tagline Text
	Contact string // empty: whoever hosts the copy
	// Synthetic says that the data are made up, as those of the bench are; such a portal is never published.
	Synthetic bool
}

// SetInfo is the provenance of one data set.
type SetInfo struct {
	Name        string
	Title       Text
	Description Text
	LicenceID   string
	Licence     Text
	LicenceURL  string // may be empty
	Sources     []string
	AsOf        string // ISO date that the newest figures describe
	Retrieved   string // ISO date
	ReviewBy    string // ISO date: AsOf plus the set's maintained period
	Tables      []TableInfo
}

// TableInfo describes one member of a data set.
type TableInfo struct {
	File    string
	Title   Text
	Rows    int
	Columns []ColumnInfo // empty for files that are not tables
}

// ColumnInfo describes one column and how much of it is filled.
type ColumnInfo struct {
	Name     string
	Title    Text
	Type     string
	Unit     string
	Filled   int // rows with a value
	Sources  []string
	Cautions []string
}

// Source is where facts were read.
type Source struct {
	ID          string
	Title       string // in the language of the source
	Publisher   string
	What        Text
	Location    string // address, or repository, commit and path
	Licence     string
	Retrieved   string
	Reliability string // high, good, fair, low, unknown
	Note        Text
}

// Caution is a doubt that must be shown beside the figures it concerns.
type Caution struct {
	ID   string
	Text Text
}

// Gap is something that no source at hand tells of any soum, with what to ask the soum office.
type Gap struct {
	ID    string
	Rank  int
	Title Text
	Ask   Text
}

// Synonyms is a group of words and short phrases that readers use for one thing, in both languages.
type Synonyms struct {
	ID    string
	Forms []string
}

// Change is one entry of the record of changes.
type Change struct {
	ID     string
	Date   string   // ISO 8601: of the information or of the release
	What   string   // added, changed or removed
	Record string   // kind/id; set/name: a data set; kind/name: many records of a kind
	Topics []string // tokens
	Aimag  string   // code; empty: not about one aimag
	Text   Text
}

// Term is one entry of the glossary.
type Term struct {
	ID         string
	Term       Text
	Domain     string
	Definition Text
	Avoid      []string // Mongolian forms that official texts do not use
	LatinTyped []string // how readers type the term in Latin letters
	Related    []string // ids of other terms
	Sources    []string
	Confidence string
}

// AimagRecord is an aimag or the capital.
type AimagRecord struct {
	Code            string // two digits
	Kind            Kind   // Aimag or Capital
	Slug            string
	ISO             string // ISO 3166-2
	Name            Text
	Mongolian       string // name in the traditional script; empty: not known
	MongolianSource string
	Centre          Text   // seat
	CentreCode      string // code of the soum that is the seat; empty for the capital
	At              Point
	EstablishedYear int // 0: not known
	PostalCode      string
	Cautions        []string
	Members         []string // codes of its soums or districts, sorted

	Migration  []Moves       // by year
	Herd       []HerdByKind  // by year
	Losses     []HerdLoss    // by year
	Indicators []AimagFigure // by indicator, year
	Figures    []Figure      // by indicator, period
	Sites      []OfficeSite  // by id
}

// Place is a soum or a district.
type Place struct {
	Code            string // four digits, NSO
	Kind            Kind   // Soum or District
	AimagCode       string
	Slug            string
	Name            Text
	AltNames        []string
	Mongolian       string // name in the traditional script; empty: not known
	MongolianSource string
	CentreName      string // GeoNames spelling of the seat; may be empty
	IsCentre        bool   // seat of its aimag
	At              Point
	AtKind          string // soum_centre, or polygon_interior_point where no seat point is known
	AtSource        string
	AtConfirmed     []string // sources that confirm the point within 5 km
	PCode           string
	NSO1212         string
	NSO1212New      string // code in the 2025 recoding; empty when unchanged
	AreaKM2         float64
	Elevation       *float64 // metres above sea level; nil: not known
	PostalCode      string
	Cautions        []string // ids that concern this row

	Population []Population // by year
	Under5     []Count      // by year
	Ages       []AgeGroup   // in order of age; empty: not in the source
	Livestock  []Count      // by year, head
	Herders    []Count      // by year, herder households
	Hay        []Measure    // by year, tonnes
	Climate    *Climate     // nil: no station with data near
	Zone       *Zones
	Pasture    *Pasture // nil: not monitored
	Biomass    *Biomass // nil: not monitored
	Postal     []PostalZone
	Baghs      []Bagh

	Figures     []Figure     // by indicator, period
	Listings    []Listing    // by topic, id; what sources name, never a full list
	Connections []Connection // by id
	Sites       []OfficeSite // by id
}

// AtSeat is the AtKind of a place whose point is that of its centre.
const AtSeat = "soum_centre"

// Count is a whole number of a year.
type Count struct {
	Year   int
	N      int
	Source string
}

// Measure is a figure of a year in the unit its field names.
type Measure struct {
	Year   int
	Value  float64
	Source string
}

// Population is the number of residents at the end of a year. Men and Women are 0 in years for which only the total is known.
type Population struct {
	Year   int
	Total  int
	Men    int
	Women  int
	Source string
}

// AgeGroup is the number of residents in one age group, for example "0-4" or "70+".
type AgeGroup struct {
	Year    int
	Group   string
	Persons int
	Source  string
}

// Climate is the long-term mean air temperature of each month, °C, at the nearest station.
type Climate struct {
	Month       [12]float64
	Station     Point
	StationDist float64 // km from the soum centre
	Source      string
}

// Zones is the share of each natural zone, and of Water, in percent of the whole area: together they make 100.
type Zones struct {
	HighMountain, Taiga, ForestSteppe, Steppe, DesertSteppe, Desert float64
	Water                                                           float64
	Source                                                          string
	Cautions                                                        []string
}

// Pasture is the state of monitored pasture plots in one year.
type Pasture struct {
	Year          int
	Plots         int
	BiomassMedian *float64    // kg per hectare, nil: not known
	Class         [5]*float64 // share of plots in recovery classes I-V, percent
	Source        string
}

// Biomass is the mean plot biomass over a period such as "2007-2020", kg per hectare.
type Biomass struct {
	Period string
	Mean   float64
	Source string
}

// PostalZone is a postal code below the level of the soum or district.
type PostalZone struct {
	Code   string
	Name   string // Mongolian
	Source string
}

// Bagh is the smallest unit: a bagh of a soum or a khoroo of a district.
type Bagh struct {
	Code   string // six digits
	Kind   string // bagh or khoroo
	Name   string // Mongolian
	Source string
}

// Airport is an airport or landing strip.
type Airport struct {
	ID        string
	ICAO      string
	IATA      string
	Name      string // English, as in the source
	At        Point
	Elevation *float64
	Scheduled string // yes, no, or empty: not known
	PlaceCode string // soum or district that contains it
	Source    string
	Cautions  []string
}

// Panorama is a photograph all around, with who took it and what may be done with it.
type Panorama struct {
	ID         string
	PlaceCode  string
	File       string // JPEG of the data set panoramas
	Title      Text
	Heading    float64 // degrees clockwise from north that the middle of the picture looks to
	Taken      string  // ISO date
	Author     string
	Licence    string // SPDX name
	LicenceURL string
	Source     string
}

// Moves is the registered migration into and out of an aimag in a year, persons.
type Moves struct {
	Year       int
	Arrivals   int
	Departures int
	Net        int
	Source     string
}

// HerdByKind is the herd at the end of a year, thousand head.
type HerdByKind struct {
	Year                              int
	Horse, Cattle, Camel, Sheep, Goat float64
	Source                            string
}

// Total is the sum of the five kinds, thousand head.
func (h HerdByKind) Total() float64 { return h.Horse + h.Cattle + h.Camel + h.Sheep + h.Goat }

// HerdLoss is the number of adult animals lost in a year, thousand head, and its share of the herd a year before in
// percent; Percent is nil where the earlier herd is not known.
type HerdLoss struct {
	Year    int
	Lost    float64
	Percent *float64
	Source  string
}

// AimagFigure is one yearly indicator of an aimag: physicians, physicians_per_10000, kindergartens, poverty_headcount.
type AimagFigure struct {
	Indicator string
	Year      int
	Value     float64
	Source    string
}

// Place returns the soum or district with the code, or nil.
func (p *Portal) Place(code string) *Place {
	i := sort.Search(len(p.Places), func(i int) bool { return p.Places[i].Code >= code })
	if i < len(p.Places) && p.Places[i].Code == code {
		return p.Places[i]
	}
	return nil
}

// Aimag returns the aimag or capital with the code, or nil.
func (p *Portal) Aimag(code string) *AimagRecord {
	for _, a := range p.Aimags {
		if a.Code == code {
			return a
		}
	}
	return nil
}

// Source returns the source with the id, or nil.
func (p *Portal) Source(id string) *Source {
	i := sort.Search(len(p.Sources), func(i int) bool { return p.Sources[i].ID >= id })
	if i < len(p.Sources) && p.Sources[i].ID == id {
		return &p.Sources[i]
	}
	return nil
}

// Caution returns the caution with the id, or nil.
func (p *Portal) Caution(id string) *Caution {
	i := sort.Search(len(p.Cautions), func(i int) bool { return p.Cautions[i].ID >= id })
	if i < len(p.Cautions) && p.Cautions[i].ID == id {
		return &p.Cautions[i]
	}
	return nil
}

// Set returns the data set with the name, or nil.
func (p *Portal) Set(name string) *SetInfo {
	for i := range p.Sets {
		if p.Sets[i].Name == name {
			return &p.Sets[i]
		}
	}
	return nil
}

// Soums returns the places that are soums, by code.
func (p *Portal) Soums() []*Place { return p.ofKind(Soum) }

// Districts returns the places that are districts, by code.
func (p *Portal) Districts() []*Place { return p.ofKind(District) }

func (p *Portal) ofKind(k Kind) []*Place {
	var out []*Place
	for _, pl := range p.Places {
		if pl.Kind == k {
			out = append(out, pl)
		}
	}
	return out
}

// HasCaution tells whether the row itself carries the caution.
func (p *Place) HasCaution(id string) bool {
	for _, c := range p.Cautions {
		if c == id {
			return true
		}
	}
	return false
}

// PopulationIn returns the population of the year, and whether it is known.
func (p *Place) PopulationIn(year int) (Population, bool) {
	for _, x := range p.Population {
		if x.Year == year {
			return x, true
		}
	}
	return Population{}, false
}
