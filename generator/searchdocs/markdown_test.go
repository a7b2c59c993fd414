package searchdocs

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPlain(t *testing.T) {
	tests := []struct {
		name, in, want string
		headings       []string
	}{
		{"empty", "", "", nil},
		{"paragraphs", "Нэг **тод** үг.\n\nХоёр\nмөр", "Нэг тод үг. Хоёр мөр.", nil},
		{"headings", "## Нүүхийн өмнө\n\nБэлтгэ.\n\n### Баримт *бичиг*\n", "Нүүхийн өмнө. Бэлтгэ. Баримт бичиг.", []string{"Нүүхийн өмнө", "Баримт бичиг"}},
		{"link", "See [the list](sources.html#x) and ![a map](map.svg).", "See the list and a map.", nil},
		{"list", "- one\n- two:\n  - three\n", "one. two: three.", nil},
		{"table", "| a | b |\n|---|---|\n| c | d |\n", "a. b. c. d.", nil},
		{"definition", "term\n: meaning\n", "term. meaning.", nil},
		{"code and HTML", "before\n\n```\nhidden\n```\n\n<div>hidden</div>\n\nin <b>bold</b> `code`", "before. in bold code.", nil},
		{"shortcode", "a {{< figure id=\"x\" >}} b {{% note %}} c", "a b c.", nil},
		{"escapes", `1 \* 2 &amp; 3`, "1 * 2 & 3.", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, headings := plain(tt.in)
			if got != tt.want || !slices.Equal(headings, tt.headings) {
				t.Errorf("%q, %q\nwant %q, %q", got, headings, tt.want, tt.headings)
			}
		})
	}
}

func FuzzPlain(f *testing.F) {
	for _, s := range []string{"# a\n\nb", "[x](y)", "{{< a >}}", "| a |\n|-|\n| b |", "a\n: b", "<a", "\x00&#0;"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		if !utf8.ValidString(in) {
			return // files of prose are checked to be UTF-8
		}
		got, headings := plain(in)
		if !utf8.ValidString(got) {
			t.Errorf("not UTF-8: %q", got)
		}
		if strings.ContainsAny(got, "\n\t") {
			t.Errorf("line breaks in %q", got)
		}
		for _, h := range headings {
			if strings.TrimSpace(h) == "" || !strings.Contains(got, h) {
				t.Errorf("heading %q is not in the text %q", h, got)
			}
		}
	})
}
