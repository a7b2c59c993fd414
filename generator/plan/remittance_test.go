package plan

import (
	"slices"
	"strings"
	"testing"

	"nutag/generator/model"
	"nutag/i18n"
)

// remittancePages are the views of the pages on sending money, by path.
func remittancePages(t *testing.T, in Input, lang string) (*builder, map[string]remittanceView) {
	t.Helper()
	b := &builder{in: in, lang: lang, words: in.Bundle.Localizer(lang)}
	views := map[string]remittanceView{}
	for _, p := range b.remittances() {
		views[p.Path] = p.View.(remittanceView)
	}
	if err := b.words.Err(); err != nil || len(b.errs) > 0 {
		t.Fatalf("%s: %v %v", lang, err, b.errs)
	}
	return b, views
}

// tableRows gives the heads and cells of all tables of a page, one text a row.
func tableRows(v remittanceView) []string {
	var out []string
	for _, s := range v.Sections {
		for _, t := range s.Tables {
			for _, r := range t.Rows {
				line := r.Head
				for _, c := range r.Cells {
					line += "|" + c.Text
				}
				out = append(out, line)
			}
		}
	}
	return out
}

// TestEveryRemittanceRow holds that each row of the tables on sending money is on a page. Not here, for their reasons: the rows
// of rpw-method are on the page of the calculator (TestCalculator), lesson-facts belong to the lessons that quote them.
func TestEveryRemittanceRow(t *testing.T) {
	in := realInput(t)
	m := &in.Portal.Remittance
	for _, lang := range i18n.Langs() {
		b, views := remittancePages(t, in, lang)
		count := func(path string, want int) []string {
			t.Helper()
			rows := tableRows(views[path])
			if len(rows) != want || want == 0 {
				t.Errorf("%s %s: %d rows, the tables have %d", lang, path, len(rows), want)
			}
			return rows
		}
		has := func(path string, rows []string, parts ...string) {
			t.Helper()
			if !slices.ContainsFunc(rows, func(r string) bool {
				return !slices.ContainsFunc(parts, func(p string) bool { return !strings.Contains(r, p) })
			}) {
				t.Errorf("%s %s: no row with %q", lang, path, parts)
			}
		}
		rows := count(figuresPath, len(m.Series))
		for i, y := range m.Series {
			if want := b.words.Decimal(float64(y.Inflow)/million, 1) + "|" + b.words.Percent(y.InflowPct, 1); !strings.Contains(rows[i], want) {
				t.Errorf("%s: %q is not in %q", lang, want, rows[i])
			}
			if (y.Outflow == nil) != strings.HasSuffix(rows[i], "|") {
				t.Errorf("%s %d: an unknown figure is shown, or a known one is not: %q", lang, y.Year, rows[i])
			}
		}
		if got := len(views[figuresPath].Sections[1].Facts); got != len(m.Vintages) {
			t.Errorf("%s: %d other editions, the table has %d", lang, got, len(m.Vintages))
		}
		rows = count(sendersPath, len(m.Flows))
		for _, f := range m.Flows {
			if f.Country != "" {
				has(sendersPath, rows, b.countryName(f.Country)+"|"+b.words.Decimal(f.USDMillion, 3))
			}
		}
		rows = count(costsPath, len(m.Benchmarks)+len(m.Averages))
		for _, x := range m.Benchmarks {
			has(costsPath, rows, b.countryName(x.From), b.countryName(x.To), b.words.Percent(x.CostPct, 2))
		}
		for _, a := range m.Averages {
			has(costsPath, rows, a.Name.In(lang), b.words.Percent(a.CostPct, 2))
		}
		both := append(tableRows(views[diasporaPath]), tableRows(views[diasporaOfModel])...)
		if len(both) != len(m.Diaspora) {
			t.Errorf("%s: %d numbers of people, the table has %d", lang, len(both), len(m.Diaspora))
		}
		for _, d := range m.Diaspora {
			if d.Country != "" {
				has(diasporaPath, both, b.countryName(d.Country)+"|"+b.persons(d)+"|"+b.asOf(d.AsOf))
			}
		}
		statements, entries := 0, 0
		for _, s := range views[rulesPath].Sections {
			statements += len(s.Statements)
		}
		for _, s := range views[diasporaPath].Sections {
			entries += len(s.Entries)
		}
		if statements != len(m.Regulation) || entries != len(m.Orgs) {
			t.Errorf("%s: %d rules of %d, %d organisations of %d", lang, statements, len(m.Regulation), entries, len(m.Orgs))
		}
	}
}

