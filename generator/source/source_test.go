package source

import (
	"encoding/csv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"nutag/generator/diag"
)

func file(content string) fstest.MapFS {
	return fstest.MapFS{"f": &fstest.MapFile{Data: []byte(content)}}
}

// brief gives "line:col rule" of each problem.
func brief(list diag.List) []string {
	var out []string
	for _, p := range list {
		out = append(out, strings.TrimSpace(strings.Join([]string{at(p), p.RuleID}, " ")))
	}
	return out
}

func at(p diag.Problem) string {
	digits := func(n int) string { return string(rune('0'+n/10)) + string(rune('0'+n%10)) }
	return digits(p.Line) + ":" + digits(p.Col)
}

func TestText(t *testing.T) {
	for _, c := range []struct {
		name, content string
		want          []string
	}{
		{"fine", "Хутаг-Өндөр\nab\n", nil},
		{"empty", "", []string{"00:00 text-empty"}},
		{"bom", "\uFEFFa\n", []string{"01:00 text-bom"}},
		{"no last line feed", "a\nb", []string{"02:00 text-last-line"}},
		{"carriage returns told once", "a\r\nb\r\n", []string{"01:00 text-line-ending"}},
		{"windows-1251", "ab\xd5\xf3\n", []string{"01:03 text-encoding"}},
		{"damaged before", "аб\uFFFD\n", []string{"01:03 text-encoding"}},
		{"null", "a\x00\n", []string{"01:02 text-control"}},
		{"tab", "a\tb\n", []string{"01:02 text-control"}},
		{"zero width", "ab\u200b\n", []string{"01:03 text-invisible"}},
		{"bidi", "өү\u202eab\n", []string{"01:03 text-invisible"}},
		{"soft hyphen", "a\u00adb\n", []string{"01:02 text-invisible"}},
		{"decomposed", "\nой и\u0306\n", []string{"02:04 text-nfc"}},
		{"long line", strings.Repeat("a", MaxLineBytes+1) + "\n", []string{"01:00 text-line-too-long"}},
	} {
		text, list := ReadText(file(c.content), "f", MaxFileBytes)
		if d := cmp.Diff(c.want, brief(list)); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
		if (text == nil) != (len(list) > 0) {
			t.Errorf("%s: text %v with %d problems", c.name, text, len(list))
		}
	}
}

func TestReadBytes(t *testing.T) {
	fsys := fstest.MapFS{"d/f": &fstest.MapFile{Data: []byte("12345")}}
	for _, c := range []struct {
		name  string
		limit int64
		want  []string
	}{
		{"d/f", 5, nil},
		{"d/f", 4, []string{"00:00 file-too-large"}},
		{"d", 5, []string{"00:00 file-unreadable"}},
		{"x", 5, []string{"00:00 file-missing"}},
	} {
		_, list := ReadBytes(fsys, c.name, c.limit)
		if d := cmp.Diff(c.want, brief(list)); d != "" {
			t.Errorf("%s, %d: %s", c.name, c.limit, d)
		}
	}
}

func TestCSVPlaces(t *testing.T) {
	table, list := ReadCSV(file("id,name\n1,\"Өндөр, \"\"а\"\"\"\n2,\n"), "f")
	if len(list) > 0 {
		t.Fatal(list)
	}
	want := []Row{
		{Line: 2, Cells: []Cell{{"1", 1, 1}, {`Өндөр, "а"`, 3, 14}}},
		{Line: 3, Cells: []Cell{{"2", 1, 1}, {"", 3, 0}}},
	}
	if d := cmp.Diff(want, table.Rows); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]Cell{{"id", 1, 2}, {"name", 4, 4}}, table.Header); d != "" {
		t.Error(d)
	}
	if table.Line(3) != "2," || table.Line(0) != "" || table.Line(9) != "" {
		t.Error("lines")
	}
}

