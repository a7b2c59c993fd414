package assemble

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"nutag/generator/dataset"
	"nutag/generator/diag"
)

// languages holds the two languages of a text to say the same: both are there, lists have the same number of items, and the
// same figures stand in both. Words cannot be compared, figures can, and a wrong fee or deadline harms most.
func (a *assembler) languages() {
	for _, s := range a.catalog.Sets {
		for _, t := range s.Tables {
			if !t.OK() {
				continue
			}
			for _, f := range t.Fields {
				base, isMN := strings.CutSuffix(f.Name, "_mn")
				other := t.Field(base + "_en")
				if !isMN || base == "aliases" || // other names of a thing: each language has its own
					other == nil || f.Type != other.Type || f.Type != dataset.String && f.Type != dataset.List {
					continue
				}
				for _, r := range t.Rows {
					a.sameInBoth(r, f.Name, other.Name, f.Type == dataset.List)
				}
			}
		}
	}
}

func (a *assembler) sameInBoth(r dataset.Row, mn, en string, list bool) {
	x, y := []string{r.Str(mn)}, []string{r.Str(en)}
	if list {
		x, y = r.List(mn), r.List(en)
	}
	switch {
	case (r.Str(mn) == "") != (r.Str(en) == ""):
		empty := en
		if r.Str(mn) == "" {
			empty = mn
		}
		a.at(r, empty, ruleOneLanguage, "the text is missing in one language", "write it in both languages, or empty the other")
		return
	case len(x) != len(y):
		a.at(r, en, ruleItems, fmt.Sprintf("%d items, but %s has %d", len(y), mn, len(x)), "write the same items in both languages, separated by |")
		return
	}
	for i := range x {
		left, right := figures(x[i]), figures(y[i])
		if slices.Equal(left, right) {
			continue
		}
		where := ""
		if list {
			where = fmt.Sprintf("item %d: ", i+1)
		}
		a.at(r, en, ruleFigures, fmt.Sprintf("%sfigures %s, but %s has %s", where, shown(right), mn, shown(left)), "write the same figures and dates in both languages")
	}
}

func shown(figures []string) string {
	if len(figures) == 0 {
		return "none"
	}
	return diag.QuoteAll(figures, 12)
}

// figures returns the numbers of a text, sorted, each once: one language may name a year again where the other says "then". A month named in English counts as its number, for Mongolian numbers the
// months; "May" only beside a figure, since it is a verb as well.
func figures(s string) []string {
	out := slices.Collect(numbers(s))
	words := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, w := range words {
		for m := time.January; m <= time.December; m++ {
			if w == m.String() && (m != time.May || i > 0 && isDigit(words[i-1][0]) || i+1 < len(words) && isDigit(words[i+1][0])) {
				out = append(out, strconv.Itoa(int(m)))
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// numbers yields the numbers of a text: digits, with points and commas between them, without leading zeros.
func numbers(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := 0; i < len(s); {
			if !isDigit(s[i]) {
				i++
				continue
			}
			j := i
			for j < len(s) && (isDigit(s[j]) || (s[j] == '.' || s[j] == ',') && j+1 < len(s) && isDigit(s[j+1])) {
				j++
			}
			n := s[i:j]
			for len(n) > 1 && n[0] == '0' && isDigit(n[1]) {
				n = n[1:]
			}
			if !yield(n) {
				return
			}
			i = j
		}
	}
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
