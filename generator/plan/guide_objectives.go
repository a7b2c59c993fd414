package plan

import (
	"slices"
	"strconv"

	"nutag/generator/model"
	"nutag/i18n"
)

func objectivePath(n int) string { return "objectives/" + strconv.Itoa(n) + ".html" }

type objectiveView struct {
	Name       string      `json:"name"`
	Crumbs     []link      `json:"crumbs"`
	Facts      []factLink  `json:"facts,omitempty"`
	Programmes []guideCard `json:"programmes,omitempty"`
	Services   []link      `json:"services,omitempty"`
	Notes      notesView   `json:"notes"`
}

// factLink leads to a figure on the page of all figures.
type factLink struct {
	Label string `json:"label"`
	URL   string `json:"url"`
	Value string `json:"value"`
	Unit  string `json:"unit"`
	Of    string `json:"of"`              // when, and what it counts
	Doubt bool   `json:"doubt,omitempty"` // the doubt stands beside the figure
}

// objectives is the list of all objectives of the compact and a page for each of which the portal knows something.
func (g guideBuilder) objectives() []Page {
	p := g.in.Portal
	if len(p.Objectives) == 0 {
		return nil
	}
	var pages []Page
	var cards []guideCard
	for i := range p.Objectives {
		o := &p.Objectives[i]
		card := guideCard{Name: g.objectiveName(o), Text: g.t("gcm_objective_none")}
		if facts, programmes := objectiveFacts(p, o.Number), objectiveProgrammes(p, o.Number); len(facts)+len(programmes) > 0 {
			page := g.objective(o, facts, programmes)
			pages = append(pages, page)
			card.URL = rel(objectiveIndex, page.Path)
			card.Text = g.t("gcm_objective_has", i18n.Data{"facts": g.words.Int(len(facts)), "programmes": g.words.Int(len(programmes))})
		}
		cards = append(cards, card)
	}
	return append(pages, g.list(objectiveIndex, "page/objectives", g.t("gcm_objectives"), g.t("gcm_objectives_intro"), "gcm-objectives", cards))
}

func (g guideBuilder) objectiveName(o *model.Objective) string {
	return g.t("gcm_objective_title", i18n.Data{"n": strconv.Itoa(o.Number), "title": o.Title.In(g.lang)})
}

// objectiveLinks are the objectives with these numbers; all of them together are the list itself.
func (g guideBuilder) objectiveLinks(from string, numbers []int) []link {
	p := g.in.Portal
	if len(numbers) > 0 && len(numbers) == len(p.Objectives) {
		return []link{{Text: g.t("gcm_objectives_all"), URL: rel(from, objectiveIndex)}}
	}
	var out []link
	for _, n := range numbers {
		l := link{Text: strconv.Itoa(n)}
		if servesObjective(p, n) {
			l.URL = rel(from, objectivePath(n))
		}
		out = append(out, l)
	}
	return out
}

// servesObjective tells whether an objective has a page.
func servesObjective(p *model.Portal, n int) bool {
	return len(objectiveFacts(p, n))+len(objectiveProgrammes(p, n)) > 0
}

// objectiveFacts are the figures on one objective that may be shown; one on the whole compact is on none of them.
func objectiveFacts(p *model.Portal, n int) []*model.Fact {
	var out []*model.Fact
	for i := range p.Facts {
		f := &p.Facts[i]
		if f.Show != model.Held && len(f.Objectives) < len(p.Objectives) && slices.Contains(f.Objectives, n) {
			out = append(out, f)
		}
	}
	return out
}

func objectiveProgrammes(p *model.Portal, n int) []*model.Programme {
	var out []*model.Programme
	for i := range p.Programmes {
		if x := &p.Programmes[i]; slices.Contains(x.Objectives, n) || slices.Contains(x.ObjectivesRead, n) {
			out = append(out, x)
		}
	}
	return out
}

func (g guideBuilder) objective(o *model.Objective, facts []*model.Fact, programmes []*model.Programme) Page {
	path, name := objectivePath(o.Number), g.objectiveName(o)
	n := g.newNotes(path)
	n.use("gcm-objectives")
	n.refs(o.Sources, nil)
	v := objectiveView{Name: name, Crumbs: g.crumbs(path, link{Text: g.t("gcm_objectives"), URL: rel(path, objectiveIndex)}, link{Text: name})}
	slices.SortStableFunc(facts, func(x, y *model.Fact) int {
		return slices.Index(factTopics(), x.Topic) - slices.Index(factTopics(), y.Topic)
	})
	for _, f := range facts {
		n.use("gcm-facts")
		v.Facts = append(v.Facts, factLink{Label: f.Label.In(g.lang), URL: rel(path, figureIndex+"#"+f.ID), Value: g.factValue(f), Unit: f.Unit.In(g.lang),
			Of: g.t("gcm_of", i18n.Data{"when": g.when(f.AsOf), "population": f.Population.In(g.lang)}), Doubt: f.Doubt.MN != ""})
	}
	var services []string
	for _, x := range programmes {
		n.use("programmes")
		card := guideCard{Name: x.Name.In(g.lang), URL: rel(path, programmePath(x.ID)), Text: g.stateAt(x)}
		if !slices.Contains(x.Objectives, o.Number) {
			card.Detail = g.t("gcm_read")
		}
		v.Programmes = append(v.Programmes, card)
		for _, id := range x.Services {
			services = appendNew(services, id)
		}
	}
	v.Services = g.services(path, services)
	i18n.SortBy(g.lang, v.Programmes, func(c guideCard) string { return c.Name })
	i18n.SortBy(g.lang, v.Services, func(l link) string { return l.Text })
	v.Notes = n.view()
	return Page{Lang: g.lang, Path: path, Kind: "objective", ID: "page/objective-" + strconv.Itoa(o.Number), Title: pageTitle(name),
		Description: g.t("gcm_objective_description", i18n.Data{"n": strconv.Itoa(o.Number), "title": o.Title.In(g.lang)}), View: v}
}
