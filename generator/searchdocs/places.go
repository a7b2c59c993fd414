package searchdocs

import (
	"fmt"

	"nutag/generator/derive"
	"nutag/generator/model"
	"nutag/i18n"
	"nutag/search/doc"
)

// aimagName is the name of an aimag with its kind: "Булган аймаг".
func aimagName(w *i18n.Localizer, a *model.AimagRecord) string {
	if a.Kind == model.Capital {
		return w.T("aimag_capital_title")
	}
	return w.T("aimag_title", i18n.Data{"name": a.Name.In(w.Lang())})
}

// placeTitle is the name of a place with its kind and its aimag, which tells namesakes apart.
func placeTitle(w *i18n.Localizer, p *model.Place, a *model.AimagRecord) string {
	return w.T(string(p.Kind)+"_title", i18n.Data{"name": p.Name.In(w.Lang()), "aimag": a.Name.In(w.Lang())})
}

// placeName is the name of a place with its kind.
func (b *builder) placeName(p *model.Place) string {
	return b.words.T(string(p.Kind)+"_name", i18n.Data{"name": p.Name.In(b.lang)})
}

// placeNames names places, those of another aimag with it, in alphabetical order.
func (b *builder) placeNames(codes []string, aimag string) []string {
	var out []string
	for _, c := range codes {
		p := b.portal.Place(c)
		if p == nil {
			b.fail("no soum or district has the code %q", c)
			continue
		}
		name := b.placeName(p)
		if a := b.portal.Aimag(p.AimagCode); a != nil && p.AimagCode != aimag {
			name = placeTitle(b.words, p, a)
		}
		out = append(out, name)
	}
	i18n.SortBy(b.lang, out, func(s string) string { return s })
	return out
}

func (b *builder) place(p *model.Place) doc.Document {
	id := string(p.Kind) + "/" + p.Code
	f, a := b.figures.Place(p.Code), b.portal.Aimag(p.AimagCode)
	if f == nil || a == nil {
		b.fail("%s has no figures or no aimag", id)
		return doc.Document{}
	}
	lat, lon := p.At.Lat, p.At.Lon
	d := doc.Document{
		ID: id, Lang: b.lang, Kind: string(p.Kind), URL: b.url(id), Title: placeTitle(b.words, p, a), AltTitle: placeTitle(b.otherWords, p, a),
		Aimag: a.Code, AimagName: a.Name.In(b.lang), Lat: &lat, Lon: &lon,
		Headings: b.headings(p), Body: b.placeBody(p, f, a), Figures: true, Rank: rankSoum,
	}
	d.Aliases = names(d.Title, []string{p.Name.In(b.lang), p.Name.In(b.other)}, p.AltNames, []string{p.CentreName}, mongolianNames(p.Mongolian))
	d.Codes = names("", []string{p.PostalCode, p.Code, p.PCode, p.NSO1212, p.NSO1212New})
	if n := len(p.Population); n > 0 {
		d.Population = p.Population[n-1].Total
	}
	switch {
	case p.Kind == model.District:
		d.Rank = rankDistrict
	case p.IsCentre:
		d.Rank = rankCentre
	}
	return d
}

// headings are those of the sections of a place's page.
func (b *builder) headings(p *model.Place) []string {
	baghs := "soum_bags_title"
	if p.Kind == model.District {
		baghs = "district_khoroos_title"
	}
	var out []string
	for _, k := range []string{"place_where", "place_people", "place_climate", "place_land", "place_herding", "fig_postal_code", baghs} {
		out = append(out, b.words.T(k))
	}
	return out
}

// placeBody tells what the page tells, first what a reader asks first. What is not known of any place (schools, jobs) is left
// out: it would make every place a hit for words of which its page knows nothing.
func (b *builder) placeBody(p *model.Place, f *derive.Place, a *model.AimagRecord) string {
	s, w := b.sentences(), b.words
	s.say(b.placeName(p) + ", " + aimagName(w, a))
	if p.IsCentre && p.Kind == model.Soum {
		s.say(w.T("soum_is_centre"))
	}
	if n := len(p.Population); n > 0 {
		s.yearly("fig_population", w.Count("persons", p.Population[n-1].Total), p.Population[n-1].Year)
	}
	s.fact("fig_area", w.SquareKilometres(p.AreaKM2, 0))
	s.density(f.Density)
	s.distance("fig_dist_aimag_centre", f.AimagCentre)
	s.distance("fig_dist_ulaanbaatar", f.Ulaanbaatar)
	b.airport(s, f.NearestAirport)
	if p.Elevation != nil {
		s.fact("fig_elevation", w.Metres(int(*p.Elevation)))
	}
	s.month("fig_temp_coldest", f.Coldest)
	s.month("fig_temp_warmest", f.Warmest)
	if p.Zone != nil {
		var zones []string
		for _, z := range zonesOf(p.Zone) {
			zones = append(zones, w.T(z.key)+" "+w.Percent(z.pct, 1))
		}
		s.among("soum_zone_title", zones)
	}
	if n := len(p.Livestock); n > 0 {
		s.yearly("fig_livestock", w.Count("head", p.Livestock[n-1].N), p.Livestock[n-1].Year)
	}
	if n := len(p.Herders); n > 0 {
		s.yearly("fig_herder_households", w.Count("households", p.Herders[n-1].N), p.Herders[n-1].Year)
	}
	if n := len(p.Hay); n > 0 {
		s.yearly("fig_hay", w.T("num_tonnes", i18n.Data{"n": w.Decimal(p.Hay[n-1].Value, 0)}), p.Hay[n-1].Year)
	}
	b.offers(s, p)
	s.among("place_neighbours", b.placeNames(f.Neighbours, p.AimagCode))
	b.units(s, p)
	s.among("soum_other_names", p.AltNames)
	if p.HasCaution("border-change-2025") {
		s.say(w.T("soum_border_change"))
	}
	return s.text()
}

