package opendata

import (
	"cmp"
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
)

// kind is one kind of record of the API. Files, schemas, lists and the OpenAPI description are all made from this one
// description and from set.yaml; nothing of a kind is said twice.
type kind struct {
	name   string // begins the ids of its records: service
	plural string // its folder: services
	set    string // data set that tells of it: its dates, sources and licence
	title  text
	table  *tableKind // of a kind whose records are rows; nil for others
	// schema describes one record.
	schema func() (*jsonschema.Schema, error)
	// records makes all of them.
	records func() []record
}

// record is one record of a kind as the lists name it, and what its file holds.
type record struct {
	ID    string // kind/id
	Name  text
	Code  string // of places
	Slug  string // of places
	Aimag string // of places: id
	Pages text
	Value any
}

// file is where the record lies: the ids of the portal hold no character that an address would change but capital letters.
func (k *kind) file(r record) string {
	_, id, _ := strings.Cut(r.ID, "/")
	return apiDir + "/" + k.plural + "/" + strings.ToLower(id) + ".json"
}

func (k *kind) list() string       { return apiDir + "/" + k.plural + "/index.json" }
func (k *kind) schemaFile() string { return schemaDir + "/" + k.name + ".json" }

// tableKind is a kind whose records are the rows of a table, column by column. A pair of columns x_mn and x_en becomes one
// member x with both languages; empty cells become null, which is "not known".
type tableKind struct {
	table string // name of the table
	key   string // column of the id
	label string // pair of columns that names a record: name, term, title
	// hold is the rule that keeps values back that are not to be shown before a check; nil: there is none.
	hold *hold
}

// hold keeps the members back in records whose column has the value: such a record is named with its doubt and no value.
type hold struct {
	column, value string
	members       []string
}

// kinds lists all kinds, by name. A table that a test portal lacks is left out.
func (w *writer) kinds() []*kind {
	var all []*kind
	add := func(k *kind) {
		if s := w.catalog.Set(k.set); s != nil && k.title == (text{}) {
			k.title = text(s.Title)
		}
		all = append(all, k)
	}
	for _, x := range []struct {
		name, plural, set string
		tableKind
	}{
		{"channel", "channels", "channels", tableKind{table: "channels", key: "id", label: "name"}},
		{"country", "countries", "countries", tableKind{table: "countries", key: "iso", label: "name"}},
		{"figure", "figures", "gcm-facts", tableKind{table: "gcm-facts", key: "id", label: "label",
			hold: &hold{column: "show", value: "hold", members: []string{"statement", "value", "qualifier", "chart"}}}},
		{"hotline", "hotlines", "hotlines", tableKind{table: "hotlines", key: "id", label: "name"}},
		{"mission", "missions", "missions", tableKind{table: "missions", key: "id", label: "name"}},
		{"objective", "objectives", "gcm-objectives", tableKind{table: "gcm-objectives", key: "number", label: "title"}},
		{"programme", "programmes", "programmes", tableKind{table: "programmes", key: "id", label: "name"}},
		{"service", "services", "services", tableKind{table: "services", key: "id", label: "name"}},
		{"term", "terms", "glossary", tableKind{table: "glossary", key: "id", label: "term"}},
	} {
		if w.catalog.Table(x.table) == nil {
			continue
		}
		k := &kind{name: x.name, plural: x.plural, set: x.set, table: &x.tableKind}
		k.schema = func() (*jsonschema.Schema, error) { return w.tableSchema(k), nil }
		k.records = func() []record { return w.tableRecords(k) }
		add(k)
	}
	add(&kind{name: "aimag", plural: "aimags", set: "aimags", schema: schemaFor[aimagRecord], records: w.aimagRecords})
	add(&kind{name: "district", plural: "districts", set: "districts", schema: schemaFor[placeRecord], records: w.districtRecords})
	add(&kind{name: "soum", plural: "soums", set: "soums", schema: schemaFor[placeRecord], records: w.soumRecords})
	add(&kind{name: "journey", plural: "journeys", set: "journeys", schema: schemaFor[journeyRecord], records: w.journeys})
	add(&kind{name: "flow", plural: "flows", set: "flows", schema: schemaFor[flowRecord], records: w.flows})
	if w.training != nil {
		add(&kind{name: "course", plural: "courses", set: lessonSet, title: w.both("api_courses"), schema: schemaFor[courseRecord], records: w.courses})
		add(&kind{name: "lesson", plural: "lessons", set: lessonSet, title: w.both("api_lessons"), schema: schemaFor[lessonRecord], records: w.lessons})
	}
	add(&kind{name: "series", plural: "series", title: w.both("api_series"), schema: w.seriesSchema, records: w.seriesRecords})
	slices.SortFunc(all, func(a, b *kind) int { return cmp.Compare(a.name, b.name) })
	return all
}

// ofTable is the kind whose records are the rows of the table or, for places, stand for them; "" when there is none.
func (w *writer) ofTable(table string) string {
	switch table {
	case "soums":
		return "soum"
	case "districts":
		return "district"
	case "aimags":
		return "aimag"
	}
	for _, k := range w.all {
		if k.table != nil && k.table.table == table {
			return k.name
		}
	}
	return ""
}
