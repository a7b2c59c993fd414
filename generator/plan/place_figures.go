package plan

import (
	"fmt"

	"nutag/generator/derive"
	"nutag/generator/model"
	"nutag/i18n"
)

// populationNow is the newest population with the doubts that concern it.
func (b *builder) populationNow(n *notes, p *model.Place) figure {
	if len(p.Population) == 0 {
		return figure{Label: "fig_population"}
	}
	x := p.Population[len(p.Population)-1]
	return figure{Label: "fig_population", Value: b.words.Count("persons", x.Total), When: b.words.Year(x.Year),
		Refs: n.cite("population", "total", []string{x.Source}, b.doubts2025(p, x.Source)...)}
}

// doubts2025 are the doubts about the newest population, which rests on one source.
func (b *builder) doubts2025(p *model.Place, source string) []string {
	if source != "demomap-nso-2025" {
		return nil
	}
	return append([]string{"population-2025-single-source"}, only(p, "population-outlier-2025", "population-fall-2025")...)
}

func (b *builder) placeTiles(n *notes, p *model.Place, f *derive.Place) []figure {
	set := b.setOf(p)
	tiles := []figure{
		b.populationNow(n, p),
		{Label: "fig_area", Value: b.words.SquareKilometres(p.AreaKM2, 0), Refs: n.cite(set, "area_km2", nil, only(p, "area-doubtful")...)},
	}
	for _, d := range []struct {
		label string
		d     *derive.Distance
	}{{"fig_dist_aimag_centre", f.AimagCentre}, {"fig_dist_ulaanbaatar", f.Ulaanbaatar}} {
		if d.d != nil {
			tiles = append(tiles, figure{Label: d.label, Value: b.words.Kilometres(d.d.KM), When: b.t("place_straight"), Refs: n.refs(d.d.Sources, d.d.Cautions)})
		}
	}
	if m := f.Coldest; m != nil {
		tiles = append(tiles, figure{Label: "fig_temp_coldest", Value: b.words.Celsius(m.TempC, 1), When: b.words.Month(m.Month), Refs: n.refs(m.Sources, m.Cautions)})
	} else {
		tiles = append(tiles, figure{Label: "fig_temp_coldest"})
	}
	if k := len(p.Livestock); k > 0 {
		x := p.Livestock[k-1]
		tiles = append(tiles, figure{Label: "fig_livestock", Value: b.words.Count("head", x.N), When: b.words.Year(x.Year), Refs: n.cite("livestock", "head", []string{x.Source})})
	}
	if k := len(p.Herders); k > 0 {
		x := p.Herders[k-1]
		tiles = append(tiles, figure{Label: "fig_herder_households", Value: b.words.Count("households", x.N), When: b.words.Year(x.Year), Refs: n.cite("herder-households", "households", []string{x.Source})})
	}
	if d := f.Density; d != nil {
		tiles = append(tiles, figure{Label: "fig_density", Value: b.t("num_persons_km2", i18n.Data{"n": b.words.Decimal(d.Number, decimals(d.Number))}), When: b.words.Year(d.Year), Refs: n.refs(d.Sources, d.Cautions)})
	}
	return tiles
}

// decimals keeps two significant figures of small numbers: 0.86, 4.2, 135.
func decimals(x float64) int {
	switch {
	case x < 1:
		return 2
	case x < 10:
		return 1
	}
	return 0
}

// changes are the figures of how the population changed.
func (b *builder) changes(n *notes, list []derive.Change) []figure {
	var out []figure
	for _, c := range list {
		out = append(out, figure{
			Text: b.t("fig_population_change_years", i18n.Data{"from": fmt.Sprint(c.From), "to": fmt.Sprint(c.To)}), Label: "fig_population_change",
			Value: b.words.SignedPercent(c.Percent, 1), Refs: n.refs(c.Sources, c.Cautions),
		})
	}
	return out
}

