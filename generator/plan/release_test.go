package plan

import (
	"strings"
	"testing"

	"nutag/generator/edition"
)

// editionOf builds the real portal in an edition.
func editionOf(t *testing.T, in Input, name string) Output {
	t.Helper()
	e, err := edition.Parse(name)
	if err != nil {
		t.Fatal(err)
	}
	in.Edition = e
	out, err := Build(in)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func inEdition(in Input, name string) Input {
	in.Edition, _ = edition.Parse(name)
	return in
}

func addresses(pages []Page) map[string]Page {
	out := map[string]Page{}
	for _, p := range pages {
		out[p.URL()] = p
	}
	return out
}

func TestEditions(t *testing.T) {
	in := realInput(t)
	in.BaseURL = "https://example.org/nutag/"
	full := editionOf(t, in, "full")
	if len(full.Left) > 0 {
		t.Errorf("the full portal leaves out %d pages", len(full.Left))
	}
	all := addresses(full.Pages)

	built := map[string]Output{}
	for _, name := range []string{"lite", "aimag:63"} {
		out := editionOf(t, in, name)
		built[name] = out
		have := addresses(out.Pages)
		if len(out.Pages)+len(out.Left) != len(full.Pages) || len(out.Whole().Pages) != len(full.Pages) {
			t.Errorf("%s: %d pages and %d left out, of %d", name, len(out.Pages), len(out.Left), len(full.Pages))
		}
		for url := range have {
			twin := strings.NewReplacer("mn/", "en/", "en/", "mn/").Replace(url)
			if _, ok := have[twin]; !ok && strings.Contains(url, "/") {
				t.Errorf("%s: %s has no twin", name, url)
			}
			if _, ok := all[url]; !ok {
				t.Errorf("%s: %s is not in the full portal", name, url)
			}
		}
		for _, f := range out.Files {
			if f.Path != "sitemap.xml" {
				continue
			}
			for _, p := range out.Left {
				if strings.Contains(string(f.Data), p.URL()+"<") {
					t.Errorf("%s: the sitemap names %s", name, p.URL())
				}
			}
		}
		for _, lang := range []string{"mn", "en"} {
			v := have[lang+"/release.html"].View.(releaseView)
			if v.Edition == all[lang+"/release.html"].View.(releaseView).Edition || v.Holds != out.Holds[lang] || v.Holds == "" {
				t.Errorf("%s: %+v", name, v)
			}
		}
	}
	t.Run("one aimag", func(t *testing.T) { testOneAimag(t, in, built["aimag:63"]) })

	in.Edition, _ = edition.Parse("aimag:99")
	if _, err := Build(in); err == nil || !strings.Contains(err.Error(), "no aimag 99") {
		t.Errorf("an aimag that does not exist: %v", err)
	}
}

// One aimag: its places, what concerns the whole country, and only the names of all others.
func testOneAimag(t *testing.T, in Input, out Output) {
	have := addresses(out.Pages)
	soums := 0
	for url, p := range have {
		if p.Kind == "soum" || p.Kind == "district" {
			soums++
			if !strings.HasPrefix(p.ID, "soum/63") {
				t.Errorf("%s is there", url)
			}
		}
	}
	members := len(in.Portal.Aimag("63").Members)
	if soums != 2*members || members != 16 {
		t.Errorf("%d pages of %d soums", soums, members)
	}
	for _, x := range in.Portal.Services {
		if _, ok := have["mn/"+servicePath(x.ID)]; !ok {
			t.Errorf("service %s is missing", x.ID)
		}
	}
	for _, x := range in.Portal.Missions {
		if _, ok := have["mn/"+missionPath(x.ID)]; !ok {
			t.Errorf("mission %s is missing", x.ID)
		}
	}

	file, err := newSoumFile(inEdition(in, "aimag:63"))
	if err != nil {
		t.Fatal(err)
	}
	for i, code := range file.Codes {
		if (file.Slugs[i] != "") != strings.HasPrefix(code, "63") {
			t.Errorf("soum %s has the slug %q in the figures for choosing", code, file.Slugs[i])
		}
	}

	listed := 0
	for _, g := range have["mn/soums/index.html"].View.(indexView).Groups {
		listed += len(g.Items)
	}
	if listed != members {
		t.Errorf("the list of soums has %d", listed)
	}
	m := have["en/map.html"].View.(mapPageView)
	if len(m.Aimags) != 1 || m.Aimags[0].Code != "63" || len(m.Others) != 21 {
		t.Errorf("the map lists %d aimags and %d names", len(m.Aimags), len(m.Others))
	}
	linked := 0
	for _, i := range have["mn/index.html"].View.(homeView).Aimags {
		if i.URL != "" {
			linked++
		}
	}
	if linked != 1 || len(have["mn/index.html"].View.(homeView).Aimags) != 22 {
		t.Errorf("%d aimags are linked from the start page", linked)
	}
	for _, r := range have["mn/aimags/index.html"].View.(indexView).Table.Rows {
		if (r.URL != "") != strings.Contains(r.Head, "Булган") {
			t.Errorf("%s leads to %q", r.Head, r.URL)
		}
	}
	for _, r := range have["mn/districts/index.html"].View.(indexView).Table.Rows {
		if r.URL != "" {
			t.Errorf("%s leads to %q", r.Head, r.URL)
		}
	}
}
