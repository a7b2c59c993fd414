package plan

import (
	"strings"

	"nutag/i18n"
)

type sourceView struct {
	ID          string `json:"id"`
	Title       string `json:"title"`
	What        string `json:"what"`
	Publisher   string `json:"publisher"`
	Location    string `json:"location"`
	Licence     string `json:"licence"`
	Retrieved   string `json:"retrieved,omitempty"`
	Reliability string `json:"reliability"` // message key
	Note        string `json:"note,omitempty"`
}

type sourcesView struct {
	Crumbs  []link       `json:"crumbs"`
	Groups  []item       `json:"groups,omitempty"` // the other pages of sources, with how many each has
	Sources []sourceView `json:"sources"`
}

// Groups of sources: all of them together weigh more than a page may. The group of a source follows from its id alone, so
// that a new source changes one page. The messages src_group_<group> name them.
const (
	groupPlaces     = "places"
	groupTerms      = "terms"
	groupMissions   = "missions"
	groupHotlines   = "hotlines"
	groupServices   = "services"
	groupServices2  = "services_2"
	groupRemittance = "remittance"
	groupOffers     = "offers"
)

// sourceGroups lists the groups in the order of the list.
func sourceGroups() []string {
	return []string{groupPlaces, groupTerms, groupMissions, groupHotlines, groupServices, groupServices2, groupRemittance, groupOffers}
}

// sourceGroup is the group of a source: ids of the tables of facts begin with a letter of the table and a hyphen.
func sourceGroup(id string) string {
	family, rest, _ := strings.Cut(id, "-")
	switch family {
	case "G":
		return groupTerms
	case "M":
		return groupMissions
	case "H":
		return groupHotlines
	case "REM":
		return groupRemittance
	case "NSO", "P":
		return groupOffers
	case "S":
		if rest < "M" {
			return groupServices
		}
		return groupServices2
	}
	return groupPlaces
}

// sourcePath is the page of a group. The first group has the page that stood alone before there were several.
func sourcePath(group string) string {
	if group == groupPlaces {
		return "sources.html"
	}
	return "sources/" + strings.ReplaceAll(group, "_", "-") + ".html"
}

// sourceURL is the address of a source, relative to the root of the language.
func sourceURL(id string) string { return sourcePath(sourceGroup(id)) + "#" + id }

// sources are the pages of every source with its licence and how far to trust it.
func (b *builder) sources() []Page {
	const index = "sources.html"
	byGroup := map[string][]sourceView{}
	for _, s := range b.in.Portal.Sources {
		sv := sourceView{ID: s.ID, Title: s.Title, What: s.What.In(b.lang), Publisher: s.Publisher, Location: s.Location, Licence: b.licence(s.Licence), Reliability: "src_reliability_" + s.Reliability, Note: s.Note.In(b.lang)}
		if s.Retrieved != "" {
			sv.Retrieved = b.words.DateText(s.Retrieved)
		}
		group := sourceGroup(s.ID)
		byGroup[group] = append(byGroup[group], sv)
	}
	first := sourcesView{Crumbs: b.crumbs(index, link{Text: b.t("nav_sources")}), Sources: byGroup[groupPlaces]}
	pages := []Page{{Lang: b.lang, Path: index, Kind: "sources", ID: "page/sources", Title: b.t("src_title"), Description: b.t("src_intro")}}
	for _, group := range sourceGroups()[1:] {
		list := byGroup[group]
		if len(list) == 0 {
			continue
		}
		path, name := sourcePath(group), b.t("src_group_"+group)
		first.Groups = append(first.Groups, item{Name: name, URL: path, Detail: b.words.Count("sources", len(list))})
		title := b.t("src_group_title", i18n.Data{"group": name})
		pages = append(pages, Page{Lang: b.lang, Path: path, Kind: "sources", Title: title, Description: title,
			View: sourcesView{Crumbs: b.crumbs(path, link{Text: b.t("nav_sources"), URL: rel(path, index)}, link{Text: name}), Sources: list}})
	}
	pages[0].View = first
	return pages
}
