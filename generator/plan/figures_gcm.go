package plan

import (
	"slices"
	"strconv"
	"strings"

	"nutag/generator/chart"
	"nutag/generator/model"
	"nutag/i18n"
)

// FactURL is the address of a figure of the review in a language, relative to the root of the site.
func FactURL(lang, id string) string { return lang + "/" + figureIndex + "#" + id }

// factTopics are the topics of the figures in the order of the page; the messages gcm_topic_<topic> name them.
func factTopics() []string {
	return []string{"diaspora", "returnees", "remittances", "population", "internal", "reverse", "herding", "identity", "immigration", "borders", "trafficking", "campaigns", "process"}
}

// comparedTotals is the group of figures that count the same people in different ways: each says how.
const comparedTotals = "citizens-abroad"

type figuresView struct {
	Crumbs []link      `json:"crumbs"`
	Topics []factTopic `json:"topics"`
	Held   []factItem  `json:"held,omitempty"`
	Notes  notesView   `json:"notes"`
}

type factTopic struct {
	ID     string      `json:"id"`
	Title  string      `json:"title"`
	Groups []factGroup `json:"groups,omitempty"`
	Items  []factItem  `json:"items,omitempty"`
}

// factGroup is figures that belong together. What all of them share stands once, in Refs and Meta.
type factGroup struct {
	Title string     `json:"title"`
	Refs  []ref      `json:"refs,omitempty"`
	Meta  factMeta   `json:"meta"`
	Chart bool       `json:"chart"`
	Items []factItem `json:"items"`
}

type factItem struct {
	ID    string   `json:"id"`
	Label string   `json:"label"`
	Value string   `json:"value,omitempty"`
	Unit  string   `json:"unit,omitempty"`
	Say   string   `json:"say,omitempty"` // the whole sentence
	Bar   float64  `json:"bar,omitempty"` // length in a box of 100
	Meta  factMeta `json:"meta"`
}

// factMeta is what tells how to read a figure.
type factMeta struct {
	When       string `json:"when,omitempty"`
	Population string `json:"population,omitempty"`
	Objectives []link `json:"objectives,omitempty"`
	Doubt      string `json:"doubt,omitempty"`
	Low        bool   `json:"low,omitempty"` // of low confidence
	Refs       []ref  `json:"refs,omitempty"`
}

// figures is the page of all figures of the review by topic. Those that are held back are named with the reason.
func (g guideBuilder) figures() []Page {
	p := g.in.Portal
	if len(p.Facts) == 0 {
		return nil
	}
	n := g.newNotes(figureIndex)
	n.use("gcm-facts")
	title := g.t("gcm_title")
	v := figuresView{Crumbs: g.crumbs(figureIndex, link{Text: title})}
	byTopic := map[string][]*model.Fact{}
	for i := range p.Facts {
		f := &p.Facts[i]
		byTopic[f.Topic] = append(byTopic[f.Topic], f)
	}
	for _, topic := range factTopics() {
		if len(byTopic[topic]) > 0 {
			v.Topics = append(v.Topics, g.factTopic(n, topic, byTopic[topic]))
			delete(byTopic, topic)
		}
	}
	for topic := range byTopic {
		g.fail("figures: topic %q has no place on the page", topic)
	}
	for i := range p.Facts {
		if f := &p.Facts[i]; f.Show == model.Held {
			v.Held = append(v.Held, factItem{ID: f.ID, Label: f.Label.In(g.lang), Meta: factMeta{Doubt: f.Doubt.In(g.lang), Refs: n.refs(f.Sources, nil)}})
		}
	}
	v.Notes = n.view()
	return []Page{{Lang: g.lang, Path: figureIndex, Kind: "figures", ID: "page/figures", Title: title, Description: g.t("gcm_intro"), View: v}}
}

func (g guideBuilder) factTopic(n *notes, topic string, facts []*model.Fact) factTopic {
	t := factTopic{ID: "t-" + topic, Title: g.t(token("gcm_topic_", topic))}
	groups := map[string][]*model.Fact{}
	var order []string
	for _, f := range facts {
		switch {
		case f.Show == model.Held:
		case f.Chart == "":
			item := g.factItem(f, true)
			item.Meta = g.factMeta(n, f)
			t.Items = append(t.Items, item)
		default:
			if groups[f.Chart] == nil {
				order = append(order, f.Chart)
			}
			groups[f.Chart] = append(groups[f.Chart], f)
		}
	}
	slices.SortFunc(order, func(a, b string) int { // the totals that are most often mixed up come first
		if (a == comparedTotals) != (b == comparedTotals) {
			if a == comparedTotals {
				return -1
			}
			return 1
		}
		return strings.Compare(a, b)
	})
	for _, name := range order {
		t.Groups = append(t.Groups, g.factGroup(n, name, groups[name]))
	}
	return t
}

