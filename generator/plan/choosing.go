package plan

import (
	"nutag/generator/derive"
	"nutag/generator/model"
	"nutag/i18n"
)

type chooseView struct {
	Crumbs []link    `json:"crumbs"`
	Words  soumWords `json:"words"`
	Ways   []link    `json:"ways"`
	Gaps   []gap     `json:"gaps"`
	Notes  notesView `json:"notes"`
}

func (b *builder) chooseView(path, title string, f soumFile) chooseView {
	n := b.newNotes(path)
	v := chooseView{Crumbs: b.crumbs(path, link{Text: b.t("finder_title"), URL: rel(path, finderPath)}, link{Text: title}), Words: b.soumWords(n, f),
		Ways: b.choosingWays(path), Gaps: b.gaps()}
	v.Notes = n.view()
	return v
}

// comparePage shows two to four soums side by side; which ones the address tells.
func (b *builder) comparePage(f soumFile) Page {
	title := b.t("compare_title")
	return Page{Lang: b.lang, Path: comparePath, Kind: "compare", ID: "page/compare", Title: title, Description: b.t("compare_description"),
		Text: b.t("compare_search_text"), View: b.chooseView(comparePath, title, f)}
}

// myList shows the soums that the reader keeps on his device.
func (b *builder) myList(f soumFile) Page {
	title := b.t("mylist_title")
	return Page{Lang: b.lang, Path: myListPath, Kind: "mylist", ID: "page/my-list", Title: title, Description: b.t("mylist_description"),
		View: b.chooseView(myListPath, title, f)}
}

type glanceGroup struct {
	Code  string `json:"code"`
	Name  string `json:"name"`
	URL   string `json:"url"`
	Table table  `json:"table"`
}

type glanceView struct {
	Crumbs []link        `json:"crumbs"`
	Ways   []link        `json:"ways"`
	Aimags []glanceGroup `json:"aimags"`
	Notes  notesView     `json:"notes"`
}

// glance is the key figures of all soums, aimag by aimag, for readers without a script and for paper.
func (b *builder) glance() Page {
	n := b.newNotes(glancePath)
	title := b.t("glance_title")
	v := glanceView{Crumbs: b.crumbs(glancePath, link{Text: b.t("finder_title"), URL: finderPath}, link{Text: title}), Ways: b.choosingWays(glancePath)}
	cols := []column{
		{Text: b.t("soum_word")},
		{Text: b.t("fig_population") + ", 2025", Num: true, Refs: n.cite("population", "total", []string{"demomap-nso-2025"}, "population-2025-single-source")},
		{Text: b.t("glance_to_ub"), Num: true, Refs: n.refs([]string{"computed-distance"}, []string{"straight-line"})},
		{Text: b.t("glance_to_centre"), Num: true},
		{Text: b.t("glance_coldest"), Num: true, Refs: n.cite("climate", "mean_temp_c", []string{"irimhe-prism"})},
		{Text: b.t("fig_livestock") + ", 2020", Num: true, Refs: n.cite("livestock", "head", []string{"prism-nso"})},
	}
	aimags := append([]*model.AimagRecord(nil), b.in.Portal.Aimags...)
	i18n.SortBy(b.lang, aimags, func(a *model.AimagRecord) string { return a.Name.In(b.lang) })
	for _, a := range aimags {
		if a.Kind != model.Aimag {
			continue
		}
		g := glanceGroup{Code: a.Code, Name: b.aimagName(a), URL: rel(glancePath, aimagPath(a)), Table: table{Caption: b.aimagName(a), Cols: cols}}
		var places []*model.Place
		for _, code := range a.Members {
			places = append(places, b.in.Portal.Place(code))
		}
		i18n.SortBy(b.lang, places, func(p *model.Place) string { return p.Name.In(b.lang) })
		for _, p := range places {
			g.Table.Rows = append(g.Table.Rows, b.glanceRow(p))
		}
		v.Aimags = append(v.Aimags, g)
	}
	v.Notes = n.view()
	return Page{Lang: b.lang, Path: glancePath, Kind: "glance", ID: "page/at-a-glance", Title: title, Description: b.t("glance_description"), View: v}
}

// glanceRow has a cell for each figure; one of another year than its heading is not shown under it.
func (b *builder) glanceRow(p *model.Place) row {
	r := row{Head: p.Name.In(b.lang), URL: rel(glancePath, placePath(p))}
	whole := func(v float64) string { return b.words.Decimal(v, 0) }
	for _, c := range []struct {
		i      derive.Indicator
		year   int
		format func(float64) string
	}{
		{derive.Population, 2025, whole}, {derive.DistanceUB, 0, whole}, {derive.DistanceAimagCentre, 0, whole},
		{derive.ColdestMonth, 0, func(v float64) string { return b.words.Decimal(v, 1) }}, {derive.Livestock, 2020, whole},
	} {
		cell := missing()
		if v, ok := b.in.Figures.Choice(p.Code, c.i); ok && v.Year == c.year {
			cell.Text = c.format(v.Number)
		}
		r.Cells = append(r.Cells, cell)
	}
	return r
}

// placeChoice is how a soum page leads to the comparison.
type placeChoice struct {
	Compare string `json:"compare"`
	Code    string `json:"code"`
	List    string `json:"list"`
	How     string `json:"how"`
	Similar []link `json:"similar,omitempty"`
}

func (b *builder) placeChoice(p *model.Place, path string) *placeChoice {
	if p.Kind != model.Soum {
		return nil
	}
	v := &placeChoice{Compare: rel(path, comparePath) + "#v=1&c=" + p.Code, Code: p.Code, List: rel(path, myListPath), How: rel(path, finderPath) + "#similar"}
	for _, l := range b.in.Figures.Similar(p.Code) {
		q := b.in.Portal.Place(l.Code)
		v.Similar = append(v.Similar, link{Text: b.fullName(q), URL: rel(path, placePath(q))})
	}
	return v
}
