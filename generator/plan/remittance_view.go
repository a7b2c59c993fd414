package plan

import (
	"slices"
	"strings"

	"nutag/generator/model"
	"nutag/i18n"
)

// Addresses of the pages on sending money. The calculator has its own.
const (
	remittancesPath = "remittances/index.html"
	figuresPath     = "remittances/figures.html"
	sendersPath     = "remittances/senders.html"
	costsPath       = "remittances/costs.html"
	diasporaPath    = "remittances/diaspora.html"
	diasporaOfModel = "remittances/diaspora-model.html"
	rulesPath       = "remittances/rules.html"
	channelsPath    = "channels/index.html"
	safelyPath      = "guides/sending-safely.html"
)

// remittanceTerms is the domain of the glossary that these pages use.
const remittanceTerms = "remittance-banking"

// lowConfidence is the confidence of what must never be read as the state of today.
const lowConfidence = "low"

// channelPath is the page of a channel.
func channelPath(id string) string { return "channels/" + id + ".html" }

// wordFact is one named fact in words. An empty text is shown as "not known yet".
type wordFact struct {
	Name  string `json:"name"`
	Text  string `json:"text"`
	URL   string `json:"url,omitempty"`   // address outside the portal
	Links []link `json:"links,omitempty"` // pages of the portal
	Refs  []ref  `json:"refs"`
}

// statement is a sentence with what it rests on.
type statement struct {
	Text  string `json:"text"`
	Value string `json:"value,omitempty"`
	Meta  string `json:"meta"` // date and confidence in words
	Doubt bool   `json:"doubt"`
	Refs  []ref  `json:"refs"`
}

// entry is a linked name with one or two lines on it.
type entry struct {
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
	Text string `json:"text"`
	Meta string `json:"meta,omitempty"`
	// Doubt: not confirmed, and shown as such.
	Doubt bool  `json:"doubt"`
	Refs  []ref `json:"refs,omitempty"`
}

// section is one part of a page on remittances; what is empty is not shown. The order of the fields is that of the page.
type section struct {
	ID         string      `json:"id"`
	Title      string      `json:"title"`
	Refs       []ref       `json:"refs,omitempty"`
	Warn       []string    `json:"warn,omitempty"`
	Text       []string    `json:"text,omitempty"`
	Cards      []entry     `json:"cards,omitempty"`
	List       []string    `json:"list,omitempty"`
	Steps      []string    `json:"steps,omitempty"`
	Facts      []wordFact  `json:"facts,omitempty"`
	Entries    []entry     `json:"entries,omitempty"`
	Statements []statement `json:"statements,omitempty"`
	Charts     []chartCard `json:"charts,omitempty"`
	Tables     []table     `json:"tables,omitempty"`
	After      []string    `json:"after,omitempty"`
	Links      []link      `json:"links,omitempty"`
}

// remittanceView is a page on remittances: an introduction, sections, and the notes at the foot.
type remittanceView struct {
	Crumbs   []link       `json:"crumbs"`
	Kind     string       `json:"kind,omitempty"` // kind of a channel, in words
	Intro    string       `json:"intro,omitempty"`
	Warn     []string     `json:"warn,omitempty"`
	Sections []section    `json:"sections"`
	Lessons  *lessonsView `json:"lessons,omitempty"`
	Related  []link       `json:"related"`
	Notes    notesView    `json:"notes"`
}

// remittances plans the pages on sending money.
func (b *builder) remittances() []Page {
	pages := []Page{b.remittanceStart(), b.channelIndex(), b.remittanceFigures(), b.senders(), b.costs(), b.diaspora(), b.diasporaModel(), b.rules()}
	for i := range b.in.Portal.Remittance.Channels {
		pages = append(pages, b.channel(&b.in.Portal.Remittance.Channels[i]))
	}
	return pages
}

// remittancePage makes a page of the kind; it must be called after every figure of the page has been made.
func (b *builder) remittancePage(path, id, title, description string, v remittanceView, n *notes) Page {
	if path != remittancesPath {
		v.Crumbs = b.crumbs(path, link{Text: b.t("rem_nav"), URL: rel(path, remittancesPath)}, link{Text: title})
	} else {
		v.Crumbs = b.crumbs(path, link{Text: b.t("rem_nav")})
	}
	v.Related = b.remittanceLinks(path)
	v.Notes = n.view()
	return Page{Lang: b.lang, Path: path, Kind: "remittance", ID: id, Title: title, Description: description, View: v}
}

