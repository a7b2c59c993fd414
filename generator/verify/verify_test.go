package verify

import (
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"nutag/generator/diag"
)

// page gives a sound page of the made-up portal that the cases then break.
func page(lang, inner, title, body string) string {
	up := strings.Repeat("../", strings.Count(inner, "/")+1)
	return `<!doctype html>
<html lang="` + lang + `"><head><meta charset="utf-8"><title>` + title + `</title>
<link rel="alternate" hreflang="mn" href="` + up + `mn/` + inner + `"><link rel="alternate" hreflang="en" href="` + up + `en/` + inner + `">
<link rel="stylesheet" href="` + up + `style.css"></head>
<body><main id="main"><h1>` + title + `</h1>` + body + `</main></body></html>
`
}

func sound() map[string]string {
	return map[string]string{
		"index.html":       `<!doctype html><html lang="mn"><head><title>Нүүр</title></head><body><h1>Нүүр</h1><a href="mn/index.html">Монгол</a> <a href="en/index.html">English</a></body></html>`,
		"404.html":         `<!doctype html><html lang="mn"><head><title>Олдсонгүй</title></head><body><h1>Олдсонгүй</h1><p>x</p></body></html>`,
		"style.css":        "/* url(none.png) */ body{background:url(felt.svg)}",
		"felt.svg":         `<svg xmlns="http://www.w3.org/2000/svg"><title>x</title><path id="p" d="M0 0"/><a href="mn/soums/9999-alpha.html#main"><use href="#p" fill="url(#p)"/></a></svg>`,
		"api/v1/9999.json": `{"name":"Alpha"}`,

		"mn/index.html":            page("mn", "index.html", "Эхлэл", `<p>Сум <a href="soums/9999-alpha.html#main">Альфа</a></p>`),
		"en/index.html":            page("en", "index.html", "Start", `<p>Soum <a href="soums/9999-alpha.html#main">Alpha</a></p>`),
		"mn/soums/9999-alpha.html": page("mn", "soums/9999-alpha.html", "Альфа", `<h2>Хүн ам</h2><h3>Он</h3><p>12</p><p><a href="https://example.org/" rel="external">x</a> <a href="tel:+976">y</a></p>`),
		"en/soums/9999-alpha.html": page("en", "soums/9999-alpha.html", "Alpha", `<h2>People</h2><h3>Year</h3><p>12</p><script type="application/ld+json">{"@context":"https://schema.org","a":{"b":{}}}</script>`),
	}
}

