package derive

import (
	"strings"

	"nutag/generator/model"
)

// columns finds the sources and cautions that a set.yaml gives to whole columns.
type columns map[string]trace

func columnsOf(p *model.Portal) columns {
	c := columns{}
	for _, s := range p.Sets {
		for _, t := range s.Tables {
			for _, col := range t.Columns {
				c[t.File+" "+col.Name] = trace{col.Sources, col.Cautions}
			}
		}
	}
	return c
}

func (c columns) of(file, column string) trace { return c[file+" "+column] }

// row is the provenance of one value: the row's own source, and the cautions of its column where the value is the newest,
// for that is what the cautions of a column speak of ("the newest figure is of 2020", "2025 rests on one source").
func (c columns) row(file, column, source string, newest bool) trace {
	t := trace{sources: []string{source}}
	if newest {
		t.cautions = c.of(file, column).cautions
	}
	return t
}

// own is the part of a place's cautions that concerns one topic: ids are named by topic first (coord-, area-, population-).
func own(p *model.Place, topic string) trace {
	var t trace
	for _, id := range p.Cautions {
		if strings.HasPrefix(id, topic+"-") {
			t.cautions = append(t.cautions, id)
		}
	}
	return t
}

// placeFile is the table that holds the row of a soum or district.
func placeFile(p *model.Place) string {
	if p.Kind == model.District {
		return "districts.csv"
	}
	return "soums.csv"
}

func (c columns) area(p *model.Place) trace {
	return c.of(placeFile(p), "area_km2").and(own(p, "area"))
}

func (c columns) point(p *model.Place) trace {
	return trace{sources: []string{p.AtSource}}.and(own(p, "coord"))
}

func (c columns) population(p *model.Place, x model.Population) trace {
	newest := x.Year == p.Population[len(p.Population)-1].Year
	t := c.row("population.csv", "total", x.Source, newest)
	if newest {
		t = t.and(own(p, "population"))
	}
	return t
}

func (c columns) count(file, column string, list []model.Count, x model.Count) trace {
	return c.row(file, column, x.Source, x.Year == list[len(list)-1].Year)
}

// inYear finds the count of a year.
func inYear(list []model.Count, year int) (model.Count, bool) {
	for _, x := range list {
		if x.Year == year {
			return x, true
		}
	}
	return model.Count{}, false
}
