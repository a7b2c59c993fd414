package opendata

import (
	"nutag/generator/derive"
	"nutag/generator/model"
)

// aimagRecord is the file of an aimag or the capital.
type aimagRecord struct {
	ID          string       `json:"id"`
	Code        string       `json:"code"`
	Kind        model.Kind   `json:"kind"`
	Name        text         `json:"name"`
	Pages       text         `json:"pages"` // relative to the root of the site
	ISO         string       `json:"iso_3166_2"`
	Centre      centre       `json:"centre"`
	Coordinates coordinates  `json:"coordinates"`
	Established single       `json:"established_year"`
	Postal      single       `json:"postal_code"`
	Cautions    []string     `json:"cautions"` // all doubts about this aimag
	Members     []string     `json:"members"`  // ids of its soums or districts
	Figures     aimagFigures `json:"figures"`
	Derived     aimagDerived `json:"derived"`
	Neighbours  neighbours   `json:"neighbours"`
	Indicators  figures      `json:"indicators"` // figures of the tables of figures
	Sites       []site       `json:"sites"`
}

// centre is the seat; it has no id where it is not a soum.
type centre struct {
	ID   string `json:"id,omitempty"`
	Name text   `json:"name"`
}

type aimagFigures struct {
	Migration  series[moves]     `json:"migration"`
	Herd       series[herd]      `json:"livestock_by_kind"`
	Losses     series[losses]    `json:"livestock_losses"`
	Indicators series[indicator] `json:"indicators"`
}

type moves struct {
	Year       int    `json:"year"`
	Arrivals   int    `json:"arrivals"`
	Departures int    `json:"departures"`
	Net        int    `json:"net"`
	Source     string `json:"source"`
}

type herd struct {
	Year   int     `json:"year"`
	Horse  float64 `json:"horse"`
	Cattle float64 `json:"cattle"`
	Camel  float64 `json:"camel"`
	Sheep  float64 `json:"sheep"`
	Goat   float64 `json:"goat"`
	Source string  `json:"source"`
}

// losses has a null share where the herd of the year before is not known.
type losses struct {
	Year    int      `json:"year"`
	Lost    float64  `json:"lost"`
	Percent *float64 `json:"percent_of_previous_herd"`
	Source  string   `json:"source"`
}

type indicator struct {
	Indicator string  `json:"indicator"`
	Year      int     `json:"year"`
	Value     float64 `json:"value"`
	Source    string  `json:"source"`
}

// aimagDerived are the computed figures of an aimag; null is not known.
type aimagDerived struct {
	Population    []total   `json:"population"`
	Men           []total   `json:"men"`
	Women         []total   `json:"women"`
	Under5        []total   `json:"under5"`
	Livestock     []total   `json:"livestock"`
	Herders       []total   `json:"herder_households"`
	Area          total     `json:"area"`
	Density       *computed `json:"density"`
	Changes       []change  `json:"population_change"`
	Under5Share   *computed `json:"under5_share"`
	HeadPerPerson *computed `json:"livestock_per_person"`
	HeadPerHerder *computed `json:"livestock_per_herder_household"`
	Ulaanbaatar   *distance `json:"distance_ulaanbaatar"`
	Dzud          *dzud     `json:"dzud"`
	Ranks         []rank    `json:"ranks"`
}

// total is a sum over the places of which the figure is known: counted of so many.
type total struct {
	Year    int     `json:"year,omitempty"`
	Value   float64 `json:"value"`
	Unit    string  `json:"unit"`
	Counted int     `json:"counted"`
	Of      int     `json:"of"`
	how
}

type dzud struct {
	From         int     `json:"from"`
	To           int     `json:"to"`
	Years        int     `json:"years"`
	Over5        int     `json:"years_over_5_percent"`
	Over10       int     `json:"years_over_10_percent"`
	WorstYear    int     `json:"worst_year"`
	WorstPercent float64 `json:"worst_percent"`
	MeanPercent  float64 `json:"mean_percent"`
	how
}

// rank is the place by size among aimags and the capital; what the figure comes from stands with the figure itself.
type rank struct {
	Indicator derive.Indicator `json:"indicator"`
	Value     float64          `json:"value"`
	Unit      string           `json:"unit,omitempty"`
	Year      int              `json:"year,omitempty"`
	Rank      int              `json:"rank"`
	Of        int              `json:"of"`
	Method    derive.Method    `json:"method"`
}