func write(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func lines(list diag.List) []string {
	var out []string
	for _, p := range list {
		out = append(out, p.File+": "+p.Message+" ["+p.RuleID+"]")
	}
	return out
}

func TestSoundPortal(t *testing.T) {
	summary, problems := Verify(write(t, sound()), Options{})
	if len(problems) > 0 {
		t.Errorf("problems in a sound portal:\n%s", strings.Join(lines(problems), "\n"))
	}
	if want := (Summary{Pages: 6, Files: 9, Links: 22}); summary != want {
		t.Errorf("summary = %+v, want %+v", summary, want)
	}
}

func TestRules(t *testing.T) {
	const mn, en = "mn/soums/9999-alpha.html", "en/soums/9999-alpha.html"
	inBody := func(html string) func(map[string]string) {
		return func(files map[string]string) {
			files[en] = strings.Replace(files[en], "</main>", html+"</main>", 1)
		}
	}
	set := func(name, text string) func(map[string]string) {
		return func(files map[string]string) { files[name] = text }
	}
	replace := func(name, from, to string) func(map[string]string) {
		return func(files map[string]string) {
			if !strings.Contains(files[name], from) {
				t.Fatalf("%s does not hold %q", name, from)
			}
			files[name] = strings.ReplaceAll(files[name], from, to)
		}
	}
	// Letters without pattern, which no brotli makes small.
	random := rand.New(rand.NewPCG(1, 2))
	noise := func(n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"[random.IntN(64)]
		}
		return string(b)
	}

	cases := []struct {
		name  string
		mend  func(map[string]string)
		base  string
		want  []string // rule ids, one a problem
		place string   // file:line:col of the first problem, when it matters
	}{
		{name: "missing page", mend: inBody(`<a href="../soums/none.html">x</a>`), want: []string{"link-target"}, place: en + ":5:"},
		{name: "missing anchor", mend: inBody(`<a href="../index.html#none">x</a>`), want: []string{"link-anchor"}},
		{name: "missing anchor in the page itself", mend: inBody(`<a href="#none">x</a>`), want: []string{"link-anchor"}},
		{name: "choice kept in the address", mend: inBody(`<a href="../index.html#v=1&amp;c=6346">x</a>`)},
		{name: "choice without a version", mend: inBody(`<a href="../index.html#c=6346">x</a>`), want: []string{"link-anchor"}},
		{name: "empty anchor", mend: inBody(`<a href="#">x</a>`), want: []string{"link-anchor"}},
		{name: "empty address", mend: inBody(`<a href="">x</a>`), want: []string{"link-target"}},
		{name: "address that is none", mend: inBody(`<a href="%zz">x</a>`), want: []string{"link-target"}},
		{name: "anchor in letters of its own", mend: inBody(`<p id="хүн ам"><a href="#%D1%85%D2%AF%D0%BD%20%D0%B0%D0%BC">x</a></p>`)},
		{name: "query", mend: inBody(`<a href="../index.html?q=1#main">x</a><form action="../index.html"><input name="q"></form>`)},
		{name: "missing picture", mend: inBody(`<img src="x.png" alt="" srcset="felt.svg 1x, ../../felt.svg 2x">`), want: []string{"link-target", "link-target"}},
		{name: "missing object", mend: inBody(`<object data="x.svg">x</object>`), want: []string{"link-target"}},
		{name: "root link", mend: inBody(`<a href="/mn/index.html">x</a>`), want: []string{"link-relative"}},
		{name: "base element that says where links open", mend: inBody(`<base target="_top">`)},
		{name: "base element", mend: inBody(`<base href="../../index.html">`), want: []string{"link-relative"}},
		{name: "folder link", mend: inBody(`<a href="../">x</a>`), want: []string{"link-in-full"}},
		{name: "link out of the portal", mend: inBody(`<a href="../../../x.html">x</a>`), want: []string{"link-target"}},
		{name: "http", mend: inBody(`<a href="http://example.org/">x</a>`), want: []string{"link-scheme"}},
		{name: "javascript", mend: inBody(`<a href=" JavaScript:alert(1)">x</a>`), want: []string{"link-scheme"}},
		{name: "no rel", mend: inBody(`<a href="https://example.org/">x</a>`), want: []string{"link-rel"}},
		{name: "licence", mend: inBody(`<link rel="license" href="https://example.org/">`)},
		{name: "script of another host", mend: inBody(`<script src="https://example.org/x.js"></script>`), want: []string{"outside-request"}},
		{name: "picture of another host without scheme", mend: inBody(`<img alt="" src="//example.org/x.png">`), want: []string{"outside-request"}},
		{name: "preconnect", mend: inBody(`<link rel="preconnect" href="https://example.org">`), want: []string{"outside-request"}},
		{name: "form to another host", mend: inBody(`<form action="https://example.org/"></form>`), want: []string{"outside-request"}},
		{name: "refresh to another host", mend: inBody(`<meta http-equiv="refresh" content="0; URL=https://example.org/">`), want: []string{"outside-request"}},
		{name: "refresh to a page", mend: inBody(`<meta http-equiv="Refresh" content="0; url=../index.html">`)},
		{name: "data picture", mend: inBody(`<img alt="" src="data:image/png;base64,AA==">`)},
		{name: "drawing with a picture of another host", mend: inBody(`<svg><image href="https://example.org/x.png"/></svg>`), want: []string{"outside-request"}},
		{name: "fill of another host", mend: inBody(`<svg><rect fill="url(https://example.org/x.svg#a)"/></svg>`), want: []string{"outside-request"}},
		{name: "missing fill", mend: inBody(`<svg><rect fill="url(#none)"/></svg>`), want: []string{"link-anchor"}},
		{name: "import", mend: set("style.css", `@import "https://example.org/x.css";body{background:url(felt.svg)}`), want: []string{"outside-request"}, place: "style.css:1:1"},
		{name: "missing url in a style sheet", mend: set("style.css", "p{}\nbody{background:url( 'none.svg' )}"), want: []string{"link-target"}, place: "style.css:2:17"},
		{name: "handler", mend: inBody(`<p onclick="x()">x</p>`), want: []string{"inline-handler"}},
		{name: "inline script", mend: inBody(`<script>x()</script>`), want: []string{"inline-script"}},
		{name: "data script", mend: inBody(`<script type="application/json">{"a":"</p>{{"}</script>`)},
		{name: "broken data script", mend: inBody(`<script type="application/json">{"a":}</script>`), want: []string{"json-parse"}},
		{name: "broken JSON-LD", mend: inBody(`<script type="application/ld+json">{a:1}</script>`), want: []string{"json-parse"}},
		{name: "broken JSON file", mend: set("api/v1/9999.json", `{`), want: []string{"json-parse"}},
		{name: "style element", mend: inBody(`<style>p{}</style>`), want: []string{"inline-style"}},
		{name: "style attribute", mend: inBody(`<p style="color:red">x</p>`), want: []string{"inline-style"}},
		{name: "style sheet of a drawing", mend: set("felt.svg", "<?xml version=\"1.0\"?><?xml-stylesheet type=\"text/css\" href=\"none.css\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>"), want: []string{"link-target"}},
		{name: "broken drawing", mend: set("felt.svg", `<svg xmlns="http://www.w3.org/2000/svg"><path id=p></svg>`), want: []string{"xml-parse"}},
		{name: "id twice", mend: inBody(`<p id="main">x</p>`), want: []string{"id-unique"}},
		{name: "two h1", mend: inBody(`<h1>x</h1><p>x</p>`), want: []string{"h1-one"}},
		{name: "no title", mend: replace(en, "<title>Alpha</title>", ""), want: []string{"title-missing"}},
		{name: "empty title", mend: replace(en, "<title>Alpha</title>", "<title> </title>"), want: []string{"title-missing"}},
		{name: "title of a drawing is no title of the page", mend: inBody(`<svg><title>x</title></svg>`)},
		{name: "same title", mend: replace(en, "<title>Alpha</title>", "<title>Start</title>"), want: []string{"title-unique"}},
		{name: "wrong lang", mend: replace(en, `<html lang="en">`, `<html lang="mn">`), want: []string{"lang-folder"}},
		{name: "no lang at the root", mend: replace("404.html", ` lang="mn"`, ""), want: []string{"lang-folder"}},
		{name: "no hreflang", mend: replace(en, `rel="alternate" hreflang="mn"`, `rel="alternate"`), want: []string{"hreflang-pair"}},
		{name: "hreflang of another page", mend: replace(en, `hreflang="mn" href="../../mn/soums/9999-alpha.html"`, `hreflang="mn" href="../../mn/index.html"`), want: []string{"hreflang-pair"}},
		{name: "hreflang of an unknown language", mend: inBody(`<link rel="alternate" hreflang="kk" href="../index.html">`), want: []string{"hreflang-pair"}},
		{name: "no twin", mend: func(files map[string]string) {
			files["en/only.html"] = page("en", "only.html", "Only", "<p>x</p>")
			inBody(`<a href="../only.html">x</a>`)(files)
		}, want: []string{"twin-missing", "link-target"}},
		{name: "orphan", mend: func(files map[string]string) {
			files["mn/only.html"] = page("mn", "only.html", "Ганц", "<p>x</p>")
			files["en/only.html"] = page("en", "only.html", "Only", "<p>x</p>")
		}, want: []string{"page-orphan"}},
		{name: "section followed by a heading", mend: inBody(`<h2>x</h2><h2>y</h2><p>z</p>`), want: []string{"section-empty"}, place: en + ":5:"},
		{name: "section that ends", mend: inBody(`<section><h2>x</h2> <div> </div></section><p>z</p>`), want: []string{"section-empty"}},
		{name: "section at the end", mend: inBody(`<h2>x</h2>`), want: []string{"section-empty"}},
		{name: "heading without text", mend: inBody(`<h2> </h2><p>x</p>`), want: []string{"section-empty"}},
		{name: "section with a drawing", mend: inBody(`<section><h2>x</h2><svg><path d="M0 0"/></svg></section>`)},
		{name: "empty list", mend: inBody(`<ul> </ul>`), want: []string{"element-empty"}},
		{name: "empty description", mend: inBody(`<dl><dt>x</dt><dd></dd></dl>`), want: []string{"element-empty"}},
		{name: "list for a script", mend: inBody(`<ul data-results></ul><p role="status"></p><p hidden></p>`)},
		{name: "ZgotmplZ", mend: inBody(`<a href="#ZgotmplZ">x</a>`), want: []string{"link-anchor", "template-artefact"}},
		{name: "no value", mend: inBody(`<p>&lt;no value&gt;</p>`), want: []string{"template-artefact"}},
		{name: "no value in words", mend: inBody(`<p>of no value to us</p>`)},
		{name: "braces", mend: inBody(`<p>{{ .Title }}</p>`), want: []string{"template-artefact", "template-artefact"}},
		{name: "format", mend: inBody(`<p title="%!d(string=x)">x</p>`), want: []string{"template-artefact"}},
		{name: "percent", mend: inBody(`<p>100%!</p>`)},
		{name: "not a number", mend: inBody(`<p>NaN km</p>`), want: []string{"template-artefact"}},
		{name: "map", mend: inBody(`<p>map[a:1]</p>`), want: []string{"template-artefact"}},
		{name: "lost letter", mend: inBody("<p>\uFFFD</p>"), want: []string{"text-encoding"}},
		{name: "cut letter", mend: inBody("<p>\xd1</p>"), want: []string{"text-encoding"}},
		{name: "name with a space", mend: set("a b.txt", ""), want: []string{"name-portable"}},
		{name: "name in Cyrillic", mend: set("сум.txt", ""), want: []string{"name-portable"}},
		{name: "device name", mend: set("mn/aux.txt", ""), want: []string{"name-portable"}},
		{name: "long path", mend: set(strings.Repeat("a/", 90)+"x.txt", ""), want: []string{"name-portable"}},
		{name: "names that differ in capitals", mend: set("Style.css", ""), want: []string{"name-case"}},
		{name: "heavy page", mend: inBody("<p>" + noise(20_000) + "</p>"), want: []string{"page-weight"}},
		{name: "long page that packs well", mend: inBody("<p>" + strings.Repeat("сум ", 20_000) + "</p>")},
		{name: "heavy drawing", mend: set("felt.svg", `<svg xmlns="http://www.w3.org/2000/svg"><desc>`+noise(35_000)+`</desc></svg>`), want: []string{"page-weight"}},
		{name: "heavy styles", mend: set("style.css", "/*"+noise(14_000)+"*/"), want: []string{"page-weight"}},
		{name: "sitemap without an address", mend: set("sitemap.xml", "<urlset></urlset>"), want: []string{"sitemap-base-url"}},
		{name: "address without a sitemap", mend: func(map[string]string) {}, base: "https://example.org/nutag/", want: []string{"sitemap-base-url"}},
		{name: "address", base: "https://example.org/nutag/", mend: func(files map[string]string) {
			files["sitemap.xml"] = "<urlset></urlset>"
			inBody(`<link rel="canonical" href="https://example.org/nutag/en/index.html">`)(files)
			replace(en, `hreflang="mn" href="../../mn`, `hreflang="mn" href="https://example.org/nutag/mn`)(files)
		}},
		{name: "address that does not exist", base: "https://example.org/nutag/", mend: func(files map[string]string) {
			files["sitemap.xml"] = "<urlset></urlset>"
			inBody(`<link rel="canonical" href="https://example.org/nutag/en/none.html">`)(files)
		}, want: []string{"link-target"}},
		{name: "no front page", mend: func(files map[string]string) { delete(files, "index.html") }, want: []string{"link-target"}},
		{name: "one mistake on many pages", mend: func(files map[string]string) {
			for _, name := range []string{mn, en} {
				files[name] = strings.Replace(files[name], "</main>", `<a href="../../none.html">x</a></main>`, 1)
			}
		}, want: []string{"link-target"}, place: en + ":5:"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			files := sound()
			c.mend(files)
			_, problems := Verify(write(t, files), Options{BaseURL: c.base})
			var got []string
			for _, p := range problems {
				got = append(got, p.RuleID)
			}
			want := c.want
			slices.Sort(got)
			slices.Sort(want)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("rules (-want +got):\n%s\n%s", diff, strings.Join(lines(problems), "\n"))
			}
			if c.place != "" && len(problems) > 0 {
				var b strings.Builder
				if err := problems.Write(&b, diag.Text); err != nil {
					t.Fatal(err)
				}
				if !strings.HasPrefix(b.String(), c.place) {
					t.Errorf("place: got %q, want it to begin with %q", b.String(), c.place)
				}
			}
		})
	}
}

