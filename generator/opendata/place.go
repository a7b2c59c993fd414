package opendata

import (
	"nutag/generator/derive"
	"nutag/generator/model"
)

// placeRecord is the file of a soum or district.
type placeRecord struct {
	ID            string       `json:"id"`
	Code          string       `json:"code"`
	Kind          model.Kind   `json:"kind"`
	Name          text         `json:"name"`
	Pages         text         `json:"pages"` // relative to the root of the site
	Aimag         named        `json:"aimag"`
	IsAimagCentre bool         `json:"is_aimag_centre"`
	OtherNames    otherNames   `json:"other_names"`
	Codes         codes        `json:"codes"`
	Postal        single       `json:"postal_code"`
	Coordinates   coordinates  `json:"coordinates"`
	Cautions      []string     `json:"cautions"` // all doubts about this place
	Figures       placeFigures `json:"figures"`
	Derived       placeDerived `json:"derived"`
	Neighbours    neighbours   `json:"neighbours"`
	Baghs         []bagh       `json:"baghs"`
	BaghCautions  []string     `json:"bagh_cautions"`
	PostalZones   []postalZone `json:"postal_zones"`
	ZoneCautions  []string     `json:"postal_zone_cautions"`
	Indicators    figures      `json:"indicators"` // figures of the tables of figures
	Offers        offers       `json:"offers"`
}

// named is another record.
type named struct {
	ID   string `json:"id"`
	Name text   `json:"name"`
	File string `json:"file"` // relative to the root of the site
}

type otherNames struct {
	Alt    []string `json:"alt"`
	Centre string   `json:"centre,omitempty"`
	origin
}

type codes struct {
	NSO         string `json:"nso"`
	NSO1212     string `json:"nso_1212"`
	NSO1212Year string `json:"nso_1212_2025,omitempty"` // only where the recoding of 2025 changed it
	PCode       string `json:"pcode"`
}

type coordinates struct {
	Lat         float64  `json:"lat"`
	Lon         float64  `json:"lon"`
	Kind        string   `json:"kind,omitempty"`
	ConfirmedBy []string `json:"confirmed_by,omitempty"`
	origin
}

type neighbours struct {
	IDs []string `json:"ids"`
	how
}

type bagh struct {
	Code   string `json:"code"`
	Kind   string `json:"kind"`
	Name   string `json:"name_mn"`
	Source string `json:"source"`
}

type postalZone struct {
	Code   string `json:"code"`
	Name   string `json:"name_mn"`
	Source string `json:"source"`
}

// placeDerived are the computed figures of a place; null is not known. Ranks are left out: correcting one soum would change
// the files of others.
type placeDerived struct {
	AimagCentre      *distance  `json:"distance_aimag_centre"`
	Ulaanbaatar      *distance  `json:"distance_ulaanbaatar"`
	NearestAirport   *distance  `json:"nearest_airport"`
	NearestScheduled *distance  `json:"nearest_scheduled_airport"`
	NearestCentres   []distance `json:"nearest_soum_centres"`
	Density          *computed  `json:"density"`
	Changes          []change   `json:"population_change"`
	Under5Share      *computed  `json:"under5_share"`
	Coldest          *month     `json:"coldest_month"`
	Warmest          *month     `json:"warmest_month"`
	HeadPerPerson    *computed  `json:"livestock_per_person"`
	HeadPerHerder    *computed  `json:"livestock_per_herder_household"`
	Bands            bands      `json:"bands"`
}

