package plan

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"nutag/generator/dataset"
	"nutag/i18n"
)

// TestDirectory counts the pages of the four tables in both languages, and holds that every help line stands in the list.
func TestDirectory(t *testing.T) {
	in := realInput(t)
	out, err := Build(in)
	if err != nil {
		t.Fatal(err)
	}
	p := in.Portal
	count, lines := map[string]int{}, map[string]bool{}
	views := map[string]string{}
	for _, page := range out.Pages {
		kind, _, _ := strings.Cut(page.ID, "/")
		count[page.Lang+" "+kind]++
		data, err := json.Marshal(page.View)
		if err != nil {
			t.Fatal(err)
		}
		views[page.URL()] = string(data)
		switch v := page.View.(type) {
		case hotlinesView:
			for _, g := range v.Countries {
				for _, l := range g.Lines {
					lines[page.Lang+" "+l.ID] = true
				}
			}
		case missionView:
			checkMission(t, page, v, in)
		case serviceView:
			checkService(t, page, v, in)
		case helpView:
			checkHelp(t, page, v)
		}
	}
	for _, lang := range i18n.Langs() {
		for kind, want := range map[string]int{"mission": len(p.Missions), "country": len(p.Countries), "service": len(p.Services)} {
			if got := count[lang+" "+kind]; got != want || want == 0 {
				t.Errorf("%s: %d pages of kind %s, the table has %d rows", lang, got, kind, want)
			}
		}
		for _, h := range p.Hotlines {
			if !lines[lang+" "+h.ID] {
				t.Errorf("%s: help line %s is on no page", lang, h.ID)
			}
		}
		for _, list := range []string{missionsPath, countriesPath, servicesPath} {
			checkListed(t, lang, list, views[lang+"/"+list], in)
		}
	}
}

// checkListed holds that a list leads to every page of its kind.
func checkListed(t *testing.T, lang, list, view string, in Input) {
	t.Helper()
	var pages []string
	switch list {
	case missionsPath:
		for _, m := range in.Portal.Missions {
			pages = append(pages, missionPath(m.ID))
		}
	case countriesPath:
		for _, c := range in.Portal.Countries {
			pages = append(pages, countryPage(c.ISO))
		}
	case servicesPath:
		for _, s := range in.Portal.Services {
			pages = append(pages, servicePath(s.ID))
		}
	}
	for _, page := range pages {
		if !strings.Contains(view, `"../`+page+`"`) {
			t.Errorf("%s/%s does not lead to %s", lang, list, page)
		}
	}
}

// checkMission holds that only a post that works gets numbers to dial and services, and that what is missing is said.
func checkMission(t *testing.T, page Page, v missionView, in Input) {
	t.Helper()
	m := in.Portal.Mission(strings.TrimPrefix(page.ID, "mission/"))
	if m == nil {
		t.Fatalf("%s: no mission", page.URL())
	}
	for _, d := range v.Details {
		if len(d.Items) == 0 && d.Missing == "" {
			t.Errorf("%s: %s is empty without a word", page.URL(), d.Label)
		}
		for _, e := range d.Items {
			if strings.HasPrefix(e.URL, "tel:") && (!operating(m) || m.Confidence == "low") {
				t.Errorf("%s: a number to dial of a post that is not sure", page.URL())
			}
		}
	}
	for _, column := range m.Unconfirmed {
		if column != "lat" && column != "lon" && v.Trust.Doubt == "" {
			t.Errorf("%s: %s is left out and nothing says why", page.URL(), column)
		}
	}
	if !operating(m) && (len(v.Services) > 0 || v.JSONLD != "") {
		t.Errorf("%s: a post that is not open is offered", page.URL())
	}
	if len(v.Trust.Refs) == 0 || v.Trust.AsOf == "" {
		t.Errorf("%s: no source or no date", page.URL())
	}
}

