package searchdocs

import (
	"strings"

	"nutag/generator/model"
	"nutag/generator/plan"
	"nutag/i18n"
	"nutag/search/doc"
)

// Importance of the guides: a way through a situation is what most readers look for; a single figure is what few do.
const (
	rankJourney   = 0.6
	rankFlow      = 0.55
	rankProgramme = 0.4
	rankFigure    = 0.3
)

// guides makes the documents of journeys, flows, programmes and of the figures of the review that are shown.
func (b *builder) guides() []doc.Document {
	var docs []doc.Document
	for i := range b.portal.Journeys {
		docs = append(docs, b.journey(&b.portal.Journeys[i]))
	}
	for i := range b.portal.Flows {
		docs = append(docs, b.flow(&b.portal.Flows[i]))
	}
	for i := range b.portal.Programmes {
		docs = append(docs, b.programme(&b.portal.Programmes[i]))
	}
	for i := range b.portal.Facts {
		if f := &b.portal.Facts[i]; f.Show != model.Held {
			docs = append(docs, b.fact(f))
		}
	}
	return docs
}

func (b *builder) journey(j *model.Journey) doc.Document {
	d := b.guide("journey", j.ID, j.Title, rankJourney)
	body := []string{j.Summary.In(b.lang), j.For.In(b.lang)}
	for _, ph := range j.Phases {
		for _, s := range ph.Steps {
			d.Headings = append(d.Headings, s.Title.In(b.lang))
			body = append(body, s.Text.In(b.lang))
		}
	}
	d.Body = joined(body)
	return d
}

// flow is found by its questions and by what it advises: its pages have no documents of their own, since a question alone
// answers nothing.
func (b *builder) flow(f *model.Flow) doc.Document {
	d := b.guide("flow", f.ID, f.Title, rankFlow)
	body := []string{f.Summary.In(b.lang)}
	for _, n := range f.Nodes {
		if n.End {
			d.Headings = append(d.Headings, n.Title.In(b.lang))
			body = append(body, n.Text.In(b.lang))
			continue
		}
		body = append(body, n.Question.In(b.lang), n.Help.In(b.lang))
	}
	d.Body = joined(body)
	return d
}

func (b *builder) programme(p *model.Programme) doc.Document {
	d := b.guide("programme", p.ID, p.Name, rankProgramme)
	d.Body = joined([]string{p.What.In(b.lang), p.StateText.In(b.lang), p.Do.In(b.lang), p.Serves.In(b.lang), p.Who.In(b.lang)})
	return d
}

// fact lies at an anchor of the page of all figures.
func (b *builder) fact(f *model.Fact) doc.Document {
	w := b.words
	topic := w.T("gcm_topic_" + strings.ReplaceAll(f.Topic, "-", "_"))
	d := doc.Document{ID: "figure/" + f.ID, Lang: b.lang, Kind: "figure", URL: plan.FactURL(b.lang, f.ID),
		Title: f.Label.In(b.lang), AltTitle: f.Label.In(b.other), Rank: rankFigure, Headings: []string{topic}}
	d.Body = joined([]string{f.Statement.In(b.lang), b.years(f.AsOf), f.Population.In(b.lang), f.Doubt.In(b.lang)})
	return d
}

// years is the year or the years that a fact is of.
func (b *builder) years(asOf string) string {
	from, to, span := strings.Cut(asOf, "/")
	if len(from) < 4 {
		return ""
	}
	if span && len(to) >= 4 && from[:4] != to[:4] {
		return b.words.T("date_years", i18n.Data{"from": from[:4], "to": to[:4]}) + "."
	}
	return b.words.DateText(from[:4]) + "."
}

func (b *builder) guide(kind, id string, title model.Text, rank float64) doc.Document {
	id = kind + "/" + id
	return doc.Document{ID: id, Lang: b.lang, Kind: kind, URL: b.url(id), Title: title.In(b.lang), AltTitle: title.In(b.other), Rank: rank}
}

// joined puts sentences together, without those that say nothing.
func joined(parts []string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " ")
}