func TestUnweighed(t *testing.T) {
	files := sound()
	heavy := strings.Builder{}
	random := rand.New(rand.NewPCG(3, 4))
	for range 40_000 {
		heavy.WriteByte(byte('a' + random.IntN(26)))
	}
	files["style.css"] = "/*" + heavy.String() + "*/"
	files["en/index.html"] = strings.Replace(files["en/index.html"], "</main>", "<p>"+heavy.String()+"</p></main>", 1)
	dir := write(t, files)
	if _, problems := Verify(dir, Options{}); len(problems) != 2 {
		t.Errorf("a heavy portal has %d problems, want 2:\n%s", len(problems), strings.Join(lines(problems), "\n"))
	}
	if _, problems := Verify(dir, Options{Unweighed: true}); len(problems) != 0 {
		t.Errorf("weighed all the same:\n%s", strings.Join(lines(problems), "\n"))
	}
}

// TestSameReport holds the report independent of which core was faster.
func TestSameReport(t *testing.T) {
	files := sound()
	for name := range maps.Clone(files) {
		if strings.HasSuffix(name, ".html") {
			files[name] += `<a href="none.html"></a><p id="main"></p><ul></ul>`
		}
	}
	dir := write(t, files)
	_, first := Verify(dir, Options{})
	for range 20 {
		_, again := Verify(dir, Options{})
		if diff := cmp.Diff(first, again); diff != "" {
			t.Fatalf("two looks at the same output differ:\n%s", diff)
		}
	}
}

