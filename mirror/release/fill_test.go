package release

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
)

func TestFill(t *testing.T) {
	values := map[string]string{"number": "12", "date": "2001-03-01", "bad": "<script>"}
	for in, want := range map[string]string{
		`<b data-release="number">none</b>`:                                                        `<b data-release="number">12</b>`,
		`<b data-release=number>none</b>`:                                                          `<b data-release=number>12</b>`,
		`<B class=x DATA-RELEASE='date' >a <i>b</i> <!-- c --> d</B>e`:                             `<B class=x DATA-RELEASE='date' >2001-03-01</B>e`,
		`<div data-release="date"><div>in<div>ner</div></div>x</div><div></div>`:                   `<div data-release="date">2001-03-01</div><div></div>`,
		`<p data-release="bad"></p>`:                                                               `<p data-release="bad">&lt;script&gt;</p>`,
		`<!-- <b data-release="number">x</b> --><script>"<b data-release='number'>x</b>"</script>`: `<!-- <b data-release="number">x</b> --><script>"<b data-release='number'>x</b>"</script>`,
		`<pre>a  &amp; b<br/>&nbsp;</pre>` + "\r\n\t":                                              `<pre>a  &amp; b<br/>&nbsp;</pre>` + "\r\n\t",
		"": "",
	} {
		got, err := fill([]byte(in), values)
		if err != nil || string(got) != want {
			t.Errorf("%s\ngave %s\nwant %s: %v", in, got, want, err)
		}
	}
	for _, bad := range []string{`<b data-release="nothing">x</b>`, `<br data-release="number">`, `<b data-release="number">x`, `<b data-release>x</b>`} {
		if got, err := fill([]byte(bad), values); err == nil {
			t.Errorf("%s gave %s", bad, got)
		}
	}
}

// A page without marks stays as it is, whatever it holds; a filled one stays so when it is filled again.
func FuzzFill(f *testing.F) {
	values := map[string]string{"number": "12"}
	f.Add([]byte(`<p>a<b data-release="number">none</b>`))
	f.Add([]byte(`<script><!--<b data-release=number>`))
	f.Add([]byte("<A"))
	f.Fuzz(func(t *testing.T, page []byte) {
		once, err := fill(page, values)
		if err != nil {
			return
		}
		if !strings.Contains(strings.ToLower(string(page)), attribute) && !bytes.Equal(once, page) {
			t.Errorf("a page without marks changed: %q", once)
		}
		if again, err := fill(once, values); err != nil || !bytes.Equal(again, once) {
			t.Errorf("filled again: %q, %v", again, err)
		}
	})
}

func TestPlan(t *testing.T) {
	places := map[string]string{
		"release.json": "release", "mn/release.html": "release", "en/release.html": "release",
		"mn/soums/6346-khutag-undur.html": "aimag-63", "en/aimags/63-bulgan.html": "aimag-63", "api/v1/soums/6346.json": "aimag-63", "api/v1/aimags/63.json": "aimag-63",
		"search/index-mn-63.4b39.bin": "aimag-63", "search/index-en-63-2.4b39.bin.js": "aimag-63", "search/text-mn-63-1.4b39.bin": "aimag-63",
		"mn/districts/1101-x.html": "aimag-11", "api/v1/districts/1101.json": "aimag-11", "search/index-mn-11.4b39.bin": "aimag-11",
		"search/index-mn-service-1.aa.bin": "search-service", "search/text-en-service.aa.bin.js": "search-service",
		"mn/soums/index.html": "pages-soums", "mn/services/passport.html": "pages-services", "en/flows/a/b/c.html": "pages-flows",
		"search/engine.aa.bin": "files-search", "search/entry.json": "files-search", "search/instant-mn.aa.bin": "files-search",
		"data/soums/soums.csv": "files-data", "data/datapackage.json": "files-data", "css/a.css": "files-css",
		"index.html": "rest", "mn/index.html": "rest", "mn/map.svg": "rest", "sw.js": "rest", "Odd/x.txt": "rest",
	}
	var paths []string
	for path := range places {
		paths = append(paths, path)
	}
	rules := plan(paths)
	for _, r := range rules {
		for _, pattern := range r.patterns {
			for part := range strings.SplitSeq(pattern, "/") {
				if _, err := filepath.Match(part, "x"); err != nil {
					t.Errorf("bin %s: %q is no pattern", r.name, pattern)
				}
			}
		}
	}
	d, err := delegations(rules, nil)
	if err != nil {
		t.Fatal(err)
	}
	bins, err := assign(paths, d)
	if err != nil {
		t.Fatal(err)
	}
	for bin, held := range bins {
		for _, path := range held {
			if places[path] != bin {
				t.Errorf("%s lies in %s, not in %s", path, bin, places[path])
			}
		}
	}
}
