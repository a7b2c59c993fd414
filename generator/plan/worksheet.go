package plan

import (
	"encoding/json"
	"fmt"
	"strings"

	"nutag/generator/model"
	"nutag/i18n"
)

type sheetOption struct {
	Value string `json:"value"`
	Text  string `json:"text"`
}

type sheetField struct {
	ID       string        `json:"id"`
	Label    string        `json:"label"`
	Hint     string        `json:"hint,omitempty"`
	Type     string        `json:"type"`
	Computed bool          `json:"computed,omitempty"`
	Total    bool          `json:"total,omitempty"`
	Options  []sheetOption `json:"options,omitempty"`
}

type sheetRow struct {
	N    int    `json:"n"`
	Name string `json:"name"`
}

type sheetPart struct {
	N      int          `json:"n"`
	Table  string       `json:"table,omitempty"`
	Title  string       `json:"title"`
	Note   string       `json:"note,omitempty"`
	Head   string       `json:"head,omitempty"`
	Cards  bool         `json:"cards,omitempty"`
	Totals bool         `json:"totals,omitempty"`
	Fields []sheetField `json:"fields"`
	Rows   []sheetRow   `json:"rows,omitempty"`
}

type sheetView struct {
	Crumbs   []link      `json:"crumbs"`
	ID       string      `json:"id"`
	Intro    string      `json:"intro"`
	Private  bool        `json:"private"`
	Computes bool        `json:"computes"`
	Parts    []sheetPart `json:"parts"`
	Lessons  []link      `json:"lessons,omitempty"`
	Formulas string      `json:"formulas"` // JSON for the script of the page
}

type worksheetsView struct {
	Crumbs []link `json:"crumbs"`
	Items  []item `json:"items"`
}

func (b *builder) worksheets(t *model.Training) Page {
	title := b.t("sheet_index_title")
	v := worksheetsView{Crumbs: b.crumbs(worksheetsPath, link{Text: b.t("course_index_title"), URL: rel(worksheetsPath, coursesPath)}, link{Text: title})}
	for _, w := range t.Worksheets {
		v.Items = append(v.Items, item{Name: w.Title.In(b.lang), URL: rel(worksheetsPath, worksheetPath(w.ID)), Detail: w.Intro.In(b.lang)})
	}
	i18n.SortBy(b.lang, v.Items, func(i item) string { return i.Name })
	return Page{Lang: b.lang, Path: worksheetsPath, Kind: "worksheets", ID: "page/worksheets", Title: title, Description: b.t("sheet_index_intro"), View: v}
}

func (b *builder) worksheet(w *model.Worksheet) Page {
	path, title := worksheetPath(w.ID), w.Title.In(b.lang)
	v := sheetView{
		Crumbs: b.crumbs(path, link{Text: b.t("course_index_title"), URL: rel(path, coursesPath)}, link{Text: b.t("sheet_index_title"), URL: rel(path, worksheetsPath)}, link{Text: title}),
		ID:     w.ID, Intro: w.Intro.In(b.lang), Private: w.Private, Formulas: b.formulas(w),
	}
	for i := range w.Parts {
		p := b.sheetPart(&w.Parts[i], i+1)
		v.Parts = append(v.Parts, p)
		v.Computes = v.Computes || p.Totals
		for _, f := range p.Fields {
			v.Computes = v.Computes || f.Computed
		}
	}
	for _, c := range b.in.Training.Courses {
		for _, l := range c.Lessons() {
			if l.Worksheet == w.ID {
				v.Lessons = append(v.Lessons, link{Text: l.In(b.lang).Title, URL: rel(path, lessonPath(l.ID))})
			}
		}
	}
	var text strings.Builder
	for _, p := range v.Parts {
		fmt.Fprintf(&text, "## %s\n\n", p.Title)
		for _, r := range p.Rows {
			if r.N <= len(w.Parts[p.N-1].Labels) {
				fmt.Fprintf(&text, "%s\n\n", r.Name)
			}
		}
		for _, f := range p.Fields {
			fmt.Fprintf(&text, "%s\n\n", f.Label)
		}
	}
	return Page{Lang: b.lang, Path: path, Kind: "worksheet", ID: "worksheet/" + w.ID, Title: title, Description: v.Intro, View: v, Text: text.String()}
}

func (b *builder) sheetPart(p *model.SheetPart, n int) sheetPart {
	out := sheetPart{N: n, Table: p.ID, Title: p.Title.In(b.lang), Note: p.Note.In(b.lang), Head: p.Head.In(b.lang), Cards: p.Cards}
	for _, f := range p.Fields {
		x := sheetField{ID: f.ID, Label: f.Label.In(b.lang), Hint: f.Hint.In(b.lang), Type: f.Type, Computed: f.Formula != "", Total: f.Total}
		for _, o := range f.Options {
			x.Options = append(x.Options, sheetOption{Value: o.Value, Text: o.Label.In(b.lang)})
		}
		out.Totals = out.Totals || f.Total
		out.Fields = append(out.Fields, x)
	}
	for i := range p.Rows {
		r := sheetRow{N: i + 1}
		if i < len(p.Labels) {
			r.Name = p.Labels[i].In(b.lang)
		} else {
			r.Name = b.t("sheet_row", i18n.Data{"name": p.RowName.In(b.lang), "n": b.words.Int(i - len(p.Labels) + 1)})
		}
		out.Rows = append(out.Rows, r)
	}
	return out
}

// formulas is the part of a worksheet that worksheet-math.js reads; it holds no words.
func (b *builder) formulas(w *model.Worksheet) string {
	type field struct {
		ID      string `json:"id"`
		Type    string `json:"type"`
		Formula string `json:"formula,omitempty"`
		Total   bool   `json:"total,omitempty"`
	}
	type sheetTable struct {
		ID      string  `json:"id"`
		Rows    int     `json:"rows"`
		Columns []field `json:"columns"`
	}
	out := struct {
		ID      string       `json:"id"`
		Private bool         `json:"private,omitempty"`
		Fields  []field      `json:"fields"`
		Tables  []sheetTable `json:"tables"`
	}{ID: w.ID, Private: w.Private, Fields: []field{}, Tables: []sheetTable{}}
	for _, p := range w.Parts {
		var fields []field
		for _, f := range p.Fields {
			fields = append(fields, field{f.ID, f.Type, f.Formula, f.Total})
		}
		if p.ID == "" {
			out.Fields = append(out.Fields, fields...)
		} else {
			out.Tables = append(out.Tables, sheetTable{p.ID, p.Rows, fields})
		}
	}
	data, err := json.Marshal(out)
	if err != nil {
		b.fail("worksheet %s: %v", w.ID, err)
	}
	return string(data)
}
