package derive

import (
	"slices"
	"strconv"

	"nutag/generator/model"
)

// Figures by which a reader chooses a soum and which profiles show on their own, without groups of comparison. Units: km, m.
const (
	DistanceAimagCentre Indicator = "distance-aimag-centre" // 0 for the seat itself
	DistanceAirport     Indicator = "distance-airport"      // nearest airport or landing strip of any kind
	DistanceScheduled   Indicator = "distance-scheduled-airport"
	Elevation           Indicator = "elevation"
)

// Choice is a figure by which the finder lets a reader choose, compare and wish.
type Choice struct {
	ID Indicator
	// Fact is the indicator of data/indicators that it is; nil for figures of this package and for listings.
	Fact *model.Indicator
	// Topic is the topic of the institutions that are counted, empty for other figures. Such a figure counts what sources name,
	// and no source says that there is no more: nothing named is not "none". So it is a lower bound, which may speak for a soum
	// and never against one; a soum of which nothing is named has no value.
	Topic string
}

// ListOnly tells that the figure is a lower bound; see Topic.
func (c Choice) ListOnly() bool { return c.Topic != "" }

// choiceShare is of how many soums a figure of data/indicators must be known to be offered: one in so many. With fewer, most
// of what a reader asks for would be answered by "not known".
const choiceShare = 2

// choiceMost bounds the figures of data/indicators that are offered, the first by rank: with all that an import can bring, the
// file and the page would outgrow what a reader on a slow line can load.
const choiceMost = 10

// Choices lists the figures of choice in the order in which pages show them: distances first, then every indicator of comparison,
// figures of data/indicators that are known of enough soums, and institutions that sources name. New ones are among them by
// themselves.
func (f *Figures) Choices() []Choice { return f.choiceList }

func choices(p *model.Portal) []Choice {
	out := []Choice{{ID: DistanceUB}, {ID: DistanceAimagCentre}, {ID: DistanceScheduled}, {ID: DistanceAirport}}
	for _, i := range Indicators() {
		if i != DistanceUB {
			out = append(out, Choice{ID: i})
		}
	}
	out = append(out, Choice{ID: Elevation})
	facts := 0
	for _, x := range p.PlaceFacts() {
		if x.Known*choiceShare >= x.Of && facts < choiceMost {
			facts++
			fact := x.Indicator
			out = append(out, Choice{ID: Indicator("fact-" + fact.ID), Fact: &fact})
		}
	}
	for _, topic := range listedTopics(p) {
		out = append(out, Choice{ID: Indicator("listed-" + topic), Topic: topic})
	}
	return out
}

// listedTopics are the topics of which a source names an institution in some soum: those that families ask for first, then
// others by name.
func listedTopics(p *model.Portal) []string {
	found := map[string]bool{}
	for _, s := range p.Soums() {
		for _, l := range s.Listings {
			found[l.Topic] = found[l.Topic] || !l.Building
		}
	}
	var out, more []string
	for _, topic := range []string{"school", "kindergarten", "health", "vocational", "bank"} {
		if found[topic] {
			out = append(out, topic)
			delete(found, topic)
		}
	}
	for topic, named := range found {
		if named {
			more = append(more, topic)
		}
	}
	slices.Sort(more)
	return append(out, more...)
}

// Choice returns the figure of a soum or district by which it is chosen; ok is false where it is not known.
func (f *Figures) Choice(code string, i Indicator) (v Value, ok bool) {
	v, ok = f.choices[code][i]
	return v, ok
}

// Limits returns the four inner limits of the groups of an indicator, lowest first; ok is false where it has none.
func (f *Figures) Limits(i Indicator) (limits [Bands - 1]float64, ok bool) {
	limits, ok = f.bands[i]
	return limits, ok
}

// choose keeps the figures of every place by which it is chosen.
func (c *computer) choose(f *Figures) {
	f.choiceList = choices(c.portal)
	f.choices = map[string]map[Indicator]Value{}
	for _, p := range c.portal.Places {
		values := map[Indicator]Value{}
		for _, x := range f.choiceList {
			v, ok := Value{}, false
			switch {
			case x.Fact != nil:
				v, ok = fact(x.Fact, p)
			case x.Topic != "":
				v, ok = named(x.Topic, p)
			default:
				v, ok = c.choice(x.ID, p, f.places[p.Code])
			}
			if ok {
				values[x.ID] = v
			}
		}
		f.choices[p.Code] = values
	}
}

func (c *computer) choice(i Indicator, p *model.Place, f *Place) (Value, bool) {
	switch i {
	case DistanceAimagCentre:
		if p.IsCentre {
			return Value{Meta: c.columns.point(p).meta(MethodDistance, sourceDistance)}, true
		}
		return fromDistance(f.AimagCentre)
	case DistanceAirport:
		return fromDistance(f.NearestAirport)
	case DistanceScheduled:
		return fromDistance(f.NearestScheduled)
	case Elevation:
		if p.Elevation == nil {
			return Value{}, false
		}
		return Value{Number: *p.Elevation, Meta: input(c.columns.of(placeFile(p), "elevation_m"))}, true
	}
	return c.value(i, p, f)
}

func fromDistance(d *Distance) (Value, bool) {
	if d == nil {
		return Value{}, false
	}
	return Value{Number: d.KM, Meta: d.Meta}, true
}

// fact is the newest figure of an indicator of data/indicators. Zero is a figure.
func fact(i *model.Indicator, p *model.Place) (Value, bool) {
	for _, x := range model.NewestOf(p.Figures) {
		if x.Indicator == i.ID {
			return Value{Number: x.Value, Year: x.Period.Year(), Meta: input(trace{[]string{x.Source}, i.Cautions})}, true
		}
	}
	return Value{}, false
}

// named counts the institutions of a topic that sources name. Its year is that of the oldest source, 0 where one has no date.
func named(topic string, p *model.Place) (Value, bool) {
	var v Value
	var t trace
	dated := true
	for _, l := range p.Listings {
		if l.Topic != topic || l.Building {
			continue
		}
		v.Number++
		t.sources = append(t.sources, l.Source)
		year, err := strconv.Atoi(l.AsOf[:min(len(l.AsOf), 4)])
		dated = dated && err == nil
		if v.Year == 0 || year < v.Year {
			v.Year = year
		}
	}
	if !dated {
		v.Year = 0
		t.cautions = []string{cautionUndated}
	}
	v.Meta = input(t)
	return v, v.Number > 0
}
