package finder

import (
	"math"

	"nutag/generator/derive"
	"nutag/generator/model"
	"nutag/i18n"
)

// numbered numbers ids in the order of first use.
type numbered struct {
	ids []string
	at  map[string]int
}

func (x *numbered) all(list []string) []int {
	out := []int{}
	for _, id := range list {
		n, ok := x.at[id]
		if !ok {
			if x.at == nil {
				x.at = map[string]int{}
			}
			n = len(x.ids)
			x.ids = append(x.ids, id)
			x.at[id] = n
		}
		out = append(out, n)
	}
	return out
}

// index numbers the sources and cautions of the file.
type index struct{ sources, cautions numbered }

// origins numbers the different origins of one measure.
type origins struct {
	index *index
	list  []Origin
	at    map[string]int
}

func (o *origins) of(year, base int, sources, cautions []string) int {
	x := Origin{Year: year, Base: base, Sources: o.index.sources.all(sources), Cautions: o.index.cautions.all(cautions)}
	key := string(appendInts(appendInts(appendInts(nil, []int{year, base}), x.Sources), x.Cautions))
	n, ok := o.at[key]
	if !ok {
		if o.at == nil {
			o.at = map[string]int{}
		}
		n = len(o.list)
		o.list = append(o.list, x)
		o.at[key] = n
	}
	return n
}

// appendInts writes a list so that different lists give different bytes.
func appendInts(b []byte, list []int) []byte {
	for _, x := range list {
		for x >= 0x80 {
			b = append(b, byte(x)|0x80)
			x >>= 7
		}
		b = append(b, byte(x))
	}
	return append(b, 0xff)
}

func measure(f *derive.Figures, soums []*model.Place, c derive.Choice, x *index) Measure {
	i := c.ID
	m := Measure{ID: i, Signed: i == derive.PopulationChange, ListOnly: c.ListOnly(), Choice: c}
	m.Limits = limits(f, i)
	raw := make([]*float64, len(soums))
	o := &origins{index: x}
	for n, p := range soums {
		v, ok := f.Choice(p.Code, i)
		if !ok {
			m.From = append(m.From, -1)
			continue
		}
		raw[n] = &v.Number
		m.From = append(m.From, o.of(v.Year, v.Base, v.Sources, v.Cautions))
	}
	m.Origins = o.list
	m.Decimals = decimals(c, raw)
	for _, v := range raw {
		if v != nil {
			r := round(*v, m.Decimals)
			v = &r
		}
		m.Values = append(m.Values, v)
	}
	return m
}

// limits part the values of a measure into groups that a reader can choose at once: those of the bands, and for figures that
// have none round distances and heights. A figure that this package does not know of has no groups; the reader types a limit.
func limits(f *derive.Figures, i derive.Indicator) []float64 {
	if l, ok := f.Limits(i); ok {
		return l[:]
	}
	switch i {
	case derive.DistanceAimagCentre, derive.DistanceAirport:
		return []float64{50, 100, 150, 200}
	case derive.DistanceScheduled:
		return []float64{50, 100, 200, 300}
	case derive.Elevation:
		return []float64{1000, 1300, 1600, 2000}
	}
	return nil
}

// decimals is how many a figure is shown with: as on the profiles. A figure that this package does not know of is shown
// whole where all its values are.
func decimals(c derive.Choice, values []*float64) int {
	if c.Fact != nil {
		return c.Fact.Digits
	}
	switch c.ID {
	case derive.DistanceUB, derive.DistanceAimagCentre, derive.DistanceAirport, derive.DistanceScheduled, derive.Area:
		return 0
	case derive.Density, derive.HeadPerPerson, derive.HeadPerHerder:
		return BySize
	}
	for _, v := range values {
		if v != nil && *v != math.Trunc(*v) {
			return 1
		}
	}
	return 0
}

func round(v float64, decimals int) float64 {
	if decimals == BySize {
		switch a := math.Abs(v); {
		case a < 1:
			decimals = 2
		case a < 10:
			decimals = 1
		default:
			decimals = 0
		}
	}
	return i18n.Round(v, decimals)
}

func zones(soums []*model.Place, x *index) Zones {
	z := Zones{IDs: derive.ZoneList()}
	o := &origins{index: x}
	for _, p := range soums {
		main, share, ok := derive.MainZone(p.Zone)
		if !ok {
			z.Main, z.Share, z.From = append(z.Main, -1), append(z.Share, 0), append(z.From, -1)
			continue
		}
		for n, id := range z.IDs {
			if id == main {
				z.Main = append(z.Main, n)
			}
		}
		z.Share = append(z.Share, int(math.Round(share)))
		z.From = append(z.From, o.of(0, 0, []string{p.Zone.Source}, p.Zone.Cautions))
	}
	z.Origins = o.list
	return z
}
