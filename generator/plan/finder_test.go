package plan

import (
	"regexp"
	"strings"
	"testing"

	"nutag/generator/derive"
	"nutag/generator/model"
	"nutag/i18n"
)

// TestChoosing holds that the pages of choosing say the same in both languages: every figure named, every wish in words of its
// own, every soum in the tables, and four like soums on the page of each.
func TestChoosing(t *testing.T) {
	in := realInput(t)
	file, err := newSoumFile(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range i18n.Langs() {
		b := &builder{in: in, lang: lang, words: in.Bundle.Localizer(lang), shared: map[string]int{}, planned: map[string]bool{choosePath: true}}
		pages := b.choosing(file)
		if err := b.words.Err(); err != nil || len(b.errs) > 0 {
			t.Fatalf("%s: %v %v", lang, err, b.errs)
		}
		v := pages[0].View.(finderView)
		seen := map[string]string{}
		for i, m := range v.Words.Measures {
			if m.ID != string(file.Measures[i].ID) || m.Label == "" || strings.Count(m.Unit, "{n}") != 1 || m.More == m.Less {
				t.Errorf("%s: %+v", lang, m)
			}
			for _, text := range []string{m.Label, m.More, m.Less} {
				if seen[text] != "" && seen[text] != m.ID {
					t.Errorf("%s: %q is said of %s and of %s", lang, text, seen[text], m.ID)
				}
				seen[text] = m.ID
			}
		}
		// Figures of this program have words of their own; new ones of the data have those that fit all.
		for _, i := range append(derive.Indicators(), derive.DistanceAimagCentre, derive.DistanceAirport, derive.DistanceScheduled, derive.Elevation) {
			for _, d := range []string{"more", "less"} {
				if key := "finder_" + d + "_" + token("", string(i)); !in.Bundle.Has(lang, key) {
					t.Errorf("%s: there is no %s", lang, key)
				}
			}
		}
		if len(v.Words.Sources) != len(file.Sources) || len(v.Words.Cautions) != len(file.Cautions) || len(v.Words.Zones) != len(file.Zones.IDs) {
			t.Errorf("%s: marks of %d sources and %d cautions, the file has %d and %d", lang, len(v.Words.Sources), len(v.Words.Cautions), len(file.Sources), len(file.Cautions))
		}
		if len(v.Notes.Sources) < len(file.Sources) || len(v.Notes.Cautions) < len(file.Cautions) || len(v.Gaps) == 0 || len(v.Glance.Rows) != 21 {
			t.Errorf("%s: the finder lacks notes, questions or aimags", lang)
		}
		if v.Ways[0].URL != choosePath || len(v.Ways) != 4 {
			t.Errorf("%s: ways %v", lang, v.Ways)
		}
		checkGlance(t, in, pages[3].View.(glanceView))
		for _, p := range in.Portal.Soums() {
			if c := b.placeChoice(p, placePath(p)); len(c.Similar) != 4 || c.Compare != "../compare.html#v=1&c="+p.Code {
				t.Errorf("%s: %s: %+v", lang, p.Code, c)
			}
		}
		if b.placeChoice(in.Portal.Districts()[0], "districts/x.html") != nil {
			t.Error("a district is offered for comparison with soums")
		}
	}
}

func checkGlance(t *testing.T, in Input, v glanceView) {
	t.Helper()
	rows, unknown := 0, 0
	for _, g := range v.Aimags {
		for _, r := range g.Table.Rows {
			rows++
			if len(r.Cells) != len(g.Table.Cols)-1 {
				t.Errorf("%s: %d cells under %d headings", r.Head, len(r.Cells), len(g.Table.Cols)-1)
			}
			if r.Cells[3].Text == "" {
				unknown++
			}
		}
	}
	climate := 0
	for _, p := range in.Portal.Soums() {
		if p.Climate == nil {
			climate++
		}
	}
	if rows != 330 || unknown != climate || climate == 0 {
		t.Errorf("%d soums, %d without a temperature; the tables have %d without", rows, unknown, climate)
	}
}

// TestFinderExamples holds that the examples ask for figures that the file has: the script would leave others out in silence.
func TestFinderExamples(t *testing.T) {
	file, err := newSoumFile(realInput(t))
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, m := range file.Measures {
		known[string(m.ID)] = true
	}
	for _, z := range file.Zones.IDs {
		known[string(z)] = true
	}
	for _, e := range finderExamples() {
		if !strings.HasPrefix(e.fragment, "v=1&") {
			t.Errorf("%s begins with no version", e.id)
		}
		for _, m := range regexp.MustCompile(`(?:[mw]=|[z=.])([a-z_-]{5,})`).FindAllStringSubmatch(e.fragment, -1) {
			if !known[m[1]] {
				t.Errorf("%s asks for %q", e.id, m[1])
			}
		}
	}
}

// TestNewFigureOfChoice: a figure of data/indicators that this program never heard of is offered with the words of the data.
func TestNewFigureOfChoice(t *testing.T) {
	in := realInput(t)
	in.Portal.Indicators = append([]model.Indicator{{ID: "invented-wells", Shown: true, Topic: "land", Unit: "count", Title: model.Text{MN: "Зохиомол худаг", EN: "Invented wells"}}}, in.Portal.Indicators...)
	for i, p := range in.Portal.Soums() {
		if i%3 != 0 {
			p.Figures = append(p.Figures, model.Figure{Indicator: "invented-wells", Period: "1901", Value: float64(i % 5), Source: "nso-codes"})
		}
	}
	figures, err := derive.Compute(derive.Input{Portal: in.Portal, Shapes: in.Shapes})
	if err != nil {
		t.Fatal(err)
	}
	in.Figures = figures
	file, err := newSoumFile(in)
	if err != nil {
		t.Fatal(err)
	}
	b := &builder{in: in, lang: i18n.EN, words: in.Bundle.Localizer(i18n.EN)}
	for _, m := range file.Measures {
		if m.ID != "fact-invented-wells" {
			continue
		}
		v := b.measureView(m)
		if v.Label != "Invented wells" || v.Unit != "{n}" || v.Group != "finder_group_nature" || v.More != "Invented wells: the more the better" || m.Values[0] != nil || *m.Values[5] != 0 {
			t.Errorf("%+v %v", v, m.Values[:6])
		}
		return
	}
	t.Error("the figure is not offered")
}

// TestRealSimilar holds the soums like three others to what a second program, written apart from this one, computes from the
// tables. New figures may change them; then compute them anew.
func TestRealSimilar(t *testing.T) {
	in := realInput(t)
	for code, want := range map[string]string{
		"6346": "6722 6716 4346 6325", // Khutag-Undur: Ikh-Uul, Galt, Tsagaannuur, Orkhon
		"4601": "4416 4401 4643 4801", // Dalanzadgad: Zamyn-Uud, Sainshand, Tsogttsetsii, Saintsagaan
		"2113": "2125 2204 2222 2234", // Bulgan of Dornod: Sergelen, Asgat, Sukhbaatar, Khalzan
	} {
		var got []string
		for _, l := range in.Figures.Similar(code) {
			got = append(got, l.Code)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("like %s: %v, want %s", code, got, want)
		}
	}
}
