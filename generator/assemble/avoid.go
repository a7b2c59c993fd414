package assemble

import (
	"io/fs"
	"path"
	"strings"

	"nutag/generator/dataset"
	"nutag/generator/diag"
	"nutag/generator/source"
	"nutag/i18n/avoid"
	"nutag/i18n/check"
)

// The glossary, what it says of forms to avoid, and the sets whose words are the reader's, not ours.
const (
	glossaryTable = "glossary"
	rightsTable   = "avoid-right"
	synonymsSet   = "synonyms"
)

// avoid looks through our own Mongolian text for the forms that the glossary advises against: what a table, a lesson, a
// journey and a message call a thing must be one word. Package i18n/check tells of the messages; they are read here too, for
// one of them may be why a form is allowed.
func (a *assembler) avoid(fsys fs.FS) {
	glossary, rights := a.catalog.Table(glossaryTable), a.catalog.Table(rightsTable)
	if glossary == nil || rights == nil || !glossary.OK() || !rights.OK() {
		return
	}
	forms, err := avoid.Read(fsys, glossary.Path, rights.Path)
	if err != nil {
		a.about(rightsTable, ruleTable, err.Error(), "mend the table")
		return
	}
	for _, s := range a.catalog.Sets {
		if s.Name == glossaryTable || s.Name == synonymsSet {
			continue
		}
		for _, t := range s.Tables {
			if t.OK() {
				a.avoidRows(t, forms)
			}
		}
	}
	for _, dir := range []string{a.catalog.Dir, "content", "i18n/messages"} {
		a.avoidProse(fsys, dir, forms)
	}
	unused := map[int]bool{}
	for _, line := range forms.Unused() {
		unused[line] = true
	}
	for _, r := range rights.Rows {
		if unused[r.Line()] {
			p := r.Problem("form", string(ruleAvoidUnused), "no text needs this row", "remove the row")
			p.Severity = diag.Warning
			a.list.Add(p)
		}
	}
}

func (a *assembler) avoidRows(t *dataset.Table, forms avoid.List) {
	for _, f := range t.Fields {
		if !strings.HasSuffix(f.Name, "_mn") || f.Type != dataset.String && f.Type != dataset.List {
			continue
		}
		for _, r := range t.Rows {
			for _, m := range forms.In(t.Path, r.Str(f.Name)) {
				p := r.Problem(f.Name, string(ruleAvoid), "the glossary advises against "+diag.Quote(m.Text), check.AvoidFix(m))
				p.Severity = diag.Warning
				a.list.Add(p)
			}
		}
	}
}

// avoidProse looks through the texts that stand in no table. What cannot be read is told by the stage it belongs to.
func (a *assembler) avoidProse(fsys fs.FS, dir string, forms avoid.List) {
	_ = fs.WalkDir(fsys, dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return nil
		}
		switch {
		case strings.HasSuffix(name, ".mn.md"), path.Ext(name) == ".yaml" && path.Base(name) != "en.yaml":
		default:
			return nil
		}
		text, problems := source.ReadText(fsys, name, source.MaxYAMLBytes)
		if len(problems) > 0 {
			return nil
		}
		for i, line := range text.Lines {
			for _, m := range forms.In(name, line) {
				if dir == "i18n/messages" {
					continue
				}
				p := text.Problem(i+1, 0, 0, string(ruleAvoid), "the glossary advises against "+diag.Quote(m.Text), check.AvoidFix(m))
				p.Severity = diag.Warning
				a.list.Add(p)
			}
		}
		return nil
	})
}
