package plan

import (
	"slices"
	"strconv"
	"strings"

	"nutag/generator/model"
	"nutag/i18n"
)

// offersView is what the sources name in a soum, topic by topic. A list that is empty says so in words: nothing here may be
// read as "there is none", unless an official count says zero.
type offersView struct {
	Rows    []offerRow `json:"rows"`
	Printed bool       `json:"printed"` // something is known: the section is on the print sheet
}

type offerRow struct {
	Label   string      `json:"label"` // message key
	Listed  []offerItem `json:"listed,omitempty"`
	Figures []figure    `json:"figures,omitempty"`
	Country *offerItem  `json:"country,omitempty"` // what is known of the whole country where nothing is known of the soum
	None    bool        `json:"none"`              // nothing is listed and no figure is known
	// Unprinted keeps a topic off the print sheet, which has room for what families ask first.
	Unprinted bool `json:"unprinted,omitempty"`
}

// offerItem is one line: a name, and in small letters what is said of it.
type offerItem struct {
	Name string `json:"name,omitempty"`
	URL  string `json:"url,omitempty"`
	// Address is an address of the web without encryption: it is written, not linked, as verify asks of every page.
	Address string `json:"address,omitempty"`
	Detail  string `json:"detail,omitempty"`
	Note    string `json:"note,omitempty"`
	Refs    []ref  `json:"refs"`
}

// offerTopics are the topics that every soum page names, known or not, in the order in which families ask; extraTopics are
// named only where there is a figure.
var (
	offerTopics = []string{"school", "kindergarten", "health", "vocational", "bank", "connection", "utilities", "office"}
	extraTopics = []string{"work", "people", "safety", "poverty", "land"}
)

// figureTopics puts the figures of some topics into the row of another; livestock and prices stand with the herds.
var figureTopics = map[string]string{"money": "bank"}

// connectionTopics says in which row a connection stands.
var connectionTopics = map[string]string{"fibre": "connection", "mobile-4g": "connection", "electricity-grid": "utilities", "central-heating": "utilities", "piped-water": "utilities"}

// printedFigures is how many figures of a topic the print sheet has: with all of them it would be two pages.
const printedFigures = 2

func (x *offerItem) at(website string) {
	if strings.HasPrefix(website, "https://") {
		x.URL = website
	} else {
		x.Address = strings.TrimPrefix(website, "http://")
	}
}

func (b *builder) offers(n *notes, p *model.Place) *offersView {
	figures := map[string][]figure{}
	for _, f := range b.newestByRank(p.Figures) {
		topic := b.in.Portal.Indicator(f.Indicator).Topic
		if to, ok := figureTopics[topic]; ok {
			topic = to
		}
		if topic != "livestock" && topic != "prices" {
			figures[topic] = append(figures[topic], b.fact(n, f))
		}
	}
	if p.Kind != model.Soum && len(figures) == 0 {
		return nil // of districts nothing of this is collected yet
	}
	v := &offersView{}
	for _, topic := range offerTopics {
		for i := range figures[topic] {
			figures[topic][i].Unprinted = i >= printedFigures
		}
		r := offerRow{Label: "topic_" + topic, Listed: b.listed(n, p, topic), Figures: figures[topic]}
		if len(r.Listed) == 0 && len(r.Figures) == 0 {
			r.None = true
		}
		v.Printed = v.Printed || !r.None
		v.Rows = append(v.Rows, r)
	}
	for _, topic := range extraTopics {
		if len(figures[topic]) > 0 {
			v.Rows = append(v.Rows, offerRow{Label: "topic_" + topic, Figures: figures[topic], Unprinted: true})
		}
	}
	return v
}

// countryWide adds what is known of the whole country to the topics of which nothing is known of the soum. They are not printed.
func (b *builder) countryWide(n *notes, v *offersView) {
	for i := 0; v != nil && i < len(v.Rows); i++ {
		if r := &v.Rows[i]; r.None {
			r.Country = b.countryFact(n, strings.TrimPrefix(r.Label, "topic_"))
		}
	}
}

// listed are the institutions, connections or sites of one topic.
func (b *builder) listed(n *notes, p *model.Place, topic string) []offerItem {
	var out []offerItem
	for _, l := range p.Listings {
		if l.Topic != topic {
			continue
		}
		item := offerItem{Name: l.Name.In(b.lang), Detail: b.listingDetail(l), Note: l.Note.In(b.lang)}
		item.at(l.Website)
		doubts := b.undated(l.AsOf)
		if l.Website != "" {
			doubts = append(doubts, b.column("places", "website").Cautions...)
		}
		n.use("places")
		item.Refs = n.refs([]string{l.Source}, doubts)
		out = append(out, item)
	}
	for _, c := range p.Connections {
		if connectionTopics[c.Kind] != topic {
			continue
		}
		where := b.t("connection_centre")
		if c.Bagh {
			where = c.Place.In(b.lang)
		}
		details := []string{where}
		if c.Partly {
			details = append(details, b.t("connection_partly"))
		}
		doubts := b.undated(c.AsOf)
		switch c.Kind {
		case "fibre":
			doubts = append(doubts, "fibre-not-household")
		case "electricity-grid":
			doubts = append(doubts, "grid-from-outage")
		}
		n.use("places")
		out = append(out, offerItem{Name: b.t("connection_" + strings.ReplaceAll(c.Kind, "-", "_")), Detail: strings.Join(append(details, b.seenOn(c.AsOf)), ", "), Note: c.Note.In(b.lang), Refs: n.refs(c.Sources, doubts)})
	}
	if topic == "office" {
		out = append(out, b.sites(n, p.Sites)...)
	}
	return out
}

