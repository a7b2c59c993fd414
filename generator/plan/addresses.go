package plan

import (
	"strconv"
	"strings"

	"nutag/generator/model"
	"nutag/i18n"
)

// Addresses gives the pages of all records in both languages, relative to the root of the site, by kind/id in small letters.
// Records that share a page (help lines, figures, terms) have their place on it.
func (o Output) Addresses(p *model.Portal) map[string]model.Text {
	out := map[string]model.Text{}
	set := func(lang, id, url string) {
		id = strings.ToLower(id)
		t := out[id]
		if lang == i18n.EN {
			t.EN = url
		} else {
			t.MN = url
		}
		out[id] = t
	}
	planned := map[string]bool{}
	for _, page := range o.Pages {
		planned[page.URL()] = true
		if page.ID != "" {
			set(page.Lang, page.ID, page.URL())
		}
	}
	for _, lang := range i18n.Langs() {
		for _, h := range p.Hotlines {
			set(lang, "hotline/"+h.ID, HotlineURL(lang, h.ID))
		}
		for _, f := range p.Facts {
			set(lang, "figure/"+f.ID, FactURL(lang, f.ID))
		}
		for _, t := range p.Glossary {
			set(lang, "term/"+t.ID, TermURL(lang, t))
		}
		for _, x := range p.Objectives {
			url := lang + "/" + objectivePath(x.Number)
			if !planned[url] {
				url = lang + "/" + objectiveIndex // nothing in the portal serves it
			}
			set(lang, "objective/"+strconv.Itoa(x.Number), url)
		}
	}
	return out
}
