package box

import (
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"nutag/search/doc"
	"nutag/search/engine"
	"nutag/search/index"
)

func TestSearchAnswersLikeTheCommand(t *testing.T) {
	dir := t.TempDir()
	docs := []doc.Document{
		{ID: "soum/0001", Lang: "mn", Kind: "soum", URL: "mn/soums/0001.html", Title: "Зохиомол сум", Aimag: "63", Body: "Зохиомол сумын мэдээлэл."},
		{ID: "soum/0001", Lang: "en", Kind: "soum", URL: "en/soums/0001.html", Title: "Made-up soum", Aimag: "63", Body: "About a soum that is made up."},
	}
	if _, err := index.Write(filepath.Join(dir, "search"), docs, nil, index.Meta{}); err != nil {
		t.Fatal(err)
	}
	command, err := engine.OpenSite(dir)
	if err != nil {
		t.Fatal(err)
	}
	signed := map[string]string{}
	err = fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		signed[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	open := func(fsys fs.FS) (Searcher, error) { return engine.OpenSiteFS(fsys) }
	source := &copyOf{rel: releaseOf(1, signed, nil)}
	s := newServer(t, Config{Source: source, OpenSearch: open})
	for _, req := range []engine.Request{{Query: "зохиомол", Lang: "mn", Limit: 10}, {Query: "made-up", Lang: "en", Limit: 1, Kind: "soum"}, {Query: "зохиомол", Lang: "mn", Limit: 10, Aimag: "99"}, {Lang: "mn", Limit: 10}} {
		want, err := command.Search(t.Context(), req)
		if err != nil {
			t.Fatal(err)
		}
		q := url.Values{"q": {req.Query}, "lang": {req.Lang}}
		if req.Limit != 10 {
			q.Set("limit", "1")
		}
		if req.Kind != "" {
			q.Set("kind", req.Kind)
		}
		if req.Aimag != "" {
			q.Set("aimag", req.Aimag)
		}
		w := get(s, "/api/search?"+q.Encode())
		var got engine.Result
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
			t.Fatalf("%v: %v", q, err)
		}
		want.TookMS, got.TookMS = 0, 0
		a, _ := json.Marshal(want)
		b, _ := json.Marshal(got)
		if w.Code != http.StatusOK || string(a) != string(b) {
			t.Errorf("%v: %d\n%s\n%s", q, w.Code, b, a)
		}
		if req.Query == "зохиомол" && req.Aimag == "" && (len(got.Hits) != 1 || got.Hits[0].Snippet == "") {
			t.Errorf("no hit with a snippet: %s", b)
		}
		if w.Header().Get("Content-Type") != "application/json; charset=utf-8" || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%v", w.Header())
		}
	}
	// A part of the index that was changed on the disk is not searched.
	broken := map[string]string{}
	for name, text := range signed {
		broken[name] = text
	}
	tree := releaseOf(9, broken, nil).Files
	for name := range signed {
		if strings.HasPrefix(name, "search/index-mn") {
			broken[name] = "signed otherwise"
		}
	}
	source.set(releaseOf(2, broken, tree))
	if w := get(s, "/api/search?q=x"); w.Code != http.StatusInternalServerError || !strings.Contains(w.Body.String(), `{"error":"damaged"}`) {
		t.Errorf("damaged index: %d %s", w.Code, w.Body)
	}
	source.set(releaseOf(3, siteFiles(), nil))
	if w := get(s, "/api/search?q=x"); w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "no_search") {
		t.Errorf("no index: %d %s", w.Code, w.Body)
	}
}

func TestSearchRefusesWhatItDoesNotKnow(t *testing.T) {
	s := newServer(t, Config{})
	for query, fault := range map[string]string{
		"q=x&lang=de": "lang", "q=x&lang=": "lang", "q=x&limit=0": "limit", "q=x&limit=101": "limit", "q=x&limit=1e2": "limit", "q=x&limit=9999999999999999999999": "limit",
		"q=x&offset=-1": "offset", "q=x&offset=1001": "offset", "q=x&q=y": "q", "q=x&explain=1": "unknown_parameter", "q=%zz": "query", "q=x;y": "query",
		"q=x&sort=size": "sort", "q=x&sort=distance": "sort", "kind=" + strings.Repeat("k", 65): "kind", "near=" + strings.Repeat("k", 65): "near", "aimag=" + strings.Repeat("k", 65): "aimag",
	} {
		w := get(s, "/api/search?"+query)
		if w.Code != http.StatusBadRequest || strings.TrimSpace(w.Body.String()) != `{"error":"`+fault+`"}` {
			t.Errorf("%.40s: %d %s", query, w.Code, w.Body)
		}
	}
	w := get(s, "/api/search?q=%3Cscript%3E&limit=7&sort=distance&near=soum/6346&lang=en")
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `"total":7`) || !strings.Contains(w.Body.String(), `"lang":"en"`) || !strings.Contains(w.Body.String(), "<&>") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := get(s, "/api/search"); w.Code != http.StatusOK {
		t.Errorf("no query: %d", w.Code)
	}
	if w := ask(s, http.MethodHead, "/api/search?q=x"); w.Code != http.StatusOK || w.Body.Len() > 0 {
		t.Errorf("HEAD: %d, %d bytes", w.Code, w.Body.Len())
	}
}

func TestTooManySearchesAreSentAway(t *testing.T) {
	wait := make(chan struct{})
	s := newServer(t, Config{OpenSearch: func(fs.FS) (Searcher, error) { return fakeSearch{wait}, nil }})
	room := cap(s.search.line)
	codes := make(chan int, room+20)
	var all sync.WaitGroup
	for range room + 20 {
		all.Go(func() {
			w := get(s, "/api/search?q=x")
			if w.Code == http.StatusServiceUnavailable && w.Header().Get("Retry-After") == "" {
				t.Error("no Retry-After")
			}
			codes <- w.Code
		})
	}
	// Those beyond the line are answered at once, while the others still wait; then pages are read all the same.
	for range 20 {
		if code := <-codes; code != http.StatusServiceUnavailable {
			t.Fatalf("status %d before any search was done", code)
		}
	}
	if w := get(s, "/mn/index.html"); w.Code != http.StatusOK {
		t.Errorf("a page meanwhile: %d", w.Code)
	}
	close(wait)
	all.Wait()
	close(codes)
	for code := range codes {
		if code != http.StatusOK {
			t.Errorf("status %d of one that waited", code)
		}
	}
}

func TestASearchHasItsTime(t *testing.T) {
	s := newServer(t, Config{OpenSearch: func(fs.FS) (Searcher, error) { return fakeSearch{make(chan struct{})}, nil }})
	s.search.time = 10 * time.Millisecond
	w := get(s, "/api/search?q=x")
	if w.Code != http.StatusServiceUnavailable {
		t.Errorf("%d", w.Code)
	}
}

func TestASearchThatCannotBeOpenedIsTriedAgain(t *testing.T) {
	fails := true
	s := newServer(t, Config{OpenSearch: func(fs.FS) (Searcher, error) {
		if fails {
			return nil, errors.New("the disk does not answer")
		}
		return fakeSearch{}, nil
	}})
	if w := get(s, "/api/search?q=x"); w.Code != http.StatusInternalServerError {
		t.Errorf("%d", w.Code)
	}
	fails = false
	if w := get(s, "/api/search?q=x"); w.Code != http.StatusOK {
		t.Errorf("afterwards: %d", w.Code)
	}
}
