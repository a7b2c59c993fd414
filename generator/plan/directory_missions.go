package plan

import (
	"fmt"

	"nutag/generator/model"
	"nutag/i18n"
)

type missionView struct {
	Name       string    `json:"name"`
	Crumbs     []link    `json:"crumbs"`
	Kind       string    `json:"kind"`   // message key
	Status     string    `json:"status"` // message key
	Open       bool      `json:"open"`
	Country    link      `json:"country"`
	Details    []detail  `json:"details"`
	Phone      bool      `json:"phone,omitempty"` // a number is given
	Accredited []link    `json:"accredited,omitempty"`
	District   string    `json:"district,omitempty"`
	Honorary   bool      `json:"honorary,omitempty"`
	Services   []link    `json:"services,omitempty"`
	Embed      string    `json:"embed"` // its card for other sites
	Trust      trustView `json:"trust"`
	Notes      notesView `json:"notes"`
	JSONLD     string    `json:"jsonld,omitempty"`
}

func honorary(m *model.Mission) bool { return m.Kind == "honorary_consul" }

// operating tells whether the post is known to work, so that it may be offered as a place to go to.
func operating(m *model.Mission) bool { return m.Status == model.Operating }

func missionKind(m *model.Mission) string   { return "dir_kind_" + m.Kind }
func missionStatus(m *model.Mission) string { return "dir_status_" + string(m.Status) }

// missionPhone gives a number to dial where the post works and the row is not of low confidence, else the bare number.
func missionPhone(m *model.Mission, number string) dirEntry {
	if operating(m) && m.Confidence != "low" {
		return telephone(number)
	}
	return dirEntry{Text: number}
}

// contacts are the ways to reach a mission, each with what is missing.
func (b *builder) contacts(m *model.Mission) []detail {
	var out []detail
	var phones []dirEntry
	for _, p := range m.Phones {
		phones = append(phones, missionPhone(m, p))
	}
	out = append(out, detail{Label: "dir_phone", Items: phones, Missing: missingWord(m.Trust, "phone")})
	if m.PhoneEmergency != "" {
		out = append(out, detail{Label: "dir_phone_emergency", Items: []dirEntry{missionPhone(m, m.PhoneEmergency)}})
	}
	email := detail{Label: "dir_email", Missing: missingWord(m.Trust, "email")}
	if m.Email != "" {
		email.Items = []dirEntry{{Text: m.Email, URL: "mailto:" + m.Email}}
	}
	site := detail{Label: "dir_website", Missing: missingWord(m.Trust)}
	if m.Website != "" {
		site.Items = []dirEntry{outside(m.Website)}
	}
	out = append(out, email, site, detail{Label: "dir_address", Items: plainEntries(m.Address), Missing: missingWord(m.Trust, "address")})
	if m.At != nil {
		out = append(out, detail{Label: "fig_coordinates", Items: plainEntries(fmt.Sprintf("%.4f, %.4f", m.At.Lat, m.At.Lon))})
	}
	return out
}

// missionServices lists what missions do for citizens; nothing says that each of them does all.
func (b *builder) missionServices(from string) []link {
	var out []link
	for _, s := range b.in.Portal.Services {
		if s.ByMissions {
			out = append(out, link{Text: s.Name.In(b.lang), URL: rel(from, servicePath(s.ID))})
		}
	}
	i18n.SortBy(b.lang, out, func(l link) string { return l.Text })
	return out
}

func (b *builder) countryTitle(iso string) string {
	c := b.in.Portal.Country(iso)
	if c == nil {
		b.fail("no country %q", iso)
		return iso
	}
	return c.Name.In(b.lang)
}

func (b *builder) mission(m *model.Mission) Page {
	path, n := missionPath(m.ID), b.newNotes(missionPath(m.ID))
	name, country := m.Name.In(b.lang), b.countryTitle(m.Host)
	v := missionView{
		Name:   name,
		Crumbs: b.crumbs(path, link{Text: b.t("dir_missions"), URL: rel(path, missionsPath)}, link{Text: name}),
		Kind:   missionKind(m), Status: missionStatus(m), Open: operating(m), Honorary: honorary(m),
		Country: link{Text: country, URL: rel(path, countryPage(m.Host))},
		Details: b.contacts(m), Phone: len(m.Phones) > 0, District: m.District.In(b.lang), Trust: b.trust(n, "missions", m.Trust),
		Embed: rel(path, embedMission(m.ID)),
	}
	for _, iso := range m.Accredited {
		v.Accredited = append(v.Accredited, link{Text: b.countryTitle(iso), URL: rel(path, countryPage(iso))})
	}
	i18n.SortBy(b.lang, v.Accredited, func(l link) string { return l.Text })
	if operating(m) && !honorary(m) {
		v.Services = b.missionServices(path)
	}
	if operating(m) {
		v.JSONLD = b.missionJSONLD(m)
	}
	v.Notes = n.view()
	return Page{Lang: b.lang, Path: path, Kind: "mission", ID: "mission/" + m.ID, Title: pageTitle(name),
		Description: b.t("dir_mission_description", i18n.Data{"name": name, "country": country}), View: v}
}

// missionPlace tells where a mission is: "Austria: Vienna", or the country alone.
func (b *builder) missionPlace(m *model.Mission) string {
	if city := m.City.In(b.lang); city != "" {
		return b.countryTitle(m.Host) + ": " + city
	}
	return b.countryTitle(m.Host)
}

// missionIndex is the alphabetical list of all missions by country, with their state.
func (b *builder) missionIndex() Page {
	v := indexView{Crumbs: b.crumbs(missionsPath, link{Text: b.t("dir_missions")}), Intro: b.t("dir_missions_intro")}
	all := make([]*model.Mission, 0, len(b.in.Portal.Missions))
	for i := range b.in.Portal.Missions {
		all = append(all, &b.in.Portal.Missions[i])
	}
	for _, l := range byLetter(b.lang, all, b.missionPlace) {
		g := group{ID: l.ID, Letter: l.Letter}
		for _, m := range l.items {
			g.Items = append(g.Items, item{Name: b.missionPlace(m), URL: rel(missionsPath, missionPath(m.ID)), Detail: b.t(missionKind(m)) + ", " + b.t(missionStatus(m))})
		}
		v.Letters, v.Groups = append(v.Letters, l.letterLink), append(v.Groups, g)
	}
	return Page{Lang: b.lang, Path: missionsPath, Kind: "index", ID: "page/missions", Title: b.t("dir_missions_title"), Description: b.t("dir_missions_intro"), View: v}
}
