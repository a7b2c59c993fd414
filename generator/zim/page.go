package zim

import (
	"bytes"
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// page is a page as the archive holds it.
type page struct {
	html    []byte
	name    string   // of what the page is about, for the titles of its redirects
	aliases []string // other names of it
}

// plain makes a page that is whole without scripts: the search of the reader program takes the place of ours, so everything that
// only a script can show or use goes. The names that the page tells to machines become redirects. alone: the archive has only one
// language, so the way to the other goes too.
func plain(data []byte, alone bool) (page, error) {
	// Without scripting the parser reads what stands in noscript as elements.
	root, err := html.ParseWithOptions(bytes.NewReader(data), html.ParseOptionEnableScripting(false))
	if err != nil {
		return page{}, err
	}
	unwrap(root)
	var p page
	p.walk(root, alone)
	var out bytes.Buffer
	if err := html.Render(&out, root); err != nil {
		return page{}, err
	}
	p.html = out.Bytes()
	return p, nil
}

// unwrap puts the content of each noscript in its place: a reader program may allow scripts, and there are none.
func unwrap(root *html.Node) {
	var all []*html.Node
	for n := range root.Descendants() {
		if n.DataAtom == atom.Noscript {
			all = append(all, n)
		}
	}
	for _, n := range all {
		for n.FirstChild != nil {
			inner := n.FirstChild
			n.RemoveChild(inner)
			n.Parent.InsertBefore(inner, n)
		}
		n.Parent.RemoveChild(n)
	}
}

func (p *page) walk(n *html.Node, alone bool) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.Type == html.ElementNode && p.goes(c, alone):
			n.RemoveChild(c)
		default:
			p.walk(c, alone)
		}
		c = next
	}
}

// goes tells whether an element is of no use without scripts.
func (p *page) goes(n *html.Node, alone bool) bool {
	switch n.DataAtom {
	case atom.Script:
		if attr(n, "type") == "application/ld+json" {
			p.names(text(n))
		}
		return true
	case atom.Form:
		return attr(n, "role") == "search" || has(n, "hidden")
	case atom.Link:
		rel := attr(n, "rel")
		// A page of the archive is its own canonical address.
		return rel == "manifest" || rel == "canonical" || rel == "apple-touch-icon" || alone && rel == "alternate"
	case atom.A:
		return alone && attr(n, "hreflang") != "" && strings.Contains(" "+attr(n, "class")+" ", " lang ")
	}
	return has(n, "hidden")
}

// names reads name and alternateName of schema.org, which are one text or a list.
func (p *page) names(text string) {
	var said struct {
		Name  string          `json:"name"`
		Other json.RawMessage `json:"alternateName"`
	}
	if json.Unmarshal([]byte(text), &said) != nil || said.Name == "" {
		return
	}
	p.name = said.Name
	var one string
	if json.Unmarshal(said.Other, &one) == nil {
		p.aliases = append(p.aliases, one)
		return
	}
	var many []string
	if json.Unmarshal(said.Other, &many) == nil {
		p.aliases = append(p.aliases, many...)
	}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

func text(n *html.Node) string {
	var s strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			s.WriteString(d.Data)
		}
	}
	return s.String()
}
