package mn

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestStem(t *testing.T) {
	tests := []struct{ rule, words, want string }{
		{"genitive", "сумын аймгийн Булганы хүний хорооны далайн Токиогийн үеийн", "сум аймг булган хүн хороо далай токио үе"},
		{"accusative", "сумыг аймгийг хороог амийг", "сум аймг хороо амь"},
		{"dative", "аймагт гэрт хотод улсад Ховдод Сөүлд Берлинд багшид суманд усанд", "аймг гэр хот улс ховд сөүл берлин багш сум ус"},
		{"ablative", "сумаас хотоос өвснөөс сургуулиас хорооноос Өлгийгөөс", "сум хот өвс сургуул хороо өлг"},
		{"instrumental", "газраар хороогоор мориор", "газр хороо морь"},
		{"comitative", "сумтай гэртэй хоттой", "сум гэр хот"},
		{"directive", "сумруу гэрлүү Сөүллүү", "сум гэр сөүл"},
		{"reflexive", "сумаа хороогоо сумынхаа сумтайгаа сумаасаа сумандаа ирэхдээ", "сум хороо сум сум сум сум ир"},
		{"plural", "сумууд хүүхдүүдийн малчид залуус хүмүүс залуучууд хороод", "сум хүүхд малч залуу хүн залуу хороо"},
		{"verb", "авах авна авсан авдаг авч аваад авбал авагч бүртгүүлэх хамрагдсан төрсний ирсэнгүй",
			"ав ав ав ав ав ав ав ав бүртг хамр төр ир"},
		{"done and past", "хаячихлаа хаях авчихлаа авах алдчихсан алдах гээчихлээ гээх шилжүүлчихлээ явчихаад", "хая хая ав ав алд алд гээ гээ шилж яв"},
		{"fleeting vowel", "аймаг аймгаас газар газраар хүүхэд хүүхдийн тэтгэвэр тэтгэврийг", "аймг аймг газр газр хүүхд хүүхд тэтгэвр тэтгэвр"},
		{"soft sign", "сургууль сургуулийг говь говиос амь амиас", "сургуул сургуул гов гов амь амь"},
		{"hidden n", "морь морин нутгийн усны мянган ажилтны ажилтан", "морь морь нутг ус мянг ажилт ажилт"},
		{"о and у for ө and ү", "овсын овсний хуний суманд онгоцоор дуургийн", "овс овс хун сум онгоц дуург"},
		{"ordinal", "гуравдугаар гурван нэгдүгээр", "гурв гурв нэг"},
		{"long nouns", "байгууллаганд байгууллага хариуцлагын хариуцлага", "байгууллг байгууллг хариуцлг хариуцлг"},
		{"no word", "Bulgan х сумaas 2026 а", "bulgan х сумаас 2026 а"},
		{"negated nouns keep their sense", "ажилгүй аюулгүй", "ажилгүй аюулгүй"},
	}
	for _, tt := range tests {
		words, want := strings.Fields(tt.words), strings.Fields(tt.want)
		for i, w := range words {
			if w == "сумaas" { // Latin letters inside are mended by Fold, then read
				want[i] = Stem(Fold(w))
			}
			if got := Stem(Fold(w)); got != want[i] {
				t.Errorf("%s: Stem(%q) = %q, want %q", tt.rule, w, got, want[i])
			}
		}
	}
}

// TestReach counts the inflected forms of testdata/forms.tsv whose stem is that
// of the lemma. Forms marked as exceptions are counted as failures too.
func TestReach(t *testing.T) {
	forms := rows(t, "forms.tsv")[1:]
	stems, looseStems, roots, asked, plainKeys := 0, 0, 0, 0, 0
	lemmas := map[string]bool{}
	for _, row := range forms {
		lemma, form := Fold(row[0]), Fold(row[1])
		lemmas[lemma] = true
		if Stem(form) == Stem(lemma) {
			stems++
		} else {
			t.Logf("stem: %s %s: %s, not %s %s", lemma, form, Stem(form), Stem(lemma), row[3])
		}
		if Loose(Stem(Loose(form))) == Loose(Stem(lemma)) {
			looseStems++
		}
		if Root(mns(form)) == Root(lemma) {
			roots++
		}
		if slices.Contains(Roots(single(mns(form))), Root(lemma)) {
			asked++
		}
		if StemKey(Key(single(mns(form)))) == StemKey(Key(lemma)) {
			plainKeys++
		}
	}
	n := float64(len(forms))
	reach := float64(stems) / n
	t.Logf("%d forms of %d lemmas: Stem %.2f %%, without ө and ү %.2f %%, Root from Latin %.2f %%, Roots from Latin with single letters %.2f %%, StemKey from these %.2f %%",
		len(forms), len(lemmas), 100*reach, 100*float64(looseStems)/n, 100*float64(roots)/n, 100*float64(asked)/n, 100*float64(plainKeys)/n)
	if reach < 0.98 {
		t.Errorf("reach of the stemmer is %.2f %%, want 98 %%", 100*reach)
	}
	if float64(looseStems)/n < 0.97 {
		t.Errorf("reach without ө and ү is %.2f %%, want 97 %%", 100*float64(looseStems)/n)
	}
	if float64(roots)/n < 0.97 {
		t.Errorf("reach of the roots is %.2f %%, want 97 %%", 100*float64(roots)/n)
	}
	if float64(asked)/n < 0.85 {
		t.Errorf("reach of the roots of a query is %.2f %%, want 85 %%", 100*float64(asked)/n)
	}
	pairs, same := 0, 0
	var list []string
	for l := range lemmas {
		list = append(list, l)
	}
	for i, a := range list {
		for _, b := range list[:i] {
			pairs++
			if Stem(a) == Stem(b) {
				same++
				t.Logf("lemmas that fall together: %s %s", a, b)
			}
		}
	}
	t.Logf("%d of %d pairs of lemmas kept apart", pairs-same, pairs)
	if float64(same)/float64(pairs) > 0.001 {
		t.Errorf("%d of %d pairs of lemmas fall together", same, pairs)
	}
}

