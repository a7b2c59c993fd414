package instant

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nutag/search/analysis/mn"
	"nutag/search/doc"
	"nutag/search/shard"
)

func documents() []doc.Document {
	soum := func(lang, url, title, alt string) doc.Document {
		return doc.Document{ID: "soum/6346", Lang: lang, Kind: "soum", URL: lang + "/" + url, Title: title, AltTitle: alt, Aimag: "63",
			AimagName: "Булган", Aliases: []string{"Хутаг-Өндөр", "Khutag-Undur", "16042", "MN-067"}, Rank: 0.5}
	}
	return []doc.Document{
		soum("mn", "soums/6346-khutag-undur.html", "Хутаг-Өндөр сум, Булган аймаг", "Khutag-Undur soum, Bulgan aimag"),
		soum("en", "soums/6346-khutag-undur.html", "Khutag-Undur soum, Bulgan aimag", "Хутаг-Өндөр сум, Булган аймаг"),
		{ID: "aimag/63", Lang: "mn", Kind: "aimag", URL: "mn/aimags/63-bulgan.html", Title: "Булган аймаг", AltTitle: "Bulgan aimag", Aimag: "63",
			AimagName: "Булган", Aliases: []string{"Булган", "Bulgan"}, Rank: 0.9},
		{ID: "guide/fee", Lang: "mn", Kind: "guide", URL: "mn/guides/fee.html", Title: "хураамж", AltTitle: "fee", Aliases: []string{"huraamj"}, Rank: 0.3},
		{ID: "lesson/C1-M1-L1", Lang: "mn", Kind: "lesson", URL: "mn/lessons/c1.html", Title: "Хичээл", AltTitle: "Lesson"},
	}
}

// TestMake reads the list as the page does.
func TestMake(t *testing.T) {
	l := Make("mn", documents())
	var ids []string
	for _, i := range l.Items {
		ids = append(ids, i.ID)
	}
	if want := []string{"aimag/63", "soum/6346", "guide/fee"}; !slices.Equal(ids, want) {
		t.Fatalf("items %q, want %q", ids, want)
	}
	text := func(words []int) string {
		var out []string
		for _, w := range words {
			out = append(out, l.Words[2*w])
		}
		return strings.Join(out, " ")
	}
	soum := l.Items[1]
	var names []string
	for _, n := range soum.Names {
		names = append(names, text(n))
	}
	// The name in Latin letters has the same keys and is left out.
	if want := []string{"хутаг өндөр", "хутагөндөр"}; !slices.Equal(names, want) {
		t.Errorf("names %q, want %q", names, want)
	}
	if got, want := text(soum.More), "булган сум аймаг"; got != want {
		t.Errorf("more %q, want %q", got, want)
	}
	if soum.URL != "soums/$-khutag-undur.html" || soum.Aimag != "63" {
		t.Errorf("item %+v", soum)
	}
	for i := 0; i < len(l.Words); i += 2 {
		if l.Words[i] != mn.Fold(l.Words[i]) {
			t.Errorf("%q is not folded", l.Words[i])
		}
		if key := mn.Key(l.Words[i]); l.Words[i+1] != key && !(l.Words[i+1] == "" && key == l.Words[i]) {
			t.Errorf("key of %q is %q, want %q", l.Words[i], l.Words[i+1], key)
		}
	}
}

func TestWriteIsTheSameForAnyOrder(t *testing.T) {
	a, b := t.TempDir(), t.TempDir()
	docs := documents()
	first, err := Write(a, docs)
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(docs)
	second, err := Write(b, docs)
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"mn", "en"} {
		f := first[lang]
		if f != second[lang] {
			t.Errorf("%s: %+v and %+v", lang, f, second[lang])
		}
		data, err := os.ReadFile(filepath.Join(a, f.File))
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Verify(data); err != nil {
			t.Error(err)
		}
		raw, err := shard.Gunzip(data)
		if err != nil {
			t.Fatal(err)
		}
		var list struct {
			V     int     `json:"v"`
			Items [][]any `json:"items"`
		}
		if err := json.Unmarshal(raw, &list); err != nil || list.V != Version || len(list.Items) == 0 || len(raw) != f.Raw {
			t.Errorf("%s: version %d, %d items, %d bytes, %v", lang, list.V, len(list.Items), len(raw), err)
		}
	}
}

// vector is what Fold and Key give for one word. The script of the page is held
// to the same file by e2e/search.test.mjs.
type vector struct {
	Word string `json:"word"`
	Fold string `json:"fold"`
	Key  string `json:"key"`
}

// TestVectors writes the file when UPDATE is set, and else holds Go to it.
func TestVectors(t *testing.T) {
	const name = "testdata/vectors.json"
	words := strings.Fields(`Хөвсгөл ХЄВСГЄЛ Хѳвсгѳл ховсгол Khuvsgul Hovsgol huvsgul Khövsgöl xowsgol хөвсгөлийн Vвс хvн Їндсэн Ёл Ёл й Xотoнт HУТАГ Bулган XOBД Viva Köln
		Хутаг-Өндөр khutag hutag xutag undur ondor öndör oendoer Өмнөговь Umnugovi omnogov Завхан zavkhan zawhan dzavhan Цэцэрлэг tsetserleg
		cecerleg tzetzerleg Баян bayan baian Ерөө yeroo eroo Жаргалант jargalant zhargalant Өлгий ulgii olgiy Чойр choir Баян-Өлгий Булганаас
		үнэмлэхээ shchuka qoir Улаанбаатар ulaanbaatar Уляастай uliastay Зүүнмод zuunmod 2025 16042 a1б2 ß ẞ ᠮᠣᠩᠭᠣᠯ 日本 ё Ё ъ ь щ
		говь govi gov ди ии iii хүүхдийн öөo café ï ŷ naïve ГОВЬ-АЛТАЙ gobi-altai é é`)
	var want []vector
	for _, w := range words {
		want = append(want, vector{w, mn.Fold(w), mn.Key(w)})
	}
	if os.Getenv("UPDATE") != "" {
		data, err := json.MarshalIndent(want, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, append(data, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var got []vector
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s does not hold what Fold and Key give now; renew it with UPDATE=1 go test ./search/instant", name)
	}
}
