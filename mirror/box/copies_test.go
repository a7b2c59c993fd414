package box

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nutag/mirror/copy"
	"nutag/mirror/mirrortest"
	"nutag/mirror/source"
	"nutag/mirror/trust"
	"nutag/mirror/update"
)

func TestMain(m *testing.M) { mirrortest.Main(m) }

// bring brings a copy to what an address offers.
func bring(t *testing.T, dir, address string, anchor trust.Digest) {
	t.Helper()
	from, err := source.Find(context.Background(), address, "full", source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	w, err := copy.Begin(dir, &copy.Start{Anchor: anchor, Edition: "full", Source: address})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if _, err := update.Run(context.Background(), w, from, update.Options{Clock: time.Date(2001, 6, 1, 0, 0, 0, 0, time.UTC), Retry: time.Millisecond}); err != nil {
		t.Fatal(err)
	}
}

// opened gives a copy with the report of a check.
func opened(t *testing.T, dir string) (*copy.Copy, *copy.Report) {
	t.Helper()
	c, err := copy.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	report, err := c.Verify(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return c, report
}

func TestARealCopyIsServedUpdatedAndHandedOn(t *testing.T) {
	maker, site, dir := mirrortest.NewMaker(t), mirrortest.NewSite(), filepath.Join(t.TempDir(), "copy")
	bring(t, dir, maker.Release(t, site, 0, "2001-03-01"), maker.Anchor())
	c, report := opened(t, dir)
	s := newServer(t, Config{Source: FromCopy(c, report, "")})
	for name, text := range site {
		if strings.Contains(text, "data-release") {
			continue // filled by the release
		}
		w := get(s, "/"+name)
		if w.Code != http.StatusOK || w.Body.String() != text || w.Header().Get("ETag") != `"`+sum(text)+`"` {
			t.Fatalf("%s: %d", name, w.Code)
		}
	}
	// Updated while it is served.
	site["mn/index.html"] = "<title>шинэ</title>"
	bring(t, dir, maker.Release(t, site, 0, "2001-04-01"), maker.Anchor())
	if w := get(s, "/mn/index.html"); w.Body.String() != site["mn/index.html"] {
		t.Errorf("not the page of the update: %d", w.Code)
	}
	if page := get(s, "/take?lang=en").Body.String(); !strings.Contains(page, "1 April 2001") || !strings.Contains(page, "/take/nutag-full-2.zip") || strings.Contains(page, "could not be verified") {
		t.Errorf("%s", page)
	}

	// The zip is a copy that somebody else can check, open and update from.
	data := get(s, "/take/nutag-full-2.zip").Body.Bytes()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	taken := t.TempDir()
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		mirrortest.Put(t, taken, f.Name, text)
	}
	_, report = opened(t, filepath.Join(taken, "nutag-full-2"))
	if !report.OK() || report.Release.Number != 2 {
		t.Errorf("the copy that was taken along: %v %v", report.Release.Verified, report.Problems)
	}
	if index, err := os.ReadFile(filepath.Join(taken, "nutag-full-2", "index.html")); err != nil || !strings.Contains(string(index), "nutag-2/index.html") {
		t.Errorf("no way in: %v", err)
	}

	// Others get and update their copies from this server.
	address, _ := running(t, s)
	other := filepath.Join(t.TempDir(), "other")
	bring(t, other, "http://"+address+"/", maker.Anchor())
	if _, report := opened(t, other); !report.OK() || report.Release.Number != 2 {
		t.Errorf("a copy of the copy: %v", report.Problems)
	}
}

func TestADamagedCopyIsServedOnlyWhenToldSo(t *testing.T) {
	maker, site, dir := mirrortest.NewMaker(t), mirrortest.NewSite(), filepath.Join(t.TempDir(), "copy")
	from := maker.Release(t, site, 0, "2001-03-01")
	bring(t, dir, from, maker.Anchor())
	file := filepath.Join(dir, "nutag-1", "mn", "index.html")
	if err := os.Chmod(file, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("<!DOCTYPE html><title>x</title><body>call 0000</body>"), 0o644); err != nil {
		t.Fatal(err)
	}
	c, report := opened(t, dir)
	source := FromCopy(c, report, "one file was changed")
	if _, err := New(Config{Source: source}); !errors.Is(err, ErrUnverified) || !strings.Contains(err.Error(), "one file was changed") {
		t.Fatalf("%v", err)
	}
	s := newServer(t, Config{Source: source, Unverified: true})
	if w := get(s, "/mn/index.html"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "nutag-unverified") || !strings.Contains(w.Body.String(), "call 0000") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := get(s, "/../copy.json"); w.Code != http.StatusNotFound {
		t.Errorf("out of the release: %d", w.Code)
	}
	// A file that is damaged while it is served is not served, and the others are.
	bring(t, dir, from, maker.Anchor())
	c, report = opened(t, dir)
	if !report.OK() {
		t.Fatal(report.Problems)
	}
	s = newServer(t, Config{Source: FromCopy(c, report, "")})
	if err := os.WriteFile(filepath.Join(dir, "nutag-1", "en", "index.html"), []byte("call 0000"), 0o644); err != nil {
		t.Fatal(err)
	}
	if w := get(s, "/en/index.html"); w.Code != http.StatusServiceUnavailable || strings.Contains(w.Body.String(), "call 0000") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := get(s, "/mn/index.html"); w.Code != http.StatusOK || w.Body.String() != site["mn/index.html"] {
		t.Errorf("%d", w.Code)
	}
}
