package release_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/theupdateframework/go-tuf/v2/metadata"
	"github.com/theupdateframework/go-tuf/v2/metadata/config"
	"github.com/theupdateframework/go-tuf/v2/metadata/updater"

	"nutag/mirror/mirrortest"
	"nutag/mirror/release"
)

// tree gives all files below a folder.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		files[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func names(files map[string]string, prefix string) []string {
	var found []string
	for name := range files {
		if strings.HasPrefix(name, prefix) {
			found = append(found, strings.TrimPrefix(name, prefix))
		}
	}
	slices.Sort(found)
	return found
}

func TestReleaseIsTheSameBytes(t *testing.T) {
	var trees []map[string]string
	for range 2 {
		m := mirrortest.NewMaker(t)
		site := mirrortest.NewSite()
		m.Release(t, site, 0, "2001-03-01")
		site["mn/soums/6301-test.html"] += "changed"
		trees = append(trees, tree(t, m.Release(t, site, 0, "2001-04-01")))
	}
	if len(trees[0]) != len(trees[1]) {
		t.Fatalf("%d files and %d files", len(trees[0]), len(trees[1]))
	}
	for name, content := range trees[0] {
		if trees[1][name] != content {
			t.Errorf("%s differs between two releases of the same", name)
		}
	}
}

// Whatever is about one soum lies in one bin: its profile, its open data, and what other sections say of it.
func TestSmallChangeTouchesSmallBins(t *testing.T) {
	m := mirrortest.NewMaker(t)
	site := mirrortest.NewSite()
	site["offline/mn-63.0123.json"] = "a list"
	first := tree(t, m.Release(t, site, 0, "2001-03-01"))
	for _, name := range []string{"mn/soums/6301-test.html", "en/welcome/6301-test.html", "en/embed/soums/6301.html", "api/v1/soums/6301.json", "offline/mn-63.0123.json"} {
		if site[name] == "" {
			t.Fatalf("there is no %s", name)
		}
		site[name] += "changed"
	}
	second := tree(t, m.Release(t, site, 0, "2001-04-01"))
	var fresh []string
	for _, name := range names(second, "metadata/") {
		if _, ok := first["metadata/"+name]; !ok && strings.HasSuffix(name, ".json") {
			fresh = append(fresh, name)
		}
	}
	if want := []string{"2.aimag-63.json", "2.release.json", "2.snapshot.json"}; !slices.Equal(fresh, want) {
		t.Errorf("new lists %v, want %v", fresh, want)
	}
	if got, want := names(second, "patches/aimag-63/"), []string{"0-1.zst", "0-2.zst", "1-2.zst"}; !slices.Equal(got, want) {
		t.Errorf("patches %v, want %v", got, want)
	}
	if got, want := names(second, "patches/aimag-81/"), []string{"0-1.zst"}; !slices.Equal(got, want) {
		t.Errorf("patches %v, want %v", got, want)
	}
	if n := len(second["patches/aimag-63/1-2.zst"]); n > 300 {
		t.Errorf("a patch for five words has %d bytes", n)
	}
	// A release three years on signs everything anew, with the same contents.
	third := tree(t, m.Release(t, site, 0, "2004-04-01"))
	if got := names(third, "patches/aimag-63/"); !slices.Equal(got, []string{"0-2.zst", "1-2.zst"}) {
		t.Errorf("patches %v after signing anew", got)
	}
	if _, ok := third["metadata/3.aimag-63.json"]; !ok {
		t.Error("a list that would end before its release was not signed anew")
	}
}

func TestPagesAreFilled(t *testing.T) {
	m := mirrortest.NewMaker(t)
	files := tree(t, m.Release(t, mirrortest.NewSite(), 7, "2001-03-01"))
	want := `<p>Number <b data-release="number">7</b>, <time data-release="date">2001-03-01</time>, again <time data-release="review-by">2002-03-01</time>, <span data-release="edition">full</span></p>`
	if got := files["mn/release.html"]; got != want {
		t.Errorf("page\n%s\nwant\n%s", got, want)
	}
	var info map[string]any
	if err := json.Unmarshal([]byte(files["release.json"]), &info); err != nil {
		t.Fatal(err)
	}
	if info["number"] != 7.0 || info["edition"] != "full" || info["data_date"] != "2001-02-03" {
		t.Errorf("release.json says %v", info)
	}
	for name, content := range files {
		if strings.HasSuffix(name, ".html") && !strings.HasSuffix(name, "release.html") && mirrortest.NewSite()[name] != content {
			t.Errorf("%s was changed by the release", name)
		}
	}
}

