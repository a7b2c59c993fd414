package dataset

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"nutag/generator/diag"
	"nutag/generator/source"
)

// check holds the rows of one table to the rules of its fields.
type check struct {
	table *Table
	list  *diag.List
	order int // problems of order alone: they must be mended, but the rows can be used
}

// checkTable fills the table from the file and tells every broken rule. Complete says that no row was left out by the
// reader: otherwise a wrong number of rows is not told, it follows from that.
func checkTable(t *Table, csv *source.CSV, complete bool, list *diag.List) {
	c := &check{table: t, list: list}
	before := list.Errors()
	t.text, t.partial = csv.Text, !complete
	t.index = c.header(csv)
	t.Rows = make([]Row, len(csv.Rows))
	for i, r := range csv.Rows {
		t.Rows[i] = Row{table: t, row: r}
	}
	for _, f := range t.Fields {
		if _, ok := t.index[f.Name]; ok {
			c.column(f)
		}
	}
	c.key()
	if complete {
		c.count()
	}
	t.broken = t.broken || list.Errors() > before+c.order
}

// rule completes a problem with the place of the rule in set.yaml.
func (c *check) rule(p diag.Problem, line int) {
	p.RuleFile, p.RuleLine = c.table.Set.file, line
	c.list.Add(p)
}

func (f *Field) lineOf(rule string) int {
	if n := f.lines[rule]; n > 0 {
		return n
	}
	return f.lines[""]
}

// header compares the header with the fields. A misspelt column is one error: its field is not told missing as well.
func (c *check) header(csv *source.CSV) map[string]int {
	t := c.table
	index := map[string]int{}
	wanted := t.columns()
	var absent []string
	have := map[string]bool{}
	for _, cell := range csv.Header {
		have[cell.Text] = true
	}
	for _, name := range wanted {
		if !have[name] {
			absent = append(absent, name)
		}
	}
	meant := map[string]bool{}
	for i, cell := range csv.Header {
		_, twice := index[cell.Text]
		switch {
		case twice:
			c.rule(csv.Problem(1, cell.Col, max(cell.Width, 1), "column-twice", "column "+diag.Quote(cell.Text)+" stands twice", "remove one of the two"), t.line)
		case t.fields[cell.Text] == nil:
			fix := "remove the column, or describe it in " + t.Set.file
			if near := diag.Nearest(cell.Text, absent); near != "" {
				fix = "write " + near
				meant[near] = true
			}
			c.rule(csv.Problem(1, cell.Col, max(cell.Width, 1), "column-unknown", "unknown column "+diag.Quote(cell.Text), fix), t.line)
		default:
			index[cell.Text] = i
		}
	}
	for _, name := range absent {
		t.fields[name].broken = true
		if !meant[name] {
			c.rule(csv.Problem(1, 0, 0, "column-missing", "column "+diag.Quote(name)+" is missing", "add the column, with empty cells where nothing is known"), t.fields[name].lineOf("name"))
		}
	}
	if len(index) == len(wanted) && len(csv.Header) == len(wanted) {
		for i, cell := range csv.Header {
			if cell.Text != wanted[i] {
				c.order++
				c.rule(csv.Problem(1, cell.Col, max(cell.Width, 1), "column-order", "column "+diag.Quote(cell.Text)+" stands where "+diag.Quote(wanted[i])+" is expected", "order the columns as in "+t.Set.file), t.fields[wanted[i]].lineOf("name"))
				break
			}
		}
	}
	return index
}

func (c *check) column(f *Field) {
	first := map[string]int{}
	for _, r := range c.table.Rows {
		cell, _ := r.cell(f.Name)
		v := cell.Text
		if v == "" {
			if f.Required {
				c.value(r, f, "required", "cell-required", f.Name+" is empty", "write the value; only an optional column may be empty")
			}
			continue
		}
		f.Filled++
		if r.NA(f.Name) {
			continue
		}
		if !c.valid(r, f, v) {
			continue
		}
		if f.Unique {
			if line, ok := first[v]; ok {
				c.value(r, f, "unique", "cell-unique", fmt.Sprintf("%s %s stands in line %d already", f.Name, diag.Quote(v), line), "correct one of the two rows")
				continue
			}
			first[v] = r.Line()
		}
	}
}

// value tells of a cell and remembers that its column holds an error.
func (c *check) value(r Row, f *Field, rule, id, message, fix string) {
	f.broken = true
	c.rule(r.Problem(f.Name, id, message, fix), f.lineOf(rule))
}

// valid tells the first rule that a value breaks: the others mostly follow from it.
func (c *check) valid(r Row, f *Field, v string) bool {
	if want := wrongType(f.Type, v); want != "" {
		fix := "write " + want
		if v == NotApplicable {
			fix += "; the column does not allow " + NotApplicable
		}
		c.value(r, f, "type", "cell-type", f.Name+" "+diag.Quote(v)+" is not of type "+string(f.Type), fix)
		return false
	}
	items := []string{v}
	if f.Type == List {
		items = r.List(f.Name)
	}
	for _, item := range items {
		if len(f.Enum) > 0 && !slices.Contains(f.Enum, item) {
			fix := "write one of: " + diag.QuoteAll(f.Enum, 12)
			if near := diag.Nearest(item, f.Enum); near != "" {
				fix = "write " + diag.Quote(near)
			}
			c.value(r, f, "enum", "cell-enum", f.Name+" "+diag.Quote(item)+" is not a known value", fix)
			return false
		}
		if f.match != nil && !f.match(item) {
			c.value(r, f, "pattern", "cell-pattern", f.Name+" "+diag.Quote(item)+" has not the expected form", "write a value of the form "+f.Pattern)
			return false
		}
	}
	if f.Minimum != nil || f.Maximum != nil {
		return c.inRange(r, f, v)
	}
	return true
}

