package plan

import (
	"slices"

	"nutag/generator/model"
	"nutag/i18n"
)

// countryRemittanceView is the section on sending money of the page of a country; the partial country-remittance.html shows
// it. What is empty is not shown.
type countryRemittanceView struct {
	People   []table     `json:"people,omitempty"` // numbers of people, one measure a line, never added
	Doubtful []table     `json:"doubtful,omitempty"`
	Channels []entry     `json:"channels,omitempty"`
	Papers   []wordFact  `json:"papers,omitempty"`
	Warnings []string    `json:"warnings,omitempty"`
	Stated   []statement `json:"stated,omitempty"` // what a source says of the rules of the country
	Flow     *wordFact   `json:"flow,omitempty"`   // the model of 2017
	Costs    []table     `json:"costs,omitempty"`
	Orgs     []entry     `json:"orgs,omitempty"`
	Missions []link      `json:"missions,omitempty"`
	Links    []link      `json:"links"`
}

// rulesOfCountry are the facts of the table of rules that are about one sending country.
var rulesOfCountry = map[string]string{"KR": "korea_illegal"}

// countryRemittance makes the section on sending money from a country, for a page whose notes are n. It is nil when the tables
// know of neither channels, people, model nor benchmark of the country.
func (b *builder) countryRemittance(iso string, n *notes) *countryRemittanceView {
	m := &b.in.Portal.Remittance
	v := &countryRemittanceView{}
	b.peopleOf(v, n, iso)
	b.channelsFrom(v, n, iso)
	var costs []model.Benchmark
	for _, x := range m.Benchmarks {
		if x.From == iso {
			costs = append(costs, x)
		}
	}
	if len(costs) > 0 {
		v.Costs = []table{b.benchmarkTable(n, costs, false)}
	}
	for _, f := range m.Flows {
		if f.Country == iso {
			v.Flow = &wordFact{Name: b.t("rem_country_flow"), Refs: n.cite("bilateral-2017", "usd_million", f.Sources),
				Text: b.t("rem_country_flow_text", i18n.Data{"amount": b.t("rem_musd", i18n.Data{"n": b.words.Decimal(f.USDMillion, 3)}), "share": b.words.Percent(f.SharePct, 1), "confidence": b.confidence(f.Confidence)})}
		}
	}
	for _, o := range m.Orgs {
		if o.Country == iso {
			n.use("diaspora-orgs")
			v.Orgs = append(v.Orgs, b.organisation(n, o))
		}
	}
	if len(v.People)+len(v.Doubtful)+len(v.Channels)+len(v.Costs)+len(v.Orgs) == 0 && v.Flow == nil {
		return nil
	}
	for _, f := range m.Regulation {
		if f.ID == rulesOfCountry[iso] {
			n.use("regulation")
			v.Stated = append(v.Stated, b.statement(n, f))
		}
	}
	for _, x := range b.in.Portal.MissionsIn(iso) {
		if x.Status == model.Operating && x.Kind != "honorary_consul" {
			l := link{Text: x.Name.In(b.lang)}
			if path := missionPath(x.ID); b.planned[path] {
				l.URL = rel(n.path, path)
			}
			v.Missions = append(v.Missions, l)
		}
	}
	v.Links = []link{{Text: b.t("rem_channels"), URL: rel(n.path, channelsPath)}, {Text: b.t("calc_title"), URL: rel(n.path, calculatorPath)},
		{Text: b.t("calc_related_safely"), URL: rel(n.path, safelyPath)}, {Text: b.t("rem_diaspora"), URL: rel(n.path, diasporaPath)}}
	return v
}

// countryMoney is the section on sending money as a part of the page of a country.
func (b *builder) countryMoney(c *model.Country, _ string, n *notes) *countrySection {
	v := b.countryRemittance(c.ISO, n)
	if v == nil {
		return nil
	}
	return &countrySection{ID: "money", Partial: "country-remittance.html", View: v}
}

// peopleOf lists the numbers of Mongolians in a country, each under the name of its measure, what is not confirmed apart.
func (b *builder) peopleOf(v *countryRemittanceView, n *notes, iso string) {
	people := table{Caption: b.t("rem_country_people")}
	doubtful := table{Caption: b.t("rem_country_people_doubtful")}
	var sure, unsure []model.Evidence
	for _, m := range b.in.Portal.Remittance.Measures {
		for _, d := range b.in.Portal.Remittance.Diaspora {
			if d.Country != iso || d.Measure != m.ID {
				continue
			}
			t, all := &people, &sure
			if d.Confidence == lowConfidence {
				t, all = &doubtful, &unsure
			}
			*all = append(*all, d.Evidence)
			t.Rows = append(t.Rows, row{Head: m.Name.In(b.lang), Cells: []cell{{Text: b.persons(d), Num: true}, {Text: b.asOf(d.AsOf)}, {Text: b.diasporaNote(d)}}})
		}
	}
	cols := []column{{Text: b.t("rem_measure")}, {Text: b.t("rem_persons"), Num: true}, {Text: b.t("rem_fact_as_of")}, {Text: b.t("rem_note")}}
	if len(people.Rows) > 0 {
		n.use("diaspora-by-country")
		people.Cols, people.Refs = cols, n.refs(gathered(sure...))
		v.People = []table{people}
	}
	if len(doubtful.Rows) > 0 {
		n.use("diaspora-by-country")
		doubtful.Cols, doubtful.Refs = cols, n.refs(gathered(unsure...))
		v.Doubtful = []table{doubtful}
	}
}

// channelsFrom lists the channels that name the country, the papers that they ask for, and the warnings about them.
func (b *builder) channelsFrom(v *countryRemittanceView, n *notes, iso string) {
	var all []model.Evidence
	for _, confirmed := range []bool{true, false} {
		for _, c := range b.in.Portal.Remittance.ChannelsFrom(iso) {
			if c.Confirmed != confirmed {
				continue
			}
			n.use("channels")
			all = append(all, c.Evidence)
			e := entry{Name: c.Name.In(b.lang), URL: rel(n.path, channelPath(c.ID)), Text: b.channelKind(c.Kind) + ". " + c.ReceiveText.In(b.lang), Refs: n.refs(c.Sources, c.Cautions)}
			if !c.Confirmed {
				e.Doubt, e.Meta = true, b.t("rem_channel_unconfirmed")
			}
			v.Channels = append(v.Channels, e)
			papers := c.Papers.In(b.lang)
			if papers == "" {
				continue
			}
			known := false
			for i := range v.Papers {
				if v.Papers[i].Text == papers {
					v.Papers[i].Name += ", " + c.Name.In(b.lang)
					known = true
				}
			}
			if !known {
				v.Papers = append(v.Papers, wordFact{Name: c.Name.In(b.lang), Text: papers, Refs: n.refs(c.Sources, nil)})
			}
		}
	}
	_, cautions := gathered(all...)
	// That a channel is not confirmed stands in its own line; here it would be read as said of all.
	cautions = slices.DeleteFunc(cautions, func(id string) bool { return id == "channel-unconfirmed" })
	if texts := b.warnings(n, cautions...); len(texts) > 0 {
		v.Warnings = append([]string{b.t("rem_country_warnings")}, texts...)
	}
}
