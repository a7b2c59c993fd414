package searchdocs

import (
	"slices"
	"strings"

	"nutag/generator/model"
	"nutag/search/doc"
)

// rankChannel is that of a channel for sending money: a reader who types its name wants its page, not one that names it.
const rankChannel = 0.45

// cards are the messages that tell on other pages what a page on sending money answers.
var cards = map[string]string{
	"page/remittance-calculator": "rem_card_calculator",
	"page/channels":              "rem_card_channels",
	"page/remittance-rules":      "rem_card_rules",
	"page/remittance-figures":    "rem_card_figures",
	"page/remittance-senders":    "rem_card_senders",
	"page/remittance-costs":      "rem_card_costs",
	"page/diaspora":              "rem_card_diaspora",
}

// remittances makes the documents of the channels, and those of the pages on sending money that the plan has.
func (b *builder) remittances() []doc.Document {
	m := &b.portal.Remittance
	var docs []doc.Document
	for i := range m.Channels {
		docs = append(docs, b.channel(&m.Channels[i]))
	}
	for id, body := range map[string]func() string{
		"page/remittances":           b.startText,
		"page/remittance-calculator": b.calculatorText,
		"page/channels":              b.channelsText,
		"page/remittance-rules":      b.rulesText,
		"page/remittance-figures":    b.figuresText,
		"page/remittance-senders":    b.sendersText,
		"page/remittance-costs":      b.costsText,
		"page/diaspora":              b.diasporaText,
		"page/diaspora-model":        b.sendersText,
	} {
		if k := (key{id, b.lang}); b.pages[k].ID != "" {
			b.used[k] = true
			d := b.page(id)
			// What the page is called where others lead to it is what a reader expects there.
			var card string
			if text, ok := cards[id]; ok {
				card = b.words.T(text)
			}
			d.Body = joined([]string{d.Body, card, body()})
			docs = append(docs, d)
		}
	}
	return docs
}

// channel makes the document of a channel. Its other names are its name in the other language, its SWIFT code and what the
// address of its site is called by.
func (b *builder) channel(c *model.Channel) doc.Document {
	id := "channel/" + c.ID
	d := doc.Document{ID: id, Lang: b.lang, Kind: "channel", URL: b.url(id), Title: c.Name.In(b.lang), AltTitle: c.Name.In(b.other), Rank: rankChannel}
	d.Aliases = names(d.Title, []string{c.Name.MN, c.Name.EN, short(c.Name.EN), domain(c.Website)})
	if c.SWIFT != "" {
		d.Aliases = append(d.Aliases, c.SWIFT)
		d.Codes = []string{c.SWIFT}
	}
	s := b.sentences()
	for _, k := range b.portal.Remittance.Kinds {
		if k.ID == c.Kind {
			s.say(k.Name.In(b.lang))
		}
	}
	if !c.Confirmed {
		s.say(b.words.T("rem_channel_unconfirmed"))
	}
	s.fact("rem_fact_from", c.SendText.In(b.lang))
	s.among("rem_country", b.namesOfCountries(c.SendFrom))
	s.fact("rem_fact_received", c.ReceiveText.In(b.lang))
	s.fact("rem_fact_charging", c.Charging.In(b.lang))
	s.fact("rem_fact_speed", c.Speed.In(b.lang))
	s.fact("rem_fact_limits", c.Limits.In(b.lang))
	s.fact("rem_fact_papers", c.Papers.In(b.lang))
	s.fact("rem_fact_licence", c.Licence.In(b.lang))
	s.fact("rem_fact_swift", c.SWIFT)
	d.Body = s.text()
	return d
}

// short is a name without what stands in brackets.
func short(name string) string {
	name, _, _ = strings.Cut(name, " (")
	return name
}

// domain is the name of a host without "www." and what follows its first point: "khanbank" of https://www.khanbank.com.
func domain(url string) string {
	host, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(url, "https://"), "www."), "/")
	host, _, _ = strings.Cut(host, ".")
	return host
}

func (b *builder) namesOfCountries(codes []string) []string {
	var out []string
	for _, iso := range codes {
		if c := b.portal.Country(iso); c != nil {
			out = append(out, c.Name.In(b.lang))
		}
	}
	return out
}

