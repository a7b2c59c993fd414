package index

import (
	"github.com/blevesearch/bleve/v2/mapping"

	"nutag/search/analysis"
	"nutag/search/doc"
)

// Mapping returns Bleve's mapping for the index of one language. Nothing is
// indexed that it does not name; nothing is stored but the id, which Bleve
// needs; only titles have positions; only kind and aimag have column values,
// for counting. Each of these costs bytes that every reader downloads.
func Mapping(lang string) *mapping.IndexMappingImpl {
	root := mapping.NewDocumentStaticMapping()
	for _, name := range []string{
		analysis.FieldName, analysis.FieldNameKey, analysis.FieldTitle, analysis.FieldAlt, analysis.FieldHeadings,
		analysis.FieldBody, analysis.FieldKey, analysis.FieldPlace, analysis.FieldKind, analysis.FieldAimag,
	} {
		f := mapping.NewTextFieldMapping()
		f.Analyzer = analysis.AnalyzerFor(name, lang)
		f.Store, f.IncludeInAll = false, false
		f.IncludeTermVectors = name == analysis.FieldTitle
		f.DocValues = name == analysis.FieldKind || name == analysis.FieldAimag
		root.AddFieldMappingsAt(name, f)
	}
	root.AddSubDocumentMapping("_all", mapping.NewDocumentDisabledMapping())

	im := mapping.NewIndexMapping()
	im.DefaultMapping = root
	im.DefaultAnalyzer = analysis.AnalyzerFor(analysis.FieldBody, lang)
	im.DefaultField = analysis.FieldBody
	im.StoreDynamic, im.IndexDynamic, im.DocValuesDynamic = false, false, false
	return im
}

// Fields is a document as Bleve sees it: a struct, because Bleve walks structs
// in field order and maps in random order.
type Fields struct {
	Name     []string `json:"name"`
	NameKey  []string `json:"name_key"`
	Title    string   `json:"title"`
	Alt      []string `json:"alt"`
	Headings []string `json:"headings"`
	Body     string   `json:"body"`
	Key      []string `json:"key"`
	Place    []string `json:"place"`
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
	for _, t := range titles {
		names = append(names, t)
		if n := analysis.Name(t); n != t {
			names = append(names, n)
		}
	}
	var places []string
	for _, p := range []string{d.AimagName, d.AimagAlt} {
		if p != "" {
			places = append(places, analysis.Name(p))
		}
	}
	return Fields{
		Name: names, NameKey: names, Title: d.Title, Alt: titles[1:], Headings: d.Headings,
		Body: d.Body, Key: titles, Place: places, Kind: d.Kind, Aimag: d.Aimag,
	}
}
