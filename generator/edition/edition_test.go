package edition

import (
	"encoding/csv"
	"os"
	"testing"
)

// AimagOf is what Holds rests on, and the bins of a release.
func TestAimagOf(t *testing.T) {
	for address, want := range map[string]string{"mn/soums/6346-khutag-undur.html": "63", "en/embed/soums/6346.html": "63", "api/v1/aimags/63.json": "63", "mn/qr/soums/6346-a.svg": "63",
		"mn/welcome/6346-a.html": "63", "mn/soums/index.html": "", "mn/guides/63-ways.html": "", "data/soums/soums.csv": ""} {
		if got := AimagOf(address); got != want {
			t.Errorf("%s is of aimag %q, want %q", address, got, want)
		}
	}
}

func parse(t *testing.T, name string) Edition {
	t.Helper()
	e, err := Parse(name)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestParse(t *testing.T) {
	for _, name := range []string{"full", "lite", "aimag:63", "aimag:11"} {
		if e := parse(t, name); e.String() != name {
			t.Errorf("%s became %s", name, e)
		}
	}
	if e := parse(t, ""); !e.Full() || e.String() != "full" || !e.Charts() || e.Kind() != "full" {
		t.Errorf("no name gave %s", e)
	}
	if e := parse(t, "aimag:63"); e.Full() || e.Kind() != "aimag" || e.Aimag() != "63" {
		t.Errorf("%s is of kind %s and aimag %s", e, e.Kind(), e.Aimag())
	}
	for _, name := range []string{"Full", "light", "aimag", "aimag:", "aimag:6", "aimag:633", "aimag:../x", "aimag:63 ", "soum:6346"} {
		if e, err := Parse(name); err == nil {
			t.Errorf("%q was taken for %s", name, e)
		}
	}
}

func TestHolds(t *testing.T) {
	for _, tc := range []struct {
		address           string
		lite, aimag, city bool // aimag:63, aimag:11
	}{
		{"index.html", true, true, true},
		{"mn/soums/index.html", true, true, true},
		{"mn/soums/6346-khutag-undur.html", true, true, false},
		{"mn/soums/6401-bayankhongor.html", true, false, false},
		{"en/aimags/63-bulgan.html", true, true, false},
		{"en/aimags/index.html", true, true, true},
		{"en/districts/1101-bayanzurkh.html", true, false, true},
		{"mn/services/passport-abroad.html", true, true, true},
		{"mn/data.html", true, true, true},
		{"mn/data/soums.html", true, true, true},
		{"data/soums/soums.csv", false, false, false},
		{"api/v1/soums/6346.json", false, false, false},
		{"mn/embed/soums/6346.html", false, false, false},
		{"mn/courses/c1.epub", false, true, true},
		{"mn/map.svg", true, true, true},
		{"mn/welcome/6346-khutag-undur.html", false, true, false},
		{"data/panoramas/6346-a.jpg", false, true, false},
		{"data/panoramas/panoramas.csv", false, false, false},
		{"mn/qr/soums/6346-khutag-undur.svg", false, true, false},
		{"mn/outreach/aimags/63.txt", false, true, false},
		{"mn/outreach/hotlines.txt", false, true, true},
		{"mn/outreach.html", false, true, true},
		{"mn/outreach/sms.csv", false, true, true},
	} {
		for name, want := range map[string]bool{"full": true, "lite": tc.lite, "aimag:63": tc.aimag, "aimag:11": tc.city} {
			if got := parse(t, name).Holds(tc.address); got != want {
				t.Errorf("%s holds %s: %t", name, tc.address, got)
			}
		}
	}
}

// The rule takes the aimag from the code of a place, so the codes of all real places must begin with it.
func TestCodesBeginWithTheirAimag(t *testing.T) {
	for _, name := range []string{"soums", "districts"} {
		f, err := os.Open("../../data/" + name + "/" + name + ".csv")
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		rows, err := csv.NewReader(f).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		column := map[string]int{}
		for i, head := range rows[0] {
			column[head] = i
		}
		for _, row := range rows[1:] {
			aimag := "11" // districts are of the capital
			if i, ok := column["aimag_code"]; ok {
				aimag = row[i]
			}
			if code := row[column["nso_code"]]; code[:2] != aimag {
				t.Errorf("%s is of aimag %s", code, aimag)
			}
		}
	}
}
