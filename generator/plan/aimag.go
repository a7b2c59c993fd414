package plan

import (
	"fmt"
	"strings"

	"nutag/generator/chart"
	"nutag/generator/derive"
	"nutag/generator/model"
	"nutag/i18n"
)

type aimagView struct {
	Crumbs      []link       `json:"crumbs"`
	Heading     string       `json:"heading"`
	Mongolian   *figure      `json:"mongolian,omitempty"` // name in the traditional script
	Subheading  string       `json:"subheading"`
	Notices     []string     `json:"notices"`
	Tiles       []figure     `json:"tiles"`
	MapHeading  string       `json:"map_heading"`
	Map         mapView      `json:"map"`
	ListHeading string       `json:"list_heading"`
	List        table        `json:"list"`
	Population  *chartCard   `json:"population"`
	Moves       *chartCard   `json:"moves,omitempty"`
	Herd        *chartCard   `json:"herd,omitempty"`
	Losses      *chartCard   `json:"losses,omitempty"`
	Services    []figure     `json:"services"`
	Rest        *link        `json:"rest,omitempty"` // to the figures that the page leaves out
	Listed      *offerItem   `json:"listed,omitempty"`
	Sites       []offerItem  `json:"sites,omitempty"`
	Compare     table        `json:"compare"`
	Moving      []link       `json:"moving,omitempty"`
	Lessons     *lessonsView `json:"lessons,omitempty"`
	Notes       notesView    `json:"notes"`
}

// aimag plans the page of an aimag or of the capital.
func (b *builder) aimag(a *model.AimagRecord) Page {
	path := aimagPath(a)
	n := b.newNotes(path)
	f := b.in.Figures.Aimag(a.Code)
	if f == nil {
		b.fail("%s: no figures", a.Code)
		return Page{}
	}
	name := i18n.Data{"name": a.Name.In(b.lang)}
	v := aimagView{Crumbs: b.crumbs(path, link{Text: b.t("nav_aimags"), URL: rel(path, "aimags/index.html")}, link{Text: b.aimagName(a)}), Heading: b.aimagName(a), Notices: []string{}}
	v.MapHeading, v.ListHeading = b.t("aimag_map_title"), b.t("aimag_soums_title", name)
	if a.Kind == model.Capital {
		v.MapHeading, v.ListHeading = b.t("district_map_title"), b.t("aimag_districts_title")
		v.Subheading = b.words.Count("districts", f.Districts)
	} else {
		v.Subheading = b.t("aimag_centre") + ": " + a.Centre.In(b.lang) + " · " + b.words.Count("soums", f.Soums)
	}
	var moved []string
	for _, code := range a.Members {
		if p := b.in.Portal.Place(code); p.HasCaution("border-change-2025") {
			moved = append(moved, p.Name.In(b.lang))
		}
	}
	if len(moved) > 0 {
		i18n.SortBy(b.lang, moved, func(s string) string { return s })
		v.Notices = []string{b.t("aimag_border_change", i18n.Data{"list": strings.Join(moved, ", ")})}
	}
	v.Mongolian = n.mongolian(a.Mongolian, a.MongolianSource)
	v.Tiles = b.aimagTiles(n, f)
	v.Map = b.aimagMap(a, path)
	v.List = b.members(n, a, path)
	v.Population = b.aimagPopulation(n, a, f)
	v.Moves = b.moves(n, a)
	v.Herd = b.herd(n, a)
	v.Losses = b.losses(n, a, f)
	more, rest := b.aimagMore(n, path, a)
	v.Services, v.Rest = append(b.services(n, a), more...), rest
	v.Listed, v.Sites = b.aimagListed(n, a), b.sites(n, a.Sites)
	v.Compare = b.aimagCompare(n, f)
	v.Moving = b.movingToPlace(path, a.Kind)
	v.Lessons = b.lessonsFor(path, "aimag", a.Code, false)
	n.use("boundaries")
	n.refs([]string{"cod-ab-mng"}, []string{"boundaries-simplified"})
	v.Notes = n.view()
	return Page{Lang: b.lang, Path: path, Kind: "aimag", ID: "aimag/" + a.Code, Title: b.aimagName(a), Description: b.t("place_description", i18n.Data{"title": b.aimagName(a)}), View: v}
}

