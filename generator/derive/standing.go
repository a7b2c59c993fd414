package derive

import (
	"sort"

	"nutag/generator/model"
)

// Indicator is a figure by which places are compared.
type Indicator string

// The indicators. Units: persons, percent, km², persons per km², head, households, head per person or household, km, °C.
const (
	Population       Indicator = "population"
	PopulationChange Indicator = "population-change" // from the earliest known year to the newest
	Under5Share      Indicator = "under5-share"
	Area             Indicator = "area"
	Density          Indicator = "density"
	Livestock        Indicator = "livestock"
	HerderHouseholds Indicator = "herder-households"
	HeadPerPerson    Indicator = "livestock-per-person"
	HeadPerHerder    Indicator = "livestock-per-herder-household"
	DistanceUB       Indicator = "distance-ulaanbaatar"
	ColdestMonth     Indicator = "coldest-month"
	WarmestMonth     Indicator = "warmest-month"
)

// Indicators lists all indicators in the order in which pages show them.
func Indicators() []Indicator {
	return []Indicator{
		Population, PopulationChange, Under5Share, Area, Density, Livestock, HerderHouseholds, HeadPerPerson, HeadPerHerder,
		DistanceUB, ColdestMonth, WarmestMonth,
	}
}

// Standing compares one figure of a place with its aimag and the country.
//
// Bands stay the same when another soum is corrected, so profile pages show them. Ranks do not: use them on pages and in
// files that hold all soums anyway.
type Standing struct {
	Indicator Indicator
	Value     Value // Meta is that of the value itself; the method of Band is MethodBand, of ranks MethodRank
	// Band is the group among soums, 1 lowest to 5 highest; 0 for districts and where the indicator has no limits. Lower and
	// Upper are its limits, nil where open.
	Band         int
	Lower, Upper *float64
	// AimagBand is the band of the middle soum of the aimag (the lower of two middle ones), 0 where Band is 0. It moves only
	// when that soum crosses a limit.
	AimagBand int
	// Rank and Of are the place by size among the soums (or districts) of the country for which the figure is known;
	// AimagRank and AimagOf those within the aimag. Districts are ranked among districts.
	Rank, Of           int
	AimagRank, AimagOf int
}

// Rank is the place of an aimag by size among those for which the figure is known.
type Rank struct {
	Indicator Indicator
	Value     Value
	Rank, Of  int
}

// value finds the figure of a place by which it is compared; ok is false where it is not known.
func (c *computer) value(i Indicator, p *model.Place, f *Place) (v Value, ok bool) {
	fromCount := func(file, column string, list []model.Count) (Value, bool) {
		if len(list) == 0 {
			return Value{}, false
		}
		x := list[len(list)-1]
		return Value{Number: float64(x.N), Year: x.Year, Meta: input(c.columns.count(file, column, list, x))}, true
	}
	fromValue := func(v *Value) (Value, bool) {
		if v == nil {
			return Value{}, false
		}
		return *v, true
	}
	fromMonth := func(m *Month) (Value, bool) {
		if m == nil {
			return Value{}, false
		}
		return Value{Number: m.TempC, Meta: m.Meta}, true
	}
	switch i {
	case Population:
		if n := len(p.Population); n > 0 {
			x := p.Population[n-1]
			return Value{Number: float64(x.Total), Year: x.Year, Meta: input(c.columns.population(p, x))}, true
		}
	case PopulationChange:
		if len(f.Changes) > 0 {
			x := f.Changes[0]
			return Value{Number: x.Percent, Year: x.To, Base: x.From, Meta: x.Meta}, true
		}
	case Under5Share:
		return fromValue(f.Under5Share)
	case Area:
		if p.AreaKM2 > 0 && !p.HasCaution(cautionAreaDoubtful) {
			return Value{Number: p.AreaKM2, Meta: input(c.columns.area(p))}, true
		}
	case Density:
		return fromValue(f.Density)
	case Livestock:
		return fromCount("livestock.csv", "head", p.Livestock)
	case HerderHouseholds:
		return fromCount("herder-households.csv", "households", p.Herders)
	case HeadPerPerson:
		return fromValue(f.HeadPerPerson)
	case HeadPerHerder:
		return fromValue(f.HeadPerHerder)
	case DistanceUB:
		return Value{Number: f.Ulaanbaatar.KM, Meta: f.Ulaanbaatar.Meta}, true
	case ColdestMonth:
		return fromMonth(f.Coldest)
	case WarmestMonth:
		return fromMonth(f.Warmest)
	}
	return Value{}, false
}

