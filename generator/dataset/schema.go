package dataset

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"nutag/generator/diag"
	"nutag/generator/source"
)

// reference is an id that a description names, to be looked up when all sets are read.
type reference struct {
	id    string
	table string // table that must have it in its column id
	node  *source.Node
}

// schema reads one set.yaml. It goes on after an error, so that all mistakes of a description are told at once.
type schema struct {
	doc  *source.YAML
	set  *Set
	list *diag.List
}

var (
	setKeys     = []string{"name", "title", "description", "licence", "sources", "as_of", "retrieved", "maintained", "published", "tables", "files"}
	licenceKeys = []string{"id", "name", "url"}
	tableKeys   = []string{"file", "title", "description", "key", "rows", "fields"}
	rowsKeys    = []string{"min", "max", "exact"}
	fieldKeys   = []string{"name", "title", "description", "type", "required", "unique", "allowNA", "pattern", "enum", "minimum", "maximum", "unit", "foreignKeys", "sources", "cautions"}
	fileKeys    = []string{"file", "title", "format"}
	types       = []string{"string", "integer", "number", "boolean", "date", "list", "year"}
	formats     = []string{"geojson", jpegFormat, "json", yamlFormat}
)

// yamlFormat marks members that hold steps and questions, read by a package of their own.
const yamlFormat = "yaml"

// jpegFormat marks members that are photographs.
const jpegFormat = "jpeg"

// readSchema reads the description of the set in folder dir/name. The set is nil when it could not be read as YAML.
func readSchema(doc *source.YAML, name string, list *diag.List) *Set {
	s := &schema{doc: doc, list: list, set: &Set{Name: name, file: doc.File}}
	before := list.Errors()
	s.readSet()
	s.set.broken = list.Errors() > before
	return s.set
}

func (s *schema) fail(n *source.Node, rule, message, fix string) {
	s.list.Add(s.doc.Problem(n, rule, message, fix))
}

// mapping holds n to be a mapping of known keys that has the required ones. Required are the first keys of known.
func (s *schema) mapping(n *source.Node, what string, known []string, required ...string) bool {
	if n == nil || n.Kind != source.Mapping {
		if n != nil {
			s.fail(n, "set-shape", what+" must be a mapping, not "+n.Kind.String(), "write keys and values below it: "+strings.Join(known, ", "))
		}
		return false
	}
	misspelt := map[string]bool{}
	for _, e := range n.Entries {
		key := e.Key.Value
		if slices.Contains(known, key) {
			continue
		}
		fix := "remove it; known keys: " + strings.Join(known, ", ")
		if near := diag.Nearest(key, known); near != "" {
			fix = "write " + near
			misspelt[near] = true
		}
		s.fail(e.Key, "set-unknown-key", "unknown key "+diag.Quote(key)+" in "+what, fix)
	}
	for _, key := range required {
		if v := n.Get(key); (v == nil || v.Kind == source.Null) && !misspelt[key] {
			s.fail(n, "set-missing-key", what+" has no "+key, "add "+key)
		}
	}
	return true
}

// text reads {mn: …, en: …}. Both languages are required: one of them missing would be an empty place on a page.
func (s *schema) text(n *source.Node, what string) Text {
	if n == nil || n.Kind == source.Null || !s.mapping(n, what, []string{"mn", "en"}) {
		return Text{}
	}
	for _, lang := range []string{"mn", "en"} {
		v := n.Get(lang)
		switch {
		case v == nil || v.Kind == source.Null || v.Kind == source.Scalar && strings.TrimSpace(v.Value) == "":
			s.fail(n, "set-language", what+" is missing in language "+lang, "write it in both languages, mn and en")
		case v.Kind != source.Scalar:
			s.fail(v, "set-shape", what+" must be text, not "+v.Kind.String(), "write the text in one value")
		}
	}
	return Text{MN: s.plain(n.Get("mn")), EN: s.plain(n.Get("en"))}
}

func (s *schema) plain(n *source.Node) string {
	if n == nil || n.Kind != source.Scalar {
		return ""
	}
	return strings.TrimSpace(n.Value)
}

func (s *schema) scalar(n *source.Node, what string) string {
	if n == nil || n.Kind == source.Null {
		return ""
	}
	if n.Kind != source.Scalar {
		s.fail(n, "set-shape", what+" must be one value, not "+n.Kind.String(), "write one value")
		return ""
	}
	return n.Value
}

func (s *schema) boolean(n *source.Node, what string) bool {
	switch v := s.scalar(n, what); v {
	case "true":
		return true
	case "", "false":
	default:
		s.fail(n, "set-value", what+" must be true or false, not "+diag.Quote(v), "write true or false")
	}
	return false
}

func (s *schema) number(n *source.Node, what string) *float64 {
	v := s.scalar(n, what)
	if v == "" {
		return nil
	}
	f, err := strconv.ParseFloat(v, 64)
	if !isNumber(v) || err != nil {
		s.fail(n, "set-value", what+" must be a number, not "+diag.Quote(v), "write a number such as 12.5")
		return nil
	}
	return &f
}

func (s *schema) count(n *source.Node, what string) int {
	v := s.scalar(n, what)
	if v == "" {
		return -1
	}
	i, err := strconv.Atoi(v)
	if err != nil || !isInteger(v) || i < 0 {
		s.fail(n, "set-value", what+" must be a number of rows, not "+diag.Quote(v), "write a whole number")
		return -1
	}
	return i
}

func (s *schema) items(n *source.Node, what string) []*source.Node {
	if n == nil || n.Kind == source.Null {
		return nil
	}
	if n.Kind != source.Sequence {
		s.fail(n, "set-shape", what+" must be a list, not "+n.Kind.String(), "write a list: [a, b], or lines that begin with -")
		return nil
	}
	return n.Items
}

func (s *schema) strings(n *source.Node, what string) []string {
	var out []string
	for _, item := range s.items(n, what) {
		v := s.scalar(item, what)
		switch {
		case v == "":
			s.fail(item, "set-value", "empty value in "+what, "remove the empty value")
		case slices.Contains(out, v):
			s.fail(item, "set-value", diag.Quote(v)+" stands twice in "+what, "remove one of the two")
		default:
			out = append(out, v)
		}
	}
	return out
}

func (s *schema) references(n *source.Node, what, table string) []string {
	ids := s.strings(n, what)
	if n == nil {
		return nil
	}
	for _, item := range n.Items { // a value that is no list has none, and was told by strings
		if item.Kind == source.Scalar && item.Value != "" {
			s.set.refs = append(s.set.refs, reference{id: item.Value, table: table, node: item})
		}
	}
	return ids
}

// member reads the name of a file inside the folder of the set.
func (s *schema) member(n *source.Node, what string, extensions ...string) string {
	v := s.scalar(n, what)
	if v == "" {
		return ""
	}
	if strings.ContainsAny(v, `/\`) || strings.HasPrefix(v, ".") || !slices.Contains(extensions, path.Ext(v)) {
		s.fail(n, "set-value", diag.Quote(v)+" is not the name of a file that ends in "+strings.Join(extensions, " or "), "name a file of this folder, without a path")
		return ""
	}
	return v
}
