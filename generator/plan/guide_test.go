package plan

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"nutag/generator/model"
	"nutag/i18n"
)

// guidePages plans the guides of the real portal beside the pages given.
func guidePages(t *testing.T, in Input, lang string, beside ...Page) []Page {
	t.Helper()
	b := &builder{in: in, lang: lang, words: in.Bundle.Localizer(lang), planned: map[string]bool{}}
	for _, p := range beside {
		b.planned[p.Path] = b.planned[p.Path] || p.Lang == lang
	}
	pages := b.guides()
	if err := b.words.Err(); err != nil || len(b.errs) > 0 {
		t.Fatalf("%s: %v %v", lang, err, b.errs)
	}
	return pages
}

// TestGuides holds that every step, node, programme and figure of the tables is on a page, or is named with the reason why it
// is not, in both languages.
func TestGuides(t *testing.T) {
	in := realInput(t)
	for _, lang := range i18n.Langs() {
		byPath := map[string]Page{}
		titles, descriptions := map[string]string{}, map[string]string{}
		for _, p := range guidePages(t, in, lang) {
			if byPath[p.Path].Path != "" {
				t.Errorf("%s: two pages", p.URL())
			}
			byPath[p.Path] = p
			if n := utf8.RuneCountInString(p.Title); n > maxTitle || p.Title != strings.TrimSpace(p.Title) {
				t.Errorf("%s: the title %q has %d letters", p.URL(), p.Title, n)
			}
			for what, seen := range map[string]map[string]string{p.Title: titles, p.Description: descriptions} {
				if what == "" || seen[what] != "" {
					t.Errorf("%s: title or description %q is that of %s too", p.URL(), what, seen[what])
				}
				seen[what] = p.URL()
			}
		}
		checkJourneys(t, in.Portal, lang, byPath)
		checkFlows(t, in.Portal, lang, byPath)
		checkFacts(t, in.Portal, lang, byPath)
		checkProgrammes(t, in.Portal, lang, byPath)
	}
}

func checkJourneys(t *testing.T, p *model.Portal, lang string, pages map[string]Page) {
	t.Helper()
	if len(pages[journeyIndex].View.(guideListView).Cards) != 7 || len(p.Journeys) != 7 {
		t.Errorf("%s: not every journey is listed", lang)
	}
	for _, j := range p.Journeys {
		v := pages[journeyPath(j.ID)].View.(journeyView)
		if v.Protection != j.Protection || (v.Key == "") != j.Protection {
			t.Errorf("%s %s: danger %v, ticks are kept under %q", lang, j.ID, v.Protection, v.Key)
		}
		n := 0
		for i, ph := range j.Phases {
			if v.Phases[i].Start != n+1 || v.Phases[i].Key != ph.Key {
				t.Errorf("%s %s: %s begins at %d", lang, j.ID, ph.Key, v.Phases[i].Start)
			}
			for k, s := range ph.Steps {
				got := v.Phases[i].Steps[k]
				if got.Text != s.Text.In(lang) || len(got.Cites.Services) != len(s.Services) || len(got.Cites.Calls) != len(s.Hotlines) || len(got.Cites.Refs) != len(s.Sources) {
					t.Errorf("%s %s %s: %+v", lang, j.ID, s.ID, got)
				}
				n++
			}
		}
		if n < 8 || v.Total != n {
			t.Errorf("%s %s: %d steps of %d", lang, j.ID, v.Total, n)
		}
	}
}

func checkFlows(t *testing.T, p *model.Portal, lang string, pages map[string]Page) {
	t.Helper()
	if len(p.Flows) != 6 {
		t.Errorf("%d flows", len(p.Flows))
	}
	for _, f := range p.Flows {
		all := pages[flowPath(f.ID)].View.(flowView)
		if len(all.All) != len(f.Nodes) || all.First.ID != "q-"+f.Start || all.Protection != f.Protection {
			t.Errorf("%s %s: %d nodes, first %s", lang, f.ID, len(all.All), all.First.ID)
		}
		for i, n := range f.Nodes {
			path := nodePath(f.ID, n.ID)
			v, ok := pages[path].View.(flowNodeView)
			if !ok || v.Protection != f.Protection || len(v.Node.Answers) != len(n.Answers) || len(v.Node.Cites.Services) != len(n.Services) || (len(v.Way) == 0) != (n.ID == f.Start) {
				t.Fatalf("%s %s: %+v", lang, path, v)
			}
			if n.End && len(n.Services)+len(n.Sources) == 0 {
				t.Errorf("%s %s: the end rests on nothing", lang, path)
			}
			for k, a := range n.Answers {
				if v.Node.Answers[k].URL != "../../"+nodePath(f.ID, a.To) || pages[nodePath(f.ID, a.To)].Path == "" || all.All[v.Node.Answers[k].N-1].ID != "q-"+a.To {
					t.Errorf("%s %s: answer %d leads to %+v", lang, path, k, v.Node.Answers[k])
				}
			}
			if all.All[i].Text != v.Node.Text || all.All[i].Title != v.Node.Title {
				t.Errorf("%s %s: the sheet says something else", lang, path)
			}
		}
	}
}

