package assemble

import (
	"fmt"
	"io/fs"

	"nutag/generator/diag"
	"nutag/generator/guides"
	"nutag/generator/nso"
	"nutag/generator/source"
)

// yamlFormat is the format of set.yaml for members that are journeys or flows.
const yamlFormat = "yaml"

// guides reads the journeys and flows, whose files are members of the sets of these names.
func (a *assembler) guides(fsys fs.FS) {
	known := guides.Known{Services: a.ids("services"), Sources: a.ids("sources"), Hotlines: a.ids("hotlines"), Pages: guides.Pages(a.members("journeys"), a.members("flows"))}
	for _, s := range a.catalog.Sets {
		files := a.members(s.Name)
		var list diag.List
		switch s.Name {
		case "journeys":
			a.portal.Journeys, list = guides.Journeys(fsys, files, known)
		case "flows":
			a.portal.Flows, list = guides.Flows(fsys, files, known)
		case "imports":
			tables := map[string]bool{}
			for _, set := range a.catalog.Sets {
				for _, t := range set.Tables {
					tables[t.Name] = true
				}
			}
			_, _, list = nso.Load(fsys, files, nso.Known{Indicators: a.ids("indicators"), Tables: tables})
		default:
			for _, f := range files {
				list.Add(diag.Problem{File: f, RuleID: string(ruleMember), RuleFile: source.RulesFile,
					Message: fmt.Sprintf("nothing reads files of format yaml in set %s", diag.Quote(s.Name)), Fix: "move it to data/journeys, data/flows or data/imports, or write its facts as a table"})
			}
		}
		a.list.Add(list...)
	}
}

// members are the paths of the YAML files of a set.
func (a *assembler) members(set string) []string {
	var files []string
	for _, s := range a.catalog.Sets {
		for _, f := range s.Files {
			if s.Name == set && f.Format == yamlFormat {
				files = append(files, f.Path)
			}
		}
	}
	return files
}

// ids gives the ids of a table, or nil when it cannot be read: what names them is then not judged.
func (a *assembler) ids(table string) map[string]bool {
	t := a.catalog.Table(table)
	if !t.OK() || t.Field("id") == nil {
		return nil
	}
	ids := make(map[string]bool, len(t.Rows))
	for _, r := range t.Rows {
		ids[r.Str("id")] = true
	}
	return ids
}