func (c *check) inRange(r Row, f *Field, v string) bool {
	n, ok := r.Float(f.Name)
	if !ok {
		return true
	}
	short := func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
	switch {
	case f.Minimum != nil && n < *f.Minimum:
		c.value(r, f, "minimum", "cell-range", fmt.Sprintf("%s %s is less than %s", f.Name, v, short(*f.Minimum)), "check the figure and its unit against the source")
	case f.Maximum != nil && n > *f.Maximum:
		c.value(r, f, "maximum", "cell-range", fmt.Sprintf("%s %s is greater than %s", f.Name, v, short(*f.Maximum)), "check the figure and its unit against the source")
	default:
		return true
	}
	return false
}

// key holds the key to be unique and the rows to be in its order. Only the first row out of order is told: a moved row
// puts all that follow in question.
func (c *check) key() {
	t := c.table
	for _, column := range t.Key {
		if f := t.fields[column]; f == nil || f.broken {
			return
		}
	}
	label := strings.Join(t.Key, ", ")
	seen := map[string]int{}
	sorted := true
	for i, r := range t.Rows {
		for _, column := range t.Key {
			if r.Str(column) == "" {
				c.rule(r.Problem(column, "key-empty", "key column "+column+" is empty", "write the value: it tells this row from the others"), t.keyLine)
				t.fields[column].broken = true
				return
			}
		}
		k := t.keyOf(r)
		if line, ok := seen[k]; ok {
			c.rule(r.Problem(t.Key[0], "key-twice", fmt.Sprintf("%s %s stands in line %d already", label, t.shownKey(r), line), "remove one of the two rows, or correct its key"), t.keyLine)
			continue
		}
		seen[k] = r.Line()
		if i > 0 && sorted && t.compare(t.Rows[i-1], r) > 0 {
			sorted = false
			c.order++
			c.rule(r.Problem(t.Key[0], "key-order", fmt.Sprintf("row with %s %s stands after %s", label, t.shownKey(r), t.shownKey(t.Rows[i-1])), "sort the rows by "+label), t.keyLine)
		}
	}
}

func (t *Table) keyOf(r Row) string {
	parts := make([]string, len(t.Key))
	for i, column := range t.Key {
		parts[i] = r.Str(column)
	}
	return strings.Join(parts, "\x00")
}

func (t *Table) shownKey(r Row) string {
	parts := make([]string, len(t.Key))
	for i, column := range t.Key {
		parts[i] = diag.Quote(r.Str(column))
	}
	return strings.Join(parts, ", ")
}

// compare orders rows by key: numbers by size, all else by Unicode code point, the same on every machine.
func (t *Table) compare(a, b Row) int {
	for _, column := range t.Key {
		var order int
		switch t.fields[column].Type {
		case Integer, Number:
			x, _ := a.Float(column)
			y, _ := b.Float(column)
			order = cmp.Compare(x, y)
		default:
			order = strings.Compare(a.Str(column), b.Str(column))
		}
		if order != 0 {
			return order
		}
	}
	return 0
}

func (c *check) count() {
	t, n := c.table, len(c.table.Rows)
	tell := func(want string) {
		c.rule(t.text.Problem(0, 0, 0, "rows-count", fmt.Sprintf("table has %d rows, %s expected", n, want), "add or remove rows; change rows in set.yaml only when the world has changed"), max(t.rowsLine, t.line))
	}
	switch {
	case t.min >= 0 && t.min == t.max && n != t.min:
		tell(fmt.Sprintf("exactly %d", t.min))
	case t.min >= 0 && n < t.min:
		tell(fmt.Sprintf("at least %d", t.min))
	case t.max >= 0 && n > t.max:
		tell(fmt.Sprintf("at most %d", t.max))
	}
}

// checkForeignKeys holds every value to exist in one of the columns that its field names.
func (c *Catalog) checkForeignKeys(t *Table, list *diag.List) {
	for _, f := range t.Fields {
		if len(f.ForeignKeys) == 0 || f.broken {
			continue
		}
		known, ok := c.targets(f)
		if !ok {
			continue
		}
		var names []string // for suggestions, only when there is something to suggest
		told := map[string]bool{}
		for _, r := range t.Rows {
			items := []string{r.Str(f.Name)}
			if f.Type == List {
				items = r.List(f.Name)
			}
			for _, item := range items {
				if item == "" || known[item] {
					continue
				}
				t.broken = true
				if told[item] {
					continue // one unknown id is one mistake, however many rows name it
				}
				told[item] = true
				if names == nil {
					for n := range known {
						names = append(names, n)
					}
				}
				fix := "add it to " + strings.Join(f.ForeignKeys, " or ") + ", or correct the value"
				if near := diag.Nearest(item, names); near != "" {
					fix = "write " + diag.Quote(near) + ", or add it to " + strings.Join(f.ForeignKeys, " or ")
				}
				p := r.Problem(f.Name, "ref-unknown", f.Name+" "+diag.Quote(item)+" is not in "+strings.Join(f.ForeignKeys, " or "), fix)
				p.RuleFile, p.RuleLine = t.Set.file, f.lineOf("foreignKeys")
				list.Add(p)
			}
		}
	}
}

// targets collects the values a foreign key may have. It is false when one of the targets is missing or holds errors.
func (c *Catalog) targets(f *Field) (map[string]bool, bool) {
	known := map[string]bool{}
	for _, key := range f.ForeignKeys {
		name, column, _ := strings.Cut(key, ".")
		t := c.Table(name)
		if t == nil || t.text == nil || t.partial || t.fields[column] == nil || t.fields[column].broken {
			return nil, false
		}
		for _, v := range t.values(column) {
			known[v] = true
		}
	}
	return known, true
}
