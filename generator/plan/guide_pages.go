package plan

import (
	"slices"
	"strings"

	"nutag/generator/model"
	"nutag/i18n"
)

// guideBuilder plans journeys, flows, figures of the review and programmes.
type guideBuilder struct {
	*builder
}

// guides plans the pages of journeys, flows, figures, objectives and programmes.
func (b *builder) guides() []Page {
	g := guideBuilder{b}
	return slices.Concat(g.journeys(), g.flows(), g.figures(), g.objectives(), g.programmes())
}

// The index pages of the guides.
const (
	journeyIndex   = "journeys/index.html"
	flowIndex      = "flows/index.html"
	figureIndex    = "figures/index.html"
	objectiveIndex = "objectives/index.html"
	programmeIndex = "programmes/index.html"
)

// guideLinks are the ways from the home page: each journey, then the indexes, of what the portal has.
func (b *builder) guideLinks() []link {
	p := b.in.Portal
	var out []link
	for _, j := range p.Journeys {
		out = append(out, link{Text: j.Title.In(b.lang), URL: journeyPath(j.ID)})
	}
	for _, x := range []struct {
		n         int
		key, path string
	}{{len(p.Flows), "flow_title", flowIndex}, {len(p.Programmes), "prog_title", programmeIndex}, {len(p.Facts), "gcm_title", figureIndex}} {
		if x.n > 0 {
			out = append(out, link{Text: b.t(x.key), URL: x.path})
		}
	}
	return out
}

// maxTitle bounds the title of a page: browsers and search engines show some seventy letters, of which the name of the
// portal takes the rest. The heading of the page is never shortened.
const maxTitle = 62

// pageTitle shortens a name to what fits a title, at the end of a word.
func pageTitle(name string) string {
	runes := []rune(name)
	if len(runes) <= maxTitle {
		return name
	}
	cut := string(runes[:maxTitle-1])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:.–·“") + "…"
}

// guideCites is what a step or an end rests on, ready to be shown below it.
type guideCites struct {
	Services []link      `json:"services,omitempty"`
	Calls    []guideCall `json:"calls,omitempty"`
	Refs     []ref       `json:"refs,omitempty"`
	Pages    []link      `json:"pages,omitempty"`

	pages []string // kind/id of Pages, until all pages are known
}

// guideCall is a help line. Tel is what a phone dials; it is empty for a number that is not verified.
type guideCall struct {
	Name      string `json:"name"`
	URL       string `json:"url,omitempty"`
	Number    string `json:"number,omitempty"`
	Tel       string `json:"tel,omitempty"`
	Abroad    string `json:"abroad,omitempty"`
	AbroadTel string `json:"abroad_tel,omitempty"`
}

func (g guideBuilder) cites(n *notes, c model.Citations) guideCites {
	v := guideCites{Services: g.services(n.path, c.Services), Refs: n.refs(c.Sources, nil), pages: c.Pages}
	for _, id := range c.Hotlines {
		h := g.in.Portal.Hotline(id)
		if h == nil {
			g.fail("%s: no help line %q", n.path, id)
			continue
		}
		n.use("hotlines")
		call := guideCall{Name: h.Name.In(g.lang), Number: h.Number}
		if g.planned[hotlinesPath] {
			call.URL = rel(n.path, "hotlines/index.html#"+id)
		}
		if h.FromAbroad != h.Number {
			call.Abroad = h.FromAbroad
		}
		if h.Verified == "yes" {
			call.Tel, call.AbroadTel = dialled(call.Number), dialled(call.Abroad)
		}
		v.Calls = append(v.Calls, call)
	}
	if len(v.Services) > 0 {
		n.use("services")
	}
	return v
}

// dialled is a number as a phone takes it: digits, with the plus of an international one.
func dialled(number string) string {
	return strings.Map(func(r rune) rune {
		if r == '+' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, number)
}

// services names services, each linked where it has a page.
func (g guideBuilder) services(from string, ids []string) []link {
	var out []link
	for _, id := range ids {
		s := g.in.Portal.Service(id)
		if s == nil {
			g.fail("%s: no service %q", from, id)
			continue
		}
		l := link{Text: s.Name.In(g.lang)}
		if path := servicePath(id); g.planned[path] {
			l.URL = rel(from, path)
		}
		out = append(out, l)
	}
	return out
}

// help is the way to the help lines on a page that deals with danger, nil on others.
func (g guideBuilder) help(from string, protection bool) *link {
	if !protection || !g.planned[helpPath] {
		return nil
	}
	return &link{Text: g.t("guide_help"), URL: rel(from, helpPath)}
}

// when writes the date of a fact: a year, a month, a day or a span of two. Empty: the source is not dated.
func (g guideBuilder) when(asOf string) string {
	from, to, span := strings.Cut(asOf, "/")
	switch {
	case asOf == "":
		return ""
	case !span:
		return g.words.DateText(from)
	case len(from) == 4 && len(to) == 4:
		return g.t("date_years", i18n.Data{"from": from, "to": to})
	}
	return g.t("guide_span", i18n.Data{"from": g.words.DateText(from), "to": g.words.DateText(to)})
}

// token is the part of a message key for a token of the data.
func token(prefix, t string) string { return prefix + strings.ReplaceAll(t, "-", "_") }

// guideCard is one entry of an index of guides.
type guideCard struct {
	Name   string `json:"name"`
	URL    string `json:"url,omitempty"`
	Text   string `json:"text"`
	Detail string `json:"detail,omitempty"`
	Danger bool   `json:"danger,omitempty"`
}

type guideListView struct {
	Crumbs []link      `json:"crumbs"`
	Intro  string      `json:"intro"`
	Cards  []guideCard `json:"cards"`
	Notes  notesView   `json:"notes"`
}

// list is an index of guides; those that deal with danger stand first. What its entries rest on stands on their pages.
func (g guideBuilder) list(path, id, title, intro, set string, cards []guideCard) Page {
	slices.SortStableFunc(cards, func(a, b guideCard) int {
		if a.Danger == b.Danger {
			return 0
		}
		if a.Danger {
			return -1
		}
		return 1
	})
	n := g.newNotes(path)
	n.use(set)
	return Page{Lang: g.lang, Path: path, Kind: "guidelist", ID: id, Title: title, Description: intro,
		View: guideListView{Crumbs: g.crumbs(path, link{Text: title}), Intro: intro, Cards: cards, Notes: n.view()}}
}
