package eval

import (
	"strings"
	"testing"
)

func TestJudge(t *testing.T) {
	queries := []Query{
		{Text: "a", Lang: "mn", Category: "exact", Want: []string{"soum/1", "soum/2"}},
		{Text: "b", Lang: "mn", Category: "exact", Want: []string{"soum/1"}},
		{Text: "c", Lang: "mn", Category: "with-aimag", Want: []string{"soum/1"}},
		{Text: "d", Lang: "mn", Category: "homonym", Want: []string{"soum/1", "soum/2"}},
		{Text: "e", Lang: "mn", Category: "homonym", Want: []string{"soum/1", "soum/2"}},
		{Text: "f", Lang: "mn", Category: "content", Want: []string{"soum/1"}, Generated: true},
	}
	answers := []Answer{{"soum/3", "soum/2"}, {"soum/3", "soum/4", "soum/5", "soum/1"}, {"soum/2", "soum/1"}, {"soum/2", "soum/1"}, {"soum/1", "soum/3", "soum/2"}, nil}
	outcomes, err := Judge(queries, answers, SameID)
	if err != nil {
		t.Fatal(err)
	}
	wantOK, wantRank := []bool{true, false, false, true, false, false}, []int{2, 4, 2, 1, 1, 0}
	for i, o := range outcomes {
		if o.OK != wantOK[i] || o.Rank != wantRank[i] || o.Empty != (i == 5) {
			t.Errorf("%s: %+v, want %v at %d", queries[i].Text, o, wantOK[i], wantRank[i])
		}
	}
	scores := Count(outcomes, nil)
	if s := scores["exact"]; s.Queries != 2 || s.OK != 1 || s.First3 != 1 || s.First5 != 2 || s.MRR() != 0.375 || s.Share() != 0.5 {
		t.Errorf("exact: %+v", s)
	}
	if s := scores[""]; s.Queries != 6 || s.OK != 2 || s.Empty != 1 {
		t.Errorf("all: %+v", s)
	}
	faults := Faults(scores, map[string]map[string]Score{"peer": {"exact": {Queries: 2, OK: 2}, "homonym": {Queries: 2, OK: 1}}})
	if got := strings.Join(faults, "\n"); !strings.Contains(got, "exact: 50.0 %, behind peer with 100.0 %") || strings.Contains(got, "homonym: 50.0 %, behind") || len(faults) != 5 {
		t.Errorf("faults:\n%s", got)
	}
	if missed := Missed(outcomes, "content"); len(missed) != 1 || !strings.Contains(missed[0], "nothing found") {
		t.Errorf("missed: %q", missed)
	}
	halves := Halves(outcomes)
	if halves.Generated["all"].Queries != 1 || halves.Typed["all"].Queries != 5 || halves.Typed["all"].Answered != 2 {
		t.Errorf("halves: %+v", halves)
	}
	if _, err := Judge(queries, answers[1:], SameID); err == nil {
		t.Error("a missing answer is no error")
	}
}

func TestNeeded(t *testing.T) {
	c := Category{Target: 0.98}
	if c.Needed(49) != 48 || c.Needed(100) != 98 || c.Needed(10) != 10 {
		t.Error(c.Needed(49), c.Needed(100), c.Needed(10))
	}
}

func TestSamePage(t *testing.T) {
	same := SamePage([]Document{{ID: "term/a", URL: "mn/glossary/x.html#a"}, {ID: "soum/1", URL: "mn/soums/1.html"}})
	if !same("mn/glossary/x.html", "term/a") || same("mn/glossary/x.html", "soum/1") || !same("mn/soums/1.html", "soum/1") || same("", "soum/2") {
		t.Error("pages are compared wrongly")
	}
}

func TestFill(t *testing.T) {
	got, err := Fill("a\n<!-- eval x -->\nold\n<!-- end x -->\nb\n", "x", "new\n")
	if want := "a\n<!-- eval x -->\n\nnew\n\n<!-- end x -->\nb\n"; err != nil || got != want {
		t.Errorf("%q, %v", got, err)
	}
	again, err := Fill(got, "x", "new\n")
	if err != nil || again != got {
		t.Errorf("the second time gives %q, %v", again, err)
	}
	if _, err := Fill("a", "x", "new"); err == nil {
		t.Error("missing markers are no error")
	}
}
