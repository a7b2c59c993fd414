package feeds

import (
	"encoding/xml"
	"strings"
)

// The elements of RFC 4287 that we write.
type atomFeed struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang     string      `xml:"xml:lang,attr"`
	Base     string      `xml:"xml:base,attr,omitempty"`
	ID       string      `xml:"id"`
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle"`
	Updated  string      `xml:"updated"`
	Author   atomAuthor  `xml:"author"`
	Links    []atomLink  `xml:"link"`
	Entries  []atomEntry `xml:"entry"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel      string `xml:"rel,attr"`
	Type     string `xml:"type,attr"`
	HrefLang string `xml:"hreflang,attr,omitempty"`
	Href     string `xml:"href,attr"`
}

type atomEntry struct {
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Updated    string         `xml:"updated"`
	Published  string         `xml:"published"`
	Links      []atomLink     `xml:"link"`
	Categories []atomCategory `xml:"category"`
	Content    string         `xml:"content"`
}

type atomCategory struct {
	Term  string `xml:"term,attr"`
	Label string `xml:"label,attr"`
}

// midnight makes a date the moment that Atom asks for. The data know the day, no more.
func midnight(date string) string { return date + "T00:00:00Z" }

// href is an address as it is seen from a feed: from the root of the portal where xml:base names it, else from the file.
func (v view) href(path string) string {
	if v.base != "" {
		return path
	}
	return strings.Repeat("../", strings.Count(v.atomPath, "/")) + path
}

func (v view) atom() ([]byte, error) {
	f := atomFeed{
		Lang: v.lang, Base: v.base, ID: v.id, Title: v.title, Subtitle: v.about, Updated: midnight(v.updated), Author: atomAuthor{v.author},
		Links: []atomLink{{Rel: "alternate", Type: "text/html", HrefLang: v.lang, Href: v.href(v.home)}},
	}
	if v.base != "" { // only an address tells where the feed itself is
		f.Links = append(f.Links, atomLink{Rel: "self", Type: "application/atom+xml", Href: v.href(v.atomPath)})
	}
	for _, e := range v.entries {
		x := atomEntry{ID: e.id, Title: e.title, Updated: midnight(e.date), Published: midnight(e.date), Content: e.title,
			Links: []atomLink{{Rel: "alternate", Type: "text/html", HrefLang: v.lang, Href: v.href(e.page)}}}
		for _, t := range e.tags {
			x.Categories = append(x.Categories, atomCategory{t.token, t.name})
		}
		f.Entries = append(f.Entries, x)
	}
	data, err := xml.MarshalIndent(f, "", " ")
	if err != nil {
		return nil, err
	}
	return append([]byte(xml.Header), append(data, '\n')...), nil
}
