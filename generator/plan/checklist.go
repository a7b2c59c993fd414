package plan

import (
	"nutag/generator/model"
	"nutag/i18n"
)

func checklistPath(id string) string { return "checklists/" + id + ".html" }

// checklistView is the steps of a journey to print on paper of A5 and to tick with a pen: nothing is kept on the device.
type checklistView struct {
	Name       string         `json:"name"`
	Crumbs     []link         `json:"crumbs"`
	Protection bool           `json:"protection"`
	Help       *link          `json:"help,omitempty"`
	Full       string         `json:"full"` // address of the journey
	Phases     []journeyPhase `json:"phases"`
	QR         *qrView        `json:"qr,omitempty"`
	AsOf       string         `json:"as_of"`
}

// checklist is the page to print of a journey, made from its view.
func (g guideBuilder) checklist(j *model.Journey, v journeyView) Page {
	path := checklistPath(j.ID)
	full := rel(path, journeyPath(j.ID))
	title := g.t("checklist_title", i18n.Data{"name": v.Name})
	c := checklistView{
		Name:       title,
		Crumbs:     g.crumbs(path, link{Text: g.t("guide_title"), URL: rel(path, journeyIndex)}, link{Text: v.Name, URL: full}, link{Text: g.t("checklist_name")}),
		Protection: v.Protection, Help: g.help(path, v.Protection), Full: full, Phases: v.Phases, QR: g.qrFrom(path, journeyPath(j.ID), v.QR),
	}
	if s := g.in.Portal.Set("journeys"); s != nil {
		c.AsOf = g.words.DateTable(s.AsOf)
	} else {
		g.fail("no data set of journeys")
	}
	return Page{Lang: g.lang, Path: path, Kind: "checklist", Title: pageTitle(title), Description: g.t("checklist_description", i18n.Data{"name": v.Name}), View: c}
}
