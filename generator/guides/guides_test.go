package guides

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"nutag/generator/diag"
	"nutag/generator/model"
)

var update = flag.Bool("update", false, "write the golden files anew")

var known = Known{
	Services: map[string]bool{"passport-abroad": true, "return-certificate": true},
	Sources:  map[string]bool{"SEED": true},
	Hotlines: map[string]bool{"mn-102": true},
	Pages:    Pages([]string{journeyFile}, []string{flowFile}),
}

const (
	journeyFile = "data/journeys/lost.yaml"
	flowFile    = "data/flows/paper.yaml"
)

func good(t *testing.T) map[string]string {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/good.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range archive.Files {
		files[f.Name] = string(f.Data)
	}
	return files
}

func read(files map[string]string, known Known) ([]model.Journey, []model.Flow, diag.List) {
	fsys := fstest.MapFS{}
	for name, data := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(data)}
	}
	journeys, list := Journeys(fsys, []string{journeyFile}, known)
	flows, more := Flows(fsys, []string{flowFile}, known)
	list.Add(more...)
	return journeys, flows, list
}

func report(t *testing.T, list diag.List) string {
	t.Helper()
	var b strings.Builder
	if err := list.Write(&b, diag.Text); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestBroken compares the whole report of each archive in testdata with its file "want". An archive holds edits of the good
// files, so that it shows only what is broken.
func TestBroken(t *testing.T) {
	archives, err := filepath.Glob("testdata/broken-*.txtar")
	if err != nil || len(archives) < 6 {
		t.Fatalf("archives: %v, %v", archives, err)
	}
	for _, name := range archives {
		t.Run(filepath.Base(name), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files := good(t)
			for line := range strings.Lines(string(archive.Files[0].Data)) {
				edit(t, files, strings.TrimSuffix(line, "\n"))
			}
			_, _, list := read(files, known)
			got := report(t, list)
			if *update {
				archive.Files[1].Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if d := cmp.Diff(string(archive.Files[1].Data), got); d != "" {
				t.Error(d)
			}
			if got == "" {
				t.Error("broken input gave no problem")
			}
		})
	}
}

func edit(t *testing.T, files map[string]string, line string) {
	t.Helper()
	before, after, ok := strings.Cut(strings.ReplaceAll(line, `\n`, "\n"), " => ")
	hits := 0
	for name, data := range files {
		hits += strings.Count(data, before)
		files[name] = strings.Replace(data, before, after, 1)
	}
	if !ok || hits != 1 {
		t.Fatalf("edit %q fits %d times", line, hits)
	}
}

func TestGood(t *testing.T) {
	journeys, flows, list := read(good(t), known)
	if len(list) > 0 {
		t.Fatal(report(t, list))
	}
	j := journeys[0]
	if j.ID != "lost" || j.Protection || j.For.EN != "Citizens abroad" || len(j.Phases) != 3 || j.Phases[0].Title.EN != "First hours" || j.Phases[1].Title != (model.Text{}) {
		t.Errorf("journey: %+v", j)
	}
	want := model.JourneyStep{ID: "g", Title: model.Text{MN: "Цагдаа дуудна", EN: "Call the police"},
		Text: model.Text{MN: "102 руу залгана. Хугацаа 2026 оны 5 сарын 6.", EN: "Call 102. The time is 6 May 2026."}, Citations: model.Citations{Hotlines: []string{"mn-102"}, Pages: []string{"page/hotlines", "flow/paper"}}}
	if d := cmp.Diff(want, j.Phases[2].Steps[0]); d != "" {
		t.Error(d)
	}
	f := flows[0]
	if f.ID != "paper" || !f.Protection || f.Start != "q1" || len(f.Nodes) != 8 || f.Nodes[0].End || !f.Nodes[7].End {
		t.Errorf("flow: %+v", f)
	}
	if d := cmp.Diff([]model.FlowAnswer{{Text: model.Text{MN: "Тийм 1", EN: "Yes 1"}, To: "q2"}, {Text: model.Text{MN: "Үгүй 1", EN: "No 1"}, To: "ask"}}, f.Nodes[0].Answers); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(model.Citations{Sources: []string{"SEED"}, Hotlines: []string{"mn-102"}}, f.Nodes[7].Citations); d != "" {
		t.Error(d)
	}
}

// TestUnknownTables: of ids whose table could not be read nothing is said.
func TestUnknownTables(t *testing.T) {
	if _, _, list := read(good(t), Known{}); len(list) > 0 {
		t.Error(report(t, list))
	}
	if _, _, list := read(good(t), Known{Services: map[string]bool{}}); list.Errors() != 7 {
		t.Error(report(t, list))
	}
}

// TestFiles: broken YAML is told, an absent file is left to package dataset.
func TestFiles(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"syntax", "id: [\n", "yaml-syntax"},
		{"list", "- a\n", "guide-shape"},
		{"text", "a\n", "guide-shape"},
		{"nodes are no list", "nodes: a\n", "guide-shape"},
		{"phases are no mapping", "phases: [a]\n", "guide-shape"},
	} {
		_, _, list := read(map[string]string{journeyFile: c.content, flowFile: c.content}, known)
		if !strings.Contains(report(t, list), "["+c.want+"]") {
			t.Errorf("%s: %s", c.name, report(t, list))
		}
	}
	if journeys, flows, list := read(nil, known); len(journeys)+len(flows)+len(list) > 0 {
		t.Error("absent files", list)
	}
}

// TestBounds: what is too much is refused.
func TestBounds(t *testing.T) {
	for _, c := range []struct{ name, old, more string }{
		{journeyFile, "  after:\n    steps:\n", strings.Repeat("      - {id: x, title: {mn: А, en: A}, text: {mn: А, en: A}, services: [passport-abroad]}\n", 2*MaxSteps)},
		{flowFile, "nodes:\n", strings.Repeat("  - {id: x, end: true}\n", MaxNodes)},
		{flowFile, "    answers:\n", strings.Repeat("      - {text: {mn: А, en: A}, to: ask}\n", MaxAnswers)},
		{journeyFile, "hotlines: [mn-102", strings.Repeat(", mn-102", MaxCitations)},
	} {
		files := good(t)
		files[c.name] = strings.Replace(files[c.name], c.old, c.old+c.more, 1)
		if _, _, list := read(files, known); !strings.Contains(report(t, list), "[guide-limit]") {
			t.Errorf("%s: %s", c.old, report(t, list))
		}
	}
}

// FuzzRead holds that hostile files neither panic nor hang.
func FuzzRead(f *testing.F) {
	archive, err := txtar.ParseFile("testdata/good.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range archive.Files {
		f.Add(string(file.Data))
	}
	f.Add("nodes: [{id: a, question: {mn: a, en: a}, answers: [{text: a, to: a}]}]\nstart: a\n")
	f.Fuzz(func(t *testing.T, content string) {
		if len(content) < 1<<13 {
			read(map[string]string{journeyFile: content, flowFile: content}, known)
		}
	})
}
