package box

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"nutag/i18n"
)

func TestMessagesAreTheSameInBothLanguages(t *testing.T) {
	read := func(lang string) map[string]string {
		src, err := files.ReadFile("messages/" + lang + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		f, issues := i18n.ParseFile(lang+".yaml", src)
		if len(issues) > 0 {
			t.Fatal(issues)
		}
		out := map[string]string{}
		for _, m := range f.Messages {
			out[m.Key] = fmt.Sprint(m.Vars)
		}
		return out
	}
	mn, en := read(i18n.MN), read(i18n.EN)
	for key, vars := range mn {
		if en[key] != vars {
			t.Errorf("%s: %s in Mongolian, %s in English", key, vars, en[key])
		}
	}
	for key := range en {
		if _, ok := mn[key]; !ok {
			t.Errorf("%s is not in mn.yaml", key)
		}
	}
	// Each is used: by its name in a template or in Go, or put together from a part.
	var text strings.Builder
	for _, name := range []string{"frame", "take", "local", "fail"} {
		b, err := files.ReadFile("pages/" + name + ".html")
		if err != nil {
			t.Fatal(err)
		}
		text.Write(b)
	}
	for key := range mn {
		prefix, _, _ := strings.Cut(key, "_")
		if prefix == "fail" || prefix == "date" || strings.HasPrefix(key, "take_aimag") || strings.HasPrefix(key, "take_full") || strings.HasPrefix(key, "take_lite") || strings.HasPrefix(key, "take_other") || prefix == "size" {
			continue
		}
		if !strings.Contains(text.String(), `"`+key+`"`) {
			t.Errorf("%s is used in no page", key)
		}
	}
}

// wellFormed checks what a page of ours must have, and that there is no script and nothing from elsewhere.
func wellFormed(t *testing.T, name, page, lang string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	count := map[string]int{}
	ids := map[string]int{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		count[n.Data]++
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				ids[a.Val]++
			case a.Key == "lang" && n.Data == "html" && a.Val != lang:
				t.Errorf("%s: the page is in %s, wanted %s", name, a.Val, lang)
			case a.Key == "style", strings.HasPrefix(a.Key, "on"):
				t.Errorf("%s: attribute %s", name, a.Key)
			}
		}
	}
	for tag, want := range map[string]int{"h1": 1, "main": 1, "title": 1, "header": 1, "script": 0, "style": 0, "img": 0, "iframe": 0} {
		if count[tag] != want {
			t.Errorf("%s: %d × <%s>, want %d", name, count[tag], tag, want)
		}
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("%s: the id %s stands %d times", name, id, n)
		}
	}
	if strings.Contains(page, "‹") || strings.Contains(page, "ZgotmplZ") || strings.Contains(page, "&lt;no value") {
		t.Errorf("%s holds a value that is missing", name)
	}
}

func TestPagesOfTheHost(t *testing.T) {
	aimag := releaseOf(4, siteFiles(), nil)
	aimag.ID, aimag.Edition = "aimag-63-4", "aimag-63"
	bad := releaseOf(5, siteFiles(), nil)
	bad.ID, bad.Edition, bad.Verified = "lite-5", "lite", false
	notice, err := renderNotice([]byte("**Зохиомол газар**, <b>утас 0000</b>"))
	if err != nil {
		t.Fatal(err)
	}
	s := newServer(t, Config{Offers: []Source{&copyOf{rel: aimag}, &copyOf{rel: bad}, &copyOf{err: io.ErrUnexpectedEOF}}, Notice: Notice{"mn": notice, "en": notice}})
	for _, lang := range i18n.Langs() {
		for _, path := range []string{"/take", "/local", "/nowhere"} {
			for _, how := range []string{"parameter", "header"} {
				target, header := path+"?lang="+lang, ""
				if how == "header" {
					target, header = path, lang
				}
				w := get(s, target, "Accept-Language", header)
				wellFormed(t, target, w.Body.String(), lang)
				if w.Header().Get("Content-Language") != lang {
					t.Errorf("%s: language %s", target, w.Header().Get("Content-Language"))
				}
			}
		}
		page := get(s, "/take?lang="+lang).Body.String()
		name := map[string]string{"mn": "Булган аймгийн хуулбар", "en": "Bulgan aimag"}[lang]
		date := map[string]string{"mn": "2026 оны 11 сарын 26", "en": "26 November 2026"}[lang]
		for _, want := range []string{"/take/nutag-full-1.zip", "/take/nutag-aimag-63-4.zip", name, date, "/" + lang + "/index.html", "nutag-box verify nutag-full-1", "&lt;b&gt;", "<strong>Зохиомол газар</strong>"} {
			if !strings.Contains(page, want) {
				t.Errorf("%s: /take lacks %s", lang, want)
			}
		}
		if strings.Contains(page, "nutag-lite") {
			t.Errorf("%s: a copy that is not verified is offered", lang)
		}
	}
	if !strings.Contains(get(s, "/local?lang=mn").Body.String(), "/mn/release.html") {
		t.Error("no link to the page about the release")
	}
	// The path of the missing page says the language, whatever the browser prefers.
	if page := get(s, "/en/nothing.html", "Accept-Language", "mn").Body.String(); !strings.Contains(page, "Page not found") {
		t.Error("the answer to an English address is not English")
	}
	if w := get(s, "/local/box.css"); w.Code != http.StatusOK || w.Header().Get("Content-Type") != "text/css; charset=utf-8" {
		t.Errorf("style: %d", w.Code)
	}
}

