package opendata

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"nutag/generator/dataset"
)

// member is one member of an object whose order matters to a person who reads it.
type member struct {
	name  string
	value any
}

// object is a JSON object with its members in order.
type object []member

// MarshalJSON writes the members in their order.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		for j, v := range []any{m.name, m.value} {
			if j > 0 {
				b.WriteByte(':')
			}
			data, err := encode(v)
			if err != nil {
				return nil, err
			}
			b.Write(bytes.TrimSuffix(data, []byte("\n")))
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// texts is a list of texts in both languages. The lists need not be of one length: other names of a country are not.
type texts struct {
	MN []string `json:"mn"`
	EN []string `json:"en"`
}

// tableMember is a member of a record that comes from a table: one column, or a pair of columns in two languages.
type tableMember struct {
	name  string
	field *dataset.Field // the column, or the Mongolian one of a pair
	pair  bool
}

// members are the members of the rows of a table, in the order of the columns, without those that every record has.
func members(t *dataset.Table, key string) []tableMember {
	var out []tableMember
	for _, f := range t.Fields {
		switch {
		case f.Name == key || slices.Contains([]string{"source", "sources", "cautions", "as_of", "confidence"}, f.Name):
			continue
		case strings.HasSuffix(f.Name, "_en") && t.Field(strings.TrimSuffix(f.Name, "_en")+"_mn") != nil:
			continue
		}
		base, mongolian := strings.CutSuffix(f.Name, "_mn")
		if !mongolian || t.Field(base+"_en") == nil {
			out = append(out, tableMember{name: f.Name, field: f})
			continue
		}
		if t.Field(base) != nil {
			base += "_text" // the column without a language is a token
		}
		out = append(out, tableMember{name: base, field: f, pair: true})
	}
	return out
}

// row turns the cells of a row into members.
func (w *writer) row(t *dataset.Table, r dataset.Row, key string) object {
	var out object
	for _, m := range members(t, key) {
		out = append(out, member{m.name, w.value(t, r, m)})
	}
	return out
}

func (w *writer) value(t *dataset.Table, r dataset.Row, m tableMember) any {
	name := m.field.Name
	switch {
	case m.pair && m.field.Type == dataset.List:
		return texts{MN: list(r.List(name)), EN: list(r.List(english(name)))}
	case m.pair:
		if r.Str(name) == "" && r.Str(english(name)) == "" {
			return nil
		}
		return text{MN: r.Str(name), EN: r.Str(english(name))}
	case name == "unconfirmed":
		return unconfirmed(t, r)
	case m.field.Type == dataset.List:
		out := []string{}
		for _, v := range r.List(name) {
			out = append(out, w.refer(m.field, v))
		}
		return out
	case r.Str(name) == "":
		return nil
	}
	switch m.field.Type {
	case dataset.Integer, dataset.Number, dataset.Year:
		if w.target(m.field) != "" {
			return w.refer(m.field, r.Str(name))
		}
		return json.Number(r.Str(name)) // the digits of the table, neither more nor fewer
	case dataset.Boolean:
		v, _ := r.Bool(name)
		return v
	}
	return w.refer(m.field, r.Str(name))
}

func english(column string) string { return strings.TrimSuffix(column, "_mn") + "_en" }

// unconfirmed names the members that are left out on purpose; the table names its columns.
func unconfirmed(t *dataset.Table, r dataset.Row) []string {
	out := []string{}
	for _, column := range r.List("unconfirmed") {
		for _, m := range members(t, "id") {
			if m.field.Name == column || m.pair && english(m.field.Name) == column {
				column = m.name
			}
		}
		if !slices.Contains(out, column) {
			out = append(out, column)
		}
	}
	return out
}

// target is the kind of the records that a column refers to; "" when it refers to none, or to none that the API has.
func (w *writer) target(f *dataset.Field) string {
	if len(f.ForeignKeys) != 1 {
		return ""
	}
	table, _, _ := strings.Cut(f.ForeignKeys[0], ".")
	return w.ofTable(table)
}

// refer turns the key of another row into the id of its record; other values stay as they are.
func (w *writer) refer(f *dataset.Field, value string) string {
	if kind := w.target(f); kind != "" {
		return kind + "/" + value
	}
	return value
}

// tableRecords makes the records of a kind from its table.
func (w *writer) tableRecords(k *kind) []record {
	t := w.catalog.Table(k.table.table)
	var out []record
	for _, r := range t.Rows {
		id := k.name + "/" + r.Str(k.table.key)
		rec := record{ID: id, Name: text{MN: r.Str(k.table.label + "_mn"), EN: r.Str(k.table.label + "_en")}, Pages: w.pages(id)}
		o := object{{"id", id}, {"pages", rec.Pages}}
		o = append(o, w.row(t, r, k.table.key)...)
		if h := k.table.hold; h != nil {
			held := r.Str(h.column) == h.value
			for i, m := range o {
				if held && slices.Contains(h.members, m.name) {
					o[i].value = nil
				}
			}
			o = append(o, member{"held", held})
		}
		rec.Value = append(o, w.provenance(t, r)...)
		out = append(out, rec)
	}
	return out
}

// provenance is what every record from a table tells of itself.
func (w *writer) provenance(t *dataset.Table, r dataset.Row) object {
	s := t.Set
	return append(w.evidence(t, r), object{{"review_by", s.ReviewBy.Format(time.DateOnly)}, {"data_licence", s.Licence.ID}, {"data", copyPath(s.Name, t.Path)}}...)
}

// evidence says where a row comes from. A table without a column for it tells the sources and the date of its set.
func (w *writer) evidence(t *dataset.Table, r dataset.Row) object {
	s := t.Set
	sources := slices.Concat(r.List("source"), r.List("sources"))
	if t.Field("source") == nil && t.Field("sources") == nil {
		sources = s.Sources
	}
	var asOf, confidence any = s.AsOf.Format(time.DateOnly), nil
	if t.Field("as_of") != nil {
		if asOf = nil; r.Str("as_of") != "" {
			asOf = r.Str("as_of")
		}
	}
	if v := r.Str("confidence"); v != "" {
		confidence = v
	}
	return object{{"sources", list(sources)}, {"cautions", list(r.List("cautions"))}, {"as_of", asOf}, {"confidence", confidence}}
}
