package plan

import (
	"fmt"
	"slices"
	"strings"

	"nutag/generator/model"
	"nutag/i18n"
)

// item is one linked name of a list, with what tells it from its namesakes.
type item struct {
	Name   string `json:"name"`
	URL    string `json:"url"` // empty: the edition has no page of it
	Detail string `json:"detail,omitempty"`
}

type letterLink struct {
	ID     string `json:"id"`
	Letter string `json:"letter"`
}

type group struct {
	ID     string `json:"id"`
	Letter string `json:"letter"`
	Items  []item `json:"items"`
}

type indexView struct {
	Crumbs  []link       `json:"crumbs"`
	Intro   string       `json:"intro"`
	Letters []letterLink `json:"letters,omitempty"`
	Groups  []group      `json:"groups,omitempty"`
	World   *worldView   `json:"world,omitempty"`
	Table   *table       `json:"table,omitempty"`
	Notes   *notesView   `json:"notes,omitempty"`
}

// letterGroup is the items of one letter.
type letterGroup[T any] struct {
	letterLink
	items []T
}

// byLetter sorts items and puts them under the letters of the language's alphabet, in the order in which the letters first
// occur. Names that begin with no letter of the alphabet stand under "#".
func byLetter[T any](lang string, items []T, name func(T) string) []letterGroup[T] {
	i18n.SortBy(lang, items, name)
	var out []letterGroup[T]
	at := map[string]int{}
	for _, it := range items {
		l := letterLink{Letter: i18n.IndexLetter(lang, name(it))}
		l.ID = "l-" + strings.ToLower(l.Letter)
		if l.Letter == "" {
			l = letterLink{ID: "l-0", Letter: "#"}
		}
		i, ok := at[l.Letter]
		if !ok {
			i = len(out)
			at[l.Letter] = i
			out = append(out, letterGroup[T]{letterLink: l})
		}
		out[i].items = append(out[i].items, it)
	}
	return out
}

// soumIndex is the A-Я (A-Z) index of all soums; the aimag stands beside every name because 44 names are shared.
func (b *builder) soumIndex() Page {
	const path = "soums/index.html"
	v := indexView{Crumbs: b.crumbs(path, link{Text: b.t("nav_soums")}), Intro: b.t("soum_index_intro")}
	if b.in.Edition.Aimag() != "" {
		_, v.Intro = b.editionWords()
	}
	for _, l := range byLetter(b.lang, b.heldSoums(), func(p *model.Place) string { return p.Name.In(b.lang) }) {
		g := group{ID: l.ID, Letter: l.Letter}
		for _, p := range l.items {
			g.Items = append(g.Items, item{Name: p.Name.In(b.lang), URL: rel(path, placePath(p)), Detail: b.aimagName(b.in.Portal.Aimag(p.AimagCode))})
		}
		v.Letters, v.Groups = append(v.Letters, l.letterLink), append(v.Groups, g)
	}
	return Page{Lang: b.lang, Path: path, Kind: "index", Title: b.t("soum_index_title"), Description: b.t("soum_index_intro"), View: v}
}

// heldSoums are the soums that the edition has.
func (b *builder) heldSoums() []*model.Place {
	return slices.DeleteFunc(b.in.Portal.Soums(), func(p *model.Place) bool { return !b.holds(placePath(p)) })
}

// aimagItems lists the aimags in alphabetical order with the number of their soums.
func (b *builder) aimagItems(from string) []item {
	var out []item
	for _, a := range b.in.Portal.Aimags {
		things := "soums"
		if a.Kind == model.Capital {
			things = "districts"
		}
		out = append(out, item{Name: b.aimagName(a), URL: b.reach(from, aimagPath(a)), Detail: b.words.Count(things, len(a.Members))})
	}
	i18n.SortBy(b.lang, out, func(i item) string { return i.Name })
	return out
}

type homeView struct {
	MapFile string  `json:"map_file"`
	Map     mapView `json:"map"`
	Counts  string  `json:"counts"`
	Aimags  []item  `json:"aimags"`
	Guides  []link  `json:"guides,omitempty"`
	// Ways into the three situations.
	Abroad []link `json:"abroad,omitempty"`
	Moving []link `json:"moving,omitempty"`
	Help   []link `json:"help,omitempty"`
}

