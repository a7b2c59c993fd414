package plan

import (
	"slices"
	"strings"
	"testing"

	"nutag/generator/model"
)

// TestOffers counts what each profile names against the tables, in both languages, and holds that an empty topic says that
// it is not known, with never a word for "there is none".
func TestOffers(t *testing.T) {
	in := realInput(t)
	out, err := Build(in)
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, page := range out.Pages {
		v, ok := page.View.(placeView)
		if !ok {
			continue
		}
		p := in.Portal.Place(page.ID[len(page.Kind)+1:])
		topics := map[string]int{}
		for _, f := range model.NewestOf(p.Figures) {
			if i := in.Portal.Indicator(f.Indicator); i.Shown {
				topics[i.Topic]++
			}
		}
		if p.Kind == model.District {
			if v.Offers != nil && len(topics) == 0 {
				t.Errorf("%s: nothing is collected of districts, but a section is shown", page.URL())
			}
			continue
		}
		seen++
		listed, none := 0, 0
		for _, r := range v.Offers.Rows {
			listed += len(r.Listed)
			if r.None {
				none++
			}
			if r.None != (len(r.Listed) == 0 && len(r.Figures) == 0) {
				t.Errorf("%s: %s has %d listed, %d figures and says none: %v", page.URL(), r.Label, len(r.Listed), len(r.Figures), r.None)
			}
			for _, x := range r.Listed {
				if len(x.Refs) == 0 || x.Name == "" || x.Detail == "" {
					t.Errorf("%s: %+v lacks source, name or date", page.URL(), x)
				}
			}
			if r.Country != nil && !r.None {
				t.Errorf("%s: %s tells of the country although something is known of the soum", page.URL(), r.Label)
			}
		}
		if want := len(p.Listings) + len(p.Connections) + len(p.Sites); listed != want {
			t.Errorf("%s: %d named, the tables have %d", page.URL(), listed, want)
		}
		rows := len(offerTopics)
		for _, topic := range extraTopics {
			if topics[topic] > 0 {
				rows++
			}
		}
		if len(v.Offers.Rows) != rows {
			t.Errorf("%s: %d topics, want %d", page.URL(), len(v.Offers.Rows), rows)
		}
		if want := topics["livestock"] + topics["prices"]; len(v.More) != want {
			t.Errorf("%s: %d figures of fodder, prices and reserves, the tables have %d", page.URL(), len(v.More), want)
		}
		for _, f := range v.More {
			if f.Value == "" || f.When == "" || len(f.Refs) < 2 {
				t.Errorf("%s: %+v lacks value, year, source or doubt", page.URL(), f)
			}
		}
	}
	if seen != 660 {
		t.Errorf("%d profiles of soums, want 660", seen)
	}
}

// TestAimagPageStaysLight holds that an aimag with every figure there may be shows so many and leads to the rest. The figures
// are made up.
func TestAimagPageStaysLight(t *testing.T) {
	in := realInput(t)
	a := in.Portal.Aimag("67")
	a.Figures = nil
	for _, i := range in.Portal.Indicators {
		if i.Shown && slices.Contains(i.Levels, "aimag") {
			a.Figures = append(a.Figures, model.Figure{Indicator: i.ID, Period: "2024", Value: 1, Source: "data-mn-nso", Set: "aimag-figures"})
		}
	}
	slices.SortFunc(a.Figures, func(x, y model.Figure) int { return strings.Compare(x.Indicator, y.Indicator) })
	if len(a.Figures) <= maxAimagFigures {
		t.Fatalf("only %d indicators", len(a.Figures))
	}
	b := &builder{in: in, lang: "mn", words: in.Bundle.Localizer("mn")}
	list, rest := b.aimagMore(b.newNotes("aimags/x.html"), "aimags/x.html", a)
	if len(list) != maxAimagFigures || rest == nil || rest.URL != "../data/indicators.html" {
		t.Errorf("%d figures, rest %+v", len(list), rest)
	}
}

// TestImportedFigureAppears holds that a figure of an indicator that no code knows stands on the page of its soum and on no
// other, that zero is shown as none, and that the topic no longer says "not known". The figures are made up.
func TestImportedFigureAppears(t *testing.T) {
	in := realInput(t)
	add := func(code, indicator string, value float64) {
		p := in.Portal.Place(code)
		p.Figures = slices.DeleteFunc(p.Figures, func(f model.Figure) bool { return f.Indicator == indicator })
		p.Figures = append(p.Figures, model.Figure{Indicator: indicator, Period: "2024", Value: value, Source: "data-mn-nso", Set: "soum-figures"})
	}
	add("6346", "hospital-beds", 20)
	add("6301", "schools", 0)
	add("6301", "crimes", 7)
	out, err := Build(in)
	if err != nil {
		t.Fatal(err)
	}
	rows := func(lang, code string) map[string]offerRow {
		m := map[string]offerRow{}
		for _, page := range out.Pages {
			if page.Lang == lang && page.ID == "soum/"+code {
				for _, r := range page.View.(placeView).Offers.Rows {
					m[r.Label] = r
				}
			}
		}
		return m
	}
	health := rows("en", "6346")["topic_health"]
	if health.None || !slices.ContainsFunc(health.Figures, func(f figure) bool { return f.Value == "20 beds" && f.When == "2024" }) {
		t.Errorf("health of 6346: %+v", health)
	}
	school := rows("mn", "6301")["topic_school"]
	if school.None || !slices.ContainsFunc(school.Figures, func(f figure) bool { return strings.Contains(f.Value, "байхгүй") }) {
		t.Errorf("schools of 6301: %+v", school)
	}
	if r, ok := rows("mn", "6301")["topic_safety"]; !ok || len(r.Figures) == 0 {
		t.Errorf("safety of 6301: %+v", r)
	}
}

func TestAimagFigures(t *testing.T) {
	in := realInput(t)
	out, err := Build(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range out.Pages {
		v, ok := page.View.(aimagView)
		if !ok {
			continue
		}
		a := in.Portal.Aimag(page.ID[len("aimag/"):])
		want := 4
		for _, f := range model.NewestOf(a.Figures) {
			if in.Portal.Indicator(f.Indicator).Shown {
				want++
			}
		}
		if a.Code != "11" {
			want++ // unemployment of the region; the source has none for the capital
		}
		if most := 4 + maxAimagFigures; want > most {
			want = most
			if v.Rest == nil {
				t.Errorf("%s: figures are left out and nothing leads to them", page.URL())
			}
		}
		if len(v.Services) != want {
			t.Errorf("%s: %d figures, want %d", page.URL(), len(v.Services), want)
		}
		for _, f := range v.Services {
			if f.Value == "" || f.When == "" || len(f.Refs) == 0 {
				t.Errorf("%s: %+v lacks value, year or source", page.URL(), f)
			}
		}
		if len(v.Sites) != len(a.Sites) {
			t.Errorf("%s: %d sites, the table has %d", page.URL(), len(v.Sites), len(a.Sites))
		}
	}
}
