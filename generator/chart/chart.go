// Package chart turns series of numbers into the coordinates of simple charts: bars, lines with gaps, shares.
//
// It exists so that templates only place what is computed here: they add the words, the colours and the table that every chart
// has beside it. Nothing in this package is text. Coordinates are in the units of an SVG view box, y growing downwards, rounded
// to one decimal, so that the same figures always give the same bytes. A figure that is not known is a gap, never a zero.
package chart

import "math"

// Datum is one figure, or a gap where it is not known. The zero Datum is a gap.
type Datum struct {
	Value float64
	Known bool
}

// Known makes a Datum of a known figure.
func Known(v float64) Datum { return Datum{Value: v, Known: true} }

// largest bounds what is drawn. Beyond it the sums below would lose whole numbers.
const largest = 1e15

// usable leaves out what cannot be drawn: a value that is no number, or beyond all reason, is treated as not known.
func (d Datum) usable() bool { return d.Known && math.Abs(d.Value) <= largest }

// Frame is the area of the view box that holds bars and lines, without the room for labels around it.
type Frame struct{ X, Y, W, H float64 }

// Bar is one bar. Index is the place of its figure in the input.
type Bar struct {
	Index      int
	Value      float64
	X, Y, W, H float64
}

// BarChart is a chart of upright or lying bars.
type BarChart struct {
	Axis Axis // of the values: At is y for upright bars, x for lying bars
	Zero float64
	Bars []Bar
	// Slots are the middles of all places along the other axis, also of gaps, for labels.
	Slots []float64
}

// barShare is the part of its slot that a bar fills.
const barShare = 0.7

// Bars lays out upright bars for values that may be negative, such as mean temperatures by month. The axis includes zero and
// has at most as many ticks as asked for. Zero is the y of the base line. A value of zero gives a bar without height.
func Bars(values []Datum, f Frame, ticks int) BarChart {
	c := BarChart{Axis: axisOf(values, ticks, f.Y+f.H, f.Y)}
	c.Zero = round(c.Axis.at(0, f.Y+f.H, f.Y))
	slot := f.W / math.Max(1, float64(len(values)))
	for i, d := range values {
		middle := f.X + slot*(float64(i)+0.5)
		c.Slots = append(c.Slots, round(middle))
		if !d.usable() {
			continue
		}
		end := round(c.Axis.at(d.Value, f.Y+f.H, f.Y))
		c.Bars = append(c.Bars, Bar{
			Index: i, Value: d.Value,
			X: round(middle - slot*barShare/2), W: round(slot * barShare),
			Y: math.Min(end, c.Zero), H: round(math.Abs(end - c.Zero)),
		})
	}
	return c
}

// LyingBars lays out horizontal bars from the top down, such as the age groups of a population. Zero is the x of the base line.
func LyingBars(values []Datum, f Frame, ticks int) BarChart {
	c := BarChart{Axis: axisOf(values, ticks, f.X, f.X+f.W)}
	c.Zero = round(c.Axis.at(0, f.X, f.X+f.W))
	slot := f.H / math.Max(1, float64(len(values)))
	for i, d := range values {
		middle := f.Y + slot*(float64(i)+0.5)
		c.Slots = append(c.Slots, round(middle))
		if !d.usable() {
			continue
		}
		end := round(c.Axis.at(d.Value, f.X, f.X+f.W))
		c.Bars = append(c.Bars, Bar{
			Index: i, Value: d.Value,
			X: math.Min(end, c.Zero), W: round(math.Abs(end - c.Zero)),
			Y: round(middle - slot*barShare/2), H: round(slot * barShare),
		})
	}
	return c
}

// axisOf is the axis of values that are drawn as lengths: it must include zero.
func axisOf(values []Datum, ticks int, from, to float64) Axis {
	var lo, hi float64
	for _, d := range values {
		if d.usable() {
			lo, hi = math.Min(lo, d.Value), math.Max(hi, d.Value)
		}
	}
	return newAxis(lo, hi, ticks, from, to)
}

// Part is one piece of a share bar. Index is the place of its figure in the input, Share its part of the whole from 0 to 1.
type Part struct {
	Index        int
	Value, Share float64
	X, W         float64
}

// Shares divides the width of the frame in proportion to the values, such as natural zones in percent. Gaps, zeros and negative
// values take no place. The widths of the parts add up to the width of the frame, however the values are rounded.
func Shares(values []Datum, f Frame) []Part {
	var sum float64
	for _, d := range values {
		if d.usable() && d.Value > 0 {
			sum += d.Value
		}
	}
	var parts []Part
	var before float64
	for i, d := range values {
		if !d.usable() || d.Value <= 0 {
			continue
		}
		x := round(f.X + f.W*before/sum)
		before += d.Value
		parts = append(parts, Part{
			Index: i, Value: d.Value, Share: d.Value / sum,
			X: x, W: round(f.X + f.W*before/sum - x),
		})
	}
	return parts
}

// round gives one decimal, and never a negative zero, which would be printed as "-0".
func round(v float64) float64 {
	r := math.Round(v*10) / 10
	if r == 0 {
		return 0
	}
	return r
}
