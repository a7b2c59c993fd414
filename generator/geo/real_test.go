package geo

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

func planarContains(p orb.Polygon, pt orb.Point) bool { return planar.PolygonContains(p, pt) }

// mongolia loads the boundaries of the repository.
func mongolia(t testing.TB) *Shapes {
	t.Helper()
	open := func(name string) *os.File {
		f, err := os.Open(filepath.Join("..", "..", "data", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Close() })
		return f
	}
	s, err := Load(Input{
		Soums: open("boundaries/soums.geojson"), Aimags: open("boundaries/aimags.geojson"),
		Lakes: open("water/lakes.geojson"), Rivers: open("water/rivers.geojson"),
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// weight is the size in bytes after brotli at its best, as a web server would send it.
func weight(t testing.TB, svg string) int {
	t.Helper()
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, brotli.BestCompression)
	if _, err := w.Write([]byte(svg)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

// drawn writes shapes much as the templates do. The links and titles stand in for names; real names add about 5 KB to the
// national map.
func drawn(shapes ...Shape) string {
	var b bytes.Buffer
	for _, s := range shapes {
		fmt.Fprintf(&b, "<a href=\"soums/%s-.html\" target=\"_top\"><title>%s</title><path d=\"%s\"/></a>\n", s.Code, s.Code, s.Path)
	}
	return b.String()
}

func TestMongolia(t *testing.T) {
	s := mongolia(t)
	if len(s.Codes()) != 339 || len(s.AimagCodes()) != 22 {
		t.Fatalf("%d units, %d aimags", len(s.Codes()), len(s.AimagCodes()))
	}
	for _, code := range s.Codes() {
		if len(s.Neighbours(code)) == 0 {
			t.Errorf("%s has no neighbour: its border does not coincide with any other", code)
		}
	}
	// Khutag-Undur of Bulgan, read off a map of the soums.
	if diff := cmp.Diff([]string{"6304", "6310", "6331", "6334", "6337", "6731"}, s.Neighbours("6346")); diff != "" {
		t.Error(diff)
	}

	m := s.NationalMap()
	if diff := cmp.Diff(odd(t, m.Aimags), odd(t, m.Units)); diff != "" {
		t.Errorf("the borders of soums and aimags do not coincide: %s", diff)
	}
	svg := drawn(m.Units...) + drawn(m.Aimags...)
	for _, w := range append(m.Lakes, m.Rivers...) {
		svg += w.Path + "\n"
	}
	if m.Width != 1000 || m.Height < 450 || m.Height > 550 {
		t.Errorf("view box of %d by %d", m.Width, m.Height)
	}
	if got := weight(t, svg); got > 19_000 {
		t.Errorf("the national map weighs %d bytes; with names it will pass 25 KB", got)
	}
	for _, code := range s.AimagCodes() {
		m, err := s.AimagMap(code)
		if err != nil {
			t.Fatal(err)
		}
		if got := weight(t, drawn(m.Units...)+drawn(m.Aimags...)); got > 3_500 {
			t.Errorf("the map of aimag %s weighs %d bytes", code, got)
		}
	}
	for _, code := range s.Codes() {
		l, err := s.Locator(code)
		if err != nil {
			t.Fatal(err)
		}
		if svg := drawn(l.Aimag, l.Unit) + drawn(l.Neighbours...); len(svg) > 6_000 {
			t.Errorf("the locator of %s has %d bytes before compression", code, len(svg))
		}
	}
}

func BenchmarkLocators(b *testing.B) {
	s := mongolia(b)
	for b.Loop() {
		for _, code := range s.Codes() {
			if _, err := s.Locator(code); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkNationalMap(b *testing.B) {
	s := mongolia(b)
	for b.Loop() {
		s.NationalMap()
	}
}
