package i18n

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// x/text has no dates, so their patterns are messages: date_text, date_table, date_month_year and date_year. A pattern
// takes what it needs of year, month, day and day2; the month comes from date_month_<n> or date_month_short_<n>, which
// hold a name in English and a figure in Mongolian.

// DateText writes an ISO date (2026-11-23, 2026-11 or 2026) for running text: "2026 оны 11 сарын 23",
// "23 November 2026". A date that is none is gathered as an error.
func (l *Localizer) DateText(iso string) string { return l.date(iso, "date_text", "date_month_") }

// DateTable writes an ISO date for a table: "2026.11.23", "23 Nov 2026".
func (l *Localizer) DateTable(iso string) string {
	return l.date(iso, "date_table", "date_month_short_")
}

// Year writes a year with its word where the language has one: "2026 он", "2026". It never has a thousands comma.
func (l *Localizer) Year(year int) string {
	return l.T("date_year", Data{"year": strconv.Itoa(year)})
}

// Years writes a span of years.
func (l *Localizer) Years(from, to int) string {
	return l.T("date_years", Data{"from": strconv.Itoa(from), "to": strconv.Itoa(to)})
}

// Month names a month (1 to 12) that stands alone: "нэгдүгээр сар", "January".
func (l *Localizer) Month(month int) string { return l.T("month_" + strconv.Itoa(month)) }

// MonthShort names a month for a chart or a table: "1-р сар", "Jan".
func (l *Localizer) MonthShort(month int) string {
	return l.T("month_" + strconv.Itoa(month) + "_short")
}

// Period writes the time that a figure describes: a year, a month or a day as in DateTable, a quarter "2024-Q3", or from month
// to month "2020-01/2020-04". What is none of these is gathered as an error.
func (l *Localizer) Period(period string) string {
	if year, quarter, ok := strings.Cut(period, "-Q"); ok && len(year) == 4 && len(quarter) == 1 {
		return l.T("date_quarter", Data{"year": year, "quarter": quarter})
	}
	from, to, ranged := strings.Cut(period, "/")
	if !ranged {
		return l.DateTable(period)
	}
	a, errA := time.Parse("2006-01", from)
	b, errB := time.Parse("2006-01", to)
	if errA != nil || errB != nil || a.Year() != b.Year() {
		return l.T("date_from_to", Data{"from": l.DateTable(from), "to": l.DateTable(to)})
	}
	month := func(t time.Time) string { return l.T("date_month_" + strconv.Itoa(int(t.Month()))) }
	return l.T("date_months", Data{"year": strconv.Itoa(a.Year()), "from": month(a), "to": month(b)})
}

func (l *Localizer) date(iso, full, months string) string {
	var t time.Time
	var err error
	switch len(iso) {
	case len("2006-01-02"):
		t, err = time.Parse("2006-01-02", iso)
	case len("2006-01"):
		full, months = "date_month_year", "date_month_"
		t, err = time.Parse("2006-01", iso)
	case len("2006"):
		t, err = time.Parse("2006", iso)
		if err == nil {
			return l.Year(t.Year())
		}
	default:
		err = fmt.Errorf("length %d", len(iso))
	}
	if err != nil {
		l.fail(fmt.Errorf("%q is not an ISO date: %w", shorten(iso), err))
		return "‹" + shorten(iso) + "›"
	}
	return l.T(full, Data{
		"year":  strconv.Itoa(t.Year()),
		"month": l.T(months + strconv.Itoa(int(t.Month()))),
		"day":   strconv.Itoa(t.Day()),
		"day2":  fmt.Sprintf("%02d", t.Day()),
	})
}
