package nso

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nutag/generator/dataset"
)

// copied is a folder with the data sets of the repository that an import touches, so that what is written can be checked as
// nutag check does.
func copied(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, set := range []string{"aimags", "airports", "boundaries", "cautions", "districts", "herder-households", "indicators", "livestock", "population", "regions", "soums", "sources"} {
		if err := os.CopyFS(filepath.Join(dir, "data", set), os.DirFS("../../data/"+set)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func writer(dir string) Writer {
	return Writer{Data: filepath.Join(dir, "data"), Base: "https://data.1212.mn/api/v1", Day: time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC)}
}

func read(t *testing.T, parts ...string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(parts...))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func fake(id, level, indicator string, rows ...Row) *Taken {
	for i := range rows {
		rows[i].Table, rows[i].Indicator = id, indicator
	}
	return &Taken{Table: Table{ID: id, Level: level, Figures: []Figure{{Indicator: indicator}}}, Rows: rows}
}

// TestWritten holds that what is written passes the rules of its own set.yaml, and that a second import replaces its own
// figures and no others. The figures are made up.
func TestWritten(t *testing.T) {
	dir := copied(t)
	w := writer(dir)
	spec := specOf(Table{})
	first := Result{Spec: spec, Taken: []*Taken{
		fake("DT_NSO_1_V1", "soum", "hospital-beds", Row{Code: "6346", Period: "2024", Value: 10}, Row{Code: "1101", Period: "2024", Value: 0}),
		fake("DT_NSO_2_V1", "soum", "physicians", Row{Code: "6346", Period: "2024", Value: 3}),
		fake("DT_NSO_3_V1", "aimag", "wage", Row{Code: "63", Period: "2026-Q4", Value: 1234.5}),
	}}
	out, err := w.Write(first)
	if err != nil {
		t.Fatal(err)
	}
	if len(out.Files) != 4 {
		t.Errorf("files %v, want two tables, their description and the sources", out.Files)
	}
	want := "nso_code,indicator,period,value,table,source\n1101,hospital-beds,2024,0,DT_NSO_1_V1,NSO-made-up\n6346,hospital-beds,2024,10,DT_NSO_1_V1,NSO-made-up\n6346,physicians,2024,3,DT_NSO_2_V1,NSO-made-up\n"
	if got := read(t, dir, "data/nso-made-up/nso-made-up.csv"); got != want {
		t.Errorf("got\n%s", got)
	}
	c, list := dataset.Load(os.DirFS(dir), "data")
	for _, p := range list {
		if strings.Contains(p.File, "nso-made-up") || strings.Contains(p.File, "sources") {
			t.Errorf("%s:%d: %s [%s]", p.File, p.Line, p.Message, p.RuleID)
		}
	}
	s := c.Set("nso-made-up")
	if s == nil || len(s.Tables) != 2 || s.AsOf.Format(time.DateOnly) != "2026-11-26" || !s.Published {
		t.Fatalf("%+v", s) // a quarter that still runs ends for us on the day it was read
	}
	if _, err := w.Write(first); err != nil {
		t.Fatal(err)
	}
	if out, err := w.Write(first); err != nil || len(out.Files) != 0 {
		t.Errorf("writing the same again changed %v, %v", out.Files, err)
	}

	w.Day = w.Day.AddDate(1, 0, 0)
	second := Result{Spec: spec, Taken: []*Taken{fake("DT_NSO_1_V1", "soum", "hospital-beds", Row{Code: "6346", Period: "2025", Value: 11})}}
	if _, err := w.Write(second); err != nil {
		t.Fatal(err)
	}
	want = "nso_code,indicator,period,value,table,source\n6346,hospital-beds,2025,11,DT_NSO_1_V1,NSO-made-up\n6346,physicians,2024,3,DT_NSO_2_V1,NSO-made-up\n"
	if got := read(t, dir, "data/nso-made-up/nso-made-up.csv"); got != want {
		t.Errorf("got\n%s", got)
	}
	if got := read(t, dir, "data/sources/sources.csv"); !strings.Contains(got, "https://data.1212.mn/api/v1 : DT_NSO_1_V1 (2027-11-26), DT_NSO_2_V1 (2026-11-26), DT_NSO_3_V1 (2026-11-26)") {
		t.Error("the source does not tell when each table was read")
	}
}

// TestOwnTableWins holds that a copy of a figure leaves another table when the office's own comes, and nothing else does.
func TestOwnTableWins(t *testing.T) {
	dir := copied(t)
	if err := os.CopyFS(filepath.Join(dir, "data/aimag-figures"), os.DirFS("../../data/aimag-figures")); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "data/aimag-figures/aimag-figures.csv")
	before := read(t, name)
	out, err := writer(dir).Write(Result{Spec: specOf(Table{}), Taken: []*Taken{fake("DT_NSO_1_V1", "aimag", "health-institutions", Row{Code: "63", Period: "2024", Value: 90}, Row{Code: "63", Period: "2025", Value: 91})}})
	if err != nil {
		t.Fatal(err)
	}
	after := read(t, name)
	if strings.Count(after, "\n") != strings.Count(before, "\n")-1 || strings.Contains(after, "\n63,health-institutions,2024,") {
		t.Errorf("%d rows before, %d after", strings.Count(before, "\n"), strings.Count(after, "\n"))
	}
	if !strings.Contains(strings.Join(out.Notes, "\n"), "1 figures were taken out") {
		t.Errorf("notes %v", out.Notes)
	}
}

// TestInto holds that new years are added to a table of the portal, that years it has are left, and that the person is told
// what to mend.
func TestInto(t *testing.T) {
	dir := copied(t)
	before := read(t, dir, "data/livestock/livestock.csv")
	x := fake("DT_NSO_4_V1", "soum", "livestock-total", Row{Code: "2101", Period: "2020", Value: 1}, Row{Code: "2101", Period: "2025", Value: 150000}, Row{Code: "6346", Period: "2025", Value: 90000})
	x.Table.Into = &Into{Table: "livestock", Column: "head"}
	out, err := writer(dir).Write(Result{Spec: specOf(x.Table), Taken: []*Taken{x}})
	if err != nil {
		t.Fatal(err)
	}
	after := read(t, dir, "data/livestock/livestock.csv")
	if strings.Count(after, "\n") != strings.Count(before, "\n")+2 || !strings.Contains(after, "2101,2025,150000,NSO-made-up\n") {
		t.Errorf("%d rows before, %d after", strings.Count(before, "\n"), strings.Count(after, "\n"))
	}
	for _, line := range strings.Split(before, "\n") {
		if !strings.Contains(after, line) {
			t.Fatalf("%q is gone", line)
		}
	}
	notes := strings.Join(out.Notes, "\n")
	if !strings.Contains(notes, "1 figures of years that are there already differ") || !strings.Contains(notes, "as_of: 2025-12-31") {
		t.Errorf("notes:\n%s", notes)
	}
	x.Table.Into = &Into{Table: "no-such-table", Column: "head"}
	if _, err := writer(dir).Write(Result{Spec: specOf(x.Table), Taken: []*Taken{x}}); err == nil {
		t.Error("an unknown table is accepted")
	}
}

// TestForeignTableIsNotOverwritten holds that a table of other columns under our name is not replaced.
func TestForeignTableIsNotOverwritten(t *testing.T) {
	dir := copied(t)
	name := filepath.Join(dir, "data/nso-made-up/nso-made-up.csv")
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte("a,b\n1,2\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := writer(dir).Write(Result{Spec: specOf(Table{}), Taken: []*Taken{fake("DT_NSO_1_V1", "soum", "hospital-beds", Row{Code: "6346", Period: "2024", Value: 1})}})
	if err == nil || read(t, name) != "a,b\n1,2\n" {
		t.Errorf("%v", err)
	}
}
