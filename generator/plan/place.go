package plan

import (
	"fmt"
	"strings"

	"nutag/generator/derive"
	"nutag/generator/model"
	"nutag/generator/outreach"
	"nutag/i18n"
)

// placeView is the profile of a soum or district.
type placeView struct {
	Crumbs       []link       `json:"crumbs"`
	Heading      string       `json:"heading"`
	Subheading   string       `json:"subheading"`
	Aliases      string       `json:"aliases,omitempty"`
	Mongolian    *figure      `json:"mongolian,omitempty"` // name in the traditional script
	Notices      []string     `json:"notices"`
	Tiles        []figure     `json:"tiles"`
	Locator      locatorView  `json:"locator"`
	Distances    []figure     `json:"distances"`
	Neighbours   []link       `json:"neighbours"`
	NearCentres  []distance   `json:"near_centres"`
	NearAirports []distance   `json:"near_airports"`
	Scene        string       `json:"scene,omitempty"` // address of the scene at its seat
	Population   *chartCard   `json:"population"`
	Ages         *chartCard   `json:"ages,omitempty"`
	Climate      *chartCard   `json:"climate,omitempty"`
	Zones        *zonesView   `json:"zones"`
	Land         []figure     `json:"land"`
	Herding      []figure     `json:"herding"`
	More         []figure     `json:"more,omitempty"`
	Offers       *offersView  `json:"offers,omitempty"`
	Compare      table        `json:"compare"`
	BaghsHeading string       `json:"baghs_heading"`
	BaghsTitle   string       `json:"baghs_title"`
	BaghsRefs    []ref        `json:"baghs_refs"`
	Baghs        []string     `json:"baghs"`
	Postal       []figure     `json:"postal"`
	ZonesPostal  []postalZone `json:"zones_postal,omitempty"`
	Gaps         []gap        `json:"gaps"`
	Moving       []link       `json:"moving,omitempty"`
	Lessons      *lessonsView `json:"lessons,omitempty"`
	Embed        string       `json:"embed"` // its card for other sites
	Choice       *placeChoice `json:"choice,omitempty"`
	QR           *qrView      `json:"qr,omitempty"`
	Notes        notesView    `json:"notes"`
	JSONLD       string       `json:"jsonld"`
}

type gap struct {
	Title string `json:"title"`
	Ask   string `json:"ask"`
}

type postalZone struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// distance is a place with the straight line to it.
type distance struct {
	Name   string `json:"name"`
	URL    string `json:"url,omitempty"`
	KM     string `json:"km"`
	Detail string `json:"detail,omitempty"`
	Refs   []ref  `json:"refs"`
}

type locatorView struct {
	W     int    `json:"w"`
	H     int    `json:"h"`
	Label string `json:"label"`
	Near  []unit `json:"near"`
	Self  unit   `json:"self"`
	Edge  string `json:"edge"`
}

// column finds the description of one column of a data set.
func (b *builder) column(set, name string) model.ColumnInfo {
	if s := b.in.Portal.Set(set); s != nil {
		for _, t := range s.Tables {
			for _, c := range t.Columns {
				if c.Name == name {
					return c
				}
			}
		}
	}
	b.fail("no column %s of %s", name, set)
	return model.ColumnInfo{}
}

// cite returns the marks of figures of one column: the sources of the rows, or else those of the column, and the cautions of
// the column and of the row.
func (n *notes) cite(set, column string, rowSources []string, rowCautions ...string) []ref {
	n.use(set)
	c := n.b.column(set, column)
	if len(rowSources) == 0 {
		rowSources = c.Sources
	}
	return n.refs(rowSources, append(append([]string(nil), c.Cautions...), rowCautions...))
}

// only returns those of the row's cautions that are among the ids: a doubt is shown beside the figure it concerns.
func only(p *model.Place, ids ...string) []string {
	var out []string
	for _, id := range ids {
		if p.HasCaution(id) {
			out = append(out, id)
		}
	}
	return out
}

// mongolian is a name in the traditional script, or nil where no source gives one: names are never converted by rule.
func (n *notes) mongolian(name, source string) *figure {
	if name == "" {
		return nil
	}
	n.use("mongolian-script")
	return &figure{Label: "mong_name", Value: name, Refs: n.refs([]string{source}, nil)}
}

func (b *builder) setOf(p *model.Place) string { return string(p.Kind) + "s" }

