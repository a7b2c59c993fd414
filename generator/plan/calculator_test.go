package plan

import (
	"strings"
	"testing"

	"nutag/i18n"
)

// TestCalculator holds the page of the calculator to the tables: every row that checks the formula stands there as it was
// published, with its source, and the worked example says the numbers of the test that works it by hand.
func TestCalculator(t *testing.T) {
	in := realInput(t)
	for _, lang := range i18n.Langs() {
		b := &builder{in: in, lang: lang, words: in.Bundle.Localizer(lang)}
		v := b.calculator().View.(calculatorView)
		if err := b.words.Err(); err != nil || len(b.errs) > 0 {
			t.Fatalf("%s: %v %v", lang, err, b.errs)
		}
		if len(v.Checked.Rows) != len(in.Portal.Remittance.Method) || len(v.Checked.Refs) == 0 || len(v.Formula) == 0 || len(v.Marks) == 0 {
			t.Errorf("%s: %+v", lang, v.Checked)
		}
		for i, r := range in.Portal.Remittance.Method {
			if got, want := v.Checked.Rows[i].Cells[2].Text, b.words.Percent(r.TotalPct, 2); got != want {
				t.Errorf("%s %s: total %q, want %q", lang, r.ID, got, want)
			}
		}
		for _, c := range v.Currencies {
			if c.Name == "" || len(c.Code) != 3 {
				t.Errorf("%s: currency %+v", lang, c)
			}
		}
		for key, numbers := range map[string][]string{
			"calc_example_given": {"1,000,000", "5,000", "2.50", "2.45", "3,000"}, "calc_example_fee": {"0.5"}, "calc_example_margin": {"20,000"},
			"calc_example_total": {"2.5 ", "25,000", "62,500"}, "calc_example_arrives": {"2,450,000"}, "calc_example_charge": {"2,447,000"},
		} {
			for _, n := range numbers {
				if text := b.t(key); !strings.Contains(text, n) {
					t.Errorf("%s %s: %q is not in %q", lang, key, n, text)
				}
			}
		}
	}
}
