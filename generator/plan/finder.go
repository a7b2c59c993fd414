package plan

import (
	"slices"

	"nutag/generator/derive"
	"nutag/generator/finder"
	"nutag/generator/model"
	"nutag/i18n"
)

// Paths of the pages by which a reader chooses a soum.
const (
	finderPath  = "finder.html"
	comparePath = "compare.html"
	myListPath  = "my-list.html"
	glancePath  = "at-a-glance.html"
	choosePath  = "guides/choosing-a-soum.html"
)

// measureView is what the scripts say of a figure. Unit is the text of a value with {n} in the place of the number.
type measureView struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Unit  string `json:"unit"`
	More  string `json:"more"` // the wish for as much as possible
	Less  string `json:"less"`
	Group string `json:"group"` // message key of the heading under which it stands
}

type namedID struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// soumWords is what every page with the figures of all soums needs: where they lie, what they are called, and the marks of
// their sources and cautions, in the order of the file.
type soumWords struct {
	File     string        `json:"file"`
	Measures []measureView `json:"measures"`
	Zones    []namedID     `json:"zones"`
	Sources  []ref         `json:"sources"`
	Cautions []ref         `json:"cautions"`
}

type finderView struct {
	Crumbs   []link    `json:"crumbs"`
	Words    soumWords `json:"words"`
	W        int       `json:"w"`
	H        int       `json:"h"`
	Examples []link    `json:"examples"`
	Ways     []link    `json:"ways"`
	Gaps     []gap     `json:"gaps"`
	Glance   table     `json:"glance"`
	Notes    notesView `json:"notes"`
}

// soumFile is the file of figures that the pages of choosing load.
type soumFile struct {
	*finder.Data
	File
}

func newSoumFile(in Input) (soumFile, error) {
	data, err := finder.Make(finder.Input{Portal: in.Portal, Figures: in.Figures, Map: in.Shapes.NationalMap()})
	if err != nil {
		return soumFile{}, err
	}
	// All soums are compared; one whose page the edition leaves out has no slug, and so no link.
	for i, p := range in.Portal.Soums() {
		if !in.Edition.Holds(i18n.MN + "/" + placePath(p)) {
			data.Slugs[i] = ""
		}
	}
	path, script, err := data.Script()
	return soumFile{data, File{Path: path, Data: script}}, err
}

// choosing plans the finder, the comparison, the list that a reader keeps, and the figures of all soums without a script.
func (b *builder) choosing(f soumFile) []Page {
	return []Page{b.finder(f), b.comparePage(f), b.myList(f), b.glance()}
}

// soumWords names the figures of the file. It must be called before other figures of the page take marks.
func (b *builder) soumWords(n *notes, f soumFile) soumWords {
	n.use("population", "livestock", "herder-households", "climate", "natural-zones", "soums", "boundaries", "airports")
	for _, m := range f.Measures {
		switch {
		case m.Choice.Fact != nil:
			n.use("soum-figures")
		case m.Choice.Topic != "":
			n.use("places")
		}
	}
	w := soumWords{File: f.Path, Sources: n.refs(f.Sources, nil), Cautions: n.refs(nil, f.Cautions)}
	for _, m := range f.Measures {
		w.Measures = append(w.Measures, b.measureView(m))
	}
	for _, z := range f.Zones.IDs {
		w.Zones = append(w.Zones, namedID{ID: string(z), Name: b.t("zone_" + string(z))})
	}
	return w
}

func (b *builder) measureView(m finder.Measure) measureView {
	v := measureView{ID: string(m.ID), Label: b.measureLabel(m), Unit: b.measureUnit(m), Group: measureGroup(m)}
	v.More, v.Less = b.wish("more", m.ID, v.Label), b.wish("less", m.ID, v.Label)
	return v
}