// place plans the profile of a soum or district.
func (b *builder) place(p *model.Place) Page {
	path := placePath(p)
	n := b.newNotes(path)
	f := b.in.Figures.Place(p.Code)
	a := b.in.Portal.Aimag(p.AimagCode)
	if f == nil || a == nil {
		b.fail("%s: no figures or no aimag", p.Code)
		return Page{}
	}
	name := i18n.Data{"name": p.Name.In(b.lang), "aimag": a.Name.In(b.lang)}
	v := placeView{
		Crumbs:  b.crumbs(path, link{Text: b.aimagName(a), URL: rel(path, aimagPath(a))}, link{Text: b.placeName(p)}),
		Heading: b.placeName(p), Subheading: b.subheading(p, a), Aliases: strings.Join(p.AltNames, ", "),
		Notices: b.notices(p), Embed: rel(path, embedPlace(p)),
	}
	v.Mongolian = n.mongolian(p.Mongolian, p.MongolianSource)
	v.Tiles = b.placeTiles(n, p, f)
	v.Locator = b.locator(p, path)
	v.Distances = b.distances(n, p, f)
	for _, code := range f.Neighbours {
		q := b.in.Portal.Place(code)
		text := b.placeName(q)
		if q.AimagCode != p.AimagCode || b.shared[q.Name.MN] > 1 {
			text = b.fullName(q)
		}
		v.Neighbours = append(v.Neighbours, link{Text: text, URL: rel(path, placePath(q))})
	}
	i18n.SortBy(b.lang, v.Neighbours, func(l link) string { return l.Text })
	for _, d := range f.NearestCentres {
		q := b.in.Portal.Place(d.Code)
		v.NearCentres = append(v.NearCentres, distance{Name: b.fullName(q), URL: rel(path, placePath(q)), KM: b.words.Kilometres(d.KM), Detail: b.t(octantKey(d.Octant)), Refs: n.refs(d.Sources, d.Cautions)})
	}
	v.NearAirports = b.airports(n, f)
	if hasScene(p) && b.holds(scenePath(p)) {
		v.Scene = rel(path, scenePath(p))
	}
	v.Population = b.populationCard(n, p, f)
	v.Ages = b.agesCard(n, p, a)
	v.Climate = b.climateCard(n, p, f)
	v.Zones, v.Land = b.land(n, p)
	v.Offers = b.offers(n, p)
	v.Herding = b.herding(n, p, f)
	v.Compare = b.compare(n, p, f)
	b.admin(n, p, &v)
	for _, g := range b.in.Portal.Gaps {
		v.Gaps = append(v.Gaps, gap{Title: g.Title.In(b.lang), Ask: g.Ask.In(b.lang)})
	}
	v.Moving = b.movingToPlace(path, p.Kind)
	v.Lessons = b.lessonsFor(path, string(p.Kind), p.Code, false)
	v.Choice = b.placeChoice(p, path)
	v.QR = b.qr(outreach.KindSoum, p.Code, path)
	n.use("boundaries")
	n.refs([]string{"cod-ab-mng"}, []string{"boundaries-simplified"})
	n.restUnprinted()
	b.countryWide(n, v.Offers)
	v.More = b.more(n, p)
	v.Notes = n.view()
	v.JSONLD = b.placeJSONLD(p, a)
	key := "soum_title"
	if p.Kind == model.District {
		key = "district_title"
	}
	title := b.t(key, name)
	return Page{Lang: b.lang, Path: path, Kind: string(p.Kind), ID: string(p.Kind) + "/" + p.Code, Title: title,
		Description: b.t("place_description", i18n.Data{"title": title}), View: v}
}

func octantKey(octant int) string { return fmt.Sprintf("octant_%d", octant) }

// subheading tells where the place is and whether it is the seat of its aimag.
func (b *builder) subheading(p *model.Place, a *model.AimagRecord) string {
	parts := []string{b.aimagName(a)}
	other := map[string]string{i18n.MN: i18n.EN, i18n.EN: i18n.MN}[b.lang]
	parts = append(parts, p.Name.In(other))
	if p.IsCentre && p.Kind == model.Soum {
		parts = append(parts, b.t("soum_is_centre"))
	}
	return strings.Join(parts, " · ")
}

// notices are doubts so great that they stand above the figures, and namesakes.
func (b *builder) notices(p *model.Place) []string {
	out := []string{}
	if p.HasCaution("border-change-2025") {
		out = append(out, b.in.Portal.Caution("border-change-2025").Text.In(b.lang))
	}
	var same []string
	for _, q := range b.in.Portal.Places {
		if q.Code != p.Code && q.Name.MN == p.Name.MN {
			same = append(same, b.fullName(q))
		}
	}
	if len(same) > 0 {
		i18n.SortBy(b.lang, same, func(s string) string { return s })
		out = append(out, b.t("place_namesakes", i18n.Data{"list": strings.Join(same, "; ")}))
	}
	return out
}

