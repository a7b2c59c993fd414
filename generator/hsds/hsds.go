// Package hsds writes services, help lines and missions in the words of Open Referral's Human Services Data Specification
// (HSDS) 3.1, so that a directory of help elsewhere can take them over.
//
// HSDS has one language a record, so each language is a tree of its own with the same ids. It has no word for "not known":
// what is not known is left out, numbers that were not verified are left out, and so are missions that are not proven open and
// services of which the data do not know whether they are given. Sources, date and confidence stand in a member of ours.
package hsds

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/gofrs/uuid/v5"

	"nutag/generator/model"
	"nutag/i18n"
)

// Version is the version of the specification that the files follow.
const Version = "3.1"

// namespace is the UUID of the ids of this export; it was drawn once and never changes.
const namespace = "f2b7a9d0-51c3-4e8e-8d4b-0a6f7c2d9e13"

// dir is the folder of the export, relative to the root of the site.
const dir = "api/v1/hsds"

// Input is what the export is made from.
type Input struct {
	Portal *model.Portal
	Words  *i18n.Bundle
	Pages  map[string]model.Text // addresses by kind/id in small letters, relative to the root of the site
}

// File is one finished file.
type File struct {
	Path string // relative to the root of the site
	Data []byte
}

// Files makes for each language the lists services.json, organizations.json, taxonomies.json and taxonomy_terms.json, each
// service in services/<uuid>.json, and index.json. They are sorted by path.
func Files(in Input) ([]File, error) {
	space, err := uuid.FromString(namespace)
	if err != nil {
		return nil, err
	}
	var out []File
	for _, lang := range i18n.Langs() {
		w := &writer{Input: in, lang: lang, words: in.Words.Localizer(lang), space: space}
		files, err := w.files()
		if err != nil {
			return nil, fmt.Errorf("hsds: %w", err)
		}
		if err := w.words.Err(); err != nil {
			return nil, fmt.Errorf("hsds: %w", err)
		}
		out = append(out, files...)
	}
	slices.SortFunc(out, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	return out, nil
}

type writer struct {
	Input
	lang  string
	words *i18n.Localizer
	space uuid.UUID
}

func (w *writer) id(parts ...string) string {
	return uuid.NewV5(w.space, strings.Join(parts, "/")).String()
}

func (w *writer) files() ([]File, error) {
	var out []File
	var err error
	add := func(name string, v any) {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if e := e.Encode(v); e != nil && err == nil {
			err = fmt.Errorf("%s: %w", name, e)
		}
		out = append(out, File{Path: dir + "/" + w.lang + "/" + name, Data: b.Bytes()})
	}
	services := append(w.services(), w.lines()...)
	for _, s := range services {
		add("services/"+s.ID+".json", s)
	}
	add("services.json", pageOf(services))
	add("organizations.json", pageOf(w.missions()))
	add("taxonomies.json", pageOf([]Taxonomy{w.taxonomy()}))
	add("taxonomy_terms.json", pageOf(w.terms()))
	add("index.json", about{Version: Version, Profile: "https://docs.openreferral.org/en/3.1/", OpenAPI: "https://raw.githubusercontent.com/openreferral/specification/3.1/schema/openapi.json", Licence: w.words.T("api_licence")})
	return out, err
}

// situations are the terms of our taxonomy: the groups of the services.
var situations = []string{"abroad", "internal", "protection"}

func (w *writer) taxonomy() Taxonomy {
	return Taxonomy{ID: w.id("taxonomy", "situations"), Name: w.words.T("hsds_taxonomy"), Description: w.words.T("hsds_taxonomy_about"), Version: "1"}
}

func (w *writer) term(group string) *Term {
	return &Term{ID: w.id("term", group), Code: group, Name: w.words.T("dir_group_" + group), Description: w.words.T("dir_intro_" + group), Language: w.lang, TaxonomyID: w.taxonomy().ID}
}

func (w *writer) terms() []Term {
	var out []Term
	for _, g := range situations {
		out = append(out, *w.term(g))
	}
	return out
}

func (w *writer) attribute(service, group string) []Attribute {
	t := w.term(group)
	return []Attribute{{ID: w.id("attribute", service, group), LinkID: service, LinkEntity: "service", TermID: t.ID, Term: t}}
}

func (w *writer) origin(kind, id, set string, t model.Trust) *Origin {
	o := &Origin{Record: kind + "/" + id, Page: w.Pages[strings.ToLower(kind+"/"+id)].In(w.lang), Sources: t.Sources, AsOf: t.AsOf, Confidence: t.Confidence}
	if s := w.Portal.Set(set); s != nil {
		o.ReviewBy = s.ReviewBy
	}
	return o
}

// otherName is the name in the other language: the one alternative name that we know.
func (w *writer) otherName(t model.Text) string {
	if w.lang == i18n.EN {
		return t.MN
	}
	return t.EN
}

// date is the date of a source where it is a whole day; HSDS knows no months and years.
func date(asOf string) string {
	if len(asOf) == len("2006-01-02") {
		return asOf
	}
	return ""
}

func lines(texts []model.Text, lang string, numbered bool) string {
	var s []string
	for i, t := range texts {
		line := t.In(lang)
		if numbered {
			line = fmt.Sprintf("%d. %s", i+1, line)
		}
		s = append(s, line)
	}
	return strings.Join(s, "\n")
}