// input is the provenance of a figure that is compared as it stands in a table: it has no method.
func input(t trace) Meta { return Meta{Sources: unique(t.sources), Cautions: unique(t.cautions)} }

// standings compares every place by every indicator.
func (c *computer) standings(f *Figures, b bands) {
	for _, i := range Indicators() {
		country := map[model.Kind][]float64{}
		aimag := map[string][]float64{}
		values := map[string]Value{}
		for _, p := range c.portal.Places {
			if v, ok := c.value(i, p, f.places[p.Code]); ok {
				values[p.Code] = v
				country[p.Kind] = append(country[p.Kind], v.Number)
				aimag[p.AimagCode] = append(aimag[p.AimagCode], v.Number)
			}
		}
		for _, p := range c.portal.Places {
			v, ok := values[p.Code]
			if !ok {
				continue
			}
			s := Standing{Indicator: i, Value: v}
			s.Rank, s.Of = rank(country[p.Kind], v.Number)
			s.AimagRank, s.AimagOf = rank(aimag[p.AimagCode], v.Number)
			if p.Kind == model.Soum {
				s.Band = b.of(i, v.Number)
				s.Lower, s.Upper = b.limits(i, s.Band)
				s.AimagBand = b.of(i, lowerMedian(aimag[p.AimagCode]))
			}
			f.places[p.Code].Standings = append(f.places[p.Code].Standings, s)
		}
	}
}

// ranks compares the aimags by their sums.
func (c *computer) ranks(f *Figures) {
	for _, i := range Indicators() {
		values := map[string]Value{}
		var all []float64
		for _, a := range c.portal.Aimags {
			if v, ok := f.aimags[a.Code].value(i); ok {
				values[a.Code] = v
				all = append(all, v.Number)
			}
		}
		for _, a := range c.portal.Aimags {
			if v, ok := values[a.Code]; ok {
				n, of := rank(all, v.Number)
				f.aimags[a.Code].Ranks = append(f.aimags[a.Code].Ranks, Rank{Indicator: i, Value: v, Rank: n, Of: of})
			}
		}
	}
}

// value is the figure by which aimags are compared; temperatures and distances are of places only.
func (a *Aimag) value(i Indicator) (Value, bool) {
	total := func(t Total, ok bool) (Value, bool) {
		return Value{Number: t.Number, Year: t.Year, Meta: t.Meta}, ok && t.Counted > 0 && t.Complete()
	}
	ratio := func(v *Value) (Value, bool) {
		if v == nil {
			return Value{}, false
		}
		return *v, true
	}
	switch i {
	case Population:
		return total(Newest(a.Population))
	case PopulationChange:
		if len(a.Changes) > 0 {
			x := a.Changes[0]
			return Value{Number: x.Percent, Year: x.To, Base: x.From, Meta: x.Meta}, true
		}
	case Under5Share:
		return ratio(a.Under5Share)
	case Area:
		return total(a.Area, true)
	case Density:
		return ratio(a.Density)
	case Livestock:
		return total(Newest(a.Livestock))
	case HerderHouseholds:
		return total(Newest(a.Herders))
	case HeadPerPerson:
		return ratio(a.HeadPerPerson)
	case HeadPerHerder:
		return ratio(a.HeadPerHerder)
	}
	return Value{}, false
}

// rank counts how many values are larger; equal values share the better place.
func rank(all []float64, v float64) (n, of int) {
	n = 1
	for _, x := range all {
		if x > v {
			n++
		}
	}
	return n, len(all)
}

// lowerMedian is the middle value, the lower of two middle ones. all must not be empty.
func lowerMedian(all []float64) float64 {
	s := append([]float64(nil), all...)
	sort.Float64s(s)
	return s[(len(s)-1)/2]
}
