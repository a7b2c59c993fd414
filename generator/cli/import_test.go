package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"nutag/generator/dataset"
)

// importRepository is a copy of the data sets with the folders that make a repository.
func importRepository(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "data"), os.DirFS("../../data")); err != nil {
		t.Fatal(err)
	}
	for _, d := range []string{"i18n/messages", "themes/nutag"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// madeUpAnswer is a saved answer of a table by aimag. ITS NUMBERS ARE MADE UP: 10, 11, 12, … and their sum.
func madeUpAnswer(t *testing.T, dir string) string {
	t.Helper()
	c, _ := dataset.Load(os.DirFS(dir), "data")
	index, label, values, sum := map[string]int{"0": 0}, map[string]string{"0": "Улсын дүн"}, []any{0}, 0
	for i, r := range c.Table("aimags").Rows {
		code := "9" + r.Str("aimag_code")
		index[code], label[code] = i+1, "  "+r.Str("name_mn")
		values = append(values, 10+i)
		sum += 10 + i
	}
	values[0] = sum
	data, err := json.Marshal(map[string]any{"version": "2.0", "class": "dataset", "label": "ЗОХИОМОЛ", "id": []string{"Бүс", "Он"}, "size": []int{len(values), 1},
		"dimension": map[string]any{
			"Бүс": map[string]any{"label": "Бүс", "category": map[string]any{"index": index, "label": label}},
			"Он":  map[string]any{"label": "Он", "category": map[string]any{"index": map[string]int{"0": 0}, "label": map[string]string{"0": "2025"}}},
		}, "value": values})
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "made-up.json")
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// madeUpHouseholds is a saved answer of the table of households by source of electricity, with these labels beside the total. ITS
// NUMBERS ARE MADE UP: 1 in each cell of an area.
func madeUpHouseholds(t *testing.T, dir string, labels ...string) string {
	t.Helper()
	c, _ := dataset.Load(os.DirFS(dir), "data")
	index, label, n := map[string]int{"0": 0}, map[string]string{"0": "Улсын дүн"}, 0
	for _, table := range []string{"soums", "districts"} {
		for _, r := range c.Table(table).Rows {
			n++
			code := "9" + r.Str("nso_code")
			index[code], label[code] = n, r.Str("name_mn")
		}
	}
	kinds, names := map[string]int{}, map[string]string{}
	for i, l := range labels {
		kinds[string(rune('a'+i))], names[string(rune('a'+i))] = i, l
	}
	var values []int
	for range labels {
		values = append(values, n)
		for range n {
			values = append(values, 1)
		}
	}
	data, err := json.Marshal(map[string]any{"version": "2.0", "class": "dataset", "label": "ЗОХИОМОЛ", "id": []string{"Эх үүсвэр", "Бүс", "Он"}, "size": []int{len(labels), n + 1, 1},
		"dimension": map[string]any{
			"Эх үүсвэр": map[string]any{"label": "Эх үүсвэр", "category": map[string]any{"index": kinds, "label": names}},
			"Бүс":       map[string]any{"label": "Бүс", "category": map[string]any{"index": index, "label": label}},
			"Он":        map[string]any{"label": "Он", "category": map[string]any{"index": map[string]int{"0": 0}, "label": map[string]string{"0": "2020"}}},
		}, "value": values})
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "made-up-households.json")
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestImportLabels goes the way of a person whose table has another label than data/imports: the program shows the line that is
// written and each line that could be, the person copies the right one to the line that is named, and the import goes through.
func TestImportLabels(t *testing.T) {
	dir := importRepository(t)
	file := filepath.Join(dir, "data/imports/utilities.yaml")
	args := []string{"--dir", dir, "--table", "DT_NSO_3500_001V1", "--date", "2026-11-30", "--dry-run", "--from"}
	other := madeUpHouseholds(t, dir, "Бүгд", "Зохиомол  шугам", "Зохиомол 'нар'\x1b[2J")
	code, _, errs := runImport(append(args, other)...)
	if code != exitProblems {
		t.Fatalf("code %d\n%s", code, errs)
	}
	at, _, ok := strings.Cut(strings.TrimPrefix(errs, "nutag: error: data/imports/utilities.yaml:"), ": ")
	number, err := strconv.Atoi(at)
	text, readErr := os.ReadFile(file)
	if !ok || err != nil || readErr != nil {
		t.Fatalf("no line is named (%v, %v):\n%s", err, readErr, errs)
	}
	lines := strings.Split(string(text), "\n")
	if number < 1 || number > len(lines) || !strings.Contains(lines[number-1], "- has: ['төвийн эрчим хүч', 'төвлөрсөн']") {
		t.Fatalf("line %d is not that of the pick:\n%s", number, errs)
	}
	for _, want := range []string{"has: ['төвийн эрчим хүч', 'төвлөрсөн']", "\n    - is: ['Зохиомол шугам']\n", "\n    - is: ['Зохиомол ''нар''\uFFFD[2J']\n", "[import-label]", "households-grid"} {
		if !strings.Contains(errs, want) {
			t.Errorf("%q is not told:\n%s", want, errs)
		}
	}
	indent := lines[number-1][:strings.Index(lines[number-1], "-")]
	lines[number-1] = indent + "- is: ['Зохиомол шугам']"
	if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
	code, out, errs := runImport(append(args, other)...)
	if code != exitFine || !strings.Contains(out, `note: households-grid: data/imports looks for is: ['Зохиомол шугам'], the table has "Зохиомол  шугам"`) ||
		!strings.Contains(out, "note: households-grid: when that is right, remove confirm: at data/imports/utilities.yaml:") {
		t.Errorf("code %d after the line was copied\n%s\n%s", code, out, errs)
	}
	if strings.Contains(out+errs, "\x1b") {
		t.Error("a label moved the cursor")
	}
}

func runImport(args ...string) (code int, out, errs string) {
	var stdout, stderr bytes.Buffer
	code = Main(context.Background(), append([]string{"import", "nso"}, args...), Streams{In: strings.NewReader(""), Out: &stdout, Err: &stderr}, fakeTools())
	return code, stdout.String(), stderr.String()
}

func TestImportFromFile(t *testing.T) {
	dir := importRepository(t)
	answer := madeUpAnswer(t, dir)
	args := []string{"--dir", dir, "--table", "DT_NSO_2001_020V1", "--from", answer, "--date", "2026-11-30"}
	if code, _, errs := runImport(append(args, "--dry-run")...); code != exitFine {
		t.Fatalf("code %d: %s", code, errs)
	}
	if _, err := os.Stat(filepath.Join(dir, "data/nso-schools")); !os.IsNotExist(err) {
		t.Error("a dry run wrote something")
	}
	code, out, errs := runImport(args...)
	if code != exitFine || !strings.Contains(out, "22 figures of 22 areas, 2025") || !strings.Contains(out, "nutag check") {
		t.Fatalf("code %d\n%s\n%s", code, out, errs)
	}
	c, list := dataset.Load(os.DirFS(dir), "data")
	for _, p := range list {
		t.Errorf("%s:%d: %s [%s]", p.File, p.Line, p.Message, p.RuleID)
	}
	if table := c.Table("nso-schools-aimag"); !table.OK() || len(table.Rows) != 22 {
		t.Errorf("%+v", table)
	}
}

func TestImportUsage(t *testing.T) {
	dir := importRepository(t)
	answer := madeUpAnswer(t, dir)
	broken := filepath.Join(t.TempDir(), "broken.json")
	if err := os.WriteFile(broken, []byte("<html>"), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		args []string
		code int
		want string
	}{
		"unknown table":        {[]string{"--table", "DT_NSO_2001_020V9"}, exitUsage, "write DT_NSO_2001_020V1"},
		"unknown set":          {[]string{"--set", "nso-school"}, exitUsage, "write nso-schools"},
		"file of no table":     {[]string{"--from", answer, "--date", "2026-11-30"}, exitUsage, "--table"},
		"file of no day":       {[]string{"--from", answer, "--table", "DT_NSO_2001_020V1"}, exitUsage, "--date"},
		"no day":               {[]string{"--date", "30.11.2026"}, exitUsage, "write it like 2026-11-30"},
		"no file":              {[]string{"--from", answer + "x", "--table", "DT_NSO_2001_020V1", "--date", "2026-11-30"}, exitUsage, "cannot be read"},
		"file of another kind": {[]string{"--from", broken, "--table", "DT_NSO_2001_020V1", "--date", "2026-11-30"}, exitProblems, "JSON-stat"},
		"table of soums":       {[]string{"--from", answer, "--table", "DT_NSO_2001_002V2", "--date", "2026-11-30"}, exitProblems, "no dimension holds codes of a soum"},
	} {
		t.Run(name, func(t *testing.T) {
			code, out, errs := runImport(append([]string{"--dir", dir}, tc.args...)...)
			if code != tc.code || !strings.Contains(errs, tc.want) || !strings.Contains(errs, "fix:") {
				t.Errorf("code %d, want %d and %q\n%s\n%s", code, tc.code, tc.want, out, errs)
			}
		})
	}
	if code, out, _ := runImport("--dir", dir, "--list", "--set", "nso-schools"); code != exitFine || strings.Count(out, "\n") != 8 {
		t.Errorf("code %d\n%s", code, out)
	}
}
