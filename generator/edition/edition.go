// Package edition says which addresses of the portal a copy holds.
//
// It exists so that one rule decides for all stages alike: pages, lists, maps, downloads, books, search and sitemap ask Holds and
// nothing else, so that they cannot disagree about what a copy has. The rule looks at the address alone. A kind of page that comes
// later follows it without a change here, as long as the address of a page about one place begins with the code of the place.
package edition

import (
	"fmt"
	"regexp"
	"strings"
)

// Edition is one selection of the portal, rendered for itself. The zero value is the full portal.
type Edition struct {
	lite  bool
	aimag string // code of the only aimag whose places are in it, or ""
}

// ParseError is a name that is not one of an edition.
type ParseError struct{ Name string }

// Error names what was written.
func (e *ParseError) Error() string { return fmt.Sprintf("--edition %q is not known", e.Name) }

// Remedy says which names there are.
func (e *ParseError) Remedy() string {
	return "write full, lite, or aimag: with the two digits of an aimag, such as aimag:63"
}

var aimagName = regexp.MustCompile(`^aimag:([0-9]{2})$`)

// Parse reads the name of an edition: full (or nothing), lite, aimag:NN. Whether there is an aimag NN only the data can tell.
func Parse(name string) (Edition, error) {
	switch name {
	case "", "full":
		return Edition{}, nil
	case "lite":
		return Edition{lite: true}, nil
	}
	if m := aimagName.FindStringSubmatch(name); m != nil {
		return Edition{aimag: m[1]}, nil
	}
	return Edition{}, &ParseError{name}
}

// String is the name that Parse reads.
func (e Edition) String() string {
	switch {
	case e.lite:
		return "lite"
	case e.aimag != "":
		return "aimag:" + e.aimag
	}
	return "full"
}

// Full tells whether nothing is left out.
func (e Edition) Full() bool { return e == Edition{} }

// Kind is the name without the aimag: full, lite or aimag.
func (e Edition) Kind() string {
	kind, _, _ := strings.Cut(e.String(), ":")
	return kind
}

// Aimag is the code of the only aimag whose places are in the edition, or "" when those of all aimags are.
func (e Edition) Aimag() string { return e.aimag }

// Charts tells whether figures are drawn as well as listed.
func (e Edition) Charts() bool { return !e.lite }

// forPrograms are the addresses of what programs and other sites read. It is about the whole country and of no use to a reader
// without a network, so only the full portal carries it.
var forPrograms = regexp.MustCompile(`^(data|api|feeds|embed|(mn|en)/(embed|feeds))/`)

// place finds the code of a place in the address of whatever is about it: soums/6346-khutag-undur.html, embed/soums/6346.html,
// aimags/63-bulgan.html. The first two digits are those of its aimag (data/soums holds them to that).
var place = regexp.MustCompile(`(?:^|/)(?:aimags|soums|districts|welcome)/([0-9]{2})[0-9]{0,2}[-.]`)

// AimagOf gives the two digits of the aimag that an address is about, or "" when it is about none or several.
func AimagOf(address string) string {
	if m := place.FindStringSubmatch(address); m != nil {
		return m[1]
	}
	return ""
}

// photograph is a picture that the scene of a place shows: the one thing of data/ that a page needs.
var photograph = regexp.MustCompile(`^data/panoramas/([0-9]{2})[0-9]{2}-[a-z]\.jpg$`)

// beyond are the files and pages of a language that lite does without: scenes, whose text stands in the profile, and what is made to be
// spread, the codes for print and the texts for messages and radio; whoever spreads them takes them from the full portal.
var beyond = regexp.MustCompile(`^(?:mn|en)/(?:welcome/|qr/|outreach(?:/|\.html$))`)

// Holds tells whether the edition has the file at the address, which is relative to the root of the site, with slashes.
func (e Edition) Holds(address string) bool {
	if e.Full() {
		return true
	}
	if m := photograph.FindStringSubmatch(address); m != nil {
		return m[1] == e.aimag
	}
	if forPrograms.MatchString(address) {
		return false
	}
	if e.lite {
		return !strings.HasSuffix(address, ".epub") && !strings.HasSuffix(address, ".csv") && !beyond.MatchString(address)
	}
	aimag := AimagOf(address)
	return aimag == "" || aimag == e.aimag
}