func checkFacts(t *testing.T, p *model.Portal, lang string, pages map[string]Page) {
	t.Helper()
	v := pages[figureIndex].View.(figuresView)
	shown := map[string]bool{}
	for _, topic := range v.Topics {
		for _, i := range topic.Items {
			shown[i.ID] = true
			f := p.Fact(i.ID)
			if i.Meta.When == "" || i.Meta.Population == "" || len(i.Meta.Objectives) == 0 || len(i.Meta.Refs) == 0 || i.Say == "" || i.Meta.Doubt != f.Doubt.In(lang) {
				t.Errorf("%s %s: %+v", lang, i.ID, i)
			}
		}
		for _, g := range topic.Groups {
			for _, i := range g.Items {
				shown[i.ID] = true
				f := p.Fact(i.ID)
				if g.Chart != (i.Bar > 0) || g.Meta.When+i.Meta.When == "" || g.Meta.Population+i.Meta.Population == "" || len(g.Refs)+len(i.Meta.Refs) == 0 || g.Meta.Doubt+i.Meta.Doubt != f.Doubt.In(lang) {
					t.Errorf("%s %s in %q: %+v", lang, i.ID, g.Title, i)
				}
			}
			if g.Title == "" || len(g.Items) < 2 {
				t.Errorf("%s: group %q has %d figures", lang, g.Title, len(g.Items))
			}
		}
	}
	held := map[string]bool{}
	for _, i := range v.Held {
		held[i.ID] = i.Meta.Doubt != "" && i.Value == "" && i.Say == ""
	}
	for _, f := range p.Facts {
		if want := f.Show != model.Held; shown[f.ID] != want || held[f.ID] == want {
			t.Errorf("%s %s: shown %v, held back with a reason %v", lang, f.ID, shown[f.ID], held[f.ID])
		}
	}
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	for id := range held {
		if s := p.Fact(id).Statement.In(lang); strings.Contains(string(data), s) {
			t.Errorf("%s: %q is held back and stands on the page", lang, s)
		}
	}
	if len(shown) != 100 || len(held) != 2 {
		t.Errorf("%s: %d figures, %d held back", lang, len(shown), len(held))
	}
}

func checkProgrammes(t *testing.T, p *model.Portal, lang string, pages map[string]Page) {
	t.Helper()
	listed := map[string]bool{}
	for _, s := range pages[programmeIndex].View.(programmesView).Sections {
		for _, i := range s.Items {
			listed[i.URL] = i.State != "" && i.Audience != ""
		}
	}
	for _, x := range p.Programmes {
		v, ok := pages[programmePath(x.ID)].View.(programmeView)
		if !ok || !listed["../"+programmePath(x.ID)] || v.When == "" || v.Do == "" || v.State == "" || len(v.Refs) == 0 || len(v.Objectives) != len(x.Objectives) || len(v.Services) != len(x.Services) {
			t.Errorf("%s %s: %+v", lang, x.ID, v)
		}
	}
	cards := pages[objectiveIndex].View.(guideListView).Cards
	if len(cards) != 23 {
		t.Errorf("%s: %d objectives", lang, len(cards))
	}
	for i, c := range cards {
		if has := pages[objectivePath(i+1)].Path != ""; has != (c.URL != "") || c.Text == "" {
			t.Errorf("%s objective %d: page %v, entry %+v", lang, i+1, has, c)
		}
	}
}

