// Package plan decides which pages the portal has and what each of them shows. A page's view holds finished values
// (formatted numbers, message keys, chart coordinates, relative links) so that templates only arrange them; the words
// themselves come from the message files through those keys.
package plan

// Page is one HTML page of the portal.
type Page struct {
	Lang        string // mn or en
	Path        string // below the language folder, for example "soums/6346-khutag-undur.html"
	Root        bool   // true: the page lies at the root of the site, outside the language folders
	Kind        string // layout of the theme: soum, aimag, district, home, …
	ID          string // kind/id of the record, empty for pages without one
	Title       string // in the language of the page, plain text
	Description string // one sentence for search engines and previews
	View        any    // marshalled to the page's parameters; keys are lower_snake_case
	Body        string // Markdown, for prose pages
	Text        string // Markdown that says what the view shows, for the search of pages without a Body
}

// URL returns the address of the page relative to the root of the site, without a leading slash.
func (p Page) URL() string {
	if p.Root {
		return p.Path
	}
	return p.Lang + "/" + p.Path
}

// Up returns the relative path from the page to the root of the site: "", "../" or "../../".
func (p Page) Up() string {
	up := ""
	for _, r := range p.URL() {
		if r == '/' {
			up += "../"
		}
	}
	return up
}
