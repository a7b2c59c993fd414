package i18n

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

func TestMongolianOrder(t *testing.T) {
	want := []string{
		"1-р баг", "2-р баг", "10-р баг", "Архангай", "Баян", "Баян-Уул", "Баяндун", "Баянуул", "Бомбогор", "Бөмбөгөр",
		"Булган", "Бүрд", "Ерөө", "Есөнбулаг", "Ея", "Ёл", "Ёлын ам", "Ём", "Жаргалант", "Завхан", "Ноед", "Ноян", "Ноён",
		"Нөмрөг", "О", "Ө", "Пи", "У", "Уянга", "Үенч", "Ф", "Цэцэг", "Чойр", "Шинэ", "Эрдэнэ", "Юм", "Яруу",
	}
	// ё follows е, so Ноё… stands after all of Ное… and before Ноя….
	i, j := slices.Index(want, "Ноян"), slices.Index(want, "Ноён")
	want[i], want[j] = want[j], want[i]
	got := slices.Clone(want)
	slices.Reverse(got)
	SortBy(MN, got, func(s string) string { return s })
	if !slices.Equal(got, want) {
		t.Errorf("order\n%s\nwant\n%s", strings.Join(got, " "), strings.Join(want, " "))
	}
	c := NewCollator(MN)
	for i := range len(want) - 1 {
		if bytes.Compare(c.Key(want[i]), c.Key(want[i+1])) >= 0 {
			t.Errorf("key of %s is not before that of %s", want[i], want[i+1])
		}
	}
}

// The whole alphabet must come out of the collator as the alphabet says, letter by letter and inside words.
func TestAlphabetAgreesWithCollator(t *testing.T) {
	for _, lang := range Langs() {
		c := NewCollator(lang)
		a := Alphabet(lang)
		for i := range len(a) - 1 {
			for _, form := range []func(string) string{strings.ToUpper, strings.ToLower, func(s string) string { return "Ба" + s + "ан" }} {
				if x, y := form(a[i]), form(a[i+1]); c.Compare(x, y) >= 0 || c.Compare(y, x) <= 0 {
					t.Errorf("%s: %s is not before %s", lang, x, y)
				}
			}
		}
	}
}

func TestCompareTotal(t *testing.T) {
	c := NewCollator(MN)
	if c.Compare("ёл", "ёл") != 0 {
		t.Error("a name differs from itself")
	}
	if c.Compare("е\u0308л", "ёл") == 0 || c.Compare("е\u0308л", "Ём") >= 0 {
		t.Error("a decomposed ё is not read as ё, or two spellings count as one")
	}
	if c.Compare("е\uFFFF", "ё") == 0 {
		t.Error("the noncharacter passed for ё")
	}
}

func TestEnglishOrder(t *testing.T) {
	got := []string{"Zavkhan", "bulgan", "Ölgii", "Omnogovi", "Bulgan", "Orkhon", "Bag 10", "Bag 2"}
	SortBy(EN, got, func(s string) string { return s })
	if want := "Bag 2,Bag 10,bulgan,Bulgan,Ölgii,Omnogovi,Orkhon,Zavkhan"; strings.Join(got, ",") != want {
		t.Errorf("got %v", got)
	}
}

func TestIndexLetter(t *testing.T) {
	for _, c := range []struct{ lang, name, want string }{
		{MN, "Өлгий", "Ө"}, {MN, "ёл", "Ё"}, {MN, "е\u0308л", "Ё"}, {MN, "Үенч", "Ү"}, {MN, "1-р баг", "Р"},
		{MN, "“Ноён”", "Н"}, {MN, "Bulgan", ""}, {MN, "", ""}, {MN, "12", ""},
		{EN, "Ölgii", "O"}, {EN, "bulgan", "B"}, {EN, "Булган", ""},
	} {
		if got := IndexLetter(c.lang, c.name); got != c.want {
			t.Errorf("IndexLetter(%s, %q) = %q, want %q", c.lang, c.name, got, c.want)
		}
	}
}
