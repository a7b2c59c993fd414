package verify

import (
	"bytes"
	"regexp"
	"strings"
)

// artefact is a trace that a template engine or formatter leaves when a value was missing or of
// the wrong type. html/template writes ZgotmplZ, text/template <no value>, fmt %!d(…),
// Hugo its shortcode marks, and a map printed by mistake begins with map[.
type artefact struct {
	name  string
	trace string // what must stand in the file at all
	exact string // pattern of the proof; empty when the trace itself is the proof
	proof *regexp.Regexp
}

// artefacts are looked for in text and attribute values, after unescaping.
func artefacts() []artefact {
	return []artefact{
		{name: "ZgotmplZ", trace: "ZgotmplZ"},
		{name: "<no value>", trace: "no value", exact: `<no value>`},
		{name: "<nil>", trace: "nil", exact: `<nil>`},
		{name: "{{", trace: "{{"},
		{name: "}}", trace: "}}"},
		{name: "%!", trace: "%!", exact: `%!.?\(`},
		{name: "map[", trace: "map["},
		{name: "NaN", trace: "NaN", exact: `\bNaN\b`},
		{name: "Inf", trace: "Inf", exact: `[+-]Inf\b`},
		{name: "[object Object]", trace: "[object Object]"},
		{name: "HAHAHUGO", trace: "HAHAHUGO"},
		{name: "[i18n]", trace: "[i18n]"},
	}
}

// suspectsIn keeps the artefacts whose trace stands anywhere in the file. In a sound page
// there are hardly any, and its tokens need no second look.
func suspectsIn(data []byte) []artefact {
	var list []artefact
	for _, a := range artefacts() {
		if !bytes.Contains(data, []byte(a.trace)) {
			continue
		}
		if a.exact != "" {
			a.proof = regexp.MustCompile(a.exact)
		}
		list = append(list, a)
	}
	return list
}

func (p *parser) checkArtefacts(text string) {
	for _, a := range p.suspects {
		if !strings.Contains(text, a.trace) || a.proof != nil && !a.proof.MatchString(text) {
			continue
		}
		p.find(ruleArtefact, "the page shows %q, which a template left behind", a.name)
	}
}
