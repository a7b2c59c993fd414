package plan

import (
	"slices"
	"strings"
	"testing"

	"nutag/generator/model"
	"nutag/generator/realdata"
)

// realInput is the portal of the data of the repository, which a test may change.
func realInput(t *testing.T) Input {
	t.Helper()
	d := realdata.Fresh(t)
	return Input{Portal: d.Portal, Figures: d.Figures, Shapes: d.Shapes, World: d.World, Bundle: d.Bundle}
}

// TestProfiles counts the figures of every profile in both languages against the tables, and holds that no figure stands
// without a source and no list that the tables fill is empty.
func TestProfiles(t *testing.T) {
	in := realInput(t)
	out, err := Build(in)
	if err != nil {
		t.Fatal(err)
	}
	profiles := map[string]int{}
	for _, page := range out.Pages {
		v, ok := page.View.(placeView)
		if !ok {
			continue
		}
		profiles[page.Lang+" "+page.Kind]++
		p := in.Portal.Place(page.ID[len(page.Kind)+1:])
		if p == nil {
			t.Fatalf("%s: no place %s", page.URL(), page.ID)
		}
		checkProfile(t, page.URL(), v, p)
	}
	for kind, want := range map[string]int{"mn soum": 330, "en soum": 330, "mn district": 9, "en district": 9} {
		if profiles[kind] != want {
			t.Errorf("%d profiles %s, want %d", profiles[kind], kind, want)
		}
	}
}

func checkProfile(t *testing.T, url string, v placeView, p *model.Place) {
	t.Helper()
	want := func(what string, got, want int) {
		t.Helper()
		if got != want {
			t.Errorf("%s: %d %s, the tables have %d", url, got, what, want)
		}
	}
	want("years of population", len(v.Population.Table.Rows), len(p.Population))
	want("baghs", len(v.Baghs), len(p.Baghs))
	want("postal zones", len(v.ZonesPostal), len(p.Postal))
	if (v.Ages == nil) != (len(p.Ages) == 0) || (v.Climate == nil) != (p.Climate == nil) {
		t.Errorf("%s: ages or climate are shown without data, or data is not shown", url)
	}
	if v.Ages != nil {
		want("age groups", len(v.Ages.Table.Rows), len(p.Ages))
	}
	if v.Climate != nil {
		want("months", len(v.Climate.Table.Rows), 12)
	}
	herding := map[string]int{}
	for _, f := range v.Herding {
		if f.Value != "" {
			herding[f.Label]++
		}
	}
	want("years of livestock", herding["fig_livestock"], len(p.Livestock))
	want("years of herder households", herding["fig_herder_households"], len(p.Herders))
	want("hay harvests", herding["fig_hay"], len(p.Hay))
	parts := 0
	for _, x := range zoneParts(p.Zone) {
		if x.pct > 0 {
			parts++
		}
	}
	want("natural zones", len(v.Zones.Parts), parts)
	if len(v.Neighbours) == 0 || len(v.NearCentres) != 5 || len(v.NearAirports) == 0 || len(v.Gaps) == 0 || len(v.Notes.Sources) == 0 || len(v.Compare.Rows) == 0 {
		t.Errorf("%s: an empty section: %d neighbours, %d centres, %d airports, %d gaps, %d sources, %d comparisons", url,
			len(v.Neighbours), len(v.NearCentres), len(v.NearAirports), len(v.Gaps), len(v.Notes.Sources), len(v.Compare.Rows))
	}
	for _, list := range [][]figure{v.Tiles, v.Distances, v.Land, v.Herding, v.Postal, v.Population.Facts} {
		for _, f := range list {
			if f.Value != "" && len(f.Refs) == 0 {
				t.Errorf("%s: %s%s %q has no source", url, f.Label, f.Text, f.Value)
			}
		}
	}
	for _, card := range []*chartCard{v.Population, v.Ages, v.Climate} {
		if card != nil && len(card.Refs) == 0 {
			t.Errorf("%s: chart %q has no source", url, card.Caption)
		}
	}
}

// TestLanguagesAgree holds that both languages show the same figures: the same pages, and the same number of values in each
// section of a profile.
func TestLanguagesAgree(t *testing.T) {
	out, err := Build(realInput(t))
	if err != nil {
		t.Fatal(err)
	}
	type shape struct{ tiles, distances, herding, land, compare, sources, cautions int }
	seen := map[string]shape{}
	for _, page := range out.Pages {
		v, ok := page.View.(placeView)
		if !ok {
			continue
		}
		s := shape{len(v.Tiles), len(v.Distances), len(v.Herding), len(v.Land), len(v.Compare.Rows), len(v.Notes.Sources), len(v.Notes.Cautions)}
		if other, ok := seen[page.Path]; ok && other != s {
			t.Errorf("%s: %+v in one language, %+v in the other", page.Path, other, s)
		}
		seen[page.Path] = s
	}
}

func TestBuildIsDeterministic(t *testing.T) {
	in := realInput(t)
	in.BaseURL = "https://example.org/nutag/"
	a, err := Build(in)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Build(in)
	if err != nil {
		t.Fatal(err)
	}
	for i := range a.Files {
		if string(a.Files[i].Data) != string(b.Files[i].Data) {
			t.Errorf("%s differs between two builds", a.Files[i].Path)
		}
	}
	if !slices.Equal(a.Codes, b.Codes) {
		t.Error("the QR codes differ between two builds")
	}
	rest := slices.DeleteFunc(slices.Clone(a.Files), func(f File) bool { return strings.Contains(f.Path, "/"+outreachDir) })
	if len(rest) != 6 {
		t.Errorf("%d files, want two maps of soums, two of missions, the figures of the finder and the sitemap", len(rest))
	}
}
