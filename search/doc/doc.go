// Package doc defines the search document: what the portal hands over for one
// page in one language so that the page can be found.
//
// It is a leaf. The generator fills documents from the same values that fill
// the page, and the index writer turns them into a Bleve segment, so neither
// needs to know the other.
package doc

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"
)

// Limits of one document, in bytes or items. They are far above any real page;
// they keep a mistake in the data from growing the index without notice.
const (
	MaxTitle    = 400
	MaxText     = 256 << 10
	MaxAliases  = 64
	MaxHeadings = 256
	MaxURL      = 300
)

// Document is one page in one language.
type Document struct {
	ID        string   `json:"id"`                   // "soum/6346": kind, slash, id of the data row; the same in both languages
	Lang      string   `json:"lang"`                 // "mn" or "en"
	Kind      string   `json:"kind"`                 // the part of ID before the slash
	URL       string   `json:"url"`                  // relative to the site root: "mn/soums/6346-khutag-undur.html"
	Title     string   `json:"title"`                // name of the page in Lang
	AltTitle  string   `json:"alt_title,omitempty"`  // the title in the other language
	Aliases   []string `json:"aliases,omitempty"`    // other spellings, old names, synonyms, in any language
	Codes     []string `json:"codes,omitempty"`      // postal codes, P-codes and the like: found only when typed whole
	Headings  []string `json:"headings,omitempty"`   // headings of the page, in order
	Body      string   `json:"body,omitempty"`       // plain text of the page; snippets are cut from it
	Figures   bool     `json:"figures,omitempty"`    // the body is a profile: its figures are shown and not searched
	Aimag     string   `json:"aimag,omitempty"`      // two-digit aimag code, or empty
	AimagName string   `json:"aimag_name,omitempty"` // name of the aimag in Lang, shown with the hit

	Population int      `json:"population,omitempty"` // persons; breaks ties between homonyms
	Lat        *float64 `json:"lat,omitempty"`        // degrees north
	Lon        *float64 `json:"lon,omitempty"`        // degrees east

	// Rank is the importance before any query, 0 to 1: an aimag before its
	// centre soum, the centre before other soums.
	Rank float64 `json:"rank,omitempty"`
}

// Synonyms is a group of words and short phrases of one meaning, in any
// language: a query with one of them also finds pages with the others.
type Synonyms struct {
	ID    string   `json:"id"`
	Forms []string `json:"forms"`
}

// MaxForms bounds the forms of one group of synonyms.
const MaxForms = 24

// CheckSynonyms returns every fault of the groups, joined, or nil.
func CheckSynonyms(groups []Synonyms) error {
	var errs []error
	for _, g := range groups {
		if len(g.Forms) < 2 || len(g.Forms) > MaxForms {
			errs = append(errs, fmt.Errorf("synonyms %q: %d forms, want 2 to %d", g.ID, len(g.Forms), MaxForms))
		}
		for _, f := range g.Forms {
			if strings.TrimSpace(f) == "" || len(f) > MaxTitle || !utf8.ValidString(f) {
				errs = append(errs, fmt.Errorf("synonyms %q: bad form %q", g.ID, f))
			}
		}
	}
	return errors.Join(errs...)
}

var (
	idPattern    = regexp.MustCompile(`^[a-z][a-z-]{0,31}/[A-Za-z0-9][A-Za-z0-9._-]{0,95}$`)
	urlPattern   = regexp.MustCompile(`^[a-z0-9][a-z0-9._/-]*\.html(#[a-z0-9-]+)?$`)
	aimagPattern = regexp.MustCompile(`^([0-9a-z]{2})?$`)
)

// Validate returns every fault of the document, joined, or nil.
func (d Document) Validate() error {
	var errs []error
	bad := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }

	if !idPattern.MatchString(d.ID) {
		bad("id %q is not of the form kind/id", d.ID)
	} else if kind, _, _ := strings.Cut(d.ID, "/"); kind != d.Kind {
		bad("kind %q is not the first part of the id", d.Kind)
	}
	if d.Lang != "mn" && d.Lang != "en" {
		bad("lang %q is neither mn nor en", d.Lang)
	}
	if len(d.URL) > MaxURL || !urlPattern.MatchString(d.URL) || strings.Contains(d.URL, "..") || strings.Contains(d.URL, "//") {
		bad("url %q is not a plain path of an .html page", d.URL)
	}
	if strings.TrimSpace(d.Title) == "" {
		bad("title is empty")
	}
	if len(d.Aliases) > MaxAliases {
		bad("%d aliases, at most %d", len(d.Aliases), MaxAliases)
	}
	if len(d.Codes) > MaxAliases {
		bad("%d codes, at most %d", len(d.Codes), MaxAliases)
	}
	if len(d.Headings) > MaxHeadings {
		bad("%d headings, at most %d", len(d.Headings), MaxHeadings)
	}
	short := append([]string{d.Title, d.AltTitle, d.AimagName}, d.Aliases...)
	short = append(short, d.Codes...)
	for _, s := range append(short, d.Headings...) {
		if len(s) > MaxTitle {
			bad("a title, alias or heading has %d bytes, at most %d", len(s), MaxTitle)
		}
		if !utf8.ValidString(s) {
			bad("a title, alias or heading is not UTF-8: %q", s)
		}
	}
	if len(d.Body) > MaxText {
		bad("body has %d bytes, at most %d", len(d.Body), MaxText)
	}
	if !utf8.ValidString(d.Body) {
		bad("body is not UTF-8")
	}
	if !aimagPattern.MatchString(d.Aimag) {
		bad("aimag %q is not a two-digit code", d.Aimag)
	}
	if d.Population < 0 {
		bad("population %d is negative", d.Population)
	}
	if (d.Lat == nil) != (d.Lon == nil) {
		bad("one of lat and lon is missing")
	} else if d.Lat != nil && !(math.Abs(*d.Lat) <= 90 && math.Abs(*d.Lon) <= 180) {
		bad("coordinates %v, %v are not on the globe", *d.Lat, *d.Lon)
	}
	if !(d.Rank >= 0 && d.Rank <= 1) {
		bad("rank %v is outside 0 to 1", d.Rank)
	}
	if len(errs) == 0 {
		return nil
	}
	return fmt.Errorf("document %q (%s): %w", d.ID, d.Lang, errors.Join(errs...))
}

// Check validates all documents together: each one by itself, and no two with
// the same id and language.
func Check(docs []Document) error {
	type key struct{ id, lang string }
	seen := make(map[key]bool, len(docs))
	var errs []error
	for _, d := range docs {
		if err := d.Validate(); err != nil {
			errs = append(errs, err)
		}
		k := key{d.ID, d.Lang}
		if seen[k] {
			errs = append(errs, fmt.Errorf("document %q (%s) occurs twice", d.ID, d.Lang))
		}
		seen[k] = true
	}
	return errors.Join(errs...)
}

// Sort puts documents in the order of the index: language, then importance
// (rank, population), then id. Among equal scores this order decides.
func Sort(docs []Document) {
	sort.SliceStable(docs, func(i, j int) bool {
		a, b := &docs[i], &docs[j]
		switch {
		case a.Lang != b.Lang:
			return a.Lang < b.Lang
		case a.Rank != b.Rank:
			return a.Rank > b.Rank
		case a.Population != b.Population:
			return a.Population > b.Population
		}
		return a.ID < b.ID
	})
}
