package plan

import (
	"strings"

	"nutag/generator/model"
	"nutag/i18n"
)

// serviceGroups are the situations of life, in the order of the list; serviceStages those of a move.
var (
	serviceGroups = []string{"abroad", "internal", protection}
	serviceStages = []string{"before", "during", "after"}
)

// protection is the group of services for people in danger. Their pages have a quick exit and keep nothing.
const protection = "protection"

type serviceView struct {
	Name       string       `json:"name"`
	Crumbs     []link       `json:"crumbs"`
	Protection bool         `json:"protection,omitempty"`
	Group      string       `json:"group"`  // message key
	Stages     []string     `json:"stages"` // message keys
	Audience   string       `json:"audience"`
	Summary    string       `json:"summary"`
	Steps      []string     `json:"steps"`
	Documents  []string     `json:"documents,omitempty"`
	Details    []detail     `json:"details"`
	Check      string       `json:"check"`
	Places     []link       `json:"places,omitempty"`
	Related    []link       `json:"related,omitempty"`
	Journeys   []link       `json:"journeys,omitempty"`
	Lessons    *lessonsView `json:"lessons,omitempty"`
	Lines      []item       `json:"lines,omitempty"`
	Trust      trustView    `json:"trust"`
	Notes      notesView    `json:"notes"`
	JSONLD     string       `json:"jsonld,omitempty"`
}

func serviceGroupKey(group string) string { return "dir_group_" + group }
func serviceStageKey(stage string) string { return "dir_stage_" + stage }

func (b *builder) service(s *model.Service) Page {
	path, n := servicePath(s.ID), b.newNotes(servicePath(s.ID))
	name := s.Name.In(b.lang)
	v := serviceView{
		Name: name,
		Crumbs: b.crumbs(path, link{Text: b.t("dir_services"), URL: rel(path, servicesPath)},
			link{Text: b.t(serviceGroupKey(s.Group)), URL: rel(path, servicesPath) + "#" + s.Group}, link{Text: name}),
		Group: serviceGroupKey(s.Group), Audience: s.Audience.In(b.lang), Summary: s.Summary.In(b.lang), Check: s.Check.In(b.lang),
		Trust: b.trust(n, "services", s.Trust), Journeys: b.journeysWith(path, s.ID), Places: b.servicePlaces(s, path),
		Lessons: b.lessonsFor(path, "service", s.ID, s.Group == protection),
	}
	for _, stage := range s.Stages {
		v.Stages = append(v.Stages, serviceStageKey(stage))
	}
	for _, t := range s.Steps {
		v.Steps = append(v.Steps, t.In(b.lang))
	}
	for _, t := range s.Documents {
		v.Documents = append(v.Documents, t.In(b.lang))
	}
	online := detail{Label: "dir_online", Missing: "dir_not_found"}
	for _, a := range s.Online {
		online.Items = append(online.Items, outside(a))
	}
	v.Details = []detail{
		{Label: "dir_fee", Items: b.textEntries(s.Fees), Missing: feeMissing(s)},
		{Label: "dir_time", Items: b.textEntries(s.Times), Missing: "dir_not_found"},
		{Label: "dir_where", Items: b.textEntries(s.Places), Missing: "dir_not_found"},
		{Label: "dir_how", Items: plainEntries(b.t("dir_online_" + strings.ReplaceAll(s.OnlineState, "-", "_")))},
		online,
		{Label: "dir_legal", Items: b.textEntries(s.Legal), Missing: "dir_not_found"},
	}
	for _, id := range s.Related {
		if r := b.in.Portal.Service(id); r != nil {
			v.Related = append(v.Related, link{Text: r.Name.In(b.lang), URL: rel(path, servicePath(id))})
		}
	}
	i18n.SortBy(b.lang, v.Related, func(l link) string { return l.Text })
	if s.Group == protection {
		v.Protection = true
		v.Lines = b.emergencyItems(path)
	}
	v.JSONLD = b.serviceJSONLD(s)
	v.Notes = n.view()
	return Page{Lang: b.lang, Path: path, Kind: "service", ID: "service/" + s.ID, Title: pageTitle(name), Description: v.Summary, View: v}
}

