package i18n

import (
	"math"
	"testing"
)

// The forms are those of CLDR 48 for both languages; a change in x/text shows here.
func TestNumbers(t *testing.T) {
	b := load(t)
	for _, lang := range Langs() {
		l := b.Localizer(lang)
		for _, c := range []struct{ name, got, want string }{
			{"int", l.Int(1234567), "1,234,567"},
			{"small int", l.Int(999), "999"},
			{"negative int", l.Int(-1234), "-1,234"},
			{"signed int", l.SignedInt(1234), "+1,234"},
			{"signed zero", l.SignedInt(0), "0"},
			{"decimal", l.Decimal(1234.56, 1), "1,234.6"},
			{"fixed digits", l.Decimal(5, 1), "5.0"},
			{"half away from zero", l.Decimal(2.5, 0), "3"},
			{"half away, negative", l.Decimal(-2.5, 0), "-3"},
			{"half in decimal notation", l.Decimal(1.005, 2), "1.01"},
			{"carry", l.Decimal(9.995, 2), "10.00"},
			{"carry into thousands", l.Decimal(999.95, 1), "1,000.0"},
			{"no negative zero", l.Decimal(-0.04, 1), "0.0"},
			{"no negative zero of float", l.Decimal(math.Copysign(0, -1), 0), "0"},
			{"large", l.Decimal(1e15, 0), "1,000,000,000,000,000"},
			{"tiny", l.Decimal(1e-12, 3), "0.000"},
			{"signed", l.Signed(1.25, 1), "+1.3"},
			{"signed down", l.Signed(-1.25, 1), "-1.3"},
			{"signed rounds to zero", l.Signed(0.04, 1), "0.0"},
			{"percent", l.Percent(12.5, 1), "12.5%"},
			{"signed percent", l.SignedPercent(3.14, 1), "+3.1%"},
			{"celsius", l.Celsius(-20.4, 1), "-20.4\u00a0°C"},
			{"money table", l.MoneyTable(15000), "15,000\u00a0₮"},
		} {
			if c.got != c.want {
				t.Errorf("%s %s: %q, want %q", lang, c.name, c.got, c.want)
			}
		}
		if err := l.Err(); err != nil {
			t.Error(err)
		}
	}
}

func TestUnits(t *testing.T) {
	b := load(t)
	mn, en := b.Localizer(MN), b.Localizer(EN)
	for _, c := range [][2]string{
		{mn.Kilometres(302.4), "302\u00a0км"},
		{en.Kilometres(302.4), "302\u00a0km"},
		{mn.SquareKilometres(5611.14, 1), "5,611.1\u00a0км²"},
		{en.Metres(1888), "1,888\u00a0m"},
		{mn.MoneyText(15000), "15,000 төгрөг"},
		{en.MoneyText(15000), "15,000 tögrög"},
		{mn.Count("soums", 1), "1 сум"},
		{mn.Count("soums", 330), "330 сум"},
		{en.Count("soums", 1), "1 soum"},
		{en.Count("soums", 1330), "1,330 soums"},
	} {
		if c[0] != c[1] {
			t.Errorf("%q, want %q", c[0], c[1])
		}
	}
}

func TestNotANumber(t *testing.T) {
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		l := load(t).Localizer(EN)
		if got := l.Signed(x, 1); got == "" || l.Err() == nil {
			t.Errorf("%v gave %q and error %v", x, got, l.Err())
		}
	}
}

