package assemble

import (
	"maps"
	"slices"
	"strings"

	"nutag/generator/dataset"
	"nutag/generator/diag"
	"nutag/generator/model"
)

const rulePanorama ruleID = "panorama-file"

// panoramaNeeds says what photographs are shown from. A portal may do without the table.
func panoramaNeeds() []tableNeed {
	return []tableNeed{{"panoramas", "id! nso_code! file! title_mn! title_en! heading_deg!f taken! author! licence! licence_url! source!"}}
}

// panoramas takes over the photographs and holds rows and files together: each picture has an author, each row its picture.
func (a *assembler) panoramas() {
	rows := a.rows("panoramas")
	files := map[string]bool{}
	for _, s := range a.catalog.Sets {
		if s.Name == "panoramas" {
			for _, f := range s.Files {
				files[f.Name] = true
			}
		}
	}
	named := map[string]bool{}
	for _, r := range rows {
		p := panorama(r)
		named[p.File] = true
		switch {
		case !files[p.File]:
			a.at(r, "file", rulePanorama, "photograph "+diag.Quote(p.File)+" is not described in set.yaml", "list it under files, with title and format: jpeg")
		case p.File != p.ID+".jpg" || !strings.HasPrefix(p.ID, p.PlaceCode+"-"):
			a.at(r, "file", rulePanorama, "id, soum and file do not name the same photograph", "call the file "+p.PlaceCode+"-a.jpg, with the id "+p.PlaceCode+"-a")
		}
		if a.placesReady() && a.portal.Place(p.PlaceCode) == nil {
			a.at(r, "nso_code", ruleRef, "place "+diag.Quote(p.PlaceCode)+" is not a soum", "correct the code")
		}
		a.portal.Panoramas = append(a.portal.Panoramas, p)
	}
	if !a.catalog.Table("panoramas").OK() { // its rows may be missing because of faults that are told already
		return
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !named[name] {
			a.about("panoramas", rulePanorama, "photograph "+diag.Quote(name)+" has no row", "add its row with author and licence, or remove the file")
		}
	}
	a.known(rows, "source", "sources", "id")
}

func panorama(r dataset.Row) model.Panorama {
	return model.Panorama{ID: r.Str("id"), PlaceCode: r.Str("nso_code"), File: r.Str("file"), Title: both(r, "title"), Heading: decimal(r, "heading_deg"),
		Taken: r.Str("taken"), Author: r.Str("author"), Licence: r.Str("licence"), LicenceURL: r.Str("licence_url"), Source: r.Str("source")}
}
