package i18n

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// highest has the highest primary weight of all characters (UTS 35 part 5, "U+FFFF"): е followed by it sorts after every
// other word in е and before ж, which is where Mongolian has ё. x/text would treat ё as е with an accent and put Ёл
// before Ерөө. ө after о and ү after у are right in x/text already.
const highest = "\uFFFF"

var mongolianYo = strings.NewReplacer("ё", "е"+highest, "Ё", "Е"+highest)

// Collator puts names into the alphabetical order of a language; figures inside names count as numbers (2 before 10).
// It holds buffers and must not be shared between goroutines.
type Collator struct {
	lang     string
	collator *collate.Collator
	buffer   collate.Buffer
}

// NewCollator makes the collator of a language, MN or EN.
func NewCollator(lang string) *Collator {
	return &Collator{lang: lang, collator: collate.New(language.Make(lang), collate.Numeric)}
}

// Compare orders two names. Names that the alphabet cannot tell apart are ordered by their bytes, so that the order
// never depends on that of the input.
func (c *Collator) Compare(a, b string) int {
	return cmp.Or(c.collator.CompareString(c.prepare(a), c.prepare(b)), cmp.Compare(a, b))
}

// Key gives the sort key of a name: keys compared by bytes order as Compare does, apart from its last resort.
func (c *Collator) Key(name string) []byte {
	c.buffer.Reset()
	return slices.Clone(c.collator.KeyFromString(&c.buffer, c.prepare(name)))
}

func (c *Collator) prepare(s string) string {
	s = strings.ReplaceAll(norm.NFC.String(s), highest, "") // a noncharacter: no name has it
	if c.lang == MN {
		s = mongolianYo.Replace(s)
	}
	return s
}

// SortBy puts items into the order of the names that name gives, without changing the order of equal names.
func SortBy[T any](lang string, items []T, name func(T) string) {
	c := NewCollator(lang)
	slices.SortStableFunc(items, func(a, b T) int { return c.Compare(name(a), name(b)) })
}

// Alphabet gives the capital letters of a language in order, for an index of names.
func Alphabet(lang string) []string {
	letters := "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	if lang == MN {
		letters = "АБВГДЕЁЖЗИЙКЛМНОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯ"
	}
	return strings.Split(letters, "")
}

// IndexLetter gives the letter of the alphabet under which a name stands in an index, or "" when its first letter is
// not of the alphabet; figures and signs before it are passed over. In English a letter with an accent counts as the
// plain letter.
func IndexLetter(lang, name string) string {
	form := norm.NFC
	if lang == EN {
		form = norm.NFD
	}
	for _, r := range form.String(name) {
		if !unicode.IsLetter(r) {
			continue
		}
		letter := string(unicode.ToUpper(r))
		if slices.Contains(Alphabet(lang), letter) {
			return letter
		}
		return ""
	}
	return ""
}