func TestCSVProblems(t *testing.T) {
	for _, c := range []struct {
		name, content string
		want          []string
		rows          int
	}{
		{"too few", "a,b\n1\n1,2\n", []string{"02:01 csv-cells"}, 1},
		{"too many", "a,b\nөө,2,3,4\n", []string{"02:06 csv-cells"}, 0},
		{"blank line", "a\n\n1\n", []string{"02:00 csv-blank-line"}, 1},
		{"open quote", "a,b\n1,\"x\n1,2\n", []string{"02:03 csv-quote"}, 1},
		{"text after quote", "a,b\n1,\"x\"y\n", []string{"02:06 csv-quote"}, 0},
		{"bare quote", "a,b\n1,ө\"x\"\n", []string{"02:04 csv-quote"}, 0},
		{"space", "a,b\n1, 2\n", []string{"02:03 csv-space"}, 0},
		{"long", "a\n" + strings.Repeat("x", MaxCellRunes+1) + "\n", []string{"02:01 csv-cell-too-long"}, 0},
		{"several at once", "a,b\n1\n\n1,2\n\"\n", []string{"02:01 csv-cells", "03:00 csv-blank-line", "05:01 csv-quote"}, 1},
	} {
		table, list := ReadCSV(file(c.content), "f")
		if d := cmp.Diff(c.want, brief(list)); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
		if table == nil || len(table.Rows) != c.rows {
			t.Errorf("%s: rows %+v", c.name, table)
		}
	}
	if table, list := ReadCSV(file(strings.Repeat("a,", MaxCSVColumns)+"a\n"), "f"); table != nil || len(list) != 1 || list[0].RuleID != "csv-columns" {
		t.Error("too many columns", list)
	}
}

func TestYAML(t *testing.T) {
	y, list := ReadYAML(file("# head\nname: soums\ntitle: {mn: Сум, en: \"Soum\"}\nrows:\n  exact: 330\nkey: [a, b]\nlist:\n  - x: 1\n    y:\n  - 2025-12-31\nno: \n"), "f")
	if len(list) > 0 {
		t.Fatal(list)
	}
	for _, c := range []struct {
		path             string
		value            string
		line, col, width int
	}{
		{"name", "soums", 2, 7, 5},
		{"title.mn", "Сум", 3, 13, 3},
		{"title.en", "Soum", 3, 22, 6},
		{"rows.exact", "330", 5, 10, 3},
	} {
		n := y.Root
		for _, k := range strings.Split(c.path, ".") {
			n = n.Get(k)
		}
		if n == nil || n.Kind != Scalar || n.Value != c.value || n.Line != c.line || n.Col != c.col || n.Width != c.width {
			t.Errorf("%s: %+v", c.path, n)
		}
	}
	if k := y.Root.Get("key"); k.Kind != Sequence || len(k.Items) != 2 || k.Items[1].Value != "b" || k.Items[1].Col != 10 {
		t.Errorf("key: %+v", k)
	}
	l := y.Root.Get("list")
	if len(l.Items) != 2 || l.Items[0].Get("x").Value != "1" || l.Items[0].Get("y").Kind != Null || l.Items[1].Value != "2025-12-31" {
		t.Errorf("list: %+v", l)
	}
	if l.Items[0].Line != 8 || l.Items[1].Line != 10 {
		t.Errorf("lines of list items: %d, %d", l.Items[0].Line, l.Items[1].Line)
	}
	if y.Root.Get("no").Kind != Null || y.Root.Get("absent") != nil || y.Root.Get("name").Get("x") != nil {
		t.Error("missing values")
	}
}

