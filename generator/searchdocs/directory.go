package searchdocs

import (
	"slices"
	"strings"

	"nutag/generator/model"
	"nutag/generator/plan"
	"nutag/i18n"
	"nutag/search/doc"
)

// helpPage is the page for a person in danger. Its text is gathered from other records, so it has no body of its own.
const helpPage = "guide/help-now"

// directory makes the documents of those whom a person can turn to.
func (b *builder) directory() []doc.Document {
	var docs []doc.Document
	for i := range b.portal.Countries {
		docs = append(docs, b.country(&b.portal.Countries[i]))
	}
	for i := range b.portal.Missions {
		docs = append(docs, b.mission(&b.portal.Missions[i]))
	}
	for i := range b.portal.Services {
		docs = append(docs, b.service(&b.portal.Services[i]))
	}
	for i := range b.portal.Hotlines {
		docs = append(docs, b.hotline(&b.portal.Hotlines[i]))
	}
	if _, ok := b.pages[key{helpPage, b.lang}]; ok && len(b.portal.Hotlines) > 0 {
		docs = append(docs, b.helpNow())
	}
	return docs
}

// titles gives the title of the record's page in both languages.
func (b *builder) titles(id string) (title, other string) {
	return b.pages[key{id, b.lang}].Title, b.pages[key{id, b.other}].Title
}

// heads translates the headings of a page.
func (b *builder) heads(keys ...string) []string {
	var out []string
	for _, k := range keys {
		out = append(out, b.words.T(k))
	}
	return out
}

// texts are the items of a list in the language of the document.
func (b *builder) texts(list []model.Text) []string {
	var out []string
	for _, t := range list {
		out = append(out, t.In(b.lang))
	}
	return out
}

// countryNames are all names of a country, those of the language of the document first.
func (b *builder) countryNames(c *model.Country) []string {
	out := []string{c.Name.In(b.lang), c.Name.In(b.other)}
	if b.lang == i18n.MN {
		return slices.Concat(out, c.AliasesMN, c.AliasesEN)
	}
	return slices.Concat(out, c.AliasesEN, c.AliasesMN)
}

func (b *builder) countryName(iso string) string {
	if c := b.portal.Country(iso); c != nil {
		return c.Name.In(b.lang)
	}
	b.fail("no country %q", iso)
	return iso
}

// country is found by its names, and by the cities of the missions in it.
func (b *builder) country(c *model.Country) doc.Document {
	id := "country/" + c.ISO
	title, other := b.titles(id)
	d := doc.Document{ID: id, Lang: b.lang, Kind: "country", URL: b.url(id), Title: title, AltTitle: other, Codes: []string{c.ISO},
		Headings: b.heads("dir_missions_that_serve", "dir_can_do", "dir_hotlines"), Rank: rankCountry}
	d.Aliases = names(d.Title, b.countryNames(c))
	s := b.sentences()
	s.say(b.pages[key{id, b.lang}].Description)
	var serving, cities []string
	for _, m := range slices.Concat(b.portal.MissionsIn(c.ISO), b.portal.MissionsCovering(c.ISO)) {
		serving = append(serving, m.Name.In(b.lang))
		if m.Host == c.ISO && m.Kind != "honorary_consul" {
			cities = append(cities, m.City.MN, m.City.EN)
		}
	}
	d.Aliases = names(d.Title, d.Aliases, cities)
	s.among("dir_missions", serving)
	var lines []string
	for _, h := range b.portal.Hotlines {
		if h.Country == c.ISO {
			lines = append(lines, h.Name.In(b.lang))
		}
	}
	s.among("dir_hotlines", lines)
	headings, money := b.countryMoney(c.ISO)
	d.Headings = append(d.Headings, headings...)
	d.Body = joined([]string{s.text(), money})
	return d
}

