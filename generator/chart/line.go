package chart

import (
	"math"
	"sort"
)

// Sample is one figure of a series at a time, for example the end of a year. Without Known it is a gap.
type Sample struct {
	Time  int
	Value float64
	Known bool
}

// Dot is one drawn sample.
type Dot struct {
	Time  int
	Value float64
	X, Y  float64
}

// Line is one series. Each run is an unbroken piece: a gap ends it. A run of one dot is a point without a line.
type Line struct{ Runs [][]Dot }

// LineChart is a chart of one or more series over a true time axis: a step of five years is five times as wide as a year.
type LineChart struct {
	Values Axis // At is y
	Times  []Tick
	Lines  []Line // as many as there are series, in their order
}

// LineOptions says how a line chart is laid out.
type LineOptions struct {
	Frame      Frame
	ValueTicks int  // at most how many marks the value axis has, at least 3
	TimeTicks  int  // at most how many marks the time axis has
	FromZero   bool // whether the value axis must include zero
}

// Lines lays out series of samples. Samples may come in any order; of two with the same time the first counts. Charts without
// any known sample have no lines and no marks of time.
func Lines(series [][]Sample, o LineOptions) LineChart {
	sorted := make([][]Sample, len(series))
	lo, hi := math.Inf(1), math.Inf(-1)
	var times []int
	for i, s := range series {
		s = append([]Sample(nil), s...)
		sort.SliceStable(s, func(a, b int) bool { return s[a].Time < s[b].Time })
		for k, x := range s {
			if k > 0 && x.Time == s[k-1].Time {
				continue
			}
			x.Known = Datum{x.Value, x.Known}.usable()
			if x.Known {
				lo, hi = math.Min(lo, x.Value), math.Max(hi, x.Value)
				times = append(times, x.Time)
			}
			sorted[i] = append(sorted[i], x)
		}
	}
	f := o.Frame
	c := LineChart{Lines: make([]Line, len(series))}
	if len(times) == 0 {
		c.Values = newAxis(0, 1, o.ValueTicks, f.Y+f.H, f.Y)
		return c
	}
	if o.FromZero {
		lo, hi = math.Min(lo, 0), math.Max(hi, 0)
	}
	c.Values = newAxis(lo, hi, o.ValueTicks, f.Y+f.H, f.Y)
	sort.Ints(times)
	place := timeScale(times[0], times[len(times)-1], f)
	c.Times = timeTicks(times, o.TimeTicks, place)
	for i, s := range sorted {
		var run []Dot
		for _, x := range s {
			if x.Known {
				run = append(run, Dot{x.Time, x.Value, place(x.Time), round(c.Values.at(x.Value, f.Y+f.H, f.Y))})
				continue
			}
			if run != nil {
				c.Lines[i].Runs = append(c.Lines[i].Runs, run)
				run = nil
			}
		}
		if run != nil {
			c.Lines[i].Runs = append(c.Lines[i].Runs, run)
		}
	}
	return c
}

// timeScale spreads the times over the width; a single time stands in the middle.
func timeScale(first, last int, f Frame) func(int) float64 {
	if first == last {
		return func(int) float64 { return round(f.X + f.W/2) }
	}
	return func(t int) float64 { return round(f.X + f.W*float64(t-first)/float64(last-first)) }
}

// timeTicks marks every time that has a figure when they are few, else round times at even steps.
func timeTicks(times []int, most int, place func(int) float64) []Tick {
	most = min(max(most, 2), maxTicks)
	var marks []int
	for i, t := range times {
		if i == 0 || t != times[i-1] {
			marks = append(marks, t)
		}
	}
	if len(marks) > most {
		first, last := marks[0], marks[len(marks)-1]
		marks = nil
		step := 1
		for _, s := range []int{1, 2, 5, 10, 20, 25, 50, 100} {
			step = s
			if (last-first)/s+1 <= most {
				break
			}
		}
		for t := ceilTo(first, step); t <= last && len(marks) < most; t += step {
			marks = append(marks, t)
		}
	}
	out := make([]Tick, len(marks))
	for i, t := range marks {
		out[i] = Tick{Value: float64(t), At: place(t)}
	}
	return out
}

func ceilTo(t, step int) int {
	if r := ((t % step) + step) % step; r != 0 {
		return t + step - r
	}
	return t
}
