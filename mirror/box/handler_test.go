package box

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/andybalholm/brotli"
)

func TestSignedFilesAreSentByteForByte(t *testing.T) {
	s := newServer(t, Config{})
	for name, text := range siteFiles() {
		for _, accept := range []string{"", "gzip", "br", "gzip, deflate, br", "br;q=0, gzip;q=0.5", "*", "identity"} {
			w := get(s, "/"+name, "Accept-Encoding", accept)
			if w.Code != http.StatusOK {
				t.Fatalf("%s (%s): status %d", name, accept, w.Code)
			}
			var body io.Reader = w.Body
			tag := `"` + sum(text) + `"`
			switch enc := w.Header().Get("Content-Encoding"); enc {
			case "br":
				body, tag = brotli.NewReader(w.Body), `"`+sum(text)+`-br"`
			case "gzip":
				z, err := gzip.NewReader(w.Body)
				if err != nil {
					t.Fatal(err)
				}
				body, tag = z, `"`+sum(text)+`-gzip"`
			case "":
			default:
				t.Fatalf("%s: encoding %q", name, enc)
			}
			got, err := io.ReadAll(body)
			if err != nil || string(got) != text {
				t.Errorf("%s (%s): %d bytes, not those that are signed (%v)", name, accept, len(got), err)
			}
			if w.Header().Get("ETag") != tag {
				t.Errorf("%s (%s): ETag %s, want %s", name, accept, w.Header().Get("ETag"), tag)
			}
		}
	}
}

func TestEncodingIsChosenByTheReader(t *testing.T) {
	s := newServer(t, Config{})
	for accept, want := range map[string]string{
		"": "", "identity": "", "deflate": "", "gzip": "gzip", "GZIP": "gzip", "gzip, deflate, br": "br", "br;q=0,gzip": "gzip", "gzip;q=0": "",
		"*": "br", "*;q=0": "", "br;q=0,*": "gzip", "gzip;q=abc": "", "gzip;q=2": "", "br ; q=1.0": "br", ";;;,,,": "", "x-gzip": "",
	} {
		w := get(s, "/mn/index.html", "Accept-Encoding", accept)
		if got := w.Header().Get("Content-Encoding"); got != want {
			t.Errorf("%q: %q, want %q", accept, got, want)
		}
		if !slices.Contains(w.Header().Values("Vary"), "Accept-Encoding") {
			t.Errorf("%q: no Vary", accept)
		}
	}
	// Parts of the search are packed already; a second time would only cost time.
	if enc := get(s, "/search/index-mn.0123456789abcdef01234567.bin", "Accept-Encoding", "br").Header().Get("Content-Encoding"); enc != "" {
		t.Errorf("a part of the search is sent as %s", enc)
	}
}

func TestHeadersOfEachKind(t *testing.T) {
	s := newServer(t, Config{})
	for name, want := range map[string]string{
		"mn/index.html": "text/html; charset=utf-8", "js/search-worker.js": "text/javascript; charset=utf-8", "engine.wasm": "application/wasm",
		"app.webmanifest": "application/manifest+json; charset=utf-8", "data/a.geojson": "application/geo+json; charset=utf-8",
		"data/a.csv": "text/csv; charset=utf-8", "feed.atom": "application/atom+xml; charset=utf-8", "book.epub": "application/epub+zip",
		"map.svg": "image/svg+xml; charset=utf-8", "search/index-mn.0123456789abcdef01234567.bin": "application/octet-stream", "metadata/timestamp.json": "application/json; charset=utf-8",
	} {
		h := get(s, "/"+name).Header()
		if h.Get("Content-Type") != want {
			t.Errorf("%s: type %q, want %q", name, h.Get("Content-Type"), want)
		}
		if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") != "no-referrer" {
			t.Errorf("%s: %v", name, h)
		}
	}
}

