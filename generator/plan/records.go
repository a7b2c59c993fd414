package plan

import (
	"fmt"
	"strings"

	"nutag/generator/feeds"
	"nutag/generator/model"
	"nutag/i18n"
)

type setView struct {
	Name        string     `json:"name"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Licence     string     `json:"licence"`
	LicenceURL  string     `json:"licence_url,omitempty"`
	AsOf        string     `json:"as_of"`
	Retrieved   string     `json:"retrieved"`
	ReviewBy    string     `json:"review_by"`
	ReviewISO   string     `json:"review_iso"`
	Sources     []link     `json:"sources"`
	Files       []fileView `json:"files"`
	Columns     *table     `json:"columns,omitempty"`
}

type fileView struct {
	Name  string `json:"name"`
	URL   string `json:"url"`
	Title string `json:"title"`
	Rows  string `json:"rows,omitempty"`
}

// sets lists every data set with its files, licence, dates and the coverage of its columns.
func (b *builder) sets() []setView {
	var out []setView
	for _, s := range b.in.Portal.Sets {
		sv := setView{Name: s.Name, Title: s.Title.In(b.lang), Description: s.Description.In(b.lang), Licence: s.Licence.In(b.lang), LicenceURL: s.LicenceURL,
			AsOf: b.words.DateText(s.AsOf), Retrieved: b.words.DateText(s.Retrieved), ReviewBy: b.words.DateText(s.ReviewBy), ReviewISO: s.ReviewBy}
		for _, id := range s.Sources {
			sv.Sources = append(sv.Sources, link{Text: id, URL: rel(setPath(s.Name), sourceURL(id))})
		}
		t := table{Caption: s.Title.In(b.lang), Cols: []column{{Text: b.t("data_column")}, {Text: b.t("data_file")}, {Text: b.t("src_coverage"), Num: true}}}
		for _, tab := range s.Tables {
			f := fileView{Name: tab.File, URL: "../../data/" + s.Name + "/" + tab.File, Title: tab.Title.In(b.lang)}
			if len(tab.Columns) > 0 {
				f.Rows = b.words.Count("rows", tab.Rows)
			}
			sv.Files = append(sv.Files, f)
			for _, c := range tab.Columns {
				t.Rows = append(t.Rows, row{Head: c.Title.In(b.lang), Cells: []cell{{Text: tab.File},
					{Text: b.t("src_coverage_value", i18n.Data{"n": b.words.Int(c.Filled), "total": b.words.Int(tab.Rows)}), Num: true}}})
			}
		}
		if len(t.Rows) > 0 {
			sv.Columns = &t
		}
		out = append(out, sv)
	}
	return out
}

// licence gives the words for a licence token of the sources; SPDX identifiers are shown as they are.
func (b *builder) licence(token string) string {
	key := "licence_" + strings.ReplaceAll(token, "-", "_")
	if b.in.Bundle.Has(b.lang, key) {
		return b.t(key)
	}
	return token
}

type dataView struct {
	Crumbs  []link     `json:"crumbs"`
	Package string     `json:"package"`
	Sets    []setItem  `json:"sets"`
	API     []link     `json:"api"`
	Feeds   []feedView `json:"feeds,omitempty"`
	Embeds  []link     `json:"embeds"`
}

// feedView is a feed of changes in its two formats.
type feedView struct {
	Name string `json:"name"`
	Atom string `json:"atom"`
	JSON string `json:"json"`
}

// setItem is a data set in the list of all.
type setItem struct {
	Name        string `json:"name"`
	Title       string `json:"title"`
	Description string `json:"description"`
	URL         string `json:"url"`
}

type setPageView struct {
	Crumbs []link  `json:"crumbs"`
	Set    setView `json:"set"`
	// Known tells for indicators and lists of how many soums something is known.
	Known *table `json:"known,omitempty"`
}

// setPath is the page of a data set.
func setPath(name string) string { return "data/" + name + ".html" }

// data is the list of the data sets and a page for each: what it holds, its licence and dates, and its files to download.
func (b *builder) data() []Page {
	const index = "data.html"
	v := dataView{Crumbs: b.crumbs(index, link{Text: b.t("nav_data")}), Package: "../data/datapackage.json",
		API: []link{{Text: b.t("api_index"), URL: "../api/v1/index.json"}, {Text: b.t("data_openapi"), URL: "../api/v1/openapi.json"},
			{Text: b.t("data_hsds"), URL: "../api/v1/hsds/" + b.lang + "/services.json"}},
		Embeds: []link{{Text: b.t("calc_title"), URL: embedCalculator}, {Text: b.t("embed_search"), URL: embedSearch}},
	}
	for _, f := range feeds.List(b.in.Portal) {
		v.Feeds = append(v.Feeds, feedView{Name: f.Title(b.in.Portal, b.words), Atom: "../" + f.Path(b.lang, "xml"), JSON: "../" + f.Path(b.lang, "json")})
	}
	pages := []Page{{Lang: b.lang, Path: index, Kind: "data", ID: "page/data", Title: b.t("data_title"), Description: b.t("data_intro")}}
	for _, s := range b.sets() {
		path := setPath(s.Name)
		v.Sets = append(v.Sets, setItem{Name: s.Name, Title: s.Title, Description: s.Description, URL: path})
		pages = append(pages, Page{Lang: b.lang, Path: path, Kind: "dataset", Title: b.t("data_set_title", i18n.Data{"name": s.Title}), Description: s.Description,
			View: setPageView{Crumbs: b.crumbs(path, link{Text: b.t("nav_data"), URL: rel(path, index)}, link{Text: s.Title}), Set: s, Known: b.known(s.Name)}})
	}
	pages[0].View = v
	return pages
}

type termView struct {
	ID         string `json:"id"`
	Term       string `json:"term"`
	Other      string `json:"other"`
	Definition string `json:"definition"`
	Avoid      string `json:"avoid,omitempty"`
}

type domainView struct {
	Crumbs  []link     `json:"crumbs"`
	Terms   []termView `json:"terms"`
	Related []link     `json:"related,omitempty"` // pages that use these terms
}

// termPath is the page of a term's domain; the term is an anchor on it. All definitions together would be too heavy for
// one page.
func termPath(domain string) string {
	return "glossary/" + strings.ReplaceAll(domain, "_", "-") + ".html"
}

// TermURL returns the address of a glossary term in a language, relative to the root of the site.
func TermURL(lang string, t model.Term) string { return lang + "/" + termPath(t.Domain) + "#" + t.ID }

// glossary is the index of all terms and a page with the definitions of each domain.
func (b *builder) glossary() []Page {
	const index = "glossary.html"
	other := i18n.EN
	if b.lang == i18n.EN {
		other = i18n.MN
	}
	v := indexView{Crumbs: b.crumbs(index, link{Text: b.t("nav_glossary")}), Intro: b.t("gloss_intro")}
	terms := append([]model.Term(nil), b.in.Portal.Glossary...)
	domains := map[string][]termView{}
	var names []string
	for _, l := range byLetter(b.lang, terms, func(t model.Term) string { return t.Term.In(b.lang) }) {
		g := group{ID: l.ID, Letter: l.Letter}
		for _, t := range l.items {
			g.Items = append(g.Items, item{Name: t.Term.In(b.lang), URL: termPath(t.Domain) + "#" + t.ID})
			names = appendNew(names, t.Domain)
			domains[t.Domain] = append(domains[t.Domain], termView{ID: t.ID, Term: t.Term.In(b.lang), Other: t.Term.In(other), Definition: t.Definition.In(b.lang), Avoid: strings.Join(t.Avoid, ", ")})
		}
		v.Letters, v.Groups = append(v.Letters, l.letterLink), append(v.Groups, g)
	}
	pages := []Page{{Lang: b.lang, Path: index, Kind: "index", ID: "page/glossary", Title: b.t("gloss_title"), Description: b.t("gloss_intro"), View: v}}
	for _, d := range names {
		path, title := termPath(d), b.t("gloss_title")+": "+b.t("gloss_domain_"+strings.ReplaceAll(d, "-", "_"))
		view := domainView{Crumbs: b.crumbs(path, link{Text: b.t("nav_glossary"), URL: rel(path, index)}, link{Text: title}), Terms: domains[d]}
		if strings.ReplaceAll(d, "_", "-") == remittanceTerms {
			view.Related = b.remittanceLinks(path)
		}
		pages = append(pages, Page{Lang: b.lang, Path: path, Kind: "glossary", Title: title, Description: title, View: view})
	}
	return pages
}

type simpleView struct {
	Crumbs []link `json:"crumbs"`
}

func (b *builder) search() Page {
	return Page{Lang: b.lang, Path: "search.html", Kind: "search", Title: b.t("search_title"), Description: b.t("search_hint"),
		View: simpleView{b.crumbs("search.html", link{Text: b.t("search_title")})}}
}

// prose is a page whose text lies in the content folder; its path is its id.
func (b *builder) prose(p Prose) Page {
	path := p.ID + ".html"
	id := "page/" + p.ID
	if g, ok := strings.CutPrefix(p.ID, "guides/"); ok {
		id = "guide/" + g
	}
	return Page{Lang: b.lang, Path: path, Kind: "prose", ID: id, Title: p.Title, Description: p.Description, Body: p.Body,
		View: simpleView{b.crumbs(path, link{Text: p.Title})}}
}

// sitemap lists every page with its twin in the other language; it needs the absolute address of the portal.
func sitemap(base string, pages []Page) File {
	var s strings.Builder
	s.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">` + "\n")
	for _, p := range pages {
		if p.Root || p.Kind == embedKind {
			continue
		}
		fmt.Fprintf(&s, "<url><loc>%s</loc>", escape(base+p.URL()))
		for _, lang := range i18n.Langs() {
			fmt.Fprintf(&s, `<xhtml:link rel="alternate" hreflang="%s" href="%s"/>`, lang, escape(base+lang+"/"+p.Path))
		}
		s.WriteString("</url>\n")
	}
	s.WriteString("</urlset>\n")
	return File{Path: "sitemap.xml", Data: []byte(s.String())}
}
