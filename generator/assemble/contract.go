package assemble

import (
	"slices"
	"strings"

	"nutag/generator/dataset"
	"nutag/generator/diag"
)

// needed says which tables and columns the model is built from. A column is followed by "!" when set.yaml must make it
// required, and by the letter of its type: i whole number, f number, b yes or no, l list; text has none.
func needed() []tableNeed {
	const place = "nso_code! aimag_code! slug! name_mn! name_en! lat!f lon!f coord_kind! coord_source! coord_confirmed_by:l alt_names:l centre_name is_aimag_centre!b pcode! nso_1212_code! nso_1212_code_2025 area_km2!f elevation_m:f postal_code! cautions:l"
	const trust = "unconfirmed:l doubt_mn doubt_en sources!l as_of confidence!"
	return append([]tableNeed{
		{"aimag-indicators", "aimag_code! indicator! year!i value!f source!"},
		{"aimags", "aimag_code! slug! kind! iso_3166_2! name_mn! name_en! centre_mn! centre_en! centre_nso_code lat!f lon!f established_year:i postal_code! cautions:l"},
		{"airports", "airport_id! icao iata name_en! lat!f lon!f elevation_m:f scheduled:b nso_code! source! cautions:l"},
		{"baghs", "bagh_code! nso_code! kind! name_mn! source!"},
		{"biomass", "nso_code! period! biomass_mean_kg_ha!f source!"},
		{"cautions", "id! text_mn! text_en!"},
		{"climate", "nso_code! month!i mean_temp_c!f station_lat!f station_lon!f station_dist_km!f source!"},
		{"countries", "iso! name_mn! name_en! aliases_mn:l aliases_en:l source!"},
		{"districts", place},
		{"gaps", "id! rank!i title_mn! title_en! ask_mn! ask_en!"},
		{"glossary", "id! term_mn! term_en! domain! definition_mn! definition_en! avoid:l latin_typed:l related:l source!l confidence!"},
		{"hay", "nso_code! year!i tonnes!f source!"},
		{"herder-households", "nso_code! year!i households!i source!"},
		{"hotlines", "id! number dial_from_abroad name_mn! name_en! purpose_mn purpose_en country! hours hours_mn hours_en languages:l operator_mn! operator_en! toll_free:b audience!l need:l verified! " + trust},
		{"livestock", "nso_code! year!i head!i source!"},
		{"livestock-kinds", "aimag_code! year!i horse!f cattle!f camel!f sheep!f goat!f source!"},
		{"livestock-losses", "aimag_code! year!i losses_thousand_head!f percent_of_previous_herd:f source!"},
		{"migration", "aimag_code! year!i arrivals!i departures!i net!i source!"},
		{"missions", "id! kind! status! host_iso! city_mn city_en name_mn! name_en! accredited:l district_mn district_en address phone:l phone_emergency email website lat:f lon:f " + trust},
		{"natural-zones", "nso_code! high_mountain_pct!f taiga_pct!f forest_steppe_pct!f steppe_pct!f desert_steppe_pct!f desert_pct!f water_pct!f source! cautions:l"},
		{"pasture", "nso_code! year!i plots!i biomass_median_kg_ha:f class1_pct:f class2_pct:f class3_pct:f class4_pct:f class5_pct:f source!"},
		{"population", "nso_code! year!i total!i men:i women:i source!"},
		{"population-age", "nso_code! year!i age_group! persons!i source!"},
		{"postal-zones", "nso_code! postal_code! zone_mn! source!"},
		{"services", "id! group! audience!l audience_mn! audience_en! stage!l name_mn! name_en! summary_mn! summary_en! steps_mn!l steps_en!l documents_mn:l documents_en:l fee_mn:l fee_en:l time_mn:l time_en:l where_mn:l where_en:l online:l online_state! legal_mn:l legal_en:l check_mn! check_en! related:l missions!b " + trust},
		{"soums", place},
		{"sources", "id! title! publisher what_mn! what_en! location licence! retrieved reliability! note_mn note_en"},
		{"synonyms", "id! mongolian!l english!l"},
		{"under5", "nso_code! year!i persons!i source!"},
		{"withheld", "id! kind! value! about reason_mn! reason_en!"},
	}, remittanceNeeds()...)
}

type tableNeed struct{ table, columns string }

type columnNeed struct {
	name     string
	required bool
	types    []dataset.Type
}

func (n tableNeed) each(visit func(columnNeed)) {
	for _, word := range strings.Fields(n.columns) {
		c := columnNeed{types: []dataset.Type{dataset.String, dataset.Date}}
		name, letter, required := strings.Cut(word, "!")
		if !required {
			name, letter, _ = strings.Cut(word, ":")
		}
		c.name, c.required = name, required
		switch letter {
		case "i":
			c.types = []dataset.Type{dataset.Integer, dataset.Year}
		case "f":
			c.types = []dataset.Type{dataset.Number, dataset.Integer}
		case "b":
			c.types = []dataset.Type{dataset.Boolean}
		case "l":
			c.types = []dataset.Type{dataset.List}
		}
		visit(c)
	}
}

// contract holds the descriptions to what the model needs, and says whether every needed table can be used.
func (a *assembler) contract() bool {
	complete := true
	for _, need := range append(needed(), optionalNeeds()...) {
		t := a.catalog.Table(need.table)
		if t == nil && optional(need.table) {
			continue
		}
		if t == nil {
			complete = false
			if !a.catalog.Broken() {
				a.about(need.table, ruleTable, "table "+diag.Quote(need.table)+" is missing", "add "+need.table+".csv to a data set and describe it in its set.yaml")
			}
			continue
		}
		if !t.OK() {
			complete = false
			continue
		}
		need.each(func(c columnNeed) {
			f := t.Field(c.name)
			switch {
			case f == nil:
				a.about(need.table, ruleColumn, "column "+diag.Quote(c.name)+" is not described", "add the column to the table and to set.yaml")
			case !slices.Contains(c.types, f.Type):
				a.about(need.table, ruleColumn, "column "+diag.Quote(c.name)+" has type "+string(f.Type)+", the portal needs "+string(c.types[0]), "correct the type in set.yaml")
			case c.required && !f.Required:
				a.about(need.table, ruleColumn, "column "+diag.Quote(c.name)+" may be empty, the portal needs it filled", "write required: true in set.yaml")
			}
		})
		complete = complete && a.fits(need.table)
	}
	return complete
}

// optionalNeeds are the tables that a portal may do without; one that is there must have these columns.
func optionalNeeds() []tableNeed {
	return slices.Concat(reviewNeeds(), placesNeeds(), panoramaNeeds(), mongolianNeeds())
}

// optional says whether the portal can do without a table.
func optional(table string) bool {
	return slices.ContainsFunc(optionalNeeds(), func(n tableNeed) bool { return n.table == table })
}

// fits says whether the description of a table has the columns that the model needs.
func (a *assembler) fits(table string) bool {
	t := a.catalog.Table(table)
	ok := t != nil
	for _, need := range append(needed(), optionalNeeds()...) {
		if need.table == table && ok {
			need.each(func(c columnNeed) {
				f := t.Field(c.name)
				ok = ok && f != nil && slices.Contains(c.types, f.Type) && (f.Required || !c.required)
			})
		}
	}
	return ok
}
