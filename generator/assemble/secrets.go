package assemble

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// secrets are the contacts that must not be printed.
type secrets struct{ phones, short, words, hotlines []secret }

type secret struct{ id, value string }

// shortNumber is the length up to which digits must stand alone: 1903 is also part of many other numbers.
const shortNumber = 6

func (s *secrets) add(id, kind, value string) {
	digits := onlyDigits(value)
	switch {
	case kind == "hotline":
		s.hotlines = append(s.hotlines, secret{id, digits})
	case kind != "phone":
		s.words = append(s.words, secret{id, strings.ToLower(value)})
	case len(digits) > shortNumber:
		s.phones = append(s.phones, secret{id, digits})
	default:
		s.short = append(s.short, secret{id, digits})
	}
}

// in returns the ids of the secrets that a text gives away, in the order of the table for each kind.
func (s *secrets) in(text string) []string {
	var out []string
	if len(s.words) > 0 && text != "" {
		lower := strings.ToLower(text)
		for _, x := range s.words {
			if strings.Contains(lower, x.value) {
				out = append(out, x.id)
			}
		}
	}
	if !strings.ContainsAny(text, "0123456789") {
		return out
	}
	for _, x := range s.hotlines {
		if strings.Contains(text, "tel:"+x.value) {
			out = append(out, x.id)
		}
	}
	for _, x := range s.short {
		if standsAlone(text, x.value) {
			out = append(out, x.id)
		}
	}
	runs := phoneRuns(text)
	for _, x := range s.phones {
		if slices.ContainsFunc(runs, func(run string) bool { return strings.Contains(run, x.value) }) {
			out = append(out, x.id)
		}
	}
	return out
}

// inContact is in for the cell of a contact column, where also the two or three digits of a help line count: in running text
// the same digits are a price or a year.
func (s *secrets) inContact(cell string) []string {
	out := s.in(cell)
	for _, x := range s.hotlines {
		if onlyDigits(cell) == x.value {
			out = append(out, x.id)
		}
	}
	return out
}

// standsAlone says whether digits stand in a text as a number of their own, not inside a word, a code or a longer number.
func standsAlone(text, digits string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], digits)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(digits)
		before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[:start], ".,"))
		after, _ := utf8.DecodeRuneInString(text[end:])
		if !joins(before, text[:start]) && !unicode.IsLetter(after) && !unicode.IsDigit(after) && !decimals(text[end:]) {
			return true
		}
		from = end
	}
}

// joins says whether the character before a number makes it part of something longer; before is looked up past points and
// commas, which only join when a digit stands before them.
func joins(before rune, head string) bool {
	if strings.HasSuffix(head, ".") || strings.HasSuffix(head, ",") {
		return unicode.IsDigit(before)
	}
	return unicode.IsLetter(before) || unicode.IsDigit(before)
}

// decimals says whether a text goes on with a point or comma and a digit.
func decimals(tail string) bool {
	return len(tail) > 1 && (tail[0] == '.' || tail[0] == ',') && isDigit(tail[1])
}

// phoneRuns returns the digits of each stretch of a text that is long enough for a phone number, whatever separates them.
func phoneRuns(text string) []string {
	var out []string
	for _, run := range strings.FieldsFunc(text, func(r rune) bool {
		return !(r >= '0' && r <= '9' || strings.ContainsRune(" -–()./+\u00a0\u2011", r))
	}) {
		if d := onlyDigits(run); len(d) > shortNumber {
			out = append(out, d)
		}
	}
	return out
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}
