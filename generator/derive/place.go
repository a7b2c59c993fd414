package derive

import (
	"errors"
	"slices"

	"nutag/generator/geo"
	"nutag/generator/model"
)

func (c *computer) place(p *model.Place) (*Place, error) {
	a := c.portal.Aimag(p.AimagCode)
	if a == nil {
		return nil, errors.New("its aimag is not in the portal")
	}
	f := &Place{
		Neighbours:     c.shapes.Neighbours(p.Code),
		NeighboursMeta: c.boundaries().meta(MethodNeighbours, sourceNeighbours),
		Ulaanbaatar:    c.toAimag(p, c.capital),
		NearestCentres: c.nearestCentres(p, 5),
		NeighbourSeats: c.neighbourSeats(p),
		Changes:        c.changes(p),
	}
	if !p.IsCentre && a != c.capital {
		f.AimagCentre = c.toAimag(p, a)
	}
	f.NearestAirport = c.nearestAirport(p, false)
	f.NearestScheduled = c.nearestAirport(p, true)
	f.Density = c.density(p)
	f.Under5Share = c.under5(p)
	f.Coldest, f.Warmest = c.months(p)
	f.HeadPerPerson, f.HeadPerHerder = c.headPerPerson(p), c.headPerHerder(p)
	return f, nil
}

// boundaries is the provenance of the border map, which has no rows: the sources of its data set.
func (c *computer) boundaries() trace {
	if s := c.portal.Set("boundaries"); s != nil {
		return trace{sources: s.Sources}
	}
	return trace{}
}

func distance(code string, from, to model.Point, t trace) Distance {
	bearing := geo.Bearing(from.Lon, from.Lat, to.Lon, to.Lat)
	return Distance{
		Code:    code,
		KM:      geo.DistanceKM(from.Lon, from.Lat, to.Lon, to.Lat),
		Bearing: bearing,
		Octant:  geo.Octant(bearing),
		Meta:    t.meta(MethodDistance, sourceDistance),
	}
}

// toAimag measures to the seat of an aimag: the point of the soum that is the seat, because its source is known by row, or
// the aimag's own point where no soum is the seat.
func (c *computer) toAimag(p *model.Place, a *model.AimagRecord) *Distance {
	at, t := a.At, c.columns.of("aimags.csv", "lat")
	if s := c.portal.Place(a.CentreCode); s != nil {
		at, t = s.At, c.columns.point(s)
	}
	d := distance(a.Code, p.At, at, c.columns.point(p).and(t))
	return &d
}

// nearestCentres keeps the n nearest while it goes through the places by code, so that of equally far ones the first code wins;
// sorting all of them would make the work grow faster than with the square of the places.
func (c *computer) nearestCentres(p *model.Place, n int) []Distance {
	type candidate struct {
		place *model.Place
		km    float64
	}
	var best []candidate
	for _, o := range c.portal.Places {
		if o.Code == p.Code || o.Kind != model.Soum {
			continue
		}
		km := geo.DistanceKM(p.At.Lon, p.At.Lat, o.At.Lon, o.At.Lat)
		at := len(best)
		for at > 0 && km < best[at-1].km {
			at--
		}
		if at < n {
			best = slices.Insert(best[:min(len(best), n-1)], at, candidate{o, km})
		}
	}
	var out []Distance
	for _, o := range best {
		out = append(out, distance(o.place.Code, p.At, o.place.At, c.columns.point(p).and(c.columns.point(o.place))))
	}
	return out
}

// neighbourSeats measures to the point of each unit that shares a border, in the order of their codes.
func (c *computer) neighbourSeats(p *model.Place) []Distance {
	var out []Distance
	for _, code := range c.shapes.Neighbours(p.Code) {
		if o := c.portal.Place(code); o != nil {
			out = append(out, distance(code, p.At, o.At, c.columns.point(p).and(c.columns.point(o))))
		}
	}
	return out
}

func (c *computer) nearestAirport(p *model.Place, scheduled bool) *Distance {
	var best *Distance
	for _, a := range c.portal.Airports {
		if scheduled && a.Scheduled != "yes" {
			continue
		}
		t := trace{sources: []string{a.Source}, cautions: a.Cautions}
		if scheduled {
			t = t.and(trace{cautions: c.columns.of("airports.csv", "scheduled").cautions})
		}
		if d := distance(a.ID, p.At, a.At, c.columns.point(p).and(t)); best == nil || d.KM < best.KM {
			best = &d
		}
	}
	return best
}

