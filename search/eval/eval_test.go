package eval

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the generated queries anew")

// TestGenerated holds the committed queries to the rules and the tables.
func TestGenerated(t *testing.T) {
	made, err := Generate(os.DirFS("../../data"), Seed)
	if err != nil {
		t.Fatal(err)
	}
	for name, queries := range made {
		file := filepath.Join("queries", generatedFolder, name+".tsv")
		want := Format(queries)
		if *update {
			if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		got, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != want {
			t.Errorf("%s is not what the rules give; run go test ./search/eval -update", file)
		}
	}
	entries, err := os.ReadDir(filepath.Join("queries", generatedFolder))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if made[strings.TrimSuffix(e.Name(), ".tsv")] == nil {
			t.Errorf("no rule makes %s", e.Name())
		}
	}
}

func TestForm(t *testing.T) {
	for _, c := range [][3]string{
		{"Булган", "genitive", "Булганы"}, {"Булган", "ablative", "Булганаас"}, {"Булган", "dative", "Булганд"},
		{"Хутаг-Өндөр", "genitive", "Хутаг-Өндөрийн"}, {"Хутаг-Өндөр", "ablative", "Хутаг-Өндөрөөс"}, {"Хутаг-Өндөр", "dative", "Хутаг-Өндөрт"},
		{"Архангай", "genitive", "Архангайн"}, {"Архангай", "accusative", "Архангайг"}, {"Архангай", "ablative", "Архангайгаас"},
		{"Дорноговь", "genitive", "Дорноговийн"}, {"Дорноговь", "ablative", "Дорноговиос"}, {"Дорноговь", "dative", "Дорноговьд"},
		{"Цэцэрлэг", "genitive", "Цэцэрлэгийн"}, {"Цэцэрлэг", "dative", "Цэцэрлэгт"}, {"Орхон", "ablative", "Орхоноос"},
		{"Хөвсгөл", "accusative", "Хөвсгөлийг"}, {"Хөвсгөл", "dative", "Хөвсгөлд"}, {"Цогт-Овоо", "genitive", "Цогт-Овоогийн"},
		{"Баянжаргалан", "genitive", ""}, {"Сэлэнгэ", "genitive", ""}, {"Увс", "genitive", ""},
	} {
		if got := form(c[0], c[1]); got != c[2] {
			t.Errorf("form(%s, %s) = %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestSystems(t *testing.T) {
	want := map[string][2]string{ // Хутаг-Өндөр, Өвөрхангай
		"latin-mns":    {"Khutag-Öndör", "Övörkhangai"},
		"latin-common": {"hutag undur", "uvurhangai"},
		"latin-o":      {"hutag ondor", "ovorhangai"},
		"latin-ue":     {"khutag-oendoer", "oevoerkhangay"},
		"latin-keys":   {"hutag qndqr", "qwqrhangai"},
		"latin-chat":   {"xutag ondor", "ovorxangai"},
	}
	for _, s := range systems {
		got := [2]string{s.write("Хутаг-Өндөр"), s.write("Өвөрхангай")}
		if got != want[s.name] {
			t.Errorf("%s: %q, want %q", s.name, got, want[s.name])
		}
	}
}

func TestSlips(t *testing.T) {
	for how, want := range map[string]string{"drop": "Блган", "add": "Бужлган", "swap": "Блуган", "replace": "Бжлган"} {
		got := slip("Булган", how, 1)
		if got != want || !near(got, "Булган") {
			t.Errorf("%s gives %q, want %q", how, got, want)
		}
	}
	if near("Булган", "Бугат") || !near("Булган", "булган") || !near("ab", "ba") || near("abc", "") {
		t.Error("near counts wrongly")
	}
}
