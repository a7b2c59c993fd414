package assemble

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"nutag/generator/dataset"
	"nutag/generator/diag"
	"nutag/generator/model"
)

// placesNeeds says what the lists of institutions, the indicators and the regions are built from.
func placesNeeds() []tableNeed {
	const trust = "as_of confidence! "
	return []tableNeed{
		{"connections", "id! nso_code! kind! scope! place_mn place_en value! note_mn note_en sources!l " + trust},
		{"country-facts", "id! topic! on_soum_pages!b text_mn! text_en! source! " + trust},
		{"indicators", "id! topic! levels!l rank!i unit! digits!i shown!b title_mn! title_en! about_mn about_en cautions:l"},
		{"listings", "id! nso_code! topic! kind! state! name_mn! name_en! pupils:i teachers:i children:i places:i beds:i dormitory:b dormitory_places:i dormitory_pupils:i founded:i website note_mn note_en source! " + trust},
		{"office-sites", "id! nso_code aimag_code! kind! website! source! " + trust},
		{"regions", "region! name_mn! name_en! aimag_codes:l source"},
	}
}

// figureColumns are the columns of every table of figures beside the one that names the place. Tables are known by their
// columns and not by their names, so that a new table, such as one that came by nutag import, needs no line of code.
var figureColumns = []string{"indicator", "period", "value", "source"}

// placeColumns are the columns by which a table of figures names the place, with the level of its figures.
var placeColumns = map[string]string{"nso_code": "soum", "aimag_code": "aimag", "region": "region"}

// figureTable tells the column that names the place when the table holds figures, and otherwise "".
func figureTable(t *dataset.Table) string {
	for _, c := range figureColumns {
		if t.Field(c) == nil {
			return ""
		}
	}
	for _, c := range []string{"nso_code", "aimag_code", "region"} {
		if t.Field(c) != nil && len(t.Key) == 3 && t.Key[0] == c && t.Key[1] == "indicator" && t.Key[2] == "period" {
			return c
		}
	}
	return ""
}

// indicators takes over the list of indicators, the regions, and the figures of every table of figures.
func (a *assembler) indicators() {
	for _, r := range a.rows("indicators") {
		a.portal.Indicators = append(a.portal.Indicators, model.Indicator{
			ID: r.Str("id"), Topic: r.Str("topic"), Levels: r.List("levels"), Rank: whole(r, "rank"), Unit: r.Str("unit"), Digits: whole(r, "digits"), Shown: r.Str("shown") == "yes",
			Title: both(r, "title"), About: both(r, "about"), Cautions: r.List("cautions"),
		})
	}
	slices.SortStableFunc(a.portal.Indicators, func(x, y model.Indicator) int { return cmp.Compare(x.Rank, y.Rank) })
	a.known(a.rows("indicators"), "cautions", "cautions", "id")
	for _, r := range a.rows("regions") {
		a.portal.Regions = append(a.portal.Regions, model.Region{ID: r.Str("region"), Name: both(r, "name"), Aimags: r.List("aimag_codes")})
	}
	a.known(a.rows("regions"), "aimag_codes", "aimags", "aimag_code")
	given := map[string]dataset.Row{} // place, indicator and period → first row
	for _, s := range a.catalog.Sets {
		for _, t := range s.Tables {
			if column := figureTable(t); t.OK() && s.Published && column != "" {
				a.figures(s, t, column, given)
			}
		}
	}
	byIndicator := func(x, y model.Figure) int {
		return cmp.Or(cmp.Compare(x.Indicator, y.Indicator), cmp.Compare(x.Period, y.Period))
	}
	for _, p := range a.portal.Places {
		slices.SortFunc(p.Figures, byIndicator)
	}
	for _, x := range a.portal.Aimags {
		slices.SortFunc(x.Figures, byIndicator)
	}
	for i := range a.portal.Regions {
		slices.SortFunc(a.portal.Regions[i].Figures, byIndicator)
	}
}

func (a *assembler) figures(s *dataset.Set, t *dataset.Table, column string, given map[string]dataset.Row) {
	a.known(t.Rows, "indicator", "indicators", "id")
	a.known(t.Rows, "source", "sources", "id")
	unknown, wrongLevel := map[string]bool{}, map[string]bool{}
	for _, r := range t.Rows {
		f := model.Figure{Indicator: r.Str("indicator"), Period: model.Period(r.Str("period")), Value: decimal(r, "value"), Source: r.Str("source"), Set: s.Name}
		if t.Field("months") != nil {
			f.Months = whole(r, "months")
		}
		if !inCalendar(string(f.Period)) {
			a.at(r, "period", rulePeriod, "period "+diag.Quote(string(f.Period))+" is not in the calendar", "write 2024, 2024-Q3, 2024-05, 2024-05-31 or 2024-01/2024-04")
		}
		if i := a.portal.Indicator(f.Indicator); i != nil && !slices.Contains(i.Levels, placeColumns[column]) && !wrongLevel[f.Indicator] {
			wrongLevel[f.Indicator] = true
			a.at(r, "indicator", ruleLevel, fmt.Sprintf("indicator %s is for %s, not for a %s", diag.Quote(f.Indicator), strings.Join(i.Levels, " and "), placeColumns[column]),
				"add the level in data/indicators/indicators.csv, or correct the indicator")
		}
		code := r.Str(column)
		key := column + " " + code + " " + f.Indicator + " " + string(f.Period)
		if first, ok := given[key]; ok {
			a.at(r, "indicator", ruleTwice, fmt.Sprintf("%s of %s in %s stands in another table as well (line %d)", f.Indicator, code, f.Period, first.Line()), "keep the one that comes from the statistics office itself")
			continue
		}
		given[key] = r
		if !a.give(column, code, f) && a.placesReady() && !unknown[code] {
			unknown[code] = true
			a.at(r, column, ruleRef, column+" "+diag.Quote(code)+" names no place", "correct the code, or add the place")
		}
	}
}

// give adds a figure to its place and says whether there is one.
func (a *assembler) give(column, code string, f model.Figure) bool {
	switch column {
	case "nso_code":
		if p := a.portal.Place(code); p != nil {
			p.Figures = append(p.Figures, f)
			return true
		}
	case "aimag_code":
		if x := a.portal.Aimag(code); x != nil {
			x.Figures = append(x.Figures, f)
			return true
		}
	case "region":
		for i := range a.portal.Regions {
			if x := &a.portal.Regions[i]; x.ID == code {
				x.Figures = append(x.Figures, f)
				return true
			}
		}
	}
	return false
}

// inCalendar says whether a period that has the form of the tables exists: 2021-02-30 does not.
func inCalendar(period string) bool {
	from, to, ranged := strings.Cut(period, "/")
	if ranged {
		a, err1 := time.Parse("2006-01", from)
		b, err2 := time.Parse("2006-01", to)
		return err1 == nil && err2 == nil && a.Before(b)
	}
	if year, quarter, ok := strings.Cut(period, "-Q"); ok {
		_, err := time.Parse("2006", year)
		return err == nil && len(quarter) == 1 && quarter >= "1" && quarter <= "4"
	}
	for _, layout := range []string{"2006", "2006-01", "2006-01-02"} {
		if _, err := time.Parse(layout, period); err == nil {
			return true
		}
	}
	return false
}
