package plan

import (
	"slices"

	"nutag/generator/model"
	"nutag/i18n"
)

// homeCountry is the country to which the portal belongs: no mission of Mongolia serves it.
const homeCountry = "MN"

// missionKinds is the order in which the posts of one country are shown: the embassy first.
var missionKinds = []string{"embassy", "permanent_mission", "consulate_general", "consulate", "representative_office"}

// serving is who serves the citizens in a country.
type serving struct {
	here     []*model.Mission // posts with staff in the country that work
	from     []*model.Mission // working posts of another country that cover it
	honorary []*model.Mission // honorary consuls, in any state
	doubtful []*model.Mission // posts in the country that are closed or not proven open
}

func (b *builder) serving(iso string) serving {
	var s serving
	for _, m := range b.in.Portal.MissionsIn(iso) {
		switch {
		case honorary(m):
			s.honorary = append(s.honorary, m)
		case operating(m):
			s.here = append(s.here, m)
		default:
			s.doubtful = append(s.doubtful, m)
		}
	}
	for _, m := range b.in.Portal.MissionsCovering(iso) {
		if operating(m) && !honorary(m) {
			s.from = append(s.from, m)
		}
	}
	slices.SortStableFunc(s.here, func(x, y *model.Mission) int {
		return slices.Index(missionKinds, x.Kind) - slices.Index(missionKinds, y.Kind)
	})
	return s
}

// state is the end of the message keys that tell who serves the country.
func (s serving) state(iso string) string {
	switch {
	case iso == homeCountry:
		return "home"
	case len(s.here) > 1:
		return "several"
	case len(s.here) == 1:
		return "here"
	case len(s.from) > 0:
		return "from"
	}
	return "unknown"
}

// missionCard is a mission as the page of a country shows it.
type missionCard struct {
	Name     string   `json:"name"`
	URL      string   `json:"url"`
	Status   string   `json:"status"` // message key
	Open     bool     `json:"open"`
	District string   `json:"district,omitempty"`
	Details  []detail `json:"details,omitempty"`
	Doubt    string   `json:"doubt,omitempty"` // whom to ask where there is no contact
	Refs     []ref    `json:"refs"`
}

// cards shows missions with the contacts that are known; a post that is not known to work is named with its state alone.
func (b *builder) cards(n *notes, from string, missions []*model.Mission) []missionCard {
	var out []missionCard
	for _, m := range missions {
		n.use("missions")
		c := missionCard{Name: m.Name.In(b.lang), URL: rel(from, missionPath(m.ID)), Status: missionStatus(m), Open: operating(m),
			District: m.District.In(b.lang), Refs: n.refs(m.Sources, nil)}
		for _, d := range b.contacts(m) {
			if operating(m) && len(d.Items) > 0 && d.Label != "fig_coordinates" {
				c.Details = append(c.Details, d)
			}
		}
		if len(c.Details) == 0 {
			c.Doubt = m.Doubt.In(b.lang)
		}
		out = append(out, c)
	}
	return out
}

type countryView struct {
	Crumbs   []link           `json:"crumbs"`
	Lead     string           `json:"lead"` // message key
	From     bool             `json:"from"` // served from another country: how old that knowledge is must be said
	Missions []missionCard    `json:"missions,omitempty"`
	Honorary []missionCard    `json:"honorary,omitempty"`
	Doubtful []missionCard    `json:"doubtful,omitempty"`
	Sections []countrySection `json:"sections,omitempty"`
	Notes    notesView        `json:"notes"`
}

// countrySection is a part of a country's page. Other subjects add theirs by a function in countrySections.
type countrySection struct {
	ID    string   `json:"id"` // unique on the page
	Title string   `json:"title"`
	Text  []string `json:"text,omitempty"`
	Facts []figure `json:"facts,omitempty"`
	Items []item   `json:"items,omitempty"`
	Table *table   `json:"table,omitempty"`
	Refs  []ref    `json:"refs,omitempty"`
	// Partial names a component of the theme that shows View in a way of its own, after what stands above. Without a title
	// it brings its own heading.
	Partial string `json:"partial,omitempty"`
	View    any    `json:"view,omitempty"`
}

// countrySections makes the parts of a country's page below the missions, in their order. A function that has nothing to
// tell of the country returns nil.
func (b *builder) countrySections(c *model.Country, path string, n *notes) []countrySection {
	var out []countrySection
	for _, section := range []func(*model.Country, string, *notes) *countrySection{
		b.countryServices, b.countryHotlines, b.countryMoney, b.countryLessons,
	} {
		if s := section(c, path, n); s != nil {
			out = append(out, *s)
		}
	}
	return out
}

// countryLessons leads people abroad to the lessons that help there.
func (b *builder) countryLessons(c *model.Country, path string, _ *notes) *countrySection {
	v := b.lessonsFor(path, "country", c.ISO, false)
	if v == nil || c.ISO == homeCountry {
		return nil
	}
	return &countrySection{ID: "lessons", Title: b.t("lesson_help"), Items: v.Items}
}

