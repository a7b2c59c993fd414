package plan

import (
	"fmt"
	"slices"

	"nutag/generator/chart"
	"nutag/generator/model"
	"nutag/i18n"
)

// million is what the amounts of the series are shown in.
const million = 1e6

// remittanceFigures is the series of what came into and left the country, and the figures of other editions of it.
func (b *builder) remittanceFigures() Page {
	const path = figuresPath
	n := b.newNotes(path)
	m := &b.in.Portal.Remittance
	refs := n.cite("remittance-series", "inflow_usd", nil)
	var in, out, pct []chart.Sample
	var evidence []string
	t := table{Caption: b.t("rem_series_table"), Cols: []column{
		{Text: b.t("fig_year")}, {Text: b.t("rem_inflow_musd"), Num: true, Refs: refs},
		{Text: b.t("rem_inflow_gdp"), Num: true, Refs: n.cite("remittance-series", "inflow_pct_gdp", nil)},
		{Text: b.t("rem_outflow_musd"), Num: true, Refs: n.cite("remittance-series", "outflow_usd", nil)}}}
	for _, y := range m.Series {
		value := float64(y.Inflow) / million
		in = append(in, chart.Sample{Time: y.Year, Value: value, Known: true})
		pct = append(pct, chart.Sample{Time: y.Year, Value: y.InflowPct, Known: true})
		left, paid := missing(), chart.Sample{Time: y.Year}
		if y.Outflow != nil {
			x := float64(*y.Outflow) / million
			left, paid = number(b.words.Decimal(x, 1), x), chart.Sample{Time: y.Year, Value: x, Known: true}
		}
		out = append(out, paid)
		evidence = appendNew(evidence, y.Confidence)
		t.Rows = append(t.Rows, row{Head: fmt.Sprint(y.Year), Cells: []cell{number(b.words.Decimal(value, 1), value), number(b.words.Percent(y.InflowPct, 1), y.InflowPct), left}})
	}
	text := b.t("rem_series_note")
	for _, level := range evidence {
		text += " " + b.confidence(level)
	}
	v := remittanceView{Intro: b.t("rem_figures_intro"), Sections: []section{
		{ID: "series", Title: b.t("rem_series"), Refs: refs, Text: []string{text}, Charts: []chartCard{
			{Kind: "lines", Caption: b.t("rem_chart_usd"), Refs: refs, Chart: b.lines([]series{{samples: in}, {samples: out, class: "line--b"}}, nil, 0, true),
				Key: []keyItem{{Class: "key--a", Label: "rem_inflow"}, {Class: "key--b", Label: "rem_outflow"}}},
			{Kind: "lines", Caption: b.t("rem_chart_gdp"), Refs: t.Cols[2].Refs, Chart: b.lines([]series{{samples: pct}}, nil, 0, true)},
		}, Tables: []table{t}},
		b.vintages(n),
		{ID: "more", Title: b.t("rem_more"), Cards: []entry{
			{Name: b.t("rem_senders"), URL: rel(path, sendersPath), Text: b.t("rem_card_senders")},
			{Name: b.t("rem_diaspora"), URL: rel(path, diasporaPath), Text: b.t("rem_card_diaspora")},
			{Name: b.t("rem_costs"), URL: rel(path, costsPath), Text: b.t("rem_card_costs")},
		}},
	}}
	return b.remittancePage(path, "page/remittance-figures", b.t("rem_figures"), b.t("rem_figures_intro"), v, n)
}

// vintages tells what other editions of the series say of a year, beside what the edition shown says.
func (b *builder) vintages(n *notes) section {
	s := section{ID: "editions", Title: b.t("rem_editions"), Text: []string{b.t("rem_editions_text")}}
	m := &b.in.Portal.Remittance
	for _, x := range m.Vintages {
		fact := wordFact{Name: b.words.Year(x.Year), Text: x.Text.In(b.lang), Refs: n.refs(x.Sources, nil)}
		if i := slices.IndexFunc(m.Series, func(y model.RemittanceYear) bool { return y.Year == x.Year }); i >= 0 {
			y := m.Series[i]
			fact.Text = b.t("rem_edition", i18n.Data{"other": fact.Text, "here": b.t("rem_musd", i18n.Data{"n": b.words.Decimal(float64(y.Inflow)/million, 1)}), "pct": b.words.Percent(y.InflowPct, 1)})
		}
		s.Facts = append(s.Facts, fact)
	}
	return s
}

// barsShown is how many countries a chart of bars shows; its table has all of them.
const barsShown = 12

// countryBars draws the first bars of a list that is sorted by value.
func (b *builder) countryBars(caption string, refs []ref, names []string, values []float64, digits int) chartCard {
	k := min(len(values), barsShown)
	data := make([]chart.Datum, k)
	for i := range k {
		data[i] = chart.Known(values[i])
	}
	frame := chart.Frame{X: 165, Y: 4, W: 165, H: float64(k) * 22}
	v := chartView{W: 400, H: frame.H + 8}
	for _, bar := range chart.LyingBars(data, frame, 4).Bars {
		v.Bars = append(v.Bars, barView{X: bar.X, Y: bar.Y, W: bar.W, H: bar.H, LY: tenth(bar.Y + bar.H/2 + 4), TX: tenth(bar.X + bar.W + 6),
			Text: b.words.Decimal(bar.Value, digits), Label: names[bar.Index]})
	}
	return chartCard{Kind: "rows", Caption: caption, Refs: refs, Chart: v}
}

