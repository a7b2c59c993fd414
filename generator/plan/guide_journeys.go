package plan

import (
	"slices"
	"strings"

	"nutag/generator/model"
	"nutag/generator/outreach"
	"nutag/i18n"
)

func journeyPath(id string) string { return "journeys/" + id + ".html" }

type journeyView struct {
	Name       string         `json:"name"`
	Crumbs     []link         `json:"crumbs"`
	Summary    string         `json:"summary"`
	For        string         `json:"for"`
	Protection bool           `json:"protection"`
	Key        string         `json:"key,omitempty"` // under which ticks are kept; empty: nothing is kept
	Help       *link          `json:"help,omitempty"`
	Phases     []journeyPhase `json:"phases"`
	Total      int            `json:"total"`
	Related    []link         `json:"related,omitempty"`
	Lessons    *lessonsView   `json:"lessons,omitempty"`
	Paper      string         `json:"paper"` // address of the page to print on A5
	QR         *qrView        `json:"qr,omitempty"`
	Notes      notesView      `json:"notes"`
	JSONLD     string         `json:"jsonld"`
}

type journeyPhase struct {
	Key   string        `json:"key"`
	Title string        `json:"title"`
	Start int           `json:"start"` // number of its first step
	Steps []journeyStep `json:"steps"`
}

type journeyStep struct {
	ID    string     `json:"id"`
	Title string     `json:"title"`
	Text  string     `json:"text"`
	Cites guideCites `json:"cites"`
}

// journeys is the index of journeys and a page for each: its steps before, during and after, to read, to tick and to print.
func (g guideBuilder) journeys() []Page {
	var pages []Page
	var cards []guideCard
	for i := range g.in.Portal.Journeys {
		j := &g.in.Portal.Journeys[i]
		v := g.journeyView(j)
		title := j.Title.In(g.lang)
		pages = append(pages, Page{Lang: g.lang, Path: journeyPath(j.ID), Kind: "journey", ID: "journey/" + j.ID, Title: pageTitle(title), Description: v.Summary, View: v},
			g.checklist(j, v))
		cards = append(cards, guideCard{Name: title, URL: rel(journeyIndex, journeyPath(j.ID)), Text: v.For, Detail: g.words.Count("steps", v.Total), Danger: j.Protection})
	}
	if len(pages) == 0 {
		return nil
	}
	return append(pages, g.list(journeyIndex, "page/journeys", g.t("guide_title"), g.t("guide_intro"), "journeys", cards))
}

func (g guideBuilder) journeyView(j *model.Journey) journeyView {
	path, title := journeyPath(j.ID), j.Title.In(g.lang)
	n := g.newNotes(path)
	n.use("journeys")
	v := journeyView{
		Crumbs: g.crumbs(path, link{Text: g.t("guide_title"), URL: rel(path, journeyIndex)}, link{Text: title}),
		Name:   title, Summary: j.Summary.In(g.lang), For: j.For.In(g.lang), Protection: j.Protection, Help: g.help(path, j.Protection),
		Paper:   rel(path, checklistPath(j.ID)),
		Related: append(g.toChoose(path, j), g.relatedFlows(path, j)...), Lessons: g.lessonsFor(path, "journey", j.ID, j.Protection),
	}
	if !j.Protection {
		v.Key = j.ID
	}
	for _, ph := range j.Phases {
		pv := journeyPhase{Key: ph.Key, Title: g.t("guide_" + ph.Key), Start: v.Total + 1}
		switch own := ph.Title.In(g.lang); {
		case strings.HasPrefix(own, pv.Title): // “After”, “Afterwards”
			pv.Title = own
		case own != "":
			pv.Title = g.t("guide_phase", i18n.Data{"phase": pv.Title, "title": own})
		}
		for _, s := range ph.Steps {
			pv.Steps = append(pv.Steps, journeyStep{ID: "step-" + s.ID, Title: s.Title.In(g.lang), Text: s.Text.In(g.lang), Cites: g.cites(n, s.Citations)})
			v.Total++
		}
		v.Phases = append(v.Phases, pv)
	}
	kind := outreach.KindJourney
	if j.Protection {
		kind = outreach.KindWarning
	}
	v.QR = g.qr(kind, j.ID, path)
	v.Notes = n.view()
	v.JSONLD = g.journeyJSONLD(v)
	return v
}