func (b *builder) startText() string {
	s := b.sentences()
	for _, k := range []string{"rem_say_price", "rem_say_rank", "rem_say_history", "rem_say_benchmark", "rem_say_licence", "rem_prices_none", "rem_prices_how"} {
		if k == "rem_prices_none" && len(b.portal.Remittance.Prices) > 0 {
			continue
		}
		s.say(strings.TrimRight(b.words.T(k), ":"))
	}
	return s.text()
}

// calculatorText names what is typed and what comes out; the numbers are the reader's own.
func (b *builder) calculatorText() string {
	s := b.sentences()
	s.say(b.words.T("calc_intro"))
	s.say(strings.Join(b.heads("calc_amount", "calc_fee", "calc_reference", "calc_offered", "calc_charge", "calc_margin", "calc_total", "calc_arrives"), ", "))
	return s.text()
}

// countryMoney is what the page of a country tells of sending money home from it and of the Mongolians there: headings and
// text, both empty where the tables know nothing of it.
func (b *builder) countryMoney(iso string) (headings []string, text string) {
	m := &b.portal.Remittance
	s := b.sentences()
	known := slices.ContainsFunc(m.Flows, func(f model.BilateralFlow) bool { return f.Country == iso }) ||
		slices.ContainsFunc(m.Benchmarks, func(x model.Benchmark) bool { return x.From == iso })
	channels := m.ChannelsFrom(iso)
	var names, orgs []string
	for _, c := range channels {
		names = append(names, c.Name.In(b.lang))
	}
	people := slices.ContainsFunc(m.Diaspora, func(d model.DiasporaCount) bool { return d.Country == iso })
	for _, o := range m.Orgs {
		if o.Country == iso {
			orgs = append(orgs, o.Name.In(b.lang))
		}
	}
	if !known && !people && len(channels)+len(orgs) == 0 {
		return nil, ""
	}
	headings = b.heads("rem_title")
	s.among("rem_country_channels", names)
	if len(channels) == 0 {
		s.say(b.words.T("rem_country_swift"))
	}
	if people {
		headings = append(headings, b.words.T("rem_country_who"))
		s.say(b.words.T("rem_country_people"))
	}
	s.among("rem_orgs", orgs)
	return headings, s.text()
}

func (b *builder) channelsText() string {
	s := b.sentences()
	for _, k := range b.portal.Remittance.Kinds {
		s.say(k.Name.In(b.lang) + ": " + k.About.In(b.lang))
	}
	var list []string
	for _, c := range b.portal.Remittance.Channels {
		list = append(list, c.Name.In(b.lang))
	}
	s.among("rem_channels", list)
	return s.text()
}

// rulesText holds the statements with what is doubtful marked, because a snippet may show one of them alone.
func (b *builder) rulesText() string {
	s := b.sentences()
	for _, f := range b.portal.Remittance.Regulation {
		text := f.Statement.In(b.lang)
		if f.Status == "unconfirmed" {
			text = b.words.T("rem_unconfirmed") + " " + text
		}
		s.say(text)
	}
	return s.text()
}

func (b *builder) figuresText() string {
	s := b.sentences()
	s.say(b.words.T("rem_series_note"))
	for _, k := range []string{"rem_chart_usd", "rem_chart_gdp", "rem_editions_text"} {
		s.say(b.words.T(k))
	}
	for _, x := range b.portal.Remittance.Vintages {
		s.say(x.Text.In(b.lang))
	}
	return s.text()
}

// sendersText names the countries of the models.
func (b *builder) sendersText() string {
	s := b.sentences()
	var codes []string
	for _, f := range b.portal.Remittance.Flows {
		codes = append(codes, f.Country)
	}
	s.among("rem_country", b.namesOfCountries(codes))
	return s.text()
}

func (b *builder) costsText() string {
	s := b.sentences()
	s.say(b.words.T("rem_benchmark_caption"))
	var from []string
	for _, x := range b.portal.Remittance.Benchmarks {
		from = append(from, x.From)
	}
	s.among("rem_country", b.namesOfCountries(slices.Compact(from)))
	for _, a := range b.portal.Remittance.Averages {
		s.say(a.Name.In(b.lang))
	}
	return s.text()
}

func (b *builder) diasporaText() string {
	s := b.sentences()
	for _, m := range b.portal.Remittance.Measures {
		s.say(m.Name.In(b.lang) + ": " + m.About.In(b.lang))
	}
	var list []string
	for _, o := range b.portal.Remittance.Orgs {
		list = append(list, o.Name.In(b.lang))
	}
	s.among("rem_orgs", list)
	return s.text()
}
