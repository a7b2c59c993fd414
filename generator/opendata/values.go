package opendata

import (
	"bytes"
	"encoding/json"
	"math"
	"path"
	"slices"
	"strings"

	"nutag/generator/derive"
	"nutag/generator/model"
)

// encode writes compact JSON with the letters as they are and a newline at the end. Numbers that JSON cannot hold (NaN,
// infinities) are an error.
func encode(v any) ([]byte, error) {
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// round keeps the given number of decimals. Computed figures are rounded because their last bits may differ between
// processors, and because more digits than the inputs have would promise too much.
func round(x float64, digits int) float64 {
	p := math.Pow10(digits)
	r := math.Round(x*p) / p
	if r == 0 {
		return 0 // no negative zero
	}
	return r
}

// copyPath is where the copy of a data file lies in the site.
func copyPath(set, from string) string { return dataDir + "/" + set + "/" + path.Base(from) }

func placeFile(p *model.Place) string {
	return apiDir + "/" + string(p.Kind) + "s/" + p.Code + ".json"
}

// aimagFile is the file of an aimag; that of the capital lies beside them, as its page does.
func aimagFile(a *model.AimagRecord) string { return apiDir + "/aimags/" + a.Code + ".json" }

// text is a text in both languages.
type text struct {
	MN string `json:"mn"`
	EN string `json:"en"`
}

func placeID(p *model.Place) string { return string(p.Kind) + "/" + p.Code }
func aimagID(code string) string    { return "aimag/" + code }

// origin says where a figure comes from and what is doubtful about it: ids of the data sets sources and cautions.
type origin struct {
	Sources  []string `json:"sources,omitempty"`
	Cautions []string `json:"cautions,omitempty"`
}

// origin is that of a column of a table. The row's own source goes before the column's; more are cautions of the row.
func (w *writer) origin(table, column, rowSource string, more ...string) origin {
	t := w.catalog.Table(table)
	if t == nil || t.Field(column) == nil {
		w.fail("no column %s of a table %s", column, table)
		return origin{}
	}
	f := t.Field(column)
	o := origin{Sources: f.Sources, Cautions: union(f.Cautions, more)}
	if rowSource != "" {
		o.Sources = []string{rowSource}
	} else if len(o.Sources) == 0 {
		o.Sources = t.Set.Sources
	}
	return o
}

// union is the sorted union of lists of ids.
func union(lists ...[]string) []string {
	all := slices.Concat(lists...)
	slices.Sort(all)
	return slices.Compact(all)
}

// about returns those of the cautions whose id begins with the topic: ids of cautions are named so.
func about(cautions []string, topic string) []string {
	var out []string
	for _, c := range cautions {
		if strings.HasPrefix(c, topic+"-") {
			out = append(out, c)
		}
	}
	return out
}

// single is one figure of a place; a null value is not known.
type single struct {
	Value any    `json:"value"`
	Unit  string `json:"unit,omitempty"`
	origin
}

func (w *writer) single(table, column string, v any, cautions ...string) single {
	return single{Value: v, Unit: w.unit(table, column), origin: w.origin(table, column, "", cautions...)}
}

// unit is the unit that the table states for the column.
func (w *writer) unit(table, column string) string {
	if t := w.catalog.Table(table); t != nil && t.Field(column) != nil {
		return t.Field(column).Unit
	}
	w.fail("no column %s of a table %s", column, table)
	return ""
}

// series is a list of figures of one table that share unit and cautions; each value names its own source.
type series[T any] struct {
	Unit     string   `json:"unit,omitempty"`
	Cautions []string `json:"cautions,omitempty"`
	Values   []T      `json:"values"`
}

// newSeries takes unit and cautions from the column.
func newSeries[T any](w *writer, table, column string, values []T, cautions ...string) series[T] {
	if values == nil {
		values = []T{} // [] and not null: the list is complete
	}
	return series[T]{Unit: w.unit(table, column), Cautions: w.origin(table, column, "", cautions...).Cautions, Values: values}
}

// yearly is a figure of a year.
type yearly struct {
	Year   int     `json:"year"`
	Value  float64 `json:"value"`
	Source string  `json:"source"`
}

func counts(list []model.Count) []yearly {
	var out []yearly
	for _, c := range list {
		out = append(out, yearly{c.Year, float64(c.N), c.Source})
	}
	return out
}

// how says how a computed figure came about; the methods are explained in the portal and in package derive.
type how struct {
	Method string `json:"method"`
	origin
}

func howOf(m derive.Meta) how {
	return how{Method: string(m.Method), origin: origin{Sources: m.Sources, Cautions: m.Cautions}}
}

// computed is a computed figure.
type computed struct {
	Value float64 `json:"value"`
	Unit  string  `json:"unit,omitempty"`
	Year  int     `json:"year,omitempty"`
	Base  int     `json:"base_year,omitempty"`
	how
}

// computedOf is nil for a figure that cannot be known.
func computedOf(v *derive.Value, unit string) *computed {
	if v == nil {
		return nil
	}
	return &computed{Value: round(v.Number, 3), Unit: unit, Year: v.Year, Base: v.Base, how: howOf(v.Meta)}
}

type change struct {
	From    int     `json:"from"`
	To      int     `json:"to"`
	Percent float64 `json:"percent"`
	how
}

func changesOf(list []derive.Change) []change {
	out := []change{}
	for _, c := range list {
		out = append(out, change{c.From, c.To, round(c.Percent, 3), howOf(c.Meta)})
	}
	return out
}

// distance is a straight line to another record. Octant is the direction: 0 north, 1 north-east, clockwise to 7 north-west.
type distance struct {
	To     string  `json:"to"` // id of the record
	KM     float64 `json:"km"`
	Octant int     `json:"octant"`
	how
}

func distanceOf(d *derive.Distance, kind string) *distance {
	if d == nil {
		return nil
	}
	return &distance{To: kind + "/" + d.Code, KM: round(d.KM, 1), Octant: d.Octant, how: howOf(d.Meta)}
}

// indicatorUnit is the unit of a figure of comparison, in the tokens of the data sets; empty for plain ratios.
func indicatorUnit(i derive.Indicator) string {
	switch i {
	case derive.Population:
		return "persons"
	case derive.PopulationChange, derive.Under5Share:
		return "percent"
	case derive.Area:
		return "km2"
	case derive.Density:
		return "persons_per_km2"
	case derive.Livestock:
		return "head"
	case derive.HerderHouseholds:
		return "households"
	case derive.DistanceUB:
		return "km"
	case derive.ColdestMonth, derive.WarmestMonth:
		return "celsius"
	}
	return ""
}