// remittanceLinks are the pages that belong together, without the one that the reader is on.
func (b *builder) remittanceLinks(path string) []link {
	var out []link
	for _, x := range []struct{ path, key string }{
		{remittancesPath, "rem_title"}, {calculatorPath, "calc_title"}, {channelsPath, "rem_channels"}, {safelyPath, "calc_related_safely"}, {rulesPath, "rem_rules"},
		{figuresPath, "rem_figures"}, {sendersPath, "rem_senders"}, {costsPath, "rem_costs"}, {diasporaPath, "rem_diaspora"}, {diasporaOfModel, "rem_diaspora_model"},
		{termPath(remittanceTerms), "calc_related_terms"},
	} {
		if x.path != path {
			out = append(out, link{Text: b.t(x.key), URL: rel(path, x.path)})
		}
	}
	return out
}

// asOf writes the date of a source in words: a day, month or year, a quarter, a span, or a year from which on.
func (b *builder) asOf(date string) string {
	if date == "" {
		return b.t("rem_undated")
	}
	if from, ok := strings.CutSuffix(date, "+"); ok {
		return b.t("rem_date_since", i18n.Data{"date": b.words.DateText(from)})
	}
	if from, to, ok := strings.Cut(date, "/"); ok {
		if len(from) == 4 && len(to) == 4 {
			return b.t("date_years", i18n.Data{"from": from, "to": to})
		}
		return b.words.DateText(from) + " – " + b.words.DateText(to)
	}
	if year, quarter, ok := strings.Cut(date, "-Q"); ok {
		return b.t("rem_date_quarter", i18n.Data{"year": year, "quarter": quarter})
	}
	return b.words.DateText(date)
}

// confidence says in words how sure a fact is.
func (b *builder) confidence(level string) string { return b.t("rem_confidence_" + level) }

// origin says in words how old and how sure a fact is.
func (b *builder) origin(e model.Evidence) string {
	return b.t("rem_origin", i18n.Data{"date": b.asOf(e.AsOf), "confidence": b.confidence(e.Confidence)})
}

// countryName is the name of a country in the language of the page.
func (b *builder) countryName(iso string) string {
	if c := b.in.Portal.Country(iso); c != nil {
		return c.Name.In(b.lang)
	}
	b.fail("country %q is not known", iso)
	return iso
}

// countryLinks names countries, with their pages where they are planned, in alphabetical order.
func (b *builder) countryLinks(from string, codes []string) []link {
	var out []link
	for _, iso := range codes {
		l := link{Text: b.countryName(iso)}
		if b.planned[countryPage(iso)] {
			l.URL = rel(from, countryPage(iso))
		}
		out = append(out, l)
	}
	i18n.SortBy(b.lang, out, func(l link) string { return l.Text })
	return out
}

// terms links to words of the glossary.
func (b *builder) terms(from string, ids ...string) []link {
	var out []link
	for _, id := range ids {
		i := slices.IndexFunc(b.in.Portal.Glossary, func(t model.Term) bool { return t.ID == id })
		if i < 0 {
			b.fail("term %q is not in the glossary", id)
			continue
		}
		t := b.in.Portal.Glossary[i]
		out = append(out, link{Text: t.Term.In(b.lang), URL: rel(from, termPath(t.Domain)+"#"+t.ID)})
	}
	return out
}

// foreign writes an amount, formatted already, with the words for its currency.
func (b *builder) foreign(currency, amount string) string {
	if currency == "MNT" {
		return b.t("num_money_text", i18n.Data{"n": amount})
	}
	return b.t("rem_money_"+strings.ToLower(currency), i18n.Data{"n": amount})
}

// warnings are the texts of cautions, for a place where a mark alone could be overlooked. They are noted at the foot as well.
func (b *builder) warnings(n *notes, ids ...string) []string {
	n.refs(nil, ids)
	var out []string
	for _, id := range ids {
		if c := b.in.Portal.Caution(id); c != nil {
			out = append(out, c.Text.In(b.lang))
		}
	}
	return out
}

// gathered joins the sources and the cautions of several facts, each once.
func gathered(all ...model.Evidence) (sources, cautions []string) {
	for _, e := range all {
		for _, s := range e.Sources {
			sources = appendNew(sources, s)
		}
		for _, c := range e.Cautions {
			cautions = appendNew(cautions, c)
		}
	}
	return sources, cautions
}

// remittanceCountries lists the countries that a section on remittances can be written for, by code.
func (b *builder) remittanceCountries() []string {
	m := &b.in.Portal.Remittance
	var out []string
	for _, c := range m.Channels {
		out = append(out, c.SendFrom...)
	}
	for _, d := range m.Diaspora {
		out = append(out, d.Country)
	}
	for _, x := range m.Benchmarks {
		out = append(out, x.From)
	}
	for _, f := range m.Flows {
		out = append(out, f.Country)
	}
	slices.Sort(out)
	out = slices.Compact(out)
	return slices.DeleteFunc(out, func(iso string) bool { return iso == "" })
}
