package epub

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"nutag/generator/plan"
)

func edition() plan.Edition {
	return plan.Edition{
		ID: "c1", Lang: "mn", Path: "mn/courses/c1.epub", Title: "Нэг & хоёр", Description: "Тайлбар", Publisher: "Нутаг", Contents: "Гарчиг", AsOf: "2026-11-23",
		Chapters: []plan.Chapter{
			{ID: "c1-m1", Level: 1, Title: "Бүлэг"},
			{ID: "c1-m1-l1", Level: 2, Title: "Хичээл <1>", Body: "### Түүх {#story}\n\n| а | б |\n|---|---|\n| 1 | 2 |\n\n1. Нэг\n"},
		},
	}
}

// TestBook holds that a book is the same bytes each time, begins with its type, and has the words of its language.
func TestBook(t *testing.T) {
	first, err := Files([]plan.Edition{edition()})
	if err != nil {
		t.Fatal(err)
	}
	second, err := Files([]plan.Edition{edition()})
	if err != nil || !bytes.Equal(first[0].Data, second[0].Data) {
		t.Fatal("two books of one edition differ", err)
	}
	r, err := zip.NewReader(bytes.NewReader(first[0].Data), int64(len(first[0].Data)))
	if err != nil {
		t.Fatal(err)
	}
	if r.File[0].Name != "mimetype" || r.File[0].Method != zip.Store {
		t.Error("the book does not begin with its type")
	}
	all := ""
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		all += string(data)
	}
	for _, want := range []string{"2026-11-23T00:00:00Z", "<h1>Гарчиг</h1>", "Хичээл &lt;1&gt;", `<h2 id="story">Түүх</h2>`, "<td>1</td>", "Нэг &amp; хоёр"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is missing", want)
		}
	}
}

// TestSameBytes makes a book of many chapters again and again: the library keeps them in maps.
func TestSameBytes(t *testing.T) {
	e := edition()
	e.Chapters = nil
	for m := range 8 {
		e.Chapters = append(e.Chapters, plan.Chapter{ID: fmt.Sprintf("m%d", m), Level: 1, Title: "Бүлэг"})
		for l := range 6 {
			e.Chapters = append(e.Chapters, plan.Chapter{ID: fmt.Sprintf("m%d-l%d", m, l), Level: 2, Title: "Хичээл", Body: "Нэг.\n"})
		}
	}
	first, err := Files([]plan.Edition{e})
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		next, err := Files([]plan.Edition{e})
		if err != nil || !bytes.Equal(first[0].Data, next[0].Data) {
			t.Fatal("two books of one edition differ", err)
		}
	}
}

func TestNoDate(t *testing.T) {
	e := edition()
	e.AsOf = ""
	if _, err := Files([]plan.Edition{e}); err == nil {
		t.Error("a book without a date of its facts is made")
	}
}