func (b *builder) home(national mapView) Page {
	p := b.in.Portal
	v := homeView{
		MapFile: b.lang + "/map.svg", Map: national, Aimags: b.aimagItems("index.html"), Guides: b.guideLinks(),
		Counts: b.t("home_counts", i18n.Data{
			"soums": b.words.Int(len(p.Soums())), "aimags": b.words.Int(len(p.Aimags) - 1), "districts": b.words.Int(len(p.Districts())),
		}),
	}
	v.Moving = []link{{Text: b.t("home_finder"), URL: finderPath}}
	if b.planned[choosePath] {
		v.Moving = append(v.Moving, link{Text: b.t("home_choose"), URL: choosePath})
	}
	if len(p.Countries) > 0 {
		v.Abroad = []link{{Text: b.t("dir_countries_title"), URL: countriesPath}, {Text: b.t("dir_home_abroad"), URL: servicesPath + "#abroad"}, {Text: b.t("home_money"), URL: remittancesPath}, {Text: b.t("calc_title"), URL: calculatorPath}}
		v.Moving = append(v.Moving, link{Text: b.t("dir_home_moving"), URL: servicesPath + "#internal"})
		v.Help = []link{{Text: b.t("dir_hotlines_title"), URL: hotlinesPath}, {Text: b.t("dir_help_services"), URL: servicesPath + "#" + protection}}
	}
	return Page{Lang: b.lang, Path: "index.html", Kind: "home", Title: b.t("home_page_title"), Description: b.t("site_description"), View: v}
}

type aimagGroup struct {
	Code  string `json:"code"`
	Name  string `json:"name"`
	URL   string `json:"url"`
	Items []item `json:"items"`
}

type mapPageView struct {
	Crumbs  []link       `json:"crumbs"`
	MapFile string       `json:"map_file"`
	Map     mapView      `json:"map"`
	Credit  string       `json:"credit"`
	Aimags  []aimagGroup `json:"aimags"`
	Others  []string     `json:"others,omitempty"` // names of the aimags that the edition leaves out
}

// mapPage is the map of the country with the same links as a list for the keyboard, aimag by aimag.
func (b *builder) mapPage(national mapView) Page {
	const path = "map.html"
	v := mapPageView{Crumbs: b.crumbs(path, link{Text: b.t("nav_map")}), MapFile: b.lang + "/map.svg", Map: national, Credit: b.boundaryCredit()}
	aimags := append([]*model.AimagRecord(nil), b.in.Portal.Aimags...)
	i18n.SortBy(b.lang, aimags, func(a *model.AimagRecord) string { return a.Name.In(b.lang) })
	for _, a := range aimags {
		if !b.holds(aimagPath(a)) {
			v.Others = append(v.Others, b.aimagName(a))
			continue
		}
		g := aimagGroup{Code: a.Code, Name: b.aimagName(a), URL: rel(path, aimagPath(a))}
		for _, code := range a.Members {
			p := b.in.Portal.Place(code)
			g.Items = append(g.Items, item{Name: p.Name.In(b.lang), URL: rel(path, placePath(p))})
		}
		i18n.SortBy(b.lang, g.Items, func(i item) string { return i.Name })
		v.Aimags = append(v.Aimags, g)
	}
	return Page{Lang: b.lang, Path: path, Kind: "map", Title: b.t("map_title"), Description: b.t("map_intro"), View: v}
}

// boundaryCredit is the credit line that the licence of the boundaries asks for.
func (b *builder) boundaryCredit() string {
	if s := b.in.Portal.Set("boundaries"); s != nil {
		return b.t("footer_boundaries", i18n.Data{"credit": s.Licence.In(b.lang)})
	}
	b.fail("no data set of boundaries")
	return ""
}

type chooserView struct {
	MN     string `json:"mn"`
	MNText string `json:"mn_text"`
	EN     string `json:"en"`
	ENText string `json:"en_text"`
}

type missingText struct {
	Lang       string `json:"lang"`
	Title      string `json:"title"`
	Text       string `json:"text"`
	Home       string `json:"home"`
	HomeText   string `json:"home_text"`
	Index      string `json:"index"`
	IndexText  string `json:"index_text"`
	Search     string `json:"search"`
	SearchText string `json:"search_text"`
}

type notFoundView struct {
	Says []missingText `json:"says"`
}

// rootPages are the two pages that belong to no language: the chooser and the page for an address that does not exist.
func rootPages(mn, en *builder) []Page {
	chooser := chooserView{
		MN: mn.t("lang_name"), MNText: mn.t("site_description"),
		EN: en.t("lang_name"), ENText: en.t("site_description"),
	}
	var v notFoundView
	for _, b := range []*builder{mn, en} {
		base := b.lang + "/"
		v.Says = append(v.Says, missingText{
			Lang: b.lang, Title: b.t("err_404_title"), Text: b.t("err_404_text"),
			Home: base + "index.html", HomeText: b.t("err_404_home"),
			Index: base + "soums/index.html", IndexText: b.t("nav_soums"),
			Search: base + "search.html", SearchText: b.t("nav_search"),
		})
	}
	title := fmt.Sprintf("%s · %s", mn.t("site_name"), en.t("site_name"))
	return []Page{
		{Lang: "mn", Path: "index.html", Root: true, Kind: "chooser", Title: title, Description: mn.t("site_description"), View: chooser},
		{Lang: "mn", Path: "404.html", Root: true, Kind: "notfound", Title: fmt.Sprintf("%s · %s", mn.t("err_404_title"), en.t("err_404_title")), View: v},
	}
}
