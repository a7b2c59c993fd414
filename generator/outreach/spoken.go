package outreach

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"nutag/i18n"
)

// speaker writes the numbers of a text as words, for a person who reads it aloud. The figure stays behind in square
// brackets, to be looked at and not read.
//
// The Mongolian rules are those of the school grammar: before a noun a number takes its form with н (таван хоног), inside a
// longer number all but the last word do (хорин таван), мянга does only at the end. English years are read in two halves.
type speaker struct {
	words *i18n.Localizer
	lines []string // numbers to be dialled: read figure by figure

	ones, onesBefore  []string // 0 to 19
	tens, tensBefore  []string // 20 to 90
	months            []string
	hundred, thousand [2]string // alone, before a noun
	joiner            string    // between tens and ones
	yearsInTwo        bool
}

func newSpeaker(words *i18n.Localizer, lines []string) *speaker {
	list := func(key string) []string { return strings.Split(words.T(key), "|") }
	pair := func(key string) [2]string {
		forms := append(list(key), "", "")
		return [2]string{forms[0], forms[1]}
	}
	return &speaker{
		words: words, lines: lines,
		ones: list("say_ones"), onesBefore: list("say_ones_before"), tens: list("say_tens"), tensBefore: list("say_tens_before"),
		months: list("say_months"), hundred: pair("say_hundred"), thousand: pair("say_thousand"),
		joiner: map[string]string{i18n.EN: "-"}[words.Lang()], yearsInTwo: words.Lang() == i18n.EN,
	}
}

// maxSpoken is the greatest number that is read aloud.
const maxSpoken = 999_999

// number gives the words of 0 to maxSpoken; before says that a noun follows.
func (s *speaker) number(n int, before bool) string {
	var parts []string
	form := func(last bool) int {
		if last && before {
			return 1
		}
		return 0
	}
	if n >= 1000 {
		parts = append(parts, s.number(n/1000, true), s.thousand[form(n%1000 == 0)])
		if n %= 1000; n == 0 {
			return strings.Join(parts, " ")
		}
	}
	if n >= 100 {
		last := n%100 == 0
		word := s.hundred[1]
		if last {
			word = s.hundred[form(true)]
		}
		parts = append(parts, s.onesBefore[n/100], word)
		if n %= 100; n == 0 {
			return strings.Join(parts, " ")
		}
	}
	ones, tens := s.ones, s.tens
	if before {
		ones, tens = s.onesBefore, s.tensBefore
	}
	switch {
	case n < 20:
		parts = append(parts, ones[n])
	case n%10 == 0:
		parts = append(parts, tens[n/10-2])
	case s.joiner != "":
		parts = append(parts, s.tensBefore[n/10-2]+s.joiner+ones[n%10])
	default:
		parts = append(parts, s.tensBefore[n/10-2], ones[n%10])
	}
	return strings.Join(parts, " ")
}

// year gives a year as English readers say it: twenty twenty-five, two thousand five.
func (s *speaker) year(n int) string {
	if n%100 < 10 {
		return s.number(n, false)
	}
	return s.number(n/100, false) + " " + s.number(n%100, false)
}

// dial gives a number figure by figure; groups of two figures, as in 11-11, are read as numbers.
func (s *speaker) dial(number string) string {
	var parts []string
	for _, group := range strings.FieldsFunc(number, func(r rune) bool { return !unicode.IsDigit(r) }) {
		if n, err := strconv.Atoi(group); err == nil && len(group) == 2 && group[0] != '0' {
			parts = append(parts, s.number(n, false))
			continue
		}
		for _, figure := range group {
			parts = append(parts, s.ones[figure-'0'])
		}
	}
	return strings.Join(parts, ", ")
}

// figures finds numbers with all that is glued to them.
var figures = regexp.MustCompile(`[\p{L}\d+@/:_%₮$–-]*\d[\p{L}\d+@/:_%₮$–.,-]*`)

var (
	wholeNumber = regexp.MustCompile(`^(\d{1,3}(,\d{3})+|\d+)$`)
	plainYear   = regexp.MustCompile(`^(19|20)\d\d$`)
	afterYear   = regexp.MustCompile(`оны\s$`)
)

// speak writes all numbers of a text as words. It fails, and the text is then not for the radio, when one of them is none of:
// a help line, a year, a month after a year, a whole number that counts what follows or ends a clause, or two that follow
// each other.
func (s *speaker) speak(text string) (string, bool) {
	var b strings.Builder
	from := 0
	for _, at := range figures.FindAllStringIndex(text, -1) {
		token := text[at[0]:at[1]]
		core := strings.TrimRight(token, ".,:–-")
		end := at[0] + len(core)
		spoken, ok := s.token(text, core, at[0], end)
		if !ok {
			return "", false
		}
		if head := strings.TrimRight(text[:at[0]], " "); head == "" || endsSentence(head) {
			first, size := utf8.DecodeRuneInString(spoken)
			spoken = string(unicode.ToUpper(first)) + spoken[size:]
		}
		b.WriteString(text[from:at[0]] + spoken + " [" + core + "]")
		from = end
	}
	return b.String() + text[from:], true
}

func (s *speaker) token(text, core string, start, end int) (string, bool) {
	if slices.Contains(s.lines, core) {
		return s.dial(core), true
	}
	if a, b, isRange := strings.Cut(core, "–"); isRange {
		// Only neighbours, as in 2022–2023: other ranges need case endings that depend on the number.
		from, err1 := strconv.Atoi(a)
		to, err2 := strconv.Atoi(b)
		if err1 != nil || err2 != nil || to != from+1 {
			return "", false
		}
		first, ok := s.token(a, a, 0, len(a))
		last, ok2 := s.token(text, b, end-len(b), end)
		return s.words.T("say_range", i18n.Data{"from": first, "to": last}), ok && ok2
	}
	if share, ok := strings.CutSuffix(core, "%"); ok && wholeNumber.MatchString(share) {
		n, err := strconv.Atoi(share)
		return s.words.T("say_percent", i18n.Data{"n": s.number(min(max(n, 0), maxSpoken), true)}), err == nil && n <= maxSpoken
	}
	if !wholeNumber.MatchString(core) {
		return "", false
	}
	n, err := strconv.Atoi(strings.ReplaceAll(core, ",", ""))
	if err != nil || n > maxSpoken {
		return "", false
	}
	tail := text[end:]
	next, _ := utf8.DecodeRuneInString(strings.TrimPrefix(tail, " "))
	before := strings.HasPrefix(tail, " ") && unicode.IsLetter(next)
	switch {
	case s.yearsInTwo && plainYear.MatchString(core):
		return s.year(n), true
	case s.words.Lang() == i18n.MN && strings.HasPrefix(tail, " сар") && afterYear.MatchString(text[:start]):
		if n < 1 || n > len(s.months) {
			return "", false
		}
		return s.months[n-1], true
	}
	return s.number(n, before), true
}

// spokenWords counts the words that are read of a text in which numbers are written out.
func spokenWords(text string) int {
	n := 0
	for _, w := range strings.Fields(bracketed.ReplaceAllString(text, " ")) {
		if strings.ContainsFunc(w, unicode.IsLetter) {
			n++
		}
	}
	return n
}

var bracketed = regexp.MustCompile(`\[[^\]]*\]`)
