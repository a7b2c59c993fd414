package box

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"nutag/mirror/served"
)

// FuzzPath asks for any path: nothing but signed names is served, and nothing leads to another host.
func FuzzPath(f *testing.F) {
	for _, s := range []string{"/", "/mn/index.html", "/../x", "//evil/mn", "/mn/", "/mn\\x", "/con", "/a:b", "/.hidden", "/mn/%00", "/take/x.zip", "/api/search", "/mn/index.html/", "\x00", "/ｍｎ", "/mn/..", "/local/box.css"} {
		f.Add(s)
	}
	s := newServer(f, Config{})
	files := siteFiles()
	f.Fuzz(func(t *testing.T, path string) {
		path = strings.ReplaceAll(path, "?", "") // what follows is the query
		name, _, ok := served.Name(path)
		if ok && (!fs.ValidPath(name) || !filepath.IsLocal(filepath.FromSlash(name)) || strings.ContainsAny(name, "\\:\x00 ") || strings.Contains("/"+name, "/.") && name != ".") {
			t.Fatalf("%q became %q", path, name)
		}
		w := get(s, path)
		text, signed := files[strings.TrimPrefix(path, "/")]
		switch {
		case w.Code == http.StatusOK && strings.HasPrefix(path, "/") && signed && w.Body.String() == text:
		case w.Code == http.StatusOK && (path == takePath || path == localPath || path == stylePath || path == searchPath || path == "/take/nutag-full-1.zip"):
		case w.Code == http.StatusFound && strings.HasPrefix(w.Header().Get("Location"), "/") && !strings.HasPrefix(w.Header().Get("Location"), "//"):
		case w.Code == http.StatusNotFound, w.Code == http.StatusRequestURITooLong:
		default:
			t.Fatalf("%q: %d", path, w.Code)
		}
	})
}

// FuzzHeaders asks for a page with any headers that change the answer: it is the page, a part of it, or a refusal.
func FuzzHeaders(f *testing.F) {
	for _, s := range [][4]string{{"bytes=0-1", "", "gzip", "mn"}, {"bytes=-1,5-,0-0", `"x"`, "br;q=0", "en;q=0"}, {"bytes=9999999999999999999-", "W/\"a\"", "*;q=", "*"}, {"bytes=0-0,0-0,0-0,0-0,0-0", "*", ",,,;;;=", "a-b-c-d"}} {
		f.Add(s[0], s[1], s[2], s[3])
	}
	s := newServer(f, Config{})
	text := siteFiles()["mn/index.html"]
	f.Fuzz(func(t *testing.T, ranges, match, encoding, language string) {
		r := httptest.NewRequest(http.MethodGet, "/mn/index.html", nil)
		r.Header = http.Header{"Range": {ranges}, "If-None-Match": {match}, "If-Range": {match}, "Accept-Encoding": {encoding}, "Accept-Language": {language}}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		switch w.Code {
		case http.StatusOK:
			if w.Header().Get("Content-Encoding") == "" && w.Body.String() != text {
				t.Fatalf("another page: %d bytes", w.Body.Len())
			}
		case http.StatusPartialContent:
			if w.Body.Len() > len(text)+maxRanges*300 {
				t.Fatalf("%d bytes of a page of %d", w.Body.Len(), len(text))
			}
		case http.StatusNotModified, http.StatusRequestedRangeNotSatisfiable, http.StatusPreconditionFailed:
		default:
			t.Fatalf("%d", w.Code)
		}
		r = httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("Accept-Language", language)
		w = httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if to := w.Header().Get("Location"); to != "/mn/index.html" && to != "/en/index.html" && to != "/index.html" {
			t.Fatalf("%q leads to %q", language, to)
		}
	})
}

// FuzzSearch asks any query: the answer is JSON, and what the engine is asked lies within its bounds.
func FuzzSearch(f *testing.F) {
	for _, s := range []string{"q=x", "q=%D1%81&lang=mn&limit=5", "q=a&q=b", "limit=-1", "%", "q=%00", "near=../../x&sort=distance", "a=b;c", "offset=1000&limit=100"} {
		f.Add(s)
	}
	s := newServer(f, Config{})
	f.Fuzz(func(t *testing.T, query string) {
		if req, fault := searchRequest(query); fault == "" && (req.Limit < 1 || req.Limit > 100 || req.Offset < 0 || req.Offset > 1000 || req.Lang != "mn" && req.Lang != "en") {
			t.Fatalf("%q became %+v", query, req)
		}
		w := get(s, searchPath+"?"+query)
		if w.Code != http.StatusOK && w.Code != http.StatusBadRequest && w.Code != http.StatusRequestURITooLong {
			t.Fatalf("%q: %d", query, w.Code)
		}
		if w.Code != http.StatusRequestURITooLong && !strings.HasPrefix(w.Body.String(), "{") {
			t.Fatalf("%q: %s", query, w.Body)
		}
	})
}
