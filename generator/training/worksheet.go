package training

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"nutag/generator/diag"
	"nutag/generator/model"
	"nutag/generator/source"
	"nutag/i18n"
)

// Bounds of a worksheet; the largest has twelve rows of six columns.
const (
	maxParts  = 12
	maxFields = 24
	maxRows   = 40
)

var (
	fieldID    = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	fieldTypes = []string{"choice", "date", "long", "money", "number", "percent", "text", "tick"}
	// functions are those of worksheet-math.js, with the number of their arguments; -1: two or more.
	functions = map[string]int{
		"sum": 1, "count": 1, "max": -1, "min": -1, "or": 2, "ceil": 1, "round": 2, "prev": 2, "below": 2, "least": 1,
		"loan_first": 4, "loan_interest": 4, "loan_year": 5, "year_rate": 1,
	}
)

// worksheet reads one form. Formulas are parsed here, and every name in them must be a field of the sheet; the script of the
// page computes them.
func (l *loader) worksheet(name, id string) *model.Worksheet {
	y, problems := source.ReadYAML(l.fsys, name)
	l.list.Add(problems...)
	if y == nil {
		return nil
	}
	before := l.list.Errors()
	f := fields{l, y}
	k := f.mapping(y.Root, []string{"title", "intro", "parts"}, []string{"private", "cases"})
	w := &model.Worksheet{ID: id, Title: f.pair(k["title"], maxTitle), Intro: f.pair(k["intro"], 400), Private: f.yes(k["private"])}
	for _, n := range f.items(k["parts"], 1, maxParts) {
		w.Parts = append(w.Parts, f.part(n))
	}
	formulas := l.formulas(f, w, k["parts"])
	if formulas > 0 && k["cases"] == nil {
		l.node(y, y.Root, "sheet-cases", "the worksheet computes and has no case worked by hand", "add cases: with in: and out:")
	}
	l.cases(f, w, k["cases"])
	if l.list.Errors() > before {
		return nil
	}
	return w
}

func (f fields) yes(n *source.Node) bool {
	if n == nil {
		return false
	}
	if s := f.text(n, 3); s != "yes" && s != "no" {
		f.l.node(f.y, n, "lesson-key", "yes or no is expected here", "write yes or no")
	}
	return n.Value == "yes"
}

func (f fields) part(n *source.Node) model.SheetPart {
	k := f.mapping(n, []string{"title"}, []string{"note", "fields", "table", "columns", "rows", "labels", "head", "cards", "row"})
	p := model.SheetPart{Title: f.pair(k["title"], maxTitle), Note: f.pair(k["note"], 400), Head: f.pair(k["head"], 60), Cards: f.yes(k["cards"]), RowName: f.pair(k["row"], 60)}
	if k["table"] == nil {
		for _, n := range f.items(k["fields"], 1, maxFields) {
			p.Fields = append(p.Fields, f.field(n))
		}
		if k["fields"] == nil {
			f.l.node(f.y, n, "sheet-part", "a part has neither fields nor a table", "write fields: […] or table: id with columns:")
		}
		return p
	}
	columns := 10
	if p.Cards {
		columns = 16
	}
	p.ID = f.matching(k["table"], fieldID, "an id such as income")
	for _, n := range f.items(k["columns"], 1, columns) {
		p.Fields = append(p.Fields, f.field(n))
	}
	for _, n := range f.items(k["labels"], 0, maxRows) {
		p.Labels = append(p.Labels, f.pair(n, 160))
	}
	p.Rows = len(p.Labels)
	if k["rows"] != nil {
		p.Rows = f.whole(k["rows"], max(1, p.Rows), maxRows)
	}
	switch {
	case p.Rows == 0 || len(p.Fields) == 0:
		f.l.node(f.y, n, "sheet-part", "a table without rows or columns", "write columns: and rows: or labels:")
	case len(p.Labels) > 0 && p.Head.MN == "":
		f.l.node(f.y, n, "sheet-part", "the names of the rows have no heading", "write head: {mn: …, en: …}")
	case len(p.Labels) == 0 && p.RowName.MN == "":
		f.l.node(f.y, n, "sheet-part", "rows without names need a word", "write row: {mn: Мөр, en: Line}")
	}
	return p
}

