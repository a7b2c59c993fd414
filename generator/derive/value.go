package derive

import "sort"

// Method is the id of a way of computing. Texts that explain it to the reader are messages method_<id> with - written as _.
type Method string

// The methods. Where a choice had to be made it is said here.
const (
	// MethodNeighbours: two units share a piece of border, not a single point, on the map of borders.
	MethodNeighbours Method = "neighbours"
	// MethodDistance: great circle between the points of the two seats, kilometres; not a road distance.
	MethodDistance Method = "distance"
	// MethodDensity: newest population divided by the area computed from the borders, persons per km². Not given for a unit
	// with the caution area-doubtful.
	MethodDensity Method = "density"
	// MethodChange: difference of two years in percent of the earlier one.
	MethodChange Method = "change"
	// MethodUnder5Share: children under five in percent of the whole population. The children are labelled 2021 by their
	// source and no population of 2021 is at hand, so the denominator is the population of the nearest known year, at most
	// two years away and of two equally near the earlier; for 2021 that is the end of 2020.
	MethodUnder5Share Method = "under5-share"
	// MethodColdest and MethodWarmest: the month with the lowest or highest mean; of equal months the first.
	MethodColdest Method = "coldest-month"
	MethodWarmest Method = "warmest-month"
	// MethodHeadPerPerson: livestock divided by the population of the same year.
	MethodHeadPerPerson Method = "livestock-per-person"
	// MethodHeadPerHerder: livestock divided by the herder households of the same year. Livestock of other owners is counted
	// too, so it is above the herd of a herder household.
	MethodHeadPerHerder Method = "livestock-per-herder-household"
	// MethodSum: sum over the soums or districts of an aimag, or over the country, of those for which the figure is known.
	MethodSum Method = "sum"
	// MethodRank: place by size, 1 the largest; equal values share the better place.
	MethodRank Method = "rank"
	// MethodBand: group of five with limits fixed in the data set bands.
	MethodBand Method = "band"
	// MethodDzud: count of years in which adult losses reached 5 or 10 percent of the herd of the year before.
	MethodDzud Method = "dzud-years"
	// MethodSimilar: mean over six figures of the difference between two soums, each in widths of the middle three fifths of all
	// soums (between the limits of data/bands) and two at most. The figures are population (by its logarithm), straight line to
	// Ulaanbaatar, mean of the coldest and of the warmest month, livestock per person, and the natural zones, where the difference
	// is twice the part of the area that lies in another zone. A figure that is not known for one of the two counts as 1; at
	// least four must be known.
	MethodSimilar Method = "similar"
)

// Methods lists all methods, sorted, so that a test can hold that each is explained to the reader.
func Methods() []Method {
	return []Method{
		MethodBand, MethodChange, MethodColdest, MethodDensity, MethodDistance, MethodDzud, MethodHeadPerHerder,
		MethodHeadPerPerson, MethodNeighbours, MethodRank, MethodSimilar, MethodSum, MethodUnder5Share, MethodWarmest,
	}
}

// Ids in data/sources of our own computing, and in data/cautions of the doubts that change what is computed.
const (
	sourceDerived    = "computed-derived"
	sourceDistance   = "computed-distance"
	sourceNeighbours = "computed-neighbours"
	sourceDzud       = "computed-dzud"

	cautionAreaDoubtful = "area-doubtful"
	cautionUndated      = "listing-undated"
)

// Meta says how a figure came about. Sources and Cautions are ids of data/sources and data/cautions, sorted, each once; the
// sources are those of all inputs and the id of our own computing.
type Meta struct {
	Method   Method
	Sources  []string
	Cautions []string
}

// Value is one computed figure. Year is the year it describes, 0 where it has none; for shares it is the year of the
// numerator, and Base the year of the denominator.
type Value struct {
	Number     float64
	Year, Base int
	Meta
}

// Change is the change of a figure between two years in percent of the earlier.
type Change struct {
	From, To int
	Percent  float64
	Meta
}

// Distance leads to another place. KM is the length of the great circle. Octant is the direction at the start: 0 north,
// 1 north-east, clockwise to 7 north-west. Code is of a soum or district, of an aimag, or the id of an airport.
type Distance struct {
	Code    string
	KM      float64
	Bearing float64 // degrees clockwise from true north, 0 <= Bearing < 360; see geo.Bearing
	Octant  int
	Meta
}

// trace gathers the provenance of one figure.
type trace struct{ sources, cautions []string }

func (t trace) and(others ...trace) trace {
	for _, o := range others {
		t.sources = append(t.sources[:len(t.sources):len(t.sources)], o.sources...)
		t.cautions = append(t.cautions[:len(t.cautions):len(t.cautions)], o.cautions...)
	}
	return t
}

func (t trace) meta(m Method, own string) Meta {
	return Meta{Method: m, Sources: unique(append([]string{own}, t.sources...)), Cautions: unique(t.cautions)}
}

// unique sorts ids and drops repeats and empty ones; nil for none.
func unique(ids []string) []string {
	s := append([]string(nil), ids...)
	sort.Strings(s)
	var out []string
	for _, id := range s {
		if id != "" && (len(out) == 0 || out[len(out)-1] != id) {
			out = append(out, id)
		}
	}
	return out
}
