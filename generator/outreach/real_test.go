package outreach

import (
	"bytes"
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"nutag/i18n"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestRealTexts holds every text of every record in both languages to the limits of its medium, and all numbers in it to
// those that may be named.
func TestRealTexts(t *testing.T) {
	r := realTexts(t)
	allowed := map[string]bool{}
	for i := range r.portal.Hotlines {
		if h := &r.portal.Hotlines[i]; verified(h) {
			allowed[h.Number] = true
		} else if h.Number != "" && allowed[h.Number] {
			t.Errorf("%s is verified and in doubt", h.Number)
		}
	}
	for _, lang := range i18n.Langs() {
		kinds := map[string]int{}
		for _, x := range r.texts[lang] {
			kinds[x.Kind]++
			limit, most := x.SMS.Encoding.Joined(), MaxPartsUCS2
			if len(x.SMS.Parts) == 1 {
				limit = x.SMS.Encoding.Single()
			}
			if x.SMS.Encoding == GSM7 {
				most = MaxPartsGSM7
			}
			if len(x.SMS.Parts) == 0 || len(x.SMS.Parts) > most {
				t.Errorf("%s %s: %d parts", lang, x.ID, len(x.SMS.Parts))
			}
			if lang == i18n.EN && x.SMS.Encoding != GSM7 {
				t.Errorf("%s %s: a letter of the message is not in GSM-7: %q", lang, x.ID, x.SMS.Text)
			}
			for i := range x.SMS.Parts {
				if n := x.SMS.Units(i); n > limit {
					t.Errorf("%s %s: part %d has %d units", lang, x.ID, i+1, n)
				}
			}
			if len(x.Card) > MaxCardBytes || strings.Count(x.Card, "\n") < 1 {
				t.Errorf("%s %s: card of %d bytes: %q", lang, x.ID, len(x.Card), x.Card)
			}
			if len(x.Radio) != 2 {
				t.Fatalf("%s %s: %d scripts", lang, x.ID, len(x.Radio))
			}
			for _, s := range x.Radio {
				if most := s.Seconds * WordsPerMinute(lang) / 60; s.Words > most || s.Words != spokenWords(s.Text) || s.Words < 15 {
					t.Errorf("%s %s: %d words in %d seconds", lang, x.ID, s.Words, s.Seconds)
				}
				if loose := regexp.MustCompile(`[0-9]`).FindString(bracketed.ReplaceAllString(s.Text, "")); loose != "" {
					t.Errorf("%s %s: a figure outside brackets: %s", lang, x.ID, s.Text)
				}
			}
			if len(x.Sources) == 0 || x.Title == "" {
				t.Errorf("%s %s: no source or title", lang, x.ID)
			}
			for _, text := range []string{x.SMS.Text, x.Card, x.Radio[0].Text, x.Radio[1].Text} {
				for _, line := range regexp.MustCompile(`: (\d[\d-]*)[.;]`).FindAllStringSubmatch(text, -1) {
					if !allowed[line[1]] && !regexp.MustCompile(`^(19|20)\d\d(-(19|20)\d\d)?$`).MatchString(line[1]) {
						t.Errorf("%s %s names %s", lang, x.ID, line[1])
					}
				}
			}
		}
		if kinds[KindSoum] != 330 || kinds[KindService] != len(r.portal.Services) || kinds[KindWarning] < 2 || kinds[KindJourney] < 5 || kinds[KindHotlines] < 8 {
			t.Errorf("%s: %v", lang, kinds)
		}
	}
}

// TestParity holds both languages to the same records, dates, sources and lines.
func TestParity(t *testing.T) {
	r := realTexts(t)
	mn, en := r.texts[i18n.MN], r.texts[i18n.EN]
	if len(mn) != len(en) {
		t.Fatalf("%d texts in Mongolian, %d in English", len(mn), len(en))
	}
	var lines []string
	for i := range r.portal.Hotlines {
		if h := &r.portal.Hotlines[i]; verified(h) {
			lines = append(lines, h.Number)
		}
	}
	called := func(x Text) []string {
		return slices.DeleteFunc(slices.Clone(lines), func(n string) bool {
			return !regexp.MustCompile(`: ` + regexp.QuoteMeta(n) + `[.;]`).MatchString(x.SMS.Text)
		})
	}
	for i := range mn {
		if mn[i].ID != en[i].ID || mn[i].AsOf != en[i].AsOf || !slices.Equal(mn[i].Sources, en[i].Sources) {
			t.Errorf("%s and %s differ in date or sources", mn[i].ID, en[i].ID)
		}
		if a, b := called(mn[i]), called(en[i]); !slices.Equal(a, b) {
			t.Errorf("%s names %v in Mongolian and %v in English", mn[i].ID, a, b)
		}
	}
}

// TestWithheld looks for every contact that is kept back, in the digits of numbers and in the words of addresses.
func TestWithheld(t *testing.T) {
	r := realTexts(t)
	table := r.catalog.Table("withheld")
	if table == nil || len(table.Rows) < 10 {
		t.Fatal("no table of contacts that are kept back")
	}
	digits := func(s string) string { return regexp.MustCompile(`\D+`).ReplaceAllString(s, "") }
	for _, lang := range i18n.Langs() {
		for _, x := range r.texts[lang] {
			all := strings.Join([]string{x.SMS.Text, x.Card, x.Radio[0].Text, x.Radio[1].Text}, "\n")
			for _, row := range table.Rows {
				value := row.Str("value")
				found := strings.Contains(strings.ToLower(all), strings.ToLower(value))
				switch row.Str("kind") {
				case "hotline": // its figures alone are also a distance
					found = regexp.MustCompile(`: ` + value + `(\D|$)`).MatchString(all)
				case "phone":
					found = regexp.MustCompile(`(^|\D)` + digits(value) + `(\D|$)`).MatchString(strings.NewReplacer(" ", "", "-", "").Replace(all))
				}
				if found {
					t.Errorf("%s %s gives away %s", lang, x.ID, row.Str("id"))
				}
			}
		}
	}
}

// TestDoubtedLine names no line that was not verified, also not in the words of a step.
func TestDoubtedLine(t *testing.T) {
	r := realTexts(t)
	w := New(r.portal, r.figures, r.bundle, i18n.EN)
	if len(w.doubted) == 0 || !slices.Contains(w.doubted, "1577-1366") {
		t.Fatalf("the doubted lines are %v", w.doubted)
	}
	x := w.finish(KindService, "made-up", "Made up", []piece{{text: "Ring 1577-1366 now.", rank: 1}, {text: "Ring 102 now.", rank: 1}}, []string{"SEED"}, "2025")
	if strings.Contains(x.SMS.Text, "1577") || !strings.Contains(x.SMS.Text, "102") {
		t.Errorf("the message is %q", x.SMS.Text)
	}
}

// TestGolden shows what a person gets, for one record of each kind.
func TestGolden(t *testing.T) {
	r := realTexts(t)
	for _, lang := range i18n.Langs() {
		w := New(r.portal, r.figures, r.bundle, lang)
		var b bytes.Buffer
		for _, id := range []string{"soum:6346", "service:otor", "hotlines:child", "warning:deceived-or-in-danger", "journey:moving-for-otor"} {
			x := find(t, r.texts[lang], id)
			b.WriteString(w.Format(x, true, true) + "QR\n" + x.Card + "\n\n")
		}
		name := "testdata/golden." + lang + ".txt"
		if *update {
			if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(b.Bytes(), want) {
			t.Errorf("%s differs; look at it and run: go test ./generator/outreach -run Golden -update\n%s", name, b.String())
		}
	}
}

// TestLatin holds that a Mongolian message in Latin letters is carried in 7 bits, takes no more parts, and keeps every number.
func TestLatin(t *testing.T) {
	digits := regexp.MustCompile(`[0-9]+`)
	long, short := 0, 0
	for _, x := range realTexts(t).texts[i18n.MN] {
		m := x.Latin()
		if m.Encoding != GSM7 {
			t.Errorf("%s: a letter is not in GSM-7: %q", x.ID, m.Text)
		}
		if len(m.Parts) > len(x.SMS.Parts) {
			t.Errorf("%s: %d parts, %d in Cyrillic", x.ID, len(m.Parts), len(x.SMS.Parts))
		}
		for i, part := range m.Parts {
			if n := m.Units(i); n > m.Encoding.Single() || len(m.Parts) > 1 && n > m.Encoding.Joined() {
				t.Errorf("%s: %d units in %q", x.ID, n, part)
			}
		}
		if got, want := digits.FindAllString(m.Text, -1), digits.FindAllString(x.SMS.Text, -1); !slices.Equal(got, want) {
			t.Errorf("%s: numbers %v, want %v", x.ID, got, want)
		}
		long, short = long+len(x.SMS.Parts), short+len(m.Parts)
	}
	t.Logf("%d parts in Cyrillic, %d in Latin letters", long, short)
	if short >= long {
		t.Error("Latin letters save nothing")
	}
	if got := (Text{SMS: Split("Хутаг-Өндөр сум: 4,000 хүн. Түргэн: 103. Online at nutag.example")}).Latin().Text; got != "Khutag-Undur sum: 4,000 khun. Turgen: 103. Online at nutag.example" {
		t.Errorf("%q", got)
	}
}
