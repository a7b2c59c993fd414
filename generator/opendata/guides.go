package opendata

import (
	"slices"
	"time"

	"nutag/generator/dataset"
	"nutag/generator/model"
)

// provenance is what a record that no table holds tells of itself.
type provenance struct {
	Sources    []string `json:"sources"`
	Cautions   []string `json:"cautions"`
	AsOf       string   `json:"as_of"`
	Confidence *string  `json:"confidence"` // null: the data set gives none for the record as a whole
	ReviewBy   string   `json:"review_by"`
	Licence    string   `json:"data_licence"`
	Data       string   `json:"data"` // folder of the files that it comes from
}

func (w *writer) ofSet(name string, sources []string) provenance {
	s := w.catalog.Set(name)
	if s == nil {
		w.fail("no data set %s", name)
		return provenance{}
	}
	if sources == nil {
		sources = s.Sources
	}
	return provenance{
		Sources: list(sources), Cautions: []string{}, AsOf: s.AsOf.Format(time.DateOnly), ReviewBy: s.ReviewBy.Format(time.DateOnly),
		Licence: s.Licence.ID, Data: dataDir + "/" + name,
	}
}

// citations is what a step or an answer rests on: ids of records, and of sources.
type citations struct {
	Services []string `json:"services"`
	Hotlines []string `json:"hotlines"`
	Sources  []string `json:"sources"`
}

func citationsOf(c model.Citations) citations {
	return citations{Services: prefixed("service/", c.Services), Hotlines: prefixed("hotline/", c.Hotlines), Sources: list(c.Sources)}
}

func prefixed(prefix string, ids []string) []string {
	out := []string{}
	for _, id := range ids {
		out = append(out, prefix+id)
	}
	return out
}

type journeyRecord struct {
	ID         string         `json:"id"`
	Pages      text           `json:"pages"`
	Title      text           `json:"title"`
	Summary    text           `json:"summary"`
	For        text           `json:"for"`
	Protection bool           `json:"protection"` // deals with danger: show a way out, keep nothing of the reader
	Phases     []journeyPhase `json:"phases"`
	provenance
}

type journeyPhase struct {
	Key   string        `json:"key"` // before, during, after
	Title *text         `json:"title"`
	Steps []journeyStep `json:"steps"`
}

type journeyStep struct {
	ID    string `json:"id"`
	Title text   `json:"title"`
	Text  text   `json:"text"`
	citations
}

func (w *writer) journeys() []record {
	var out []record
	for _, j := range w.portal.Journeys {
		id := "journey/" + j.ID
		v := journeyRecord{ID: id, Pages: w.pages(id), Title: text(j.Title), Summary: text(j.Summary), For: text(j.For), Protection: j.Protection,
			Phases: []journeyPhase{}, provenance: w.ofSet("journeys", journeySources(j))}
		for _, p := range j.Phases {
			phase := journeyPhase{Key: p.Key, Title: optional(p.Title), Steps: []journeyStep{}}
			for _, s := range p.Steps {
				phase.Steps = append(phase.Steps, journeyStep{ID: s.ID, Title: text(s.Title), Text: text(s.Text), citations: citationsOf(s.Citations)})
			}
			v.Phases = append(v.Phases, phase)
		}
		out = append(out, record{ID: id, Name: v.Title, Pages: v.Pages, Value: v})
	}
	return out
}

func journeySources(j model.Journey) []string {
	all := [][]string{{}}
	for _, p := range j.Phases {
		for _, s := range p.Steps {
			all = append(all, s.Sources)
		}
	}
	return union(all...)
}

// optional is nil for a text that is not there.
func optional(t model.Text) *text {
	if t == (model.Text{}) {
		return nil
	}
	out := text(t)
	return &out
}

// flowRecord is a tree of questions as a graph: begin at Start and follow the answers to an end.
type flowRecord struct {
	ID         string     `json:"id"`
	Pages      text       `json:"pages"`
	Title      text       `json:"title"`
	Summary    text       `json:"summary"`
	Protection bool       `json:"protection"`
	Start      string     `json:"start"`
	Nodes      []flowNode `json:"nodes"`
	provenance
}

type flowNode struct {
	ID      string       `json:"id"`
	End     bool         `json:"end"`
	Title   text         `json:"title"` // the question, or what an end says
	Text    *text        `json:"text"`
	Answers []flowAnswer `json:"answers"`
	citations
}

type flowAnswer struct {
	Text text   `json:"text"`
	To   string `json:"to"`
}

func (w *writer) flows() []record {
	var out []record
	for _, f := range w.portal.Flows {
		id := "flow/" + f.ID
		v := flowRecord{ID: id, Pages: w.pages(id), Title: text(f.Title), Summary: text(f.Summary), Protection: f.Protection, Start: f.Start, Nodes: []flowNode{}}
		sources := []string{}
		for _, n := range f.Nodes {
			node := flowNode{ID: n.ID, End: n.End, Title: text(n.Question), Text: optional(n.Help), Answers: []flowAnswer{}, citations: citationsOf(n.Citations)}
			if n.End {
				node.Title, node.Text = text(n.Title), optional(n.Text)
			}
			for _, a := range n.Answers {
				node.Answers = append(node.Answers, flowAnswer{Text: text(a.Text), To: a.To})
			}
			v.Nodes = append(v.Nodes, node)
			sources = append(sources, n.Sources...)
		}
		v.provenance = w.ofSet("flows", union(sources, []string{}))
		out = append(out, record{ID: id, Name: v.Title, Pages: v.Pages, Value: v})
	}
	return out
}

// seriesTables are the tables whose rows make sense together only: each is one record. Their pages are those of their sets.
var seriesTables = []string{
	"bilateral-2017", "diaspora", "diaspora-measures", "diaspora-orgs", "fees-observed", "lesson-facts", "price-observations", "regulation",
	"remittance-series", "rpw-benchmarks", "rpw-global", "rpw-method", "series-vintages",
}

// series are the tables of the list that are there and published.
func (w *writer) seriesOf() []*dataset.Table {
	var out []*dataset.Table
	for _, name := range slices.Sorted(slices.Values(seriesTables)) {
		if t := w.catalog.Table(name); t != nil && t.Set.Published {
			out = append(out, t)
		}
	}
	return out
}