func (b *builder) herding(n *notes, p *model.Place, f *derive.Place) []figure {
	var out []figure
	for _, x := range p.Livestock {
		out = append(out, figure{Label: "fig_livestock", Value: b.words.Count("head", x.N), When: b.words.Year(x.Year), Refs: n.cite("livestock", "head", []string{x.Source})})
	}
	for _, x := range p.Herders {
		out = append(out, figure{Label: "fig_herder_households", Value: b.words.Count("households", x.N), When: b.words.Year(x.Year), Refs: n.cite("herder-households", "households", []string{x.Source})})
	}
	value := func(label string, v *derive.Value) {
		if v != nil {
			out = append(out, figure{Label: label, Value: b.words.Decimal(v.Number, decimals(v.Number)), When: b.words.Year(v.Year), Refs: n.refs(v.Sources, v.Cautions)})
		}
	}
	value("fig_livestock_per_household", f.HeadPerHerder)
	value("fig_livestock_per_person", f.HeadPerPerson)
	for _, x := range p.Hay {
		out = append(out, figure{Label: "fig_hay", Value: b.t("num_tonnes", i18n.Data{"n": b.words.Decimal(x.Value, 0)}), When: b.words.Year(x.Year), Refs: n.cite("hay", "tonnes", []string{x.Source})})
	}
	if len(out) == 0 {
		out = append(out, figure{Label: "fig_livestock"})
	}
	return out
}

// indicator names a figure of comparison and formats it.
func (b *builder) indicator(s derive.Standing) (label, value string) {
	v := s.Value.Number
	switch s.Indicator {
	case derive.Population:
		return b.t("fig_population"), b.words.Count("persons", int(v))
	case derive.PopulationChange:
		return b.t("fig_population_change_years", i18n.Data{"from": fmt.Sprint(s.Value.Base), "to": fmt.Sprint(s.Value.Year)}), b.words.SignedPercent(v, 1)
	case derive.Under5Share:
		return b.t("fig_under5_share"), b.words.Percent(v, 1)
	case derive.Area:
		return b.t("fig_area"), b.words.SquareKilometres(v, 0)
	case derive.Density:
		return b.t("fig_density"), b.t("num_persons_km2", i18n.Data{"n": b.words.Decimal(v, decimals(v))})
	case derive.Livestock:
		return b.t("fig_livestock"), b.words.Count("head", int(v))
	case derive.HerderHouseholds:
		return b.t("fig_herder_households"), b.words.Count("households", int(v))
	case derive.HeadPerPerson:
		return b.t("fig_livestock_per_person"), b.words.Decimal(v, decimals(v))
	case derive.HeadPerHerder:
		return b.t("fig_livestock_per_household"), b.words.Decimal(v, decimals(v))
	case derive.DistanceUB:
		return b.t("fig_dist_ulaanbaatar"), b.words.Kilometres(v)
	case derive.ColdestMonth:
		return b.t("fig_temp_coldest"), b.words.Celsius(v, 1)
	case derive.WarmestMonth:
		return b.t("fig_temp_warmest"), b.words.Celsius(v, 1)
	}
	b.fail("indicator %q has no name", s.Indicator)
	return "", ""
}

// compare tells in words of five groups how the place stands in the country and where the middle soum of its aimag stands.
// Groups have fixed limits, so the table does not change when another soum is corrected.
func (b *builder) compare(n *notes, p *model.Place, f *derive.Place) table {
	first := "soum_compare_soum"
	if p.Kind == model.District {
		first = "district_compare_district"
	}
	t := table{
		Caption: b.t("soum_compare_intro"),
		Cols:    []column{{Text: b.t("col_indicator")}, {Text: b.t(first), Num: true}, {Text: b.t("soum_compare_country")}, {Text: b.t("compare_aimag_middle")}},
	}
	if p.Kind == model.District {
		t.Caption = b.t("district_compare_caption")
		t.Cols = t.Cols[:2]
	}
	for _, s := range f.Standings {
		label, value := b.indicator(s)
		year := ""
		if s.Value.Year != 0 {
			year = " (" + fmt.Sprint(s.Value.Year) + ")"
		}
		r := row{Head: label, Cells: []cell{{Text: value + year, Num: true}}}
		if p.Kind == model.Soum {
			r.Cells = append(r.Cells, cell{Text: b.band(s.Band)}, cell{Text: b.band(s.AimagBand)})
		}
		n.refs(s.Value.Sources, s.Value.Cautions)
		t.Rows = append(t.Rows, r)
	}
	return t
}

func (b *builder) band(band int) string {
	if band == 0 {
		return ""
	}
	return b.t(fmt.Sprintf("band_%d", band))
}
