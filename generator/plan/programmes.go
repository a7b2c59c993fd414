package plan

import (
	"slices"
	"strconv"
	"strings"

	"nutag/generator/model"
	"nutag/i18n"
)

func programmePath(id string) string { return "programmes/" + id + ".html" }

// programmeSections are the sections of the list in the order of the page; the messages prog_section_<section> name them.
func programmeSections() []string {
	return []string{"internal", "abroad", "protection", "borders-data"}
}

type programmesView struct {
	Crumbs     []link             `json:"crumbs"`
	Intro      string             `json:"intro"`
	Objectives []programmeChoice  `json:"objectives"`
	Audiences  []programmeChoice  `json:"audiences"`
	Sections   []programmeSection `json:"sections"`
	Total      int                `json:"total"`
	All        link               `json:"all"` // the objectives
	Notes      notesView          `json:"notes"`
}

type programmeChoice struct {
	Value string `json:"value"`
	Text  string `json:"text"`
}

type programmeSection struct {
	ID    string          `json:"id"`
	Title string          `json:"title"`
	Items []programmeItem `json:"items"`
}

// programmeItem is an entry of the list; Objectives and Audience are what the filter asks, separated by spaces.
type programmeItem struct {
	Name       string `json:"name"`
	URL        string `json:"url"`
	What       string `json:"what"`
	State      string `json:"state"`
	Objectives string `json:"objectives"`
	Audience   string `json:"audience"`
}

type programmeView struct {
	Name       string       `json:"name"`
	Crumbs     []link       `json:"crumbs"`
	What       string       `json:"what"`
	Who        string       `json:"who"`
	Serves     string       `json:"serves"`
	State      string       `json:"state"`
	StateText  string       `json:"state_text"`
	Do         string       `json:"do"`
	When       string       `json:"when,omitempty"`
	Confidence string       `json:"confidence"` // message key
	Objectives []link       `json:"objectives,omitempty"`
	Read       []link       `json:"read,omitempty"` // objectives as we read it
	Services   []link       `json:"services,omitempty"`
	Lessons    *lessonsView `json:"lessons,omitempty"`
	Refs       []ref        `json:"refs"`
	Protection bool         `json:"protection"`
	Help       *link        `json:"help,omitempty"`
	Notes      notesView    `json:"notes"`
}

// programmes is the list of all programmes, which a script can narrow, and a page for each.
func (g guideBuilder) programmes() []Page {
	p := g.in.Portal
	if len(p.Programmes) == 0 {
		return nil
	}
	n := g.newNotes(programmeIndex)
	n.use("programmes")
	title := g.t("prog_title")
	v := programmesView{Crumbs: g.crumbs(programmeIndex, link{Text: title}), Total: len(p.Programmes),
		Intro: g.t("prog_intro", i18n.Data{"n": g.words.Int(len(p.Programmes))}),
		All:   link{Text: g.t("gcm_objectives"), URL: rel(programmeIndex, objectiveIndex)}}
	var pages []Page
	bySection, audiences := map[string][]programmeItem{}, map[string]bool{}
	for i := range p.Programmes {
		x := &p.Programmes[i]
		pages = append(pages, g.programme(x))
		n.refs(x.Sources, nil)
		item := programmeItem{Name: x.Name.In(g.lang), URL: rel(programmeIndex, programmePath(x.ID)), What: x.What.In(g.lang), State: g.stateAt(x), Audience: strings.Join(x.Audience, " ")}
		var numbers []string
		for _, o := range slices.Concat(x.Objectives, x.ObjectivesRead) {
			numbers = append(numbers, strconv.Itoa(o))
		}
		item.Objectives = strings.Join(numbers, " ")
		bySection[x.Section] = append(bySection[x.Section], item)
		for _, a := range x.Audience {
			audiences[a] = true
		}
	}
	for _, s := range programmeSections() {
		items := bySection[s]
		i18n.SortBy(g.lang, items, func(i programmeItem) string { return i.Name })
		v.Sections = append(v.Sections, programmeSection{ID: "s-" + s, Title: g.t(token("prog_section_", s)), Items: items})
		delete(bySection, s)
	}
	for s := range bySection {
		g.fail("programmes: section %q has no place on the page", s)
	}
	for i := range p.Objectives {
		if o := &p.Objectives[i]; len(objectiveProgrammes(p, o.Number)) > 0 {
			v.Objectives = append(v.Objectives, programmeChoice{Value: strconv.Itoa(o.Number), Text: strconv.Itoa(o.Number) + ". " + o.Title.In(g.lang)})
		}
	}
	for a := range audiences {
		v.Audiences = append(v.Audiences, programmeChoice{Value: a, Text: g.t(token("prog_audience_", a))})
	}
	i18n.SortBy(g.lang, v.Audiences, func(c programmeChoice) string { return c.Text })
	v.Notes = n.view()
	return append(pages, Page{Lang: g.lang, Path: programmeIndex, Kind: "programmes", ID: "page/programmes", Title: title, Description: v.Intro, View: v})
}

// stateAt says whether a programme runs, and of when that is known.
func (g guideBuilder) stateAt(x *model.Programme) string {
	state := g.t(token("prog_state_", x.State))
	if when := g.when(x.AsOf); when != "" {
		return g.t("prog_state_at", i18n.Data{"state": state, "when": when})
	}
	return state
}

func (g guideBuilder) programme(x *model.Programme) Page {
	path, name := programmePath(x.ID), x.Name.In(g.lang)
	n := g.newNotes(path)
	n.use("programmes")
	v := programmeView{
		Name:   name,
		Crumbs: g.crumbs(path, link{Text: g.t("prog_title"), URL: rel(path, programmeIndex)}, link{Text: name}),
		What:   x.What.In(g.lang), Who: x.Who.In(g.lang), Serves: x.Serves.In(g.lang), State: g.t(token("prog_state_", x.State)), StateText: x.StateText.In(g.lang),
		Do: x.Do.In(g.lang), When: g.when(x.AsOf), Confidence: "guide_confidence_" + x.Confidence,
		Objectives: g.named(path, x.Objectives), Read: g.named(path, x.ObjectivesRead),
		Services: g.services(path, x.Services), Refs: n.refs(x.Sources, nil), Help: g.help(path, x.Section == "protection"), Protection: x.Section == "protection",
		Lessons: g.lessonsFor(path, "programme", x.ID, x.Section == "protection"),
	}
	v.Notes = n.view()
	return Page{Lang: g.lang, Path: path, Kind: "programme", ID: "programme/" + x.ID, Title: pageTitle(name), Description: v.What, View: v}
}

// named are objectives with their titles.
func (g guideBuilder) named(from string, numbers []int) []link {
	var out []link
	for _, l := range g.objectiveLinks(from, numbers) {
		for i := range g.in.Portal.Objectives {
			if o := &g.in.Portal.Objectives[i]; strconv.Itoa(o.Number) == l.Text {
				l.Text = g.objectiveName(o)
			}
		}
		out = append(out, l)
	}
	return out
}
