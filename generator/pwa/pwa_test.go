package pwa

import (
	"bytes"
	"encoding/json"
	"image"
	"image/color"
	"image/png"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

func site(more map[string]string) fstest.MapFS {
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"index.html": "x", "sw.js": "x", "css/a.css": "x", "search/entry.json": "x", "search/entry.js": "x", "search/engine.0.bin": "x", "search/engine.0.bin.js": "x",
		"search/wasm_exec.0.js": "x", "search/wasm_exec.0.js.js": "x", "search/index-mn-63.0.bin": "xx", "search/text-en-term.0.bin": "x", "search/instant-mn.0.bin": "x",
		"mn/index.html": "мн", "mn/release.html": "?", "mn/soums/index.html": "x", "mn/soums/6346-khutag-undur.html": "сум", "mn/aimags/63-bulgan.html": "x", "en/districts/1101-baganuur.html": "x",
		"mn/courses/c1.epub": "x", "data/soums/soums.csv": "x", "api/v1/index.json": "x", "mn/embed/soums/6346.html": "x", "sitemap.xml": "x", "offline/sets.json": "old",
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, text := range more {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

func lists(t *testing.T, s fstest.MapFS) (Sets, map[string][][]any) {
	t.Helper()
	files, err := Lists(s, func(name string) bool { return strings.HasSuffix(name, "/release.html") })
	if err != nil {
		t.Fatal(err)
	}
	var sets Sets
	byPath := map[string][]byte{}
	for _, f := range files {
		byPath[f.Path] = f.Data
	}
	if err := json.Unmarshal(byPath["offline/sets.json"], &sets); err != nil {
		t.Fatal(err)
	}
	out := map[string][][]any{}
	for _, s := range sets.Sets {
		var list [][]any
		if err := json.Unmarshal(byPath["offline/"+s.List], &list); err != nil {
			t.Fatalf("%s: %v", s.List, err)
		}
		out[s.ID] = list
	}
	if len(files) != len(sets.Sets)+1 {
		t.Errorf("%d files for %d sets", len(files), len(sets.Sets))
	}
	return sets, out
}

func TestLists(t *testing.T) {
	sets, list := lists(t, site(nil))
	want := map[string]string{
		"common":    "css/a.css index.html search/engine.0.bin search/entry.json search/wasm_exec.0.js",
		"mn":        "mn/index.html mn/release.html mn/soums/index.html",
		"mn-search": "search/index-mn-63.0.bin search/instant-mn.0.bin",
		"en-search": "search/text-en-term.0.bin",
		"mn-63":     "mn/aimags/63-bulgan.html mn/soums/6346-khutag-undur.html",
		"en-11":     "en/districts/1101-baganuur.html",
	}
	if len(sets.Sets) != len(want) {
		t.Errorf("sets %+v", sets.Sets)
	}
	for _, s := range sets.Sets {
		var names []string
		bytes := 0.0
		for _, e := range list[s.ID] {
			names = append(names, e[0].(string))
			bytes += e[1].(float64)
			if (e[2] == "") != (e[0] == "mn/release.html") {
				t.Errorf("%v: hash %q", e[0], e[2])
			}
		}
		if got := strings.Join(names, " "); got != want[s.ID] {
			t.Errorf("%s holds %s", s.ID, got)
		}
		if int64(bytes) != s.Bytes || len(names) != s.Files {
			t.Errorf("%s: %d bytes in %d files, says %d in %d", s.ID, int64(bytes), len(names), s.Bytes, s.Files)
		}
	}
	// sha256("x") is 2d711642b726b04401627ca9 in its first 12 bytes.
	if got := list["common"][0][2]; got != "LXEWQrcmsEQBYnyp" {
		t.Errorf("hash %q", got)
	}
}

// A change in one soum changes the list of its aimag and language, and no other.
func TestListsChangeApart(t *testing.T) {
	before, _ := lists(t, site(nil))
	after, _ := lists(t, site(map[string]string{"mn/soums/6346-khutag-undur.html": "сум!", "mn/release.html": "7"}))
	for i, s := range before.Sets {
		if (after.Sets[i].List != s.List) != (s.ID == "mn-63") {
			t.Errorf("%s: %s became %s", s.ID, s.List, after.Sets[i].List)
		}
	}
}

func TestAppFiles(t *testing.T) {
	svg, err := os.ReadFile("../../themes/nutag/assets/icon.svg")
	if err != nil {
		t.Fatal(err)
	}
	files, err := AppFiles([]App{{"mn", "Нутаг", "Тайлбар"}, {"en", "Nutag", "Text"}}, svg)
	if err != nil {
		t.Fatal(err)
	}
	have := map[string][]byte{}
	for _, f := range files {
		have[f.Path] = f.Data
	}
	var m manifest
	if err := json.Unmarshal(have["mn/app.webmanifest"], &m); err != nil {
		t.Fatal(err)
	}
	if m.Name != "Нутаг" || m.Lang != "mn" || m.Scope != "../" || m.StartURL != "index.html" || len(m.Icons) != 8 {
		t.Errorf("%+v", m)
	}
	for _, i := range m.Icons {
		img, err := png.Decode(bytes.NewReader(have[strings.TrimPrefix(i.Src, "../")]))
		if err != nil {
			t.Fatalf("%s: %v", i.Src, err)
		}
		n := img.Bounds().Dx()
		if want := strings.Split(i.Sizes, "x")[0]; img.Bounds().Dy() != n || want != strings.TrimSuffix(strings.TrimPrefix(i.Src, "../icons/icon-"), ".png") {
			t.Errorf("%s is %v", i.Src, img.Bounds())
		}
		for where, want := range map[image.Point]color.NRGBA{{X: 0, Y: 0}: {0x1f, 0x6f, 0xae, 255}, {X: n / 2, Y: n / 2}: {0xfb, 0xfa, 0xf6, 255}, {X: n / 2, Y: n * 19 / 32}: {0xa8, 0x43, 0x1f, 255}} {
			if got := color.NRGBAModel.Convert(img.At(where.X, where.Y)); got != want {
				t.Errorf("%s at %v: %v, want %v", i.Src, where, got, want)
			}
		}
	}
}

func TestDrawingRefuses(t *testing.T) {
	for name, svg := range map[string]string{
		"nothing":        ``,
		"no shapes":      `<svg viewBox="0 0 8 8"></svg>`,
		"not a square":   `<svg viewBox="0 0 8 9"><rect x="0" y="0" width="1" height="1" fill="#000000"/></svg>`,
		"path":           `<svg viewBox="0 0 8 8"><path d="M0 0" fill="#000000"/></svg>`,
		"no colour":      `<svg viewBox="0 0 8 8"><rect x="0" y="0" width="1" height="1"/></svg>`,
		"colour by name": `<svg viewBox="0 0 8 8"><circle cx="1" cy="1" r="1" fill="red"/></svg>`,
		"no number":      `<svg viewBox="0 0 8 8"><circle cx="1" cy="x" r="1" fill="#000000"/></svg>`,
		"too fine":       `<svg viewBox="0 0 8 8"><circle cx="1" cy="1.0001" r="1" fill="#000000"/></svg>`,
		"two corners":    `<svg viewBox="0 0 8 8"><polygon points="1,1 2,2" fill="#000000"/></svg>`,
		"half a corner":  `<svg viewBox="0 0 8 8"><polygon points="1,1 2,2 3,3 4" fill="#000000"/></svg>`,
		"broken":         `<svg viewBox="0 0 8 8"><rect`,
	} {
		if _, err := AppFiles(nil, []byte(svg)); err == nil {
			t.Errorf("%s was drawn", name)
		}
	}
}

// A triangle has half of its square, and its edge is smooth.
func TestPolygon(t *testing.T) {
	d, err := readDrawing(strings.NewReader(`<svg viewBox="0 0 10 10"><polygon points="0,0 10,0 0,10" fill="#102030"/></svg>`))
	if err != nil {
		t.Fatal(err)
	}
	data, err := d.png(20)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var covered uint32
	for y := range 20 {
		for x := range 20 {
			_, _, _, a := img.At(x, y).RGBA()
			covered += a >> 8
		}
	}
	if share := float64(covered) / (20 * 20 * 255); share < 0.48 || share > 0.52 {
		t.Errorf("the triangle covers %.3f", share)
	}
	if _, _, _, a := img.At(19, 19).RGBA(); a != 0 {
		t.Error("the far corner is covered")
	}
}