func TestYAMLProblems(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"syntax", "a: b\n c: [\n", "yaml-syntax"},
		{"twice", "a: 1\nb: 2\na: 3\n", "yaml-duplicate-key"},
		{"anchor", "a: &x 1\nb: 2\n", "yaml-feature"},
		{"alias", "a: &x [1]\nb: *x\n", "yaml-feature"},
		{"tag", "a: !!binary aGk=\n", "yaml-feature"},
		{"merge", "a: {x: 1}\nb:\n  <<: {y: 1}\n", "yaml-feature"},
		{"two documents", "a: 1\n---\nb: 2\n", "yaml-document"},
		{"only a comment", "# nothing\n", "yaml-document"},
		{"brackets", "a: " + strings.Repeat("[", 5000) + "\n", "yaml-depth"},
		{"dashes", strings.Repeat("- ", 5000) + "\n", "yaml-depth"},
		{"deep blocks", deep(60), "yaml-depth"},
		{"complex key", "? [a, b]\n: c\n", "yaml-syntax"},
		{"tab", "a:\n\tb: 1\n", "text-control"},
	} {
		y, list := ReadYAML(file(c.content), "f")
		if y != nil || len(list) == 0 || list[0].RuleID != c.want {
			t.Errorf("%s: %v", c.name, list)
			continue
		}
		if list[0].Line > strings.Count(c.content, "\n") {
			t.Errorf("%s: line %d is outside the file", c.name, list[0].Line)
		}
	}
}

func deep(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

// FuzzCSV compares with encoding/csv wherever both accept the input, and holds every place inside its line.
func FuzzCSV(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "a\n\"x\"\"y\"\n", "a,b\nөү,\"я,ё\"\n", "\"", ",,\n,,\n", "a\n\n", "\uFEFFa\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		text, list := checkText("f", data)
		if text == nil {
			if len(list) == 0 {
				t.Fatal("refused without a problem")
			}
			return
		}
		table, list := parseCSV(text)
		for _, p := range list {
			if n := len([]rune(text.Line(p.Line))); p.Line < 0 || p.Line > len(text.Lines) || p.Col > n+1 {
				t.Fatalf("place outside the file: %+v", p)
			}
		}
		if table == nil || len(list) > 0 {
			return
		}
		r := csv.NewReader(strings.NewReader(string(data)))
		records, err := r.ReadAll()
		if err != nil {
			t.Fatalf("encoding/csv refuses what we accept: %v", err)
		}
		if len(records) != len(table.Rows)+1 {
			// encoding/csv drops a header that is an empty line.
			if table.Lines[0] != "" {
				t.Fatalf("%d records, encoding/csv has %d", len(table.Rows)+1, len(records))
			}
			return
		}
		for i, row := range table.Rows {
			line := []rune(table.Line(row.Line))
			for j, cell := range row.Cells {
				if cell.Text != records[i+1][j] {
					t.Fatalf("cell %d,%d is %q, encoding/csv has %q", i, j, cell.Text, records[i+1][j])
				}
				if cell.Col+cell.Width-1 > len(line) {
					t.Fatalf("cell %d,%d reaches outside its line", i, j)
				}
			}
		}
	})
}

// FuzzYAML holds that hostile input neither panics nor gives a place outside the file.
func FuzzYAML(f *testing.F) {
	for _, s := range []string{"a: 1\n", "a: [b, {c: d}]\n", "a: &x 1\nb: *x\n", "? a\n: b\n", "- - - a\n", "a: |\n  x\n  y\n", "'a': \"b\"\n", "a: !!x y\n", "{a: }\n", "--- \n...\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<12 {
			return
		}
		y, list := ParseYAML("f", data)
		if (y == nil) != (len(list) > 0) {
			t.Fatalf("document %v with problems %v", y, list)
		}
		if y != nil {
			walk(t, y, y.Root)
		}
	})
}

func walk(t *testing.T, y *YAML, n *Node) {
	if n.Line < 1 || n.Line > len(y.Lines) || n.Col < 1 || n.Col > len([]rune(y.Line(n.Line)))+1 {
		t.Fatalf("place outside the file: %+v", n)
	}
	for _, e := range n.Entries {
		walk(t, y, e.Key)
		walk(t, y, e.Value)
	}
	for _, i := range n.Items {
		walk(t, y, i)
	}
}