func TestDates(t *testing.T) {
	b := load(t)
	mn, en := b.Localizer(MN), b.Localizer(EN)
	for _, c := range [][2]string{
		{mn.DateText("2026-11-23"), "2026 оны 11 сарын 23"},
		{mn.DateText("2026-03-05"), "2026 оны 3 сарын 5"},
		{en.DateText("2026-11-23"), "23 November 2026"},
		{en.DateText("2026-03-05"), "5 March 2026"},
		{mn.DateTable("2026-03-05"), "2026.03.05"},
		{en.DateTable("2026-03-05"), "5 Mar 2026"},
		{mn.DateText("2026-11"), "2026 оны 11 сар"},
		{en.DateTable("2026-11"), "November 2026"},
		{mn.DateText("2025"), "2025 он"},
		{en.DateText("2025"), "2025"},
		{mn.Year(2019), "2019 он"},
		{en.Years(2019, 2025), "2019–2025"},
		{mn.Month(11), "арван нэгдүгээр сар"},
		{en.Month(1), "January"},
		{mn.MonthShort(1), "1-р сар"},
		{en.MonthShort(5), "May"},
	} {
		if c[0] != c[1] {
			t.Errorf("%q, want %q", c[0], c[1])
		}
	}
	for _, l := range []*Localizer{mn, en} {
		if err := l.Err(); err != nil {
			t.Error(err)
		}
	}
	for _, bad := range []string{"", "2026-13-01", "2026-02-30", "23.11.2026", "soon", "2026-11-23T00:00"} {
		l := b.Localizer(MN)
		if got := l.DateText(bad); got == "" || l.Err() == nil {
			t.Errorf("%q gave %q and no error", bad, got)
		}
	}
	if l := b.Localizer(MN); l.Month(13) == "" || l.Err() == nil {
		t.Error("month 13 passed")
	}
}

func FuzzDecimal(f *testing.F) {
	f.Add(1.005, 2)
	f.Add(math.Copysign(0, -1), 0)
	f.Add(1e300, 9)
	f.Add(5e-324, 3)
	l := load(f).Localizer(MN)
	f.Fuzz(func(t *testing.T, x float64, digits int) {
		if got := l.Decimal(x, digits); got == "" || got == "-0" {
			t.Errorf("Decimal(%v, %d) = %q", x, digits, got)
		}
	})
}

func TestFacts(t *testing.T) {
	b := load(t)
	for _, tc := range []struct {
		unit   string
		x      float64
		digits int
		mn, en string
	}{
		{"count", 3, 0, "3", "3"},
		{"count", 0, 0, "байхгүй (0)", "none (0)"},
		{"persons", 1, 0, "1 хүн", "1 person"},
		{"beds", 12, 0, "12 ор", "12 beds"},
		{"households", 1204, 0, "1,204 өрх", "1,204 households"},
		{"thousand-mnt", 125, 0, "125 мянган төгрөг", "125 thousand tögrög"},
		{"million-mnt", 8.2, 1, "8.2 сая төгрөг", "8.2 million tögrög"},
		{"per-1000", 4.5, 1, "+4.5", "+4.5"},
		{"tonnes", 0, 1, "0.0\u00a0т", "0.0\u00a0t"},
	} {
		if got := b.Localizer(MN).Fact(tc.unit, tc.x, tc.digits); got != tc.mn {
			t.Errorf("%s %v: %q, want %q", tc.unit, tc.x, got, tc.mn)
		}
		if got := b.Localizer(EN).Fact(tc.unit, tc.x, tc.digits); got != tc.en {
			t.Errorf("%s %v: %q, want %q", tc.unit, tc.x, got, tc.en)
		}
	}
}

func TestPeriods(t *testing.T) {
	b := load(t)
	for period, want := range map[string][2]string{
		"2024":            {"2024 он", "2024"},
		"2024-Q3":         {"2024 оны 3-р улирал", "Q3 2024"},
		"2024-05":         {"2024 оны 5 сар", "May 2024"},
		"2026-08-31":      {"2026.08.31", "31 Aug 2026"},
		"2020-01/2020-04": {"2020 оны 1–4 сар", "January to April 2020"},
		"2019-11/2020-04": {"2019 оны 11 сар – 2020 оны 4 сар", "November 2019 – April 2020"},
	} {
		mn, en := b.Localizer(MN), b.Localizer(EN)
		if got := [2]string{mn.Period(period), en.Period(period)}; got != want {
			t.Errorf("%s: %q, want %q", period, got, want)
		}
		if mn.Err() != nil || en.Err() != nil {
			t.Errorf("%s: %v %v", period, mn.Err(), en.Err())
		}
	}
	l := b.Localizer(MN)
	if _ = l.Period("2024-13"); l.Err() == nil {
		t.Error("month 13 is accepted")
	}
}