func (w *writer) aimag(a *model.AimagRecord) aimagRecord {
	f := w.figures.Aimag(a.Code)
	if f == nil {
		w.fail("aimag %s: no figures", a.Code)
		return aimagRecord{}
	}
	var established any // null when not known
	if a.EstablishedYear != 0 {
		established = a.EstablishedYear
	}
	r := aimagRecord{
		ID: aimagID(a.Code), Code: a.Code, Kind: a.Kind, Name: text(a.Name), Pages: w.pages(aimagID(a.Code)), ISO: a.ISO,
		Centre:      centre{Name: text(a.Centre)},
		Coordinates: coordinates{Lat: a.At.Lat, Lon: a.At.Lon, origin: w.origin("aimags", "lat", "")},
		Established: w.single("aimags", "established_year", established),
		Postal:      w.single("aimags", "postal_code", a.PostalCode, about(a.Cautions, "postal")...),
		Cautions:    list(a.Cautions), Members: w.placeIDs(a.Members), Figures: w.aimagFigures(a), Derived: aimagDerivedOf(f),
		Neighbours: neighbours{IDs: []string{}, how: howOf(f.NeighboursMeta)},
		Indicators: w.figuresOf(a.Figures), Sites: sitesOf(a.Sites),
	}
	if a.CentreCode != "" {
		if ids := w.placeIDs([]string{a.CentreCode}); len(ids) == 1 {
			r.Centre.ID = ids[0]
		}
	}
	for _, code := range f.Neighbours {
		r.Neighbours.IDs = append(r.Neighbours.IDs, aimagID(code))
	}
	return r
}

func (w *writer) aimagFigures(a *model.AimagRecord) aimagFigures {
	var m []moves
	for _, x := range a.Migration {
		m = append(m, moves(x))
	}
	var h []herd
	for _, x := range a.Herd {
		h = append(h, herd(x))
	}
	var l []losses
	for _, x := range a.Losses {
		l = append(l, losses(x))
	}
	var i []indicator
	for _, x := range a.Indicators {
		i = append(i, indicator(x))
	}
	doubts := about(a.Cautions, "dzud")
	share := w.origin("livestock-losses", "percent_of_previous_herd", "").Cautions
	return aimagFigures{
		Migration:  newSeries(w, "migration", "net", m, about(a.Cautions, "migration")...),
		Herd:       newSeries(w, "livestock-kinds", "sheep", h, doubts...),
		Losses:     newSeries(w, "livestock-losses", "losses_thousand_head", l, union(share, doubts)...),
		Indicators: newSeries(w, "aimag-indicators", "value", i),
	}
}

func aimagDerivedOf(f *derive.Aimag) aimagDerived {
	d := aimagDerived{
		Population: totals(f.Population, "persons"), Men: totals(f.Men, "persons"), Women: totals(f.Women, "persons"),
		Under5: totals(f.Under5, "persons"), Livestock: totals(f.Livestock, "head"), Herders: totals(f.Herders, "households"),
		Area: totalOf(f.Area, "km2"), Density: computedOf(f.Density, indicatorUnit(derive.Density)), Changes: changesOf(f.Changes),
		Under5Share:   computedOf(f.Under5Share, indicatorUnit(derive.Under5Share)),
		HeadPerPerson: computedOf(f.HeadPerPerson, ""), HeadPerHerder: computedOf(f.HeadPerHerder, ""),
		Ulaanbaatar: distanceOf(f.Ulaanbaatar, "aimag"), Ranks: []rank{},
	}
	if z := f.Dzud; z != nil {
		d.Dzud = &dzud{
			From: z.From, To: z.To, Years: z.Years, Over5: z.Over5, Over10: z.Over10, WorstYear: z.WorstYear,
			WorstPercent: round(z.WorstPercent, 3), MeanPercent: round(z.MeanPercent, 3), how: howOf(z.Meta),
		}
	}
	for _, r := range f.Ranks {
		d.Ranks = append(d.Ranks, rank{r.Indicator, round(r.Value.Number, 3), indicatorUnit(r.Indicator), r.Value.Year, r.Rank, r.Of, derive.MethodRank})
	}
	return d
}

func totalOf(t derive.Total, unit string) total {
	return total{Year: t.Year, Value: round(t.Number, 3), Unit: unit, Counted: t.Counted, Of: t.Of, how: howOf(t.Meta)}
}

func totals(list []derive.Total, unit string) []total {
	out := []total{}
	for _, t := range list {
		out = append(out, totalOf(t, unit))
	}
	return out
}

func (w *writer) aimagRecords() []record {
	var out []record
	for _, a := range w.portal.Aimags {
		id := aimagID(a.Code)
		out = append(out, record{ID: id, Name: text(a.Name), Code: a.Code, Slug: a.Slug, Pages: w.pages(id), Value: w.aimag(a)})
	}
	return out
}
