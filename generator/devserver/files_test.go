package devserver

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func get(t *testing.T, h http.Handler, method, target string) (*http.Response, string) {
	t.Helper()
	r := httptest.NewRequest(method, "http://127.0.0.1:8080/", nil)
	r.URL.Path = target // as it stands, unclean paths too
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	resp := w.Result()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(body)
}

func testSite(t *testing.T) http.Handler {
	t.Helper()
	dir := t.TempDir()
	out := filepath.Join(dir, "public")
	write(t, dir, map[string]string{
		"secret.txt":                "secret",
		"public/.nutag-output":      "marker",
		"public/index.html":         "<html><body>choose</body></html>",
		"public/404.html":           "<html><body>nowhere</body></html>",
		"public/mn/index.html":      "<html><body>home</body></html>",
		"public/mn/soums/6346.html": "<p>no closing tag",
		"public/mn/empty/x.csv":     "a,b\n",
		"public/assets/a.js":        "1",
		"public/assets/a.css":       "a{}",
		"public/search/e.wasm":      "\x00asm",
		"public/search/e.wasm.gz":   "\x1f\x8b",
		"public/api/v1/s.json":      "{}",
		"public/map.svg":            "<svg/>",
		"public/strange.bin":        "x",
	})
	if err := os.Symlink(filepath.Join(dir, "secret.txt"), filepath.Join(out, "leak.txt")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(dir, filepath.Join(out, "up")); err != nil {
		t.Fatal(err)
	}
	return handler(out, newHub(time.Unix(1, 0)))
}

func TestFilesAndTypes(t *testing.T) {
	h := testSite(t)
	for _, tc := range []struct {
		path, contentType, contains string
		status                      int
	}{
		{"/", "text/html; charset=utf-8", "choose", 200},
		{"/mn/", "text/html; charset=utf-8", "home", 200},
		{"/mn/index.html", "text/html; charset=utf-8", "home", 200},
		{"/mn/soums/6346.html", "text/html; charset=utf-8", "no closing tag", 200},
		{"/assets/a.js", "text/javascript; charset=utf-8", "1", 200},
		{"/assets/a.css", "text/css; charset=utf-8", "a{}", 200},
		{"/search/e.wasm", "application/wasm", "asm", 200},
		{"/search/e.wasm.gz", "application/gzip", "", 200},
		{"/api/v1/s.json", "application/json; charset=utf-8", "{}", 200},
		{"/map.svg", "image/svg+xml; charset=utf-8", "<svg", 200},
		{"/mn/empty/x.csv", "text/csv; charset=utf-8", "a,b", 200},
		{"/strange.bin", "application/octet-stream", "x", 200},
		{"/missing.html", "text/html; charset=utf-8", "nowhere", 404},
		{"/mn/empty/", "text/html; charset=utf-8", "nowhere", 404}, // no listing
		{"/mn/index.html/", "text/html; charset=utf-8", "nowhere", 404},
		{"/.nutag-output", "text/html; charset=utf-8", "nowhere", 404},
		{"/leak.txt", "text/html; charset=utf-8", "nowhere", 404},
		{"/up/secret.txt", "text/html; charset=utf-8", "nowhere", 404},
		{"/../secret.txt", "text/html; charset=utf-8", "nowhere", 404},
		{"/mn/../../secret.txt", "text/html; charset=utf-8", "nowhere", 404},
		{"/..\\secret.txt", "text/html; charset=utf-8", "nowhere", 404},
		{"/a\x00b", "text/html; charset=utf-8", "nowhere", 404},
		{"/_nutag/reload.js", "text/javascript; charset=utf-8", "EventSource", 200},
		{"/_nutag/reload.css", "text/css; charset=utf-8", "nutag-overlay", 200},
	} {
		resp, body := get(t, h, http.MethodGet, tc.path)
		if resp.StatusCode != tc.status || !strings.Contains(body, tc.contains) || strings.Contains(body, "secret") {
			t.Errorf("%q: status %d, body %q", tc.path, resp.StatusCode, body)
		}
		if got := resp.Header.Get("Content-Type"); got != tc.contentType {
			t.Errorf("%q: type %q, want %q", tc.path, got, tc.contentType)
		}
		if resp.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%q: sniffing allowed", tc.path)
		}
	}
}

func TestFolderWithoutSlashIsRedirectedWithinTheSite(t *testing.T) {
	h := testSite(t)
	for path, want := range map[string]string{"/mn": "/mn/", "//mn": "/mn/"} {
		resp, _ := get(t, h, http.MethodGet, path)
		if resp.StatusCode != http.StatusMovedPermanently || resp.Header.Get("Location") != want {
			t.Errorf("%q: %d to %q", path, resp.StatusCode, resp.Header.Get("Location"))
		}
	}
}

func TestPolicyOnEveryPage(t *testing.T) {
	h := testSite(t)
	for _, path := range []string{"/", "/missing.html", "/assets/a.js"} {
		resp, _ := get(t, h, http.MethodGet, path)
		csp := resp.Header.Get("Content-Security-Policy")
		if !strings.Contains(csp, "default-src 'self'") || strings.Contains(csp, "unsafe-inline") || strings.Contains(csp, "'unsafe-eval'") {
			t.Errorf("%s: policy %q", path, csp)
		}
	}
}

func TestReloadScriptIsInPagesOnly(t *testing.T) {
	h := testSite(t)
	for path, want := range map[string]string{
		"/":                   "<html><body>choose" + reloadTag + "</body></html>",
		"/mn/soums/6346.html": "<p>no closing tag" + reloadTag,
		"/nothing":            "<html><body>nowhere" + reloadTag + "</body></html>",
		"/map.svg":            "<svg/>",
	} {
		if _, body := get(t, h, http.MethodGet, path); body != want {
			t.Errorf("%s: %q", path, body)
		}
	}
	if _, body := get(t, h, http.MethodHead, "/"); body != "" {
		t.Errorf("HEAD gave a body: %q", body)
	}
}

func TestOtherMethodsAreRefused(t *testing.T) {
	if resp, _ := get(t, testSite(t), http.MethodPost, "/"); resp.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d", resp.StatusCode)
	}
}

func TestBeforeTheFirstBuild(t *testing.T) {
	empty := t.TempDir()
	for _, out := range []string{empty, filepath.Join(empty, "missing")} {
		resp, body := get(t, handler(out, newHub(time.Unix(1, 0))), http.MethodGet, "/")
		if resp.StatusCode != http.StatusServiceUnavailable || !strings.Contains(body, "being built") || !strings.Contains(body, reloadTag) {
			t.Errorf("%s: %d %q", out, resp.StatusCode, body)
		}
	}
}

func FuzzSiteName(f *testing.F) {
	for _, s := range []string{"/", "/mn/soums/6346-khutag-undur.html", "/../x", "//a//b/", "/.git/config", "/a/..\\b", "/c:/x", "/%2e%2e/x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, p string) {
		name, ok := siteName(p)
		if ok && name != "." && !filepath.IsLocal(filepath.FromSlash(name)) {
			t.Errorf("%q gives %q", p, name)
		}
	})
}