// TestChannels counts channels and fees against the tables and holds that no fee stands without its direction, its date and
// the words that it is history.
func TestChannels(t *testing.T) {
	in := realInput(t)
	m := &in.Portal.Remittance
	for _, lang := range i18n.Langs() {
		b, views := remittancePages(t, in, lang)
		listed := 0
		for _, s := range views[channelsPath].Sections {
			listed += len(s.Entries)
			for _, e := range s.Entries {
				if e.Doubt && slices.ContainsFunc(s.Entries[slices.IndexFunc(s.Entries, func(x entry) bool { return x.Name == e.Name }):], func(x entry) bool { return !x.Doubt }) {
					t.Errorf("%s: %q stands above a channel that is confirmed", lang, e.Name)
				}
			}
		}
		if listed != len(m.Channels) || len(views[channelsPath].Sections) != len(m.Kinds) {
			t.Errorf("%s: %d channels of %d kinds, the tables have %d of %d", lang, listed, len(views[channelsPath].Sections), len(m.Channels), len(m.Kinds))
		}
		fees := 0
		for _, c := range m.Channels {
			v, ok := views[channelPath(c.ID)]
			if !ok {
				t.Fatalf("%s: no page of %s", lang, c.ID)
			}
			if len(v.Notes.Sources) < len(c.Sources) || len(v.Sections[0].Facts) < 11 || !c.Confirmed && v.Warn[0] != b.t("rem_channel_unconfirmed") {
				t.Errorf("%s %s: %d sources, %d facts, warnings %q", lang, c.ID, len(v.Notes.Sources), len(v.Sections[0].Facts), v.Warn)
			}
			for _, s := range v.Sections {
				if len(s.Tables) > 0 && !slices.Contains(s.Warn, b.t("rem_fees_history")) {
					t.Errorf("%s %s: fees without the words that they are history", lang, c.ID)
				}
				for _, x := range s.Tables {
					fees += len(x.Rows)
					for _, word := range []string{b.t("rem_fact_as_of"), map[string]string{"mn": "Чиглэл: ", "en": "Direction: "}[lang]} {
						if !strings.Contains(x.Caption, word) || len(x.Refs) == 0 {
							t.Errorf("%s %s: the caption %q lacks %q or sources", lang, c.ID, x.Caption, word)
						}
					}
				}
			}
		}
		if fees != len(m.Fees) {
			t.Errorf("%s: %d fees on the pages, the table has %d", lang, fees, len(m.Fees))
		}
	}
}

