package opendata

import (
	"reflect"
	"slices"

	"github.com/google/jsonschema-go/jsonschema"

	"nutag/generator/dataset"
)

// draft is the dialect of all schemas.
const draft = "https://json-schema.org/draft/2020-12/schema"

const schemaDir = apiDir + "/schema"

// dateText is a date as the tables write it: a year, month, day or quarter, a range, or the oldest and newest of several.
const dateText = `^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?|-Q[1-4])?([/+].*)?$`

// schemaFor describes a record that is a Go type, as it is written: a pointer may be null, a list never is.
func schemaFor[T any]() (*jsonschema.Schema, error) {
	// What "any" stands for in our records is a figure, a code or null.
	anything := &jsonschema.Schema{Types: []string{"number", "string", "null"}}
	s, err := jsonschema.For[T](&jsonschema.ForOptions{TypeSchemas: map[reflect.Type]*jsonschema.Schema{reflect.TypeFor[any](): anything}})
	if err != nil {
		return nil, err
	}
	settle(s)
	return s, nil
}

// settle takes null away from lists: the lists of our records are [] when they are empty. It also drops the ban on members
// that are not named: a later release of the same version may add some.
func settle(s *jsonschema.Schema) {
	if s == nil {
		return
	}
	if slices.Equal(s.Types, []string{"null", "array"}) {
		s.Types, s.Type = nil, "array"
	}
	if s.Properties != nil {
		s.AdditionalProperties = nil
	}
	settle(s.Items)
	for _, p := range s.Properties {
		settle(p)
	}
}

func ofType(t string) *jsonschema.Schema { return &jsonschema.Schema{Type: t} }

// orNull allows null beside what the schema describes; the schema must be one type or an enumeration of strings.
func orNull(s *jsonschema.Schema) *jsonschema.Schema {
	s.Types, s.Type = []string{s.Type, "null"}, ""
	if s.Enum != nil {
		s.Enum = append(s.Enum, nil)
	}
	return s
}

func listOf(s *jsonschema.Schema) *jsonschema.Schema {
	return &jsonschema.Schema{Type: "array", Items: s}
}

// textOf is a text, or with items a list of texts, in both languages.
func textOf(each *jsonschema.Schema) *jsonschema.Schema {
	return &jsonschema.Schema{Type: "object", Properties: map[string]*jsonschema.Schema{"mn": each, "en": each.CloneSchemas()},
		Required: []string{"mn", "en"}, PropertyOrder: []string{"mn", "en"}}
}

// properties gathers the members of an object in order; each of them is always there.
type properties struct{ schema *jsonschema.Schema }

func newProperties() properties {
	return properties{&jsonschema.Schema{Type: "object", Properties: map[string]*jsonschema.Schema{}}}
}

func (p properties) add(name string, s *jsonschema.Schema) {
	p.schema.Properties[name] = s
	p.schema.Required = append(p.schema.Required, name)
	p.schema.PropertyOrder = append(p.schema.PropertyOrder, name)
}

// tableSchema describes the records of a kind from the description of its table.
func (w *writer) tableSchema(k *kind) *jsonschema.Schema {
	t := w.catalog.Table(k.table.table)
	p := newProperties()
	p.add("id", &jsonschema.Schema{Type: "string", Pattern: "^" + k.name + "/"})
	p.add("pages", textOf(ofType("string")))
	w.addColumns(p, t, k.table.key)
	if h := k.table.hold; h != nil {
		for _, m := range h.members {
			if s := p.schema.Properties[m]; s.Type != "" {
				orNull(s)
			}
		}
		p.add("held", ofType("boolean"))
	}
	addProvenance(p)
	return p.schema
}

func addProvenance(p properties) {
	p.add("sources", listOf(ofType("string")))
	p.add("cautions", listOf(ofType("string")))
	p.add("as_of", orNull(&jsonschema.Schema{Type: "string", Pattern: dateText}))
	p.add("confidence", orNull(&jsonschema.Schema{Type: "string", Enum: []any{"high", "medium", "low", "unknown"}}))
	p.add("review_by", &jsonschema.Schema{Type: "string", Format: "date"})
	p.add("data_licence", ofType("string"))
	p.add("data", ofType("string"))
}

// addColumns adds a member for each column or pair of columns.
func (w *writer) addColumns(p properties, t *dataset.Table, key string) {
	for _, m := range members(t, key) {
		p.add(m.name, w.columnSchema(m))
	}
}

func (w *writer) columnSchema(m tableMember) *jsonschema.Schema {
	s := w.cellSchema(m)
	if !m.field.Required && s.Type != "array" && (!m.pair || m.field.Type != dataset.List) {
		orNull(s)
	}
	s.Title = m.field.Title.MN
	s.Extra = map[string]any{"titles": text(m.field.Title)}
	if m.field.Description.MN != "" {
		s.Description, s.Extra["descriptions"] = m.field.Description.MN, text(m.field.Description)
	}
	if m.field.Unit != "" {
		s.Extra["unit"] = m.field.Unit
	}
	return s
}

func (w *writer) cellSchema(m tableMember) *jsonschema.Schema {
	f := m.field
	item := &jsonschema.Schema{Type: "string"}
	if kind := w.target(f); kind != "" {
		item.Pattern = "^" + kind + "/"
	} else if !m.pair && f.Name != "unconfirmed" {
		item.Pattern = anchored(f.Pattern)
		for _, v := range f.Enum {
			item.Enum = append(item.Enum, v)
		}
	}
	switch {
	case m.pair && f.Type == dataset.List:
		return textOf(listOf(item))
	case m.pair:
		return textOf(item)
	case f.Type == dataset.List:
		return listOf(item)
	case item.Pattern != "" && w.target(f) != "":
		return item
	}
	switch f.Type {
	case dataset.Boolean:
		return ofType("boolean")
	case dataset.Date:
		item.Format = "date"
	case dataset.Integer, dataset.Year:
		return &jsonschema.Schema{Type: "integer", Minimum: f.Minimum, Maximum: f.Maximum}
	case dataset.Number:
		return &jsonschema.Schema{Type: "number", Minimum: f.Minimum, Maximum: f.Maximum}
	}
	return item
}

// anchored makes a pattern of set.yaml, which must match the whole value, one of JSON Schema, which may match a part.
func anchored(pattern string) string {
	if pattern == "" {
		return ""
	}
	return "^(?:" + pattern + ")$"
}
