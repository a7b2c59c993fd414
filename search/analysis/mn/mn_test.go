package mn

import (
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Хөвсгөл", "хөвсгөл"},
		{"ХЄВСГЄЛ", "хөвсгөл"},
		{"Хѳвсгѳл", "хөвсгөл"},
		{"Vвс", "үвс"},
		{"хvн", "хүн"},
		{"Їндсэн", "үндсэн"},
		{"Ёл", "ел"},
		{"и\u0306", "й"},
		{"Е\u0308л", "ел"},
		{"Xотoнт", "хотонт"},
		{"Hийслэл", "нийслэл"}, {"БAHK", "банк"}, {"Tөв", "төв"}, {"CУMЫH", "сумын"}, {"Viva", "viva"},
		{"Köln", "köln"},
		{"", ""},
		{"a\xffb", "a\uFFFDb"},
	}
	for _, tt := range tests {
		if got := Fold(tt.in); got != tt.want {
			t.Errorf("Fold(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestKeyJoinsSpellings(t *testing.T) {
	tests := [][]string{
		{"Хөвсгөл", "Khuvsgul", "Hovsgol", "huvsgul", "Khövsgöl", "xowsgol", "ховсгол", "ХЄВСГЄЛ"},
		{"Хутаг", "khutag", "hutag", "xutag"},
		{"Өндөр", "undur", "ondor", "öndör", "oendoer", "ондор"},
		{"Өмнөговь", "Umnugovi", "omnogovi", "omnogov", "Ömnögovi", "умнуговь"},
		{"Завхан", "zavkhan", "zawhan", "dzavhan"},
		{"Цэцэрлэг", "tsetserleg", "cecerleg", "tzetzerleg"},
		{"Баян", "bayan", "baian"},
		{"Ерөө", "yeroo", "eroo", "Yöröö"},
		{"Жаргалант", "jargalant", "zhargalant"},
		{"Өлгий", "ulgii", "olgii", "olgiy"},
		{"Чойр", "choir", "choyr"},
	}
	for _, words := range tests {
		want := Key(words[0])
		for _, w := range words[1:] {
			if got := Key(w); got != want {
				t.Errorf("Key(%q) = %q, but Key(%q) = %q", w, got, words[0], want)
			}
		}
	}
}

func TestKeyKeepsApart(t *testing.T) {
	tests := [][2]string{{"Булган", "Булнай"}, {"Ховд", "Хөвсгөл"}, {"Сант", "Цант"}, {"1100", "100"}}
	for _, tt := range tests {
		if Key(tt[0]) == Key(tt[1]) {
			t.Errorf("%q and %q share the key %q", tt[0], tt[1], Key(tt[0]))
		}
	}
}

// TestKeyReadsTheTable goes through the Latin spellings of each letter.
func TestKeyReadsTheTable(t *testing.T) {
	tests := []struct {
		word  string
		latin string // Key gives the key of the word
		asked string // Keys has it among others
	}{
		{"Өмнө", "omno ömnö umnu oemnoe uemnue", "qmnq vmnv wmnw"},
		{"Үүр", "uur üür uuer oor", "vvr yyr wwr"},
		{"Хүдэр", "khuder huder xuder hüder", "hvder hwder hyder"},
		{"Цагаан", "tsagaan tzagaan cagaan tsagan", ""},
		{"Жаргалан", "jargalan zhargalan djargalan žargalan", ""},
		{"Завхан", "zavkhan dzavhan zawxan", "zabhan"},
		{"Уянга", "uyanga uianga", "ujanga"},
		{"Ерөө", "yeroo eroo yeruu yöröö", "jeroo jöröö"},
		{"Баян", "bayan baian", "bajan"},
		{"Говь", "govi gov gowi", "gobi gob"},
		{"Чойр", "choir choyr čoir çoyr tchoir qoir", "coir"},
		{"Шаамар", "shaamar şaamar šamar", "saamar"},
		{"Сургууль", "surguuli surgul surguulʹ", ""},
		{"Амьдрал", "amidral amydral", ""},
		{"Өлгий", "olgii ulgiy ölgiy ulgi", "ölgij"},
		{"Юутай", "yuutai iutai yutay", ""},
		{"Явуулах", "yavuulah iavuulakh", "yvuulah"},
	}
	for _, tt := range tests {
		want := Key(tt.word)
		for _, w := range strings.Fields(tt.latin) {
			if got := Key(w); got != want {
				t.Errorf("Key(%q) = %q, but Key(%q) = %q", w, got, tt.word, want)
			}
			if keys := Keys(w); !slices.Contains(keys, want) {
				t.Errorf("Keys(%q) = %q without %q", w, keys, want)
			}
		}
		for _, w := range strings.Fields(tt.asked) {
			if keys := Keys(w); !slices.Contains(keys, want) {
				t.Errorf("Keys(%q) = %q without %q", w, keys, want)
			}
		}
	}
}

func TestRootJoinsForms(t *testing.T) {
	tests := []struct{ word, forms string }{
		{"Булган", "Булганаас bulganaas Bulgan bulgand bulgany"},
		{"аймаг", "аймгийн aimgiin aimag aimgaas aimagt"},
		{"сургууль", "сургуулийн surguuliin surguuli surguulias"},
		{"Улаанбаатар", "Улаанбаатраас ulaanbaatart Ulaanbaatraas"},
		{"Хөвсгөл", "khuvsguluus hovsgoloos Khuvsgul huvsguliin"},
		{"мөнгө", "mungunii mongoniig munguur мөнгөнөөс"},
	}
	for _, tt := range tests {
		want := Root(tt.word)
		for _, w := range strings.Fields(tt.forms) {
			if got := Root(w); got != want {
				t.Errorf("Root(%q) = %q, but Root(%q) = %q", w, got, tt.word, want)
			}
		}
	}
	for latin, word := range map[string]string{"bulganas": "Булган", "hvvsgvl": "Хөвсгөл", "jeroo": "Ерөө", "sumasa": "сум"} {
		if roots := Roots(latin); !slices.Contains(roots, Root(word)) {
			t.Errorf("Roots(%q) = %q without %q", latin, roots, Root(word))
		}
	}
}

func TestStemKey(t *testing.T) {
	for word, form := range map[string]string{"Булган": "Булганаас", "аймаг": "аймгийн", "сургууль": "сургуулийн", "Улаанбаатар": "Улаанбаатарт", "Орхон": "Орхоноос"} {
		if a, b := StemKey(Key(word)), StemKey(Key(form)); a != b {
			t.Errorf("StemKey of %s is %q, of %s %q", word, a, form, b)
		}
	}
	if got := StemKey("1100"); got != "1100" {
		t.Errorf("StemKey(1100) = %q", got)
	}
}

// TestNames holds that the two official spellings of every aimag, district and
// soum have one key and one root, and that different names do not fall together
// but for those known.
func TestNames(t *testing.T) {
	known := map[string]string{"tsaganur": "Цагаан-Үүр Цагааннуур", "tsaganr": "Цагаан-Үүр Цагааннуур"}
	byKey, byRoot, byStem := map[string][]string{}, map[string][]string{}, map[string][]string{}
	put := func(m map[string][]string, key, name string) {
		if !slices.Contains(m[key], name) {
			m[key] = append(m[key], name)
		}
	}
	for _, set := range []string{"soums", "aimags", "districts"} {
		for _, names := range officialNames(t, set) {
			cyr, lat := strings.ReplaceAll(names[0], "-", ""), strings.ReplaceAll(names[1], "-", "")
			if Key(cyr) != Key(lat) {
				t.Errorf("Key(%q) = %q, Key(%q) = %q", cyr, Key(cyr), lat, Key(lat))
			}
			if Root(cyr) != Root(lat) {
				t.Errorf("Root(%q) = %q, Root(%q) = %q", cyr, Root(cyr), lat, Root(lat))
			}
			put(byKey, Key(cyr), names[0])
			put(byRoot, Root(cyr), names[0])
			put(byStem, Stem(Fold(cyr)), names[0])
		}
	}
	for _, m := range []map[string][]string{byKey, byRoot, byStem} {
		for key, names := range m {
			slices.Sort(names)
			if len(names) > 1 && strings.Join(names, " ") != known[key] {
				t.Errorf("%q is the key of %q", key, names)
			}
		}
	}
}

// officialNames reads the Mongolian and English names of a set of this
// repository.
func officialNames(t *testing.T, set string) [][2]string {
	t.Helper()
	file, err := os.Open("../../../data/" + set + "/" + set + ".csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	mongolian, english := slices.Index(rows[0], "name_mn"), slices.Index(rows[0], "name_en")
	var names [][2]string
	for _, row := range rows[1:] {
		names = append(names, [2]string{row[mongolian], row[english]})
	}
	return names
}

func FuzzFoldAndKey(f *testing.F) {
	for _, s := range []string{"Хутаг-Өндөр", "хvн", "İstanbul", "\xff", "ᠮᠣᠩᠭᠣᠯ", "ẞ", "e\u0301", "\u0345\u0308", "Ϊ́", "ö\u0308в"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if !utf8.ValidString(once) {
			t.Fatalf("Fold(%q) is not UTF-8", s)
		}
		if plain, _ := composed(s); plain && once != Fold("\u0301" + s)[len("\u0301"):] {
			t.Fatalf("the short way of Fold differs for %q: %q", s, once)
		}
		if twice := Fold(once); twice != once {
			t.Fatalf("Fold is not idempotent: %q, %q, %q", s, once, twice)
		}
		if len(once) > 3*len(s) {
			t.Fatalf("Fold(%q) has %d bytes of %d", s, len(once), len(s))
		}
		keys, roots := Keys(s), Roots(s)
		if len(keys) == 0 || len(keys) > MaxKeys || len(roots) == 0 || len(roots) > MaxKeys {
			t.Fatalf("Keys(%q) = %q, Roots %q", s, keys, roots)
		}
		if !slices.Contains(keys, Key(s)) || !slices.Contains(roots, Root(s)) {
			t.Fatalf("Keys(%q) = %q without Key %q, or Roots = %q without Root %q", s, keys, Key(s), roots, Root(s))
		}
		key := Key(s)
		stem := StemKey(key)
		if StemKey(stem) != stem || len(stem) > len(key) || len(stem) < min(2, len(key)) {
			t.Fatalf("StemKey(%q) = %q, twice %q", key, stem, StemKey(stem))
		}
		for _, r := range strings.Join(append(keys, roots...), "") {
			if !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') {
				t.Fatalf("Keys(%q) or Roots has %q", s, r)
			}
		}
	})
}
