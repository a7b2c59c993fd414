package assemble

import (
	"fmt"
	"sort"

	"nutag/generator/dataset"
	"nutag/generator/diag"
	"nutag/generator/model"
)

// How many there are. The aimags include the capital.
const (
	aimagCount    = 22
	soumCount     = 330
	districtCount = 9
)

// The bounding box of Mongolia in degrees, from the boundaries of data set boundaries with a margin for rounding.
const (
	south, north = 41.55, 52.18
	west, east   = 87.70, 119.97
)

// cautionOutside marks the known places whose point lies outside their boundary.
const cautionOutside = "coord-outside-polygon"

func (a *assembler) aimags() {
	rows := a.rows("aimags")
	if rows == nil {
		return
	}
	if len(rows) != aimagCount && !a.synthetic {
		a.about("aimags", ruleCounts, fmt.Sprintf("there are %d aimags with the capital, not %d", aimagCount, len(rows)), "restore the missing rows, or remove the ones that are no aimags")
	}
	capitals := 0
	for _, r := range rows {
		kind := model.Kind(r.Str("kind"))
		if kind != model.Aimag && kind != model.Capital {
			a.at(r, "kind", ruleCapital, "kind "+diag.Quote(r.Str("kind"))+" is neither aimag nor capital", "write aimag or capital")
		}
		if kind == model.Capital {
			capitals++
		}
		at := model.Point{Lat: decimal(r, "lat"), Lon: decimal(r, "lon")}
		a.inside(r, r.Str("aimag_code"), at)
		a.portal.Aimags = append(a.portal.Aimags, &model.AimagRecord{
			Code: r.Str("aimag_code"), Kind: kind, Slug: r.Str("slug"), ISO: r.Str("iso_3166_2"), Name: both(r, "name"),
			Centre: both(r, "centre"), CentreCode: r.Str("centre_nso_code"), At: at,
			EstablishedYear: whole(r, "established_year"), PostalCode: r.Str("postal_code"), Cautions: r.List("cautions"),
		})
	}
	if capitals != 1 {
		a.capitalWrong = true
		a.about("aimags", ruleCapital, fmt.Sprintf("%d rows are of kind capital, not 1", capitals), "mark Ulaanbaatar, and it alone, as the capital")
	}
	a.known(rows, "cautions", "cautions", "id")
}

func (a *assembler) places() {
	soums, districts := a.rows("soums"), a.rows("districts")
	for _, t := range []struct {
		table string
		rows  []dataset.Row
		want  int
	}{{"soums", soums, soumCount}, {"districts", districts, districtCount}} {
		if t.rows != nil && len(t.rows) != t.want && !a.synthetic {
			a.placesWrong = true
			a.about(t.table, ruleCounts, fmt.Sprintf("there are %d %s, not %d", t.want, t.table, len(t.rows)), "restore the missing rows, or remove the ones that do not belong here")
		}
	}
	seen := map[string]bool{}
	for _, r := range soums {
		seen[r.Str("nso_code")] = true
		a.place(r, model.Soum)
	}
	for _, r := range districts {
		if seen[r.Str("nso_code")] {
			a.at(r, "nso_code", rulePlaceCode, "code "+r.Str("nso_code")+" stands among the soums as well", "remove it from one of the two tables")
			continue
		}
		a.place(r, model.District)
	}
	for _, rows := range [][]dataset.Row{soums, districts} {
		a.known(rows, "cautions", "cautions", "id")
		a.known(rows, "coord_source", "sources", "id")
		a.known(rows, "coord_confirmed_by", "sources", "id")
	}
	sort.Slice(a.portal.Places, func(i, j int) bool { return a.portal.Places[i].Code < a.portal.Places[j].Code })
	for _, p := range a.portal.Places {
		if aimag := a.portal.Aimag(p.AimagCode); aimag != nil {
			aimag.Members = append(aimag.Members, p.Code)
		}
	}
	a.centres(soums)
}

func (a *assembler) place(r dataset.Row, kind model.Kind) {
	p := &model.Place{
		Code: r.Str("nso_code"), Kind: kind, AimagCode: r.Str("aimag_code"), Slug: r.Str("slug"), Name: both(r, "name"),
		AltNames: r.List("alt_names"), CentreName: r.Str("centre_name"),
		At: model.Point{Lat: decimal(r, "lat"), Lon: decimal(r, "lon")}, AtKind: r.Str("coord_kind"), AtSource: r.Str("coord_source"), AtConfirmed: r.List("coord_confirmed_by"),
		PCode: r.Str("pcode"), NSO1212: r.Str("nso_1212_code"), NSO1212New: r.Str("nso_1212_code_2025"),
		AreaKM2: decimal(r, "area_km2"), Elevation: maybe(r, "elevation_m"), PostalCode: r.Str("postal_code"), Cautions: r.List("cautions"),
	}
	p.IsCentre, _ = r.Bool("is_aimag_centre")
	a.portal.Places = append(a.portal.Places, p)
	a.member(r, p)
	if a.inside(r, p.Code, p.At) {
		a.inPolygon(r, p)
	}
}

