package dataset

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"nutag/generator/diag"
	"nutag/generator/source"
)

// Names that become parts of addresses, message keys and file names.
var (
	kebabName = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	snakeName = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	unitName  = regexp.MustCompile(`^[a-z0-9][a-z0-9_]*$`)
	foreign   = regexp.MustCompile(`^[a-z][a-z0-9-]*\.[a-z][a-z0-9_]*$`)
)

func (s *schema) readSet() {
	root := s.doc.Root
	if !s.mapping(root, "set.yaml", setKeys, "name", "title", "description", "licence", "sources", "as_of", "retrieved", "maintained") {
		return
	}
	set := s.set
	if name := s.scalar(root.Get("name"), "name"); name != "" && name != set.Name {
		s.fail(root.Get("name"), "set-name", "name "+diag.Quote(name)+" differs from the folder "+diag.Quote(set.Name), "give folder and set the same name")
	}
	set.Title = s.text(root.Get("title"), "title")
	set.Description = s.text(root.Get("description"), "description")
	set.Sources = s.references(root.Get("sources"), "sources", "sources")
	s.readLicence(root.Get("licence"))
	s.readPublished(root.Get("published"))
	s.readDates(root)
	for _, n := range s.items(root.Get("tables"), "tables") {
		s.readTable(n)
	}
	for _, n := range s.items(root.Get("files"), "files") {
		s.readFile(n)
	}
	if root.Get("tables") == nil && root.Get("files") == nil {
		s.fail(root, "set-missing-key", "set.yaml has neither tables nor files", "describe the tables or files of the folder")
	}
}

// readPublished reads whether the set is shown and offered to readers, which it is unless the description says no.
func (s *schema) readPublished(n *source.Node) {
	s.set.Published = true
	switch v := s.scalar(n, "published"); v {
	case "", "yes":
	case "no":
		s.set.Published = false
	default:
		s.fail(n, "set-value", "published must be yes or no, not "+diag.Quote(v), "write yes or no")
	}
}

func (s *schema) readLicence(n *source.Node) {
	if n == nil || n.Kind == source.Null || !s.mapping(n, "licence", licenceKeys, "id", "name") {
		return
	}
	l := Licence{ID: s.scalar(n.Get("id"), "licence id"), Name: s.text(n.Get("name"), "licence name"), URL: s.scalar(n.Get("url"), "licence url")}
	if l.ID != "" && !kebabName.MatchString(strings.ToLower(strings.ReplaceAll(l.ID, ".", "-"))) {
		s.fail(n.Get("id"), "set-value", "licence id "+diag.Quote(l.ID)+" is not made of letters, digits, points and hyphens", "write an id such as cc-by-4.0")
	}
	if l.URL != "" && !strings.HasPrefix(l.URL, "https://") && !strings.HasPrefix(l.URL, "http://") {
		s.fail(n.Get("url"), "set-value", "licence url "+diag.Quote(l.URL)+" is not a web address", "write an address that begins with https://, or leave it empty")
	}
	s.set.Licence = l
}

func (s *schema) day(n *source.Node, what string) (time.Time, bool) {
	v := s.scalar(n, what)
	if v == "" {
		return time.Time{}, false
	}
	day, ok := parseDay(v)
	if !ok {
		s.fail(n, "set-date", what+" "+diag.Quote(v)+" is not a day", "write a day of the calendar such as 2025-12-31")
	}
	return day, ok
}

func (s *schema) readDates(root *source.Node) {
	asOf, okAsOf := s.day(root.Get("as_of"), "as_of")
	retrieved, okRetrieved := s.day(root.Get("retrieved"), "retrieved")
	s.set.AsOf, s.set.Retrieved = asOf, retrieved
	if okAsOf && okRetrieved && asOf.After(retrieved) {
		s.fail(root.Get("as_of"), "set-date", "as_of is after retrieved", "give the newest day that the figures describe; nothing is read before it is written")
	}
	n := root.Get("maintained")
	period := s.scalar(n, "maintained")
	if period == "" {
		return
	}
	s.set.Maintained = period
	reviewBy, ok := addPeriod(asOf, period)
	switch {
	case !ok:
		s.fail(n, "set-period", "maintained "+diag.Quote(period)+" is not a period of years or months", "write a period such as P1Y or P6M")
	case okAsOf:
		s.set.ReviewBy = reviewBy
	}
}

