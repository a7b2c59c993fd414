package assemble

import (
	"slices"

	"nutag/generator/dataset"
	"nutag/generator/model"
)

// remittanceNeeds is the part of needed that tells of sending money, of Mongolians abroad, and of what lessons quote.
func remittanceNeeds() []tableNeed {
	const evidence = " source!l as_of confidence!"
	return []tableNeed{
		{"bilateral-2017", "id! scope! country usd_million!f share_pct!f source!l confidence!"},
		{"channel-kinds", "kind! rank!i name_mn! name_en! about_mn! about_en! listing! source:l"},
		{"channels", "id! name_mn! name_en! kind! status! send_scope! send_countries:l send_mn! send_en! receive!l receive_mn! receive_en! speed_mn speed_en limits_mn limits_en ids_mn ids_en licence_mn licence_en charging_mn charging_en swift_bic website evidence_mn! evidence_en!" + evidence + " cautions:l"},
		{"diaspora", "id! measure! scope! country as_of! persons!i lower_bound!b label_inferred!b status! note_mn note_en source!l confidence! cautions:l"},
		{"diaspora-measures", "measure! rank!i name_mn! name_en! about_mn! about_en!"},
		{"diaspora-orgs", "id! name_mn! name_en! kind! scope! country founded:i details_mn! details_en! website status!" + evidence},
		{"fees-observed", "id! channel_id! direction! kind_mn! kind_en! case_mn! case_en! value_min!f value_max!f currency basis! status! note_mn note_en" + evidence + " cautions:l"},
		{"lesson-facts", "id! topic! statement_mn! statement_en! value value_mn value_en unit unit_mn unit_en teach!b note_mn note_en source:l as_of confidence!"},
		{"price-observations", "id! observation! sending_country! channel_id provider! product_mn! product_en! sending_access_mn! sending_access_en! receiving_access_mn! receiving_access_en! speed! amount_class! amount!f currency! fee!f offered_rate!f reference_rate!f reference_mn! reference_en! receiving_charge_mnt:f total_cost_pct!f collector! method! collected_on! review_by! source!l cautions:l"},
		{"regulation", "id! topic! status! statement_mn! statement_en! value unit source:l as_of confidence! cautions:l"},
		{"remittance-series", "year!i inflow_usd!i inflow_pct_gdp!f outflow_usd:i note_mn note_en confidence!"},
		{"rpw-benchmarks", "sending_country! receiving_country! period! amount_usd!i total_cost_pct!f source!l confidence!"},
		{"rpw-global", "indicator! period! name_mn! name_en! total_cost_pct!f source!l confidence!"},
		{"rpw-method", "id! period! amount!f currency! fee!f fx_margin_pct!f total_cost_pct!f source!l confidence!"},
		{"series-vintages", "id! year!i inflow_usd!i inflow_pct_gdp:f text_mn! text_en! source!l"},
	}
}

// remittance takes over the tables on sending money home and holds them to their rules.
func (a *assembler) remittance() {
	a.channels()
	a.costs()
	a.flows()
	a.diaspora()
	a.regulation()
	a.prices()
}

// evidence reads the columns by which a row tells where it comes from; a table without one of them gives nothing for it.
func evidence(r dataset.Row) model.Evidence {
	return model.Evidence{Sources: r.List("source"), AsOf: r.Str("as_of"), Confidence: r.Str("confidence"), Cautions: r.List("cautions")}
}

