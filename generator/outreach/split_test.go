package outreach

import (
	"strings"
	"testing"
	"unicode"
)

func TestSplit(t *testing.T) {
	seventy := strings.Repeat("а", 70)
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"nothing":              {" \n ", nil},
		"one part of 70":       {seventy, []string{seventy}},
		"one letter too many":  {seventy + "б", []string{strings.Repeat("а", 67), "аааб"}},
		"160 Latin letters":    {strings.Repeat("a", 160), []string{strings.Repeat("a", 160)}},
		"161 Latin letters":    {strings.Repeat("a", 161), []string{strings.Repeat("a", 153), strings.Repeat("a", 8)}},
		"a sentence stays":     {"Нэг өгүүлбэр энд байна. " + strings.Repeat("б", 60), []string{"Нэг өгүүлбэр энд байна.", strings.Repeat("б", 60)}},
		"a phone number stays": {strings.Repeat("а", 60) + " 99 11 00 00 руу", []string{strings.Repeat("а", 60), "99 11 00 00 руу"}},
		"a count stays":        {strings.Repeat("а", 61) + " 30 хоногийн дотор", []string{strings.Repeat("а", 61), "30 хоногийн дотор"}},
		"figures stay":         {strings.Repeat("а", 65) + "123456", []string{strings.Repeat("а", 65), "123456"}},
		"two units":            {strings.Repeat("€", 81), []string{strings.Repeat("€", 76), strings.Repeat("€", 5)}},
	} {
		if got := Split(c.text).Parts; strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// FuzzSplit holds for any text: nothing is lost, no part is too long, no number is cut that fits a part, and the parts are
// no more than filling them word by word would give.
func FuzzSplit(f *testing.F) {
	for _, s := range []string{"", "Нутаг 102", strings.Repeat("а1 ", 100), strings.Repeat("9", 400), "a\xff" + strings.Repeat("€", 200), strings.Repeat("+976 11 262626 ", 12), strings.Repeat("\U0001F40E", 90), strings.Repeat("\U0001D7CE", 100)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4000 {
			return
		}
		m := Split(text)
		squeeze := func(s string) string {
			return strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), "")
		}
		if got := squeeze(strings.Join(m.Parts, "")); got != squeeze(text) {
			t.Fatalf("%q became %q", text, m.Parts)
		}
		limit := m.Encoding.Joined()
		if len(m.Parts) == 1 {
			limit = m.Encoding.Single()
		}
		rest := m.Text
		for i, part := range m.Parts {
			if n := m.Units(i); n == 0 || n > limit {
				t.Fatalf("part %d of %q has %d units", i, text, n)
			}
			var ok bool
			if rest, ok = strings.CutPrefix(strings.TrimPrefix(rest, " "), part); !ok {
				t.Fatalf("part %q is not what comes next of %q", part, m.Text)
			}
			if i == 0 {
				continue
			}
			before, after := []rune(m.Parts[i-1]), []rune(part)
			if unicode.IsDigit(before[len(before)-1]) && unicode.IsDigit(after[0]) && run(before, -1)+run(after, 1) <= m.Encoding.Joined()/2 {
				t.Fatalf("a number of %q is cut: %q", text, m.Parts)
			}
		}
	})
}

// run counts what a cut through figures and single spaces at the end (-1) or the beginning (1) of a part would touch.
func run(part []rune, way int) int {
	n := 0
	for i := range part {
		r := part[i]
		if way < 0 {
			r = part[len(part)-1-i]
		}
		if unicode.IsSpace(r) {
			return len(part) // the number may be longer than a part once its groups are counted
		}
		if !unicode.IsDigit(r) {
			return n
		}
		n++
	}
	return n
}
