package plan

import (
	"slices"
	"strings"

	"nutag/generator/model"
	"nutag/i18n"
)

// needs are what people call for, in the order in which they are offered. The messages dir_need_<need> name them.
var needs = []string{"police", "ambulance", "child", "fire", "emergency", "violence", "trafficking", "consular", "health", "disability", "labour", "migration", "insurance", "complaint", "other"}

// helpLine is a help line. Number is empty when it is not confirmed.
type helpLine struct {
	ID      string    `json:"id"`
	Name    string    `json:"name"`
	Number  *dirEntry `json:"number,omitempty"`
	Purpose string    `json:"purpose,omitempty"`
	Hours   string    `json:"hours,omitempty"`
	Details []detail  `json:"details"`
	Partly  bool      `json:"partly"` // the number was not checked with its operator
	Trust   trustView `json:"trust"`
}

type needView struct {
	Title string `json:"title"` // message key
	Items []item `json:"items"`
}

type lineGroup struct {
	ID    string     `json:"id"`
	Title string     `json:"title"`
	Lines []helpLine `json:"lines"`
}

type hotlinesView struct {
	Crumbs     []link      `json:"crumbs"`
	Protection bool        `json:"protection"`
	Help       string      `json:"help"`
	Needs      []needView  `json:"needs"`
	Countries  []lineGroup `json:"countries"`
	Notes      notesView   `json:"notes"`
}

// lineName is a help line as a list shows it: "102, police"; without a number the name alone.
func (b *builder) lineName(h *model.Hotline) string {
	if h.Number == "" {
		return h.Name.In(b.lang)
	}
	return b.t("dir_line", i18n.Data{"number": h.Number, "name": h.Name.In(b.lang)})
}

// dial is the number of a help line: a link only when it was verified.
func dial(h *model.Hotline, number string) *dirEntry {
	if number == "" {
		return nil
	}
	e := dirEntry{Text: number}
	if h.Verified == "yes" && h.Confidence != "low" {
		e = telephone(number)
	}
	return &e
}

func (b *builder) line(n *notes, h *model.Hotline) helpLine {
	v := helpLine{ID: h.ID, Name: h.Name.In(b.lang), Number: dial(h, h.Number), Partly: h.Number != "" && h.Verified != "yes", Trust: b.trust(n, "hotlines", h.Trust)}
	abroad := detail{Label: "dir_from_abroad", Missing: missingWord(h.Trust, "dial_from_abroad")}
	if e := dial(h, h.FromAbroad); e != nil {
		abroad.Items = []dirEntry{*e}
	}
	v.Purpose, v.Hours = h.Purpose.In(b.lang), h.Hours.In(b.lang)
	if h.AroundTheClock {
		v.Hours = b.t("dir_hours_24")
	}
	speaks := detail{Label: "dir_languages", Missing: "dir_not_found"}
	for _, l := range h.Languages {
		speaks.Items = append(speaks.Items, dirEntry{Text: b.t("dir_language_" + l)})
	}
	free := detail{Label: "dir_toll_free", Missing: "dir_not_found"}
	if h.TollFree != "" {
		free.Items = plainEntries(b.t("dir_toll_free_" + h.TollFree))
	}
	v.Details = []detail{
		{Label: "dir_operator", Items: plainEntries(h.Operator.In(b.lang)), Missing: "dir_not_found"},
		{Label: "dir_hours", Items: plainEntries(v.Hours), Missing: "dir_not_found"}, speaks, free, abroad,
	}
	return v
}

// byNeed groups the help lines that have a number by what people call for.
func (b *builder) byNeed(from string) []needView {
	var out []needView
	for _, need := range needs {
		v := needView{Title: "dir_need_" + need}
		for _, h := range b.homeFirst() {
			if h.Number != "" && slices.Contains(h.Needs, need) {
				v.Items = append(v.Items, item{Name: b.lineName(h), URL: rel(from, hotlinePath(h.ID)), Detail: b.elsewhere(h.Country)})
			}
		}
		if len(v.Items) > 0 {
			out = append(out, v)
		}
	}
	return out
}

// elsewhere names a country other than that of the portal.
func (b *builder) elsewhere(iso string) string {
	if iso == homeCountry {
		return ""
	}
	return b.countryTitle(iso)
}

