package derive

import (
	"sort"

	"nutag/generator/model"
)

// Total is a sum over places. It is the sum of the Counted places of which the figure is known; only when Counted equals Of
// is it the figure of the whole. Year is 0 for areas.
type Total struct {
	Year        int
	Number      float64
	Counted, Of int
	Meta
}

// Complete says whether every place is in the sum.
func (t Total) Complete() bool { return t.Counted == t.Of }

// Totals holds the sums over the soums and districts of an aimag, or of the country, and what follows from them. Slices are by
// year.
type Totals struct {
	Soums, Districts int
	Population       []Total // persons
	Men, Women       []Total // persons; only years for which they are known
	Under5           []Total // persons
	Livestock        []Total // head
	Herders          []Total // households
	Area             Total   // km²

	Density       *Value   // persons per km²; doubtful areas only shift land between soums, so sums are given all the same
	Changes       []Change // of the population, from each earlier year to the newest
	Under5Share   *Value   // percent
	HeadPerPerson *Value
	HeadPerHerder *Value
}

func (c *computer) totals(places []*model.Place) *Totals {
	t := &Totals{Area: Total{Of: len(places)}}
	var area trace
	population, men, women := adder{}, adder{}, adder{}
	under5, livestock, herders := adder{}, adder{}, adder{}
	for _, p := range places {
		if p.Kind == model.District {
			t.Districts++
		} else {
			t.Soums++
		}
		if p.AreaKM2 > 0 {
			t.Area.Number += p.AreaKM2
			t.Area.Counted++
			area = area.and(c.columns.of(placeFile(p), "area_km2"))
		}
		for _, x := range p.Population {
			tr := c.columns.row("population.csv", "total", x.Source, x.Year == p.Population[len(p.Population)-1].Year)
			population.add(x.Year, x.Total, tr)
			if x.Men > 0 || x.Women > 0 {
				men.add(x.Year, x.Men, tr)
				women.add(x.Year, x.Women, tr)
			}
		}
		for _, s := range []struct {
			to           adder
			file, column string
			list         []model.Count
		}{
			{under5, "under5.csv", "persons", p.Under5},
			{livestock, "livestock.csv", "head", p.Livestock},
			{herders, "herder-households.csv", "households", p.Herders},
		} {
			for _, x := range s.list {
				s.to.add(x.Year, x.N, c.columns.count(s.file, s.column, s.list, x))
			}
		}
	}
	t.Area.Meta = area.meta(MethodSum, sourceDerived)
	n := len(places)
	t.Population, t.Men, t.Women = population.list(n), men.list(n), women.list(n)
	t.Under5, t.Livestock, t.Herders = under5.list(n), livestock.list(n), herders.list(n)
	t.ratios()
	return t
}

// adder sums by year.
type adder map[int]*sum

type sum struct {
	n, counted int
	trace      trace
}

func (a adder) add(year, n int, t trace) {
	s := a[year]
	if s == nil {
		s = &sum{}
		a[year] = s
	}
	s.n += n
	s.counted++
	s.trace = s.trace.and(t)
}

func (a adder) list(of int) []Total {
	var out []Total
	for year, s := range a {
		out = append(out, Total{
			Year: year, Number: float64(s.n), Counted: s.counted, Of: of,
			Meta: s.trace.meta(MethodSum, sourceDerived),
		})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Year < out[j].Year })
	return out
}

// ratios fills what follows from sums. Livestock and herders of a few districts are not known: a ratio with such a sum would
// mix different sets of places, so it needs both sums to count the same number of places.
func (t *Totals) ratios() {
	if len(t.Population) == 0 {
		return
	}
	last := t.Population[len(t.Population)-1]
	if t.Area.Number > 0 && last.Complete() && t.Area.Complete() {
		t.Density = &Value{Number: last.Number / t.Area.Number, Year: last.Year, Meta: join(MethodDensity, last, t.Area)}
	}
	for _, x := range t.Population[:len(t.Population)-1] {
		if x.Number > 0 && x.Counted == last.Counted {
			t.Changes = append(t.Changes, Change{
				From: x.Year, To: last.Year, Percent: (last.Number - x.Number) * 100 / x.Number, Meta: join(MethodChange, x, last),
			})
		}
	}
	if n := len(t.Under5); n > 0 {
		part := t.Under5[n-1]
		if base, ok := nearest(t.Population, part.Year); ok {
			t.Under5Share = ratio(MethodUnder5Share, part, base, 100)
		}
	}
	if n := len(t.Livestock); n > 0 {
		head := t.Livestock[n-1]
		if base, ok := totalIn(t.Population, head.Year); ok {
			t.HeadPerPerson = ratio(MethodHeadPerPerson, head, base, 1)
		}
		if base, ok := totalIn(t.Herders, head.Year); ok {
			t.HeadPerHerder = ratio(MethodHeadPerHerder, head, base, 1)
		}
	}
}

func ratio(m Method, part, base Total, times float64) *Value {
	if base.Number <= 0 || part.Counted != base.Counted {
		return nil
	}
	return &Value{Number: part.Number * times / base.Number, Year: part.Year, Base: base.Year, Meta: join(m, part, base)}
}

func join(m Method, totals ...Total) Meta {
	var t trace
	for _, x := range totals {
		t = t.and(trace{x.Sources, x.Cautions})
	}
	return t.meta(m, sourceDerived)
}

func totalIn(list []Total, year int) (Total, bool) {
	for _, x := range list {
		if x.Year == year {
			return x, true
		}
	}
	return Total{}, false
}

// nearest finds the total of the nearest year, of two equally near the earlier.
func nearest(list []Total, year int) (Total, bool) {
	best, gap := Total{}, maxBaseGap+1
	for _, x := range list {
		if g := max(x.Year-year, year-x.Year); g < gap {
			best, gap = x, g
		}
	}
	return best, gap <= maxBaseGap
}

// Newest returns the total of the last year, and whether there is one.
func Newest(list []Total) (Total, bool) {
	if len(list) == 0 {
		return Total{}, false
	}
	return list[len(list)-1], true
}
