package cli

import (
	"runtime"
	"strconv"
	"time"

	"nutag/i18n"
)

const onWindows = runtime.GOOS == "windows"

// size writes a number of bytes as a person reads it.
func (a *app) size(n int64) string {
	switch {
	case n < 1000:
		return a.l.T("bytes_b", i18n.Data{"n": strconv.FormatInt(n, 10)})
	case n < 1_000_000:
		return a.l.T("bytes_kb", i18n.Data{"n": a.l.Decimal(float64(n)/1e3, 1)})
	default:
		return a.l.T("bytes_mb", i18n.Data{"n": a.l.Decimal(float64(n)/1e6, 1)})
	}
}

func (a *app) number(n int64) string { return strconv.FormatInt(n, 10) }

func (a *app) date(iso string) string {
	if iso == "" {
		return "–"
	}
	return a.l.DateText(iso)
}

// age says how old a release of that day is by the clock.
func (a *app) age(day string) string {
	made, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return "–"
	}
	now := a.io.Now().UTC()
	days := int(now.Sub(made).Hours()) / 24
	switch {
	case now.Before(made.AddDate(0, 0, -1)): // a day ahead is only another time zone
		return a.l.T("age_clock")
	case days <= 0:
		return a.l.T("age_today")
	default:
		return a.l.T("age_days", i18n.Data{i18n.CountKey: days, "n": a.l.Int(days)})
	}
}

func (a *app) count(key string, n int, data i18n.Data) string {
	all := i18n.Data{i18n.CountKey: n, "n": a.l.Int(n)}
	for k, v := range data {
		all[k] = v
	}
	return a.l.T(key, all)
}
