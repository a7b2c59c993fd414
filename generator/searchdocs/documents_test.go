package searchdocs

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"nutag/generator/derive"
	"nutag/generator/geo"
	"nutag/generator/model"
	"nutag/generator/plan"
	"nutag/i18n"
	"nutag/search/doc"
)

func loadMessages() (*i18n.Bundle, error) { return i18n.Load(os.DirFS("../../i18n/messages")) }

func messages(t *testing.T) *i18n.Bundle {
	t.Helper()
	b, err := loadMessages()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// madeUp is a country of one aimag with two soums and a capital with one district.
func madeUp(t *testing.T) (*model.Portal, *derive.Figures) {
	t.Helper()
	place := func(code string, kind model.Kind, mn, en string, lat, lon float64) *model.Place {
		return &model.Place{Code: code, Kind: kind, AimagCode: code[:2], Slug: strings.ToLower(en), Name: model.Text{MN: mn, EN: en},
			At: model.Point{Lat: lat, Lon: lon}, AreaKM2: 100, PostalCode: code + "0", PCode: "MN" + code, NSO1212: "5" + code}
	}
	p := &model.Portal{
		Aimags: []*model.AimagRecord{
			{Code: "11", Kind: model.Capital, Slug: "nigen", Name: model.Text{MN: "Нийслэл", EN: "Capital"}, At: model.Point{Lat: 47.05, Lon: 106.05}, Members: []string{"1101"}},
			{Code: "12", Kind: model.Aimag, Slug: "test", ISO: "MN-999", Name: model.Text{MN: "Туршилт", EN: "Turshilt"}, Centre: model.Text{MN: "Төвхөт", EN: "Tuvkhut"},
				CentreCode: "1201", At: model.Point{Lat: 47.05, Lon: 106.15}, Members: []string{"1201", "1202"}},
		},
		Places: []*model.Place{
			place("1101", model.District, "Хот", "Khot", 47.05, 106.05),
			place("1201", model.Soum, "Нэг", "Neg", 47.05, 106.15),
			place("1202", model.Soum, "Хоёр", "Khoyor", 47.05, 106.25),
		},
		Glossary: []model.Term{
			{ID: "soum", Term: model.Text{MN: "сум", EN: "soum"}, Domain: "administration", Definition: model.Text{MN: "Аймгийн нэгж.", EN: "A unit."},
				Avoid: []string{"сомон"}, LatinTyped: []string{"sum"}},
		},
	}
	seat := p.Places[1]
	seat.IsCentre, seat.CentreName, seat.AltNames = true, "Tuvkhut", []string{"Negsum"}
	seat.Population = []model.Population{{Year: 2025, Total: 1234, Source: "x"}}
	seat.Baghs = []model.Bagh{{Code: "120151", Kind: "bagh", Name: "Өлзийт"}}
	seat.Postal = []model.PostalZone{{Code: "12345", Name: "Захын хэсэг"}}
	seat.Zone = &model.Zones{Steppe: 100}
	square := func(code, kind, west string) string {
		east := west[:len(west)-1] + string(west[len(west)-1]+1)
		return `{"type":"Feature","properties":{"code":"` + code + `","kind":"` + kind + `"},"geometry":{"type":"Polygon","coordinates":[[[` +
			west + `,47],[` + east + `,47],[` + east + `,47.1],[` + west + `,47.1],[` + west + `,47]]]}}`
	}
	file := func(f ...string) *strings.Reader {
		return strings.NewReader(`{"type":"FeatureCollection","features":[` + strings.Join(f, ",\n") + `]}`)
	}
	shapes, err := geo.Load(geo.Input{
		Soums:  file(square("1101", "district", "106.0"), square("1201", "soum", "106.1"), square("1202", "soum", "106.2")),
		Aimags: file(square("11", "capital", "106.0"), square("12", "aimag", "106.1")),
	})
	if err != nil {
		t.Fatal(err)
	}
	f, err := derive.Compute(derive.Input{Portal: p, Shapes: shapes})
	if err != nil {
		t.Fatal(err)
	}
	return p, f
}

func madeUpPages() []plan.Page {
	var pages []plan.Page
	for _, lang := range i18n.Langs() {
		add := func(id, path, title string) {
			pages = append(pages, plan.Page{Lang: lang, Path: path, ID: id, Title: lang + " " + title, Description: "Тайлбар.", Body: "## Гарчиг\n\nБие"})
		}
		add("aimag/11", "aimags/11-nigen.html", "x")
		add("aimag/12", "aimags/12-test.html", "x")
		add("district/1101", "districts/1101-khot.html", "x")
		add("soum/1201", "soums/1201-neg.html", "x")
		add("soum/1202", "soums/1202-khoyor.html", "x")
		add("page/glossary", "glossary.html", "glossary")
		add("guide/moving", "guides/moving.html", "guide")
		add("", "search.html", "no id")
	}
	return append(pages, plan.Page{Root: true, Lang: "mn", Path: "404.html", ID: "page/404"})
}

// find returns the document, which must be there.
func find(t *testing.T, docs []doc.Document, id, lang string) doc.Document {
	t.Helper()
	i := slices.IndexFunc(docs, func(d doc.Document) bool { return d.ID == id && d.Lang == lang })
	if i < 0 {
		t.Fatalf("no document %s (%s)", id, lang)
	}
	return docs[i]
}

func TestDocuments(t *testing.T) {
	p, f := madeUp(t)
	docs, err := Documents(p, f, messages(t), madeUpPages())
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 2*8 {
		t.Errorf("%d documents, want 8 in each language", len(docs))
	}
	d := find(t, docs, "soum/1201", "mn")
	if d.Title != "Нэг сум, Туршилт аймаг" || d.AltTitle != "Neg soum, Turshilt aimag" || d.URL != "mn/soums/1201-neg.html" ||
		d.Aimag != "12" || d.AimagName != "Туршилт" || d.Population != 1234 || *d.Lat != 47.05 || *d.Lon != 106.15 {
		t.Errorf("%+v", d)
	}
	if want := []string{"Нэг", "Neg", "Negsum", "Tuvkhut"}; !slices.Equal(d.Aliases, want) {
		t.Errorf("aliases %q, want %q", d.Aliases, want)
	}
	if want := []string{"12010", "1201", "MN1201", "51201"}; !slices.Equal(d.Codes, want) || !d.Figures {
		t.Errorf("codes %q, want %q", d.Codes, want)
	}
	for _, want := range []string{"1,234 хүн (2025 он)", "Хоёр сум", "Хот дүүрэг", "Өлзийт", "12345 Захын хэсэг", "Хээр"} {
		if !strings.Contains(d.Body, want) {
			t.Errorf("%q is not in the body %q", want, d.Body)
		}
	}
	if d.Rank <= find(t, docs, "soum/1202", "mn").Rank || d.Rank >= find(t, docs, "aimag/12", "mn").Rank {
		t.Error("the seat does not stand between its aimag and other soums")
	}
	term := find(t, docs, "term/soum", "en")
	if term.URL != "en/glossary/administration.html#soum" || term.Title != "soum" || term.AltTitle != "сум" || !slices.Equal(term.Aliases, []string{"сомон", "sum"}) ||
		!strings.HasPrefix(term.Body, "A unit.") {
		t.Errorf("%+v", term)
	}
	guide := find(t, docs, "guide/moving", "mn")
	if guide.Title != "mn guide" || guide.AltTitle != "en guide" || guide.Body != "Тайлбар. Гарчиг. Бие." || !slices.Equal(guide.Headings, []string{"Гарчиг"}) {
		t.Errorf("%+v", guide)
	}
}

func TestDocumentsAreStable(t *testing.T) {
	p, f := madeUp(t)
	first, err := Documents(p, f, messages(t), madeUpPages())
	if err != nil {
		t.Fatal(err)
	}
	pages := madeUpPages()
	slices.Reverse(pages)
	second, err := Documents(p, f, messages(t), pages)
	if err != nil || !reflect.DeepEqual(first, second) {
		t.Errorf("the order of the pages changes the documents, or %v", err)
	}
}

func TestDoesNotFit(t *testing.T) {
	tests := []struct {
		name, want string
		change     func(pages []plan.Page) []plan.Page
	}{
		{"record without page", "mn: soum/1202 has no page", func(p []plan.Page) []plan.Page {
			return slices.DeleteFunc(p, func(p plan.Page) bool { return p.ID == "soum/1202" && p.Lang == "mn" })
		}},
		{"page without record", "page soum/9999 has no record", func(p []plan.Page) []plan.Page {
			return append(p, plan.Page{Lang: "mn", ID: "soum/9999"}, plan.Page{Lang: "en", ID: "soum/9999"})
		}},
		{"one language", "page guide/moving does not exist in the other language", func(p []plan.Page) []plan.Page {
			return slices.DeleteFunc(p, func(p plan.Page) bool { return p.ID == "guide/moving" && p.Lang == "en" })
		}},
		{"no glossary", "term soum: there is no page/glossary", func(p []plan.Page) []plan.Page {
			return slices.DeleteFunc(p, func(p plan.Page) bool { return p.ID == "page/glossary" })
		}},
		{"twice", "two pages aimag/12 (mn)", func(p []plan.Page) []plan.Page { return append(p, p[1]) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, f := madeUp(t)
			docs, err := Documents(p, f, messages(t), tt.change(madeUpPages()))
			if err == nil || !strings.Contains(err.Error(), tt.want) || docs != nil {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}
