package dataset

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"

	"nutag/generator/diag"
	"nutag/generator/source"
)

// rootFiles lie beside the folders of the sets and belong to package assemble.
var rootFiles = []string{"site.yaml", "slugs.csv"}

// Load reads every set below dir, a folder of fsys (the root of the repository), and checks it against its set.yaml. The
// catalog is never nil; with errors in the list it holds what could be read, so that rules across tables can still be
// checked on the tables that are OK. What follows from an error is not told as well: a table whose description is wrong is
// not read, and nothing is said of references to a column that holds errors.
func Load(fsys fs.FS, dir string) (*Catalog, diag.List) {
	var list diag.List
	c := &Catalog{Dir: dir, tables: map[string]*Table{}}
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		list.Add(diag.Problem{File: dir, RuleID: "data-missing", RuleFile: source.RulesFile, Message: "folder of the data sets cannot be read", Fix: "run the command in the root of the repository"})
		return c, list
	}
	docs := map[string]*source.YAML{}
	for _, e := range entries {
		name := e.Name()
		file := path.Join(dir, name)
		if !e.IsDir() {
			if !slices.Contains(rootFiles, name) {
				list.Add(diag.Problem{File: file, RuleID: "data-unknown-file", RuleFile: source.RulesFile, Message: "file beside the data sets belongs to none", Fix: "put it into the folder of a set and describe it in set.yaml, or remove it"})
			}
			continue
		}
		if !kebabName.MatchString(name) {
			list.Add(diag.Problem{File: file, RuleID: "set-name", RuleFile: source.RulesFile, Message: "folder name is not in lower case with hyphens", Fix: "rename the folder, e.g. population-age"})
		}
		doc, problems := source.ReadYAML(fsys, path.Join(file, "set.yaml"))
		list.Add(problems...)
		if doc == nil {
			c.Sets = append(c.Sets, &Set{Name: name, file: path.Join(file, "set.yaml"), broken: true})
			continue
		}
		docs[name] = doc
		c.Sets = append(c.Sets, readSchema(doc, name, &list))
	}
	sort.Slice(c.Sets, func(i, j int) bool { return c.Sets[i].Name < c.Sets[j].Name })
	c.register(&list)
	c.readTables(fsys, &list)
	c.checkFolders(fsys, &list)
	c.checkReferences(docs, &list)
	c.checkLicences(&list)
	list.Sort()
	return c, list
}

// register gives every table its name in the catalog.
func (c *Catalog) register(list *diag.List) {
	for _, s := range c.Sets {
		for _, t := range s.Tables {
			if t.Name == "" {
				continue
			}
			if other := c.tables[t.Name]; other != nil {
				list.Add(diag.Problem{File: s.file, Line: t.line, RuleID: "table-name-twice", RuleFile: source.RulesFile,
					Message: fmt.Sprintf("table %s exists in set %s as well", diag.Quote(t.Name), other.Set.Name), Fix: "rename one of the two files: references name the table alone"})
				t.broken = true
				continue
			}
			c.tables[t.Name] = t
		}
	}
}

// Broken tells that a description could not be read, so that a table that seems missing may only be unread.
func (c *Catalog) Broken() bool { return c.anyBroken() }

func (c *Catalog) anyBroken() bool {
	return slices.ContainsFunc(c.Sets, func(s *Set) bool { return s.broken })
}

