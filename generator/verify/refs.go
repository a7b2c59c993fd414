package verify

import (
	"bytes"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// use says what a browser does with a reference, which decides where it may lead.
type use int

const (
	useLink    use = iota // followed when the reader asks for it
	useLoad               // fetched with the page
	useForm               // gets what the reader typed
	useMention            // neither followed nor fetched by itself: licence, canonical address
)

// reference is one address in a file, as written.
type reference struct {
	raw string
	use use
	at  place
}

func (p *parser) references(tag string, attrs []attribute) {
	add := func(raw string, u use) {
		p.refs = append(p.refs, reference{raw: strings.TrimSpace(raw), use: u, at: p.at})
	}
	if tag == "link" {
		p.linkElement(attrs, add)
		return
	}
	if tag == "meta" {
		p.metaElement(attrs, add)
		return
	}
	for _, a := range attrs {
		switch a.name {
		case "href", "xlink:href":
			if tag == "a" || tag == "area" {
				add(a.value, useLink)
				p.outsideLink(a.value, attrs)
			} else {
				add(a.value, useLoad)
			}
		case "src", "poster", "background", "manifest", "ping":
			add(a.value, useLoad)
		case "data":
			if tag == "object" {
				add(a.value, useLoad)
			}
		case "srcset", "imagesrcset":
			for _, candidate := range strings.Split(a.value, ",") {
				if fields := strings.Fields(candidate); len(fields) > 0 {
					add(fields[0], useLoad)
				}
			}
		case "action", "formaction":
			add(a.value, useForm)
		default:
			// Attributes of drawings such as fill and clip-path, and the forbidden style.
			if strings.Contains(a.value, "url(") {
				p.readStyle([]byte(a.value), p.at)
			}
		}
	}
}

// outsideLink asks that a link out of the portal says so in rel, which also keeps the other
// page from reaching back to this one.
func (p *parser) outsideLink(raw string, attrs []attribute) {
	if !strings.HasPrefix(strings.ToLower(strings.TrimSpace(raw)), "https:") {
		return
	}
	if rel, _ := get(attrs, "rel"); strings.TrimSpace(rel) == "" {
		p.find(ruleRel, "the link to %q has no rel", raw)
	}
}

// Relations of link elements that a browser acts on by itself.
func fetched(relation string) bool {
	switch relation {
	case "stylesheet", "icon", "shortcut", "apple-touch-icon", "mask-icon", "preload", "modulepreload", "prefetch", "prerender", "preconnect", "dns-prefetch", "manifest":
		return true
	}
	return false
}

func (p *parser) linkElement(attrs []attribute, add func(string, use)) {
	href, ok := get(attrs, "href")
	if !ok {
		return
	}
	rel, _ := get(attrs, "rel")
	relations := strings.Fields(strings.ToLower(rel))
	what := useMention
	for _, relation := range relations {
		if fetched(relation) {
			what = useLoad
		}
		if relation == "stylesheet" {
			p.sheets = append(p.sheets, href)
		}
	}
	add(href, what)
	if lang, ok := get(attrs, "hreflang"); ok {
		p.alternates = append(p.alternates, alternate{lang: lang, href: href, at: p.at})
	}
	if set, ok := get(attrs, "imagesrcset"); ok {
		for _, candidate := range strings.Split(set, ",") {
			if fields := strings.Fields(candidate); len(fields) > 0 {
				add(fields[0], useLoad)
			}
		}
	}
}

// metaElement follows a refresh, which some pages use where a host would redirect.
func (p *parser) metaElement(attrs []attribute, add func(string, use)) {
	equiv, _ := get(attrs, "http-equiv")
	if !strings.EqualFold(equiv, "refresh") {
		return
	}
	content, _ := get(attrs, "content")
	if _, target, ok := strings.Cut(strings.ToLower(content), "url="); ok {
		add(content[len(content)-len(target):], useLoad)
	}
}

// styleInstruction finds the address in the line by which a drawing asks for its style sheet.
var styleInstruction = regexp.MustCompile(`^<\?xml-stylesheet\s(?:[^?]*\s)?href\s*=\s*["']([^"']*)["']`)

// instruction reads a processing instruction, which the tokenizer takes for a comment.
func (p *parser) instruction(raw []byte) {
	if match := styleInstruction.FindSubmatch(raw); match != nil && p.kind == kindSVG {
		p.refs = append(p.refs, reference{raw: html.UnescapeString(string(match[1])), use: useLoad, at: p.at})
	}
}

// cssAddress finds url(…) and the bare string form of @import.
var cssAddress = regexp.MustCompile(`(?i)url\(\s*("[^"]*"|'[^']*'|[^)"'\s]*)\s*\)|@import\s+("[^"]*"|'[^']*')`)

// cssComment is taken out first, since an address in a comment is never fetched.
var cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)

// readStyle notes the addresses in a style sheet or style value. At is the place of the value in a page; zero for a
// whole style sheet, whose places are found in data.
func (d *document) readStyle(data []byte, at place) {
	blank := func(comment []byte) []byte { return bytes.Repeat([]byte{' '}, len(comment)) }
	clean := cssComment.ReplaceAllFunc(data, blank)
	for _, match := range cssAddress.FindAllSubmatchIndex(clean, -1) {
		from, to := match[2], match[3]
		if from < 0 {
			from, to = match[4], match[5]
		}
		where := at
		if where == (place{}) {
			where = placeOf(data, match[0])
		}
		raw := strings.Trim(string(clean[from:to]), `"'`)
		d.refs = append(d.refs, reference{raw: strings.TrimSpace(raw), use: useLoad, at: where})
	}
}