// sites are web pages of offices; their addresses were seen as stored copies and say so.
func (b *builder) sites(n *notes, list []model.OfficeSite) []offerItem {
	var out []offerItem
	for _, s := range list {
		n.use("places")
		item := offerItem{Name: b.t("site_" + strings.ReplaceAll(s.Kind, "-", "_")), Detail: b.seenOn(s.AsOf),
			Refs: n.refs([]string{s.Source}, append([]string{"site-not-checked"}, b.undated(s.AsOf)...))}
		item.at(s.Website)
		out = append(out, item)
	}
	return out
}

// listingDetail gathers the numbers of a listing and the date of its source: "сурагч 480, багш 32, 2022.10.07".
func (b *builder) listingDetail(l model.Listing) string {
	var parts []string
	if l.Building {
		parts = append(parts, b.t("listing_building"))
	}
	if l.Founded != 0 {
		parts = append(parts, b.t("listing_founded", i18n.Data{"year": strconv.Itoa(l.Founded)}))
	}
	if l.Dormitory {
		parts = append(parts, b.t("listing_dormitory"))
	}
	for _, x := range l.Numbers {
		parts = append(parts, b.t("listing_"+x.Kind, i18n.Data{"n": b.words.Int(x.N)}))
	}
	return strings.Join(append(parts, b.seenOn(l.AsOf)), ", ")
}

// seenOn writes the date of a source, which may be no more than a year, or says that there is none.
func (b *builder) seenOn(date string) string {
	if date == "" {
		return b.t("listing_undated")
	}
	return b.words.DateTable(date)
}

func (b *builder) undated(date string) []string {
	if date == "" {
		return []string{"listing-undated"}
	}
	return nil
}

func (b *builder) countryFact(n *notes, topic string) *offerItem {
	for _, f := range b.in.Portal.CountryFacts {
		if f.Topic == topic && f.OnSoumPages {
			n.use("places")
			return &offerItem{Name: f.Text.In(b.lang), Detail: b.seenOn(f.AsOf), Refs: n.refs([]string{f.Source}, nil)}
		}
	}
	return nil
}

// newestByRank returns the newest figure of each indicator that is shown, in the order of the indicators.
func (b *builder) newestByRank(list []model.Figure) []model.Figure {
	newest := map[string]model.Figure{}
	for _, f := range model.NewestOf(list) {
		newest[f.Indicator] = f
	}
	var out []model.Figure
	for _, i := range b.in.Portal.Indicators {
		if f, ok := newest[i.ID]; ok && i.Shown {
			out = append(out, f)
		}
	}
	return out
}

// fact shows one figure with the name of its indicator.
func (b *builder) fact(n *notes, f model.Figure) figure {
	i := b.in.Portal.Indicator(f.Indicator)
	n.use(f.Set)
	return figure{Text: i.Title.In(b.lang), Value: b.words.Fact(i.Unit, f.Value, i.Digits), When: b.words.Period(string(f.Period)),
		Refs: n.refs([]string{f.Source}, i.Cautions)}
}

// more are the figures of fodder, prices and reserves, which stand with the herds.
func (b *builder) more(n *notes, p *model.Place) []figure {
	var out []figure
	for _, f := range b.newestByRank(p.Figures) {
		if t := b.in.Portal.Indicator(f.Indicator).Topic; t == "livestock" || t == "prices" {
			out = append(out, b.fact(n, f))
		}
	}
	return out
}

// maxAimagFigures is how many figures from tables of figures an aimag page shows, first those that rank first: with all that the
// statistics office has, the page of the aimag with the most soums would be heavier than 14,000 bytes. The rest is a link away.
const maxAimagFigures = 12

// aimagMore are the unemployment of the region of an aimag and the figures of the aimag from the tables of figures. The link
// leads to the others where some are left out.
func (b *builder) aimagMore(n *notes, path string, a *model.AimagRecord) (out []figure, rest *link) {
	if r := b.in.Portal.RegionOf(a.Code); r != nil {
		for _, f := range b.newestByRank(r.Figures) {
			if b.in.Portal.Indicator(f.Indicator).Topic != "work" {
				continue
			}
			x := b.fact(n, f)
			x.Text = b.t("fact_region", i18n.Data{"name": r.Name.In(b.lang), "what": x.Text})
			x.Refs = append(x.Refs, n.refs(nil, []string{"region-not-aimag"})...)
			out = append(out, x)
		}
	}
	for _, f := range b.newestByRank(a.Figures) {
		if len(out) == maxAimagFigures {
			return out, &link{Text: b.t("offers_rest"), URL: rel(path, setPath("indicators"))}
		}
		out = append(out, b.fact(n, f))
	}
	return out, nil
}

// aimagListed says in one line of how many soums of the aimag something is listed, topic by topic; nil where nothing is.
func (b *builder) aimagListed(n *notes, a *model.AimagRecord) *offerItem {
	var parts []string
	for _, topic := range offerTopics[:5] {
		listed := 0
		for _, code := range a.Members {
			if slices.ContainsFunc(b.in.Portal.Place(code).Listings, func(l model.Listing) bool { return l.Topic == topic && !l.Building }) {
				listed++
			}
		}
		if listed > 0 {
			parts = append(parts, b.t("topic_"+topic)+" "+b.words.Int(listed))
		}
	}
	if len(parts) == 0 || a.Kind == model.Capital {
		return nil
	}
	n.use("places")
	return &offerItem{Name: b.t("offers_aimag_listed", i18n.Data{"n": b.words.Int(len(a.Members))}), Detail: strings.Join(parts, ", "), Refs: n.refs(nil, []string{"listing-incomplete"})}
}
