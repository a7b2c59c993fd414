package searchdocs

import (
	"strings"
	"testing"

	"nutag/generator/model"
)

// TestGuideDocuments counts the documents of the guides against the data, and holds that they have the titles of both
// languages, and that nothing of a figure that is held back can be found.
func TestGuideDocuments(t *testing.T) {
	r := realDocs(t)
	shown := 0
	for _, f := range r.portal.Facts {
		if f.Show != model.Held {
			shown++
		}
	}
	want := map[string]int{"journey": len(r.portal.Journeys), "flow": len(r.portal.Flows), "programme": len(r.portal.Programmes), "figure": shown}
	count := map[string]int{}
	for _, d := range r.docs {
		if want[d.Kind] == 0 {
			continue
		}
		count[d.Kind+" "+d.Lang]++
		if d.Title == d.AltTitle || d.Body == "" {
			t.Errorf("%s (%s): title %q, other title %q, body %q", d.ID, d.Lang, d.Title, d.AltTitle, d.Body)
		}
		if d.Kind == "figure" && !strings.HasSuffix(d.URL, "/figures/index.html#"+strings.TrimPrefix(d.ID, "figure/")) {
			t.Errorf("%s lies at %s", d.ID, d.URL)
		}
	}
	for kind, n := range want {
		for _, lang := range []string{"mn", "en"} {
			if count[kind+" "+lang] != n || n == 0 {
				t.Errorf("%d documents %s (%s), want %d", count[kind+" "+lang], kind, lang, n)
			}
		}
	}
	if want["figure"] != 100 || want["programme"] != 62 || want["journey"] != 7 || want["flow"] != 6 {
		t.Errorf("%v", want)
	}
	d := find(t, r.docs, "journey/lost-passport", "mn")
	if !strings.Contains(d.Body, "102") || len(d.Headings) != 10 {
		t.Errorf("%+v", d)
	}
}