// total formats a sum and says of how many places it is the sum where some are not known.
func (b *builder) total(n *notes, label string, t derive.Total, format func(float64) string) figure {
	fig := figure{Label: label, Value: format(t.Number), Refs: n.refs(t.Sources, t.Cautions)}
	if t.Year != 0 {
		fig.When = b.words.Year(t.Year)
	}
	if !t.Complete() {
		fig.When += " (" + b.t("count_of", i18n.Data{"n": b.words.Int(t.Counted), "total": b.words.Int(t.Of)}) + ")"
	}
	return fig
}

func (b *builder) aimagTiles(n *notes, f *derive.Aimag) []figure {
	count := func(things string) func(float64) string {
		return func(x float64) string { return b.words.Count(things, int(x)) }
	}
	var out []figure
	if t, ok := derive.Newest(f.Population); ok {
		out = append(out, b.total(n, "fig_population", t, count("persons")))
	}
	out = append(out, b.total(n, "fig_area", f.Area, func(x float64) string { return b.words.SquareKilometres(x, 0) }))
	if d := f.Ulaanbaatar; d != nil {
		out = append(out, figure{Label: "fig_dist_ulaanbaatar", Value: b.words.Kilometres(d.KM), When: b.t("place_straight"), Refs: n.refs(d.Sources, d.Cautions)})
	}
	if t, ok := derive.Newest(f.Livestock); ok {
		out = append(out, b.total(n, "fig_livestock", t, count("head")))
	}
	if t, ok := derive.Newest(f.Herders); ok {
		out = append(out, b.total(n, "fig_herder_households", t, count("households")))
	}
	if d := f.Density; d != nil {
		out = append(out, figure{Label: "fig_density", Value: b.t("num_persons_km2", i18n.Data{"n": b.words.Decimal(d.Number, decimals(d.Number))}), When: b.words.Year(d.Year), Refs: n.refs(d.Sources, d.Cautions)})
	}
	return out
}