// TestPrecision counts the pairs of different words in testdata/apart.tsv whose
// stems differ.
func TestPrecision(t *testing.T) {
	pairs := rows(t, "apart.tsv")
	apart, looseApart, rootsApart := 0, 0, 0
	for _, row := range pairs {
		if a, b := Stem(Fold(row[0])), Stem(Fold(row[1])); a != b {
			apart++
		} else {
			t.Logf("%s and %s fall together as %s", row[0], row[1], a)
		}
		if Loose(Stem(Fold(row[0]))) != Loose(Stem(Fold(row[1]))) {
			looseApart++
		}
		if Root(row[0]) != Root(row[1]) {
			rootsApart++
		}
	}
	precision := float64(apart) / float64(len(pairs))
	n := float64(len(pairs))
	t.Logf("%d pairs: %.2f %% apart by Stem, %.2f %% by its Loose form, %.2f %% by Root", len(pairs), 100*precision, 100*float64(looseApart)/n, 100*float64(rootsApart)/n)
	if precision < 0.97 {
		t.Errorf("precision is %.2f %%, want 97 %%", 100*precision)
	}
}

// TestLexicon checks that what the lexicon gives is a stem itself.
func TestLexicon(t *testing.T) {
	for word := range lexicon()[exactLexicon].entries {
		if utf8.RuneCountInString(word) > longestEntry {
			t.Errorf("the entry %q is longer than longestEntry", word)
		}
		stem := Stem(word)
		if again := Stem(stem); again != stem {
			t.Errorf("Stem(%q) = %q, but Stem of that is %q", word, stem, again)
		}
	}
}

func TestSlips(t *testing.T) {
	for stem, want := range map[string]int{"": 0, "сум": 0, "аймг": 1, "сургуул": 1, "үйлчилг": 1, "бүртгүүл": 2, "улаанбаатр": 2} {
		if got := Slips(stem); got != want {
			t.Errorf("Slips(%q) = %d, want %d", stem, got, want)
		}
	}
}

func FuzzStem(f *testing.F) {
	for _, s := range []string{"сумынхаа", "хүүхдүүдийнхээ", "аааааа", "хх", "өө", "ийийий", "нннн", "Bulgan", "\xff", strings.Repeat("сан", 40)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkStem(t, Fold(s))
	})
}

// checkStem holds what the comment of Stem promises.
func checkStem(t *testing.T, word string) {
	t.Helper()
	stem := Stem(word)
	if again := Stem(stem); again != stem {
		t.Fatalf("Stem(%q) = %q, but Stem of that is %q", word, stem, again)
	}
	w, st := []rune(word), []rune(stem)
	if len(st) > len(w) || !utf8.ValidString(stem) {
		t.Fatalf("Stem(%q) = %q", word, stem)
	}
	for i := range min(2, len(w)) {
		if i >= len(st) || st[i] != w[i] {
			t.Fatalf("Stem(%q) = %q does not keep the first two letters", word, stem)
		}
	}
}

// TestStemOfRandomEndings walks over stems with every chain of two endings.
func TestStemOfRandomEndings(t *testing.T) {
	for _, stem := range []string{"ус", "аймг", "хор", "говь"} {
		for _, a := range endingsBy {
			for _, e := range a {
				for _, b := range endingsBy {
					for _, e2 := range b {
						tail := strings.NewReplacer("A", "а", "U", "у").Replace(string(e.tail) + string(e2.tail))
						checkStem(t, stem+tail)
					}
				}
			}
		}
	}
}

func rows(t *testing.T, name string) [][]string {
	t.Helper()
	file, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var out [][]string
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		out = append(out, strings.Split(lines.Text(), "\t"))
	}
	if lines.Err() != nil {
		t.Fatal(lines.Err())
	}
	return out
}

// mns writes a folded word as MNS 5217:2012 does.
func mns(word string) string {
	return strings.NewReplacer("а", "a", "б", "b", "в", "v", "г", "g", "д", "d", "е", "ye", "ж", "j", "з", "z", "и", "i", "й", "i",
		"к", "k", "л", "l", "м", "m", "н", "n", "о", "o", "ө", "u", "п", "p", "р", "r", "с", "s", "т", "t", "у", "u", "ү", "u", "ф", "f",
		"х", "kh", "ц", "ts", "ч", "ch", "ш", "sh", "щ", "sh", "ъ", "i", "ы", "y", "ь", "i", "э", "e", "ю", "yu", "я", "ya").Replace(word)
}

// single writes doubled letters once, as hurried readers do.
func single(word string) string {
	var b strings.Builder
	last := rune(0)
	for _, r := range word {
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

func BenchmarkFoldAndStem(b *testing.B) {
	words := []string{"Сумынхаа", "аймгаас", "сургуулийн", "бүртгүүлсэн", "Улаанбаатараас", "үйлчилгээгээр", "хүмүүсийн", "газар"}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Stem(Fold(words[i%len(words)]))
	}
}

func BenchmarkRoot(b *testing.B) {
	words := []string{"Сумынхаа", "aimgaas", "surguuliin", "бүртгүүлсэн", "Ulaanbaataraas"}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Root(words[i%len(words)])
	}
}