func TestDatesThatAreNoneAreNotKnown(t *testing.T) {
	rel := releaseOf(0, siteFiles(), nil)
	rel.Date, rel.ReviewBy, rel.Edition = "<b>", "2026-13-40", "<i>"
	s := newServer(t, Config{Source: &copyOf{rel: rel}})
	page := get(s, "/take?lang=en").Body.String()
	if strings.Contains(page, "<b>") || strings.Contains(page, "<i>") || strings.Count(page, "Not known") != 3 {
		t.Errorf("%s", page)
	}
}

func TestZipIsTheCopyAndTheSameEachTime(t *testing.T) {
	files := siteFiles()
	files["data/big.bin"] = strings.Repeat("0123456789abcdef", maxHeld/16+1)
	rel := releaseOf(3, files, nil)
	s := newServer(t, Config{Source: &copyOf{rel: rel}})
	first := get(s, "/take/nutag-full-3.zip")
	h := first.Header()
	if first.Code != http.StatusOK || h.Get("Content-Length") != fmt.Sprint(first.Body.Len()) || h.Get("Content-Type") != "application/zip" || !strings.Contains(h.Get("Content-Disposition"), "nutag-full-3.zip") {
		t.Fatalf("%d, %d bytes, %v", first.Code, first.Body.Len(), h)
	}
	data := bytes.Clone(first.Body.Bytes())
	if again := get(s, "/take/nutag-full-3.zip"); !bytes.Equal(again.Body.Bytes(), data) {
		t.Error("another zip the second time")
	}
	if head := (ask(s, http.MethodHead, "/take/nutag-full-3.zip")); head.Header().Get("Content-Length") != h.Get("Content-Length") || head.Body.Len() > 0 {
		t.Errorf("HEAD: %v", head.Header())
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if len(z.File) != len(files) {
		t.Errorf("%d files, want %d", len(z.File), len(files))
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r) // the sum of the zip is checked at the end
		if err != nil || string(text) != files[strings.TrimPrefix(f.Name, "nutag-full-3/")] {
			t.Errorf("%s: %v", f.Name, err)
		}
		if f.Method != zip.Store || f.Modified.Year() != 2026 {
			t.Errorf("%s: method %d, %s", f.Name, f.Method, f.Modified)
		}
	}
}

func TestADamagedCopyIsNotGivenAlong(t *testing.T) {
	files := siteFiles()
	tree := fstest.MapFS{}
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	tree["mn/words.html"] = &fstest.MapFile{Data: []byte(strings.ToUpper(files["mn/words.html"]))}
	s := newServer(t, Config{Source: &copyOf{rel: releaseOf(3, files, tree)}})
	defer func() {
		if recover() != http.ErrAbortHandler {
			t.Error("the download ends as if it were whole")
		}
	}()
	get(s, "/take/nutag-full-3.zip")
}

func TestNotices(t *testing.T) {
	for text, want := range map[string]string{
		"Утас: 0000\n\nХаяг: байхгүй":      "<p>Утас: 0000</p>\n<p>Хаяг: байхгүй</p>\n",
		"## Title\n\n- one\n- two":         "<h3>Title</h3>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n",
		"<script>alert(1)</script>":        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n",
		"<div onclick=x>\nhi\n</div>":      "<p>&lt;div onclick=x&gt;\nhi\n&lt;/div&gt;</p>\n",
		"![x](http://evil.test/a.png) end": "<p> end</p>\n",
		"[x](javascript:alert(1))":         "<p>x</p>\n",
		"[x](JaVaScRiPt:alert(1))":         "<p>x</p>\n",
		"[x](data:text/html,x)":            "<p>x</p>\n",
		"[x](/mn/index.html)":              "<p>x</p>\n",
		"[x](https://example.org/)":        "<p><a href=\"https://example.org/\">x</a></p>\n",
		"[дуудах](tel:+9760000)":           "<p><a href=\"tel:+9760000\">дуудах</a></p>\n",
		"<https://example.org/>":           "<p><a href=\"https://example.org/\">https://example.org/</a></p>\n",
		"<javascript:alert(1)>":            "<p></p>\n",
		"&lt;b&gt; &amp; *x*":              "<p>&lt;b&gt; &amp; <em>x</em></p>\n",
		"\xef\xbb\xbfBOM\r\nline":          "<p>BOM\nline</p>\n",
	} {
		got, err := renderNotice([]byte(text))
		if err != nil || string(got) != want {
			t.Errorf("%q: %q %v, want %q", text, got, err, want)
		}
	}
	for name, text := range map[string]string{
		"empty": " \n\t", "long": strings.Repeat("a b\n", maxNotice), "long line": strings.Repeat("a", maxNoticeLine+1), "bytes": "\xff\xfe", "null": "a\x00b", "bell": "a\x07",
		"turned": "a\u202eb", "escape": "\x1b[31m",
	} {
		if got, err := renderNotice([]byte(text)); err == nil {
			t.Errorf("%s is shown: %q", name, got)
		}
	}
	if _, err := ReadNotice(t.TempDir()+"/none", ""); err == nil {
		t.Error("a file that is not there")
	}
	if _, err := ReadNotice(t.TempDir(), ""); err == nil {
		t.Error("a folder")
	}
}

// unsafeMarkup is what no notice may become.
var unsafeMarkup = regexp.MustCompile(`(?i)<(script|style|iframe|object|embed|img|svg|form|input|link|meta|base|html|body|div|math|template)|<[^>]* on[a-z]+=|(href|src)="(javascript|data|vbscript|/)`)

func FuzzNotice(f *testing.F) {
	for _, s := range []string{"a", "# h", "<script>", "[x](javascript:1)", "![x](y)", "> q\n1. x", "<http://a>", "*a _b_", "[a]: javascript:x\n\n[a]", "&#x3c;script&#x3e;", "a\n===\n---"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := renderNotice([]byte(text))
		if err == nil && unsafeMarkup.MatchString(string(got)) {
			t.Errorf("%q became %q", text, got)
		}
	})
}
