package plan

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"nutag/generator/chart"
	"nutag/generator/derive"
	"nutag/generator/model"
	"nutag/i18n"
)

// chartView holds the coordinates that a chart's template places. Which lists are filled depends on the kind of chart.
type chartView struct {
	W     float64     `json:"w"`
	H     float64     `json:"h"`
	X0    float64     `json:"x0"`
	X1    float64     `json:"x1"`
	LY    float64     `json:"ly"`
	Zero  float64     `json:"zero"`
	Grid  []gridLine  `json:"grid,omitempty"`
	Bars  []barView   `json:"bars,omitempty"`
	Years []axisLabel `json:"years,omitempty"`
	Lines []lineView  `json:"lines,omitempty"`
	Parts []partView  `json:"parts,omitempty"`
}

type gridLine struct {
	Y    float64 `json:"y"`
	TY   float64 `json:"ty"`
	Text string  `json:"text"`
}

type axisLabel struct {
	X    float64 `json:"x"`
	Text string  `json:"text"`
}

type barView struct {
	X     float64 `json:"x"`
	Y     float64 `json:"y"`
	W     float64 `json:"w"`
	H     float64 `json:"h"`
	CX    float64 `json:"cx"`
	TY    float64 `json:"ty"`
	TX    float64 `json:"tx"`
	LY    float64 `json:"ly"`
	Class string  `json:"class,omitempty"`
	Text  string  `json:"text"`
	Label string  `json:"label"`
}

type lineView struct {
	D     string    `json:"d"`
	Class string    `json:"class,omitempty"`
	Dot   string    `json:"dot,omitempty"`
	Dots  []dotView `json:"dots,omitempty"`
}

type dotView struct {
	X    float64 `json:"x"`
	Y    float64 `json:"y"`
	TY   float64 `json:"ty"`
	Text string  `json:"text,omitempty"`
}

type partView struct {
	X     float64 `json:"x"`
	W     float64 `json:"w"`
	Class string  `json:"class"`
	Label string  `json:"label,omitempty"`
	Value string  `json:"value,omitempty"`
}

type keyItem struct {
	Class string `json:"class"`
	Label string `json:"label"`
}

// chartCard is a chart with its caption, its table and the figures beside it.
type chartCard struct {
	Kind    string    `json:"kind"` // lines, bars or rows
	Chart   chartView `json:"chart"`
	Key     []keyItem `json:"key,omitempty"`
	Caption string    `json:"caption"`
	Refs    []ref     `json:"refs"`
	Table   table     `json:"table"`
	Facts   []figure  `json:"facts"`
}

type zonesView struct {
	Chart chartView  `json:"chart"`
	Parts []partView `json:"parts"`
	Refs  []ref      `json:"refs"`
}

// tenth rounds to one decimal, as the coordinates of package chart are.
func tenth(x float64) float64 { return math.Round(x*10) / 10 }

// series is one line of a line chart.
type series struct {
	samples []chart.Sample
	class   string // line--b for the second line
	labels  func(v float64) string
}

// lines lays out lines over years in a view box of 480 by 210.
func (b *builder) lines(list []series, years []int, digits int, fromZero bool) chartView {
	frame := chart.Frame{X: 62, Y: 18, W: 400, H: 165}
	in := make([][]chart.Sample, len(list))
	for i, s := range list {
		in[i] = s.samples
	}
	c := chart.Lines(in, chart.LineOptions{Frame: frame, ValueTicks: 5, TimeTicks: 7, FromZero: fromZero})
	v := chartView{W: 480, H: 210, X0: frame.X, X1: frame.X + frame.W, LY: frame.Y + frame.H + 20}
	for _, t := range c.Values.Ticks {
		v.Grid = append(v.Grid, gridLine{Y: t.At, TY: tenth(t.At + 4), Text: b.words.Decimal(t.Value, digits)})
	}
	if years == nil {
		for _, t := range c.Times {
			v.Years = append(v.Years, axisLabel{X: t.At, Text: fmt.Sprint(int(t.Value))})
		}
	}
	for i, l := range c.Lines {
		lv := lineView{Class: list[i].class, Dot: strings.ReplaceAll(list[i].class, "line", "dot")}
		var d strings.Builder
		for _, run := range l.Runs {
			for j, dot := range run {
				cmd := "L"
				if j == 0 {
					cmd = "M"
				}
				fmt.Fprintf(&d, "%s%s %s", cmd, coord(dot.X), coord(dot.Y))
				if list[i].labels != nil {
					lv.Dots = append(lv.Dots, dotView{X: dot.X, Y: dot.Y, TY: tenth(dot.Y - 10), Text: list[i].labels(dot.Value)})
					if i == 0 && years != nil && !contains(v.Years, dot.X) {
						v.Years = append(v.Years, axisLabel{X: dot.X, Text: fmt.Sprint(dot.Time)})
					}
				}
			}
		}
		lv.D = d.String()
		v.Lines = append(v.Lines, lv)
	}
	return v
}