// countryServices lists what the missions that serve the country do.
func (b *builder) countryServices(c *model.Country, path string, _ *notes) *countrySection {
	if c.ISO == homeCountry {
		out := countrySection{ID: "does", Title: b.t("dir_services")}
		for _, g := range serviceGroups {
			out.Items = append(out.Items, item{Name: b.t(serviceGroupKey(g)), URL: rel(path, servicesPath) + "#" + g})
		}
		return &out
	}
	s := b.serving(c.ISO)
	if len(s.here)+len(s.from) == 0 {
		return nil
	}
	out := countrySection{ID: "does", Title: b.t("dir_can_do"), Text: []string{b.t("dir_can_do_note")}}
	for _, l := range b.missionServices(path) {
		out.Items = append(out.Items, item{Name: l.Text, URL: l.URL})
	}
	return &out
}

// countryHotlines lists the help lines of the country.
func (b *builder) countryHotlines(c *model.Country, path string, n *notes) *countrySection {
	out := countrySection{ID: "lines", Title: b.t("dir_hotlines")}
	for _, h := range b.in.Portal.Hotlines {
		if h.Country != c.ISO {
			continue
		}
		n.use("hotlines")
		out.Items = append(out.Items, item{Name: b.lineName(&h), URL: rel(path, hotlinePath(h.ID)), Detail: h.Purpose.In(b.lang)})
	}
	if len(out.Items) == 0 {
		out.Text = []string{b.t("dir_no_hotlines")}
	}
	return &out
}

func (b *builder) country(c *model.Country) Page {
	path, n := countryPage(c.ISO), b.newNotes(countryPage(c.ISO))
	name, s := c.Name.In(b.lang), b.serving(c.ISO)
	n.use("countries")
	n.refs([]string{c.Source}, nil)
	v := countryView{
		Crumbs: b.crumbs(path, link{Text: b.t("dir_countries"), URL: rel(path, countriesPath)}, link{Text: name}),
		Lead:   "dir_serves_" + s.state(c.ISO), From: len(s.from) > 0,
		Missions: b.cards(n, path, append(append([]*model.Mission(nil), s.here...), s.from...)),
		Honorary: b.cards(n, path, s.honorary), Doubtful: b.cards(n, path, s.doubtful),
	}
	v.Sections = b.countrySections(c, path, n)
	v.Notes = n.view()
	title := b.t("dir_country_title", i18n.Data{"name": name})
	if c.ISO == homeCountry {
		title = b.t("dir_country_home", i18n.Data{"name": name})
	}
	return Page{Lang: b.lang, Path: path, Kind: "country", ID: "country/" + c.ISO, Title: title,
		Description: b.t("dir_country_description", i18n.Data{"name": name}), View: v}
}

// servedBy names who serves a country, for the lists.
func (b *builder) servedBy(iso string) string {
	s := b.serving(iso)
	state := s.state(iso)
	switch state {
	case "here":
		return s.here[0].Name.In(b.lang)
	case "several":
		return b.words.Count("missions", len(s.here))
	case "from":
		return s.from[0].Name.In(b.lang)
	}
	return b.t("dir_served_" + state)
}

// countryIndex answers which mission serves a person: all countries by letter, then by who serves them.
func (b *builder) countryIndex() Page {
	v := indexView{Crumbs: b.crumbs(countriesPath, link{Text: b.t("dir_countries")}), Intro: b.t("dir_countries_intro")}
	countries := append([]model.Country(nil), b.in.Portal.Countries...)
	entryOf := func(iso string) item {
		return item{Name: b.countryTitle(iso), URL: rel(countriesPath, countryPage(iso))}
	}
	here, unknown := group{ID: "by-here", Letter: b.t("dir_state_here")}, group{ID: "by-unknown", Letter: b.t("dir_state_unknown")}
	for _, l := range byLetter(b.lang, countries, func(c model.Country) string { return c.Name.In(b.lang) }) {
		g := group{ID: l.ID, Letter: l.Letter}
		for _, c := range l.items {
			it := entryOf(c.ISO)
			it.Detail = b.servedBy(c.ISO)
			g.Items = append(g.Items, it)
			switch b.serving(c.ISO).state(c.ISO) {
			case "here", "several":
				here.Items = append(here.Items, entryOf(c.ISO))
			case "unknown":
				unknown.Items = append(unknown.Items, entryOf(c.ISO))
			}
		}
		v.Letters, v.Groups = append(v.Letters, l.letterLink), append(v.Groups, g)
	}
	v.World = b.worldMap(countriesPath)
	groups := append([]group{here}, b.coveringGroups(entryOf)...)
	for _, g := range append(groups, unknown) {
		if len(g.Items) > 0 {
			v.Groups = append(v.Groups, g)
		}
	}
	return Page{Lang: b.lang, Path: countriesPath, Kind: "index", ID: "page/countries", Title: b.t("dir_countries_title"), Description: b.t("dir_countries_intro"), View: v}
}

// coveringGroups are the working missions that cover other countries, each with those countries.
func (b *builder) coveringGroups(entryOf func(string) item) []group {
	var out []group
	for i := range b.in.Portal.Missions {
		m := &b.in.Portal.Missions[i]
		if !operating(m) || len(m.Accredited) == 0 {
			continue
		}
		g := group{ID: "by-" + m.ID, Letter: b.t("dir_state_from", i18n.Data{"name": m.Name.In(b.lang)})}
		for _, iso := range m.Accredited {
			g.Items = append(g.Items, entryOf(iso))
		}
		i18n.SortBy(b.lang, g.Items, func(i item) string { return i.Name })
		out = append(out, g)
	}
	i18n.SortBy(b.lang, out, func(g group) string { return g.Letter })
	return out
}