// checkService compares a page with its row and holds that a missing fee is said to be unknown.
func checkService(t *testing.T, page Page, v serviceView, in Input) {
	t.Helper()
	s := in.Portal.Service(strings.TrimPrefix(page.ID, "service/"))
	if s == nil {
		t.Fatalf("%s: no service", page.URL())
	}
	if len(v.Steps) != len(s.Steps) || len(v.Documents) != len(s.Documents) || len(v.Related) != len(s.Related) || v.Check == "" || len(v.Trust.Refs) == 0 {
		t.Errorf("%s: %d steps, %d papers, %d related; the row has %d, %d, %d", page.URL(), len(v.Steps), len(v.Documents), len(v.Related), len(s.Steps), len(s.Documents), len(s.Related))
	}
	fee := v.Details[0]
	if len(fee.Items) != len(s.Fees) || len(fee.Items) == 0 && fee.Missing != "dir_fee_not_found" && fee.Missing != "dir_unconfirmed" {
		t.Errorf("%s: the fee is %+v", page.URL(), fee)
	}
	if v.Protection != (s.Group == protection) {
		t.Errorf("%s: quick exit %v in group %s", page.URL(), v.Protection, s.Group)
	}
}

// checkHelp holds that the page for a person in danger has all its parts, with the police first.
func checkHelp(t *testing.T, page Page, v helpView) {
	t.Helper()
	if len(v.Lines) < 4 || v.Lines[0].URL != "tel:102" || !v.Protection {
		t.Errorf("%s: numbers %+v", page.URL(), v.Lines)
	}
	if v.Signs == nil || len(v.Signs.Signs) < 6 || len(v.Signs.Refs) == 0 || len(v.Rights) != len(rightsSteps) || len(v.After) != len(afterService) || len(v.Services) == 0 || len(v.Elsewhere) == 0 {
		t.Errorf("%s: a part is empty: %+v", page.URL(), v)
	}
}

// TestServing follows three people: in Busan, in a country served from another one, and in one of which nothing is known.
func TestServing(t *testing.T) {
	in := realInput(t)
	b := &builder{in: in, lang: i18n.EN, words: in.Bundle.Localizer(i18n.EN)}
	for iso, want := range map[string]string{"KR": "several", "DK": "from", "AF": "unknown", "AT": "here", "MN": "home"} {
		if got := b.serving(iso).state(iso); got != want {
			t.Errorf("%s: %s, want %s", iso, got, want)
		}
	}
	if s := b.serving("KR"); s.here[0].ID != "mn-seoul" {
		t.Errorf("the embassy does not stand first: %s", s.here[0].ID)
	}
	if s := b.serving("DK"); len(s.honorary) != 1 || s.from[0].ID != "mn-stockholm" {
		t.Errorf("DK: %+v", s)
	}
	if len(b.errs) > 0 {
		t.Error(b.errs)
	}
}

// TestWithheldStaysAway holds that no contact that is kept back stands in the view of any page.
func TestWithheldStaysAway(t *testing.T) {
	catalog, _ := dataset.Load(os.DirFS("../.."), "data")
	out, err := Build(realInput(t))
	if err != nil {
		t.Fatal(err)
	}
	digits := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, s)
	}
	for _, page := range out.Pages {
		var dialled []string
		data, err := json.Marshal(page.View)
		if err != nil {
			t.Fatal(err)
		}
		text := string(data) + page.Body
		for _, part := range strings.Split(text, `"tel:`)[1:] {
			number, _, _ := strings.Cut(part, `"`)
			dialled = append(dialled, digits(number))
		}
		for _, r := range catalog.Table("withheld").Rows {
			value := r.Str("value")
			// Four bare digits or fewer are years and codes elsewhere; such a number must never be one to dial.
			if (r.Str("kind") != "phone" && r.Str("kind") != "hotline" || len(value) > 4) && strings.Contains(text, value) {
				t.Errorf("%s shows what is kept back as %s", page.URL(), r.Str("id"))
			}
			for _, d := range dialled {
				if r.Str("kind") == "phone" && strings.HasSuffix(d, digits(value)) || r.Str("kind") == "hotline" && d == value {
					t.Errorf("%s dials what is kept back as %s", page.URL(), r.Str("id"))
				}
			}
		}
	}
}