// contains tells whether a year's label would stand on another one.
func contains(labels []axisLabel, x float64) bool {
	for _, l := range labels {
		if math.Abs(l.X-x) < 34 {
			return true
		}
	}
	return false
}

func coord(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

func (b *builder) populationCard(n *notes, p *model.Place, f *derive.Place) *chartCard {
	if len(p.Population) == 0 {
		return nil
	}
	card := &chartCard{Kind: "lines", Caption: b.t("chart_population", i18n.Data{"name": b.placeName(p)})}
	var s series
	s.labels = func(v float64) string { return b.words.Int(int(v)) }
	var sources []string
	t := table{Caption: card.Caption, Cols: []column{{Text: b.t("fig_year")}, {Text: b.t("fig_population_total"), Num: true}, {Text: b.t("fig_men"), Num: true}, {Text: b.t("fig_women"), Num: true}}}
	for _, x := range p.Population {
		s.samples = append(s.samples, chart.Sample{Time: x.Year, Value: float64(x.Total), Known: true})
		sources = appendNew(sources, x.Source)
		r := row{Head: fmt.Sprint(x.Year), Cells: []cell{number(b.words.Int(x.Total), float64(x.Total)), missing(), missing()}}
		if x.Men+x.Women > 0 {
			r.Cells[1], r.Cells[2] = number(b.words.Int(x.Men), float64(x.Men)), number(b.words.Int(x.Women), float64(x.Women))
		}
		t.Rows = append(t.Rows, r)
	}
	card.Chart = b.lines([]series{s}, []int{}, 0, true)
	card.Refs = n.cite("population", "total", sources, b.doubts2025(p, p.Population[len(p.Population)-1].Source)...)
	card.Table = t
	card.Facts = b.changes(n, f.Changes)
	for _, u := range p.Under5 {
		card.Facts = append(card.Facts, figure{Label: "fig_under5", Value: b.words.Count("persons", u.N), When: b.words.Year(u.Year), Refs: n.cite("population", "persons", []string{u.Source})})
	}
	if u := f.Under5Share; u != nil {
		card.Facts = append(card.Facts, figure{Label: "fig_under5_share", Value: b.words.Percent(u.Number, 1), When: b.words.Year(u.Year), Refs: n.refs(u.Sources, u.Cautions)})
	}
	return card
}

func appendNew(list []string, s string) []string {
	for _, x := range list {
		if x == s {
			return list
		}
	}
	return append(list, s)
}

// ageLabel writes "0-4" as "0–4 нас" and "70+" as "70 ба түүнээс дээш нас".
func (b *builder) ageLabel(group string) string {
	if from, ok := strings.CutSuffix(group, "+"); ok {
		return b.t("age_open", i18n.Data{"from": from})
	}
	from, to, _ := strings.Cut(group, "-")
	return b.t("age_range", i18n.Data{"from": from, "to": to})
}

func (b *builder) agesCard(n *notes, p *model.Place, a *model.AimagRecord) *chartCard {
	if len(p.Ages) == 0 {
		n.use("population-age")
		n.refs(nil, only(p, "age-table-missing"))
		return nil
	}
	year := p.Ages[0].Year
	card := &chartCard{Kind: "rows", Caption: b.t("chart_ages") + ", " + b.words.Year(year)}
	var data []chart.Datum
	t := table{Caption: card.Caption, Cols: []column{{Text: b.t("fig_age")}, {Text: b.t("fig_population"), Num: true}}}
	for _, g := range p.Ages {
		data = append(data, chart.Known(float64(g.Persons)))
		t.Rows = append(t.Rows, row{Head: b.ageLabel(g.Group), Cells: []cell{number(b.words.Int(g.Persons), float64(g.Persons))}})
	}
	frame := chart.Frame{X: 58, Y: 4, W: 360, H: float64(len(data)) * 18}
	c := chart.LyingBars(data, frame, 5)
	v := chartView{W: 480, H: frame.H + 8}
	for _, bar := range c.Bars {
		g := p.Ages[bar.Index]
		v.Bars = append(v.Bars, barView{X: bar.X, Y: bar.Y, W: bar.W, H: bar.H, LY: tenth(bar.Y + bar.H/2 + 4), TX: tenth(bar.X + bar.W + 6),
			Text: b.words.Int(g.Persons), Label: strings.ReplaceAll(g.Group, "-", "–")})
	}
	card.Chart, card.Table = v, t
	card.Refs = n.cite("population-age", "persons", []string{p.Ages[0].Source})
	return card
}

func (b *builder) climateCard(n *notes, p *model.Place, f *derive.Place) *chartCard {
	c := p.Climate
	if c == nil {
		n.use("climate")
		return nil
	}
	card := &chartCard{Kind: "bars", Caption: b.t("chart_climate", i18n.Data{"name": b.placeName(p)})}
	t := table{Caption: card.Caption, Cols: []column{{Text: b.t("fig_month")}, {Text: b.t("fig_temp_month"), Num: true}}}
	data := make([]chart.Datum, 12)
	for i, x := range c.Month {
		data[i] = chart.Known(x)
		t.Rows = append(t.Rows, row{Head: b.words.Month(i + 1), Cells: []cell{number(b.words.Celsius(x, 1), x)}})
	}
	frame := chart.Frame{X: 44, Y: 18, W: 430, H: 180}
	ch := chart.Bars(data, frame, 6)
	v := chartView{W: 480, H: 222, X0: frame.X, X1: frame.X + frame.W, Zero: ch.Zero, LY: 216}
	for _, tick := range ch.Axis.Ticks {
		v.Grid = append(v.Grid, gridLine{Y: tick.At, TY: tenth(tick.At + 4), Text: b.words.Decimal(tick.Value, 0)})
	}
	for _, bar := range ch.Bars {
		bv := barView{X: bar.X, Y: bar.Y, W: bar.W, H: bar.H, CX: ch.Slots[bar.Index], Class: "bar--warm", TY: tenth(bar.Y - 5), Text: b.words.Decimal(bar.Value, 0), Label: fmt.Sprint(bar.Index + 1)}
		if bar.Value < 0 {
			bv.Class, bv.TY = "bar--cold", tenth(bar.Y+bar.H+13)
		}
		v.Bars = append(v.Bars, bv)
	}
	card.Chart, card.Table = v, t
	card.Refs = n.cite("climate", "mean_temp_c", []string{c.Source})
	for _, m := range []struct {
		label string
		m     *derive.Month
	}{{"fig_temp_coldest", f.Coldest}, {"fig_temp_warmest", f.Warmest}} {
		if m.m != nil {
			card.Facts = append(card.Facts, figure{Label: m.label, Value: b.words.Celsius(m.m.TempC, 1), When: b.words.Month(m.m.Month), Refs: n.refs(m.m.Sources, m.m.Cautions)})
		}
	}
	card.Facts = append(card.Facts, figure{Label: "climate_station", Value: b.t("num_km", i18n.Data{"n": b.words.Decimal(c.StationDist, 1)}), Refs: n.cite("climate", "station_dist_km", []string{c.Source})})
	return card
}

// zoneParts lists the natural zones in the order from mountain to desert.
func zoneParts(z *model.Zones) []struct {
	key string
	pct float64
} {
	return []struct {
		key string
		pct float64
	}{{"high_mountain", z.HighMountain}, {"taiga", z.Taiga}, {"forest_steppe", z.ForestSteppe}, {"steppe", z.Steppe}, {"desert_steppe", z.DesertSteppe}, {"desert", z.Desert}}
}

func (b *builder) land(n *notes, p *model.Place) (*zonesView, []figure) {
	var facts []figure
	var zones *zonesView
	if z := p.Zone; z != nil {
		zones = &zonesView{Chart: chartView{W: 480, H: 34}, Refs: n.cite("natural-zones", "steppe_pct", []string{z.Source}, z.Cautions...)}
		parts := zoneParts(z)
		data := make([]chart.Datum, len(parts))
		for i, x := range parts {
			data[i] = chart.Known(x.pct)
		}
		for _, part := range chart.Shares(data, chart.Frame{W: 480, H: 34}) {
			x := parts[part.Index]
			pv := partView{X: part.X, W: part.W, Class: "z-" + x.key, Label: "zone_" + x.key, Value: b.words.Percent(x.pct, 1)}
			zones.Chart.Parts = append(zones.Chart.Parts, pv)
			zones.Parts = append(zones.Parts, pv)
		}
		if z.Water > 0 {
			facts = append(facts, figure{Label: "zone_water", Value: b.words.Percent(z.Water, 1), Refs: n.cite("natural-zones", "water_pct", []string{z.Source})})
		}
	}
	if x := p.Pasture; x != nil {
		if x.BiomassMedian != nil {
			facts = append(facts, figure{Label: "fig_biomass_median", Value: b.t("num_kg_ha", i18n.Data{"n": b.words.Decimal(*x.BiomassMedian, 0)}), When: b.words.Year(x.Year), Refs: n.cite("pasture", "biomass_median_kg_ha", []string{x.Source})})
		}
		facts = append(facts, figure{Label: "fig_pasture_plots", Value: b.words.Int(x.Plots), When: b.words.Year(x.Year), Refs: n.cite("pasture", "plots", []string{x.Source})})
	}
	if x := p.Biomass; x != nil {
		from, to, _ := strings.Cut(x.Period, "-")
		facts = append(facts, figure{Label: "fig_biomass_mean", Value: b.t("num_kg_ha", i18n.Data{"n": b.words.Decimal(x.Mean, 0)}), When: b.t("date_years", i18n.Data{"from": from, "to": to}), Refs: n.cite("pasture", "biomass_mean_kg_ha", []string{x.Source})})
	}
	if p.Pasture == nil && p.Biomass == nil {
		facts = append(facts, figure{Label: "fig_biomass"})
		n.use("pasture")
	}
	return zones, facts
}
