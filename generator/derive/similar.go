package derive

import (
	"math"
	"slices"

	"nutag/generator/model"
)

// Likeness is how near a soum is to another by MethodSimilar. Difference is 0 for soums that are alike in all figures. Known
// says by how many of the SimilarFigures both could be compared.
type Likeness struct {
	Code       string
	Difference float64
	Known      int
}

const (
	// similarCount is how many like soums are kept.
	similarCount = 4
	// similarMost bounds what one figure may add, so that a single odd figure does not decide alone.
	similarMost = 2.0
	// similarUnknown is what a figure adds that is not known for one of the two: as much as soums that lie apart by the
	// middle three fifths of all. An unknown figure makes a soum neither like nor unlike.
	similarUnknown = 1.0
	// SimilarFigures is by how many figures soums are compared: those of similarBy, and the natural zones.
	SimilarFigures = 6
	// similarLeast is by how many of them two soums must be comparable.
	similarLeast = 4
)

// similarBy are the figures of daily life that differ most between soums: how many people, how far, how cold and hot, and
// whether herding rules the place. Population counts by its logarithm: 1,000 people more mean much to a soum of 2,000 and
// little to a town of 40,000.
func similarBy() []Indicator {
	return []Indicator{Population, DistanceUB, ColdestMonth, WarmestMonth, HeadPerPerson}
}

// Similar returns the soums most like a soum, the nearest first; nil for districts and where the bands give no measure.
func (f *Figures) Similar(code string) []Likeness { return f.similar[code] }

// portrait is a soum in the figures of similarBy, in widths of the middle three fifths of all soums; NaN for one not known.
type portrait struct {
	code    string
	figures [SimilarFigures - 1]float64
	zones   *model.Zones
}

// likenesses finds the like soums of each. It needs the limits of the bands of all figures of similarBy: the width of the
// middle three fifths is the measure of a difference, and it is fixed in the data, so that a corrected soum changes its own
// likenesses and not those between others.
//
// Every soum is compared with every other. As for nearestCentres, only the best are kept on the way: sorting all of them would
// make the work grow faster than with the square of the soums.
func (c *computer) likenesses(f *Figures) {
	for _, i := range similarBy() {
		if _, ok := f.bands[i]; !ok {
			return
		}
	}
	var all []portrait
	for _, p := range c.portal.Soums() {
		all = append(all, f.portrait(p))
	}
	f.similar = map[string][]Likeness{}
	for i := range all {
		var best []Likeness
		for k := range all {
			if i == k {
				continue
			}
			l := likeness(&all[i], &all[k])
			if l.Known < similarLeast {
				continue
			}
			at := len(best)
			for at > 0 && l.Difference < best[at-1].Difference { // of equal ones the first code stays
				at--
			}
			if at < similarCount {
				best = slices.Insert(best[:min(len(best), similarCount-1)], at, l)
			}
		}
		f.similar[all[i].code] = best
	}
}

func (f *Figures) portrait(p *model.Place) portrait {
	out := portrait{code: p.Code, zones: p.Zone}
	for n, i := range similarBy() {
		limits := f.bands[i]
		low, high := limits[0], limits[Bands-2]
		v, ok := f.Choice(p.Code, i)
		x := v.Number
		if i == Population {
			ok = ok && x > 0 && low > 0
			x, low, high = math.Log(x), math.Log(low), math.Log(high)
		}
		if !ok {
			x = math.NaN()
		}
		out.figures[n] = x / (high - low)
	}
	return out
}

func likeness(a, b *portrait) Likeness {
	l := Likeness{Code: b.code}
	var sum float64
	for n, x := range a.figures {
		d := math.Abs(x - b.figures[n])
		if math.IsNaN(d) {
			sum += similarUnknown
			continue
		}
		l.Known++
		sum += min(d, similarMost)
	}
	if a.zones == nil || b.zones == nil {
		sum += similarUnknown
	} else {
		l.Known++
		sum += similarMost * zonesApart(a.zones, b.zones)
	}
	// A millionth is far below what a figure means; without it the last bit of a logarithm, which machines compute differently,
	// could order two soums.
	l.Difference = math.Round(sum/SimilarFigures*1e6) / 1e6
	return l
}

// zonesApart is the part of the area, 0 to 1, that lies in another zone.
func zonesApart(a, b *model.Zones) float64 {
	var sum float64
	x, y := ZoneShares(a), ZoneShares(b)
	for i := range x {
		sum += math.Abs(x[i] - y[i])
	}
	return sum / 200
}