func (a *assembler) channels() {
	m := &a.portal.Remittance
	kinds := a.rows("channel-kinds")
	for _, r := range kinds {
		m.Kinds = append(m.Kinds, model.ChannelKind{
			ID: r.Str("kind"), Rank: whole(r, "rank"), Name: both(r, "name"), About: both(r, "about"), Listed: r.Str("listing") == "listed", Sources: r.List("source"),
		})
	}
	slices.SortFunc(m.Kinds, func(x, y model.ChannelKind) int { return x.Rank - y.Rank })
	rows := a.rows("channels")
	for _, r := range rows {
		m.Channels = append(m.Channels, model.Channel{
			ID: r.Str("id"), Name: both(r, "name"), Kind: r.Str("kind"), Confirmed: r.Str("status") == "documented",
			SendScope: r.Str("send_scope"), SendFrom: r.List("send_countries"), SendText: both(r, "send"),
			ReceiveAs: r.List("receive"), ReceiveText: both(r, "receive"), Speed: both(r, "speed"), Limits: both(r, "limits"), Papers: both(r, "ids"),
			Licence: both(r, "licence"), Charging: both(r, "charging"), SWIFT: r.Str("swift_bic"), Website: r.Str("website"), Proof: both(r, "evidence"), Evidence: evidence(r),
		})
		a.reach(r, "send_countries", r.Str("send_scope") == "listed")
		a.doubt(r, "status", "unconfirmed")
	}
	a.known(rows, "kind", "channel-kinds", "kind")
	fees := a.rows("fees-observed")
	for _, r := range fees {
		m.Fees = append(m.Fees, model.ObservedFee{
			ID: r.Str("id"), ChannelID: r.Str("channel_id"), Direction: r.Str("direction"), Kind: both(r, "kind"), Case: both(r, "case"),
			Min: decimal(r, "value_min"), Max: decimal(r, "value_max"), Currency: r.Str("currency"), Basis: r.Str("basis"), Status: r.Str("status"), Note: both(r, "note"), Evidence: evidence(r),
		})
		a.direction(r)
		a.doubt(r, "status", "unconfirmed", "not-a-quote")
	}
	a.known(fees, "channel_id", "channels", "id")
}

// costs takes over the benchmarks of other corridors and the rows that the formula is held to.
func (a *assembler) costs() {
	m := &a.portal.Remittance
	for _, r := range a.rows("rpw-benchmarks") {
		b := model.Benchmark{
			From: r.Str("sending_country"), To: r.Str("receiving_country"), Period: r.Str("period"), AmountUSD: whole(r, "amount_usd"), CostPct: decimal(r, "total_cost_pct"), Evidence: evidence(r),
		}
		b.AsOf = b.Period
		m.Benchmarks = append(m.Benchmarks, b)
		if b.To == "MN" {
			a.at(r, "receiving_country", ruleBenchmark, "a benchmark corridor ends in Mongolia", "put a price of this corridor into price-observations; benchmarks are of other countries")
		}
	}
	for _, r := range a.rows("rpw-global") {
		m.Averages = append(m.Averages, model.CostAverage{
			Indicator: r.Str("indicator"), Period: r.Str("period"), Name: both(r, "name"), CostPct: decimal(r, "total_cost_pct"), Evidence: evidence(r),
		})
	}
	for _, r := range a.rows("rpw-method") {
		row := model.MethodRow{
			ID: r.Str("id"), Period: r.Str("period"), Amount: decimal(r, "amount"), Currency: r.Str("currency"), Fee: decimal(r, "fee"),
			MarginPct: decimal(r, "fx_margin_pct"), TotalPct: decimal(r, "total_cost_pct"), Evidence: evidence(r),
		}
		m.Method = append(m.Method, row)
		a.total(r, row.Amount, row.Fee, row.MarginPct)
	}
}

