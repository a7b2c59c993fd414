package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nutag/generator/dataset"
)

// TestTenfold makes the synthetic tree of the real data and counts it.
func TestTenfold(t *testing.T) {
	to := filepath.Join(t.TempDir(), "ten")
	if err := tenfold(filepath.Join("..", ".."), to); err != nil {
		t.Fatal(err)
	}
	real, _ := dataset.Load(os.DirFS(filepath.Join("..", "..")), "data")
	made, problems := dataset.Load(os.DirFS(to), "data")
	if n := problems.Errors(); n > 0 {
		var b bytes.Buffer
		if err := problems.Write(&b, "text"); err != nil {
			t.Fatal(err)
		}
		t.Fatalf("the synthetic data break %d generic rules:\n%.2000s", n, b.String())
	}
	for table, column := range map[string]string{"soums": "nso_code", "aimags": "aimag_code", "livestock": "nso_code"} {
		want := 0
		for _, row := range real.Table(table).Rows {
			want += copies
			if strings.HasPrefix(row.Str(column), "11") {
				want -= copies - 1 // the capital stands once
			}
		}
		if is := len(made.Table(table).Rows); is != want || is < copies*20 {
			t.Errorf("%s has %d rows, want %d", table, is, want)
		}
	}
	for _, row := range made.Table("soums").Rows {
		if !strings.Contains(row.Str("name_mn"), "SYNTHETIC") || !strings.Contains(row.Str("name_en"), "SYNTHETIC") {
			t.Fatalf("soum %s is not marked as synthetic", row.Str("nso_code"))
		}
	}
	site, err := os.ReadFile(filepath.Join(to, "data", "site.yaml"))
	if err != nil || !strings.Contains(string(site), "\nsynthetic: true\n") {
		t.Errorf("site.yaml does not say that the tree is synthetic: %v", err)
	}
}

func TestCodesDiffer(t *testing.T) {
	c := &codes{aimags: []string{"21", "22", "85"}}
	seen := map[string]bool{}
	for n := range copies {
		for _, code := range []string{"2101", "2201", "8501"} {
			got, ok := c.of(code, n)
			if !ok || len(got) != 4 || seen[got] {
				t.Errorf("of(%s, %d) = %s, %v", code, n, got, ok)
			}
			seen[got] = true
		}
	}
	if got, ok := c.of("1101", 3); ok || got != "1101" {
		t.Errorf("a district is copied: %s", got)
	}
}

func TestMoveKeepsCopiesApart(t *testing.T) {
	for n := range copies {
		low, high := move([2]float64{87.73, 41.58}, n), move([2]float64{119.93, 52.16}, n)
		for m := range n {
			below, above := move([2]float64{87.73, 41.58}, m), move([2]float64{119.93, 52.16}, m)
			if low[0] < above[0] && below[0] < high[0] && low[1] < above[1] && below[1] < high[1] {
				t.Errorf("copies %d and %d lie on each other", m, n)
			}
		}
	}
}

func TestWeigh(t *testing.T) {
	dir := t.TempDir()
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(bytes.Repeat([]byte("engine "), 1000)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"mn/a.html": []byte("<p>a</p>"), "mn/b.html": []byte("<p>b</p>"), "search/engine.0123.bin": packed.Bytes(), "search/entry.json": []byte("{}")} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	sizes, err := weigh(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := []size{{name: "pages", files: 2, disk: 16, raw: 16}, {name: "search engine", files: 1, disk: packed.Len(), raw: 7000}, {name: "search index and texts", files: 1, disk: 2, raw: 2}}
	if len(sizes) != len(want) {
		t.Fatalf("groups = %+v", sizes)
	}
	for i, s := range sizes {
		if s.name != want[i].name || s.files != want[i].files || s.disk != want[i].disk || s.raw != want[i].raw || s.packed == 0 || s.largest > s.packed {
			t.Errorf("group %d = %+v, want %+v", i, s, want[i])
		}
	}
	if all := total(sizes); all.files != 4 || all.disk != 18+packed.Len() || all.raw != 7018 || all.packed != sizes[0].packed+sizes[1].packed+sizes[2].packed {
		t.Errorf("together they are %+v", all)
	}
}

func TestMeasure(t *testing.T) {
	u, err := measure(3, "sleep", "0.02")
	if err != nil || u.wall.Seconds() < 0.02 || u.peak <= 0 {
		t.Errorf("measure = %+v, %v", u, err)
	}
	if _, err := measure(1, "false"); err == nil {
		t.Error("a command that fails is measured as if it had not")
	}
}