type month struct {
	Month int     `json:"month"`
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`
	how
}

// bands are the groups of comparison, 1 lowest to 5 highest, with fixed limits.
type bands struct {
	Method derive.Method `json:"method"`
	Values []band        `json:"values"`
}

// band places one figure; what it comes from stands with the figure itself.
type band struct {
	Indicator derive.Indicator `json:"indicator"`
	Value     float64          `json:"value"`
	Unit      string           `json:"unit,omitempty"`
	Year      int              `json:"year,omitempty"`
	Band      int              `json:"band"`
	From      *float64         `json:"from"` // null: open
	Below     *float64         `json:"below"`
	Aimag     int              `json:"aimag_band"` // of the middle soum of the aimag
}

func (w *writer) place(p *model.Place) placeRecord {
	f, a := w.figures.Place(p.Code), w.portal.Aimag(p.AimagCode)
	if f == nil || a == nil {
		w.fail("%s %s: no figures or no aimag", p.Kind, p.Code)
		return placeRecord{}
	}
	table := string(p.Kind) + "s"
	r := placeRecord{
		ID: placeID(p), Code: p.Code, Kind: p.Kind, Name: text(p.Name), Pages: w.pages(placeID(p)),
		Aimag:         named{ID: aimagID(a.Code), Name: text(a.Name), File: aimagFile(a)},
		IsAimagCentre: p.IsCentre,
		OtherNames:    otherNames{Alt: list(p.AltNames), Centre: p.CentreName, origin: w.origin(table, "alt_names", "")},
		Codes:         codes{NSO: p.Code, NSO1212: p.NSO1212, NSO1212Year: p.NSO1212New, PCode: p.PCode},
		Postal:        w.single(table, "postal_code", p.PostalCode, about(p.Cautions, "postal")...),
		Coordinates: coordinates{Lat: p.At.Lat, Lon: p.At.Lon, Kind: p.AtKind, ConfirmedBy: p.AtConfirmed,
			origin: w.origin(table, "coord_source", p.AtSource, about(p.Cautions, "coord")...)},
		Cautions: list(p.Cautions), Figures: w.placeFigures(p), Derived: w.placeDerived(f, p),
		Neighbours: neighbours{IDs: w.placeIDs(f.Neighbours), how: howOf(f.NeighboursMeta)},
		Baghs:      []bagh{}, PostalZones: []postalZone{},
		BaghCautions: list(w.origin("baghs", "name_mn", "").Cautions),
		ZoneCautions: list(w.origin("postal-zones", "postal_code", "").Cautions),
		Indicators:   w.figuresOf(p.Figures), Offers: w.offers(p),
	}
	for _, x := range p.Baghs {
		r.Baghs = append(r.Baghs, bagh(x))
	}
	for _, z := range p.Postal {
		r.PostalZones = append(r.PostalZones, postalZone(z))
	}
	return r
}

func (w *writer) placeDerived(f *derive.Place, p *model.Place) placeDerived {
	d := placeDerived{
		AimagCentre: distanceOf(f.AimagCentre, "aimag"), Ulaanbaatar: distanceOf(f.Ulaanbaatar, "aimag"),
		NearestAirport: distanceOf(f.NearestAirport, "airport"), NearestScheduled: distanceOf(f.NearestScheduled, "airport"),
		NearestCentres: []distance{}, Density: computedOf(f.Density, indicatorUnit(derive.Density)), Changes: changesOf(f.Changes),
		Under5Share: computedOf(f.Under5Share, indicatorUnit(derive.Under5Share)), Coldest: monthOf(f.Coldest), Warmest: monthOf(f.Warmest),
		HeadPerPerson: computedOf(f.HeadPerPerson, ""), HeadPerHerder: computedOf(f.HeadPerHerder, ""),
		Bands: bands{Method: derive.MethodBand, Values: []band{}},
	}
	for _, c := range f.NearestCentres {
		d.NearestCentres = append(d.NearestCentres, *distanceOf(&c, string(model.Soum)))
	}
	for _, s := range f.Standings {
		if s.Band == 0 {
			continue // districts have no groups
		}
		d.Bands.Values = append(d.Bands.Values, band{
			Indicator: s.Indicator, Value: round(s.Value.Number, 3), Unit: indicatorUnit(s.Indicator), Year: s.Value.Year,
			Band: s.Band, From: s.Lower, Below: s.Upper, Aimag: s.AimagBand,
		})
	}
	return d
}

func monthOf(m *derive.Month) *month {
	if m == nil {
		return nil
	}
	return &month{Month: m.Month, Value: m.TempC, Unit: indicatorUnit(derive.ColdestMonth), how: howOf(m.Meta)}
}

// placeIDs turns codes of soums and districts into ids.
func (w *writer) placeIDs(codes []string) []string {
	ids := []string{}
	for _, c := range codes {
		p := w.portal.Place(c)
		if p == nil {
			w.fail("no soum or district has the code %q", c)
			continue
		}
		ids = append(ids, placeID(p))
	}
	return ids
}

// list makes an empty list of a nil one, so that JSON says [] and not null.
func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

func (w *writer) soumRecords() []record     { return w.placeRecords(model.Soum) }
func (w *writer) districtRecords() []record { return w.placeRecords(model.District) }

func (w *writer) placeRecords(kind model.Kind) []record {
	var out []record
	for _, p := range w.portal.Places {
		if p.Kind == kind {
			out = append(out, record{ID: placeID(p), Name: text(p.Name), Code: p.Code, Slug: p.Slug, Aimag: aimagID(p.AimagCode),
				Pages: w.pages(placeID(p)), Value: w.place(p)})
		}
	}
	return out
}