// FuzzPage feeds pages that no builder would write; nothing may panic or hang.
func FuzzPage(f *testing.F) {
	f.Add([]byte(`<h2><ul></h2><title><svg><style>@import url(`))
	f.Add([]byte("<html lang=mn><p id=a id=a style='url(x' onx=1><script type=application/json>{"))
	f.Add([]byte("\xff\xfe<a href=\"%\" srcset=\",,\" data=\xd1>"))
	f.Add([]byte(page("mn", "index.html", "x", "<h2></h2></li></p>")))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, name := range []string{"index.html", "x.svg", "x.css"} {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
				t.Fatal(err)
			}
			_, problems := Verify(dir, Options{})
			for _, p := range problems {
				if p.Fix == "" || p.Line < 0 || p.Col < 0 {
					t.Errorf("problem without place or remedy: %+v", p)
				}
			}
		}
	})
}

// BenchmarkVerify looks at a portal as large as the real one.
func BenchmarkVerify(b *testing.B) {
	files := sound()
	random := rand.New(rand.NewPCG(1, 2))
	var links strings.Builder
	for i := range 370 {
		var body strings.Builder
		for range 400 {
			body.WriteString(`<tr><th scope="row">Хүн ам</th><td class="number">` + strings.Repeat("7", random.IntN(9)+1) + `</td><td><a href="../index.html#main">дэлгэрэнгүй</a></td></tr>`)
		}
		inner := "soums/" + string(rune('a'+i/26)) + string(rune('a'+i%26)) + ".html"
		links.WriteString(`<a href="` + inner + `">x</a>`)
		for _, lang := range Langs() {
			files[lang+"/"+inner] = page(lang, inner, inner, "<table><tbody>"+body.String()+"</tbody></table>")
		}
	}
	for _, lang := range Langs() {
		files[lang+"/index.html"] = strings.Replace(files[lang+"/index.html"], "</main>", links.String()+"</main>", 1)
	}
	dir := write(b, files)
	b.ResetTimer()
	for b.Loop() {
		if _, problems := Verify(dir, Options{}); len(problems) > 0 {
			b.Fatal(lines(problems)[0])
		}
	}
}

// TestEditionWeight lets a page that holds a whole course be longer than others, and no other page.
func TestEditionWeight(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	heavy := make([]byte, 20_000)
	for i := range heavy {
		heavy[i] = byte(random.IntN(256))
	}
	for path, want := range map[string]int{"mn/courses/c1-print.html": 0, "en/courses/c1.html": 1, "mn/courses/c1-print/x.html": 1, "courses/c1-print.html": 1} {
		d := &document{path: path}
		d.checkPageWeight(heavy, newScale())
		if len(d.findings) != want {
			t.Errorf("%s: %d findings, want %d", path, len(d.findings), want)
		}
	}
}