func (f fields) field(n *source.Node) model.SheetField {
	k := f.mapping(n, []string{"id", "mn", "en", "type"}, []string{"hint", "formula", "total", "options"})
	x := model.SheetField{
		ID: f.matching(k["id"], fieldID, "an id such as price"), Type: f.text(k["type"], 10), Hint: f.pair(k["hint"], maxDescription), Total: f.yes(k["total"]),
		Label: model.Text{MN: f.said(k["mn"], 160, i18n.MN), EN: f.said(k["en"], 160, i18n.EN)},
	}
	if x.Type != "" && !slices.Contains(fieldTypes, x.Type) {
		f.l.node(f.y, k["type"], "sheet-field", "there is no type "+diag.Quote(x.Type), "use one of "+strings.Join(fieldTypes, ", "))
	}
	if k["formula"] != nil {
		x.Formula = f.text(k["formula"], maxExpression)
	}
	for _, n := range f.items(k["options"], 0, 8) {
		o := f.mapping(n, []string{"value", "mn", "en"}, nil)
		x.Options = append(x.Options, model.SheetOption{Value: f.matching(o["value"], plainReal, "a number"), Label: model.Text{MN: f.said(o["mn"], 160, i18n.MN), EN: f.said(o["en"], 160, i18n.EN)}})
	}
	if (x.Type == "choice") != (len(x.Options) > 1) {
		f.l.node(f.y, n, "sheet-field", "a choice has two options or more, and nothing else has any", "write type: choice with options:")
	}
	return x
}

// names gives what formulas may refer to: fields, and columns as table.column.
func names(w *model.Worksheet) map[string]bool {
	out := map[string]bool{}
	for _, p := range w.Parts {
		for _, x := range p.Fields {
			if p.ID != "" {
				out[p.ID+"."+x.ID] = true
			} else {
				out[x.ID] = true
			}
		}
	}
	return out
}

// formulas checks every formula and returns their number.
func (l *loader) formulas(f fields, w *model.Worksheet, parts *source.Node) int {
	known := names(w)
	seen := map[string]bool{}
	n := 0
	for _, p := range w.Parts {
		if p.ID != "" && seen[p.ID+"."] {
			l.node(f.y, parts, "sheet-field", "the table "+diag.Quote(p.ID)+" stands twice", "give it another id")
		}
		seen[p.ID+"."] = p.ID != ""
		for _, x := range p.Fields {
			full := x.ID
			if p.ID != "" {
				full = p.ID + "." + x.ID
			}
			if seen[full] {
				l.node(f.y, parts, "sheet-field", "the field "+diag.Quote(full)+" stands twice", "give it another id")
			}
			seen[full] = true
			if x.Total {
				n++
			}
			if x.Formula == "" {
				continue
			}
			n++
			bad := func(message string) {
				l.node(f.y, parts, "sheet-formula", fmt.Sprintf("the formula of %s: %s", diag.Quote(full), message), "mend the formula")
			}
			e, err := parseExpression(x.Formula)
			if err != nil {
				bad(err.Error())
				continue
			}
			e.walk(func(e *expression) {
				switch e.op {
				case 'c':
					want, exists := functions[e.name]
					if !exists {
						bad("there is no function " + diag.Quote(e.name))
					} else if want >= 0 && len(e.args) != want || want < 0 && len(e.args) < 2 {
						bad(fmt.Sprintf("%s has %d arguments", diag.Quote(e.name), len(e.args)))
					}
				case 'v':
					if !known[e.name] && (p.ID == "" || !known[p.ID+"."+e.name] && e.name != "row") {
						bad("there is no field " + diag.Quote(e.name))
					}
				}
			})
		}
	}
	return n
}

// cases checks that the cases name fields that exist; the script's tests compute them.
func (l *loader) cases(f fields, w *model.Worksheet, n *source.Node) {
	known := names(w)
	for _, p := range w.Parts {
		for _, x := range p.Fields {
			if p.ID != "" && x.Total {
				known[p.ID+".total."+x.ID] = true
			}
		}
	}
	for _, one := range f.items(n, 0, 12) {
		k := f.mapping(one, []string{"in", "out"}, nil)
		for _, side := range []string{"in", "out"} {
			if k[side] == nil {
				continue
			}
			for _, e := range k[side].Entries {
				name := e.Key.Value
				if parts := strings.Split(name, "."); len(parts) == 3 && parts[1] != "total" {
					if _, err := strconv.Atoi(parts[1]); err == nil {
						name = parts[0] + "." + parts[2]
					}
				}
				if !known[name] {
					l.node(f.y, e.Key, "sheet-cases", "there is no field "+diag.Quote(e.Key.Value), "write field, table.1.column or table.total.column")
				}
			}
		}
	}
}
