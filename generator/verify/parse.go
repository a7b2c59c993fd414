package verify

import (
	"bytes"
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
)

// parser walks the tokens of one page or drawing and keeps what the rules need to remember
// between two tokens. A tokenizer is enough, and several times faster than a tree, because
// html-validate judges the nesting of elements elsewhere.
type parser struct {
	*document
	at       place // of the current token
	suspects []artefact

	inSVG     int
	inTitle   bool
	titles    int
	h1        int
	script    string // type of the script being read, "" outside of one
	inStyle   bool
	structure structure
}

func (d *document) parse(data []byte) {
	d.ids = make(map[string]struct{}, 64)
	p := &parser{document: d, at: place{line: 1, col: 1}, suspects: suspectsIn(data)}
	tokens := html.NewTokenizer(bytes.NewReader(data))
	tokens.SetMaxBuf(maxFile)
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			break
		}
		next := p.at.after(tokens.Raw())
		switch kind {
		case html.TextToken:
			p.text(tokens.Raw())
		case html.CommentToken:
			p.instruction(tokens.Raw())
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := tokens.TagName()
			p.start(string(name), attributes(tokens, more), kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			name, _ := tokens.TagName()
			p.end(string(name))
		}
		p.at = next
	}
	if d.kind == kindHTML {
		p.finish()
	}
}

type attribute struct{ name, value string }

func attributes(tokens *html.Tokenizer, more bool) []attribute {
	var list []attribute
	for more {
		var name, value []byte
		name, value, more = tokens.TagAttr()
		list = append(list, attribute{string(name), string(value)})
	}
	return list
}

func get(list []attribute, name string) (string, bool) {
	for _, a := range list {
		if a.name == name {
			return a.value, true
		}
	}
	return "", false
}

func (p *parser) find(r rule, format string, args ...any) {
	p.findings.add(p.path, p.at, r, format, args...)
}

func (p *parser) start(tag string, attrs []attribute, closed bool) {
	switch tag {
	case "html":
		p.htmlLang, _ = get(attrs, "lang")
	case "svg":
		if !closed {
			p.inSVG++
		}
	case "title":
		p.inTitle = p.inSVG == 0 && p.kind == kindHTML
		if p.inTitle {
			p.titles++
		}
	case "h1":
		p.h1++
	case "style":
		p.inStyle = true
		p.find(ruleStyle, "a style element stands in the file")
	case "script":
		p.startScript(attrs)
	case "base":
		// One that only says where links open, as the embeds have, moves none.
		if len(attrs) == 1 && attrs[0].name == "target" {
			break
		}
		p.find(ruleRelative, "a base element changes what every relative link means")
	}
	for _, a := range attrs {
		p.attribute(tag, a)
	}
	p.references(tag, attrs)
	if p.kind == kindHTML {
		p.structure.start(p, tag, attrs, closed)
	}
}

func (p *parser) attribute(tag string, a attribute) {
	switch {
	case a.name == "id":
		if _, twice := p.ids[a.value]; twice {
			p.find(ruleID, "the id %q stands on the page twice", a.value)
		}
		p.ids[a.value] = struct{}{}
	case a.name == "style":
		p.find(ruleStyle, "a style attribute stands on <%s>", tag)
	case len(a.name) > 2 && a.name[0] == 'o' && a.name[1] == 'n':
		p.find(ruleHandler, "the event handler %s stands on <%s>", a.name, tag)
	case a.name == "srcdoc":
		p.find(ruleScript, "a srcdoc attribute holds a page inside the page")
	}
	if len(p.suspects) > 0 {
		p.checkArtefacts(a.value)
	}
}

// Types of script blocks that a browser never runs.
func isData(kind string) bool {
	return kind == "application/json" || kind == "application/ld+json"
}

func (p *parser) startScript(attrs []attribute) {
	kind, _ := get(attrs, "type")
	p.script = "text/javascript"
	if isData(kind) {
		p.script = kind
		return
	}
	if src, ok := get(attrs, "src"); !ok || src == "" {
		p.find(ruleScript, "a script stands in the page itself")
	}
}

func (p *parser) text(raw []byte) {
	switch {
	case p.script != "":
		if isData(p.script) && !json.Valid(raw) {
			p.find(ruleJSON, "the block of type %s is not valid JSON", p.script)
		}
		return
	case p.inStyle:
		p.readStyle(raw, p.at)
		return
	case p.inTitle:
		p.title = strings.TrimSpace(html.UnescapeString(string(raw)))
	}
	if len(p.suspects) > 0 {
		p.checkArtefacts(html.UnescapeString(string(raw)))
	}
	if p.kind == kindHTML && len(bytes.TrimSpace(raw)) > 0 {
		p.structure.content()
	}
}

func (p *parser) end(tag string) {
	switch tag {
	case "svg":
		p.inSVG = max(0, p.inSVG-1)
	case "title":
		p.inTitle = false
	case "script":
		p.script = ""
	case "style":
		p.inStyle = false
	}
	if p.kind == kindHTML {
		p.structure.end(p, tag)
	}
}

func (p *parser) finish() {
	p.at = place{}
	if p.h1 != 1 {
		p.find(ruleHeading, "the page has %d h1 elements instead of one", p.h1)
	}
	if p.titles != 1 || p.title == "" {
		p.find(ruleTitle, "the page has no title, or more than one")
	}
}
