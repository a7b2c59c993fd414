package engine_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"nutag/search/doc"
	"nutag/search/engine"
	"nutag/search/index"
	"nutag/search/runtime"
)

const (
	repo   = "../.."
	worker = repo + "/themes/nutag/assets/js/search-worker.js"
)

// browserSite writes a search with the engine for the browser and returns the
// site's folder.
func browserSite(t testing.TB, docs []doc.Document) string {
	t.Helper()
	dir := t.TempDir()
	files, err := runtime.BuildEngine(context.Background(), repo, filepath.Join(dir, "search"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := index.Write(filepath.Join(dir, "search"), docs, nil, index.Meta{Engine: &files.Engine, Glue: &files.Glue}); err != nil {
		t.Fatal(err)
	}
	return dir
}

// node puts requests to the worker script and returns its messages and what it
// measured.
func node(t testing.TB, site, lang string, reqs []engine.Request, args ...string) ([]message, string) {
	t.Helper()
	var in bytes.Buffer
	for _, r := range reqs {
		b, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		in.Write(append(b, '\n'))
	}
	cmd := exec.Command("node", append([]string{repo + "/search/wasm/run.mjs", worker, filepath.Join(site, "search"), lang}, args...)...)
	var out, errs bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = &in, &out, &errs
	if err := cmd.Run(); err != nil && out.Len() == 0 {
		t.Fatalf("node: %v\n%s", err, errs.String())
	}
	var msgs []message
	for line := range strings.Lines(out.String()) {
		var m message
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		msgs = append(msgs, m)
	}
	return msgs, strings.TrimSpace(errs.String())
}

type message struct {
	Type, Why, Detail string
	Result            engine.Result
}

// requests are the vectors of one language and queries made to hurt.
func requests(t testing.TB, lang string) []engine.Request {
	var reqs []engine.Request
	for _, v := range vectors(t) {
		if v.Lang == lang {
			reqs = append(reqs, engine.Request{Query: v.Query, Lang: lang, Kind: v.Kind, Aimag: v.Aimag})
		}
	}
	for _, s := range []string{strings.Repeat("Шаргад ", 1500), strings.Repeat("ө", 6000), "\x00\u202e", "日本語 مرحبا 👩‍👩‍👧", "*?~^\"(", "а" + strings.Repeat("\u0301", 500)} {
		reqs = append(reqs, engine.Request{Query: s, Lang: lang})
	}
	return reqs
}

// The same bytes and the same package give the same answers in the browser's
// engine, scores and snippets included.
func TestBrowserEngineGivesTheSameAnswers(t *testing.T) {
	site := browserSite(t, corpus())
	native, err := engine.OpenSite(site)
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{nil, {"--files"}} {
		for _, lang := range []string{"mn", "en"} {
			reqs := requests(t, lang)
			got, measured := node(t, site, lang, reqs, args...)
			t.Log(lang, args, measured)
			if len(got) != len(reqs) {
				t.Fatalf("%d answers to %d requests: %v", len(got), len(reqs), got)
			}
			for i, r := range reqs {
				want, err := native.Search(context.Background(), r)
				if err != nil {
					t.Fatal(err)
				}
				g := got[i].Result
				want.TookMS, g.TookMS = 0, 0
				if d := cmp.Diff(want, g); d != "" || got[i].Type != "result" {
					t.Errorf("%.60q: %s %s\n%s", r.Query, got[i].Type, got[i].Detail, d)
				}
			}
		}
	}
}

func TestWorkerSaysWhatIsWrong(t *testing.T) {
	for name, tt := range map[string]struct {
		pattern string
		change  func([]byte) []byte // nil removes the file
		why     string
	}{
		"no entry":         {"entry.json", nil, "load"},
		"entry cut":        {"entry.json", func(b []byte) []byte { return b[:len(b)/2] }, "load"},
		"another format":   {"entry.json", func(b []byte) []byte { return bytes.Replace(b, []byte(`"format":2`), []byte(`"format":3`), 1) }, "old"},
		"another language": {"entry.json", func(b []byte) []byte { return bytes.Replace(b, []byte(`"mn":{`), []byte(`"xx":{`), 1) }, "load"},
		"no shard":         {"index-mn-9*", nil, "old"},
		"shard damaged":    {"index-mn-9*", func(b []byte) []byte { b[len(b)/2] ^= 1; return b }, "load"},
		"shard cut":        {"index-mn-9*", func(b []byte) []byte { return b[:len(b)/2] }, "load"},
		"no engine":        {"engine.*", nil, "old"},
		"engine damaged":   {"engine.*", func(b []byte) []byte { b[len(b)/2] ^= 1; return b }, "load"},
	} {
		t.Run(name, func(t *testing.T) {
			site := browserSite(t, corpus())
			files, err := filepath.Glob(filepath.Join(site, "search", tt.pattern))
			if err != nil || len(files) == 0 {
				t.Fatal(err)
			}
			if tt.change == nil {
				err = os.Remove(files[0])
			} else if data, rerr := os.ReadFile(files[0]); rerr != nil {
				err = rerr
			} else {
				err = os.WriteFile(files[0], tt.change(data), 0o644)
			}
			if err != nil {
				t.Fatal(err)
			}
			got, _ := node(t, site, "mn", nil)
			if len(got) != 1 || got[0].Type != "failed" || got[0].Why != tt.why || got[0].Detail == "" {
				t.Fatalf("%+v, want failed because %q", got, tt.why)
			}
		})
	}
}

// A missing block of texts costs the snippet and nothing else.
func TestWorkerWithoutTexts(t *testing.T) {
	site := browserSite(t, corpus())
	files, err := filepath.Glob(filepath.Join(site, "search", "text-mn-*"))
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, f := range files {
		if err := os.Remove(f); err != nil {
			t.Fatal(err)
		}
	}
	got, _ := node(t, site, "mn", []engine.Request{{Query: "Шаргад"}})
	if len(got) != 1 || len(got[0].Result.Hits) == 0 || got[0].Result.Hits[0].Snippet != "" {
		t.Fatalf("%+v", got)
	}
}

// Versions of one module that differ between the two module files would put
// different code into the browser than into the tests.
func TestModuleFilesAgree(t *testing.T) {
	versions := func(path string) map[string]string {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		out := make(map[string]string)
		for line := range strings.Lines(string(data)) {
			if f := strings.Fields(line); len(f) >= 2 && strings.HasPrefix(f[1], "v") {
				out[f[0]] = f[1]
			}
		}
		return out
	}
	all := versions(repo + "/go.mod")
	wasm := versions(repo + "/search/wasm/wasm.mod")
	if len(wasm) < 10 {
		t.Fatalf("only %d modules read", len(wasm))
	}
	for module, v := range wasm {
		if all[module] != v {
			t.Errorf("%s is %s in wasm.mod and %q in go.mod", module, v, all[module])
		}
	}
}

func TestEngineSizeBudget(t *testing.T) {
	files, err := runtime.BuildEngine(context.Background(), repo, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("engine: %d bytes, %d packed", files.Engine.Raw, files.Engine.Size)
	if limit := 1_750_000; files.Engine.Size > limit {
		t.Errorf("the engine has %d bytes packed, at most %d: what was linked?", files.Engine.Size, limit)
	}
	again, err := runtime.BuildEngine(context.Background(), repo, t.TempDir())
	if err != nil || again != files {
		t.Errorf("a second build gave %+v after %+v, %v", again, files, err)
	}
}
