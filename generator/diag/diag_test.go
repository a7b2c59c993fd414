package diag

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func sample() List {
	var l List
	l.Add(Problem{
		File: "data/missions/missions.csv", Line: 14, Col: 11, Width: 3,
		Message: `country "MNG" is not a two-letter country code`, RuleID: "ref-unknown",
		Snippet: "mn-berlin,MNG,Берлин", RuleFile: "data/missions/set.yaml", RuleLine: 22,
		Fix: `write "MN", or add the country to data/countries/countries.csv`,
	}, Problem{
		Severity: Warning, File: "data/a,b:c", Message: "100% odd", RuleID: "odd", Fix: "look",
	})
	return l
}

func render(t *testing.T, l List, f Format) string {
	t.Helper()
	var b strings.Builder
	if err := l.Write(&b, f); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestText(t *testing.T) {
	want := `data/a,b:c: warning: 100% odd [odd]
  fix:  look
data/missions/missions.csv:14:11: error: country "MNG" is not a two-letter country code [ref-unknown]
    | mn-berlin,MNG,Берлин
    |           ^^^
  rule: data/missions/set.yaml:22
  fix:  write "MN", or add the country to data/countries/countries.csv
1 error, 1 warning
`
	if d := cmp.Diff(want, render(t, sample(), Text)); d != "" {
		t.Error(d)
	}
}

func TestGitHub(t *testing.T) {
	want := `::warning file=data/a%2Cb%3Ac,title=odd::100%25 odd [odd]%0Afix: look
::error file=data/missions/missions.csv,line=14,col=11,endColumn=13,title=ref-unknown::country "MNG" is not a two-letter country code [ref-unknown]%0Afix: write "MN", or add the country to data/countries/countries.csv
`
	if d := cmp.Diff(want, render(t, sample(), GitHub)); d != "" {
		t.Error(d)
	}
}

func TestJSON(t *testing.T) {
	var doc struct {
		Errors, Warnings int
		Problems         []struct {
			Severity, File, Rule, Fix string
			Line, Col, Width          int
			RuleLine                  int `json:"rule_line"`
		}
	}
	if err := json.Unmarshal([]byte(render(t, sample(), JSON)), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Errors != 1 || doc.Warnings != 1 || len(doc.Problems) != 2 {
		t.Fatalf("counts: %+v", doc)
	}
	if p := doc.Problems[1]; p.Line != 14 || p.Col != 11 || p.Width != 3 || p.RuleLine != 22 || p.Rule != "ref-unknown" || p.Fix == "" {
		t.Errorf("second problem: %+v", p)
	}
	if got := render(t, nil, JSON); !strings.Contains(got, `"problems": []`) {
		t.Errorf("empty list: %s", got)
	}
}

func TestSortAndCounts(t *testing.T) {
	var l List
	add := func(file string, line, col int, rule string) {
		l.Add(Problem{File: file, Line: line, Col: col, Message: "m", RuleID: rule, Fix: "f"})
	}
	add("b", 1, 1, "x")
	add("a", 10, 1, "x")
	add("a", 2, 9, "x")
	add("a", 2, 3, "y")
	add("a", 2, 3, "x")
	l.Sort()
	var got []string
	for _, p := range l {
		got = append(got, place(p.File, p.Line, p.Col)+p.RuleID)
	}
	if d := cmp.Diff([]string{"a:2:3x", "a:2:3y", "a:2:9x", "a:10:1x", "b:1:1x"}, got); d != "" {
		t.Error(d)
	}
	if l.Errors() != 5 || l.Warnings() != 0 {
		t.Errorf("errors %d, warnings %d", l.Errors(), l.Warnings())
	}
}

func TestAddWithoutFixPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a problem without a remedy was accepted")
		}
	}()
	var l List
	l.Add(Problem{File: "a", Message: "m", RuleID: "r"})
}

func TestRepeatsAreFolded(t *testing.T) {
	var l List
	for i := range sameRule + 5 {
		l.Add(Problem{File: "a", Line: i + 1, Message: "m", RuleID: "r", Fix: "f"})
	}
	got := render(t, l, Text)
	if n := strings.Count(got, "[r]\n"); n != sameRule {
		t.Errorf("told %d times", n)
	}
	if !strings.Contains(got, "and 5 more of [r]") || !strings.Contains(got, "25 errors, 0 warnings") {
		t.Error(got)
	}
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("ө", 200)
	for _, c := range []struct {
		name, line    string
		col, width    int
		indent, caret int
	}{
		{"start", "abc", 1, 2, 0, 2},
		{"past the end", "abc", 9, 2, 3, 1},
		{"no width", "abc", 2, 0, 1, 1},
		{"long line", long, 150, 3, 33, 3},
		{"wider than the window", long, 190, 500, 33, 11},
	} {
		text, indent, caret := excerpt(c.line, c.col, c.width)
		if indent != c.indent || caret != c.caret {
			t.Errorf("%s: indent %d, carets %d, want %d, %d in %q", c.name, indent, caret, c.indent, c.caret, text)
		}
		if n := len([]rune(text)); n > excerptRunes+2 {
			t.Errorf("%s: %d runes", c.name, n)
		}
	}
}

func TestHostileTextCannotForgeLines(t *testing.T) {
	var l List
	l.Add(Problem{File: "a\nb", Message: "x\n::error::forged\x1b[2J\u202e", RuleID: "r", Fix: "f\r", Line: 1, Col: 1, Snippet: "a\x1b[31m"})
	for _, f := range []Format{Text, GitHub} {
		got := render(t, l, f)
		if strings.Contains(got, "\x1b") || strings.Contains(got, "\n::error::forged") || strings.ContainsRune(got, '\u202e') {
			t.Errorf("%s: %q", f, got)
		}
	}
}

func TestParseFormat(t *testing.T) {
	for _, s := range []string{"text", "json", "github"} {
		if f, err := ParseFormat(s); err != nil || string(f) != s {
			t.Errorf("%s: %v, %v", s, f, err)
		}
	}
	if _, err := ParseFormat("xml"); err == nil {
		t.Error("xml was accepted")
	}
	if err := (List{}).Write(&strings.Builder{}, "xml"); err == nil {
		t.Error("writing xml was accepted")
	}
}

func TestNearest(t *testing.T) {
	words := []string{"nso_code", "name_mn", "name_en", "lat", "lon", "өвөл"}
	for _, c := range []struct{ word, want string }{
		{"nso_cod", "nso_code"},
		{"nso_cdoe", "nso_code"},
		{"name_nm", "name_mn"}, // a swap is one step
		{"name_mm", "name_mn"},
		{"lta", "lat"},
		{"овол", ""},
		{"өвол", "өвөл"},
		{"population", ""},
		{"", ""},
		{"lat", "lon"[:0]}, // the word itself is no suggestion, and lon differs in two of three
		{strings.Repeat("x", 1000), ""},
	} {
		if got := Nearest(c.word, words); got != c.want {
			t.Errorf("Nearest(%q) = %q, want %q", c.word, got, c.want)
		}
	}
	if a, b := Nearest("ab", []string{"ac", "aa"}), Nearest("ab", []string{"aa", "ac"}); a != "aa" || b != "aa" {
		t.Errorf("order of candidates matters: %q, %q", a, b)
	}
}

func TestQuote(t *testing.T) {
	if got := Quote(strings.Repeat("ө", 61)); got != `"`+strings.Repeat("ө", 60)+`…"` {
		t.Error(got)
	}
	if got := QuoteAll([]string{"a", "b", "c"}, 2); got != `"a", "b", …` {
		t.Error(got)
	}
}