// hotlineIndex is the page of all help lines, by need and by country.
func (b *builder) hotlineIndex() Page {
	n := b.newNotes(hotlinesPath)
	v := hotlinesView{Crumbs: b.crumbs(hotlinesPath, link{Text: b.t("nav_help"), URL: rel(hotlinesPath, helpPath)}, link{Text: b.t("dir_hotlines")}),
		Protection: true, Help: rel(hotlinesPath, helpPath), Needs: b.byNeed(hotlinesPath)}
	var order []string
	for _, h := range b.homeFirst() {
		order = appendNew(order, h.Country)
		for _, need := range h.Needs {
			if !slices.Contains(needs, need) {
				b.fail("help line %s: need %q has no name", h.ID, need)
			}
		}
	}
	for _, iso := range order {
		g := lineGroup{ID: strings.ToLower(iso), Title: b.countryTitle(iso)}
		for i := range b.in.Portal.Hotlines {
			if h := &b.in.Portal.Hotlines[i]; h.Country == iso {
				g.Lines = append(g.Lines, b.line(n, h))
			}
		}
		v.Countries = append(v.Countries, g)
	}
	v.Notes = n.view()
	return Page{Lang: b.lang, Path: hotlinesPath, Kind: "hotlines", ID: "page/hotlines", Title: b.t("dir_hotlines_title"), Description: b.t("dir_hotlines_intro"), View: v}
}

// homeFirst are the help lines by id, those of the portal's own country before all others.
func (b *builder) homeFirst() []*model.Hotline {
	var out []*model.Hotline
	for _, home := range []bool{true, false} {
		for i := range b.in.Portal.Hotlines {
			if h := &b.in.Portal.Hotlines[i]; (h.Country == homeCountry) == home {
				out = append(out, h)
			}
		}
	}
	return out
}

// emergency are the lines that a person in danger in the country itself can ring at any hour: verified, day and night,
// never of low confidence. They stand in the order of needs.
func (b *builder) emergency() []*model.Hotline {
	var out []*model.Hotline
	for _, need := range needs {
		for i := range b.in.Portal.Hotlines {
			h := &b.in.Portal.Hotlines[i]
			if h.Country == homeCountry && h.Number != "" && h.AroundTheClock && h.Verified == "yes" && h.Confidence != "low" &&
				slices.Contains(h.Needs, "emergency") && slices.Contains(h.Needs, need) && !slices.Contains(out, h) {
				out = append(out, h)
			}
		}
	}
	return out
}

// emergencyItems are those lines with the address that dials them.
func (b *builder) emergencyItems(from string) []item {
	var out []item
	for _, h := range b.emergency() {
		out = append(out, item{Name: h.Number, URL: telephone(h.Number).URL, Detail: h.Name.In(b.lang)})
	}
	return out
}

type signView struct {
	Question string `json:"question"`
	Answer   string `json:"answer"`
}

type signsView struct {
	Signs []signView `json:"signs"`
	Title string     `json:"title"`
	Text  string     `json:"text"`
	Refs  []ref      `json:"refs"`
	URL   string     `json:"url,omitempty"` // the questions one by one
}

type afterView struct {
	Name  string   `json:"name"`
	URL   string   `json:"url"`
	Steps []string `json:"steps"`
	Refs  []ref    `json:"refs"`
}

type rightView struct {
	Title string `json:"title"`
	Text  string `json:"text"`
	Refs  []ref  `json:"refs"`
}

type helpView struct {
	Protection bool        `json:"protection"`
	Lines      []item      `json:"lines"`
	Countries  string      `json:"countries"`
	Hotlines   string      `json:"hotlines"`
	Elsewhere  []link      `json:"elsewhere,omitempty"` // countries whose lines are known
	Journey    string      `json:"journey,omitempty"`
	Signs      *signsView  `json:"signs,omitempty"`
	After      []afterView `json:"after"`
	Rights     []rightView `json:"rights"`
	Services   []link      `json:"services"`
	Notes      notesView   `json:"notes"`
}

// Where the help page takes its words from: a flow that asks for signs of exploitation, a journey through danger and its
// steps that tell what a person is owed, and the services whose steps tell what follows a call.
const (
	signsFlow     = "trap-check"
	signsEnd      = "end-sign"
	dangerJourney = "deceived-or-in-danger"
)

