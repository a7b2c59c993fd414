package assemble

import (
	"strconv"

	"nutag/generator/dataset"
	"nutag/generator/model"
)

// reviewNeeds says what the review of the compact is built from. A portal may do without its tables, but a table that is
// there must have these columns.
func reviewNeeds() []tableNeed {
	return []tableNeed{
		{"gcm-facts", "id! topic! statement_mn! statement_en! label_mn! label_en! value! qualifier unit_mn! unit_en! population_mn! population_en! objective!l chart show! doubt_mn doubt_en sources!l as_of confidence!"},
		{"gcm-objectives", "number!i theme!i title_mn! title_en! sources!l"},
		{"programmes", "id! item!i name_mn! name_en! section! what_mn! what_en! who_mn! who_en! serves_mn! serves_en! audience!l objective:l objective_read:l state! state_mn! state_en! do_mn! do_en! services:l sources!l as_of confidence!"},
	}
}

// review takes over objectives, figures and programmes of the review.
func (a *assembler) review() {
	for _, r := range a.rows("gcm-objectives") {
		a.portal.Objectives = append(a.portal.Objectives, model.Objective{
			Number: whole(r, "number"), Theme: whole(r, "theme"), Title: both(r, "title"), Sources: r.List("sources"),
		})
	}
	facts := a.rows("gcm-facts")
	for _, r := range facts {
		f := model.Fact{
			ID: r.Str("id"), Topic: r.Str("topic"), Statement: both(r, "statement"), Label: both(r, "label"), Value: r.Str("value"),
			Qualifier: r.Str("qualifier"), Unit: both(r, "unit"), Population: both(r, "population"), Objectives: numbersOf(r, "objective"),
			Chart: r.Str("chart"), Show: r.Str("show"), Doubt: both(r, "doubt"), Sources: r.List("sources"), AsOf: r.Str("as_of"), Confidence: r.Str("confidence"),
		}
		if f.Show == model.Held && f.Doubt.MN == "" {
			a.at(r, "doubt_mn", ruleDoubt, "the figure is held back and nothing says why", "write the reason in doubt_mn and doubt_en")
		}
		a.portal.Facts = append(a.portal.Facts, f)
	}
	programmes := a.rows("programmes")
	for _, r := range programmes {
		a.portal.Programmes = append(a.portal.Programmes, model.Programme{
			ID: r.Str("id"), Item: whole(r, "item"), Section: r.Str("section"), Name: both(r, "name"), What: both(r, "what"), Who: both(r, "who"),
			Serves: both(r, "serves"), Audience: r.List("audience"), Objectives: numbersOf(r, "objective"), ObjectivesRead: numbersOf(r, "objective_read"),
			State: r.Str("state"), StateText: both(r, "state"), Do: both(r, "do"), Services: r.List("services"),
			Sources: r.List("sources"), AsOf: r.Str("as_of"), Confidence: r.Str("confidence"),
		})
	}
	a.known(facts, "objective", "gcm-objectives", "number")
	a.known(facts, "sources", "sources", "id")
	a.known(programmes, "objective", "gcm-objectives", "number")
	a.known(programmes, "objective_read", "gcm-objectives", "number")
	a.known(programmes, "services", "services", "id")
	a.known(programmes, "sources", "sources", "id")
}

// numbersOf reads a list of whole numbers; what is none is told by known.
func numbersOf(r dataset.Row, column string) []int {
	var out []int
	for _, s := range r.List(column) {
		if n, err := strconv.Atoi(s); err == nil {
			out = append(out, n)
		}
	}
	return out
}