// measureLabel names a figure as the profiles do.
func (b *builder) measureLabel(m finder.Measure) string {
	if m.Choice.Fact != nil {
		return m.Choice.Fact.Title.In(b.lang)
	}
	if m.Choice.Topic != "" {
		return b.t("finder_named", i18n.Data{"topic": b.t("topic_" + m.Choice.Topic)})
	}
	switch m.ID {
	case derive.DistanceAimagCentre:
		return b.t("fig_dist_aimag_centre")
	case derive.DistanceAirport:
		return b.t("fig_dist_airport")
	case derive.DistanceScheduled:
		return b.t("finder_scheduled_airport")
	case derive.Elevation:
		return b.t("fig_elevation")
	}
	s := derive.Standing{Indicator: m.ID}
	for _, o := range m.Origins[:min(len(m.Origins), 1)] {
		s.Value.Year, s.Value.Base = o.Year, o.Base
	}
	label, _ := b.indicator(s)
	return label
}

// measureUnit is how a value is written. A number of persons or animals stands alone beside its name: so it needs no plural.
func (b *builder) measureUnit(m finder.Measure) string {
	n := i18n.Data{"n": "{n}"}
	if m.Choice.Fact != nil {
		unit := token("", m.Choice.Fact.Unit)
		for _, prefix := range []string{"num_", "fact_"} {
			if b.in.Bundle.Has(b.lang, prefix+unit) {
				return b.t(prefix+unit, n)
			}
		}
		return "{n}"
	}
	switch m.ID {
	case derive.DistanceUB, derive.DistanceAimagCentre, derive.DistanceAirport, derive.DistanceScheduled:
		return b.t("num_km", n)
	case derive.PopulationChange, derive.Under5Share:
		return b.t("num_percent", n)
	case derive.Area:
		return b.t("num_km2", n)
	case derive.Density:
		return b.t("num_persons_km2", n)
	case derive.ColdestMonth, derive.WarmestMonth:
		return b.t("num_celsius", n)
	case derive.Elevation:
		return b.t("num_m", n)
	}
	return "{n}"
}

// measureGroup is the heading under which a figure stands; one that is new stands under services.
func measureGroup(m finder.Measure) string {
	if f := m.Choice.Fact; f != nil {
		switch f.Topic {
		case "livestock":
			return "finder_group_herding"
		case "people":
			return "finder_group_people"
		case "land":
			return "finder_group_nature"
		}
	}
	switch m.ID {
	case derive.DistanceUB, derive.DistanceAimagCentre, derive.DistanceAirport, derive.DistanceScheduled:
		return "finder_group_distance"
	case derive.Population, derive.PopulationChange, derive.Under5Share, derive.Density:
		return "finder_group_people"
	case derive.ColdestMonth, derive.WarmestMonth, derive.Elevation, derive.Area:
		return "finder_group_nature"
	case derive.Livestock, derive.HerderHouseholds, derive.HeadPerPerson, derive.HeadPerHerder:
		return "finder_group_herding"
	}
	return "finder_group_services"
}

// wish says what a reader wishes of a figure. One without words of its own is wished large or small.
func (b *builder) wish(direction string, i derive.Indicator, label string) string {
	key := "finder_" + direction + "_" + token("", string(i))
	if b.in.Bundle.Has(b.lang, key) {
		return b.t(key)
	}
	return b.t("finder_"+direction+"_any", i18n.Data{"label": label})
}

// finder is the page on which a reader says what he needs and wishes.
func (b *builder) finder(f soumFile) Page {
	n := b.newNotes(finderPath)
	v := finderView{
		Crumbs: b.crumbs(finderPath, link{Text: b.t("finder_title")}), Words: b.soumWords(n, f), W: f.Width, H: f.Height,
		Ways: b.choosingWays(finderPath), Gaps: b.gaps(),
	}
	for _, e := range finderExamples() {
		v.Examples = append(v.Examples, link{Text: b.t("finder_example_" + e.id), URL: "#" + e.fragment})
	}
	v.Glance = b.aimagGlance(n)
	v.Notes = n.view()
	return Page{Lang: b.lang, Path: finderPath, Kind: "finder", ID: "page/finder", Title: b.t("finder_title"), Description: b.t("finder_description"),
		Text: b.t("finder_search_text"), View: v}
}