var (
	rightsSteps  = []string{"no-papers-needed", "shelter", "legal-aid", "way-home"}
	afterService = []string{"dv-shelter", "child-protection", "trafficking-victims"}
)

// helpNow is the page for a person in danger. It has the address of the page of prose that it replaced.
func (b *builder) helpNow() Page {
	n := b.newNotes(helpPath)
	n.use("hotlines", "services", "flows", "journeys")
	v := helpView{Protection: true, Lines: b.emergencyItems(helpPath), Countries: rel(helpPath, countriesPath),
		Hotlines: rel(helpPath, hotlinesPath), Signs: b.signs(n), Rights: b.rights(n)}
	for _, h := range b.emergency() {
		n.refs(h.Sources, nil)
	}
	for i := range b.in.Portal.Countries {
		c := &b.in.Portal.Countries[i]
		if c.ISO != homeCountry && slices.ContainsFunc(b.in.Portal.Hotlines, func(h model.Hotline) bool { return h.Country == c.ISO }) {
			v.Elsewhere = append(v.Elsewhere, link{Text: c.Name.In(b.lang), URL: rel(helpPath, hotlinesPath) + "#" + strings.ToLower(c.ISO)})
		}
	}
	if path := journeyPath(dangerJourney); b.planned[path] {
		v.Journey = rel(helpPath, path)
	}
	for _, id := range afterService {
		s := b.in.Portal.Service(id)
		if s == nil {
			continue
		}
		a := afterView{Name: s.Name.In(b.lang), URL: rel(helpPath, servicePath(id)), Refs: n.refs(s.Sources, nil)}
		for _, t := range s.Steps {
			a.Steps = append(a.Steps, t.In(b.lang))
		}
		v.After = append(v.After, a)
	}
	for _, s := range b.in.Portal.Services {
		if s.Group == protection {
			v.Services = append(v.Services, link{Text: s.Name.In(b.lang), URL: rel(helpPath, servicePath(s.ID))})
		}
	}
	i18n.SortBy(b.lang, v.Services, func(l link) string { return l.Text })
	v.Notes = n.view()
	return Page{Lang: b.lang, Path: helpPath, Kind: "help", ID: "guide/help-now", Title: b.t("dir_help_title"), Description: b.t("dir_help_description"), View: v}
}

// signs are the questions of the flow with the answer that means danger: the one that leads to an end of warning.
func (b *builder) signs(n *notes) *signsView {
	for _, f := range b.in.Portal.Flows {
		if f.ID != signsFlow {
			continue
		}
		v := &signsView{}
		for _, node := range f.Nodes {
			if node.ID == signsEnd {
				v.Title, v.Text, v.Refs = node.Title.In(b.lang), node.Text.In(b.lang), n.refs(node.Sources, nil)
			}
			for _, a := range node.Answers {
				if a.To == signsEnd || a.To == "end-stop" {
					v.Signs = append(v.Signs, signView{Question: node.Question.In(b.lang), Answer: a.Text.In(b.lang)})
				}
			}
		}
		for _, path := range []string{"flows/" + f.ID + "/index.html", "flows/" + f.ID + "/" + f.Start + ".html", "flows/" + f.ID + ".html"} {
			if b.planned[path] {
				v.URL = rel(helpPath, path)
				break
			}
		}
		return v
	}
	return nil
}

// rights are the steps of the journey that tell what a person in danger is owed.
func (b *builder) rights(n *notes) []rightView {
	var out []rightView
	for _, j := range b.in.Portal.Journeys {
		if j.ID != dangerJourney {
			continue
		}
		for _, p := range j.Phases {
			for _, s := range p.Steps {
				if !slices.Contains(rightsSteps, s.ID) {
					continue
				}
				sources := s.Sources
				for _, id := range s.Services {
					if x := b.in.Portal.Service(id); x != nil {
						sources = append(slices.Clone(sources), x.Sources...)
					}
				}
				out = append(out, rightView{Title: s.Title.In(b.lang), Text: s.Text.In(b.lang), Refs: n.refs(sources, nil)})
			}
		}
	}
	return out
}
