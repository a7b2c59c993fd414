package feeds

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"nutag/generator/assemble"
	"nutag/generator/dataset"
	"nutag/generator/model"
	"nutag/i18n"
)

func realInput(t *testing.T) Input {
	t.Helper()
	root := os.DirFS("../..")
	c, list := dataset.Load(root, "data")
	p, more := assemble.Assemble(root, c, nil)
	if p == nil {
		t.Fatal(append(list, more...))
	}
	messages, err := fs.Sub(root, "i18n/messages")
	if err != nil {
		t.Fatal(err)
	}
	words, err := i18n.Load(messages)
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]model.Text{}
	for _, a := range p.Aimags {
		pages["aimag/"+a.Code] = model.Text{MN: "mn/aimags/" + a.Code + ".html", EN: "en/aimags/" + a.Code + ".html"}
	}
	return Input{Portal: p, Words: words, Pages: pages}
}

func made(t *testing.T, in Input) []File {
	t.Helper()
	files, err := Files(in)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

var urn = regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)

func TestRealFeeds(t *testing.T) {
	in := realInput(t)
	files := made(t, in)
	list := List(in.Portal)
	for _, want := range []string{"all", "services", "missions", "remittances", "training", "protection", "places", "figures", "aimag-63", "aimag-11"} {
		if !slices.ContainsFunc(list, func(f Feed) bool { return f.Name == want }) {
			t.Errorf("no feed %s", want)
		}
	}
	if len(files) != 4*len(list) {
		t.Errorf("%d files of %d feeds", len(files), len(list))
	}
	ids := map[string]string{} // of entries, by language and change: the same in every feed
	for _, f := range files {
		lang := strings.Split(f.Path, "/")[1]
		if strings.HasSuffix(f.Path, ".xml") {
			var a atomFeed
			if err := xml.Unmarshal(f.Data, &a); err != nil {
				t.Fatalf("%s: %v", f.Path, err)
			}
			checkAtom(t, f.Path, a)
			for _, e := range a.Entries {
				if old, ok := ids[lang+e.Title]; ok && old != e.ID {
					t.Errorf("%s: %q has two ids", f.Path, e.Title)
				}
				ids[lang+e.Title] = e.ID
			}
			continue
		}
		var j jsonFeed
		d := json.NewDecoder(bytes.NewReader(f.Data))
		d.DisallowUnknownFields()
		if err := d.Decode(&j); err != nil {
			t.Fatalf("%s: %v", f.Path, err)
		}
		if j.Version != "https://jsonfeed.org/version/1.1" || j.Title == "" || j.Language != lang || len(j.Items) == 0 || len(j.Authors) == 0 || j.HomePage != "" {
			t.Errorf("%s: %.200s", f.Path, f.Data)
		}
		for _, i := range j.Items {
			if !urn.MatchString(i.ID) || i.Content == "" || i.URL != "" || i.Nutag.Page == "" {
				t.Errorf("%s: item %+v", f.Path, i)
			}
			if _, err := time.Parse(time.RFC3339, i.Published); err != nil {
				t.Errorf("%s: %v", f.Path, err)
			}
		}
	}
	if len(ids) != 2*len(in.Portal.Changes) {
		t.Errorf("%d entries, %d changes", len(ids), len(in.Portal.Changes))
	}
}

// checkAtom holds a feed to what RFC 4287 asks for.
func checkAtom(t *testing.T, path string, a atomFeed) {
	t.Helper()
	if !urn.MatchString(a.ID) || a.Title == "" || a.Author.Name == "" || len(a.Entries) == 0 || len(a.Links) == 0 {
		t.Errorf("%s: the feed lacks an element", path)
	}
	newest, seen := "", map[string]bool{}
	for _, e := range a.Entries {
		if !urn.MatchString(e.ID) || seen[e.ID] || e.Title == "" || e.Content == "" || len(e.Links) != 1 {
			t.Errorf("%s: entry %+v", path, e)
		}
		seen[e.ID] = true
		if _, err := time.Parse(time.RFC3339, e.Updated); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		newest = max(newest, e.Updated)
		if strings.HasPrefix(e.Links[0].Href, "/") || strings.Contains(e.Links[0].Href, "://") {
			t.Errorf("%s: %s is not relative", path, e.Links[0].Href)
		}
	}
	if a.Updated != newest {
		t.Errorf("%s: updated %s, newest entry %s", path, a.Updated, newest)
	}
}

func TestAimagFeedHoldsItsOwn(t *testing.T) {
	in := realInput(t)
	in.Portal.Changes = []model.Change{
		{ID: "2030-01-01-soum-6346", Date: "2030-01-01", What: "changed", Record: "soum/6346", Topics: []string{"places"}, Aimag: "63", Text: model.Text{MN: "нэг", EN: "one"}},
		{ID: "2030-01-02-soum-8201", Date: "2030-01-02", What: "changed", Record: "soum/8201", Topics: []string{"places"}, Aimag: "82", Text: model.Text{MN: "хоёр", EN: "two"}},
		{ID: "2030-01-03-set-population", Date: "2030-01-03", What: "changed", Record: "set/population", Topics: []string{"places"}, Text: model.Text{MN: "гурав", EN: "three"}},
		{ID: "2030-01-04-service-x", Date: "2030-01-04", What: "removed", Record: "service/x", Topics: []string{"services"}, Text: model.Text{MN: "дөрөв <&>", EN: "four <&>"}},
	}
	var got []string
	for _, c := range (Feed{Name: "aimag-63", Aimag: "63"}).entries(in.Portal) {
		got = append(got, c.ID)
	}
	if want := []string{"2030-01-03-set-population", "2030-01-01-soum-6346"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if slices.ContainsFunc(List(in.Portal), func(f Feed) bool { return f.Topic == "training" }) {
		t.Error("a feed without an entry is offered")
	}
	made(t, in)
}

func TestWithAddress(t *testing.T) {
	in := realInput(t)
	in.BaseURL = "https://example.org/nutag/"
	for _, f := range made(t, in) {
		if f.Path == "feeds/en/all.json" && !bytes.Contains(f.Data, []byte(`"feed_url":"https://example.org/nutag/feeds/en/all.json"`)) {
			t.Errorf("%.300s", f.Data)
		}
		if f.Path != "feeds/en/all.xml" {
			continue
		}
		for _, want := range []string{`xml:base="https://example.org/nutag/"`, `rel="self" type="application/atom+xml" href="feeds/en/all.xml"`, `href="en/data/population.html"`} {
			if !bytes.Contains(f.Data, []byte(want)) {
				t.Errorf("no %s in %.600s", want, f.Data)
			}
		}
	}
}

func TestSameBytes(t *testing.T) {
	in := realInput(t)
	a, b := made(t, in), made(t, in)
	for i := range a {
		if a[i].Path != b[i].Path || !bytes.Equal(a[i].Data, b[i].Data) {
			t.Errorf("%s differs", a[i].Path)
		}
	}
}
