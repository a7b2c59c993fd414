package engine_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"nutag/search/analysis"
	"nutag/search/doc"
	"nutag/search/engine"
	"nutag/search/index"
	"nutag/search/shard"
)

// vector is one query and the pages that must come first.
type vector struct {
	Why, Lang, Query, Kind, Aimag string
	First                         []string
	Total                         *int
}

func vectors(t testing.TB) []vector {
	t.Helper()
	data, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var out []vector
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// site writes a search of the documents and returns the site's folder.
func site(t testing.TB, docs []doc.Document) string {
	t.Helper()
	dir := t.TempDir()
	if _, err := index.Write(filepath.Join(dir, "search"), docs, nil, index.Meta{}); err != nil {
		t.Fatal(err)
	}
	return dir
}

func open(t testing.TB, docs []doc.Document) *engine.Engine {
	t.Helper()
	e, err := engine.OpenSite(site(t, docs))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func ids(r engine.Result) []string {
	out := []string{}
	for _, h := range r.Hits {
		out = append(out, h.ID)
	}
	return out
}

func TestVectors(t *testing.T) {
	e := open(t, corpus())
	for _, v := range vectors(t) {
		t.Run(v.Why, func(t *testing.T) {
			r, err := e.Search(context.Background(), engine.Request{Query: v.Query, Lang: v.Lang, Kind: v.Kind, Aimag: v.Aimag})
			if err != nil {
				t.Fatal(err)
			}
			got := ids(r)
			if len(got) < len(v.First) || !slices.Equal(got[:len(v.First)], v.First) {
				t.Errorf("%q: got %v, want first %v", v.Query, got, v.First)
			}
			if v.Total != nil && r.Total != *v.Total {
				t.Errorf("%q: total %d, want %d", v.Query, r.Total, *v.Total)
			}
		})
	}
}

func TestHitsCarryWhatThePageShows(t *testing.T) {
	e := open(t, corpus())
	r, err := e.Search(context.Background(), engine.Request{Query: "Хүйтэн сургууль", Lang: "mn", Limit: 3})
	if err != nil || len(r.Hits) == 0 {
		t.Fatal(r, err)
	}
	h := r.Hits[0]
	if h.URL != "mn/soums/9204-tsetsenkhoshuu.html" || h.Title != "Цэцэнхошуу" || h.Lang != "mn" || h.Kind != "soum" || h.Aimag != "92" || h.Place != "Өвөрмод" {
		t.Errorf("%+v", h)
	}
	units := utf16.Encode([]rune(h.Snippet))
	var marked []string
	for _, m := range h.Marks {
		marked = append(marked, string(utf16.Decode(units[m[0]:m[1]])))
	}
	if !slices.Equal(marked, []string{"хүйтэн", "Сургууль"}) {
		t.Errorf("marks %q in %q", marked, h.Snippet)
	}
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"query", "lang", "total", "took_ms", "hits", "id", "kind", "url", "title", "score", "snippet"} {
		if !strings.Contains(string(data), `"`+key+`":`) {
			t.Errorf("JSON has no %q: %s", key, data)
		}
	}
}

func TestMarksCountUTF16(t *testing.T) {
	e := open(t, corpus())
	r, err := e.Search(context.Background(), engine.Request{Query: "тэмдэгт", Lang: "mn"})
	if err != nil || len(r.Hits) != 1 || len(r.Hits[0].Marks) != 1 {
		t.Fatalf("%+v %v", r, err)
	}
	h := r.Hits[0]
	m := h.Marks[0]
	if got := string(utf16.Decode(utf16.Encode([]rune(h.Snippet))[m[0]:m[1]])); got != "тэмдэгт" {
		t.Errorf("marked %q", got)
	}
	if !strings.Contains(h.Snippet, "<b>&amp;</b>") {
		t.Errorf("the snippet must be the plain text, unchanged: %q", h.Snippet)
	}
}

func TestSnippetIsCutBetweenLettersAndWords(t *testing.T) {
	docs := corpus()
	for i := range docs {
		if docs[i].ID == "soum/9204" {
			// No-break spaces have two bytes; the far words stand apart, the near ones together.
			docs[i].Body = strings.Repeat("1,231\u00a0км²\u00a0зай. ", 30) + "хүйтэн зүйл байна, дараа нь сар. " + strings.Repeat("Үг\u00a0үг. ", 40) +
				"Хамгийн\u00a0хүйтэн\u202fсар. " + strings.Repeat("төгсгөл\u00a0 ", 60)
		}
	}
	e := open(t, docs)
	r, err := e.Search(context.Background(), engine.Request{Query: "хүйтэн сар", Lang: "mn"})
	if err != nil || len(r.Hits) == 0 {
		t.Fatal(r, err)
	}
	s := r.Hits[0].Snippet
	if !utf8.ValidString(s) || strings.ContainsRune(s, utf8.RuneError) {
		t.Errorf("cut inside a letter: %q", s)
	}
	if !strings.Contains(s, "хүйтэн сар.") || !strings.HasPrefix(s, "… ") || !strings.HasSuffix(s, " …") {
		t.Errorf("got %q", s)
	}
	if n := utf8.RuneCountInString(s); n > 190 {
		t.Errorf("%d letters", n)
	}
}

func TestLimitAndEmptyHits(t *testing.T) {
	e := open(t, append(corpus(), manyDocuments(150)...))
	for limit, want := range map[int]int{0: 10, -3: 10, 4: 4, 1 << 30: engine.MaxLimit} {
		r, err := e.Search(context.Background(), engine.Request{Query: "сум", Lang: "mn", Limit: limit, Kind: "soum"})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Hits) != want {
			t.Errorf("limit %d: %d hits of %d, want %d", limit, len(r.Hits), r.Total, want)
		}
	}
	r, err := e.Search(context.Background(), engine.Request{Lang: "mn"})
	if err != nil || r.Hits == nil {
		t.Errorf("hits must be an empty list, not null: %+v %v", r, err)
	}
}

