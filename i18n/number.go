package i18n

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"golang.org/x/text/number"
)

// Unicode CLDR 48 writes numbers alike in both languages: decimal point, thousands comma, hyphen-minus, percent sign
// without a space. x/text carries an older CLDR; a test holds it to these forms.

// Int formats a whole number with thousands commas: 1,234.
func (l *Localizer) Int(n int) string {
	return l.printer.Sprint(number.Decimal(n))
}

// Decimal formats x with exactly digits decimals (0 to 9), rounding half away from zero in decimal notation, as a
// reader would by hand: 2.5 gives 3 and 1.005 gives 1.01. Zero has no sign. NaN and infinities are gathered as an
// error: no table holds them, so they come from a faulty calculation.
func (l *Localizer) Decimal(x float64, digits int) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		l.fail(fmt.Errorf("number %v cannot be shown", x))
		return "‹" + strconv.FormatFloat(x, 'g', -1, 64) + "›"
	}
	digits = min(max(digits, 0), 9)
	return l.printer.Sprint(number.Decimal(roundHalfAway(x, digits), number.Scale(digits)))
}

// Signed formats like Decimal with a plus before a positive number: +1.2. What rounds to zero has no sign.
func (l *Localizer) Signed(x float64, digits int) string {
	return signed(l.Decimal(x, digits))
}

// SignedInt formats like Int with a plus before a positive number.
func (l *Localizer) SignedInt(n int) string { return signed(l.Int(n)) }

// Percent formats a value that is already in percent: 12.5 gives 12.5%.
func (l *Localizer) Percent(percent float64, digits int) string {
	return l.T("num_percent", Data{"n": l.Decimal(percent, digits)})
}

// SignedPercent formats a change in percent: +3.1%.
func (l *Localizer) SignedPercent(percent float64, digits int) string {
	return l.T("num_percent", Data{"n": l.Signed(percent, digits)})
}

// Celsius formats degrees Celsius with a no-break space: -20.4 °C.
func (l *Localizer) Celsius(degrees float64, digits int) string {
	return l.T("num_celsius", Data{"n": l.Decimal(degrees, digits)})
}

// Kilometres formats a distance in whole kilometres; the road or straight line is said by the caller.
func (l *Localizer) Kilometres(km float64) string {
	return l.T("num_km", Data{"n": l.Decimal(km, 0)})
}

// SquareKilometres formats an area.
func (l *Localizer) SquareKilometres(km2 float64, digits int) string {
	return l.T("num_km2", Data{"n": l.Decimal(km2, digits)})
}

// Metres formats a height.
func (l *Localizer) Metres(m int) string { return l.T("num_m", Data{"n": l.Int(m)}) }

// MoneyText formats an amount in tögrög for running text, MoneyTable for tables: no decimals, the amount first. CLDR
// puts the sign first; people in Mongolia write it after the amount.
func (l *Localizer) MoneyText(tugrik int) string {
	return l.T("num_money_text", Data{"n": l.Int(tugrik)})
}

// MoneyTable formats an amount in tögrög with the sign ₮.
func (l *Localizer) MoneyTable(tugrik int) string {
	return l.T("num_money_table", Data{"n": l.Int(tugrik)})
}

// Count formats a number of things with the message count_<things>, for instance count_soums: "1 soum", "330 soums".
func (l *Localizer) Count(things string, n int) string {
	return l.T("count_"+things, Data{CountKey: n, "n": l.Int(n)})
}

// Fact writes a figure in the unit of its indicator: thousand-mnt is the message fact_thousand_mnt. Whole persons, households
// and beds are counted, a balance per 1,000 people has its sign, and a count of none says so, for "0" is easily overlooked.
func (l *Localizer) Fact(unit string, x float64, digits int) string {
	switch unit {
	case "persons", "households", "beds", "head":
		return l.Count(unit, int(math.Round(x)))
	case "thousand-head":
		return l.T("count_thousand_head", Data{"n": l.Decimal(x, digits)})
	case "percent":
		return l.Percent(x, digits)
	case "tonnes":
		return l.T("num_tonnes", Data{"n": l.Decimal(x, digits)})
	case "per-1000":
		return l.T("fact_per_1000", Data{"n": l.Signed(x, digits)})
	case "count":
		if x == 0 {
			return l.T("fact_none")
		}
	}
	return l.T("fact_"+strings.ReplaceAll(unit, "-", "_"), Data{"n": l.Decimal(x, digits)})
}

func signed(s string) string {
	if strings.HasPrefix(s, "-") || strings.HasPrefix(s, "‹") || strings.Trim(s, "0.,") == "" {
		return s
	}
	return "+" + s
}

// roundHalfAway rounds the shortest decimal notation of x, not its binary value: 1.005 is stored a little lower than
// it was written, and a table that says 1.005 must not be shown as 1.00.
func roundHalfAway(x float64, digits int) float64 {
	text := strconv.FormatFloat(math.Abs(x), 'f', -1, 64)
	whole, fraction, _ := strings.Cut(text, ".")
	if len(fraction) <= digits {
		return x + 0 // turns a negative zero into zero
	}
	rounded, err := strconv.ParseFloat(whole+"."+fraction[:digits], 64)
	if err != nil {
		return x
	}
	if fraction[digits] >= '5' {
		step, _ := strconv.ParseFloat("1e-"+strconv.Itoa(digits), 64)
		// The sum is off by a hair of binary dust at most; formatting it back to digits decimals removes it.
		rounded, _ = strconv.ParseFloat(strconv.FormatFloat(rounded+step, 'f', digits, 64), 64)
	}
	if x < 0 && rounded != 0 {
		return -rounded
	}
	return rounded
}

// Round rounds as Decimal does, for values that a script shows with as many decimals.
func Round(x float64, digits int) float64 { return roundHalfAway(x, digits) }
