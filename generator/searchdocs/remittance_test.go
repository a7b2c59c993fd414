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