// TestGuideLinks holds that services and help lines are linked where they have pages, and only there, and that a number is
// dialled only when it is verified.
func TestGuideLinks(t *testing.T) {
	in := realInput(t)
	step := func(pages []Page) guideCites {
		for _, p := range pages {
			if v, ok := p.View.(journeyView); ok && strings.HasSuffix(p.Path, "/lost-passport.html") {
				return v.Phases[0].Steps[0].Cites
			}
		}
		t.Fatal("no journey lost-passport")
		return guideCites{}
	}
	plain := step(guidePages(t, in, i18n.EN))
	if plain.Services[0].URL != "" || plain.Calls[0].URL != "" || plain.Calls[0].Tel != "102" {
		t.Errorf("%+v", plain)
	}
	beside := []Page{{Lang: i18n.EN, Path: "services/trafficking-victims.html"}, {Lang: i18n.EN, Path: "hotlines/index.html"}, {Lang: i18n.MN, Path: "services/passport-abroad.html"}}
	linked := step(guidePages(t, in, i18n.EN, beside...))
	if linked.Services[0].URL != "../services/trafficking-victims.html" || linked.Calls[0].URL != "../hotlines/index.html#mn-102" {
		t.Errorf("%+v", linked)
	}
	for _, p := range guidePages(t, in, i18n.MN) {
		v, ok := p.View.(journeyView)
		if !ok {
			continue
		}
		for _, ph := range v.Phases {
			for _, s := range ph.Steps {
				for _, c := range s.Cites.Calls {
					if c.Tel != "" && c.Tel != dialled(c.Number) || c.Number == "" && c.Tel != "" {
						t.Errorf("%s: %+v", p.Path, c)
					}
				}
			}
		}
	}
	g := guideBuilder{builder: &builder{in: in, lang: i18n.EN, words: in.Bundle.Localizer(i18n.EN)}}
	doubtful := g.cites(g.newNotes("a.html"), model.Citations{Hotlines: []string{"kr-112", "mn-anti-trafficking"}}).Calls
	if doubtful[0].Tel != "" || doubtful[0].Number != "112" || doubtful[1].Number != "" {
		t.Errorf("a number that is not verified can be dialled, or one that is not confirmed is shown: %+v", doubtful)
	}
}

// TestFactValue holds the ways a figure is written.
func TestFactValue(t *testing.T) {
	in := realInput(t)
	for lang, want := range map[string]map[string]string{
		i18n.MN: {"abroad-mapping": "200,000 гаруй", "abroad-work-business": "1.0", "tip-penalty-adult": "2–8", "workshop": "7 + 8", "imrf": "2022 оны 5 сар, 10–13", "remit-drop": "20 хүртэл"},
		i18n.EN: {"abroad-mapping": "over 200,000", "abroad-work-business": "1.0", "tip-penalty-adult": "2–8", "workshop": "7 + 8", "imrf": "10–13 May 2022", "remit-drop": "up to 20"},
	} {
		g := guideBuilder{builder: &builder{in: in, lang: lang, words: in.Bundle.Localizer(lang)}}
		for id, text := range want {
			if got := g.factValue(in.Portal.Fact(id)); got != text {
				t.Errorf("%s %s: %q, want %q", lang, id, got, text)
			}
		}
		for asOf, part := range map[string]string{"": "", "2011/2021": "2011–2021", "2022-05": "2022", "2020-12-08/2021-01-27": " – "} {
			if got := g.when(asOf); !strings.Contains(got, part) || (got == "") != (asOf == "") {
				t.Errorf("%s %s: %q", lang, asOf, got)
			}
		}
	}
}

func TestJourneysTellMachinesTheirSteps(t *testing.T) {
	pages, in := 0, realInput(t)
	for _, p := range append(guidePages(t, in, "mn"), guidePages(t, in, "en")...) {
		v, ok := p.View.(journeyView)
		if !ok {
			continue
		}
		pages++
		var howTo struct {
			Type     string `json:"@type"`
			Language string `json:"inLanguage"`
			Step     []struct {
				Items []struct{ Name, URL string } `json:"itemListElement"`
			}
		}
		if err := json.Unmarshal([]byte(v.JSONLD), &howTo); err != nil {
			t.Fatal(err)
		}
		n := 0
		for i, s := range howTo.Step {
			for k, step := range s.Items {
				n++
				if own := v.Phases[i].Steps[k]; step.Name != own.Title || step.URL != "#"+own.ID {
					t.Errorf("%s: step %+v", p.URL(), step)
				}
			}
		}
		if howTo.Type != "HowTo" || howTo.Language != p.Lang || n != v.Total {
			t.Errorf("%s: %s in %s with %d of %d steps", p.URL(), howTo.Type, howTo.Language, n, v.Total)
		}
	}
	if pages != 14 {
		t.Errorf("%d journeys in both languages", pages)
	}
}
