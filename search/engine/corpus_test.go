package engine_test

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"nutag/search/doc"
)

// corpus is a small made-up country. Its codes begin with 9 and its facts are
// about nothing, so that no document can be taken for a real one. The shapes of
// the names are the ones that make trouble: homonyms, hyphens, ө and ү, a name
// within a longer one.
func corpus() []doc.Document {
	type place struct {
		id, mn, en, aimag string
		rank              float64
		population        int
	}
	aimags := []place{
		{"91", "Хээрт", "Kheert", "91", 0.9, 50000},
		{"92", "Өвөрмод", "Uvurmod", "92", 0.9, 40000},
	}
	names := map[string]place{"91": aimags[0], "92": aimags[1]}
	soums := []place{
		{"9101", "Хээрт", "Kheert", "91", 0.8, 9000}, // centre with the name of its aimag
		{"9102", "Ногоон-Өндөр", "Nogoon-Undur", "91", 0.5, 3000},
		{"9103", "Шаргад", "Shargad", "91", 0.5, 1200},
		{"9104", "Үлэмж", "Ulemj", "91", 0.5, 800},
		{"9201", "Өвөрмод", "Uvurmod", "92", 0.8, 8000},
		{"9202", "Шаргад", "Shargad", "92", 0.5, 2500}, // homonym of 9103, more people
		{"9203", "Шаргад-Уул", "Shargad-Uul", "92", 0.5, 700},
		{"9204", "Цэцэнхошуу", "Tsetsenkhoshuu", "92", 0.5, 600},
	}
	var docs []doc.Document
	add := func(kind, plural string, p place, mnTitle, enTitle, mnBody, enBody string) {
		slug := strings.ToLower(p.en)
		d := doc.Document{
			ID: kind + "/" + p.id, Kind: kind, Lang: "mn", Aimag: p.aimag, Rank: p.rank, Population: p.population,
			URL: fmt.Sprintf("mn/%s/%s-%s.html", plural, p.id, slug), Title: mnTitle, AltTitle: enTitle, Body: mnBody,
			AimagName: names[p.aimag].mn, Headings: []string{"Уур амьсгал", "Хүн ам"},
		}
		e := d
		e.Lang, e.URL, e.Title, e.AltTitle, e.Body = "en", "en"+d.URL[2:], enTitle, mnTitle, enBody
		e.AimagName, e.Headings = names[p.aimag].en, []string{"Climate", "Population"}
		docs = append(docs, d, e)
	}
	for _, a := range aimags {
		add("aimag", "aimags", a, a.mn+" аймаг", a.en+" aimag",
			"Энэ бол зохиомол аймаг. Сумдын жагсаалт: Шаргад, Ногоон-Өндөр.", "This is a made-up aimag. Its soums are listed: Shargad, Nogoon-Undur.")
	}
	for _, s := range soums {
		extra, extraEn := "", ""
		if s.id == "9204" {
			extra, extraEn = " Хамгийн хүйтэн сар нэгдүгээр сар. Сургууль ба цэцэрлэг.", " The coldest month is January. Schools and kindergartens."
		}
		add("soum", "soums", s, s.mn, s.en,
			"Зохиомол "+s.mn+" сумын тухай туршилтын бичиг. "+names[s.aimag].mn+" аймагт хамаарна."+extra,
			"A test text about the made-up soum "+s.en+". It belongs to "+names[s.aimag].en+" aimag."+extraEn)
	}
	docs = append(docs,
		doc.Document{ID: "page/about", Kind: "page", Lang: "mn", URL: "mn/about.html", Title: "Туршилтын тухай", AltTitle: "About the test", Body: "Шаргад гэдэг үг энд бас бий. <b>&amp;</b> 💧 тэмдэгт.", Rank: 0.2},
		doc.Document{ID: "page/about", Kind: "page", Lang: "en", URL: "en/about.html", Title: "About the test", AltTitle: "Туршилтын тухай", Body: "The word Shargad stands here too. <b>&amp;</b> 💧 sign.", Rank: 0.2, Aliases: []string{"imprint"}},
	)
	return docs
}

// manyDocuments returns n further documents of random syllables, the same for
// the same n.
func manyDocuments(n int) []doc.Document {
	rng := rand.New(rand.NewSource(7))
	syllables := strings.Fields("ба бу гэ да жа за ла мо нө өр рэ са то үү хө ца чу ша эм яр")
	word := func() string {
		var b strings.Builder
		for range 2 + rng.Intn(3) {
			b.WriteString(syllables[rng.Intn(len(syllables))])
		}
		return b.String()
	}
	vocabulary := make([]string, 4000)
	for i := range vocabulary {
		vocabulary[i] = word()
	}
	zipf := rand.NewZipf(rng, 1.1, 4, uint64(len(vocabulary)-1))
	var docs []doc.Document
	for i := range n {
		body := make([]string, 150+rng.Intn(200))
		for j := range body {
			body[j] = vocabulary[zipf.Uint64()]
		}
		docs = append(docs, doc.Document{
			ID: fmt.Sprintf("soum/x%04d", i), Kind: "soum", Lang: "mn", URL: fmt.Sprintf("mn/soums/x%04d.html", i),
			Title: vocabulary[rng.Intn(len(vocabulary))] + "-" + vocabulary[rng.Intn(len(vocabulary))],
			Body:  strings.Join(body, " "), Aimag: fmt.Sprintf("%02d", 91+i%8), AimagName: vocabulary[i%8], Rank: float64(i%10) / 10,
		})
	}
	return docs
}

func TestCorpusIsValid(t *testing.T) {
	if err := doc.Check(append(corpus(), manyDocuments(20)...)); err != nil {
		t.Fatal(err)
	}
}
