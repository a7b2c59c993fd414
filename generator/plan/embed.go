package plan

import (
	"nutag/generator/model"
	"nutag/i18n"
)

// The embeds are parts of the portal that others put into their own pages in a frame: cards of places and missions, the
// calculator, the search box. They are no pages of their own for a reader: no menu leads to them, no search finds them, and
// search engines are asked to leave them alone.
const (
	embedKind       = "embed"
	embedCalculator = "embed/calculator.html"
	embedSearch     = "embed/search.html"
)

func embedPlace(p *model.Place) string { return "embed/" + string(p.Kind) + "s/" + p.Code + ".html" }
func embedMission(id string) string    { return "embed/" + missionPath(id) }

// embedView is one embed. Tool names what is more than a card.
type embedView struct {
	Heading    string         `json:"heading"`
	Sub        string         `json:"sub,omitempty"`
	Page       string         `json:"page"` // the page of the portal that tells all
	Warn       []string       `json:"warn,omitempty"`
	Facts      []embedFact    `json:"facts,omitempty"`
	Details    []detail       `json:"details,omitempty"`
	Notes      []string       `json:"notes,omitempty"`
	Tool       string         `json:"tool,omitempty"` // calculator or search
	Currencies []currencyView `json:"currencies,omitempty"`
}

// embedFact is a figure of a card. A doubt is marked; the page tells it.
type embedFact struct {
	Label string `json:"label"` // message key
	Value string `json:"value"`
	When  string `json:"when,omitempty"`
	Doubt bool   `json:"doubt,omitempty"`
}

func (b *builder) embed(path, title string, v embedView) Page {
	return Page{Lang: b.lang, Path: path, Kind: embedKind, Title: pageTitle(b.t("embed_title", i18n.Data{"name": title})), View: v}
}

// embeds are all embeds of a language.
func (b *builder) embeds() []Page {
	var pages []Page
	for _, p := range b.in.Portal.Places {
		pages = append(pages, b.embedPlace(p))
	}
	for i := range b.in.Portal.Missions {
		pages = append(pages, b.embedMission(&b.in.Portal.Missions[i]))
	}
	calculator := embedView{Heading: b.t("calc_title"), Page: rel(embedCalculator, calculatorPath), Tool: "calculator", Currencies: b.currencies()}
	search := embedView{Heading: b.t("embed_search"), Page: rel(embedSearch, "index.html"), Tool: "search"}
	return append(pages, b.embed(embedCalculator, calculator.Heading, calculator), b.embed(embedSearch, search.Heading, search))
}

// embedPlace is the card of a soum or district: the figures that stand first on its profile, with the bodies that publish them.
func (b *builder) embedPlace(p *model.Place) Page {
	path := embedPlace(p)
	n, f, a := b.newNotes(path), b.in.Figures.Place(p.Code), b.in.Portal.Aimag(p.AimagCode)
	if f == nil || a == nil {
		b.fail("%s: no figures or no aimag", p.Code)
		return Page{}
	}
	v := embedView{Heading: b.placeName(p), Sub: b.subheading(p, a), Page: rel(path, placePath(p))}
	own := map[string]bool{}
	for _, c := range p.Cautions {
		own[c] = true
	}
	doubts := false
	for _, t := range b.placeTiles(n, p, f) {
		fact := embedFact{Label: t.Label, Value: t.Value, When: t.When}
		for _, r := range t.Refs {
			fact.Doubt = fact.Doubt || n.doubts(r, own)
		}
		doubts = doubts || fact.Doubt
		v.Facts = append(v.Facts, fact)
	}
	if doubts {
		v.Notes = append(v.Notes, "* "+b.t("embed_doubt"))
	}
	if by := n.publishers(); by != "" {
		v.Notes = append(v.Notes, b.t("embed_sources", i18n.Data{"list": by}))
	}
	return b.embed(path, b.fullName(p), v)
}

// embedMission is the card of a mission with what is published of it.
func (b *builder) embedMission(m *model.Mission) Page {
	path := embedMission(m.ID)
	n := b.newNotes(path)
	trust := b.trust(n, "missions", m.Trust)
	v := embedView{
		Heading: m.Name.In(b.lang), Sub: b.t(missionKind(m)) + " · " + b.missionPlace(m) + " · " + b.t(missionStatus(m)), Page: rel(path, missionPath(m.ID)),
	}
	for _, d := range b.contacts(m) {
		if d.Label != "fig_coordinates" {
			v.Details = append(v.Details, d)
		}
	}
	if !operating(m) {
		v.Warn = append(v.Warn, b.t("dir_not_open"))
	}
	if trust.Doubt != "" {
		v.Notes = append(v.Notes, trust.Doubt)
	}
	v.Notes = append(v.Notes, b.t("embed_dates", i18n.Data{"as_of": trust.AsOf, "review": trust.Review}))
	return b.embed(path, m.Name.In(b.lang), v)
}
