package index

import (
	"github.com/blevesearch/bleve/v2/mapping"

	"nutag/search/analysis"
	"nutag/search/doc"
)

// Mapping returns Bleve's mapping, the same for every language. Nothing is
// indexed that it does not name; nothing is stored but the id, which Bleve
// needs; no field has positions; only kind and aimag have column values, for
// counting. Each of these costs bytes that every reader downloads.
func Mapping() *mapping.IndexMappingImpl {
	root := mapping.NewDocumentStaticMapping()
	for _, name := range analysis.Fields() {
		f := mapping.NewTextFieldMapping()
		f.Analyzer = analysis.AnalyzerFor(name)
		f.Store, f.IncludeInAll, f.IncludeTermVectors = false, false, false
		f.DocValues = name == analysis.FieldKind || name == analysis.FieldAimag
		root.AddFieldMappingsAt(name, f)
	}
	root.AddSubDocumentMapping("_all", mapping.NewDocumentDisabledMapping())
	im := mapping.NewIndexMapping()
	im.DefaultMapping = root
	im.DefaultAnalyzer = analysis.AnalyzerText
	im.DefaultField = analysis.FieldBody
	im.StoreDynamic, im.IndexDynamic, im.DocValuesDynamic = false, false, false
	return im
}

// Fields is a document as Bleve sees it: a struct, because Bleve walks structs
// in field order and maps in random order.
type Fields struct {
	Name     []string `json:"name"`
	Title    string   `json:"title"`
	Alt      []string `json:"alt"`
	Headings []string `json:"headings"`
	Body     string   `json:"body"`
	Kind     string   `json:"kind"`
	Aimag    string   `json:"aimag"`
}

// FieldsOf returns the fields of a document.
func FieldsOf(d doc.Document) Fields {
	titles := []string{d.Title}
	if d.AltTitle != "" && d.AltTitle != d.Title {
		titles = append(titles, d.AltTitle)
	}
	titles = append(titles, d.Aliases...)
	var names []string
	seen := make(map[string]bool)
	add := func(name string) {
		if whole := analysis.WholeName(name); !seen[whole] {
			seen[whole] = true
			names = append(names, name)
		}
	}
	for _, t := range titles {
		add(t)
		add(analysis.Name(t))
	}
	for _, c := range d.Codes {
		add(c)
	}
	body := d.Body
	if d.Figures {
		body = analysis.WithoutFigures(body)
	}
	return Fields{
		Name: names, Title: d.Title, Alt: titles[1:], Headings: d.Headings, Body: body, Kind: d.Kind, Aimag: d.Aimag,
	}
}
