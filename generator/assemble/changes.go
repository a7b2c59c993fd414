package assemble

import (
	"strings"

	"nutag/generator/dataset"
	"nutag/generator/diag"
	"nutag/generator/model"
)

// changeTables are the tables whose rows a change may name, by kind: table and key. Kinds that lie in files of prose or of
// steps are checked where the feeds look for their pages.
func changeTables() map[string][2]string {
	return map[string][2]string{
		"aimag": {"aimags", "aimag_code"}, "channel": {"channels", "id"}, "country": {"countries", "iso"}, "district": {"districts", "nso_code"},
		"figure": {"gcm-facts", "id"}, "hotline": {"hotlines", "id"}, "mission": {"missions", "id"}, "objective": {"gcm-objectives", "number"},
		"programme": {"programmes", "id"}, "service": {"services", "id"}, "soum": {"soums", "nso_code"}, "term": {"glossary", "id"},
	}
}

// changes takes over the record of changes. A portal without one has no feeds.
func (a *assembler) changes() {
	t := a.catalog.Table("changes")
	if !t.OK() {
		return
	}
	for _, r := range t.Rows {
		a.portal.Changes = append(a.portal.Changes, model.Change{
			ID: r.Str("id"), Date: r.Str("date"), What: r.Str("what"), Record: r.Str("record"), Topics: r.List("topic"), Aimag: r.Str("aimag_code"), Text: both(r, "text"),
		})
		if !strings.HasPrefix(r.Str("id"), r.Str("date")+"-") {
			a.at(r, "id", ruleChangeDay, "the id does not begin with the date of the change", "begin it with "+diag.Quote(r.Str("date")+"-")+", or mend the date")
		}
		if r.Str("what") != "removed" && !a.hasRecord(r) {
			a.at(r, "record", ruleChange, "the change names "+diag.Quote(r.Str("record"))+", which is not there", "name a record of the portal, or write removed in what")
		}
	}
}

func (a *assembler) hasRecord(r dataset.Row) bool {
	kind, id, _ := strings.Cut(r.Str("record"), "/")
	if kind == "set" {
		s := a.catalog.Set(id)
		return s != nil && s.Published
	}
	at, ok := changeTables()[kind]
	if !ok {
		return true
	}
	t := a.catalog.Table(at[0])
	if !t.OK() {
		return true // told already
	}
	for _, row := range t.Rows {
		if row.Str(at[1]) == id {
			return true
		}
	}
	return false
}
