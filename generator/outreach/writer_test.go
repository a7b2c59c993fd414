package outreach

import (
	"os"
	"sync"
	"testing"

	"nutag/generator/assemble"
	"nutag/generator/dataset"
	"nutag/generator/derive"
	"nutag/generator/geo"
	"nutag/generator/model"
	"nutag/i18n"
)

// real are the data of the repository.
type real struct {
	catalog *dataset.Catalog
	portal  *model.Portal
	figures *derive.Figures
	bundle  *i18n.Bundle
	texts   map[string][]Text // by language
}

// realTexts writes all texts of the repository's data in both languages.
func realTexts(t *testing.T) *real {
	t.Helper()
	once.Do(func() { all = readAll(t) })
	if all == nil {
		t.Fatal("the data could not be read")
	}
	return all
}

// The data are read once for all tests, which do not change them.
var (
	once sync.Once
	all  *real
)

func readAll(t *testing.T) *real {
	t.Helper()
	root := os.DirFS("../..")
	catalog, problems := dataset.Load(root, "data")
	if problems.Errors() > 0 {
		t.Fatalf("data: %+v", problems)
	}
	open := func(name string) *os.File {
		f, err := os.Open("../../data/boundaries/" + name)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Close() })
		return f
	}
	shapes, err := geo.Load(geo.Input{Soums: open("soums.geojson"), Aimags: open("aimags.geojson")})
	if err != nil {
		t.Fatal(err)
	}
	portal, problems := assemble.Assemble(root, catalog, shapes)
	if problems.Errors() > 0 {
		t.Fatalf("assemble: %+v", problems)
	}
	var limits []derive.Limit
	for _, r := range catalog.Table("bands").Rows {
		l := derive.Limit{Indicator: r.Str("indicator")}
		l.Band, _ = r.Int("band")
		if v, ok := r.Float("lower"); ok {
			l.Lower = &v
		}
		if v, ok := r.Float("upper"); ok {
			l.Upper = &v
		}
		limits = append(limits, l)
	}
	figures, err := derive.Compute(derive.Input{Portal: portal, Shapes: shapes, Limits: limits})
	if err != nil {
		t.Fatal(err)
	}
	bundle, err := i18n.Load(os.DirFS("../../i18n/messages"))
	if err != nil {
		t.Fatal(err)
	}
	r := &real{catalog, portal, figures, bundle, map[string][]Text{}}
	for _, lang := range i18n.Langs() {
		if r.texts[lang], err = New(portal, figures, bundle, lang).Texts(); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

func find(t *testing.T, texts []Text, id string) Text {
	t.Helper()
	for _, x := range texts {
		if x.ID == id {
			return x
		}
	}
	t.Fatalf("no text %s", id)
	return Text{}
}