// TestDoubtIsSaid holds that what has low confidence is nowhere shown like a fact of today: it says so in its own line, in the
// caption of its table or in the warning above.
func TestDoubtIsSaid(t *testing.T) {
	in := realInput(t)
	m := &in.Portal.Remittance
	for _, lang := range i18n.Langs() {
		b, views := remittancePages(t, in, lang)
		low := b.confidence(lowConfidence)
		for _, f := range m.Fees {
			if f.Confidence == lowConfidence {
				said := false
				for _, s := range views[channelPath(f.ChannelID)].Sections {
					for _, x := range s.Tables {
						said = said || strings.Contains(x.Caption, low) && strings.Contains(x.Caption, b.t(token("rem_fee_status_", f.Status)))
					}
				}
				if !said {
					t.Errorf("%s: the fee %s does not say that it is doubtful", lang, f.ID)
				}
			}
		}
		for _, d := range m.Diaspora {
			if d.Confidence != lowConfidence {
				continue
			}
			for _, s := range views[diasporaPath].Sections {
				for _, x := range s.Tables {
					for _, r := range x.Rows {
						if r.Head == b.countryName(d.Country) && r.Cells[0].Text == b.persons(d) && (len(s.Warn) == 0 || !strings.Contains(r.Cells[2].Text, low) || len(s.Charts) > 0) {
							t.Errorf("%s: %s is shown as if it were certain", lang, d.ID)
						}
					}
				}
			}
		}
		if !slices.Contains(views[sendersPath].Warn, low) || len(views[sendersPath].Warn) < 2 || len(views[costsPath].Warn) == 0 {
			t.Errorf("%s: the model or the benchmarks stand without their warning", lang)
		}
		for _, s := range views[rulesPath].Sections {
			for _, x := range s.Statements {
				if x.Doubt != (strings.HasPrefix(x.Meta, b.t("rem_unconfirmed")) || x.Meta == b.t("rem_rule_unknown")) || x.Doubt && x.Value != "" {
					t.Errorf("%s: %+v", lang, x)
				}
			}
		}
	}
}

// TestPrices shows the start page with the empty table of today and with a price that somebody collected.
func TestPrices(t *testing.T) {
	in := realInput(t)
	if len(in.Portal.Remittance.Prices) != 0 {
		t.Fatal("there are prices now: the page is tested with them, and this test needs an empty table")
	}
	for _, lang := range i18n.Langs() {
		b, views := remittancePages(t, in, lang)
		s := views[remittancesPath].Sections[2]
		if s.ID != "prices" || !slices.Contains(s.Text, b.t("rem_prices_none")) || len(s.Steps) < 5 || len(s.Tables) > 0 {
			t.Errorf("%s: %+v", lang, s)
		}
		p := *in.Portal
		p.Remittance.Prices = []model.PriceObservation{{From: "KR", Provider: "Made Up", Product: model.Text{MN: "данс", EN: "account"}, Amount: 250000, Currency: "KRW", Fee: 5000, Offered: 2.45,
			Reference: 2.5, TotalPct: 4, Collector: "An NGO", CollectedOn: "2026-12-01", ReviewBy: "2026-12-31", Evidence: model.Evidence{Sources: []string{"REM-S02"}}}}
		with := in
		with.Portal = &p
		_, views = remittancePages(t, with, lang)
		s = views[remittancesPath].Sections[2]
		if slices.Contains(s.Text, b.t("rem_prices_none")) || len(s.Tables) != 1 {
			t.Fatalf("%s: %+v", lang, s)
		}
		row := strings.Join(tableRows(remittanceView{Sections: []section{s}}), "")
		for _, want := range []string{"Made Up", b.words.DateTable("2026-12-01"), b.words.DateTable("2026-12-31"), "4.00%", "An NGO"} {
			if !strings.Contains(row, want) {
				t.Errorf("%s: %q is not in %q", lang, want, row)
			}
		}
	}
}

// TestAsOf writes every form of date that the tables on remittances have.
func TestAsOf(t *testing.T) {
	in := realInput(t)
	b := &builder{in: in, lang: i18n.EN, words: in.Bundle.Localizer(i18n.EN)}
	for date, want := range map[string]string{"": "not given", "2019": "2019", "2019-11": "November 2019", "2023-01-31": "31 January 2023", "2018+": "2018 or later",
		"2015/2030": "2015–2030", "2019-11/2020-02": "November 2019 – February 2020", "2025-Q3": "2025, quarter 3"} {
		if got := b.asOf(date); got != want {
			t.Errorf("%q: %q, want %q", date, got, want)
		}
	}
}
