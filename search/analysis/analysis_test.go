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
		field, in string
		want      []string
	}{
		{FieldBody, "Хот-Хол сум", []string{"хот", "хол", Stem("хотхол"), "сум"}},
		{FieldBody, "Хот - Хол", []string{"хот", "хол"}},
		{FieldTitle, "Өндөр", []string{"ондор", "ондр"}},
		{FieldBody, "The soum's centres are moving", []string{"the", "soum", "centr", "ar", "move"}},
		{FieldTitle, "moving Centres", []string{"moving", "move", "centres", "centr"}},
		{FieldAlt, "Үүл", []string{"уул"}},
		{FieldName, "Хутаг-Өндөр", []string{"хутагөндөр"}},
		{FieldName, "хутаг  өндөр!", []string{"хутагөндөр"}},
		{FieldKind, "soum", []string{"soum"}},
		{FieldAimag, "06", []string{"06"}},
		{FieldName, "сум:Төв_хот", []string{"сумтөвхот"}},
		{FieldBody, "сум:Төв_хот.Баг 12.5", []string{"сум", "тов", "хот", "баг", "12.5"}},
		{FieldBody, "5–10", []string{"5", "10"}},
		{FieldName, " – ", nil},
		{FieldKind, "", nil},
		{FieldBody, strings.Repeat("а", maxWord+1), nil},
	}
	for _, tt := range tests {
		if got := Terms(tt.field, tt.in); !slices.Equal(got, tt.want) {
			t.Errorf("Terms(%s, %q) = %q, want %q", tt.field, tt.in, got, tt.want)
		}
	}
}

func TestWithoutFigures(t *testing.T) {
	for in, want := range map[string]string{
		"Хүн ам: 1,234 хүн (2025 он), 12.5%.": "Хүн ам:  хүн ( он), %.", "шуудан 12345": "шуудан 12345", "MN123": "MN123", "": "",
	} {
		if got := WithoutFigures(in); got != want {
			t.Errorf("WithoutFigures(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestStopWord(t *testing.T) {
	for word, want := range map[string]bool{"хаана": true, "вэ": true, "The": true, "where": true, "сум": false, "Булган": false, "": false} {
		if got := StopWord(word); got != want {
			t.Errorf("StopWord(%q) = %v", word, got)
		}
	}
}

func TestKindOf(t *testing.T) {
	for word, want := range map[string]string{"сум": "soum", "сумын": "soum", "аймаг": "aimag", "Province": "aimag", "sum": "soum", "Булган": "", "": ""} {
		if got := KindOf(word); got != want {
			t.Errorf("KindOf(%q) = %q, want %q", word, got, want)
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
	for _, field := range Fields() {
		if _, err := cache.AnalyzerNamed(AnalyzerFor(field)); err != nil {
			t.Errorf("%s: %v", field, err)
		}
	}
}

func FuzzOffsets(f *testing.F) {
	f.Add("Хутаг-Өндөр сумын төв")
	f.Add("a--b-c\xff 💧 e\u0301s’s")
	f.Fuzz(func(t *testing.T, s string) {
		for _, name := range []string{AnalyzerText, AnalyzerTitle, AnalyzerName} {
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