func TestEveryAnswerIsStrict(t *testing.T) {
	s := newServer(t, Config{})
	for _, target := range []string{"/", "/mn/index.html", "/mn", "/nowhere", "/../x", "/take", "/local", "/local/box.css", "/take/none.zip", "/api/search?q=x", "/api/search?limit=-1", "/map.svg"} {
		for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPost} {
			w := ask(s, method, target)
			h := w.Header()
			csp := h.Get("Content-Security-Policy")
			for _, part := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "frame-ancestors 'self'"} {
				if !strings.Contains(csp, part) {
					t.Errorf("%s %s: the policy lacks %s", method, target, part)
				}
			}
			if strings.Contains(csp, "unsafe") || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") != "no-referrer" || h.Get("X-Frame-Options") != "SAMEORIGIN" {
				t.Errorf("%s %s: %v", method, target, h)
			}
			if h.Get("Set-Cookie") != "" || h.Get("Server") != "" {
				t.Errorf("%s %s: %v", method, target, h)
			}
			if method == http.MethodHead && w.Body.Len() > 0 {
				t.Errorf("HEAD %s has a body", target)
			}
		}
	}
}

func TestEngineIsAllowedWhereItIsCompiled(t *testing.T) {
	s := newServer(t, Config{})
	for name, want := range map[string]bool{
		"mn/search.html": true, "js/search-worker.js": true, "mn/index.html": false, "mn/words.html": false, "js/page.0123456789abcdef0123456789abcdef.js": false, "map.svg": false,
	} {
		csp := get(s, "/"+name).Header().Get("Content-Security-Policy")
		if strings.Contains(csp, "script-src 'self' 'wasm-unsafe-eval';") != want || strings.Contains(csp, "unsafe-inline") {
			t.Errorf("%s: %s", name, csp)
		}
	}
}

func TestOnlyEmbeddedPagesMayBeFramed(t *testing.T) {
	s := newServer(t, Config{})
	h := get(s, "/mn/embed/6346.html").Header()
	if !strings.Contains(h.Get("Content-Security-Policy"), "frame-ancestors *") || h.Get("X-Frame-Options") != "" {
		t.Errorf("embedded: %v", h)
	}
	if embeddable("mn/embed.html") || embeddable("embedded/x.html") || !embeddable("en/embed/a/b.html") {
		t.Error("the folder embed alone may be framed")
	}
}

