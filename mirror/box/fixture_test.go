package box

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"nutag/search/engine"
)

// copyOf is a Source whose release can be exchanged, as an update does.
type copyOf struct {
	mu  sync.Mutex
	rel *Release
	err error
}

func (c *copyOf) Current() (*Release, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.rel, c.err
}

func (c *copyOf) set(r *Release) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.rel = r
}

// page is a made-up page, long enough to be compressed.
func page(lang, text string) string {
	return fmt.Sprintf("<!DOCTYPE html>\n<html lang=%q><head><title>%s</title></head><body class=\"x\"><h1>%s</h1>%s</body></html>\n", lang, text, text, strings.Repeat("<p>энэ бол зохиомол хуудас</p>\n", 40))
}

func siteFiles() map[string]string {
	return map[string]string{
		"index.html":          page("mn", "chooser"),
		"404.html":            page("mn", "portal's own 404"),
		"mn/index.html":       page("mn", "нүүр"),
		"en/index.html":       page("en", "home"),
		"mn/release.html":     page("mn", "хувилбар"),
		"mn/search.html":      strings.Replace(page("mn", "хайлт"), "<h1>", `<section data-results data-worker="../js/w.js"></section><h1>`, 1),
		"mn/words.html":       page("mn", "data-worker is only a word here"),
		"mn/embed/6346.html":  page("mn", "embedded"),
		"js/search-worker.js": "const m = WebAssembly.compile(b);" + strings.Repeat("// x\n", 100),
		"js/page.0123456789abcdef0123456789abcdef.js":    strings.Repeat("let a = 1;\n", 60),
		"css/nutag.0123456789abcdef0123456789abcdef.css": strings.Repeat("a{color:red}\n", 60),
		"search/index-mn.0123456789abcdef01234567.bin":   "\x1f\x8b packed already",
		"api/v1/aimags/63.json":                          `{"name":{"mn":"Булган","en":"Bulgan"}}`,
		"app.webmanifest":                                "{}",
		"data/a.geojson":                                 `{"type":"FeatureCollection"}`,
		"data/a.csv":                                     "a,b\n1,2\n",
		"feed.atom":                                      "<feed/>",
		"book.epub":                                      "PK",
		"engine.wasm":                                    "\x00asm",
		"map.svg":                                        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
		"metadata/timestamp.json":                        "{}",
	}
}

func sum(s string) string {
	h := sha256.Sum256([]byte(s))
	return hex.EncodeToString(h[:])
}

// releaseOf makes a verified release of files; what tree holds may differ from what is signed.
func releaseOf(number int64, signed map[string]string, tree fs.FS) *Release {
	if tree == nil {
		m := fstest.MapFS{}
		for name, text := range signed {
			m[name] = &fstest.MapFile{Data: []byte(text)}
		}
		tree = m
	}
	return &Release{
		ID: fmt.Sprintf("full-%d", number), Number: number, Edition: "full", Date: "2026-11-26", ReviewBy: "2027-05-26", Verified: true, Files: tree,
		Digest: func(name string) (string, int64, bool) {
			text, ok := signed[name]
			return sum(text), int64(len(text)), ok
		},
		Names: func() []string { return slices.Sorted(maps.Keys(signed)) },
	}
}

// fakeSearch answers each query with one hit that tells what was asked.
type fakeSearch struct{ wait chan struct{} }

func (f fakeSearch) Search(ctx context.Context, r engine.Request) (engine.Result, error) {
	if f.wait != nil {
		select {
		case <-f.wait:
		case <-ctx.Done():
			return engine.Result{}, ctx.Err()
		}
	}
	return engine.Result{Query: r.Query, Lang: r.Lang, Total: r.Limit, Hits: []engine.Hit{{ID: "soum/6346", Kind: r.Kind, Title: "<&>"}}}, nil
}

func newServer(t testing.TB, c Config) *Server {
	t.Helper()
	if c.Source == nil {
		c.Source = &copyOf{rel: releaseOf(1, siteFiles(), nil)}
	}
	if c.OpenSearch == nil {
		c.OpenSearch = func(fs.FS) (Searcher, error) { return fakeSearch{}, nil }
	}
	s, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	s.every = 0
	return s
}

// ask sends one request; header are pairs of name and value.
func ask(h http.Handler, method, target string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://box.test/", nil)
	path, query, _ := strings.Cut(target, "?")
	r.URL.Path, r.URL.RawQuery = path, query
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Add(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func get(h http.Handler, target string, header ...string) *httptest.ResponseRecorder {
	return ask(h, http.MethodGet, target, header...)
}
