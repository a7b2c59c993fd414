package copy_test

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nutag/mirror/copy"
	"nutag/mirror/mirrortest"
	"nutag/mirror/source"
	"nutag/mirror/update"
)

func TestMain(m *testing.M) { mirrortest.Main(m) }

// get makes a copy of a release.
func get(t *testing.T, m *mirrortest.Maker, dir string) {
	t.Helper()
	from, err := source.Find(context.Background(), m.Dir, source.Full, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	w, err := copy.Begin(dir, &copy.Start{Anchor: m.Anchor(), Edition: source.Full, Source: m.Dir})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if _, err := update.Run(context.Background(), w, from, update.Options{}); err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, dir string) (*copy.Copy, *copy.Release) {
	t.Helper()
	c, err := copy.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	r, err := c.Current()
	if err != nil {
		t.Fatal(err)
	}
	return c, r
}

func TestReleaseIsPinned(t *testing.T) {
	m := mirrortest.NewMaker(t)
	site := mirrortest.NewSite()
	m.Release(t, site, 0, "2001-03-01")
	dir := filepath.Join(t.TempDir(), "copy")
	get(t, m, dir)
	c, old := open(t, dir)
	if again, err := c.Current(); err != nil || again != old {
		t.Error("the same release is opened anew for each question")
	}
	site["mn/index.html"] = "newer"
	m.Release(t, site, 0, "2001-04-01")
	get(t, m, dir)
	now, err := c.Current()
	if err != nil || now.Number != 2 || old.Number != 1 {
		t.Fatalf("release %v, %v", now, err)
	}
	for release, want := range map[*copy.Release]string{old: mirrortest.NewSite()["mn/index.html"], now: "newer"} {
		data, err := fs.ReadFile(release.FS(), "mn/index.html")
		if err != nil || string(data) != want {
			t.Errorf("a reader of release %d got %.40q: %v", release.Number, data, err)
		}
	}
}

func TestFilesOfARelease(t *testing.T) {
	m := mirrortest.NewMaker(t)
	site := mirrortest.NewSite()
	m.Release(t, site, 0, "2001-03-01")
	dir := filepath.Join(t.TempDir(), "copy")
	get(t, m, dir)
	_, r := open(t, dir)
	if !r.Verified.OK || r.Date != "2001-03-01" || r.ReviewBy != "2002-03-01" || r.DataDate != "2001-02-03" || r.Edition != "full" {
		t.Errorf("%+v", r)
	}
	sum, size, ok := r.Digest("mn/index.html")
	if !ok || size != int64(len(site["mn/index.html"])) || len(sum) != 64 {
		t.Errorf("digest %s, %d, %v", sum, size, ok)
	}
	if _, _, ok := r.Digest("metadata/timestamp.json"); !ok {
		t.Error("the metadata is not known: nobody can get a copy from this one")
	}
	for _, name := range []string{"", ".", "/", "mn", "mn/", "nothing", "../copy.json", "mn/../index.html", "/index.html", ".nutag/copy.json", "MN/index.html", "mn\\index.html"} {
		if f, err := r.FS().Open(name); err == nil {
			f.Close()
			t.Errorf("%q was opened", name)
		}
		if _, _, ok := r.Digest(name); ok {
			t.Errorf("%q has a digest", name)
		}
	}
	f, err := r.FS().Open("mn/index.html")
	if err != nil {
		t.Fatal(err)
	}
	info, err := f.Stat()
	if err != nil || info.Size() != size || info.Name() != "index.html" {
		t.Errorf("%v, %v", info, err)
	}
	if _, ok := f.(io.ReadSeeker); !ok {
		t.Error("a range of a file cannot be served")
	}
	// What the disk changes, by itself or by somebody's hand, is an error at the next reading.
	file := filepath.Join(dir, "nutag-1", "mn", "index.html")
	for name, change := range map[string]func() error{ // in any order: what the last one left is taken away first
		"longer":  func() error { return os.WriteFile(file, []byte(site["mn/index.html"]+"x"), 0o644) },
		"shorter": func() error { return os.WriteFile(file, []byte("x"), 0o644) },
		"other":   func() error { return os.WriteFile(file, []byte(strings.ToUpper(site["mn/index.html"])), 0o644) },
		"gone":    func() error { return nil },
		"a link":  func() error { return os.Symlink("/etc/hosts", file) },
		"a folder": func() error {
			return os.Mkdir(file, 0o755)
		},
	} {
		if err := errors.Join(os.RemoveAll(file), change()); err != nil {
			t.Fatal(name, err)
		}
		if data, err := fs.ReadFile(r.FS(), "mn/index.html"); err == nil {
			t.Errorf("%s: %q was read", name, data)
		}
	}
}

func TestFoldersThatAreNoCopy(t *testing.T) {
	for _, dir := range []string{t.TempDir(), filepath.Join(t.TempDir(), "nowhere")} {
		if _, err := copy.Open(dir); !errors.Is(err, copy.ErrNone) {
			t.Errorf("%v", err)
		}
		if _, err := copy.Begin(dir, nil); !errors.Is(err, copy.ErrNone) {
			t.Errorf("%v", err)
		}
	}
	dir := t.TempDir()
	mirrortest.Put(t, dir, ".nutag/copy.json", []byte("{}"))
	mirrortest.Put(t, dir, ".nutag/twin.json", []byte("nonsense"))
	if _, err := copy.Open(dir); err == nil || errors.Is(err, copy.ErrNone) {
		t.Errorf("a damaged memory: %v", err)
	}
}

func TestOneWriterAtATime(t *testing.T) {
	m := mirrortest.NewMaker(t)
	m.Release(t, mirrortest.NewSite(), 0, "2001-03-01")
	dir := filepath.Join(t.TempDir(), "copy")
	get(t, m, dir)
	w, err := copy.Begin(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := copy.Begin(dir, nil); !errors.Is(err, copy.ErrBusy) {
		t.Errorf("a second writer: %v", err)
	}
	open(t, dir) // readers never wait
	w.Close()
	again, err := copy.Begin(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	again.Close()
}

// What killed programs leave is tidied up; what is not ours stays.
func TestBeginTidiesUp(t *testing.T) {
	m := mirrortest.NewMaker(t)
	m.Release(t, mirrortest.NewSite(), 0, "2001-03-01")
	dir := filepath.Join(t.TempDir(), "copy")
	get(t, m, dir)
	left := []string{"nutag-7/metadata/timestamp.json", ".nutag/next/x", ".nutag/copy.json.tmp", ".nutag/gone-nutag-3/x"}
	kept := []string{"nutag-99/holiday.jpg", "nutag-x/y", "photos/a.jpg", "letter.txt"}
	for _, name := range append(left, kept...) {
		mirrortest.Put(t, dir, name, []byte("x"))
	}
	mirrortest.Put(t, dir, "index.html", []byte("overwritten"))
	w, err := copy.Begin(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	w.Close()
	for _, name := range left {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			t.Errorf("%s is left", name)
		}
	}
	for _, name := range kept {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Errorf("%s was removed", name)
		}
	}
	if page, err := os.ReadFile(filepath.Join(dir, "index.html")); err != nil || !strings.Contains(string(page), `url=nutag-1/index.html`) {
		t.Errorf("index.html says %s: %v", page, err)
	}
}

// A stick may hold links instead of what a copy has.
func TestLinksOnAStick(t *testing.T) {
	outside := t.TempDir()
	for _, name := range []string{".nutag", ".nutag/lock"} {
		dir := t.TempDir()
		if name != ".nutag" {
			mirrortest.Put(t, dir, ".nutag/x", nil)
		}
		if err := os.Symlink(filepath.Join(outside, "target"), filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
		if w, err := copy.Begin(dir, &copy.Start{Edition: "full"}); err == nil {
			w.Close()
			t.Errorf("%s is a link, and a copy was begun", name)
		}
		if entries, _ := os.ReadDir(outside); len(entries) > 0 {
			t.Errorf("through %s something was written elsewhere", name)
		}
	}
}