// member holds a place to belong to an aimag that can have it.
func (a *assembler) member(r dataset.Row, p *model.Place) {
	fail := func(rule ruleID, message, fix string) {
		a.membersWrong = true
		a.at(r, "aimag_code", rule, message, fix)
	}
	if len(p.Code) != 4 || p.Code[:2] != p.AimagCode {
		fail(rulePlaceCode, fmt.Sprintf("code %s does not begin with its aimag %s", p.Code, p.AimagCode), "correct the code or the aimag")
		return
	}
	aimag := a.portal.Aimag(p.AimagCode)
	switch {
	case a.portal.Aimags == nil:
	case aimag == nil:
		fail(ruleRef, "aimag "+diag.Quote(p.AimagCode)+" is not in aimags", "correct the code, or add the aimag")
	case !a.capitalWrong && (aimag.Kind == model.Capital) != (p.Kind == model.District):
		fail(ruleCapital, fmt.Sprintf("a %s cannot belong to %s, which is of kind %s", p.Kind, aimag.Name.EN, aimag.Kind), "districts belong to the capital, soums to an aimag")
	}
}

// inside holds a point to lie in the country; exchanged or mistyped coordinates mostly do not.
func (a *assembler) inside(r dataset.Row, code string, at model.Point) bool {
	if at.Lat >= south && at.Lat <= north && at.Lon >= west && at.Lon <= east {
		return true
	}
	a.at(r, "lat", ruleCountry, fmt.Sprintf("the point of %s lies outside Mongolia", code), "check lat and lon; they may be exchanged")
	return false
}

func (a *assembler) inPolygon(r dataset.Row, p *model.Place) {
	if a.geometry == nil {
		return
	}
	within, excused := a.geometry.Contains(p.Code, p.At.Lon, p.At.Lat), p.HasCaution(cautionOutside)
	switch {
	case !within && !excused:
		a.at(r, "lat", rulePolygon, fmt.Sprintf("the point of %s lies outside its own boundary", p.Name.EN), "correct lat and lon, or add the caution "+cautionOutside+" when the point is right")
	case within && excused:
		a.at(r, "cautions", ruleStale, fmt.Sprintf("the point of %s lies inside its boundary", p.Name.EN), "remove the caution "+cautionOutside)
	}
}

func (a *assembler) centres(soums []dataset.Row) {
	if soums == nil {
		return
	}
	marked := map[string]string{}
	for _, r := range soums {
		if centre, _ := r.Bool("is_aimag_centre"); !centre {
			continue
		}
		aimag := r.Str("aimag_code")
		if other, ok := marked[aimag]; ok {
			a.at(r, "is_aimag_centre", ruleCentre, fmt.Sprintf("aimag %s has two centres, %s and %s", aimag, other, r.Str("nso_code")), "mark one of the two")
			continue
		}
		marked[aimag] = r.Str("nso_code")
	}
	for _, r := range a.rows("aimags") {
		aimag, named := r.Str("aimag_code"), r.Str("centre_nso_code")
		capital := r.Str("kind") == string(model.Capital)
		switch {
		case capital && named != "":
			a.at(r, "centre_nso_code", ruleCentre, "the capital has no soum as its centre", "leave the cell empty")
		case !capital && named == "":
			a.at(r, "centre_nso_code", ruleCentre, "aimag "+aimag+" names no centre", "write the code of the soum that is its centre")
		case !capital && marked[aimag] != named:
			a.at(r, "centre_nso_code", ruleCentre, fmt.Sprintf("aimag %s names %s as its centre, but that soum is not marked so", aimag, named), "make centre_nso_code and is_aimag_centre agree")
		}
	}
}

func (a *assembler) airports() {
	rows := a.rows("airports")
	for _, r := range rows {
		at := model.Point{Lat: decimal(r, "lat"), Lon: decimal(r, "lon")}
		a.inside(r, r.Str("airport_id"), at)
		if a.placesReady() && a.portal.Place(r.Str("nso_code")) == nil {
			a.at(r, "nso_code", ruleRef, "place "+diag.Quote(r.Str("nso_code"))+" is neither a soum nor a district", "correct the code")
		}
		a.portal.Airports = append(a.portal.Airports, model.Airport{
			ID: r.Str("airport_id"), ICAO: r.Str("icao"), IATA: r.Str("iata"), Name: r.Str("name_en"), At: at, Elevation: maybe(r, "elevation_m"),
			Scheduled: r.Str("scheduled"), PlaceCode: r.Str("nso_code"), Source: r.Str("source"), Cautions: r.List("cautions"),
		})
	}
	a.known(rows, "source", "sources", "id")
	a.known(rows, "cautions", "cautions", "id")
}

// placesReady says that all places are there, so that an unknown code is an error of the row that names it.
func (a *assembler) placesReady() bool {
	return !a.placesWrong && a.rows("soums") != nil && a.rows("districts") != nil
}
