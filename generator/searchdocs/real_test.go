package searchdocs

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"nutag/generator/model"
	"nutag/generator/plan"
	"nutag/generator/realdata"
	"nutag/search/doc"
)

type real struct {
	portal *model.Portal
	docs   []doc.Document
}

// documents are those of the repository's own data, made once for all tests.
var documents struct {
	sync.Once
	real
}

func realDocs(t *testing.T) real {
	t.Helper()
	d := realdata.Read(t)
	documents.Do(func() {
		out, err := plan.Build(plan.Input{Portal: d.Portal, Figures: d.Figures, Shapes: d.Shapes, Bundle: d.Bundle, Training: d.Training})
		if err != nil {
			t.Fatal(err)
		}
		docs, err := Documents(d.Portal, d.Figures, d.Bundle, out.Pages)
		if err != nil {
			t.Fatal(err)
		}
		documents.real = real{portal: d.Portal, docs: docs}
	})
	if documents.docs == nil {
		t.Fatal("the documents could not be made")
	}
	return documents.real
}

func TestRealDocuments(t *testing.T) {
	r := realDocs(t)
	count := map[string]int{}
	bytes, largest := 0, 0
	for _, d := range r.docs {
		count[d.Kind+" "+d.Lang]++
		bytes, largest = bytes+len(d.Body), max(largest, len(d.Body))
		// A term lies at an anchor of its page; the rest of the address must be that of a page.
		whole := d
		whole.URL, _, _ = strings.Cut(d.URL, "#")
		if err := whole.Validate(); err != nil {
			t.Error(err)
		}
		if d.Body == "" || d.AltTitle == "" {
			t.Errorf("%s (%s): body or other title is empty", d.ID, d.Lang)
		}
	}
	t.Logf("%d documents, bodies %d bytes, the largest %d; %v", len(r.docs), bytes, largest, count)
	for _, lang := range []string{"mn", "en"} {
		for kind, want := range map[string]int{"soum": 330, "district": 9, "aimag": 22, "term": len(r.portal.Glossary),
			"country": len(r.portal.Countries), "mission": len(r.portal.Missions), "service": len(r.portal.Services), "hotline": len(r.portal.Hotlines)} {
			if count[kind+" "+lang] != want || want == 0 {
				t.Errorf("%d documents %s (%s), want %d", count[kind+" "+lang], kind, lang, want)
			}
		}
	}
}

func TestEveryUnitIsFound(t *testing.T) {
	r := realDocs(t)
	for _, p := range r.portal.Places {
		for _, lang := range []string{"mn", "en"} {
			d := find(t, r.docs, string(p.Kind)+"/"+p.Code, lang)
			for _, want := range []string{p.Name.MN, p.Name.EN, p.PostalCode, p.Code, p.PCode} {
				if !slices.Contains(d.Aliases, want) && !slices.Contains(d.Codes, want) {
					t.Errorf("%s (%s): alias %q is missing", d.ID, lang, want)
				}
			}
			for _, x := range p.Baghs {
				if !strings.Contains(d.Body, x.Name) {
					t.Errorf("%s (%s): %q is missing", d.ID, lang, x.Name)
				}
			}
			for _, z := range p.Postal {
				if !strings.Contains(d.Body, z.Code) {
					t.Errorf("%s (%s): postal code %s is missing", d.ID, lang, z.Code)
				}
			}
			if !strings.Contains(d.Title, r.portal.Aimag(p.AimagCode).Name.In(lang)) {
				t.Errorf("%s (%s): the title %q does not tell namesakes apart", d.ID, lang, d.Title)
			}
		}
	}
}

func TestReferenceSoum(t *testing.T) {
	r := realDocs(t)
	mn, en := find(t, r.docs, "soum/6346", "mn"), find(t, r.docs, "soum/6346", "en")
	if mn.Title != "Хутаг-Өндөр сум, Булган аймаг" || en.Title != "Khutag-Undur soum, Bulgan aimag" || mn.AltTitle != en.Title || en.AltTitle != mn.Title {
		t.Errorf("titles %q, %q", mn.Title, en.Title)
	}
	if mn.URL != "mn/soums/6346-khutag-undur.html" || en.URL != "en/soums/6346-khutag-undur.html" {
		t.Errorf("addresses %s, %s", mn.URL, en.URL)
	}
	t.Logf("%s\n%s\n%q", mn.Body, en.Body, mn.Aliases)
	for _, key := range []string{"Хүн ам", "Малын тоо", "Улаанбаатар"} {
		if !strings.Contains(mn.Body, key) {
			t.Errorf("%q is not in the body", key)
		}
	}
}

func TestRealSynonyms(t *testing.T) {
	groups := Synonyms(realDocs(t).portal)
	if err := doc.CheckSynonyms(groups); err != nil || len(groups) < 50 {
		t.Fatal(len(groups), err)
	}
}

// TestLessons finds the parts of the training among the documents, with their text and without marks.
func TestLessons(t *testing.T) {
	r := realDocs(t)
	kinds := map[string]int{}
	for _, d := range r.docs {
		switch d.Kind {
		case "course", "lesson", "worksheet":
			kinds[d.Kind]++
			if len(d.Body) < 100 || len(d.Headings) == 0 || strings.Contains(d.Body, "{fact") || strings.Contains(d.Body, "**") || strings.Contains(d.Body, "[1]") {
				t.Errorf("%s (%s): %q", d.ID, d.Lang, d.Body)
			}
		}
		if strings.HasPrefix(d.ID, "lesson/") && d.ID != "lesson/"+strings.ToUpper(d.ID[7:]) {
			t.Errorf("id %s", d.ID)
		}
	}
	for kind, least := range map[string]int{"course": 16, "lesson": 134, "worksheet": 120} {
		if kinds[kind] < least {
			t.Errorf("%d documents of the kind %s", kinds[kind], kind)
		}
	}
}