func (b *builder) locator(p *model.Place, path string) locatorView {
	l, err := b.in.Shapes.Locator(p.Code)
	if err != nil {
		b.fail("locator: %v", err)
		return locatorView{}
	}
	v := locatorView{W: l.Width, H: l.Height, Label: b.t("map_locator_of", i18n.Data{"name": b.placeName(p)}), Edge: l.Aimag.Path,
		Self: unit{D: l.Unit.Path, X: l.Unit.Label.X, Y: l.Unit.Label.Y, Show: p.Name.In(b.lang)}}
	for _, s := range l.Neighbours {
		q := b.in.Portal.Place(s.Code)
		u := unit{D: s.Path, URL: rel(path, placePath(q)), Name: b.placeName(q), X: s.Label.X, Y: s.Label.Y}
		if !s.Tiny {
			u.Show = q.Name.In(b.lang)
		}
		v.Near = append(v.Near, u)
	}
	return v
}

func (b *builder) distances(n *notes, p *model.Place, f *derive.Place) []figure {
	var out []figure
	point := only(p, "coord-unconfirmed", "coord-outside-polygon", "coord-interior-point")
	add := func(label string, d *derive.Distance) {
		if d != nil {
			out = append(out, figure{Label: label, Value: b.words.Kilometres(d.KM), When: b.t(octantKey(d.Octant)),
				Refs: n.refs(d.Sources, d.Cautions)})
		}
	}
	add("fig_dist_aimag_centre", f.AimagCentre)
	add("fig_dist_ulaanbaatar", f.Ulaanbaatar)
	elevation := figure{Label: "fig_elevation", Refs: n.cite(b.setOf(p), "elevation_m", nil)}
	if p.Elevation != nil {
		elevation.Value = b.words.Metres(int(*p.Elevation))
	}
	out = append(out, elevation, figure{
		Label: "fig_coordinates", Value: fmt.Sprintf("%.4f, %.4f", p.At.Lat, p.At.Lon), Refs: n.refs([]string{p.AtSource}, point),
	})
	return out
}

func (b *builder) airports(n *notes, f *derive.Place) []distance {
	var out []distance
	add := func(d *derive.Distance, key string) {
		if d == nil {
			return
		}
		for _, ap := range b.in.Portal.Airports {
			if ap.ID != d.Code {
				continue
			}
			in := b.in.Portal.Place(ap.PlaceCode)
			out = append(out, distance{Name: ap.Name, KM: b.words.Kilometres(d.KM), Detail: b.t(key, i18n.Data{"place": b.fullName(in)}), Refs: n.refs(d.Sources, append(append([]string(nil), d.Cautions...), ap.Cautions...))})
		}
		n.use("airports")
	}
	switch {
	case f.NearestAirport != nil && f.NearestScheduled != nil && f.NearestAirport.Code == f.NearestScheduled.Code:
		add(f.NearestAirport, "airport_scheduled_in")
	default:
		add(f.NearestAirport, "airport_in")
		add(f.NearestScheduled, "airport_scheduled_in")
	}
	return out
}

// admin fills postal codes, codes and baghs.
func (b *builder) admin(n *notes, p *model.Place, v *placeView) {
	set := b.setOf(p)
	v.BaghsHeading = b.t("place_codes")
	v.Postal = []figure{
		{Label: "fig_postal_code", Value: p.PostalCode, Refs: n.cite(set, "postal_code", nil, only(p, "postal-disputed", "postal-single-list")...)},
		{Label: "soum_code", Value: p.Code, Refs: n.cite(set, "nso_code", nil)},
		{Label: "fig_pcode", Value: p.PCode, Refs: n.cite(set, "pcode", nil)},
	}
	for _, x := range p.Baghs {
		v.Baghs = append(v.Baghs, x.Name)
	}
	if len(p.Baghs) > 0 {
		things := "bags"
		if p.Kind == model.District {
			things = "khoroos"
		}
		v.BaghsTitle = b.words.Count(things, len(p.Baghs))
		v.BaghsRefs = n.cite("baghs", "name_mn", []string{p.Baghs[0].Source})
	}
	for _, z := range p.Postal {
		v.ZonesPostal = append(v.ZonesPostal, postalZone{Code: z.Code, Name: z.Name})
	}
	if len(p.Postal) > 0 {
		n.cite("postal-zones", "postal_code", []string{p.Postal[0].Source})
	}
}
