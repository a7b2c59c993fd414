package outreach

import (
	"sync"
	"testing"

	"nutag/generator/dataset"
	"nutag/generator/derive"
	"nutag/generator/model"
	"nutag/generator/realdata"
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
	d := realdata.Read(t)
	r := &real{d.Catalog, d.Portal, d.Figures, d.Bundle, map[string][]Text{}}
	for _, lang := range i18n.Langs() {
		var err error
		if r.texts[lang], err = New(d.Portal, d.Figures, d.Bundle, lang).Texts(); err != nil {
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
