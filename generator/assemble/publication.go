package assemble

import (
	"io/fs"
	"path"
	"slices"

	"nutag/generator/dataset"
	"nutag/generator/diag"
	"nutag/generator/source"
)

// contacts are the columns by which a person in trouble acts: a wrong one sends them to the wrong place. A fee counts, for
// people bring the money that they read of.
var contacts = []string{"phone", "phone_emergency", "address", "email", "number", "dial_from_abroad", "fee", "fee_mn", "fee_en"}

// publication holds every table that tells how far its rows can be trusted to the rule of publication: what is in doubt is
// not printed, and the reader is told what is missing and whom to ask.
func (a *assembler) publication(fsys fs.FS) {
	for _, s := range a.catalog.Sets {
		for _, t := range s.Tables {
			if !t.OK() || !s.Published {
				continue
			}
			for _, r := range t.Rows {
				a.lowConfidence(t, r)
				a.unconfirmed(t, r)
			}
		}
	}
	a.withheld(fsys)
}

func (a *assembler) lowConfidence(t *dataset.Table, r dataset.Row) {
	if r.Str("confidence") != "low" {
		return
	}
	found := false
	for _, column := range contacts {
		if t.Field(column) == nil {
			continue
		}
		found = true
		if r.Str(column) != "" {
			a.at(r, column, ruleLow, column+" is published although the row is of low confidence",
				"empty the cell, name "+diag.Quote(column)+" in unconfirmed, and say in doubt_mn and doubt_en whom to ask instead")
		}
	}
	if found && t.Field("doubt_mn") != nil && r.Str("doubt_mn") == "" {
		a.at(r, "doubt_mn", ruleDoubt, "a row of low confidence does not tell its doubt", "say in doubt_mn and doubt_en what is not confirmed and whom to ask")
	}
}

func (a *assembler) unconfirmed(t *dataset.Table, r dataset.Row) {
	columns := r.List("unconfirmed")
	if t.Field("unconfirmed") == nil || len(columns) == 0 {
		return
	}
	for _, column := range columns {
		switch {
		case t.Field(column) == nil:
			a.at(r, "unconfirmed", ruleUnconfirmed, "unconfirmed names "+diag.Quote(column)+", which is no column of the table", "name a column, e.g. phone")
		case r.Str(column) != "":
			a.at(r, column, ruleUnconfirmed, column+" is filled although unconfirmed names it", "empty the cell, or remove "+diag.Quote(column)+" from unconfirmed when it is confirmed")
		}
	}
	if r.Str("doubt_mn") == "" || r.Str("doubt_en") == "" {
		a.at(r, "unconfirmed", ruleDoubt, "a column is left out, but the row does not tell why", "say in doubt_mn and doubt_en what is not confirmed and whom to ask")
	}
	// A pin on the map is an address too.
	if slices.Contains(columns, "address") && t.Field("lat") != nil && (r.Str("lat") != "" || r.Str("lon") != "") {
		a.at(r, "lat", ruleUnconfirmed, "the address is left out, but its point is given", "empty lat and lon and name them in unconfirmed")
	}
}

// withheld holds every text of every published set, the prose and the messages to be free of the contacts that are known to
// be doubtful: the cell is empty, so a note must not give the number away.
func (a *assembler) withheld(fsys fs.FS) {
	var secrets secrets
	for _, r := range a.rows("withheld") {
		secrets.add(r.Str("id"), r.Str("kind"), r.Str("value"))
	}
	a.prose(fsys, &secrets)
	for _, s := range a.catalog.Sets {
		for _, t := range s.Tables {
			if !t.OK() || !s.Published {
				continue
			}
			for _, f := range t.Fields {
				if f.Type != dataset.String && f.Type != dataset.List || isCode(t, f) {
					continue
				}
				find := secrets.in
				if slices.Contains(contacts, f.Name) {
					find = secrets.inContact
				}
				for _, r := range t.Rows {
					for _, id := range find(r.Str(f.Name)) {
						a.at(r, f.Name, ruleWithheld, f.Name+" gives away what data/withheld keeps back as "+diag.Quote(id), "reword it without the number or address")
					}
				}
			}
		}
	}
}

// prose looks through the texts that stand in no table. What cannot be read is told by the stage it belongs to.
func (a *assembler) prose(fsys fs.FS, secrets *secrets) {
	for _, dir := range []string{a.catalog.Dir, "content", "i18n/messages"} {
		_ = fs.WalkDir(fsys, dir, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return nil
			}
			switch path.Ext(name) {
			case ".md", ".yaml":
			default:
				return nil
			}
			text, problems := source.ReadText(fsys, name, source.MaxYAMLBytes)
			if len(problems) > 0 {
				return nil
			}
			for i, line := range text.Lines {
				for _, id := range secrets.in(line) {
					a.list.Add(text.Problem(i+1, 0, 0, string(ruleWithheld), "the line gives away what data/withheld keeps back as "+diag.Quote(id), "reword it without the number or address"))
				}
			}
			return nil
		})
	}
}

// isCode says that a column holds keys or names of other records, not words.
func isCode(t *dataset.Table, f *dataset.Field) bool {
	return len(f.ForeignKeys) > 0 || len(f.Enum) > 0 || slices.Contains(t.Key, f.Name)
}
