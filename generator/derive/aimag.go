package derive

import "nutag/generator/model"

func (c *computer) aimag(a *model.AimagRecord, members []*model.Place) *Aimag {
	f := &Aimag{
		Totals:         *c.totals(members),
		Neighbours:     c.shapes.AimagNeighbours(a.Code),
		NeighboursMeta: c.boundaries().meta(MethodNeighbours, sourceNeighbours),
		Dzud:           c.dzud(a),
	}
	if s := c.portal.Place(a.CentreCode); s != nil {
		f.Ulaanbaatar = c.toAimag(s, c.capital)
	}
	return f
}

// Dzud tells how often the herd of an aimag suffered heavy losses of adult animals. It counts only years in which the herd of
// the year before is known. It is a simple ratio, not an official index.
type Dzud struct {
	From, To     int // first and last counted year
	Years        int // how many were counted
	Over5        int // years with losses of 5 percent or more
	Over10       int // years with losses of 10 percent or more
	WorstYear    int // of equal years the first
	WorstPercent float64
	MeanPercent  float64 // mean of the yearly percentages
	Meta
}

func (c *computer) dzud(a *model.AimagRecord) *Dzud {
	d := Dzud{WorstPercent: -1}
	t := trace{cautions: c.columns.of("livestock-losses.csv", "percent_of_previous_herd").cautions}
	var sum float64
	for _, l := range a.Losses {
		if l.Percent == nil {
			continue
		}
		pct := *l.Percent
		if d.Years == 0 {
			d.From = l.Year
		}
		d.To = l.Year
		d.Years++
		sum += pct
		if pct >= 5 {
			d.Over5++
		}
		if pct >= 10 {
			d.Over10++
		}
		if pct > d.WorstPercent {
			d.WorstYear, d.WorstPercent = l.Year, pct
		}
		t = t.and(trace{sources: []string{l.Source}})
	}
	if d.Years == 0 {
		return nil
	}
	d.MeanPercent = sum / float64(d.Years)
	d.Meta = t.meta(MethodDzud, sourceDzud)
	return &d
}
