package chart

import "math"

// Tick is one mark of an axis: its value and its place.
type Tick struct{ Value, At float64 }

// Axis is a scale with round marks. Every drawn value lies between Min and Max, which are marks themselves.
type Axis struct {
	Min, Max, Step float64
	Ticks          []Tick
}

// maxTicks bounds the marks of an axis, whatever is asked for.
const maxTicks = 20

// newAxis chooses round limits and steps for values from lo to hi, placed between two coordinates. The step is the smallest of
// 1, 2 or 5 times a power of ten (the "nice numbers" of P. S. Heckbert, Graphics Gems, 1990) that needs at most n marks; n is
// at least three, because an axis with values on both sides of zero cannot do with fewer.
func newAxis(lo, hi float64, n int, from, to float64) Axis {
	n = min(max(n, 3), maxTicks)
	if hi-lo < 1e-9 { // all the same, as far as an axis can tell
		hi = lo + 1
	}
	power := math.Pow(10, math.Floor(math.Log10((hi-lo)/float64(n))))
	step := power
	for i, steps := 0, [3]float64{1, 2, 5}; marks(lo, hi, step) > n; {
		if i++; i == len(steps) {
			i, power = 0, power*10
		}
		step = steps[i] * power
	}
	first := math.Floor(lo / step)
	a := Axis{Min: clean(first * step), Max: clean(math.Ceil(hi/step) * step), Step: clean(step)}
	for i := range marks(lo, hi, step) {
		// Counting in steps from a whole multiple keeps 0.1 + 0.2 from becoming 0.30000000000000004.
		v := clean((first + float64(i)) * step)
		a.Ticks = append(a.Ticks, Tick{Value: v, At: round(a.at(v, from, to))})
	}
	return a
}

// marks counts the multiples of step that enclose lo to hi.
func marks(lo, hi, step float64) int { return int(math.Ceil(hi/step)-math.Floor(lo/step)) + 1 }

// clean removes the dust of binary fractions beyond the ninth decimal, and negative zero.
func clean(v float64) float64 {
	if math.Abs(v) > 1e6 {
		return v
	}
	r := math.Round(v*1e9) / 1e9
	if r == 0 {
		return 0
	}
	return r
}

// at places a value between two coordinates.
func (a Axis) at(v, from, to float64) float64 {
	return from + (to-from)*(v-a.Min)/(a.Max-a.Min)
}
