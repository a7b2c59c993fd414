package searchdocs

import (
	"slices"
	"strings"
	"testing"

	"nutag/generator/model"
)

// TestChannelsAreFound counts the documents of channels against the table and holds that each is found by its names in both
// languages and by its SWIFT code, and that a doubtful one says so.
func TestChannelsAreFound(t *testing.T) {
	r := realDocs(t)
	channels := r.portal.Remittance.Channels
	count := map[string]int{}
	for _, d := range r.docs {
		if d.Kind == "channel" {
			count[d.Lang]++
		}
	}
	for _, lang := range []string{"mn", "en"} {
		if count[lang] != len(channels) || len(channels) == 0 {
			t.Errorf("%d documents of channels (%s), the table has %d", count[lang], lang, len(channels))
		}
	}
	for _, c := range channels {
		for _, lang := range []string{"mn", "en"} {
			d := find(t, r.docs, "channel/"+c.ID, lang)
			for _, want := range []string{c.Name.MN, c.Name.EN, c.SWIFT} {
				if want != "" && d.Title != want && !slices.Contains(d.Aliases, want) {
					t.Errorf("%s (%s): not found by %q: %q", d.ID, lang, want, d.Aliases)
				}
			}
			if !c.Confirmed && !strings.Contains(d.Body, map[string]string{"mn": "батлагдаагүй", "en": "Not confirmed"}[lang]) {
				t.Errorf("%s (%s): the body does not say that it is not confirmed: %q", d.ID, lang, d.Body)
			}
		}
	}
	if d := find(t, r.docs, "channel/bank-khan", "en"); !slices.Contains(d.Aliases, "khanbank") || !slices.Contains(d.Codes, "AGMOMNUB") {
		t.Errorf("aliases %q, codes %q", d.Aliases, d.Codes)
	}
}

// TestRemittancePages holds that each page on sending money has a document with the words of its tables.
func TestRemittancePages(t *testing.T) {
	r := realDocs(t)
	for id, want := range map[string]string{
		"page/remittances": "World Bank", "page/channels": "Golomt Bank", "page/remittance-rules": "redeemable", "page/remittance-figures": "574.4",
		"page/remittance-senders": "South Korea", "page/remittance-costs": "Not a price", "page/diaspora": "Council of Mongolians Abroad", "page/diaspora-model": "Uzbekistan",
	} {
		if d := find(t, r.docs, id, "en"); !strings.Contains(d.Body, want) {
			t.Errorf("%s: %q is not in %q", id, want, d.Body)
		}
		find(t, r.docs, id, "mn")
	}
	rules := find(t, r.docs, "page/remittance-rules", "en").Body
	for _, f := range r.portal.Remittance.Regulation {
		if f.Status == "unconfirmed" && !strings.Contains(rules, "Not confirmed. "+strings.TrimRight(f.Statement.EN, ".")) {
			t.Errorf("%s stands in the text as if it were certain", f.ID)
		}
	}
}

// TestFiguresAreNoPrices holds that no observed fee is in the search: a snippet would show it without its date.
func TestFiguresAreNoPrices(t *testing.T) {
	r := realDocs(t)
	fee := func(f model.ObservedFee) string { return f.Case.EN }
	for _, f := range r.portal.Remittance.Fees {
		if d := find(t, r.docs, "channel/"+f.ChannelID, "en"); strings.Contains(d.Body, fee(f)) {
			t.Errorf("%s: the fee %s is in the search", d.ID, f.ID)
		}
	}
}

// TestCountriesTellOfMoney holds that a page of a country is found by what it says of sending money from there, and a country
// without any of it is not.
func TestCountriesTellOfMoney(t *testing.T) {
	r := realDocs(t)
	for lang, want := range map[string]string{"mn": "Мөнгөө Монгол руу илгээх", "en": "Sending money to Mongolia"} {
		d := find(t, r.docs, "country/KR", lang)
		if !slices.Contains(d.Headings, want) || !strings.Contains(d.Body, "Hanpass") {
			t.Errorf("country/KR (%s): headings %q, body %q", lang, d.Headings, d.Body)
		}
		if d := find(t, r.docs, "country/CZ", lang); !slices.Contains(d.Headings, want) || !strings.Contains(d.Body, "SWIFT") {
			t.Errorf("country/CZ (%s): headings %q, body %q", lang, d.Headings, d.Body)
		}
		if d := find(t, r.docs, "country/MN", lang); slices.Contains(d.Headings, want) {
			t.Errorf("country/MN (%s): headings %q", lang, d.Headings)
		}
	}
	if d := find(t, r.docs, "page/remittance-calculator", "en"); !strings.Contains(d.Body, "Rate offered") {
		t.Errorf("the calculator does not name what is typed: %q", d.Body)
	}
}

// TestLessonsByWhatTheyTeach holds that the description of a lesson counts as a heading; those of its story stay in the text.
func TestLessonsByWhatTheyTeach(t *testing.T) {
	d := find(t, realDocs(t).docs, "lesson/C2-M3-L1", "en")
	if len(d.Headings) != 1 || !strings.Contains(d.Headings[0], "monthly interest") || !strings.Contains(d.Body, "Between two offers") {
		t.Errorf("headings %q, body %q", d.Headings, d.Body)
	}
}
