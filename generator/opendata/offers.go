package opendata

import "nutag/generator/model"

// figure is one figure from a table of figures. Months is how many months a yearly mean is made of.
type figure struct {
	Indicator string  `json:"indicator"`
	Period    string  `json:"period"`
	Value     float64 `json:"value"`
	Unit      string  `json:"unit"`
	Months    int     `json:"months,omitempty"`
	Source    string  `json:"source"`
}

// figures are all figures from tables of figures of a place, with the cautions of their indicators.
type figures struct {
	Values   []figure `json:"values"`
	Cautions []string `json:"cautions"`
}

// offers are what sources name in a place. Complete is always false: a list that is empty does not say that there is none.
type offers struct {
	Complete    bool         `json:"complete"`
	Listings    []listing    `json:"listings"`
	Connections []connection `json:"connections"`
	Sites       []site       `json:"sites"`
	Cautions    []string     `json:"cautions"`
}

type listing struct {
	ID         string         `json:"id"`
	Topic      string         `json:"topic"`
	Kind       string         `json:"kind"`
	State      string         `json:"state"` // existing or building
	Name       text           `json:"name"`
	Numbers    map[string]int `json:"numbers,omitempty"` // pupils, teachers, children, places, beds, …; one that is missing is not known
	Dormitory  *bool          `json:"dormitory"`         // null is not known
	Founded    int            `json:"founded,omitempty"`
	Website    string         `json:"website,omitempty"`
	AsOf       string         `json:"as_of,omitempty"` // left out: the source shows no date
	Confidence string         `json:"confidence"`
	Note       *text          `json:"note,omitempty"`
	Source     string         `json:"source"`
}

type connection struct {
	ID         string   `json:"id"`
	Kind       string   `json:"kind"`
	Scope      string   `json:"scope"` // soum-centre or bagh
	Place      *text    `json:"place,omitempty"`
	Value      string   `json:"value"` // yes or partly
	AsOf       string   `json:"as_of,omitempty"`
	Confidence string   `json:"confidence"`
	Note       *text    `json:"note,omitempty"`
	Sources    []string `json:"sources"`
}

type site struct {
	ID         string `json:"id"`
	Kind       string `json:"kind"`
	Website    string `json:"website"`
	AsOf       string `json:"as_of,omitempty"`
	Confidence string `json:"confidence"`
	Source     string `json:"source"`
}

func (w *writer) figuresOf(list []model.Figure) figures {
	out := figures{Values: []figure{}, Cautions: []string{}}
	for _, f := range list {
		i := w.portal.Indicator(f.Indicator)
		if i == nil {
			w.fail("no indicator %q", f.Indicator)
			continue
		}
		out.Values = append(out.Values, figure{Indicator: f.Indicator, Period: string(f.Period), Value: f.Value, Unit: i.Unit, Months: f.Months, Source: f.Source})
		out.Cautions = union(out.Cautions, i.Cautions)
	}
	return out
}

func (w *writer) offers(p *model.Place) offers {
	o := offers{Listings: []listing{}, Connections: []connection{}, Sites: sitesOf(p.Sites), Cautions: []string{}}
	for _, l := range p.Listings {
		x := listing{ID: l.ID, Topic: l.Topic, Kind: l.Kind, State: "existing", Name: text(l.Name), Founded: l.Founded, Website: l.Website,
			AsOf: l.AsOf, Confidence: l.Confidence, Note: some(l.Note), Source: l.Source}
		if l.Building {
			x.State = "building"
		}
		if l.Dormitory {
			yes := true
			x.Dormitory = &yes
		}
		for _, n := range l.Numbers {
			if x.Numbers == nil {
				x.Numbers = map[string]int{}
			}
			x.Numbers[n.Kind] = n.N
		}
		o.Listings = append(o.Listings, x)
	}
	for _, c := range p.Connections {
		x := connection{ID: c.ID, Kind: c.Kind, Scope: "soum-centre", Place: some(c.Place), Value: "yes", AsOf: c.AsOf, Confidence: c.Confidence, Note: some(c.Note), Sources: c.Sources}
		if c.Bagh {
			x.Scope = "bagh"
		}
		if c.Partly {
			x.Value = "partly"
		}
		o.Connections = append(o.Connections, x)
	}
	// Only a catalog that has the tables has their cautions: the lists are optional.
	for table, column := range map[string]string{"listings": "topic", "connections": "kind", "office-sites": "website"} {
		if w.catalog.Table(table) != nil {
			o.Cautions = union(o.Cautions, w.origin(table, column, "").Cautions)
		}
	}
	return o
}

func sitesOf(list []model.OfficeSite) []site {
	out := []site{}
	for _, s := range list {
		out = append(out, site(s))
	}
	return out
}

// some is nil for a text that is not there.
func some(t model.Text) *text {
	if t.MN == "" {
		return nil
	}
	x := text(t)
	return &x
}
