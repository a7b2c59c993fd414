package check

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// figure is a number as a reader sees it: 15,000 and 07:00 are one figure each.
var figure = regexp.MustCompile(`[0-9]+(?:[.,:][0-9]+)*`)

// englishMonth finds a month that English writes as a word and Mongolian as a figure. "May" counts only beside a day or
// year, since it is a verb as well.
var englishMonth = regexp.MustCompile(`\b(January|February|March|April|June|July|August|September|October|November|December)\b|(?:[0-9] (May)\b|\b(May) [0-9])`)

var monthNames = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// Figures compares the numbers of two texts that say the same and returns those that stand in one of them only, each as often
// as it is missing in the other, sorted. Numbers written as words are not seen, but for the months of English dates.
func Figures(mn, en string) (onlyMN, onlyEN []string) {
	a := figure.FindAllString(mn, -1)
	b := figure.FindAllString(en, -1)
	for _, m := range englishMonth.FindAllStringSubmatch(en, -1) {
		b = append(b, strconv.Itoa(slices.Index(monthNames, strings.Join(m[1:], ""))+1))
	}
	slices.Sort(a)
	slices.Sort(b)
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0] < b[0]:
			onlyMN, a = append(onlyMN, a[0]), a[1:]
		case len(a) == 0 || b[0] < a[0]:
			onlyEN, b = append(onlyEN, b[0]), b[1:]
		default:
			a, b = a[1:], b[1:]
		}
	}
	return onlyMN, onlyEN
}
