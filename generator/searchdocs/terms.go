package searchdocs

import (
	"strings"

	"nutag/generator/model"
	"nutag/generator/plan"
	"nutag/search/doc"
)

// glossaryPage is the page that holds all terms.
const glossaryPage = "page/glossary"

// term makes the document of a term of the glossary. Forms to avoid and the term in Latin letters are what readers type.
func (b *builder) term(t model.Term) doc.Document {
	if _, ok := b.pages[key{glossaryPage, b.lang}]; !ok {
		b.fail("term %s: there is no %s", t.ID, glossaryPage)
	}
	d := doc.Document{
		ID: "term/" + t.ID, Lang: b.lang, Kind: "term", URL: plan.TermURL(b.lang, t),
		Title: t.Term.In(b.lang), AltTitle: t.Term.In(b.other), Rank: rankTerm,
	}
	d.Aliases = names(d.Title, t.Avoid, t.LatinTyped)
	s := b.sentences()
	s.say(t.Definition.In(b.lang))
	s.fact("gloss_domain", b.words.T("gloss_domain_"+strings.ReplaceAll(t.Domain, "-", "_")))
	var related []string
	for _, id := range t.Related {
		for _, x := range b.portal.Glossary {
			if x.ID == id {
				related = append(related, x.Term.In(b.lang))
			}
		}
	}
	s.among("gloss_related", related)
	d.Body = s.text()
	return d
}
