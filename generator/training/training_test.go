package training

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"nutag/generator/diag"
	"nutag/generator/model"
)

// TestBroken holds each archive of testdata to the problems that it expects: a line "want:" in its comment for each, with
// the rule and the place. An archive replaces files of the good one.
func TestBroken(t *testing.T) {
	files, err := filepath.Glob("testdata/broken-*.txtar")
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			fsys := goodFiles(t)
			for _, f := range archive.Files {
				if strings.HasSuffix(f.Name, ".edit") {
					edit(t, fsys, strings.TrimSuffix(f.Name, ".edit"), string(f.Data))
				} else if len(bytes.TrimSpace(f.Data)) == 0 {
					delete(fsys, f.Name)
				} else {
					fsys[f.Name] = &fstest.MapFile{Data: f.Data}
				}
			}
			var want []string
			for line := range strings.Lines(string(archive.Comment)) {
				if w, ok := strings.CutPrefix(strings.TrimSpace(line), "want: "); ok {
					want = append(want, w)
				}
			}
			var got []string
			training, list := Load(fsys, "content/training")
			list = append(list, Check(training, "content/training", known())...)
			for _, p := range list {
				got = append(got, fmt.Sprintf("%s:%d %s", strings.TrimPrefix(p.File, "content/training/"), p.Line, p.RuleID))
			}
			slices.Sort(got)
			slices.Sort(want)
			got = slices.Compact(got)
			if !slices.Equal(got, want) {
				t.Errorf("got\n%s\nwant\n%s\n%v", strings.Join(got, "\n"), strings.Join(want, "\n"), messages(list))
			}
		})
	}
}

func messages(list diag.List) string {
	var s []string
	for _, p := range list {
		s = append(s, p.Message)
	}
	return strings.Join(s, "\n")
}

func known() Known {
	return Known{Facts: map[string]bool{"pit_band1": true, "llc_name": false}, IDs: map[string]map[string]bool{"service": {"legal-aid": true}}}
}

func goodFiles(t *testing.T) fstest.MapFS {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/good.txtar")
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range archive.Files {
		// A body of the right length, without hundreds of words in the archive.
		filler := strings.Repeat("үг хэллэг өгүүлбэр бичиг ном. ", 68)
		if strings.HasSuffix(f.Name, ".en.md") {
			filler = strings.Repeat("word after word makes one. ", 68)
		}
		fsys[f.Name] = &fstest.MapFile{Data: bytes.ReplaceAll(f.Data, []byte("FILLER"), []byte(strings.TrimSpace(filler)))}
	}
	return fsys
}

// edit replaces in a file: each line is "old => new".
func edit(t *testing.T, fsys fstest.MapFS, name, edits string) {
	t.Helper()
	f := fsys[name]
	if f == nil {
		t.Fatalf("no file %s", name)
	}
	text := string(f.Data)
	for line := range strings.Lines(edits) {
		old, with, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " => ")
		if !ok || !strings.Contains(text, old) {
			t.Fatalf("edit %q does not fit %s", line, name)
		}
		text = strings.Replace(text, old, strings.ReplaceAll(with, `\n`, "\n"), 1)
	}
	fsys[name] = &fstest.MapFile{Data: []byte(text)}
}

func TestGood(t *testing.T) {
	training, list := Load(goodFiles(t), "content/training")
	if len(list) > 0 {
		t.Fatal(messages(list))
	}
	l := training.Lesson("c1-m1-l1")
	if l == nil || l.Minutes != 20 || l.Worksheet != "cost-sheet" || l.MN.Quiz[0].Right != 2 || len(l.EN.Sections) != 5 {
		t.Errorf("%+v", l)
	}
	if w := training.Worksheet("cost-sheet"); w == nil || len(w.Parts) != 2 || w.Parts[1].Fields[1].Formula == "" {
		t.Errorf("%+v", w)
	}
	if c := training.Courses[0]; c.Minutes() != 20 || c.Private {
		t.Errorf("%+v", c)
	}
}

// TestReport lists the harder text first, in each language by itself.
func TestReport(t *testing.T) {
	reading := func(mn, en float64) *model.Lesson {
		return &model.Lesson{MN: &model.LessonText{Reading: model.Readability{LIX: mn}}, EN: &model.LessonText{Reading: model.Readability{LIX: en}}}
	}
	lessons := []*model.Lesson{reading(20, 30), reading(40, 10), reading(30, 20)}
	for i, l := range lessons {
		l.ID = fmt.Sprintf("c1-m1-l%d", i+1)
	}
	training := &model.Training{Courses: []*model.Course{{ID: "c1", Modules: []model.Module{{ID: "c1-m1", Lessons: lessons}}}}}
	want := "hardest to read, LIX:  mn             en\n1                      c1-m1-l2 40.0  c1-m1-l1 30.0\n2                      c1-m1-l3 30.0  c1-m1-l3 20.0\nmiddle                 c1-m1-l3 30.0  c1-m1-l3 20.0"
	if got := ReadingSummary(training, 2); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := ReadingSummary(&model.Training{}, 2); got != "" {
		t.Errorf("%q", got)
	}
	if table := ReadingTable(training); bytes.Count(table, []byte("\n")) != 7 || !bytes.Contains(table, []byte("en\tc1-m1-l1\t30.0\t")) {
		t.Errorf("%s", table)
	}
}

