package plan

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"nutag/i18n"
)

// TestCountryRemittance makes the section of every country, and holds the fullest and some others to the tables.
func TestCountryRemittance(t *testing.T) {
	in := realInput(t)
	m := &in.Portal.Remittance
	for _, lang := range i18n.Langs() {
		b := &builder{in: in, lang: lang, words: in.Bundle.Localizer(lang), planned: map[string]bool{"missions/mn-seoul.html": true}}
		people, benchmarks, flows, channels := 0, 0, 0, 0
		for _, iso := range b.remittanceCountries() {
			n := b.newNotes(countryPage(iso))
			v := b.countryRemittance(iso, n)
			if v == nil {
				t.Errorf("%s: no section of %s", lang, iso)
				continue
			}
			for _, x := range append(slices.Clone(v.People), v.Doubtful...) {
				people += len(x.Rows)
				if len(x.Refs) == 0 {
					t.Errorf("%s %s: people without source", lang, iso)
				}
			}
			for _, x := range v.Costs {
				benchmarks += len(x.Rows)
				if !strings.Contains(x.Caption, b.t("rem_benchmark_caption")) {
					t.Errorf("%s %s: %q", lang, iso, x.Caption)
				}
			}
			if v.Flow != nil {
				flows++
			}
			channels += len(v.Channels)
			if len(n.view().Sources) == 0 || len(v.Links) == 0 {
				t.Errorf("%s %s: no sources or links", lang, iso)
			}
			if data, err := json.Marshal(v); err != nil || strings.Contains(string(data), "‹") {
				t.Errorf("%s %s: %s %v", lang, iso, data, err)
			}
		}
		if err := b.words.Err(); err != nil || len(b.errs) > 0 {
			t.Fatalf("%s: %v %v", lang, err, b.errs)
		}
		want := 0
		for _, d := range m.Diaspora {
			if d.Country != "" {
				want++
			}
		}
		sent := 0
		for _, c := range m.Channels {
			sent += len(c.SendFrom)
		}
		if people != want || benchmarks != len(m.Benchmarks) || flows != len(m.Flows)-1 || channels != sent {
			t.Errorf("%s: %d people of %d, %d benchmarks of %d, %d flows of %d, %d channels of %d", lang, people, want, benchmarks, len(m.Benchmarks), flows, len(m.Flows)-1, channels, sent)
		}
		if b.countryRemittance("AE", b.newNotes(countryPage("AE"))) != nil {
			t.Errorf("%s: a section of a country of which nothing is known", lang)
		}
		kr := b.countryRemittance("KR", b.newNotes(countryPage("KR")))
		if len(kr.Channels) < 9 || len(kr.Papers) == 0 || len(kr.Warnings) == 0 || len(kr.Stated) != 1 || !kr.Stated[0].Doubt || len(kr.Missions) == 0 || kr.Flow == nil || len(kr.Costs) != 1 || len(kr.Orgs) == 0 {
			t.Errorf("%s: %+v", lang, kr)
		}
		if !kr.Channels[len(kr.Channels)-1].Doubt || kr.Channels[0].Doubt {
			t.Errorf("%s: channels that are not confirmed do not stand last", lang)
		}
		se := b.countryRemittance("SE", b.newNotes(countryPage("SE")))
		if len(se.Channels) != 0 || len(se.Doubtful) != 1 || len(se.People) != 1 {
			t.Errorf("%s: %+v", lang, se)
		}
	}
}