// flows takes over how much came in: reported by year, and modelled by country.
func (a *assembler) flows() {
	m := &a.portal.Remittance
	for _, r := range a.rows("remittance-series") {
		y := model.RemittanceYear{Year: whole(r, "year"), Inflow: whole(r, "inflow_usd"), InflowPct: decimal(r, "inflow_pct_gdp"), Note: both(r, "note"), Confidence: r.Str("confidence")}
		if n, ok := r.Int("outflow_usd"); ok {
			y.Outflow = &n
		}
		m.Series = append(m.Series, y)
	}
	for _, r := range a.rows("series-vintages") {
		m.Vintages = append(m.Vintages, model.SeriesVintage{
			ID: r.Str("id"), Year: whole(r, "year"), Inflow: whole(r, "inflow_usd"), InflowPct: maybe(r, "inflow_pct_gdp"), Text: both(r, "text"), Sources: r.List("source"),
		})
	}
	rows := a.rows("bilateral-2017")
	for _, r := range rows {
		m.Flows = append(m.Flows, model.BilateralFlow{ID: r.Str("id"), Country: r.Str("country"), USDMillion: decimal(r, "usd_million"), SharePct: decimal(r, "share_pct"), Evidence: evidence(r)})
		a.reach(r, "country", r.Str("scope") == "country")
	}
	a.shares(rows)
}

func (a *assembler) diaspora() {
	m := &a.portal.Remittance
	for _, r := range a.rows("diaspora-measures") {
		m.Measures = append(m.Measures, model.DiasporaMeasure{ID: r.Str("measure"), Rank: whole(r, "rank"), Name: both(r, "name"), About: both(r, "about")})
	}
	slices.SortFunc(m.Measures, func(x, y model.DiasporaMeasure) int { return x.Rank - y.Rank })
	rows := a.rows("diaspora")
	for _, r := range rows {
		lower, _ := r.Bool("lower_bound")
		inferred, _ := r.Bool("label_inferred")
		m.Diaspora = append(m.Diaspora, model.DiasporaCount{
			ID: r.Str("id"), Measure: r.Str("measure"), Scope: r.Str("scope"), Country: r.Str("country"), Persons: whole(r, "persons"),
			LowerBound: lower, Inferred: inferred, Status: r.Str("status"), Note: both(r, "note"), Evidence: evidence(r),
		})
		a.reach(r, "country", r.Str("scope") == "country")
		a.doubt(r, "status", "unconfirmed", "modelled")
	}
	a.known(rows, "measure", "diaspora-measures", "measure")
	for _, r := range a.rows("diaspora-orgs") {
		m.Orgs = append(m.Orgs, model.DiasporaOrg{
			ID: r.Str("id"), Name: both(r, "name"), Kind: r.Str("kind"), Worldwide: r.Str("scope") == "worldwide", Country: r.Str("country"), Founded: whole(r, "founded"),
			Details: both(r, "details"), Website: r.Str("website"), Confirmed: r.Str("status") == "documented", Evidence: evidence(r),
		})
		a.reach(r, "country", r.Str("scope") == "country")
		a.doubt(r, "status", "unconfirmed")
	}
}

// regulation takes over what is said of rules and rights, and the facts that lessons quote.
func (a *assembler) regulation() {
	m := &a.portal.Remittance
	for _, r := range a.rows("regulation") {
		m.Regulation = append(m.Regulation, model.RegulationFact{
			ID: r.Str("id"), Topic: r.Str("topic"), Status: r.Str("status"), Statement: both(r, "statement"), Value: r.Str("value"), Unit: r.Str("unit"), Evidence: evidence(r),
		})
		a.doubt(r, "status", "unconfirmed", "unknown")
		if r.Str("value") != "" && r.Str("status") != "stated" {
			a.at(r, "value", ruleCertain, "an unconfirmed fact carries a value", "leave the value empty until the statute was read; say in the statement that it is not known")
		}
		a.sourced(r)
	}
	for _, r := range a.rows("lesson-facts") {
		teach, _ := r.Bool("teach")
		a.portal.LessonFacts = append(a.portal.LessonFacts, model.LessonFact{
			ID: r.Str("id"), Topic: r.Str("topic"), Statement: both(r, "statement"), Value: r.Str("value"), Shown: both(r, "value"), Unit: r.Str("unit"), UnitText: both(r, "unit"),
			Teach: teach, Note: both(r, "note"), Evidence: evidence(r),
		})
		a.doubt(r, "teach", "no")
		a.sourced(r)
	}
}
