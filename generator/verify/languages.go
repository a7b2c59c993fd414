package verify

import (
	"slices"
	"strings"
)

// checkLanguages holds the two languages equal: the same pages at the same paths, each knowing
// the other, each with a title that no other page of its language has.
func (s *site) checkLanguages() findings {
	var list findings
	titles := make(map[string]string) // language and title → first page
	for _, d := range s.documents {
		if d.kind != kindHTML {
			continue
		}
		if d.lang == "" {
			if !slices.Contains(Langs(), d.htmlLang) {
				list.add(d.path, place{}, ruleLang, "the page has lang %q, which is no language of the portal", d.htmlLang)
			}
			continue
		}
		if d.htmlLang != d.lang {
			list.add(d.path, place{}, ruleLang, "the page has lang %q in the folder %s", d.htmlLang, d.lang)
		}
		if first, twice := titles[d.lang+d.title]; twice && d.title != "" {
			list.add(d.path, place{}, ruleTitleOnce, "the title %q is that of %s as well", d.title, first)
		} else {
			titles[d.lang+d.title] = d.path
		}
		for _, lang := range Langs() {
			if twin := lang + "/" + d.inner; s.byPath[twin] == nil {
				list.add(d.path, place{}, ruleTwin, "there is no %s", twin)
			}
		}
		s.checkAlternates(&list, d)
	}
	return list
}

// checkAlternates asks every page for links to itself and its twin. Since it asks both pages, the
// pair is mutual, which is what search engines want to see before they believe it.
func (s *site) checkAlternates(list *findings, d *document) {
	seen := make(map[string]bool)
	for _, a := range d.alternates {
		if a.lang == "x-default" {
			continue
		}
		if !slices.Contains(Langs(), a.lang) {
			list.add(d.path, a.at, ruleAlternate, "hreflang %q is no language of the portal", a.lang)
			continue
		}
		if seen[a.lang] {
			list.add(d.path, a.at, ruleAlternate, "hreflang %q stands twice", a.lang)
		}
		seen[a.lang] = true
		from, href := d, a.href
		if inside, ok := s.within(href); ok {
			from, href = &document{path: "index.html"}, inside
		}
		if t, err := from.resolve(href); err != nil || t.path != a.lang+"/"+d.inner {
			list.add(d.path, a.at, ruleAlternate, "hreflang %q leads to %q and not to the same page", a.lang, a.href)
		}
	}
	var missing []string
	for _, lang := range Langs() {
		if !seen[lang] {
			missing = append(missing, lang)
		}
	}
	if len(missing) > 0 {
		list.add(d.path, place{}, ruleAlternate, "the page has no hreflang link for %s", strings.Join(missing, ", "))
	}
}

// checkSitemap asks for a sitemap when the portal knows its address, and for none when it does not: a
// sitemap cannot hold relative addresses.
func (s *site) checkSitemap() findings {
	var list findings
	sitemap := s.byPath["sitemap.xml"] != nil
	switch {
	case sitemap && s.base == "":
		list.add("sitemap.xml", place{}, ruleSitemap, "a sitemap stands in a portal without an address")
	case !sitemap && s.base != "":
		list.add("sitemap.xml", place{}, ruleSitemap, "the portal has an address and no sitemap")
	}
	return list
}
