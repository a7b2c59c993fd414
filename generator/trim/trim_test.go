package trim

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func options() Options {
	return Options{
		Holds: func(address string) bool { return !strings.Contains(address, "gone") },
		Mark:  func(lang string) string { return map[string]string{"mn": "энд алга", "en": "not here"}[lang] },
	}
}

func TestPage(t *testing.T) {
	for name, tc := range map[string]struct{ address, in, want string }{
		"link": {"mn/soums/a.html", `<p>Х <a class="x" href="../gone.html#y">нэр &amp; б</a>, <a href="b.html">б</a></p>`,
			`<p>Х <span class="x">нэр &amp; б</span> <small class="absent">(энд алга)</small>, <a href="b.html">б</a></p>`},
		"english":           {"en/a.html", `<a href=gone.html>A</a>`, `<span>A</span> <small class="absent">(not here)</small>`},
		"elements inside":   {"en/a.html", `<A HREF="gone.html"><b>A</b></A>!`, `<span><b>A</b></span> <small class="absent">(not here)</small>!`},
		"label":             {"en/a.html", `<a href="gone.html" aria-label="A">x</a>`, `<span aria-label="A (not here)">x</span> <small class="absent">(not here)</small>`},
		"file of programs":  {"en/data/a.html", `<a href="../../gone/a.csv">a.csv</a>`, `<span>a.csv</span> <small class="absent">(not here)</small>`},
		"escaped":           {"en/a.html", `<a href="g%6Fne.html">A</a>`, `<span>A</span> <small class="absent">(not here)</small>`},
		"drawing in a page": {"en/a.html", `<svg><a href="gone.html" aria-label="A"><path d="M0 0"/></a></svg><a href="gone.html">A</a>`, `<svg><g role="img" aria-label="A (not here)"><path d="M0 0"/></g></svg><span>A</span> <small class="absent">(not here)</small>`},
		"drawing": {"mn/map.svg", `<?xml version="1.0"?><?xml-stylesheet href="../map.css"?><svg><a href="gone.html" target="_top" tabindex="-1"><path d="M0"/><title>А &lt; б</title></a><a href="b.html"><path/></a></svg>`,
			`<?xml version="1.0"?><?xml-stylesheet href="../map.css"?><svg><g><path d="M0"/><title>А &lt; б</title></g><a href="b.html"><path/></a></svg>`},
		"feed":       {"en/a.html", `<link rel="alternate" href="gone.xml"><link rel="stylesheet" href="a.css">`, `<link rel="stylesheet" href="a.css">`},
		"left alone": {"en/a.html", `<!DOCTYPE html><a href="https://example.org/gone">A</a><a href="#gone">B</a><a href="/gone">C</a><a href="../../gone.html">D</a><a id=gone>E</a><a href="%zz-gone">F</a><script>"<a href='gone.html'>"</script><!-- <a href="gone.html"> -->`, ""},
	} {
		want := tc.want
		if want == "" {
			want = tc.in
		}
		got, n, err := Page([]byte(tc.in), tc.address, options())
		if err != nil || string(got) != want {
			t.Errorf("%s: %v\n got %s\nwant %s", name, err, got, want)
		}
		if (n == 0) != (want == tc.in) {
			t.Errorf("%s: %d links", name, n)
		}
		again, n, err := Page(got, tc.address, options())
		if err != nil || n != 0 || string(again) != string(got) {
			t.Errorf("%s: a second time changes it: %s", name, again)
		}
	}
}

// What is no link stays to the byte, whatever it is.
func FuzzPage(f *testing.F) {
	for _, s := range []string{"<a href=gone", "<a href='x'></a", "<svg><a><title>", "\x00<a <a href=\"gone\">", "<textarea><a href=gone>", "<A\nHREF=x>&#0;"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		all := Options{Holds: func(string) bool { return true }, Mark: func(string) string { return "x" }}
		if got, n, err := Page([]byte(s), "mn/a.html", all); err == nil && (n != 0 || string(got) != s) {
			t.Errorf("%q became %q", s, got)
		}
		if _, _, err := Page([]byte(s), "mn/a.html", options()); err != nil {
			t.Log(err)
		}
	})
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"mn/a.html": `<a href="gone.html">А</a>`, "mn/b.txt": `<a href="gone.html">`, "en/m.svg": `<svg><a href="gone.html"/></svg>`} {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	n, err := Folder(context.Background(), dir, options())
	if err != nil || n != 2 {
		t.Errorf("%d links, %v", n, err)
	}
	for name, want := range map[string]string{"mn/a.html": `<span>А</span> <small class="absent">(энд алга)</small>`, "mn/b.txt": `<a href="gone.html">`, "en/m.svg": `<svg><g/></svg>`} {
		if got, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name))); err != nil || string(got) != want {
			t.Errorf("%s: %s, %v", name, got, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Folder(ctx, dir, options()); err == nil {
		t.Error("an interrupt does not stop it")
	}
}
