package mn

import (
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
		{"Viva", "viva"},
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
		for _, r := range Key(s) {
			if !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') {
				t.Fatalf("Key(%q) has %q", s, r)
			}
		}
	})
}