// journeyJSONLD describes the steps for machines in the words of schema.org (HowTo). The words of the steps stand on the page
// itself; here are their names and places, so that the page does not weigh twice as much.
func (g guideBuilder) journeyJSONLD(v journeyView) string {
	var sections []any
	for _, ph := range v.Phases {
		var steps []any
		for _, s := range ph.Steps {
			steps = append(steps, map[string]any{"@type": "HowToStep", "name": s.Title, "url": "#" + s.ID})
		}
		sections = append(sections, map[string]any{"@type": "HowToSection", "name": ph.Title, "itemListElement": steps})
	}
	return g.jsonLD(map[string]any{"@type": "HowTo", "name": v.Name, "description": v.Summary, "step": sections})
}

// toChoose are the ways to choose a soum, for a journey that leads to one.
func (g guideBuilder) toChoose(from string, j *model.Journey) []link {
	if j.ID != "moving-to-a-soum" && j.ID != "returning-from-abroad" {
		return nil
	}
	var out []link
	for _, w := range []struct{ key, path string }{{"home_finder", finderPath}, {"home_choose", choosePath}} {
		if g.planned[w.path] {
			out = append(out, link{Text: g.t(w.key), URL: rel(from, w.path)})
		}
	}
	return out
}

// maxRelated bounds the ways on from a guide: more would be a list of everything.
const maxRelated = 3

// relatedGuide is a guide that shares services with another one.
type relatedGuide struct {
	link
	shared int
}

// related are the guides that share most services, at least two: one alone, such as a mission's, is in nearly all of them.
func related(list []relatedGuide) []link {
	slices.SortStableFunc(list, func(a, b relatedGuide) int { return b.shared - a.shared })
	var out []link
	for _, r := range list {
		if r.shared > 1 && len(out) < maxRelated {
			out = append(out, r.link)
		}
	}
	return out
}

// relatedFlows are the flows that end where the steps of the journey lead.
func (g guideBuilder) relatedFlows(from string, j *model.Journey) []link {
	mine := journeyServices(j)
	var list []relatedGuide
	for i := range g.in.Portal.Flows {
		f := &g.in.Portal.Flows[i]
		list = append(list, relatedGuide{link{Text: f.Title.In(g.lang), URL: rel(from, flowPath(f.ID))}, shared(mine, flowServices(f))})
	}
	return related(list)
}

// relatedJourneys are the journeys whose steps lead where the flow ends.
func (g guideBuilder) relatedJourneys(from string, f *model.Flow) []link {
	mine := flowServices(f)
	var list []relatedGuide
	for i := range g.in.Portal.Journeys {
		j := &g.in.Portal.Journeys[i]
		list = append(list, relatedGuide{link{Text: j.Title.In(g.lang), URL: rel(from, journeyPath(j.ID))}, shared(mine, journeyServices(j))})
	}
	return related(list)
}

func journeyServices(j *model.Journey) map[string]bool {
	out := map[string]bool{}
	for _, ph := range j.Phases {
		for _, s := range ph.Steps {
			for _, id := range s.Services {
				out[id] = true
			}
		}
	}
	return out
}

func flowServices(f *model.Flow) map[string]bool {
	out := map[string]bool{}
	for _, n := range f.Nodes {
		for _, id := range n.Services {
			out[id] = true
		}
	}
	return out
}

func shared(a, b map[string]bool) int {
	n := 0
	for id := range a {
		if b[id] {
			n++
		}
	}
	return n
}
