// Package assemble turns the rows of the data sets into the portal's model and holds them to the rules that need more than
// one table, or that need to know what a soum is.
//
// It exists so that package dataset can stay ignorant of the subject and package model free of checks: what leaves here is
// complete, sorted and consistent, and the stages after it need not doubt it.
package assemble

import (
	"io/fs"

	"nutag/generator/dataset"
	"nutag/generator/diag"
	"nutag/generator/model"
	"nutag/generator/source"
)

// Geometry answers whether a point lies inside a soum, district or aimag, in degrees, longitude first. The boundaries of
// package geo satisfy it.
type Geometry interface {
	Contains(code string, lon, lat float64) bool
}

// Assemble builds the portal from a loaded catalog. Fsys is the root of the repository; beside the sets it must hold
// site.yaml and slugs.csv in the catalog's folder. Without geometry (nil) the rule about points in polygons is left out.
//
// The portal is nil when a table it needs cannot be used or the returned list has errors. A caller that loaded the catalog
// with errors must stop in any case. Rules are checked on the tables that are OK, so that
// one round of mending is enough; a table with errors of its own is passed over in silence, they are told already.
func Assemble(fsys fs.FS, c *dataset.Catalog, g Geometry) (*model.Portal, diag.List) {
	a := &assembler{catalog: c, geometry: g, portal: &model.Portal{}}
	complete := a.contract()
	a.site(fsys)
	a.knowledge()
	a.guides(fsys)
	a.aimags()
	a.places()
	a.slugs(fsys)
	a.placeFigures()
	a.aimagFigures()
	a.indicators()
	a.offers()
	a.airports()
	a.panoramas()
	a.mongolian()
	a.directory()
	a.review()
	a.publication(fsys)
	a.languages()
	a.avoid(fsys)
	a.remittance()
	a.changes()
	a.sets()
	a.scripts()
	a.list.Sort()
	if !complete || a.list.Errors() > 0 {
		return nil, a.list
	}
	return a.portal, a.list
}

type assembler struct {
	catalog  *dataset.Catalog
	geometry Geometry
	portal   *model.Portal
	list     diag.List

	// What follows from these is not told as well.
	synthetic    bool // site.yaml says that the data are made up for the bench: counts do not hold
	placesWrong  bool // places are missing, too many or not the published ones: rows that name unknown places, sums
	capitalWrong bool // none or several capitals: which aimag may have districts
	membersWrong bool // a soum stands in the wrong aimag: sums
}

// rows returns the rows of a table that is fit for use, and nothing otherwise.
func (a *assembler) rows(table string) []dataset.Row {
	t := a.catalog.Table(table)
	if !t.OK() || !a.fits(table) {
		return nil
	}
	return t.Rows
}

// at tells of a broken rule at a cell; an empty column means the whole row.
func (a *assembler) at(r dataset.Row, column string, rule ruleID, message, fix string) {
	a.list.Add(r.Problem(column, string(rule), message, fix))
}

// about tells of a broken rule of a whole table.
func (a *assembler) about(table string, rule ruleID, message, fix string) {
	if t := a.catalog.Table(table); t != nil {
		a.list.Add(t.Problem(string(rule), message, fix))
		return
	}
	a.list.Add(diag.Problem{File: a.catalog.Dir, RuleID: string(rule), RuleFile: source.RulesFile, Message: message, Fix: fix})
}

// byCode groups rows by the value of a column, in the order of the table.
func byCode(rows []dataset.Row, column string) map[string][]dataset.Row {
	out := map[string][]dataset.Row{}
	for _, r := range rows {
		code := r.Str(column)
		out[code] = append(out[code], r)
	}
	return out
}

// whole and decimal read columns that the contract holds to be numbers; an empty cell gives 0.
func whole(r dataset.Row, column string) int {
	n, _ := r.Int(column)
	return n
}

func decimal(r dataset.Row, column string) float64 {
	f, _ := r.Float(column)
	return f
}

// maybe gives nil for a cell that says nothing.
func maybe(r dataset.Row, column string) *float64 {
	f, ok := r.Float(column)
	if !ok {
		return nil
	}
	return &f
}

func both(r dataset.Row, column string) model.Text {
	return model.Text{MN: r.Str(column + "_mn"), EN: r.Str(column + "_en")}
}
