package plan

import (
	"nutag/generator/model"
	"nutag/i18n"
)

// remittanceStart is the page that leads to all others: what a reader can do here, and what the portal cannot say.
func (b *builder) remittanceStart() Page {
	const path = remittancesPath
	n := b.newNotes(path)
	n.use("channels", "fees-observed", "price-observations")
	v := remittanceView{Intro: b.t("rem_intro"), Sections: []section{
		{ID: "start", Title: b.t("rem_start"), Cards: []entry{
			{Name: b.t("calc_title"), URL: rel(path, calculatorPath), Text: b.t("rem_card_calculator")},
			{Name: b.t("rem_channels"), URL: rel(path, channelsPath), Text: b.t("rem_card_channels")},
			{Name: b.t("calc_related_safely"), URL: rel(path, safelyPath), Text: b.t("rem_card_safely")},
			{Name: b.t("rem_rules"), URL: rel(path, rulesPath), Text: b.t("rem_card_rules")},
			{Name: b.t("rem_figures"), URL: rel(path, figuresPath), Text: b.t("rem_card_figures")},
		}},
		{ID: "say", Title: b.t("rem_say"), Refs: b.regulationRefs(n, "rpw_coverage_mongolia"),
			List: []string{b.t("rem_say_price"), b.t("rem_say_rank"), b.t("rem_say_history"), b.t("rem_say_benchmark"), b.t("rem_say_licence"), b.t("rem_say_unproven")}},
		b.collectedPrices(n, path),
	}}
	if links := b.plannedCountries(path); len(links) > 0 {
		v.Sections = append(v.Sections, section{ID: "countries", Title: b.t("rem_countries"), Text: []string{b.t("rem_countries_text")}, Links: links})
	}
	return b.remittancePage(path, "page/remittances", b.t("rem_title"), b.t("rem_intro"), v, n)
}

// plannedCountries are the pages of countries that tell of sending money.
func (b *builder) plannedCountries(from string) []link {
	var out []link
	for _, l := range b.countryLinks(from, b.remittanceCountries()) {
		if l.URL != "" {
			out = append(out, l)
		}
	}
	return out
}

// regulationRefs marks the sources of facts of the table of rules.
func (b *builder) regulationRefs(n *notes, ids ...string) []ref {
	n.use("regulation")
	var all []model.Evidence
	for _, f := range b.in.Portal.Remittance.Regulation {
		for _, id := range ids {
			if f.ID == id {
				all = append(all, f.Evidence)
			}
		}
	}
	return n.refs(gathered(all...))
}

// collectedPrices shows what groups have collected, or says that there is nothing yet, and how to add to it.
func (b *builder) collectedPrices(n *notes, path string) section {
	s := section{ID: "prices", Title: b.t("rem_prices")}
	if rows := b.in.Portal.Remittance.Prices; len(rows) > 0 {
		s.Text = append(s.Text, b.t("rem_prices_some"))
		s.Tables = []table{b.pricesTable(n, rows)}
	} else {
		s.Text = append(s.Text, b.t("rem_prices_none"))
	}
	s.Text = append(s.Text, b.t("rem_prices_how"))
	s.Steps = []string{b.t("rem_prices_step_choose"), b.t("rem_prices_step_ask"), b.t("rem_prices_step_write"), b.t("rem_prices_step_who"), b.t("rem_prices_step_add")}
	s.After = []string{b.t("rem_prices_stale"), b.t("rem_prices_doc")}
	s.Links = []link{{Text: b.t("rem_prices_table"), URL: rel(path, setPath("price-observations"))}, {Text: b.t("nav_report"), URL: rel(path, "report.html")}}
	return s
}

// pricesTable is one line for each amount of a collected price, in the order of the table, never by price.
func (b *builder) pricesTable(n *notes, rows []model.PriceObservation) table {
	t := table{Caption: b.t("rem_prices"), Cols: []column{{Text: b.t("rem_price_provider")}, {Text: b.t("rem_price_collected")}, {Text: b.t("calc_amount"), Num: true}, {Text: b.t("calc_fee"), Num: true},
		{Text: b.t("calc_offered"), Num: true}, {Text: b.t("calc_reference"), Num: true}, {Text: b.t("calc_charge"), Num: true}, {Text: b.t("calc_total"), Num: true}, {Text: b.t("rem_price_by")}}}
	var all []model.Evidence
	for _, r := range rows {
		money := func(x float64) cell {
			return number(b.t("calc_money", i18n.Data{"n": b.words.Decimal(x, 0), "c": r.Currency}), x)
		}
		charge := missing()
		if r.ReceivingCharge != nil {
			charge = number(b.words.MoneyTable(int(*r.ReceivingCharge)), *r.ReceivingCharge)
		}
		all = append(all, r.Evidence)
		t.Rows = append(t.Rows, row{Head: b.countryName(r.From) + ": " + r.Provider + ", " + r.Product.In(b.lang), Cells: []cell{
			{Text: b.t("rem_price_dates", i18n.Data{"day": b.words.DateTable(r.CollectedOn), "review": b.words.DateTable(r.ReviewBy)})},
			money(r.Amount), money(r.Fee), number(b.words.Decimal(r.Offered, 4), r.Offered), number(b.words.Decimal(r.Reference, 4), r.Reference),
			charge, number(b.words.Percent(r.TotalPct, 2), r.TotalPct), {Text: r.Collector},
		}})
	}
	t.Refs = n.refs(gathered(all...))
	return t
}
