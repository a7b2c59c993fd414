package plan

import (
	"fmt"
	"math"
	"sort"

	"nutag/generator/derive"
	"nutag/generator/geo"
	"nutag/generator/model"
	"nutag/i18n"
)

// sceneView is the page on which one stands at the seat of a soum and looks around. Everything that the scene shows stands on the
// page as text too; Data is the same for the script.
type sceneView struct {
	Crumbs     []link         `json:"crumbs"`
	Heading    string         `json:"heading"`
	Sub        string         `json:"sub"`
	Lead       string         `json:"lead"`
	Profile    link           `json:"profile"`
	Compass    compassView    `json:"compass"`
	Signs      []signpostView `json:"signs"`
	SignsTitle string         `json:"signs_title"`
	Absent     []gap          `json:"absent"`
	Nowhere    []string       `json:"nowhere,omitempty"`
	Seasons    table          `json:"seasons"`
	Months     *table         `json:"months,omitempty"`
	People     []figure       `json:"people,omitempty"`
	Herd       []figure       `json:"herd,omitempty"`
	Ground     string         `json:"ground,omitempty"`
	Panoramas  []panoramaView `json:"panoramas,omitempty"`
	Data       string         `json:"data"`
	Notes      notesView      `json:"notes"`
}

// signpostView is one signpost as a line of the table.
type signpostView struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	URL   string `json:"url,omitempty"`
	What  string `json:"what"`
	Where string `json:"where"`
	KM    string `json:"km"`
	Refs  []ref  `json:"refs"`
}

// scenePath is the address of the scene of a soum.
func scenePath(p *model.Place) string { return fmt.Sprintf("welcome/%s-%s.html", p.Code, p.Slug) }

// hasScene tells which places have a scene: those of which the point of the centre is known.
func hasScene(p *model.Place) bool { return p.Kind == model.Soum && p.AtKind == model.AtSeat }

// scenes plans the scene of every soum.
func (b *builder) scenes() []Page {
	var out []Page
	for _, p := range b.in.Portal.Places {
		if hasScene(p) {
			out = append(out, b.scene(p))
		}
	}
	return out
}

func (b *builder) scene(p *model.Place) Page {
	path := scenePath(p)
	n := b.newNotes(path)
	f, a := b.in.Figures.Place(p.Code), b.in.Portal.Aimag(p.AimagCode)
	if f == nil || a == nil {
		b.fail("%s: no figures or no aimag", p.Code)
		return Page{}
	}
	title := b.t("scene_title", i18n.Data{"soum": b.t("soum_title", i18n.Data{"name": p.Name.In(b.lang), "aimag": a.Name.In(b.lang)})})
	profile := link{Text: b.t("scene_profile", i18n.Data{"name": b.placeName(p)}), URL: rel(path, placePath(p))}
	v := sceneView{
		Crumbs: b.crumbs(path, link{Text: b.aimagName(a), URL: rel(path, aimagPath(a))}, link{Text: b.placeName(p), URL: rel(path, placePath(p))},
			link{Text: b.t("scene_crumb")}),
		Heading: b.t("scene_heading", i18n.Data{"name": p.Name.In(b.lang)}), Sub: b.subheading(p, a),
		Lead: b.t("scene_lead"), Profile: profile, SignsTitle: b.t("scene_signs_title", i18n.Data{"name": b.placeName(p)}),
	}
	d := sceneData{Here: sceneHere{Name: b.placeName(p), Other: p.Name.In(b.other()), In: b.aimagName(a)}, Words: b.sceneWords()}
	d.Signs, v.Signs, v.Nowhere = b.signposts(n, p, f)
	v.Compass = compass(d.Signs)
	d.Map = b.sceneMap(p)
	n.use("boundaries")
	n.refs([]string{"cod-ab-mng"}, []string{"boundaries-simplified"})
	v.Seasons, d.Seasons = b.seasons(n, p)
	v.Months, d.Months = b.sceneMonths(n, p)
	v.People, d.People = b.scenePeople(n, p)
	v.Herd, d.Herd = b.sceneHerd(n, p)
	v.Ground, d.Zone = b.sceneGround(n, p)
	for _, g := range b.in.Portal.Gaps {
		if g.ID == "school-kindergarten" || g.ID == "clinic-doctor" {
			v.Absent = append(v.Absent, gap{Title: g.Title.In(b.lang), Ask: g.Ask.In(b.lang)})
		}
	}
	v.Panoramas = b.panoramas(n, p, path)
	v.Data = b.sceneJSON(d)
	v.Notes = n.view()
	return Page{Lang: b.lang, Path: path, Kind: "scene", Title: title, Description: b.t("scene_description", i18n.Data{"name": b.fullName(p)}), View: v}
}