func TestUnknownLanguage(t *testing.T) {
	e := open(t, corpus())
	if _, err := e.Search(context.Background(), engine.Request{Query: "x", Lang: "de"}); !errors.Is(err, engine.ErrLanguage) {
		t.Fatal(err)
	}
	if got := e.Languages(); !slices.Equal(got, []string{"en", "mn"}) {
		t.Fatal(got)
	}
}

// A server of a mirror gives files that it has checked, not a folder.
func TestOpenSiteFS(t *testing.T) {
	dir := site(t, corpus())
	one, err := engine.OpenSite(dir)
	if err != nil {
		t.Fatal(err)
	}
	other, err := engine.OpenSiteFS(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range one.Languages() {
		for _, query := range []string{"хутаг", "khutag", "bulgan", ""} {
			a, errA := one.Search(context.Background(), engine.Request{Query: query, Lang: lang})
			b, errB := other.Search(context.Background(), engine.Request{Query: query, Lang: lang})
			a.TookMS, b.TookMS = 0, 0
			if errA != nil || errB != nil || !reflect.DeepEqual(a, b) {
				t.Errorf("%s %q: %v %v", lang, query, errA, errB)
			}
		}
	}
	if _, err := engine.OpenSiteFS(os.DirFS(t.TempDir())); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no site: %v", err)
	}
}

func TestOpenSiteRefusals(t *testing.T) {
	if _, err := engine.OpenSite(t.TempDir()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no site: %v", err)
	}
	spoil := func(pattern string, change func([]byte) []byte) error {
		dir := site(t, corpus())
		files, err := filepath.Glob(filepath.Join(dir, "search", pattern))
		if err != nil || len(files) == 0 {
			t.Fatal(pattern, err)
		}
		data, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(files[0], change(data), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err = engine.OpenSite(dir)
		return err
	}
	for name, err := range map[string]error{
		"entry cut":     spoil("entry.json", func(b []byte) []byte { return b[:len(b)/2] }),
		"entry path":    spoil("entry.json", func(b []byte) []byte { return []byte(strings.Replace(string(b), "index-mn", "../index-mn", 1)) }),
		"shard damaged": spoil("index-mn-9*", func(b []byte) []byte { b[len(b)/2] ^= 1; return b }),
		"shard cut":     spoil("index-mn-9*", func(b []byte) []byte { return b[:len(b)/2] }),
	} {
		if err == nil {
			t.Errorf("%s: opened", name)
		}
	}
	if err := spoil("entry.json", func(b []byte) []byte {
		return []byte(strings.Replace(string(b), fmt.Sprintf(`"analysis":%d`, analysis.Version), `"analysis":99`, 1))
	}); !errors.Is(err, shard.ErrVersion) {
		t.Errorf("other analysis version: %v", err)
	}
}

func FuzzQuery(f *testing.F) {
	e := open(f, corpus())
	for _, v := range vectors(f) {
		f.Add(v.Query)
	}
	for _, s := range []string{
		strings.Repeat("Шаргад ", 2000), strings.Repeat("ө", 12000), strings.Repeat("а-б", 3000), "\xff\xfe", "\x00", "ᠮᠣᠩᠭᠣᠯ", "مرحبا",
		"👩‍👩‍👧", "e\u0301\u0301\u0301", "\u202eabc", "日本語", "*?~^[]{}()", "\u0085", "а" + strings.Repeat("\u0301", 500),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, lang := range []string{"mn", "en"} {
			r, err := e.Search(context.Background(), engine.Request{Query: s, Lang: lang, Limit: 5})
			if err != nil {
				t.Fatalf("%q: %v", s, err)
			}
			if !utf8.ValidString(r.Query) || len(r.Query) > engine.MaxQuery+2 {
				t.Fatalf("%q: echoed as %d bytes %q", s, len(r.Query), r.Query)
			}
			for _, h := range r.Hits {
				if !utf8.ValidString(h.Snippet) {
					t.Fatalf("%q: snippet %q", s, h.Snippet)
				}
				n := len(utf16.Encode([]rune(h.Snippet)))
				for _, m := range h.Marks {
					if m[0] < 0 || m[0] >= m[1] || m[1] > n {
						t.Fatalf("%q: mark %v in %q", s, m, h.Snippet)
					}
				}
			}
		}
	})
}
