package searchdocs

import (
	"slices"
	"strings"

	"nutag/generator/model"
)

// listingTopics are the topics of listings, in the order of the pages.
var listingTopics = []string{"school", "kindergarten", "health", "vocational", "bank"}

// offers names what sources list in a place, and its figures. What is not listed is left out, as everything unknown is: "no
// school listed" would make the page a hit for schools.
func (b *builder) offers(s *sentences, p *model.Place) {
	for _, topic := range listingTopics {
		var names []string
		for _, l := range p.Listings {
			if l.Topic == topic {
				names = append(names, l.Name.In(b.lang))
			}
		}
		s.among("topic_"+topic, names)
	}
	for _, c := range p.Connections {
		where := b.words.T("connection_centre")
		if c.Bagh {
			where = c.Place.In(b.lang)
		}
		s.fact("connection_"+strings.ReplaceAll(c.Kind, "-", "_"), where)
	}
	b.facts(s, p.Figures, "livestock", "prices")
}

// facts adds the newest figure of each indicator, in their order, but for those of some topics: old prices and stocks of
// fodder of each soum are seldom searched for and would make every correction of a soum a larger update.
func (b *builder) facts(s *sentences, figures []model.Figure, but ...string) {
	newest := map[string]model.Figure{}
	for _, f := range model.NewestOf(figures) {
		newest[f.Indicator] = f
	}
	for _, i := range b.portal.Indicators {
		if f, ok := newest[i.ID]; ok && i.Shown && !slices.Contains(but, i.Topic) {
			value := b.words.Fact(i.Unit, f.Value, i.Digits)
			s.say(i.Title.In(b.lang) + ": " + value + " (" + b.words.Period(string(f.Period)) + ")")
		}
	}
}