func (b *builder) other() string {
	if b.lang == i18n.MN {
		return i18n.EN
	}
	return i18n.MN
}

// signs makes a signpost for each place of which the position is known, clockwise from north, and names those that have none.
func (b *builder) signposts(n *notes, p *model.Place, f *derive.Place) (data []sceneSign, rows []signpostView, nowhere []string) {
	type post struct {
		sign sceneSign
		row  signpostView
	}
	var list []post
	path := scenePath(p)
	add := func(kind, name, other, what, url string, d *derive.Distance, refs []ref) {
		km, bearing := b.words.Kilometres(d.KM), math.Mod(math.Round(d.Bearing*10)/10, 360)
		list = append(list, post{
			sceneSign{Kind: kind, Name: name, Other: other, What: what, KM: km, Where: b.where(bearing), Bearing: bearing, Distance: math.Round(d.KM*10) / 10},
			signpostView{Name: name, URL: url, What: what, Where: b.where(bearing), KM: km, Refs: refs},
		})
	}
	seat := ""
	if d := f.AimagCentre; d != nil {
		a := b.in.Portal.Aimag(p.AimagCode)
		seat = a.CentreCode
		add("aimag", a.Centre.In(b.lang), a.Centre.In(b.other()), b.t("scene_kind_aimag"), rel(path, aimagPath(a)), d, n.refs(d.Sources, d.Cautions))
	}
	if d := f.Ulaanbaatar; d != nil {
		a := b.in.Portal.Aimag(d.Code)
		add("capital", a.Name.In(b.lang), a.Name.In(b.other()), b.t("scene_kind_capital"), rel(path, aimagPath(a)), d, n.refs(d.Sources, d.Cautions))
	}
	for i := range f.NeighbourSeats {
		d := &f.NeighbourSeats[i]
		q := b.in.Portal.Place(d.Code)
		switch {
		case q.Code == seat: // its sign stands already
		case q.Kind == model.Soum && q.AtKind == model.AtSeat:
			add("soum", b.placeName(q), q.Name.In(b.other()), b.t("scene_kind_soum"), rel(path, placePath(q)), d, n.refs(d.Sources, d.Cautions))
		default:
			nowhere = append(nowhere, b.placeName(q))
		}
	}
	b.airportSigns(n, f, func(name, what string, d *derive.Distance, refs []ref) { add("airport", name, "", what, "", d, refs) })
	i18n.SortBy(b.lang, nowhere, func(s string) string { return s })
	sort.SliceStable(list, func(i, j int) bool { return list[i].sign.Bearing < list[j].sign.Bearing })
	for i, x := range list {
		x.sign.ID = fmt.Sprintf("sign-%d", i+1)
		x.row.ID = x.sign.ID
		data, rows = append(data, x.sign), append(rows, x.row)
	}
	return data, rows, nowhere
}

// where says a direction in words and degrees.
func (b *builder) where(bearing float64) string {
	return b.t("scene_where", i18n.Data{"octant": b.t(octantKey(geo.Octant(bearing))), "degrees": b.words.Int(int(math.Round(bearing)) % 360)})
}

func (b *builder) airportSigns(n *notes, f *derive.Place, add func(name, what string, d *derive.Distance, refs []ref)) {
	sign := func(d *derive.Distance, what string) {
		if d == nil {
			return
		}
		for _, ap := range b.in.Portal.Airports {
			if ap.ID == d.Code {
				add(ap.Name, what, d, n.refs(d.Sources, append(append([]string(nil), d.Cautions...), ap.Cautions...)))
			}
		}
		n.use("airports")
	}
	same := f.NearestAirport != nil && f.NearestScheduled != nil && f.NearestAirport.Code == f.NearestScheduled.Code
	if !same {
		sign(f.NearestAirport, b.t("scene_kind_airport"))
	}
	sign(f.NearestScheduled, b.t("scene_kind_scheduled"))
}

// sceneMap is the map at the feet of the reader.
func (b *builder) sceneMap(p *model.Place) sceneMap {
	a, err := b.in.Shapes.Around(p.Code, p.At.Lon, p.At.Lat)
	if err != nil {
		b.fail("scene: %v", err)
		return sceneMap{}
	}
	m := sceneMap{Reach: a.Reach, Scale: geo.AroundScale, Own: a.Unit.Path}
	for _, s := range a.Neighbours {
		q := b.in.Portal.Place(s.Code)
		m.Near = append(m.Near, sceneShape{Path: s.Path, Name: q.Name.In(b.lang), X: s.Label.X, Y: s.Label.Y})
	}
	return m
}