// members is the table of an aimag's soums (or the capital's districts) with the figures by which a reader chooses.
func (b *builder) members(n *notes, a *model.AimagRecord, path string) table {
	name, caption := "soum_word", b.t("aimag_soums_caption", i18n.Data{"name": a.Name.In(b.lang)})
	if a.Kind == model.Capital {
		name, caption = "district_word", b.t("aimag_districts_title")
	}
	t := table{Caption: caption, Sortable: true, Cols: []column{
		{Text: b.t(name)},
		{Text: b.t("fig_population") + ", 2025", Num: true, Refs: n.cite("population", "total", []string{"demomap-nso-2025"}, "population-2025-single-source")},
		{Text: b.t("col_change"), Num: true},
		{Text: b.t("fig_area") + ", " + b.t("unit_km2"), Num: true, Refs: n.cite("soums", "area_km2", nil)},
		{Text: b.t("col_coldest"), Num: true, Refs: n.cite("climate", "mean_temp_c", []string{"irimhe-prism"})},
		{Text: b.t("fig_livestock") + ", 2020", Num: true, Refs: n.cite("livestock", "head", []string{"prism-nso"})},
		{Text: b.t("col_to_ub"), Num: true, Refs: n.refs([]string{"computed-distance"}, []string{"straight-line"})},
	}}
	places := make([]*model.Place, 0, len(a.Members))
	for _, code := range a.Members {
		places = append(places, b.in.Portal.Place(code))
	}
	i18n.SortBy(b.lang, places, func(p *model.Place) string { return p.Name.In(b.lang) })
	for _, p := range places {
		f := b.in.Figures.Place(p.Code)
		r := row{Head: p.Name.In(b.lang), URL: b.reach(path, placePath(p)), Cells: []cell{missing(), missing(), number(b.words.Decimal(p.AreaKM2, 0), p.AreaKM2), missing(), missing(), missing()}}
		if x, ok := p.PopulationIn(2025); ok {
			r.Cells[0] = number(b.words.Int(x.Total), float64(x.Total))
		}
		for _, c := range f.Changes {
			if c.From == 2019 {
				r.Cells[1] = number(b.words.SignedPercent(c.Percent, 1), c.Percent)
			}
		}
		if f.Coldest != nil {
			r.Cells[3] = number(b.words.Celsius(f.Coldest.TempC, 1), f.Coldest.TempC)
		}
		for _, x := range p.Livestock {
			if x.Year == 2020 {
				r.Cells[4] = number(b.words.Int(x.N), float64(x.N))
			}
		}
		if f.Ulaanbaatar != nil {
			r.Cells[5] = number(b.words.Kilometres(f.Ulaanbaatar.KM), f.Ulaanbaatar.KM)
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}

func (b *builder) aimagPopulation(n *notes, a *model.AimagRecord, f *derive.Aimag) *chartCard {
	card := &chartCard{Kind: "lines", Caption: b.t("chart_population", i18n.Data{"name": b.aimagName(a)})}
	s := series{labels: func(v float64) string { return b.words.Int(int(v)) }}
	t := table{Caption: card.Caption, Cols: []column{{Text: b.t("fig_year")}, {Text: b.t("fig_population_total"), Num: true}}}
	for _, x := range f.Population {
		s.samples = append(s.samples, chart.Sample{Time: x.Year, Value: x.Number, Known: true})
		t.Rows = append(t.Rows, row{Head: fmt.Sprint(x.Year), Cells: []cell{number(b.words.Int(int(x.Number)), x.Number)}})
		card.Refs = append(card.Refs, newRefs(card.Refs, n.refs(x.Sources, x.Cautions))...)
	}
	n.use("population")
	card.Chart, card.Table = b.lines([]series{s}, []int{}, 0, true), t
	card.Facts = b.changes(n, f.Changes)
	if u := f.Under5Share; u != nil {
		card.Facts = append(card.Facts, figure{Label: "fig_under5_share", Value: b.words.Percent(u.Number, 1), When: b.words.Year(u.Year), Refs: n.refs(u.Sources, u.Cautions)})
	}
	return card
}

// newRefs returns those of more that are not in have.
func newRefs(have, more []ref) []ref {
	var out []ref
next:
	for _, r := range more {
		for _, h := range have {
			if h == r {
				continue next
			}
		}
		out = append(out, r)
	}
	return out
}

// aimagDoubts are those of the aimag's cautions whose id begins with the prefix.
func aimagDoubts(a *model.AimagRecord, prefix string) []string {
	var out []string
	for _, c := range a.Cautions {
		if len(c) >= len(prefix) && c[:len(prefix)] == prefix {
			out = append(out, c)
		}
	}
	return out
}

func (b *builder) moves(n *notes, a *model.AimagRecord) *chartCard {
	if len(a.Migration) == 0 {
		return nil
	}
	card := &chartCard{Kind: "lines", Caption: b.t("chart_migration", i18n.Data{"name": b.aimagName(a)}), Key: []keyItem{{"key--a", "fig_arrivals"}, {"key--b", "fig_departures"}}}
	in, out := series{}, series{class: "line--b"}
	t := table{Caption: card.Caption, Cols: []column{{Text: b.t("fig_year")}, {Text: b.t("fig_arrivals"), Num: true}, {Text: b.t("fig_departures"), Num: true}, {Text: b.t("fig_net_migration"), Num: true}}}
	for _, m := range a.Migration {
		in.samples = append(in.samples, chart.Sample{Time: m.Year, Value: float64(m.Arrivals), Known: true})
		out.samples = append(out.samples, chart.Sample{Time: m.Year, Value: float64(m.Departures), Known: true})
		t.Rows = append(t.Rows, row{Head: fmt.Sprint(m.Year), Cells: []cell{number(b.words.Int(m.Arrivals), float64(m.Arrivals)), number(b.words.Int(m.Departures), float64(m.Departures)), number(b.words.SignedInt(m.Net), float64(m.Net))}})
	}
	card.Chart, card.Table = b.lines([]series{in, out}, nil, 0, true), t
	card.Refs = n.cite("migration", "net", []string{a.Migration[0].Source}, append([]string{"migration-before-2020"}, aimagDoubts(a, "migration-")...)...)
	return card
}

func (b *builder) herd(n *notes, a *model.AimagRecord) *chartCard {
	if len(a.Herd) == 0 {
		return nil
	}
	card := &chartCard{Kind: "lines", Caption: b.t("chart_herd", i18n.Data{"name": b.aimagName(a)})}
	s := series{}
	t := table{Caption: card.Caption, Cols: []column{{Text: b.t("fig_year")}}}
	for _, k := range []string{"horse", "cattle", "camel", "sheep", "goat", "total"} {
		t.Cols = append(t.Cols, column{Text: b.t("kind_" + k), Num: true})
	}
	for _, h := range a.Herd {
		s.samples = append(s.samples, chart.Sample{Time: h.Year, Value: h.Total(), Known: true})
		r := row{Head: fmt.Sprint(h.Year)}
		for _, x := range []float64{h.Horse, h.Cattle, h.Camel, h.Sheep, h.Goat, h.Total()} {
			r.Cells = append(r.Cells, number(b.words.Decimal(x, 1), x))
		}
		t.Rows = append(t.Rows, r)
	}
	card.Chart, card.Table = b.lines([]series{s}, nil, 0, true), t
	card.Refs = n.cite("livestock-kinds", "sheep", []string{a.Herd[0].Source}, aimagDoubts(a, "dzud-ub")...)
	return card
}

func (b *builder) losses(n *notes, a *model.AimagRecord, f *derive.Aimag) *chartCard {
	if len(a.Losses) == 0 {
		return nil
	}
	card := &chartCard{Kind: "bars", Caption: b.t("chart_losses", i18n.Data{"name": b.aimagName(a)})}
	t := table{Caption: card.Caption, Cols: []column{{Text: b.t("fig_year")}, {Text: b.t("fig_losses") + ", " + b.t("unit_thousand_head"), Num: true}, {Text: b.t("fig_losses_percent"), Num: true}}}
	var data []chart.Datum
	for _, l := range a.Losses {
		data = append(data, chart.Known(l.Lost))
		r := row{Head: fmt.Sprint(l.Year), Cells: []cell{number(b.words.Decimal(l.Lost, 1), l.Lost), missing()}}
		if l.Percent != nil {
			r.Cells[1] = number(b.words.Percent(*l.Percent, 1), *l.Percent)
		}
		t.Rows = append(t.Rows, r)
	}
	frame := chart.Frame{X: 62, Y: 18, W: 410, H: 165}
	c := chart.Bars(data, frame, 5)
	v := chartView{W: 480, H: 210, X0: frame.X, X1: frame.X + frame.W, Zero: c.Zero, LY: frame.Y + frame.H + 20}
	for _, tick := range c.Axis.Ticks {
		v.Grid = append(v.Grid, gridLine{Y: tick.At, TY: tenth(tick.At + 4), Text: b.words.Decimal(tick.Value, 0)})
	}
	for _, bar := range c.Bars {
		year := a.Losses[bar.Index].Year
		label := ""
		if year%5 == 0 {
			label = fmt.Sprint(year)
		}
		v.Bars = append(v.Bars, barView{X: bar.X, Y: bar.Y, W: bar.W, H: bar.H, CX: c.Slots[bar.Index], Class: "bar--cold", Label: label})
	}
	card.Chart, card.Table = v, t
	card.Refs = n.cite("livestock-losses", "losses_thousand_head", []string{a.Losses[0].Source})
	if d := f.Dzud; d != nil {
		refs := n.refs(d.Sources, d.Cautions)
		card.Facts = []figure{
			{Label: "aimag_losses_worst", Value: b.words.Percent(d.WorstPercent, 1), When: b.words.Year(d.WorstYear), Refs: refs},
			{Text: b.t("losses_years_over", i18n.Data{"percent": "5%", "from": fmt.Sprint(d.From), "to": fmt.Sprint(d.To)}), Value: b.words.Count("years", d.Over5), Refs: refs},
			{Text: b.t("losses_years_over", i18n.Data{"percent": "10%", "from": fmt.Sprint(d.From), "to": fmt.Sprint(d.To)}), Value: b.words.Count("years", d.Over10), Refs: refs},
		}
	}
	return card
}

// services shows the newest value of each indicator, and the one before it where there are only a few.
func (b *builder) services(n *notes, a *model.AimagRecord) []figure {
	var out []figure
	for _, ind := range []string{"physicians", "physicians_per_10000", "kindergartens", "poverty_headcount"} {
		fig := figure{Label: "fig_" + ind}
		for _, x := range a.Indicators {
			if x.Indicator != ind {
				continue
			}
			fig.When = b.words.Year(x.Year)
			fig.Refs = n.cite("aimag-indicators", "value", []string{x.Source}, indicatorDoubts(ind)...)
			switch ind {
			case "poverty_headcount":
				fig.Value = b.words.Percent(x.Value, 1)
			case "physicians_per_10000":
				fig.Value = b.words.Decimal(x.Value, 1)
			default:
				fig.Value = b.words.Int(int(x.Value))
			}
		}
		out = append(out, fig)
	}
	return out
}

// indicatorDoubts are the doubts that the report of the statistics has about an indicator.
func indicatorDoubts(ind string) []string {
	switch ind {
	case "physicians":
		return []string{"health-aimag-level"}
	case "physicians_per_10000":
		return []string{"physicians-denominator"}
	case "kindergartens":
		return []string{"kindergartens-gap"}
	}
	return nil
}

func (b *builder) aimagCompare(n *notes, f *derive.Aimag) table {
	t := table{Caption: b.t("aimag_compare_caption"), Cols: []column{{Text: b.t("col_indicator")}, {Text: b.t("aimag_word"), Num: true}, {Text: b.t("fig_rank_label"), Num: true}}}
	for _, r := range f.Ranks {
		label, value := b.indicator(derive.Standing{Indicator: r.Indicator, Value: r.Value})
		n.refs(r.Value.Sources, r.Value.Cautions)
		t.Rows = append(t.Rows, row{Head: label, Cells: []cell{{Text: value, Num: true}, {Text: fmt.Sprintf("%d / %d", r.Rank, r.Of), Num: true}}})
	}
	return t
}

// aimagIndex is the table of all aimags, districtIndex that of the capital's districts.
func (b *builder) aimagIndex() Page {
	const path = "aimags/index.html"
	n := b.newNotes(path)
	t := table{Caption: b.t("aimag_index_title"), Sortable: true, Cols: []column{{Text: b.t("aimag_word")}, {Text: b.t("fig_soums"), Num: true}, {Text: b.t("fig_population") + ", 2025", Num: true, Refs: n.cite("population", "total", []string{"demomap-nso-2025"}, "population-2025-single-source")}, {Text: b.t("fig_area") + ", " + b.t("unit_km2"), Num: true, Refs: n.cite("soums", "area_km2", nil)}}}
	aimags := append([]*model.AimagRecord(nil), b.in.Portal.Aimags...)
	i18n.SortBy(b.lang, aimags, func(a *model.AimagRecord) string { return a.Name.In(b.lang) })
	for _, a := range aimags {
		f := b.in.Figures.Aimag(a.Code)
		r := row{Head: b.aimagName(a), URL: b.reach(path, aimagPath(a)), Cells: []cell{number(b.words.Int(f.Soums), float64(f.Soums)), missing(), number(b.words.Decimal(f.Area.Number, 0), f.Area.Number)}}
		if a.Kind == model.Capital {
			r.Cells[0] = cell{Text: b.words.Count("districts", f.Districts), Num: true, Sort: "0"}
		}
		if x, ok := derive.Newest(f.Population); ok {
			r.Cells[1] = number(b.words.Int(int(x.Number)), x.Number)
		}
		t.Rows = append(t.Rows, r)
	}
	notes := n.view()
	v := indexView{Crumbs: b.crumbs(path, link{Text: b.t("nav_aimags")}), Intro: b.t("aimag_index_intro"), Table: &t, Notes: &notes}
	return Page{Lang: b.lang, Path: path, Kind: "index", Title: b.t("aimag_index_title"), Description: b.t("aimag_index_intro"), View: v}
}

func (b *builder) districtIndex() Page {
	const path = "districts/index.html"
	n := b.newNotes(path)
	capital := b.in.Portal.Aimag("11")
	if capital == nil {
		b.fail("no capital")
		return Page{}
	}
	t := b.members(n, capital, path)
	notes := n.view()
	v := indexView{Crumbs: b.crumbs(path, link{Text: b.t("nav_districts")}), Intro: b.words.Count("districts", len(capital.Members)), Table: &t, Notes: &notes}
	return Page{Lang: b.lang, Path: path, Kind: "index", Title: b.t("district_index_title"), Description: b.t("district_index_title"), View: v}
}
