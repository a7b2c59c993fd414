package dataset

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"nutag/generator/diag"
)

var update = flag.Bool("update", false, "write the golden files anew")

func mapFS(files []txtar.File) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, f := range files {
		if f.Name != "want" {
			fsys[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return fsys
}

func report(t *testing.T, fsys fs.FS) string {
	t.Helper()
	_, list := Load(fsys, "data")
	var b strings.Builder
	if err := list.Write(&b, diag.Text); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestBrokenInput compares the whole report of each archive in testdata with its file "want". The set "good" is part of
// every archive, so that the archives hold only what is broken.
func TestBrokenInput(t *testing.T) {
	good, err := txtar.ParseFile("testdata/good.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if got := report(t, mapFS(good.Files)); got != "" {
		t.Fatalf("the good set has problems:\n%s", got)
	}
	archives, err := filepath.Glob("testdata/broken-*.txtar")
	if err != nil || len(archives) < 5 {
		t.Fatalf("archives: %v, %v", archives, err)
	}
	for _, name := range archives {
		t.Run(filepath.Base(name), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			fsys := mapFS(good.Files)
			for f, data := range mapFS(archive.Files) {
				if string(data.Data) == "(absent)\n" {
					delete(fsys, f)
					continue
				}
				fsys[f] = data
			}
			got := report(t, fsys)
			want := ""
			for i := range archive.Files {
				if archive.Files[i].Name == "want" {
					want = string(archive.Files[i].Data)
					archive.Files[i].Data = []byte(got)
				}
			}
			if *update {
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Error(d)
			}
			if got == "" {
				t.Error("broken input gave no problem")
			}
		})
	}
}

func loadGood(t *testing.T) *Catalog {
	t.Helper()
	good, err := txtar.ParseFile("testdata/good.txtar")
	if err != nil {
		t.Fatal(err)
	}
	c, list := Load(mapFS(good.Files), "data")
	if len(list) > 0 {
		t.Fatal(list)
	}
	return c
}

func TestCatalog(t *testing.T) {
	c := loadGood(t)
	var names []string
	for _, s := range c.Sets {
		names = append(names, s.Name)
	}
	if d := cmp.Diff([]string{"cautions", "places", "sources"}, names); d != "" {
		t.Error(d)
	}
	s := c.Set("places")
	if s == nil || c.Set("absent") != nil || c.Table("absent") != nil {
		t.Fatal("lookup")
	}
	if s.Title != (Text{MN: "Газар", EN: "Places"}) || s.Licence.ID != "cc-by-4.0" || s.AsOf.Format(isoDay) != "2024-02-29" || s.ReviewBy.Format(isoDay) != "2025-02-28" {
		t.Errorf("%+v", s)
	}
	if len(s.Files) != 1 || s.Files[0].Path != "data/places/shapes.geojson" {
		t.Errorf("files: %+v", s.Files)
	}
	table := c.Table("places")
	if !table.OK() || len(table.Rows) != 3 || table.Field("name_mn").Filled != 3 || table.Field("height").Filled != 2 {
		t.Errorf("table: %+v", table)
	}
	if (*Table)(nil).OK() {
		t.Error("no table is no good table")
	}
	if d := cmp.Diff([]string{"far", "small"}, table.Distinct("cautions")); d != "" {
		t.Error(d)
	}
	if table.Distinct("absent") != nil {
		t.Error("values of an absent column")
	}
}

func TestRow(t *testing.T) {
	rows := loadGood(t).Table("places").Rows
	a, b, c := rows[0], rows[1], rows[2]
	if a.Str("name_mn") != "Өлгий" || a.Line() != 2 {
		t.Errorf("text %q, line %d", a.Str("name_mn"), a.Line())
	}
	if n, ok := a.Int("people"); n != 120 || !ok {
		t.Error("whole number", n, ok)
	}
	if n, ok := c.Int("people"); n != 0 || !ok {
		t.Error("zero is a number", n, ok)
	}
	if _, ok := b.Int("people"); ok {
		t.Error("empty is no number")
	}
	if f, ok := a.Float("height"); f != -1.5 || !ok {
		t.Error("number", f, ok)
	}
	if _, ok := b.Float("height"); ok || !b.NA("height") || b.Str("height") != "" {
		t.Error("not applicable")
	}
	if a.NA("height") || a.NA("absent") {
		t.Error("n/a where there is none")
	}
	if v, known := a.Bool("open"); !v || !known {
		t.Error("yes")
	}
	if v, known := b.Bool("open"); v || !known {
		t.Error("no")
	}
	if _, known := c.Bool("open"); known {
		t.Error("empty is neither")
	}
	if d := cmp.Diff([]string{"small", "far"}, a.List("cautions")); d != "" {
		t.Error(d)
	}
	if b.List("cautions") != nil || (Row{}).Str("x") != "" {
		t.Error("empty list or row")
	}
	if line, col, width := a.Pos("name_en"); line != 2 || col != 9 || width != 5 {
		t.Error("place", line, col, width)
	}
	if line, col, _ := a.Pos("absent"); line != 2 || col != 0 {
		t.Error("place of an absent column", line, col)
	}
	if p := a.Problem("people", "r", "m", "f"); p.File != "data/places/places.csv" || p.Line != 2 || p.Snippet == "" {
		t.Errorf("problem: %+v", p)
	}
}

func TestPeriods(t *testing.T) {
	for _, c := range []struct{ day, period, want string }{
		{"2025-12-31", "P1Y", "2026-12-31"},
		{"2025-12-31", "P2M", "2026-02-28"},
		{"2024-02-29", "P4Y", "2028-02-29"},
		{"2025-08-31", "P1M", "2025-09-30"},
		{"2025-08-31", "P18M", "2027-02-28"},
		{"2025-01-01", "1Y", ""}, {"2025-01-01", "P", ""}, {"2025-01-01", "PY", ""}, {"2025-01-01", "P0Y", ""},
		{"2025-01-01", "P1D", ""}, {"2025-01-01", "P-1Y", ""}, {"2025-01-01", "P+1Y", ""}, {"2025-01-01", "P99999Y", ""}, {"2025-01-01", "", ""},
	} {
		day, ok := parseDay(c.day)
		if !ok {
			t.Fatal(c.day)
		}
		got, ok := addPeriod(day, c.period)
		if ok != (c.want != "") || ok && got.Format(time.DateOnly) != c.want {
			t.Errorf("%s + %s = %v, %v, want %s", c.day, c.period, got, ok, c.want)
		}
	}
}

func TestTypes(t *testing.T) {
	for _, c := range []struct {
		of   Type
		good []string
		bad  []string
	}{
		{Integer, []string{"0", "12", "-3"}, []string{"", "-", "-0", "01", "1.0", "1,000", "1 000", "+1", "1e3", "٣", strings.Repeat("9", 20)}},
		{Number, []string{"0", "0.5", "-12.25", "7", "-0.5"}, []string{"", ".5", "5.", "1,5", "1e3", "NaN", "Inf", "0x1p2", "-0", "1.2.3", "--1", "00.5", "1_000"}},
		{Boolean, []string{"yes", "no"}, []string{"true", "Yes", "1", "тийм"}},
		{Date, []string{"2024-02-29", "2025-12-31"}, []string{"2025-02-29", "2025-1-1", "31.12.2025", "2025-12-31T00:00:00Z"}},
		{Year, []string{"1942", "2025"}, []string{"25", "20255", "0042", "-200", "9999"}},
		{List, []string{"a", "a|b"}, []string{"a|", "|a", "a||b", "a|a", "a | b"}},
		{String, []string{"anything"}, nil},
	} {
		for _, v := range c.good {
			if want := wrongType(c.of, v); want != "" {
				t.Errorf("%s refuses %q", c.of, v)
			}
		}
		for _, v := range c.bad {
			if wrongType(c.of, v) == "" {
				t.Errorf("%s accepts %q", c.of, v)
			}
		}
	}
}

// FuzzLoad holds that hostile descriptions and tables give problems, never a panic, and that each problem has a remedy and
// a place inside its file.
func FuzzLoad(f *testing.F) {
	good, err := txtar.ParseFile("testdata/good.txtar")
	if err != nil {
		f.Fatal(err)
	}
	base := mapFS(good.Files)
	f.Add(base["data/places/set.yaml"].Data, base["data/places/places.csv"].Data)
	f.Add([]byte("name: places\ntables:\n  - file: places.csv\n    key: [a]\n    fields: [{name: a, type: list, foreignKeys: [places.a]}]\n"), []byte("a\nx|y\n"))
	f.Fuzz(func(t *testing.T, set, table []byte) {
		if len(set)+len(table) > 1<<14 {
			return
		}
		fsys := mapFS(good.Files)
		fsys["data/places/set.yaml"] = &fstest.MapFile{Data: set}
		fsys["data/places/places.csv"] = &fstest.MapFile{Data: table}
		c, list := Load(fsys, "data")
		for _, p := range list {
			lines := strings.Count(string(set), "\n") + strings.Count(string(table), "\n") + 50
			if p.Line < 0 || p.Line > lines || p.Col < 0 || p.Width < 0 {
				t.Fatalf("place: %+v", p)
			}
		}
		for _, tb := range []string{"places", "sources"} {
			if x := c.Table(tb); x != nil {
				for _, r := range x.Rows {
					r.Str("id")
					r.List("cautions")
				}
			}
		}
	})
}