// senders is the model of where the money came from: a chart of the largest and the table of all, with its warning first.
func (b *builder) senders() Page {
	const path = sendersPath
	n := b.newNotes(path)
	flows := slices.Clone(b.in.Portal.Remittance.Flows)
	slices.SortStableFunc(flows, func(x, y model.BilateralFlow) int {
		switch {
		case x.USDMillion > y.USDMillion:
			return -1
		case x.USDMillion < y.USDMillion:
			return 1
		}
		return 0
	})
	var sources []string
	for _, f := range flows {
		for _, s := range f.Sources {
			sources = appendNew(sources, s)
		}
	}
	refs := n.cite("bilateral-2017", "usd_million", sources)
	t := table{Caption: b.t("rem_senders_caption"), Refs: refs, Sortable: true, Cols: []column{{Text: b.t("rem_country")}, {Text: b.t("rem_senders_musd"), Num: true}, {Text: b.t("rem_share"), Num: true}}}
	var names []string
	var values []float64
	for _, f := range flows {
		r := row{Head: b.t("rem_world"), Cells: []cell{number(b.words.Decimal(f.USDMillion, 3), f.USDMillion), number(b.words.Percent(f.SharePct, 1), f.SharePct)}}
		if f.Country != "" {
			r.Head = b.countryName(f.Country)
			if b.planned[countryPage(f.Country)] {
				r.URL = rel(path, countryPage(f.Country))
			}
			names, values = append(names, r.Head), append(values, f.USDMillion)
		}
		t.Rows = append(t.Rows, r)
	}
	v := remittanceView{Intro: b.t("rem_senders_intro"), Warn: append(b.warnings(n, "bilateral-model-2017"), b.confidence(lowConfidence)), Sections: []section{
		{ID: "senders", Title: b.t("rem_senders_title"), Refs: refs, Charts: []chartCard{b.countryBars(b.t("rem_senders_chart"), refs, names, values, 1)}, Tables: []table{t}}}}
	return b.remittancePage(path, "page/remittance-senders", b.t("rem_senders"), b.t("rem_senders_intro"), v, n)
}

// costs are the average costs of other corridors and of the world, under the warning that none of them is to Mongolia.
func (b *builder) costs() Page {
	const path = costsPath
	n := b.newNotes(path)
	m := &b.in.Portal.Remittance
	v := remittanceView{Intro: b.t("rem_costs_intro"), Warn: b.warnings(n, "benchmark-not-mongolia"), Sections: []section{
		{ID: "corridors", Title: b.t("rem_corridors"), Tables: []table{b.benchmarkTable(n, m.Benchmarks, true)}}}}
	t := table{Caption: b.t("rem_averages_caption"), Cols: []column{{Text: b.t("rem_average")}, {Text: b.t("rem_period")}, {Text: b.t("calc_total"), Num: true}, {Text: b.t("rem_fact_confidence")}}}
	var all []model.Evidence
	for _, a := range m.Averages {
		all = append(all, a.Evidence)
		t.Rows = append(t.Rows, row{Head: a.Name.In(b.lang), Cells: []cell{{Text: b.asOf(a.Period)}, number(b.words.Percent(a.CostPct, 2), a.CostPct), {Text: b.confidence(a.Confidence)}}})
	}
	sources, _ := gathered(all...)
	t.Refs = n.cite("rpw-benchmarks", "total_cost_pct", sources)
	v.Sections = append(v.Sections, section{ID: "averages", Title: b.t("rem_averages"), Tables: []table{t}},
		section{ID: "targets", Title: b.t("rem_topic_targets"), Statements: b.statements(n, "targets")})
	return b.remittancePage(path, "page/remittance-costs", b.t("rem_costs"), b.t("rem_costs_intro"), v, n)
}

// benchmarkTable lists average costs of corridors that do not end in Mongolia; with all countries the sender heads each row.
func (b *builder) benchmarkTable(n *notes, list []model.Benchmark, all bool) table {
	t := table{Caption: b.t("rem_benchmark_caption"), Cols: []column{{Text: b.t("rem_corridor")}, {Text: b.t("rem_period")}, {Text: b.t("calc_total"), Num: true}}}
	var evidence []model.Evidence
	for _, x := range list {
		evidence = append(evidence, x.Evidence)
		r := row{Head: b.t("rem_corridor_of", i18n.Data{"from": b.countryName(x.From), "to": b.countryName(x.To)}), Cells: []cell{{Text: b.asOf(x.Period)}, number(b.words.Percent(x.CostPct, 2), x.CostPct)}}
		if all && b.planned[countryPage(x.From)] {
			r.URL = rel(n.path, countryPage(x.From))
		}
		t.Rows = append(t.Rows, r)
	}
	sources, _ := gathered(evidence...)
	t.Refs = n.cite("rpw-benchmarks", "total_cost_pct", sources)
	return t
}