// airport names the nearest airport.
func (b *builder) airport(s *sentences, d *derive.Distance) {
	if d == nil {
		return
	}
	for _, x := range b.portal.Airports {
		if x.ID == d.Code {
			s.fact("soum_airport_title", x.Name+", "+b.straight(d))
			return
		}
	}
	b.fail("no airport %q", d.Code)
}

// units lists postal codes, baghs and postal zones.
func (b *builder) units(s *sentences, p *model.Place) {
	s.fact("fig_postal_code", p.PostalCode)
	title, things := "soum_bags_title", "bags"
	if p.Kind == model.District {
		title, things = "district_khoroos_title", "khoroos"
	}
	if n := len(p.Baghs); n > 0 {
		var list []string
		for _, x := range p.Baghs {
			list = append(list, x.Name)
		}
		s.among(title, list)
		s.say(b.words.Count(things, n))
	}
	var zones []string
	for _, z := range p.Postal {
		zones = append(zones, z.Code+" "+z.Name)
	}
	s.among("place_postal_zones", zones)
}

func (b *builder) aimag(a *model.AimagRecord) doc.Document {
	id := "aimag/" + a.Code
	f := b.figures.Aimag(a.Code)
	if f == nil {
		b.fail("%s has no figures", id)
		return doc.Document{}
	}
	lat, lon := a.At.Lat, a.At.Lon
	d := doc.Document{
		ID: id, Lang: b.lang, Kind: "aimag", URL: b.url(id), Title: aimagName(b.words, a), AltTitle: aimagName(b.otherWords, a),
		Aimag: a.Code, AimagName: a.Name.In(b.lang), Lat: &lat, Lon: &lon, Rank: rankAimag,
		Body: b.aimagBody(a, f), Figures: true,
	}
	keys := []string{"aimag_soums_title", "aimag_migration_title", "aimag_herd_title", "aimag_losses_title", "aimag_services_title"}
	if a.Kind == model.Capital {
		keys[0] = "aimag_districts_title"
	}
	for _, k := range keys {
		d.Headings = append(d.Headings, b.words.T(k, i18n.Data{"name": a.Name.In(b.lang)}))
	}
	d.Aliases = names(d.Title, []string{a.Name.In(b.lang), a.Name.In(b.other), a.Centre.In(b.lang), a.Centre.In(b.other)}, mongolianNames(a.Mongolian))
	d.Codes = names("", []string{a.ISO, a.PostalCode})
	if t, ok := derive.Newest(f.Population); ok && t.Complete() {
		d.Population = int(t.Number)
	}
	return d
}

func (b *builder) aimagBody(a *model.AimagRecord, f *derive.Aimag) string {
	s, w := b.sentences(), b.words
	members, things, count := "nav_soums", "soums", f.Soums
	if a.Kind == model.Capital {
		members, things, count = "nav_districts", "districts", f.Districts
	} else {
		s.fact("aimag_centre", a.Centre.In(b.lang))
	}
	if t, ok := derive.Newest(f.Population); ok && t.Complete() {
		s.yearly("fig_population", w.Count("persons", int(t.Number)), t.Year)
	}
	if f.Area.Complete() {
		s.fact("fig_area", w.SquareKilometres(f.Area.Number, 0))
	}
	s.density(f.Density)
	s.distance("fig_dist_ulaanbaatar", f.Ulaanbaatar)
	if n := len(a.Herd); n > 0 {
		s.yearly("fig_livestock", w.T("count_thousand_head", i18n.Data{"n": w.Decimal(a.Herd[n-1].Total(), 1)}), a.Herd[n-1].Year)
	}
	if n := len(a.Migration); n > 0 {
		m := a.Migration[n-1]
		s.yearly("fig_arrivals", w.Count("persons", m.Arrivals), m.Year)
		s.yearly("fig_departures", w.Count("persons", m.Departures), m.Year)
	}
	for i, x := range a.Indicators {
		if i+1 < len(a.Indicators) && a.Indicators[i+1].Indicator == x.Indicator {
			continue // only the newest; they are sorted by indicator and year
		}
		s.yearly("fig_"+x.Indicator, b.indicator(x), x.Year)
	}
	b.facts(s, a.Figures)
	if a.EstablishedYear != 0 {
		s.fact("aimag_established", w.Year(a.EstablishedYear))
	}
	s.fact("fig_postal_code", a.PostalCode)
	s.fact("aimag_iso", a.ISO)
	s.among(members, b.placeNames(a.Members, a.Code))
	s.say(w.Count(things, count))
	return s.text()
}

// indicator writes a yearly figure of an aimag; the message that names it is fig_<indicator>.
func (b *builder) indicator(x model.AimagFigure) string {
	switch x.Indicator {
	case "poverty_headcount":
		return b.words.Percent(x.Value, 1)
	case "physicians", "kindergartens":
		return b.words.Decimal(x.Value, 0)
	case "physicians_per_10000":
		return b.words.Decimal(x.Value, 1)
	}
	b.fail("indicator %q is not known", x.Indicator)
	return fmt.Sprint(x.Value)
}