// TestRelatedKinds holds every kind of related page to ids that exist, with a remedy for one that does not.
func TestRelatedKinds(t *testing.T) {
	ids := map[string]map[string]bool{}
	for _, kind := range relatedKinds {
		ids[kind] = map[string]bool{"one": true}
	}
	for _, kind := range relatedKinds {
		for name, want := range map[string]int{"one": 0, "onee": 1} {
			if (kind == "course" || kind == "lesson" || kind == "worksheet") && name == "one" {
				continue // known from the folder itself
			}
			lesson := &model.Lesson{ID: "c1-m1-l1", Related: []string{kind + "/" + name}}
			training := &model.Training{Courses: []*model.Course{{ID: "c1", Modules: []model.Module{{ID: "c1-m1", Lessons: []*model.Lesson{lesson}}}}}}
			list := Check(training, "content/training", Known{IDs: ids})
			if list.Errors() != want {
				t.Errorf("%s/%s: %d errors, want %d: %s", kind, name, list.Errors(), want, messages(list))
			}
			for _, p := range list {
				if p.RuleID != "lesson-related" || p.Fix == "" {
					t.Errorf("%s/%s: %+v", kind, name, p)
				}
			}
		}
	}
}

// TestHelps reads which lessons help on all pages of a kind.
func TestHelps(t *testing.T) {
	fsys := goodFiles(t)
	fsys["content/training/helps.yaml"] = &fstest.MapFile{Data: []byte("soum: [c1-m1-l1]\nchannel: [c1-m1-l1]\n")}
	training, list := Load(fsys, "content/training")
	if len(list) > 0 || len(training.Helps) != 2 || training.Helps[0].Kind != "channel" || !slices.Equal(training.Helps[1].Lessons, []string{"c1-m1-l1"}) {
		t.Errorf("%+v\n%s", training.Helps, messages(list))
	}
}

func TestNoFolder(t *testing.T) {
	training, list := Load(fstest.MapFS{"content/about.mn.md": &fstest.MapFile{}}, "content/training")
	if len(list) > 0 || len(training.Courses) > 0 {
		t.Error(training, list)
	}
}

func TestSums(t *testing.T) {
	for _, good := range []string{
		"1200000 - 450000 - 300000 = 450000", "1400000 * 11.5 / 100 = 161000", "6000 / 36000 * 100 = 16.7", "2 ^ 3 ^ 2 = 512", "(1 + 2) * -3 = -9",
		"100 * (1 + 0.02) ^ 12 = 126.8", "1 / 8 = 0.12", "1 / 8 = 0.13", "-2 ^ 2 = -4", "7 - 2 - 1 = 4", "16 / 4 / 2 = 2",
	} {
		if _, err := checkSum(good); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
	for _, bad := range []string{
		"1 + 1 = 3", "1 + 1", "1 = 1 = 1", "1,000 + 1 = 1001", "1 / 0 = 0", "(1 + 2 = 3", "1 + = 2", "a + 1 = 2", "sum(1) = 1", "1 + 1 = 2x", "= 2", "1..2 + 1 = 2",
		"1 / 3 = 0.334", "9 ^ 9 ^ 9 = 1", strings.Repeat("(", 60) + "1" + strings.Repeat(")", 60) + " = 1", strings.Repeat("1+", 300) + "1 = 301", "--------------------------------------------------1 = 1",
	} {
		if _, err := checkSum(bad); err == nil {
			t.Errorf("%s is taken", bad)
		}
	}
}

func FuzzSums(f *testing.F) {
	f.Add("1 + 2 * (3 - 4) ^ 2 = 3")
	f.Fuzz(func(t *testing.T, s string) { _, _ = checkSum(s) })
}

func TestReadability(t *testing.T) {
	// By hand: 3 + 5 words in two sentences, so 4 in a sentence; 3+4+3 + 4+7+5+2+5 = 33 letters in 8 words; one word of more
	// than six letters, which is 12.5 percent. The table does not count.
	r := measure([]model.LessonSection{{Body: "The herd ate.\nThen seventy sheep on grass.\n\n| a | b |"}})
	if r.Words != 8 || r.Sentences != 2 || r.WordsPer != 4 || r.LongPercent != 12.5 || r.LIX != 16.5 || r.LongestWords != 5 || r.LettersPer != 33.0/8 {
		t.Errorf("%+v", r)
	}
	// A number's point ends no sentence, and items of a list are sentences of their own.
	r = measure([]model.LessonSection{{Body: "1. Pay 2.5 percent\n2. Rest\n- Done"}})
	if r.Sentences != 3 || r.Words != 5 {
		t.Errorf("%+v", r)
	}
}