func (c *Catalog) tableNames() []string {
	names := make([]string, 0, len(c.tables))
	for n := range c.tables {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}

func (c *Catalog) readTables(fsys fs.FS, list *diag.List) {
	for _, s := range c.Sets {
		for _, t := range s.Tables {
			if s.broken || t.broken {
				t.broken = true
				continue
			}
			for _, f := range t.Fields {
				resolveForeignKeys(c, t, f, list)
			}
			csv, problems := source.ReadCSV(fsys, t.Path)
			if missing(problems) {
				for i := range problems {
					problems[i].RuleFile, problems[i].RuleLine = s.file, t.line
				}
			}
			list.Add(problems...)
			t.broken = len(problems) > 0
			if csv == nil {
				continue
			}
			checkTable(t, csv, len(problems) == 0, list)
		}
	}
	for _, s := range c.Sets {
		for _, t := range s.Tables {
			if t.text != nil {
				c.checkForeignKeys(t, list)
			}
		}
	}
}

func missing(list diag.List) bool {
	return len(list) == 1 && list[0].RuleID == "file-missing"
}

// checkFolders holds that each file of a set is described, and that the files that are no tables can be read.
func (c *Catalog) checkFolders(fsys fs.FS, list *diag.List) {
	for _, s := range c.Sets {
		if s.broken {
			continue
		}
		known := []string{"set.yaml"}
		for _, t := range s.Tables {
			known = append(known, path.Base(t.Path))
		}
		for _, f := range s.Files {
			known = append(known, f.Name)
			limit := int64(source.MaxFileBytes)
			switch f.Format {
			case yamlFormat:
				limit = source.MaxYAMLBytes
			case jpegFormat:
				limit = maxPhotograph
			}
			data, problems := source.ReadBytes(fsys, f.Path, limit)
			list.Add(problems...)
			// A YAML member is parsed by the package that knows its shape (generator/guides), which tells what is wrong in it.
			if len(problems) == 0 && f.Format == jpegFormat {
				list.Add(checkPhotograph(f.Path, s.file, data)...)
			}
			if len(problems) == 0 && f.Format != yamlFormat && f.Format != jpegFormat && !json.Valid(data) {
				list.Add(diag.Problem{File: f.Path, RuleID: "file-format", RuleFile: s.file, Message: "file is not valid JSON", Fix: "write the file anew with the tool that made it"})
			}
		}
		folder := path.Dir(s.file)
		entries, err := fs.ReadDir(fsys, folder)
		if err != nil {
			continue // told already: set.yaml could not be read either
		}
		for _, e := range entries {
			if slices.Contains(known, e.Name()) {
				continue
			}
			fix := "describe it in " + s.file + ", or remove it"
			if near := diag.Nearest(e.Name(), known); near != "" {
				fix = "rename it to " + near + ", or describe it in " + s.file
			}
			list.Add(diag.Problem{File: path.Join(folder, e.Name()), RuleID: "data-unknown-file", RuleFile: s.file, Message: "file is not described in set.yaml", Fix: fix})
		}
	}
}

// checkReferences holds that the sources and cautions that descriptions name exist.
func (c *Catalog) checkReferences(docs map[string]*source.YAML, list *diag.List) {
	for _, s := range c.Sets {
		for _, ref := range s.refs {
			target := c.Table(ref.table)
			if target == nil && c.anyBroken() {
				continue
			}
			var ids []string
			if target != nil {
				if target.text == nil || target.partial || target.fields["id"] == nil || target.fields["id"].broken {
					continue // a fault of that table, told there
				}
				ids = target.values("id")
			}
			if slices.Contains(ids, ref.id) {
				continue
			}
			fix := "add it to data set " + ref.table
			if near := diag.Nearest(ref.id, ids); near != "" {
				fix = "write " + near + ", or add it to " + target.Path
			}
			list.Add(docs[s.Name].Problem(ref.node, "ref-unknown", diag.Quote(ref.id)+" is not an id of "+ref.table, fix))
		}
		for _, t := range s.Tables {
			if !s.broken {
				checkSourced(s, t, list)
			}
		}
	}
}

// checkSourced holds that each measured figure has a source: in its row, its column or its set.
func checkSourced(s *Set, t *Table, list *diag.List) {
	if len(s.Sources) > 0 || t.fields["source"] != nil {
		return
	}
	for _, f := range t.Fields {
		if f.Unit != "" && len(f.Sources) == 0 {
			list.Add(diag.Problem{File: s.file, Line: f.lines[""], RuleID: "source-missing", RuleFile: source.RulesFile,
				Message: "column " + f.Name + " holds figures without a source", Fix: "add sources to the column or the set, or a column source to the table"})
		}
	}
}

// checkLicences holds that one licence id means one licence everywhere.
func (c *Catalog) checkLicences(list *diag.List) {
	first := map[string]*Set{}
	for _, s := range c.Sets {
		if s.Licence.ID == "" || s.broken {
			continue
		}
		other := first[s.Licence.ID]
		if other == nil {
			first[s.Licence.ID] = s
			continue
		}
		if other.Licence != s.Licence {
			list.Add(diag.Problem{File: s.file, RuleID: "licence-differs", RuleFile: other.file,
				Message: "licence " + diag.Quote(s.Licence.ID) + " has another name or address than in set " + other.Name, Fix: "write name and url alike, or give it another id"})
		}
	}
}

// values returns the distinct values of a column, sorted, list items apart.
func (t *Table) values(column string) []string {
	seen := map[string]bool{}
	for _, r := range t.Rows {
		if t.fields[column].Type == List {
			for _, v := range r.List(column) {
				seen[v] = true
			}
		} else if v := r.Str(column); v != "" {
			seen[v] = true
		}
	}
	out := make([]string, 0, len(seen))
	for v := range seen {
		out = append(out, v)
	}
	sort.Strings(out)
	return out
}

// Distinct returns the distinct values of a column, sorted; items of a list count apart. A table that lacks the column has
// none. It serves coverage such as "n of 330 soums".
func (t *Table) Distinct(column string) []string {
	if t.fields[column] == nil {
		return nil
	}
	return t.values(column)
}

// LicenceIDs returns the licence ids of the catalog, sorted and distinct.
func (c *Catalog) LicenceIDs() []string {
	var ids []string
	for _, s := range c.Sets {
		if s.Licence.ID != "" && !slices.Contains(ids, s.Licence.ID) {
			ids = append(ids, s.Licence.ID)
		}
	}
	slices.SortFunc(ids, strings.Compare)
	return ids
}
