package derive

import (
	"errors"
	"fmt"

	"nutag/generator/geo"
	"nutag/generator/model"
)

// Figures holds everything computed. It does not change after Compute.
type Figures struct {
	places     map[string]*Place
	aimags     map[string]*Aimag
	country    *Totals
	bands      bands
	choiceList []Choice
	choices    map[string]map[Indicator]Value // by code of the place
	similar    map[string][]Likeness          // by code of the soum
}

// Input is what the figures are computed from. Limits are the rows of data/bands/bands.csv.
type Input struct {
	Portal *model.Portal
	Shapes *geo.Shapes
	Limits []Limit
}

// Place holds the figures of a soum or district. Nil pointers and empty slices are figures that cannot be known.
type Place struct {
	Neighbours     []string // codes of soums and districts that share a border, sorted
	NeighboursMeta Meta

	AimagCentre      *Distance  // to the seat of its aimag; nil for the seat itself and for districts
	Ulaanbaatar      *Distance  // to the point of the capital
	NearestAirport   *Distance  // nearest airport or landing strip of any kind
	NearestScheduled *Distance  // nearest with scheduled flights, as far as the source knows
	NearestCentres   []Distance // the five nearest soum centres, nearest first
	NeighbourSeats   []Distance // to the points of Neighbours, by code

	Density       *Value   // persons per km²
	Changes       []Change // of the population, from each earlier year to the newest, by From
	Under5Share   *Value   // percent
	Coldest       *Month
	Warmest       *Month
	HeadPerPerson *Value // livestock per person
	HeadPerHerder *Value // livestock per herder household

	Standings []Standing // in the order of Indicators; those without a value are left out
}

// Month is the coldest or warmest month, 1 to 12, and its mean temperature in °C.
type Month struct {
	Month int
	TempC float64
	Meta
}

// Aimag holds the figures of an aimag or the capital.
type Aimag struct {
	Totals
	Neighbours     []string // aimag codes, sorted
	NeighboursMeta Meta
	Ulaanbaatar    *Distance // from its seat; nil for the capital
	Dzud           *Dzud
	Ranks          []Rank // among all aimags and the capital, in the order of Indicators
}

// Compute works out all figures. The errors are faults of the program or of an unchecked model: an aimag or boundary that is
// missing, or band limits that do not fit together.
func Compute(in Input) (*Figures, error) {
	if in.Portal == nil || in.Shapes == nil {
		return nil, errors.New("derive: portal or shapes missing")
	}
	bands, err := newBands(in.Limits)
	if err != nil {
		return nil, fmt.Errorf("derive: %w", err)
	}
	c := &computer{portal: in.Portal, shapes: in.Shapes, columns: columnsOf(in.Portal)}
	f := &Figures{places: map[string]*Place{}, aimags: map[string]*Aimag{}, bands: bands}
	for _, a := range in.Portal.Aimags {
		if a.Kind == model.Capital {
			c.capital = a
		}
	}
	if c.capital == nil {
		return nil, errors.New("derive: no capital among the aimags")
	}
	for _, p := range in.Portal.Places {
		pf, err := c.place(p)
		if err != nil {
			return nil, fmt.Errorf("derive: %s: %w", p.Code, err)
		}
		f.places[p.Code] = pf
	}
	for _, a := range in.Portal.Aimags {
		var members []*model.Place
		for _, p := range in.Portal.Places {
			if p.AimagCode == a.Code {
				members = append(members, p)
			}
		}
		f.aimags[a.Code] = c.aimag(a, members)
	}
	f.country = c.totals(in.Portal.Places)
	c.standings(f, bands)
	c.ranks(f)
	c.choose(f)
	c.likenesses(f)
	return f, nil
}

// Place returns the figures of a soum or district, or nil.
func (f *Figures) Place(code string) *Place { return f.places[code] }

// Aimag returns the figures of an aimag or the capital, or nil.
func (f *Figures) Aimag(code string) *Aimag { return f.aimags[code] }

// Country returns the sums over all soums and districts.
func (f *Figures) Country() *Totals { return f.country }

// computer holds what all computations read.
type computer struct {
	portal  *model.Portal
	shapes  *geo.Shapes
	columns columns
	capital *model.AimagRecord
}
