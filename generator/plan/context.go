package plan

import (
	"fmt"
	"slices"
	"strings"

	"nutag/generator/derive"
	"nutag/generator/edition"
	"nutag/generator/geo"
	"nutag/generator/model"
	"nutag/i18n"
)

// Prose is one page of prose from the content folder in one language.
type Prose struct {
	ID          string // file name without language, for example "guides/moving"
	Lang        string
	Title       string
	Description string
	Body        string // Markdown
}

// Input is everything the pages are made from.
type Input struct {
	Portal  *model.Portal
	Figures *derive.Figures
	Shapes  *geo.Shapes
	World   *geo.World // nil: no map of missions
	Bundle  *i18n.Bundle
	Prose   []Prose
	// Training is the courses and worksheets; nil: none.
	Training *model.Training
	BaseURL  string // absolute address of the portal with a final slash, or empty
	// Edition says which of the pages are wanted; the zero value: all.
	Edition edition.Edition
}

// File is a finished file beside the pages, for example a map.
type File struct {
	Path string // relative to the root of the site
	Data []byte
}

// Code is a QR code to be drawn: a check of the input need not wait for hundreds of drawings.
type Code struct {
	Path string // relative to the root of the site
	Text string
}

// Output is the plan: pages for the templates and files that are finished.
type Output struct {
	Pages []Page // sorted by address
	// Left are the pages that the edition leaves out, sorted by address: what describes the whole portal still knows them.
	Left  []Page
	Files []File // sorted by path
	Codes []Code // sorted by path
	// Editions are the courses as one text each, in the order of languages and ids.
	Editions []Edition
	// Holds says in each language what an edition holds, for the foot of its pages.
	Holds map[string]string
}

// Whole is the plan with the pages that the edition leaves out.
func (o Output) Whole() Output {
	o.Pages = slices.Concat(o.Pages, o.Left)
	slices.SortFunc(o.Pages, func(a, b Page) int { return strings.Compare(a.URL(), b.URL()) })
	return o
}

// builder plans the pages of one language.
type builder struct {
	in    Input
	world *geo.Map // of missions, the same for both languages; nil: none
	lang  string
	words *i18n.Localizer
	// shared counts the places of each Mongolian name: one that several have is never shown without its aimag.
	shared map[string]int
	// planned are the paths of the pages of this language that others may link to; see paths.
	planned map[string]bool
	// cardTexts are the texts of QR codes by the ids of package outreach, files and codes what pages need beside them.
	cardTexts map[string]string
	files     []File
	codes     []Code
	errs      []error
}

// fail records a fault of the program or of an unchecked model; Build returns all of them.
func (b *builder) fail(format string, args ...any) {
	b.errs = append(b.errs, fmt.Errorf("%s: "+format, append([]any{b.lang}, args...)...))
}

func (b *builder) t(key string, data ...i18n.Data) string { return b.words.T(key, data...) }

// link is a link with its text; a text without an address is where the reader stands.
type link struct {
	Text string `json:"text"`
	URL  string `json:"url,omitempty"`
}

// rel returns the address of a page of the same language seen from another; both are paths below the language folder.
func rel(from, to string) string {
	return strings.Repeat("../", strings.Count(from, "/")) + to
}

// holds tells whether the edition has the page of this language; path is below the language folder.
func (b *builder) holds(path string) bool { return b.in.Edition.Holds(b.lang + "/" + path) }

// reach is rel for lists that name also what the edition leaves out: there a name has no address. Everywhere else a link to what
// is left out is written as usual; package trim turns it into text.
func (b *builder) reach(from, to string) string {
	if !b.holds(to) {
		return ""
	}
	return rel(from, to)
}

func placePath(p *model.Place) string {
	return fmt.Sprintf("%ss/%s-%s.html", p.Kind, p.Code, p.Slug)
}

func aimagPath(a *model.AimagRecord) string {
	return fmt.Sprintf("aimags/%s-%s.html", a.Code, a.Slug)
}

// crumbs begins the trail of every page with the home page.
func (b *builder) crumbs(from string, more ...link) []link {
	return append([]link{{Text: b.t("nav_home"), URL: rel(from, "index.html")}}, more...)
}

// aimagName is the name of an aimag with its kind: "Булган аймаг", "Ulaanbaatar".
func (b *builder) aimagName(a *model.AimagRecord) string {
	if a.Kind == model.Capital {
		return b.t("aimag_capital_title")
	}
	return b.t("aimag_title", i18n.Data{"name": a.Name.In(b.lang)})
}

// placeName is the name of a soum or district with its kind: "Хутаг-Өндөр сум".
func (b *builder) placeName(p *model.Place) string {
	key := "soum_name"
	if p.Kind == model.District {
		key = "district_name"
	}
	return b.t(key, i18n.Data{"name": p.Name.In(b.lang)})
}

// fullName names a place so that namesakes are told apart: "Булган сум, Ховд аймаг".
func (b *builder) fullName(p *model.Place) string {
	return b.placeName(p) + ", " + b.aimagName(b.in.Portal.Aimag(p.AimagCode))
}