// feeMissing tells why no fee is shown. It never means that there is none.
func feeMissing(s *model.Service) string {
	if word := missingWord(s.Trust, "fee_mn", "fee_en"); word != "dir_not_found" {
		return word
	}
	return "dir_fee_not_found"
}

// servicePlaces leads to those who give the service: the missions abroad, or the soums and districts.
func (b *builder) servicePlaces(s *model.Service, path string) []link {
	var out []link
	if s.ByMissions {
		out = append(out, link{Text: b.t("dir_countries_title"), URL: rel(path, countriesPath)})
	}
	if s.Group == "internal" {
		out = append(out, link{Text: b.t("dir_find_soum"), URL: rel(path, "soums/index.html")}, link{Text: b.t("dir_find_district"), URL: rel(path, "districts/index.html")})
	}
	return out
}

type stageView struct {
	Title string `json:"title"` // message key
	Items []item `json:"items"`
}

type situationView struct {
	ID     string      `json:"id"`
	Title  string      `json:"title"` // message key
	Intro  string      `json:"intro"` // message key
	Stages []stageView `json:"stages"`
}

type servicesView struct {
	Crumbs     []link          `json:"crumbs"`
	Situations []situationView `json:"situations"`
	Help       string          `json:"help"`
	Countries  string          `json:"countries"`
}

// serviceIndex lists all services by the situation of life and the stage of the move.
func (b *builder) serviceIndex() Page {
	v := servicesView{Crumbs: b.crumbs(servicesPath, link{Text: b.t("dir_services")}), Help: rel(servicesPath, helpPath), Countries: rel(servicesPath, countriesPath)}
	shown := 0
	for _, g := range serviceGroups {
		sv := situationView{ID: g, Title: serviceGroupKey(g), Intro: "dir_intro_" + g}
		for _, stage := range serviceStages {
			st := stageView{Title: serviceStageKey(stage)}
			for _, s := range b.in.Portal.Services {
				if s.Group == g && s.Stages[0] == stage {
					st.Items = append(st.Items, item{Name: s.Name.In(b.lang), URL: rel(servicesPath, servicePath(s.ID)), Detail: s.Audience.In(b.lang)})
				}
			}
			if len(st.Items) > 0 {
				i18n.SortBy(b.lang, st.Items, func(i item) string { return i.Name })
				sv.Stages = append(sv.Stages, st)
				shown += len(st.Items)
			}
		}
		v.Situations = append(v.Situations, sv)
	}
	if shown != len(b.in.Portal.Services) {
		b.fail("the list shows %d of %d services: a group or a stage is not known", shown, len(b.in.Portal.Services))
	}
	return Page{Lang: b.lang, Path: servicesPath, Kind: "services", ID: "page/services", Title: b.t("dir_services_title"), Description: b.t("dir_services_intro"), View: v}
}

// Services that a person who moves to a place needs first. An id that the table does not have is left out.
var (
	movingToSoum     = []string{"migration-registration", "school-transfer", "kindergarten", "soum-health-centre", "pasture-use"}
	movingToDistrict = []string{"migration-registration", "temporary-residence", "school-transfer", "kindergarten"}
)

// movingToPlace are the short links of a soum, district or aimag to what one needs there after a move.
func (b *builder) movingToPlace(from string, kind model.Kind) []link {
	ids, journey := movingToSoum, "journeys/moving-to-a-soum.html"
	if kind == model.District || kind == model.Capital {
		ids, journey = movingToDistrict, ""
	}
	var out []link
	if b.planned[journey] {
		out = append(out, link{Text: b.t("dir_moving_steps"), URL: rel(from, journey)})
	}
	for _, id := range ids {
		if s := b.in.Portal.Service(id); s != nil {
			out = append(out, link{Text: s.Name.In(b.lang), URL: rel(from, servicePath(id))})
		}
	}
	if len(out) > 0 {
		out = append(out, link{Text: b.t("dir_all_services"), URL: rel(from, servicesPath) + "#internal"})
	}
	return out
}
