// Package searchdocs turns the portal into search documents, one for each page and language and one for each term of the
// glossary.
//
// It exists so that the search knows nothing of soums and the pages nothing of the search: documents are written from the
// same records, figures and messages as the pages, so that what is found is what stands there.
package searchdocs

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"nutag/generator/derive"
	"nutag/generator/model"
	"nutag/generator/plan"
	"nutag/i18n"
	"nutag/search/doc"
)

// Importance of kinds of pages before any query: among hits that are otherwise equal an aimag stands before the soum that is
// its seat, a seat before other soums, a place before a page that only speaks of it.
const (
	rankAimag    = 0.9
	rankCentre   = 0.7
	rankDistrict = 0.6
	rankHelp     = 0.65
	rankCountry  = 0.65 // names all missions in it
	rankHotline  = 0.6
	rankMission  = 0.6
	rankService  = 0.6
	rankGuide    = 0.55
	rankSoum     = 0.5
	rankCourse   = 0.5
	rankLesson   = 0.45
	rankPage     = 0.4
	rankSheet    = 0.4
	rankTerm     = 0.3
	// rankMissionLow is that of a post that is closed, not proven to work, or an honorary consul.
	rankMissionLow = 0.4
)

// Documents makes the documents of all pages that have an id, and of the terms of the glossary, in the order of doc.Sort. Ids
// are those of the pages: soum/<code>, district/<code>, aimag/<code>, country/<code>, mission/<id>, service/<id>, journey/<id>,
// flow/<id>, programme/<id>, channel/<id>, course/C4, lesson/C4-M2-L3, worksheet/<id>, guide/<id>, page/<id>. Terms are
// term/<id>, figures of the review figure/<id> and help lines hotline/<id>; they lie at an anchor of the page of all.
//
// The error joins everything that does not fit together: a record without its page or a page without its record, a page that
// exists in one language only, words that are missing.
func Documents(portal *model.Portal, figures *derive.Figures, bundle *i18n.Bundle, pages []plan.Page) ([]doc.Document, error) {
	known := map[key]plan.Page{}
	var errs []error
	for _, p := range pages {
		if p.ID == "" || p.Root {
			continue
		}
		k := key{p.ID, p.Lang}
		if _, twice := known[k]; twice {
			errs = append(errs, fmt.Errorf("two pages %s (%s)", p.ID, p.Lang))
		}
		known[k] = p
	}
	var docs []doc.Document
	for _, lang := range i18n.Langs() {
		b := &builder{
			portal: portal, figures: figures, pages: known, used: map[key]bool{}, lang: lang, other: otherLang(lang),
			words: bundle.Localizer(lang), otherWords: bundle.Localizer(otherLang(lang)),
		}
		docs = append(docs, b.all()...)
		errs = append(errs, b.errs...)
		errs = append(errs, b.words.Err(), b.otherWords.Err())
	}
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("searchdocs: %w", err)
	}
	doc.Sort(docs)
	return docs, nil
}

// key finds a page.
type key struct{ id, lang string }

func otherLang(lang string) string {
	if lang == i18n.MN {
		return i18n.EN
	}
	return i18n.MN
}

// builder makes the documents of one language.
type builder struct {
	portal            *model.Portal
	figures           *derive.Figures
	pages             map[key]plan.Page
	used              map[key]bool
	lang, other       string
	words, otherWords *i18n.Localizer
	errs              []error
}

func (b *builder) fail(format string, args ...any) {
	b.errs = append(b.errs, fmt.Errorf("%s: "+format, append([]any{b.lang}, args...)...))
}

func (b *builder) all() []doc.Document {
	var docs []doc.Document
	for _, a := range b.portal.Aimags {
		docs = append(docs, b.aimag(a))
	}
	for _, p := range b.portal.Places {
		docs = append(docs, b.place(p))
	}
	for _, t := range b.portal.Glossary {
		docs = append(docs, b.term(t))
	}
	docs = append(docs, b.remittances()...)
	docs = append(docs, b.guides()...)
	docs = append(docs, b.directory()...)
	var ids []string
	for k := range b.pages {
		if k.lang == b.lang && !b.used[k] {
			ids = append(ids, k.id)
		}
	}
	slices.Sort(ids)
	for _, id := range ids {
		docs = append(docs, b.page(id))
	}
	return docs
}

// url is the address of the page of a record.
func (b *builder) url(id string) string {
	k := key{id, b.lang}
	p, ok := b.pages[k]
	if !ok {
		b.fail("%s has no page", id)
	}
	b.used[k] = true
	return p.URL()
}

// page makes the document of a page that belongs to no record.
func (b *builder) page(id string) doc.Document {
	p, twin := b.pages[key{id, b.lang}], b.pages[key{id, b.other}]
	if twin.ID == "" {
		b.fail("page %s does not exist in the other language", id)
	}
	d := doc.Document{ID: id, Lang: b.lang, URL: p.URL(), Title: p.Title, AltTitle: twin.Title}
	d.Kind, _, _ = strings.Cut(id, "/")
	switch d.Kind {
	case "guide":
		d.Rank = rankGuide
	case "page":
		d.Rank = rankPage
	case "course":
		d.Rank = rankCourse
	case "lesson":
		d.Rank = rankLesson
	case "worksheet":
		d.Rank = rankSheet
	default:
		b.fail("page %s has no record", id)
	}
	text, headings := plain(p.Body + p.Text)
	d.Aliases = names(d.Title, b.asked(id))
	d.Headings, d.Body = headings, strings.TrimSpace(p.Description+" "+text)
	if d.Kind == "lesson" {
		// The headings of a lesson are those of a story; what it teaches stands in its description.
		d.Headings = []string{p.Description}
	}
	return d
}

// asked are the messages with what readers type who look for a page, divided by "|".
var asked = map[string]string{
	helpPage:                     "dir_help_asked",
	"page/finder":                "finder_asked",
	"page/compare":               "compare_asked",
	"page/remittance-calculator": "rem_calculator_asked",
	"page/remittance-figures":    "rem_figures_asked",
	"page/diaspora":              "rem_diaspora_asked",
	"page/report":                "report_asked",
	"page/sources":               "src_asked",
	"page/about":                 "about_asked",
}

// asked lists what readers type who look for a page.
func (b *builder) asked(id string) []string {
	if text, ok := asked[id]; ok {
		return strings.Split(b.words.T(text), "|")
	}
	return nil
}

// names are aliases: without the title and empty ones, each once, in the order given.
func names(title string, lists ...[]string) []string {
	var out []string
	for _, s := range slices.Concat(lists...) {
		if s != "" && s != title && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
