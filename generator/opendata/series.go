package opendata

import (
	"time"

	"github.com/google/jsonschema-go/jsonschema"
)

// seriesRecords makes one record of each table that is read as a whole.
func (w *writer) seriesRecords() []record {
	var out []record
	for _, t := range w.seriesOf() {
		id := "series/" + t.Name
		page := "/data/" + t.Set.Name + ".html"
		rec := record{ID: id, Name: text(t.Title), Pages: text{MN: "mn" + page, EN: "en" + page}}
		rows := []object{}
		for _, r := range t.Rows {
			o := append(w.row(t, r, ""), w.evidence(t, r)...)
			rows = append(rows, o)
		}
		set := t.Set
		rec.Value = object{{"id", id}, {"pages", rec.Pages}, {"title", rec.Name}, {"description", text(set.Description)}, {"rows", rows},
			{"sources", list(set.Sources)}, {"as_of", set.AsOf.Format(time.DateOnly)}, {"review_by", set.ReviewBy.Format(time.DateOnly)},
			{"data_licence", set.Licence.ID}, {"data", copyPath(set.Name, t.Path)}}
		out = append(out, rec)
	}
	return out
}

// seriesSchema describes every series: which columns a row has depends on the id.
func (w *writer) seriesSchema() (*jsonschema.Schema, error) {
	p := newProperties()
	one := "^series/"
	p.add("id", &jsonschema.Schema{Type: "string", Pattern: one})
	p.add("pages", textOf(ofType("string")))
	p.add("title", textOf(ofType("string")))
	p.add("description", textOf(ofType("string")))
	p.add("rows", listOf(ofType("object")))
	p.add("sources", listOf(ofType("string")))
	p.add("as_of", &jsonschema.Schema{Type: "string", Format: "date"})
	p.add("review_by", &jsonschema.Schema{Type: "string", Format: "date"})
	p.add("data_licence", ofType("string"))
	p.add("data", ofType("string"))
	for _, t := range w.seriesOf() {
		row := newProperties()
		w.addColumns(row, t, "")
		row.add("sources", listOf(ofType("string")))
		row.add("cautions", listOf(ofType("string")))
		row.add("as_of", orNull(&jsonschema.Schema{Type: "string", Pattern: dateText}))
		row.add("confidence", orNull(&jsonschema.Schema{Type: "string"}))
		id := any("series/" + t.Name)
		p.schema.OneOf = append(p.schema.OneOf, &jsonschema.Schema{
			Properties: map[string]*jsonschema.Schema{"id": {Const: &id}, "rows": listOf(row.schema)}, PropertyOrder: []string{"id", "rows"},
		})
	}
	return p.schema, nil
}