// factGroup puts figures side by side, the largest first. Bars are drawn only where every figure is one number and is
// meant for a chart: a length says that numbers compare.
func (g guideBuilder) factGroup(n *notes, name string, facts []*model.Fact) factGroup {
	v := factGroup{Title: g.t(token("gcm_group_", name)), Chart: true}
	slices.SortStableFunc(facts, func(a, b *model.Fact) int {
		x, _ := strconv.ParseFloat(a.Value, 64)
		y, _ := strconv.ParseFloat(b.Value, 64)
		switch {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	var data []chart.Datum
	for _, f := range facts {
		x, err := strconv.ParseFloat(f.Value, 64)
		v.Chart = v.Chart && err == nil && f.Show == "chart"
		data = append(data, chart.Known(x))
		item := g.factItem(f, name == comparedTotals)
		item.Meta = g.factMeta(n, f)
		v.Items = append(v.Items, item)
	}
	if v.Chart {
		c := chart.LyingBars(data, chart.Frame{W: 100, H: 10}, 5)
		// Shares of a whole are drawn against the whole, so that a bar is as long as the share.
		scale := 1.0
		if facts[0].Unit.EN == "percent" {
			scale = c.Axis.Max / 100
		}
		for _, bar := range c.Bars {
			v.Items[bar.Index].Bar = tenth(bar.W * scale)
		}
	}
	v.share()
	return v
}

// share moves what all figures of the group have in common to the group.
func (v *factGroup) share() {
	first := v.Items[0].Meta
	all := func(same func(factMeta) bool) bool {
		return !slices.ContainsFunc(v.Items, func(i factItem) bool { return !same(i.Meta) })
	}
	move := func(same func(factMeta) bool, set, clear func(*factMeta)) {
		if !all(same) {
			return
		}
		set(&v.Meta)
		for i := range v.Items {
			clear(&v.Items[i].Meta)
		}
	}
	move(func(m factMeta) bool { return m.When == first.When }, func(m *factMeta) { m.When = first.When }, func(m *factMeta) { m.When = "" })
	move(func(m factMeta) bool { return m.Population == first.Population }, func(m *factMeta) { m.Population = first.Population }, func(m *factMeta) { m.Population = "" })
	move(func(m factMeta) bool { return slices.Equal(m.Objectives, first.Objectives) }, func(m *factMeta) { m.Objectives = first.Objectives }, func(m *factMeta) { m.Objectives = nil })
	move(func(m factMeta) bool { return m.Doubt == first.Doubt && m.Low == first.Low }, func(m *factMeta) { m.Doubt, m.Low = first.Doubt, first.Low }, func(m *factMeta) { m.Doubt, m.Low = "", false })
	move(func(m factMeta) bool { return slices.Equal(m.Refs, first.Refs) }, func(*factMeta) { v.Refs = first.Refs }, func(m *factMeta) { m.Refs = nil })
}

func (g guideBuilder) factItem(f *model.Fact, say bool) factItem {
	item := factItem{ID: f.ID, Label: f.Label.In(g.lang), Value: g.factValue(f), Unit: f.Unit.In(g.lang)}
	if say {
		item.Say = f.Statement.In(g.lang)
	}
	return item
}

// factValue writes a value with its qualifier: "over 200,000", "4–5", "7 + 8".
func (g guideBuilder) factValue(f *model.Fact) string {
	var text string
	switch x, err := strconv.ParseFloat(f.Value, 64); {
	case err == nil:
		_, fraction, _ := strings.Cut(f.Value, ".")
		text = g.words.Decimal(x, len(fraction))
	case strings.Contains(f.Value, "/"): // days of one month: 2022-05-10/13
		from, to, _ := strings.Cut(f.Value, "/")
		text = g.t("guide_days", i18n.Data{"date": g.words.DateText(from[:7]), "from": strconv.Itoa(atoi(from[8:])), "to": strconv.Itoa(atoi(to))})
	case strings.Contains(f.Value, "+"):
		text = strings.ReplaceAll(f.Value, "+", " + ")
	default:
		text = strings.ReplaceAll(f.Value, "-", "–")
	}
	if f.Qualifier == "" {
		return text
	}
	return g.t(token("gcm_qualifier_", f.Qualifier), i18n.Data{"n": text})
}

// atoi reads digits that the data set holds to be digits.
func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

func (g guideBuilder) factMeta(n *notes, f *model.Fact) factMeta {
	return factMeta{When: g.when(f.AsOf), Population: f.Population.In(g.lang), Objectives: g.objectiveLinks(n.path, f.Objectives),
		Doubt: f.Doubt.In(g.lang), Low: f.Confidence == "low", Refs: n.refs(f.Sources, nil)}
}
