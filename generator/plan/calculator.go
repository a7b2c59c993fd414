package plan

import (
	"strings"

	"nutag/generator/model"
	"nutag/i18n"
)

const (
	calculatorPath = "remittances/calculator.html"
	calculatorID   = "page/remittance-calculator"
)

// calculatorCurrencies are those of the countries that Mongolians send from, with the digits that their money has after the
// point. The reader may also compute in a currency that is not among them.
var calculatorCurrencies = []struct {
	code     string
	decimals int
}{{"KRW", 0}, {"USD", 2}, {"EUR", 2}, {"JPY", 0}, {"RUB", 2}, {"CZK", 2}, {"CNY", 2}, {"SEK", 2}, {"AUD", 2}, {"GBP", 2}, {"KZT", 2}, {"CAD", 2}}

type currencyView struct {
	Code     string `json:"code"`
	Name     string `json:"name"`
	Decimals int    `json:"decimals"`
}

type calculatorView struct {
	Crumbs     []link         `json:"crumbs"`
	Currencies []currencyView `json:"currencies"`
	Formula    []ref          `json:"formula_refs"`
	Marks      []ref          `json:"mark_refs"`
	Checked    table          `json:"checked"`
	Sheet      []string       `json:"sheet"` // message keys of the lines of the printed sheet
	Related    []link         `json:"related"`
	Notes      notesView      `json:"notes"`
}

// calculator is the page on which the reader compares the quotes that he has. The formula lives in the script of the page;
// the view holds only what the page says of it without one.
func (b *builder) calculator() Page {
	title, n := b.t("calc_title"), b.newNotes(calculatorPath)
	n.use("rpw-method", "regulation")
	v := calculatorView{
		Crumbs:  b.crumbs(calculatorPath, link{Text: b.t("rem_nav"), URL: rel(calculatorPath, remittancesPath)}, link{Text: title}),
		Formula: n.refs([]string{"REM-S08", "REM-S86"}, nil),
		Marks:   b.targetRefs(n),
		Checked: b.checkedRows(n),
		Sheet:   []string{"calc_sheet_a", "calc_sheet_b", "calc_sheet_c", "calc_sheet_d", "calc_sheet_e", "calc_sheet_f", "calc_sheet_g", "calc_sheet_h"},
		Related: b.remittanceLinks(calculatorPath), Currencies: b.currencies(),
	}
	v.Notes = n.view()
	return Page{Lang: b.lang, Path: calculatorPath, Kind: "calculator", ID: calculatorID, Title: title, Description: b.t("calc_description"), View: v}
}

func (b *builder) currencies() []currencyView {
	var out []currencyView
	for _, c := range calculatorCurrencies {
		out = append(out, currencyView{Code: c.code, Name: b.t("currency_" + strings.ToLower(c.code)), Decimals: c.decimals})
	}
	return out
}

// targetRefs marks the sources of the 3 and 5 percent that costs are compared with.
func (b *builder) targetRefs(n *notes) []ref {
	var sources []string
	for _, f := range b.in.Portal.Remittance.Regulation {
		if f.ID == "sdg10c_average" || f.ID == "sdg10c_corridor" {
			sources = append(sources, f.Sources...)
		}
	}
	return n.refs(sources, nil)
}

// checkedRows is the table of the published rows that the formula was checked with.
func (b *builder) checkedRows(n *notes) table {
	rows := b.in.Portal.Remittance.Method
	t := table{Caption: b.t("calc_checked"), Cols: []column{{Text: b.t("calc_amount")}, {Text: b.t("calc_fee"), Num: true}, {Text: b.t("calc_margin"), Num: true}, {Text: b.t("calc_total"), Num: true}}}
	if len(rows) > 0 {
		year, quarter, _ := strings.Cut(rows[0].Period, "-Q")
		t.Caption = b.t("calc_checked_of", i18n.Data{"year": year, "quarter": quarter})
		t.Refs = n.refs(rows[0].Sources, rows[0].Cautions)
	}
	money := func(r model.MethodRow, x float64, digits int) string {
		return b.t("calc_money", i18n.Data{"n": b.words.Decimal(x, digits), "c": r.Currency})
	}
	for _, r := range rows {
		t.Rows = append(t.Rows, row{Head: money(r, r.Amount, 0), Cells: []cell{
			number(money(r, r.Fee, 2), r.Fee), number(b.words.Percent(r.MarginPct, 2), r.MarginPct), number(b.words.Percent(r.TotalPct, 2), r.TotalPct),
		}})
	}
	return t
}
