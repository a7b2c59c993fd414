package analysis

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/registry"
)

func TestTerms(t *testing.T) {
	tests := []struct {
		field, lang, in string
		want            []string
	}{
		{FieldBody, "mn", "Хутаг-Өндөр сум", []string{"хутаг", "өндөр", "хутагөндөр", "сум"}},
		{FieldBody, "mn", "Хутаг - Өндөр", []string{"хутаг", "өндөр"}},
		{FieldBody, "en", "The soum's centres are moving", []string{"soum", "centr", "move"}},
		{FieldBody, "en", "Хутаг moved", []string{"хутаг", "move"}},
		{FieldAlt, "mn", "moving Centres", []string{"moving", "centres"}},
		{FieldName, "mn", "Хутаг-Өндөр", []string{"хутагөндөр"}},
		{FieldName, "en", "хутаг  өндөр!", []string{"хутагөндөр"}},
		{FieldNameKey, "mn", "Khutag-Undur", []string{"hutagundur"}},
		{FieldNameKey, "mn", "Хутаг өндөр", []string{"hutagundur"}},
		{FieldKey, "mn", "Hutag-Ondor sum", []string{"hutag", "undur", "hutagundur", "sum"}},
		{FieldKind, "mn", "soum", []string{"soum"}},
		{FieldAimag, "en", "06", []string{"06"}},
		{FieldBody, "mn", "сум:Төв_хот. Тэнд.Энд 12.5", []string{"сум", "төв", "хот", "тэнд", "энд", "12.5"}},
		{FieldBody, "mn", "5–10", []string{"5", "10"}},
		{FieldName, "mn", " – ", nil},
		{FieldKind, "mn", "", nil},
		{FieldBody, "mn", strings.Repeat("а", maxWord+1), nil},
	}
	for _, tt := range tests {
		if got := Terms(tt.field, tt.lang, tt.in); !slices.Equal(got, tt.want) {
			t.Errorf("Terms(%s, %s, %q) = %q, want %q", tt.field, tt.lang, tt.in, got, tt.want)
		}
	}
}

func TestName(t *testing.T) {
	for in, want := range map[string]string{
		"Булган аймаг": "Булган", "Хутаг-Өндөр сум": "Хутаг-Өндөр", "Bulgan Province": "Bulgan", "сум": "сум", "Орхон": "Орхон", "": "",
	} {
		if got := Name(in); got != want {
			t.Errorf("Name(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestAnalyzersAreRegistered(t *testing.T) {
	cache := registry.NewCache()
	for _, field := range []string{FieldName, FieldNameKey, FieldTitle, FieldAlt, FieldHeadings, FieldBody, FieldKey, FieldPlace, FieldKind, FieldAimag} {
		for _, lang := range []string{"mn", "en"} {
			if _, err := cache.AnalyzerNamed(AnalyzerFor(field, lang)); err != nil {
				t.Errorf("%s in %s: %v", field, lang, err)
			}
		}
	}
}

func FuzzOffsets(f *testing.F) {
	f.Add("Хутаг-Өндөр сумын төв")
	f.Add("a--b-c\xff 💧 e\u0301s’s")
	f.Fuzz(func(t *testing.T, s string) {
		for _, name := range []string{AnalyzerMongolian, AnalyzerEnglish, AnalyzerExact, AnalyzerName, AnalyzerKey, AnalyzerNameKey} {
			for _, tok := range New(name).Analyze([]byte(s)) {
				if tok.Start < 0 || tok.End > len(s) || tok.Start >= tok.End {
					t.Fatalf("%s: %q: offsets %d to %d", name, s, tok.Start, tok.End)
				}
				if len(tok.Term) == 0 || !utf8.Valid(tok.Term) {
					t.Fatalf("%s: %q: term %q", name, s, tok.Term)
				}
				if utf8.ValidString(s) && !utf8.ValidString(s[tok.Start:tok.End]) {
					t.Fatalf("%s: %q: offsets inside a letter", name, s)
				}
			}
		}
	})
}
