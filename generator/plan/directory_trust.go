package plan

import (
	"slices"
	"strings"

	"nutag/generator/model"
	"nutag/i18n"
)

// Pages of the directory. Their ids are those of the tables, so an address needs no slug of its own.
const (
	missionsPath  = "missions/index.html"
	countriesPath = "countries/index.html"
	servicesPath  = "services/index.html"
	hotlinesPath  = "hotlines/index.html"
	helpPath      = "guides/help-now.html"
)

func missionPath(id string) string  { return "missions/" + strings.ToLower(id) + ".html" }
func countryPage(iso string) string { return "countries/" + strings.ToLower(iso) + ".html" }
func servicePath(id string) string  { return "services/" + strings.ToLower(id) + ".html" }

// hotlinePath is the place of a help line in the list of all.
func hotlinePath(id string) string { return hotlinesPath + "#" + strings.ToLower(id) }

// HotlineURL returns the address of a help line in a language, relative to the root of the site.
func HotlineURL(lang, id string) string { return lang + "/" + hotlinePath(id) }

// directory plans the pages on whom a person can turn to.
func (b *builder) directory() []Page {
	if len(b.in.Portal.Countries) == 0 {
		return nil
	}
	pages := []Page{b.missionIndex(), b.countryIndex(), b.serviceIndex(), b.hotlineIndex(), b.helpNow()}
	for i := range b.in.Portal.Missions {
		pages = append(pages, b.mission(&b.in.Portal.Missions[i]))
	}
	for i := range b.in.Portal.Countries {
		pages = append(pages, b.country(&b.in.Portal.Countries[i]))
	}
	for i := range b.in.Portal.Services {
		pages = append(pages, b.service(&b.in.Portal.Services[i]))
	}
	return pages
}

// trustView says how far a record can be relied on, in words.
type trustView struct {
	AsOf       string `json:"as_of"`
	Confidence string `json:"confidence"` // message key
	Doubt      string `json:"doubt,omitempty"`
	Review     string `json:"review"`
	ReviewISO  string `json:"review_iso"`
	Refs       []ref  `json:"refs"`
}

func (b *builder) trust(n *notes, set string, t model.Trust) trustView {
	n.use(set)
	v := trustView{AsOf: b.dirAsOf(t.AsOf), Confidence: "dir_confidence_" + t.Confidence, Doubt: t.Doubt.In(b.lang), Refs: n.refs(t.Sources, nil)}
	s := b.in.Portal.Set(set)
	if s == nil {
		b.fail("no data set %q", set)
		return v
	}
	v.Review, v.ReviewISO = b.words.DateText(s.ReviewBy), s.ReviewBy
	return v
}

// dirAsOf writes the date of a record; two years with a stroke are the oldest and the newest of its sources.
func (b *builder) dirAsOf(date string) string {
	from, to, span := strings.Cut(date, "/")
	switch {
	case date == "":
		return b.t("dir_undated")
	case span:
		return b.t("dir_years", i18n.Data{"from": from, "to": to})
	}
	return b.words.DateText(date)
}

// detail is one line of a record: a name and one or more values, or the words for what is missing.
type detail struct {
	Label   string     `json:"label"` // message key
	Items   []dirEntry `json:"items,omitempty"`
	Missing string     `json:"missing"` // message key
}

// dirEntry is a value that may lead somewhere. Out marks an address outside the portal.
type dirEntry struct {
	Text string `json:"text"`
	URL  string `json:"url,omitempty"`
	Out  bool   `json:"out,omitempty"`
}

func plainEntries(texts ...string) []dirEntry {
	var out []dirEntry
	for _, t := range texts {
		if t != "" {
			out = append(out, dirEntry{Text: t})
		}
	}
	return out
}

func (b *builder) textEntries(texts []model.Text) []dirEntry {
	var out []dirEntry
	for _, t := range texts {
		out = append(out, dirEntry{Text: t.In(b.lang)})
	}
	return out
}

// outside is the address of a page of somebody else. Only a safe one is a link; an old http address is shown to be copied.
func outside(address string) dirEntry {
	e := dirEntry{Text: strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(address, "https://"), "http://"), "/")}
	if strings.HasPrefix(address, "https://") {
		e.URL, e.Out = address, true
	} else {
		e.Text = address
	}
	return e
}

// telephone is a number that a tap dials.
func telephone(number string) dirEntry {
	return dirEntry{Text: number, URL: "tel:" + strings.NewReplacer(" ", "", "-", "", "(", "", ")", "").Replace(number)}
}

// missingWord is the message for an empty value: left out because it is in doubt, or not found at all.
func missingWord(t model.Trust, columns ...string) string {
	for _, c := range columns {
		if slices.Contains(t.Unconfirmed, c) {
			return "dir_unconfirmed"
		}
	}
	return "dir_not_found"
}

// journeysWith lists the journeys that a service is part of and that have a page.
func (b *builder) journeysWith(from, service string) []link {
	var out []link
	for _, j := range b.in.Portal.Journeys {
		path := "journeys/" + j.ID + ".html"
		if !b.planned[path] {
			continue
		}
		if slices.ContainsFunc(j.Phases, func(p model.JourneyPhase) bool {
			return slices.ContainsFunc(p.Steps, func(s model.JourneyStep) bool { return slices.Contains(s.Services, service) })
		}) {
			out = append(out, link{Text: j.Title.In(b.lang), URL: rel(from, path)})
		}
	}
	i18n.SortBy(b.lang, out, func(l link) string { return l.Text })
	return out
}