func TestRemovedSection(t *testing.T) {
	m := mirrortest.NewMaker(t)
	site := mirrortest.NewSite()
	m.Release(t, site, 0, "2001-03-01")
	for name := range site {
		if strings.Contains(name, "/services/") {
			delete(site, name)
		}
	}
	m.Release(t, site, 0, "2001-04-01") // proves itself against the one before
	site["mn/services/new.html"] = "again"
	m.Release(t, site, 0, "2001-05-01")
}

func TestSitesThatCannotBeReleased(t *testing.T) {
	m := mirrortest.NewMaker(t)
	for name, path := range map[string]string{
		"a device of Windows":  "mn/con.html",
		"a blank":              "mn/a b.html",
		"another letter":       "mn/сум.html",
		"case":                 "mn/INDEX.html",
		"metadata":             "metadata/x.json",
		"patches":              "patches/x.zst",
		"editions":             "editions/lite/index.html",
		"a dot at its front":   "mn/.hidden",
		"a dot at its end":     "mn/page.",
		"much too long a name": "mn/" + strings.Repeat("a", 300),
	} {
		t.Run(name, func(t *testing.T) {
			site := mirrortest.NewSite()
			if name == "much too long a name" {
				path = "mn/" + strings.Repeat("a", 240)
			}
			site[path] = "x"
			_, err := release.Make(context.Background(), release.Input{Site: site.Write(t), Out: t.TempDir(), Date: "2001-01-01", Edition: "full", Roots: m.Roots, Key: m.Key})
			if err == nil {
				t.Errorf("%s was released", path)
			}
		})
	}
}

func TestPackedFormsAreNotSigned(t *testing.T) {
	m := mirrortest.NewMaker(t)
	site := mirrortest.NewSite()
	site["index.html.br"], site["index.html.gz"], site["portal.zim"], site["data/kept.gz"] = "x", "x", "x", "x"
	files := tree(t, m.Release(t, site, 0, "2001-03-01"))
	for _, name := range []string{"index.html.br", "index.html.gz", "portal.zim"} {
		if _, ok := files[name]; ok {
			t.Errorf("%s is in the release", name)
		}
	}
	if _, ok := files["data/kept.gz"]; !ok {
		t.Error("a file that is packed by itself was left out")
	}
}

func TestWrongKeyOrOrder(t *testing.T) {
	m := mirrortest.NewMaker(t)
	dir := m.Release(t, mirrortest.NewSite(), 5, "2001-03-01")
	in := release.Input{Site: mirrortest.NewSite().Write(t), Before: dir, Out: t.TempDir(), Date: "2001-04-01", Edition: "full", Roots: m.Roots, Key: m.Key}
	for name, change := range map[string]func(in *release.Input){
		"number":  func(in *release.Input) { in.Number = 5 },
		"key":     func(in *release.Input) { in.Key = mirrortest.Key(9) },
		"edition": func(in *release.Input) { in.Edition = "lite" },
		"date":    func(in *release.Input) { in.Date = "1 April" },
		"roots":   func(in *release.Input) { in.Roots = nil },
	} {
		t.Run(name, func(t *testing.T) {
			changed := in
			changed.Out = t.TempDir()
			change(&changed)
			if _, err := release.Make(context.Background(), changed); err == nil {
				t.Error("the release was made")
			}
		})
	}
}

// The framework's own client with its default limits must find a file of the last bin, so that others can read our
// releases: it visits at most 32 bins, and there are more.
func TestStockClientFindsLastBin(t *testing.T) {
	m := mirrortest.NewMaker(t)
	site := mirrortest.NewSite()
	for i := range 60 {
		section := "section" + string(rune('a'+i/26)) + string(rune('a'+i%26))
		site["mn/"+section+"/page.html"] = "x"
	}
	site["zzz.txt"] = "in the last bin"
	dir := m.Release(t, site, 0, "2090-01-01")
	metadata.SetLogger(metadata.GetLogger())
	cfg, err := config.New("http://example.invalid/metadata", m.Roots[0])
	if err != nil {
		t.Fatal(err)
	}
	cfg.Fetcher = fromFolder{dir}
	cfg.DisableLocalCache = true
	cfg.PrefixTargetsWithHash = false
	cfg.RemoteTargetsURL = "http://example.invalid"
	client, err := updater.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"zzz.txt", "mn/sectionch/page.html", "en/soums/8104-test.html"} {
		target, err := client.GetTargetInfo(name)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		_, data, err := client.DownloadTarget(target, "", "")
		if err != nil || !bytes.Equal(data, []byte(site[name])) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