// finderExamples are questions with the address of their answer, to begin with. The first is the one that the tests answer by
// hand.
func finderExamples() []struct{ id, fragment string } {
	return []struct{ id, fragment string }{
		{"family", "v=1&m=distance-ulaanbaatar~~500&w=coldest-month~more~3&w=distance-aimag-centre~less~2"},
		{"herding", "v=1&z=forest_steppe.steppe&w=livestock-per-herder-household~more~3&w=population~less~1"},
		{"town", "v=1&m=population~10000~&w=distance-ulaanbaatar~less~2&w=distance-scheduled-airport~less~1"},
	}
}

// choosingWays are the other pages that help to choose; a text stands first.
func (b *builder) choosingWays(from string) []link {
	var out []link
	if b.planned[choosePath] {
		out = append(out, link{Text: b.t("finder_way_guide"), URL: rel(from, choosePath)})
	}
	for _, w := range []struct{ key, path string }{
		{"finder_way_finder", finderPath}, {"finder_way_compare", comparePath}, {"finder_way_list", myListPath}, {"finder_way_glance", glancePath},
	} {
		if w.path != from {
			out = append(out, link{Text: b.t(w.key), URL: rel(from, w.path)})
		}
	}
	return out
}

// gaps are the things that no figure tells, with what to ask the soum office.
func (b *builder) gaps() []gap {
	var out []gap
	for _, g := range b.in.Portal.Gaps {
		out = append(out, gap{Title: g.Title.In(b.lang), Ask: g.Ask.In(b.lang)})
	}
	return out
}

// aimagGlance compares the aimags by the figures by which a reader chooses.
func (b *builder) aimagGlance(n *notes) table {
	t := table{Caption: b.t("finder_glance_caption"), Sortable: true, Cols: []column{
		{Text: b.t("aimag_word")}, {Text: b.t("fig_soums"), Num: true},
		{Text: b.t("finder_people_middle"), Num: true, Refs: n.cite("population", "total", []string{"demomap-nso-2025"}, "population-2025-single-source")},
		{Text: b.t("finder_centre_to_ub"), Num: true, Refs: n.refs([]string{"computed-distance"}, []string{"straight-line"})},
		{Text: b.t("finder_winter_range"), Num: true, Refs: n.cite("climate", "mean_temp_c", []string{"irimhe-prism"})},
	}}
	aimags := append([]*model.AimagRecord(nil), b.in.Portal.Aimags...)
	i18n.SortBy(b.lang, aimags, func(a *model.AimagRecord) string { return a.Name.In(b.lang) })
	for _, a := range aimags {
		if a.Kind != model.Aimag {
			continue
		}
		f := b.in.Figures.Aimag(a.Code)
		r := row{Head: a.Name.In(b.lang), URL: rel(finderPath, glancePath) + "#a-" + a.Code, Cells: []cell{
			number(b.words.Int(f.Soums), float64(f.Soums)), missing(), missing(), missing(),
		}}
		if people := b.choices(a, derive.Population); len(people) > 0 {
			m := people[(len(people)-1)/2]
			r.Cells[1] = number(b.words.Int(int(m)), m)
		}
		if f.Ulaanbaatar != nil {
			r.Cells[2] = number(b.words.Kilometres(f.Ulaanbaatar.KM), f.Ulaanbaatar.KM)
		}
		if cold := b.choices(a, derive.ColdestMonth); len(cold) > 0 {
			low, high := cold[0], cold[len(cold)-1]
			r.Cells[3] = number(b.t("finder_range", i18n.Data{"from": b.words.Decimal(low, 1), "to": b.words.Celsius(high, 1)}), high)
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}

// choices are the known values of a figure of an aimag's soums, lowest first.
func (b *builder) choices(a *model.AimagRecord, i derive.Indicator) []float64 {
	var out []float64
	for _, code := range a.Members {
		if v, ok := b.in.Figures.Choice(code, i); ok {
			out = append(out, v.Number)
		}
	}
	slices.Sort(out)
	return out
}
