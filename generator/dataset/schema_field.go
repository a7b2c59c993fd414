package dataset

import (
	"slices"
	"strings"

	"nutag/generator/diag"
	"nutag/generator/source"
)

func (s *schema) readField(t *Table, n *source.Node) {
	if !s.mapping(n, "field", fieldKeys, "name", "title", "type") {
		return
	}
	f := &Field{Name: s.scalar(n.Get("name"), "field name"), lines: map[string]int{"": n.Line}}
	for _, e := range n.Entries {
		f.lines[e.Key.Value] = e.Key.Line
	}
	switch {
	case f.Name == "":
		return
	case !snakeName.MatchString(f.Name):
		s.fail(n.Get("name"), "set-value", "column name "+diag.Quote(f.Name)+" is not in lower case with underscores", "rename the column, e.g. name_mn")
	case t.fields[f.Name] != nil:
		s.fail(n.Get("name"), "set-value", "column "+diag.Quote(f.Name)+" is described twice", "remove one of the two")
		return
	}
	f.Title = s.text(n.Get("title"), "field title")
	f.Description = s.text(n.Get("description"), "field description")
	f.Required = s.boolean(n.Get("required"), "required")
	f.Unique = s.boolean(n.Get("unique"), "unique")
	f.AllowNA = s.boolean(n.Get("allowNA"), "allowNA")
	f.Enum = s.strings(n.Get("enum"), "enum")
	f.Sources = s.references(n.Get("sources"), "sources", "sources")
	f.Cautions = s.references(n.Get("cautions"), "cautions", "cautions")
	if v := s.scalar(n.Get("type"), "type"); v != "" {
		s.oneOf(n.Get("type"), "type", v, types)
		f.Type = Type(v)
	}
	s.readUnit(f, n)
	s.readPattern(f, n)
	s.readRange(f, n)
	s.readForeignKeys(f, n)
	t.Fields = append(t.Fields, f)
	t.fields[f.Name] = f
}

func (s *schema) readUnit(f *Field, n *source.Node) {
	f.Unit = s.scalar(n.Get("unit"), "unit")
	if f.Unit == "" {
		return
	}
	if !unitName.MatchString(f.Unit) {
		s.fail(n.Get("unit"), "set-value", "unit "+diag.Quote(f.Unit)+" is not a token of small letters, digits and underscores", "write a token such as km2; how it is shown stands in the messages as unit_<token>")
	}
	if f.Type != Integer && f.Type != Number {
		s.fail(n.Get("unit"), "set-value", "unit on a column that is no number", "remove the unit, or make the type integer or number")
	}
}

func (s *schema) readPattern(f *Field, n *source.Node) {
	f.Pattern = s.scalar(n.Get("pattern"), "pattern")
	if f.Pattern == "" {
		return
	}
	match, err := anchored(f.Pattern)
	if err != nil {
		s.fail(n.Get("pattern"), "set-value", "pattern is not a regular expression of Go (RE2)", "mend the pattern; it must match the whole value")
		return
	}
	f.match = match
}

func (s *schema) readRange(f *Field, n *source.Node) {
	f.Minimum, f.Maximum = s.number(n.Get("minimum"), "minimum"), s.number(n.Get("maximum"), "maximum")
	if f.Minimum == nil && f.Maximum == nil {
		return
	}
	if f.Type != Integer && f.Type != Number && f.Type != Year {
		s.fail(n, "set-value", "minimum or maximum on a column that is no number", "remove it, or make the type integer, number or year")
	}
	if f.Minimum != nil && f.Maximum != nil && *f.Minimum > *f.Maximum {
		s.fail(n.Get("minimum"), "set-value", "minimum is greater than maximum", "exchange the two")
	}
}

func (s *schema) readForeignKeys(f *Field, n *source.Node) {
	keys := n.Get("foreignKeys")
	if keys == nil {
		keys = &source.Node{Kind: source.Null}
	}
	f.ForeignKeys = s.strings(keys, "foreignKeys")
	for _, item := range keys.Items {
		if item.Kind == source.Scalar && item.Value != "" && !foreign.MatchString(item.Value) {
			s.fail(item, "set-value", "foreign key "+diag.Quote(item.Value)+" is not table.field", "write the name of a table and its column, e.g. soums.nso_code")
		}
	}
	// What every table means by these two columns is the same, so they need not be declared anew in each.
	for column, target := range map[string]string{"source": "sources.id", "cautions": "cautions.id"} {
		if f.Name == column && !slices.Contains(f.ForeignKeys, target) {
			f.ForeignKeys = append(f.ForeignKeys, target)
		}
	}
}

// resolveForeignKeys holds every foreign key to name a column that exists. It runs when all descriptions are read.
func resolveForeignKeys(c *Catalog, t *Table, f *Field, list *diag.List) {
	for _, key := range f.ForeignKeys {
		table, column, ok := strings.Cut(key, ".")
		if !ok || !foreign.MatchString(key) {
			continue
		}
		line := f.lines["foreignKeys"]
		if line == 0 {
			line = f.lines[""]
		}
		fail := func(message, fix string) {
			list.Add(diag.Problem{File: t.Set.file, Line: line, RuleID: "ref-target", RuleFile: source.RulesFile, Message: message, Fix: fix})
			f.broken = true
		}
		target := c.Table(table)
		switch {
		case target == nil && c.anyBroken():
			// The table may be in the set whose description could not be read; that error is told already.
		case target == nil:
			fail("column "+f.Name+" refers to table "+diag.Quote(table)+", which does not exist", suggestColumn(table, c.tableNames()))
		case target.fields[column] == nil:
			fail("column "+f.Name+" refers to "+diag.Quote(key)+", but the table has no such column", suggestColumn(column, target.columns()))
		}
	}
}
