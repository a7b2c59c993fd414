package zim

import (
	"bytes"
	"context"
	"crypto/md5"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestPlain(t *testing.T) {
	const in = `<!DOCTYPE html><html lang="mn"><head><title>Гарчиг – Нутаг</title><link rel="alternate" hreflang="en" href="../en/a.html"><link rel="stylesheet" href="a.css"><link rel="manifest" href="m"></head>
<body><a class="brand" href="index.html">Н</a><a class="lang" hreflang="en" href="../en/a.html">In English</a>
<form role="search" action="search.html"><input name="q"></form>
<main><svg viewBox="0 0 1 1"><title>зураг</title><path d="M0 0"></path></svg><noscript><p class="note">скриптгүй</p></noscript>
<section hidden data-calc><section><p>тооцоо</p></section></section><form><input type="radio" hidden></form><p>үлдэнэ</p></main>
<script type="application/ld+json">{"name":"Орхон сум","alternateName":["Орхон","Orkhon","Mandal"]}</script><script src="a.js"></script></body></html>`
	p, err := plain([]byte(in), true)
	if err != nil {
		t.Fatal(err)
	}
	got := string(p.html)
	for _, gone := range []string{"<script", "noscript", "search.html", "hidden", "тооцоо", "manifest", "In English", "alternate"} {
		if strings.Contains(got, gone) {
			t.Errorf("%s is still there: %s", gone, got)
		}
	}
	for _, stays := range []string{"<!DOCTYPE html>", `<p class="note">скриптгүй</p>`, "<p>үлдэнэ</p>", `href="a.css"`, `class="brand"`, `viewBox="0 0 1 1"`} {
		if !strings.Contains(got, stays) {
			t.Errorf("%s is gone: %s", stays, got)
		}
	}
	if p.name != "Орхон сум" || !slices.Equal(p.aliases, []string{"Орхон", "Orkhon", "Mandal"}) {
		t.Errorf("%q %q", p.name, p.aliases)
	}
	both, err := plain([]byte(in), false)
	if err != nil || !strings.Contains(string(both.html), "In English") || !strings.Contains(string(both.html), "alternate") {
		t.Errorf("with both languages the way to the other is gone: %v %s", err, both.html)
	}
	for _, odd := range []string{"", "<script>", `<script type="application/ld+json">{"name":1}</script>`, "<noscript><noscript><p hidden>", "\xff<a class=lang hreflang>"} {
		if _, err := plain([]byte(odd), true); err != nil {
			t.Errorf("%q: %v", odd, err)
		}
	}
}

func site() fstest.MapFS {
	page := func(body string) string {
		return `<!DOCTYPE html><html><head><title>т</title></head><body>` + body + `</body></html>`
	}
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"index.html": page(`<a href="mn/index.html">М</a>`), "404.html": page("x"), "sw.js": "x", "css/a.css": "p{}", "map.css": "p{}", "js/a.js": "x", "icons/icon-48.png": "png", "data/a.csv": "x",
		"mn/index.html": page(`<a href="soums/1.html">1</a> <a href="search.html">хайх</a> <a href="../en/index.html">en</a> <a href="../data/a.csv">csv</a>`), "mn/search.html": page("x"), "mn/offline.html": page("x"),
		"mn/map.svg": `<svg xmlns="http://www.w3.org/2000/svg"><a href="soums/1.html"><path d="M0 0"/></a></svg>`, "mn/courses/c1.epub": "x", "mn/embed/soums/1.html": page("x"),
		"mn/soums/1.html":    page(`<script type="application/ld+json">{"name":"Орхон сум","alternateName":["Орхон","Mandal","Mandal","a\tb"]}</script>`),
		"mn/release.html":    page(`<section data-absent="энд алга"><span data-release="date">хувилбар биш</span><time datetime="2026-11-25">x</time></section>`),
		"mn/app.webmanifest": `{"name":"Нутаг","description":"тайлбар"}`,
		"en/index.html":      page("x"), "en/release.html": page(`<p data-absent="not here"></p><time datetime="2026-11-25">x</time>`), "en/app.webmanifest": `{"name":"Nutag","description":"text"}`,
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

func TestGather(t *testing.T) {
	c, err := Archive{Langs: []string{"mn"}}.gather(site(), "public")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"css/a.css", "icons/icon-48.png", "map.css", "mn/index.html", "mn/map.svg", "mn/names/soums/1/1.html", "mn/names/soums/1/2.html", "mn/release.html", "mn/soums/1.html"}
	if got := slices.Sorted(maps.Keys(c.files)); !slices.Equal(got, want) {
		t.Errorf("files %q", got)
	}
	if c.title != "Нутаг" || c.description != "тайлбар" || c.languages != "mon" || c.welcome != "mn/index.html" || c.date != "2026-11-25" || c.redirects != 2 {
		t.Errorf("%+v", *c)
	}
	home := string(c.files["mn/index.html"])
	if n := strings.Count(home, "(энд алга)"); n != 3 || !strings.Contains(home, `<a href="soums/1.html">`) {
		t.Errorf("%d links became text: %s", n, home)
	}
	// "Орхон" is the name itself; a name that stands twice gives one redirect.
	first := string(c.files["mn/names/soums/1/1.html"])
	if !strings.Contains(first, "<title>Mandal (Орхон сум)</title>") || !strings.Contains(first, "url=../../../../mn/soums/1.html") {
		t.Errorf("redirect %s", first)
	}

	both, err := Archive{Langs: []string{"mn", "en"}}.gather(site(), "public")
	if err != nil || both.welcome != "index.html" || both.languages != "mon,eng" || both.title != "Нутаг · Nutag" || both.files["en/index.html"] == nil || both.files["index.html"] == nil {
		t.Errorf("%v %+v", err, both)
	}

	released := site()
	released["mn/release.html"].Data = []byte(`<p data-absent="энд алга"><span data-release="date">2026-12-24</span><time datetime="2026-11-25">x</time>`)
	if c, err = (Archive{Langs: []string{"mn"}}).gather(released, "public"); err != nil || c.date != "2026-12-24" {
		t.Errorf("%v, date %q", err, c.date)
	}
}

func TestGatherRefuses(t *testing.T) {
	for _, name := range []string{"mn/index.html", "mn/release.html", "mn/app.webmanifest", "icons/icon-48.png"} {
		s := site()
		delete(s, name)
		var wrong *SiteError
		if _, err := (Archive{Langs: []string{"mn"}}).gather(s, "public"); !errors.As(err, &wrong) || wrong.Remedy() == "" {
			t.Errorf("without %s: %v", name, err)
		}
	}
	for name, text := range map[string]string{"mn/app.webmanifest": "{", "mn/release.html": `<p data-absent="x">no date`} {
		s := site()
		s[name].Data = []byte(text)
		var wrong *SiteError
		if _, err := (Archive{Langs: []string{"mn"}}).gather(s, "public"); !errors.As(err, &wrong) {
			t.Errorf("%s is %s: %v", name, text, err)
		}
	}
}

// archive is the outline of an archive: header, a body, and the checksum.
func archive(body string) []byte {
	data := make([]byte, headerLen)
	binary.LittleEndian.PutUint32(data, magic)
	data = append(data, body...)
	binary.LittleEndian.PutUint64(data[checksumAt:], uint64(len(data)))
	return append(data, make([]byte, md5.Size)...)
}

func TestSettle(t *testing.T) {
	sum := sha256.Sum256([]byte("content"))
	index := string(xapian) + "vv"
	a := archive("a" + index + "0123456789abcdef" + "b" + index + "fedcba9876543210" + "c")
	b := archive("a" + index + "0000000000000000" + "b" + index + "1111111111111111" + "c")
	for _, data := range [][]byte{a, b} {
		if err := settleBytes(data, sum); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a, b) {
		t.Errorf("ids still differ:\n%q\n%q", a, b)
	}
	end := len(a) - md5.Size
	if check := md5.Sum(a[:end]); !bytes.Equal(a[end:], check[:]) {
		t.Error("the checksum is wrong")
	}
	if a[idAt+6]>>4 != 8 || a[idAt+8]>>6 != 2 {
		t.Errorf("id %x is no UUID of version 8", a[idAt:idAt+idLen])
	}
	other := bytes.Clone(a)
	if err := settleBytes(other, sha256.Sum256([]byte("other"))); err != nil || bytes.Equal(other, a) {
		t.Error("another content has the same ids")
	}
	far := archive("")
	binary.LittleEndian.PutUint64(far[checksumAt:], 1<<63)
	for name, data := range map[string][]byte{"nothing": nil, "short": a[:40], "other magic": append([]byte("PK"), a[2:]...), "cut": a[:len(a)-1], "cut index": archive(index + "0123"), "checksum far away": far} {
		if err := settleBytes(bytes.Clone(data), sum); err == nil {
			t.Errorf("%s was taken for an archive", name)
		}
	}
}

// Without the program the message says how to get it; with one that fails, what it said; and nothing is left behind.
func TestWriter(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	if err := os.CopyFS(dir, site()); err != nil {
		t.Fatal(err)
	}
	o := Options{Site: dir, Out: out, Archive: Archive{Langs: []string{"en"}}, Writer: filepath.Join(dir, "no-such-program")}
	var missing *MissingError
	if _, err := Write(context.Background(), o); !errors.As(err, &missing) || !strings.Contains(missing.Remedy(), "zim-tools") {
		t.Errorf("error %v", err)
	}
	o.Writer = filepath.Join(t.TempDir(), "failing")
	if err := os.WriteFile(o.Writer, []byte("#!/bin/sh\necho 'no room for it' >&2\nexit 1\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(context.Background(), o); err == nil || !strings.Contains(err.Error(), "no room for it") {
		t.Errorf("error %v", err)
	}
	o.Site = filepath.Join(dir, "none")
	var wrong *SiteError
	if _, err := Write(context.Background(), o); !errors.As(err, &wrong) {
		t.Errorf("error %v", err)
	}
	if left, err := os.ReadDir(out); err != nil || len(left) > 0 {
		t.Errorf("%v, left behind: %v", err, left)
	}
}
