package searchdocs

import (
	"nutag/generator/model"
	"nutag/search/doc"
)

// Synonyms gives the groups of words of one meaning to the search, in the order of the portal.
func Synonyms(portal *model.Portal) []doc.Synonyms {
	out := make([]doc.Synonyms, len(portal.Synonyms))
	for i, g := range portal.Synonyms {
		out[i] = doc.Synonyms{ID: g.ID, Forms: g.Forms}
	}
	return out
}
