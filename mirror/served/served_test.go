package served_test

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"nutag/mirror/served"
)

func TestName(t *testing.T) {
	for path, want := range map[string]struct {
		name   string
		folder bool
	}{
		"/":                    {".", true},
		"/mn/":                 {"mn", true},
		"/mn/index.html":       {"mn/index.html", false},
		"/search/e_1+x.min.js": {"search/e_1+x.min.js", false},
	} {
		if name, folder, ok := served.Name(path); !ok || name != want.name || folder != want.folder {
			t.Errorf("%q is %q, %t, %t", path, name, folder, ok)
		}
	}
	for _, path := range []string{"", "mn", "//", "//mn", "/a//b", "/../x", "/a/..", "/.git", "/a/.b", "/a.", "/con", "/COM1.html", "/nul.tar.gz", "/lpt9", "/c:/x", "/a\\b", "/a b", "/a\x00b", "/сум", "/a%2eb", "/" + strings.Repeat("a", 600)} {
		if name, _, ok := served.Name(path); ok {
			t.Errorf("%q is %q", path, name)
		}
	}
	if name, _, ok := served.Name("/com.html"); !ok || name != "com.html" {
		t.Error("com.html is no device")
	}
}

func TestType(t *testing.T) {
	for name, want := range map[string]string{
		"a.html": "text/html; charset=utf-8", "b/a.JS": "text/javascript; charset=utf-8", "a.mjs": "text/javascript; charset=utf-8", "e.wasm": "application/wasm",
		"e.wasm.gz": "application/gzip", "a.geojson": "application/geo+json; charset=utf-8", "c1.epub": "application/epub+zip", "x.bin": "application/octet-stream", "none": "application/octet-stream",
	} {
		if got := served.Type(name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	for name, want := range map[string]bool{"a.html": true, "a.svg": true, "a.json": true, "a.csv": true, "e.wasm": true, "a.png": false, "c1.epub": false, "x.bin": false, "a.gz": false} {
		if got := served.Compressible(served.Type(name)); got != want {
			t.Errorf("%s shrinks: %t", name, got)
		}
	}
}

func FuzzName(f *testing.F) {
	for _, path := range []string{"/", "/mn/soums/6346-khutag-undur.html", "/../x", "//a//b/", "/.git/config", "/a/..\\b", "/c:/x", "/%2e%2e/x"} {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		name, _, ok := served.Name(path)
		if ok && (!fs.ValidPath(name) || !filepath.IsLocal(filepath.FromSlash(name)) || strings.ContainsAny(name, "\\:\x00 ") || strings.Contains("/"+name, "/.") && name != ".") {
			t.Errorf("%q is %q", path, name)
		}
	})
}