// mission is found by its city and by all names of its country and of those that it covers.
func (b *builder) mission(m *model.Mission) doc.Document {
	id := "mission/" + m.ID
	d := doc.Document{ID: id, Lang: b.lang, Kind: "mission", URL: b.url(id), Title: m.Name.In(b.lang), AltTitle: m.Name.In(b.other),
		Headings: b.heads("dir_contacts", "dir_area", "dir_can_do"), Rank: rankMission}
	if m.Status != model.Operating || m.Kind == "honorary_consul" {
		d.Rank = rankMissionLow
	}
	d.Aliases = names(d.Title, []string{m.City.In(b.lang), m.City.In(b.other)})
	if c := b.portal.Country(m.Host); c != nil {
		d.Aliases = names(d.Title, d.Aliases, b.countryNames(c))
	}
	if m.At != nil {
		lat, lon := m.At.Lat, m.At.Lon
		d.Lat, d.Lon = &lat, &lon
	}
	s := b.sentences()
	s.say(b.words.T("dir_kind_"+m.Kind) + ", " + b.countryName(m.Host))
	s.fact("dir_status", b.words.T("dir_status_"+string(m.Status)))
	s.among("dir_phone", m.Phones)
	s.fact("dir_phone_emergency", m.PhoneEmergency)
	s.fact("dir_email", m.Email)
	s.fact("dir_address", m.Address)
	s.fact("dir_district", m.District.In(b.lang))
	var covers []string
	for _, iso := range m.Accredited {
		covers = append(covers, b.countryName(iso))
	}
	s.among("dir_accredited", covers)
	s.say(m.Doubt.In(b.lang))
	d.Body = s.text()
	return d
}

func (b *builder) service(v *model.Service) doc.Document {
	id := "service/" + v.ID
	d := doc.Document{ID: id, Lang: b.lang, Kind: "service", URL: b.url(id), Title: v.Name.In(b.lang), AltTitle: v.Name.In(b.other),
		Headings: b.heads("dir_steps", "dir_papers", "dir_check", "dir_facts", "dir_related"), Rank: rankService}
	s := b.sentences()
	s.say(v.Summary.In(b.lang))
	s.fact("dir_audience", v.Audience.In(b.lang))
	s.among("dir_steps", b.texts(v.Steps))
	s.among("dir_papers", b.texts(v.Documents))
	s.among("dir_fee", b.texts(v.Fees))
	s.among("dir_time", b.texts(v.Times))
	s.among("dir_where", b.texts(v.Places))
	s.among("dir_legal", b.texts(v.Legal))
	s.fact("dir_check", v.Check.In(b.lang))
	s.say(v.Doubt.In(b.lang))
	d.Body = s.text()
	return d
}

// hotline is a place on the page of all help lines. Its number is found when it is typed whole.
func (b *builder) hotline(h *model.Hotline) doc.Document {
	if _, ok := b.pages[key{"page/hotlines", b.lang}]; !ok {
		b.fail("help line %s: there is no page/hotlines", h.ID)
	}
	d := doc.Document{ID: "hotline/" + h.ID, Lang: b.lang, Kind: "hotline", URL: plan.HotlineURL(b.lang, h.ID), Title: h.Name.In(b.lang), AltTitle: h.Name.In(b.other),
		Rank: rankHotline}
	if h.Number == "" {
		d.Rank = rankTerm
	}
	d.Codes = names("", []string{h.Number, strings.ReplaceAll(h.Number, "-", ""), h.FromAbroad})
	s := b.sentences()
	s.fact("dir_phone", h.Number)
	s.say(h.Purpose.In(b.lang))
	s.fact("dir_operator", h.Operator.In(b.lang))
	hours := h.Hours.In(b.lang)
	if h.AroundTheClock {
		hours = b.words.T("dir_hours_24")
	}
	s.fact("dir_hours", hours)
	var needs []string
	for _, n := range h.Needs {
		needs = append(needs, b.words.T("dir_need_"+n))
	}
	s.among("dir_by_need", needs)
	s.say(b.countryName(h.Country))
	s.say(h.Doubt.In(b.lang))
	d.Body = s.text()
	return d
}

// helpNow tells what the page for a person in danger tells: the numbers, what follows a call, and rights.
func (b *builder) helpNow() doc.Document {
	title, other := b.titles(helpPage)
	d := doc.Document{ID: helpPage, Lang: b.lang, Kind: "guide", URL: b.url(helpPage), Title: title, AltTitle: other, Rank: rankHelp,
		Headings: b.heads("dir_help_home", "dir_help_abroad", "dir_help_rights", "dir_help_signs", "dir_help_after"),
		Aliases:  b.asked(helpPage)}
	s := b.sentences()
	s.say(b.pages[key{helpPage, b.lang}].Description)
	var lines []string
	for _, h := range b.portal.Hotlines {
		if h.Country == "MN" && h.AroundTheClock && h.Verified == "yes" && slices.Contains(h.Needs, "emergency") {
			lines = append(lines, b.words.T("dir_line", i18n.Data{"number": h.Number, "name": h.Name.In(b.lang)}))
		}
	}
	s.among("dir_help_home", lines)
	s.say(b.words.T("dir_help_abroad_text"))
	s.say(b.words.T("dir_help_blame"))
	for _, v := range b.portal.Services {
		if v.Group == "protection" {
			s.say(v.Name.In(b.lang))
		}
	}
	d.Body = s.text()
	return d
}