func (s *schema) readFile(n *source.Node) {
	if !s.mapping(n, "file", fileKeys, "file", "title", "format") {
		return
	}
	f := File{Name: s.member(n.Get("file"), "file", ".geojson", ".jpg", ".json", ".yaml"), Title: s.text(n.Get("title"), "file title"), Format: s.scalar(n.Get("format"), "format")}
	if f.Format != "" {
		s.oneOf(n.Get("format"), "format", f.Format, formats)
		for extension, format := range map[string]string{".yaml": yamlFormat, ".jpg": jpegFormat} {
			if f.Name != "" && (path.Ext(f.Name) == extension) != (f.Format == format) {
				s.fail(n.Get("format"), "set-value", "format "+diag.Quote(f.Format)+" does not suit the file "+diag.Quote(f.Name), "a file that ends in "+extension+" has the format "+format+", and no other file")
				break
			}
		}
	}
	f.Path = path.Join(path.Dir(s.set.file), f.Name)
	s.set.Files = append(s.set.Files, f)
}

func (s *schema) oneOf(n *source.Node, what, value string, known []string) {
	if slices.Contains(known, value) {
		return
	}
	fix := "write one of: " + strings.Join(known, ", ")
	if near := diag.Nearest(value, known); near != "" {
		fix = "write " + near
	}
	s.fail(n, "set-value", "unknown "+what+" "+diag.Quote(value), fix)
}

func (s *schema) readTable(n *source.Node) {
	if !s.mapping(n, "table", tableKeys, "file", "title", "key", "fields") {
		return
	}
	t := &Table{Set: s.set, line: n.Line, min: -1, max: -1, fields: map[string]*Field{}}
	file := s.member(n.Get("file"), "file", ".csv")
	t.Name = strings.TrimSuffix(file, ".csv")
	t.Path = path.Join(path.Dir(s.set.file), file)
	if file != "" && !kebabName.MatchString(t.Name) {
		s.fail(n.Get("file"), "set-value", "table name "+diag.Quote(t.Name)+" is not in lower case with hyphens", "rename the file, e.g. population-age.csv")
	}
	t.Title = s.text(n.Get("title"), "table title")
	t.Description = s.text(n.Get("description"), "table description")
	s.readRows(t, n.Get("rows"))
	for _, f := range s.items(n.Get("fields"), "fields") {
		s.readField(t, f)
	}
	key := n.Get("key")
	t.Key = s.strings(key, "key")
	if key != nil {
		t.keyLine = key.Line
		if len(t.Key) == 0 && key.Kind == source.Sequence {
			s.fail(key, "set-value", "key is empty", "name the columns that tell rows apart")
		}
	}
	for i, column := range t.Key {
		if t.fields[column] == nil && len(t.Fields) > 0 {
			s.fail(key.Items[min(i, len(key.Items)-1)], "set-key", "key column "+diag.Quote(column)+" is not among the fields", suggestColumn(column, t.columns()))
		}
	}
	s.set.Tables = append(s.set.Tables, t)
}

func (t *Table) columns() []string {
	names := make([]string, 0, len(t.Fields))
	for _, f := range t.Fields {
		names = append(names, f.Name)
	}
	return names
}

func suggestColumn(name string, known []string) string {
	if near := diag.Nearest(name, known); near != "" {
		return "write " + near
	}
	return "use one of: " + strings.Join(known, ", ")
}

func (s *schema) readRows(t *Table, n *source.Node) {
	if n == nil || n.Kind == source.Null || !s.mapping(n, "rows", rowsKeys) {
		return
	}
	t.rowsLine = n.Line
	t.min, t.max = s.count(n.Get("min"), "rows min"), s.count(n.Get("max"), "rows max")
	if exact := s.count(n.Get("exact"), "rows exact"); exact >= 0 {
		if t.min >= 0 || t.max >= 0 {
			s.fail(n, "set-value", "rows has exact beside min or max", "keep exact alone, or min and max")
		}
		t.min, t.max = exact, exact
	}
	if t.max >= 0 && t.min > t.max {
		s.fail(n, "set-value", "rows min is greater than max", "exchange the two")
	}
}