func TestNamesWithAHashAreKept(t *testing.T) {
	s := newServer(t, Config{})
	for name, want := range map[string]string{
		"css/nutag.0123456789abcdef0123456789abcdef.css": "public, max-age=31536000, immutable",
		"search/index-mn.0123456789abcdef01234567.bin":   "public, max-age=31536000, immutable",
		"mn/index.html": "no-cache", "map.svg": "no-cache", "api/v1/aimags/63.json": "no-cache",
	} {
		if got := get(s, "/"+name).Header().Get("Cache-Control"); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestConditionalAndPartialRequests(t *testing.T) {
	s := newServer(t, Config{})
	text := siteFiles()["mn/index.html"]
	tag := `"` + sum(text) + `"`
	w := get(s, "/mn/index.html", "If-None-Match", tag)
	if w.Code != http.StatusNotModified || w.Body.Len() != 0 || w.Header().Get("ETag") != tag {
		t.Errorf("If-None-Match: %d, %d bytes", w.Code, w.Body.Len())
	}
	packed := get(s, "/mn/index.html", "Accept-Encoding", "gzip").Header().Get("ETag")
	if w := get(s, "/mn/index.html", "Accept-Encoding", "gzip", "If-None-Match", packed); w.Code != http.StatusNotModified {
		t.Errorf("If-None-Match of the packed page: %d", w.Code)
	}
	if w := get(s, "/mn/index.html", "If-None-Match", `"other"`); w.Code != http.StatusOK {
		t.Errorf("other tag: %d", w.Code)
	}
	for _, c := range []struct {
		value, want string
		status      int
	}{
		{"bytes=0-9", text[:10], 206}, {"bytes=10-", text[10:], 206}, {"bytes=-5", text[len(text)-5:], 206},
		{"bytes=999999-", "", 416}, {"bytes=5-2", "", 416}, {"lines=1-2", "", 416},
		{"bytes=" + strings.Repeat("0-0,", 2000) + "0-0", text, 200}, // many tiny parts would cost more than the whole
	} {
		// A part is one of the plain file, whatever the reader unpacks.
		w := get(s, "/mn/index.html", "Range", c.value, "Accept-Encoding", "gzip, br")
		if w.Code != c.status || c.want != "" && w.Body.String() != c.want {
			t.Errorf("%.30s: %d, %d bytes", c.value, w.Code, w.Body.Len())
		}
		if w.Header().Get("Content-Encoding") != "" {
			t.Errorf("%.30s: packed", c.value)
		}
	}
	if w := get(s, "/mn/index.html", "Range", "bytes=0-9", "If-Range", `"older"`); w.Code != http.StatusOK || w.Body.String() != text {
		t.Errorf("If-Range of another version: %d", w.Code)
	}
	h := ask(s, http.MethodHead, "/mn/index.html")
	if h.Code != http.StatusOK || h.Body.Len() != 0 || h.Header().Get("Content-Length") == "" {
		t.Errorf("HEAD: %d %v", h.Code, h.Header())
	}
}

func TestRefusals(t *testing.T) {
	s := newServer(t, Config{})
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodPatch, http.MethodOptions, http.MethodTrace, http.MethodConnect, "PROPFIND", "get"} {
		w := ask(s, method, "/mn/index.html")
		if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "GET, HEAD" || w.Body.Len() > 0 {
			t.Errorf("%s: %d", method, w.Code)
		}
	}
	for target, want := range map[string]int{
		"/" + strings.Repeat("a", 3000):               http.StatusRequestURITooLong,
		"/mn/index.html?" + strings.Repeat("a", 3000): http.StatusRequestURITooLong,
		"/api/search?q=" + strings.Repeat("a", 3000):  http.StatusOK,
		"/api/search?q=" + strings.Repeat("a", 9000):  http.StatusRequestURITooLong,
		"/take?lang=en&x=" + strings.Repeat("a", 200): http.StatusOK,
		"/take/" + strings.Repeat("a", 1000) + ".zip": http.StatusNotFound,
		"/take/../mn/index.html":                      http.StatusNotFound,
		"/api/search/":                                http.StatusNotFound, "/local/": http.StatusNotFound, "/local/x": http.StatusNotFound,
	} {
		if w := get(s, target); w.Code != want {
			t.Errorf("%.40s: %d, want %d", target, w.Code, want)
		}
	}
}

func TestNothingButSignedNamesIsServed(t *testing.T) {
	tree := fstest.MapFS{"secret.html": {Data: []byte("the host's")}, ".git/config": {Data: []byte("x")}}
	for name, text := range siteFiles() {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	s := newServer(t, Config{Source: &copyOf{rel: releaseOf(1, siteFiles(), tree)}})
	for _, target := range []string{
		"/secret.html", "/.git/config", "/mn/../secret.html", "/../etc/passwd", "/..%2f..", "//etc/passwd", "/mn//index.html", "/mn/./index.html", "/mn\\index.html",
		"/mn/index.html/", "/mn/index.html\x00", "/mn/index.html ", "/mn/index.html.", "/mn/index.html::$DATA", "/MN/INDEX.HTML", "/C:/x", "/mn/con", "/mn/nul.html", "/com1",
		"/ｍｎ/index.html", "/mn/\xff", "/css", "/css/", "/search/", "/metadata/",
	} {
		w := get(s, target)
		if w.Code != http.StatusNotFound || strings.Contains(w.Body.String(), "host's") {
			t.Errorf("%q: %d", target, w.Code)
		}
		if strings.Contains(w.Body.String(), "0123456789abcdef0123456789abcdef") {
			t.Errorf("%q lists a folder", target)
		}
	}
	for _, target := range []string{"/mn", "/mn/"} {
		if w := get(s, target); w.Code != http.StatusFound || w.Header().Get("Location") != "/mn/index.html" {
			t.Errorf("%s: %d %s", target, w.Code, w.Header().Get("Location"))
		}
	}
}

func TestFirstPageIsInTheReadersLanguage(t *testing.T) {
	s := newServer(t, Config{})
	for header, want := range map[string]string{
		"": "/index.html", "mn": "/mn/index.html", "mn-MN,mn;q=0.9,en;q=0.5": "/mn/index.html", "en-US,en;q=0.9": "/en/index.html", "en-GB": "/en/index.html",
		"ko-KR,ko;q=0.9,en-US;q=0.8": "/en/index.html", "ko-KR": "/index.html", "ru,mn;q=0.8": "/mn/index.html", "en;q=0, mn": "/mn/index.html", "*": "/index.html",
		"mn-Cyrl-MN": "/mn/index.html", "en;q=0.2, mn;q=0.9": "/mn/index.html", "\x00\xff": "/index.html", strings.Repeat("en,", 5000): "/index.html", "de-x-\"": "/index.html",
	} {
		w := get(s, "/", "Accept-Language", header)
		if w.Code != http.StatusFound || w.Header().Get("Location") != want || w.Header().Get("Vary") != "Accept-Language" {
			t.Errorf("%.40q: %d %s, want %s", header, w.Code, w.Header().Get("Location"), want)
		}
	}
}

// The memory holds each page in the form in which readers ask for it, and no more bytes than its bound.
func TestMemoryIsSpentOnWhatIsSent(t *testing.T) {
	files := siteFiles()
	s := newServer(t, Config{})
	for range 2 {
		if w := get(s, "/mn/index.html", "Accept-Encoding", "gzip"); w.Header().Get("Content-Encoding") != "gzip" {
			t.Fatalf("%d in %q", w.Code, w.Header().Get("Content-Encoding"))
		}
	}
	name, kind := sum(files["mn/index.html"]), "text/html; charset=utf-8"
	if b, ok := s.store.bodies.GetIfPresent(key{content: name, coding: gzipCoding, kind: kind}); !ok || len(b.data) == 0 || cap(b.data) != len(b.data) {
		t.Errorf("the packed page is kept: %t, %d bytes in room for %d", ok, len(b.data), cap(b.data))
	}
	if _, ok := s.store.bodies.GetIfPresent(key{content: name, kind: kind}); ok {
		t.Error("the plain page is kept though nobody asked for it")
	}
	const bound = 20_000
	many := map[string]string{"index.html": page("mn", "chooser"), "mn/index.html": page("mn", "нүүр"), "en/index.html": page("en", "home")}
	for i := range 100 {
		many[fmt.Sprintf("mn/page%d.html", i)] = page("mn", fmt.Sprint("хуудас ", i))
	}
	s = newServer(t, Config{Source: &copyOf{rel: releaseOf(1, many, nil)}, Memory: bound})
	for name := range many {
		for _, coding := range []string{"gzip", "identity"} {
			if w := get(s, "/"+name, "Accept-Encoding", coding); w.Code != http.StatusOK {
				t.Errorf("%s: %d", name, w.Code)
			}
		}
	}
	s.store.bodies.CleanUp()
	held := 0
	for _, b := range s.store.bodies.All() {
		held += len(b.data)
	}
	if held > bound || held == 0 {
		t.Errorf("%d bytes are kept, at most %d", held, bound)
	}
}

func TestDamageIsNotServed(t *testing.T) {
	signed := siteFiles()
	tree := fstest.MapFS{}
	for name, text := range signed {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	tree["mn/index.html"] = &fstest.MapFile{Data: []byte(strings.Replace(signed["mn/index.html"], "зохиомол", "Зохиомол", 1))}
	delete(tree, "en/index.html")
	tree["map.svg"] = &fstest.MapFile{Data: bytes.Repeat([]byte("x"), maxHeld+1)}
	var log bytes.Buffer
	s := newServer(t, Config{Source: &copyOf{rel: releaseOf(1, signed, tree)}, Log: &log})
	for _, target := range []string{"/mn/index.html", "/en/index.html", "/map.svg"} {
		for range 2 {
			w := get(s, target)
			if w.Code != http.StatusServiceUnavailable || strings.Contains(w.Body.String(), "зохиомол") || w.Header().Get("ETag") != "" {
				t.Errorf("%s: %d", target, w.Code)
			}
		}
	}
	if w := get(s, "/mn/release.html"); w.Code != http.StatusOK {
		t.Errorf("a page that is not damaged: %d", w.Code)
	}
	if n := strings.Count(log.String(), "\n"); n != 1 {
		t.Errorf("%d lines for the host, want one a minute:\n%s", n, log.String())
	}
}

func TestLargeFilesAreCheckedBeforeTheyAreSent(t *testing.T) {
	text := strings.Repeat("0123456789abcdef", maxHeld/16+1)
	good := releaseOf(1, map[string]string{"big.bin": text, "mn/index.html": "x"}, nil)
	s := newServer(t, Config{Source: &copyOf{rel: good}})
	for range 2 {
		w := get(s, "/big.bin", "Range", "bytes=16-31")
		if w.Code != http.StatusPartialContent || w.Body.String() != "0123456789abcdef" || w.Header().Get("ETag") != `"`+sum(text)+`"` {
			t.Fatalf("%d %q", w.Code, w.Body.String())
		}
	}
	bad := releaseOf(2, map[string]string{"big.bin": text}, fstest.MapFS{"big.bin": {Data: []byte(text[:len(text)-1] + "!")}})
	s = newServer(t, Config{Source: &copyOf{rel: bad}})
	if w := get(s, "/big.bin"); w.Code != http.StatusServiceUnavailable {
		t.Errorf("a large file that was changed: %d", w.Code)
	}
}

func TestAnUpdateNeverMixesReleases(t *testing.T) {
	old, fresh := siteFiles(), siteFiles()
	delete(fresh, "js/page.0123456789abcdef0123456789abcdef.js")
	fresh["mn/index.html"] = page("mn", "шинэ")
	delete(fresh, "mn/words.html")
	source := &copyOf{rel: releaseOf(1, old, nil)}
	s := newServer(t, Config{Source: source})
	if w := get(s, "/mn/index.html"); w.Body.String() != old["mn/index.html"] {
		t.Fatal("not the old page")
	}
	source.set(releaseOf(2, fresh, nil))
	if w := get(s, "/mn/index.html"); w.Body.String() != fresh["mn/index.html"] {
		t.Error("not the new page")
	}
	// Who has the old page open still gets its script, whose name says which one it is; an old page is gone.
	if w := get(s, "/js/page.0123456789abcdef0123456789abcdef.js"); w.Code != http.StatusOK {
		t.Errorf("the script of the page before: %d", w.Code)
	}
	if w := get(s, "/mn/words.html"); w.Code != http.StatusNotFound {
		t.Errorf("a page that the new release has not: %d", w.Code)
	}
}

func TestACopyThatIsNotVerifiedIsRefused(t *testing.T) {
	rel := releaseOf(1, siteFiles(), nil)
	rel.Verified, rel.Reason = false, "the signature of bin 12 is wrong"
	if _, err := New(Config{Source: &copyOf{rel: rel}}); !errors.Is(err, ErrUnverified) || !strings.Contains(err.Error(), rel.Reason) {
		t.Fatalf("%v", err)
	}
	// One that fails while it is served stops being served.
	source := &copyOf{rel: releaseOf(1, siteFiles(), nil)}
	s := newServer(t, Config{Source: source})
	source.set(rel)
	if w := get(s, "/mn/index.html"); w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "шалгахад алдаа") {
		t.Errorf("%d", w.Code)
	}
}

func TestUnverifiedPagesAreMarked(t *testing.T) {
	rel := releaseOf(1, siteFiles(), nil)
	rel.Verified, rel.Digest = false, nil
	s := newServer(t, Config{Source: &copyOf{rel: rel}, Unverified: true})
	for _, target := range []string{"/mn/index.html", "/en/index.html", "/index.html", "/mn/embed/6346.html"} {
		w := get(s, target)
		text := w.Body.String()
		at := strings.Index(text, `<body class="x">`)
		if w.Code != http.StatusOK || !strings.Contains(text[at:at+200], "nutag-unverified") || !strings.Contains(text, "could not be verified") || !strings.Contains(text, "шалгаж чадаагүй") {
			t.Errorf("%s is not marked", target)
		}
		if w.Header().Get("ETag") == `"`+sum(siteFiles()[strings.TrimPrefix(target, "/")])+`"` {
			t.Errorf("%s has the tag of the signed page", target)
		}
	}
	for _, target := range []string{"/mn/index.html", "/map.svg", "/take", "/api/search?q=x"} {
		if get(s, target).Header().Get("Nutag-Unverified") != "1" {
			t.Errorf("%s lacks its header", target)
		}
	}
	if w := get(s, "/take?lang=en"); strings.Contains(w.Body.String(), ".zip") || !strings.Contains(w.Body.String(), "could not be verified") {
		t.Error("a copy that is not verified is given along")
	}
	if w := get(s, "/take/nutag-full-1.zip"); w.Code != http.StatusNotFound {
		t.Errorf("zip: %d", w.Code)
	}
}
