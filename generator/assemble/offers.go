package assemble

import (
	"nutag/generator/dataset"
	"nutag/generator/model"
)

// listingNumbers are the columns of a listing that hold numbers, in the order in which they are shown.
var listingNumbers = []string{"pupils", "teachers", "children", "places", "beds", "dormitory_places", "dormitory_pupils"}

// offers takes over what sources name in single soums: institutions, connections and sites of offices. None of these lists
// is complete, so nothing here may be counted as "there is none".
func (a *assembler) offers() {
	a.eachPlaceRow("listings", func(p *model.Place, r dataset.Row) {
		l := model.Listing{
			ID: r.Str("id"), Topic: r.Str("topic"), Kind: r.Str("kind"), Building: r.Str("state") == "building", Name: both(r, "name"),
			Dormitory: r.Str("dormitory") == "yes", Founded: whole(r, "founded"), Website: r.Str("website"), AsOf: r.Str("as_of"),
			Confidence: r.Str("confidence"), Note: both(r, "note"), Source: r.Str("source"),
		}
		for _, column := range listingNumbers {
			if n, ok := r.Int(column); ok {
				l.Numbers = append(l.Numbers, model.ListingNumber{Kind: column, N: n})
			}
		}
		p.Listings = append(p.Listings, l)
	})
	a.known(a.rows("listings"), "source", "sources", "id")
	a.eachPlaceRow("connections", func(p *model.Place, r dataset.Row) {
		p.Connections = append(p.Connections, model.Connection{
			ID: r.Str("id"), Kind: r.Str("kind"), Bagh: r.Str("scope") == "bagh", Place: both(r, "place"), Partly: r.Str("value") == "partly",
			AsOf: r.Str("as_of"), Confidence: r.Str("confidence"), Note: both(r, "note"), Sources: r.List("sources"),
		})
	})
	a.known(a.rows("connections"), "sources", "sources", "id")
	sites := a.rows("office-sites")
	for _, r := range sites {
		s := model.OfficeSite{ID: r.Str("id"), Kind: r.Str("kind"), Website: r.Str("website"), AsOf: r.Str("as_of"), Confidence: r.Str("confidence"), Source: r.Str("source")}
		if p := a.portal.Place(r.Str("nso_code")); p != nil {
			p.Sites = append(p.Sites, s)
		} else if x := a.portal.Aimag(r.Str("aimag_code")); x != nil && r.Str("nso_code") == "" {
			x.Sites = append(x.Sites, s)
		} else if a.placesReady() {
			a.at(r, "nso_code", ruleRef, "the site belongs to no soum, district or aimag", "correct the code")
		}
	}
	a.known(sites, "source", "sources", "id")
	facts := a.rows("country-facts")
	for _, r := range facts {
		a.portal.CountryFacts = append(a.portal.CountryFacts, model.CountryFact{
			ID: r.Str("id"), Topic: r.Str("topic"), OnSoumPages: r.Str("on_soum_pages") == "yes", Text: both(r, "text"), AsOf: r.Str("as_of"), Confidence: r.Str("confidence"), Source: r.Str("source"),
		})
	}
	a.known(facts, "source", "sources", "id")
}

func (a *assembler) eachPlaceRow(table string, visit func(*model.Place, dataset.Row)) {
	for _, r := range a.rows(table) {
		if p := a.portal.Place(r.Str("nso_code")); p != nil {
			visit(p, r)
		} else if a.placesReady() {
			a.at(r, "nso_code", ruleRef, "no soum or district has this code", "correct the code")
		}
	}
}
