package dataset

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// isoDay is the only form of a date in the data.
const isoDay = "2006-01-02"

func parseDay(s string) (time.Time, bool) {
	t, err := time.Parse(isoDay, s)
	return t, err == nil && t.Format(isoDay) == s
}

// addPeriod adds a period such as P1Y or P6M to a day. A day that the month lacks becomes its last day, so that a review
// date never slips into the next month.
func addPeriod(day time.Time, period string) (time.Time, bool) {
	if len(period) < 3 || period[0] != 'P' {
		return time.Time{}, false
	}
	n, err := strconv.Atoi(period[1 : len(period)-1])
	if err != nil || n < 1 || n > 1200 || period[1] == '+' || period[1] == '0' {
		return time.Time{}, false
	}
	switch period[len(period)-1] {
	case 'Y':
		n *= 12
	case 'M':
	default:
		return time.Time{}, false
	}
	first := time.Date(day.Year(), day.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(day.Day(), last)-1), true
}

func isInteger(s string) bool {
	digits := strings.TrimPrefix(s, "-")
	if digits == "" || len(digits) > 15 || (digits[0] == '0' && s != "0") {
		return false
	}
	return strings.Trim(digits, "0123456789") == ""
}

// isNumber accepts decimals such as -12.5 with the plain digits that every program reads alike.
func isNumber(s string) bool {
	whole, fraction, point := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	if !isInteger(whole) || strings.HasPrefix(whole, "-") {
		return false
	}
	if !point {
		return s != "-0"
	}
	return fraction != "" && len(fraction) <= 15 && strings.Trim(fraction, "0123456789") == ""
}

// wrongType says what a value of the type looks like, or "" when the value is one.
func wrongType(t Type, s string) string {
	switch t {
	case Integer:
		if !isInteger(s) {
			return "a whole number such as 1200, without spaces or commas"
		}
	case Number:
		if !isNumber(s) {
			return "a number such as -12.5, with a decimal point and without spaces or commas"
		}
	case Boolean:
		if s != "yes" && s != "no" {
			return "yes or no"
		}
	case Date:
		if _, ok := parseDay(s); !ok {
			return "a day of the calendar such as 2025-12-31"
		}
	case Year:
		if len(s) != 4 || !isInteger(s) || s[0] != '1' && s[0] != '2' {
			return "a year of four digits such as 2025"
		}
	case List:
		items := strings.Split(s, "|")
		seen := map[string]bool{}
		for _, i := range items {
			if i == "" || strings.TrimSpace(i) != i || seen[i] {
				return "values with | between them, none of them empty or twice, without spaces around |"
			}
			seen[i] = true
		}
	}
	return ""
}

// anchored compiles a pattern so that it must match the whole value.
func anchored(pattern string) (func(string) bool, error) {
	re, err := regexp.Compile(`^(?:` + pattern + `)$`)
	if err != nil {
		return nil, err
	}
	return re.MatchString, nil
}
