package derive

import (
	"fmt"
	"math"
)

// Bands is the number of groups of comparison; 1 holds the lowest values, Bands the highest.
const Bands = 5

// Limit is one row of data/bands/bands.csv: the values of an indicator that belong to a band, from Lower up to but without
// Upper. The first band has no Lower and the last no Upper: nil.
//
// The limits are rounded fifths of the soums' values on the day the table was made. They are data and not computed at each
// build, so that correcting one soum's figure does not move others across a limit and change their pages.
type Limit struct {
	Indicator    string
	Band         int
	Lower, Upper *float64
}

// bands holds the four inner limits of each indicator.
type bands map[Indicator][Bands - 1]float64

func newBands(limits []Limit) (bands, error) {
	rows := map[Indicator]map[int]Limit{}
	known := map[Indicator]bool{}
	for _, i := range Indicators() {
		known[i] = true
	}
	for _, l := range limits {
		i := Indicator(l.Indicator)
		if !known[i] {
			return nil, fmt.Errorf("bands: indicator %q is not known", l.Indicator)
		}
		if l.Band < 1 || l.Band > Bands {
			return nil, fmt.Errorf("bands: %s: band %d is not 1 to %d", i, l.Band, Bands)
		}
		if rows[i] == nil {
			rows[i] = map[int]Limit{}
		}
		if _, twice := rows[i][l.Band]; twice {
			return nil, fmt.Errorf("bands: %s: band %d is given twice", i, l.Band)
		}
		rows[i][l.Band] = l
	}
	out := bands{}
	for _, i := range Indicators() {
		if rows[i] == nil {
			continue // an indicator without limits has no bands
		}
		var inner [Bands - 1]float64
		before := math.Inf(-1)
		for b := 1; b <= Bands; b++ {
			l, ok := rows[i][b]
			switch {
			case !ok:
				return nil, fmt.Errorf("bands: %s: band %d is missing", i, b)
			case (l.Lower == nil) != (b == 1):
				return nil, fmt.Errorf("bands: %s: only band 1 has no lower limit", i)
			case (l.Upper == nil) != (b == Bands):
				return nil, fmt.Errorf("bands: %s: only band %d has no upper limit", i, Bands)
			case b > 1 && *l.Lower != inner[b-2]:
				return nil, fmt.Errorf("bands: %s: band %d does not begin where band %d ends", i, b, b-1)
			case b < Bands && !(*l.Upper > before):
				return nil, fmt.Errorf("bands: %s: band %d is empty", i, b)
			}
			if b < Bands {
				before = *l.Upper
				inner[b-1] = before
			}
		}
		out[i] = inner
	}
	return out, nil
}

// of gives the band of a value, 0 where the indicator has none.
func (b bands) of(i Indicator, v float64) int {
	inner, ok := b[i]
	if !ok || math.IsNaN(v) {
		return 0
	}
	n := 1
	for _, limit := range inner {
		if v >= limit {
			n++
		}
	}
	return n
}

// limits gives the ends of a band; nil where it is open.
func (b bands) limits(i Indicator, band int) (lower, upper *float64) {
	inner := b[i]
	if band > 1 {
		v := inner[band-2]
		lower = &v
	}
	if band >= 1 && band < Bands {
		v := inner[band-1]
		upper = &v
	}
	return lower, upper
}