func (c *computer) density(p *model.Place) *Value {
	if len(p.Population) == 0 || p.AreaKM2 <= 0 || p.HasCaution(cautionAreaDoubtful) {
		return nil
	}
	x := p.Population[len(p.Population)-1]
	return &Value{
		Number: float64(x.Total) / p.AreaKM2, Year: x.Year,
		Meta: c.columns.population(p, x).and(c.columns.area(p)).meta(MethodDensity, sourceDerived),
	}
}

func (c *computer) changes(p *model.Place) []Change {
	if len(p.Population) == 0 {
		return nil
	}
	last := p.Population[len(p.Population)-1]
	var out []Change
	for _, x := range p.Population[:len(p.Population)-1] {
		if x.Total > 0 {
			out = append(out, Change{
				From: x.Year, To: last.Year, Percent: percent(last.Total-x.Total, x.Total),
				Meta: c.columns.population(p, x).and(c.columns.population(p, last)).meta(MethodChange, sourceDerived),
			})
		}
	}
	return out
}

func percent(part, whole int) float64 { return float64(part) * 100 / float64(whole) }

// maxBaseGap is how many years numerator and denominator of a share may lie apart.
const maxBaseGap = 2

func (c *computer) under5(p *model.Place) *Value {
	if len(p.Under5) == 0 {
		return nil
	}
	n := p.Under5[len(p.Under5)-1]
	base, gap := model.Population{}, maxBaseGap+1
	for _, x := range p.Population {
		if g := max(x.Year-n.Year, n.Year-x.Year); g < gap && x.Total > 0 {
			base, gap = x, g
		}
	}
	if gap > maxBaseGap {
		return nil
	}
	t := c.columns.count("under5.csv", "persons", p.Under5, n).and(c.columns.population(p, base))
	return &Value{
		Number: percent(n.N, base.Total), Year: n.Year, Base: base.Year,
		Meta: t.meta(MethodUnder5Share, sourceDerived),
	}
}

func (c *computer) months(p *model.Place) (coldest, warmest *Month) {
	if p.Climate == nil {
		return nil, nil
	}
	lo, hi := 0, 0
	for m, t := range p.Climate.Month {
		if t < p.Climate.Month[lo] {
			lo = m
		}
		if t > p.Climate.Month[hi] {
			hi = m
		}
	}
	t := c.columns.row("climate.csv", "mean_temp_c", p.Climate.Source, true)
	return &Month{lo + 1, p.Climate.Month[lo], t.meta(MethodColdest, sourceDerived)},
		&Month{hi + 1, p.Climate.Month[hi], t.meta(MethodWarmest, sourceDerived)}
}

func (c *computer) headPerPerson(p *model.Place) *Value {
	if len(p.Livestock) == 0 {
		return nil
	}
	head := p.Livestock[len(p.Livestock)-1]
	people, ok := p.PopulationIn(head.Year)
	if !ok || people.Total <= 0 {
		return nil
	}
	t := c.columns.count("livestock.csv", "head", p.Livestock, head).and(c.columns.population(p, people))
	return &Value{
		Number: float64(head.N) / float64(people.Total), Year: head.Year, Base: people.Year,
		Meta: t.meta(MethodHeadPerPerson, sourceDerived),
	}
}

func (c *computer) headPerHerder(p *model.Place) *Value {
	if len(p.Livestock) == 0 {
		return nil
	}
	head := p.Livestock[len(p.Livestock)-1]
	herders, ok := inYear(p.Herders, head.Year)
	if !ok || herders.N <= 0 {
		return nil
	}
	t := c.columns.count("livestock.csv", "head", p.Livestock, head).
		and(c.columns.count("herder-households.csv", "households", p.Herders, herders))
	return &Value{
		Number: float64(head.N) / float64(herders.N), Year: head.Year, Base: herders.Year,
		Meta: t.meta(MethodHeadPerHerder, sourceDerived),
	}
}
