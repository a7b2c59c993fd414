package pwa

import (
	"bytes"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"strconv"
	"strings"
)

// Icons are drawn with whole numbers only: libraries draw with floating point, whose last digit differs between processors, and
// the icons are part of a portal that must be the same to the byte wherever it is built.

// samples is how many points are looked at in each pixel, in each direction.
const samples = 4

// shape is one filled figure of a drawing, in thousandths of a unit.
type shape struct {
	fill   color.NRGBA
	has    func(x, y int64) bool
	points [][2]int64 // of a polygon
}

// drawing is a square picture of flat shapes, the later above the earlier.
type drawing struct {
	side   int64
	shapes []shape
}

// readDrawing reads the small part of SVG that the icon needs: rect, circle and polygon with a colour of six digits. Anything
// else is an error, since it would be missing from the icon.
func readDrawing(r io.Reader) (drawing, error) {
	var d drawing
	decoder := xml.NewDecoder(r)
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return d, err
		}
		element, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		a := attributes{of: element.Name.Local, values: map[string]string{}}
		for _, x := range element.Attr {
			a.values[x.Name.Local] = x.Value
		}
		if element.Name.Local == "svg" {
			box := a.numbers("viewBox", 4)
			if a.err == nil && (box[0] != 0 || box[1] != 0 || box[2] <= 0 || box[2] != box[3]) {
				a.err = errors.New("the viewBox is not a square from 0 0")
			}
			if a.err == nil {
				d.side = box[2]
			}
		} else {
			d.shapes = append(d.shapes, a.shape())
		}
		if a.err != nil {
			return d, a.err
		}
	}
	if d.side == 0 || len(d.shapes) == 0 {
		return d, errors.New("there is no drawing")
	}
	return d, nil
}

// attributes reads the values of one element and keeps the first fault.
type attributes struct {
	of     string
	values map[string]string
	err    error
}

func (a *attributes) numbers(name string, want int) []int64 {
	fields := strings.FieldsFunc(a.values[name], func(r rune) bool { return r == ' ' || r == ',' })
	out := make([]int64, 0, len(fields))
	for _, f := range fields {
		whole, part, _ := strings.Cut(f, ".")
		if len(part) > 3 {
			a.fail("%s %q has more than three decimals", name, f)
		}
		n, err := strconv.ParseInt(whole+part+strings.Repeat("0", max(0, 3-len(part))), 10, 32)
		if err != nil {
			a.fail("%s %q is not a number", name, f)
		}
		out = append(out, n)
	}
	if want > 0 && len(out) != want {
		a.fail("%s has %d numbers, not %d", name, len(out), want)
		return make([]int64, want)
	}
	return out
}

func (a *attributes) number(name string) int64 { return a.numbers(name, 1)[0] }

func (a *attributes) fail(format string, args ...any) {
	if a.err == nil {
		a.err = fmt.Errorf(a.of+": "+format, args...)
	}
}

func (a *attributes) shape() shape {
	var s shape
	rgb, err := hex.DecodeString(strings.TrimPrefix(a.values["fill"], "#"))
	if err != nil || len(rgb) != 3 {
		a.fail("fill %q is not a colour like #1f6fae", a.values["fill"])
		return s
	}
	s.fill = color.NRGBA{R: rgb[0], G: rgb[1], B: rgb[2], A: 255}
	switch a.of {
	case "rect":
		x, y, w, h := a.number("x"), a.number("y"), a.number("width"), a.number("height")
		s.has = func(px, py int64) bool { return px >= x && px < x+w && py >= y && py < y+h }
	case "circle":
		cx, cy, r := a.number("cx"), a.number("cy"), a.number("r")
		s.has = func(px, py int64) bool { return (px-cx)*(px-cx)+(py-cy)*(py-cy) <= r*r }
	case "polygon":
		n := a.numbers("points", 0)
		if len(n) < 6 || len(n)%2 != 0 {
			a.fail("points are not pairs of at least three corners")
			return s
		}
		for i := 0; i < len(n); i += 2 {
			s.points = append(s.points, [2]int64{n[i], n[i+1]})
		}
		s.has = s.inside
	default:
		a.fail("the icon may have rect, circle and polygon only")
	}
	return s
}

// inside tells whether a ray from the point crosses the outline of the polygon an odd number of times.
func (s shape) inside(px, py int64) bool {
	odd := false
	for i, a := range s.points {
		b := s.points[(i+1)%len(s.points)]
		if (a[1] > py) == (b[1] > py) {
			continue
		}
		// px < the x of the edge at the height of py, without a division
		left := (px-a[0])*(b[1]-a[1]) < (py-a[1])*(b[0]-a[0])
		if left == (b[1] > a[1]) {
			odd = !odd
		}
	}
	return odd
}

// png draws the square picture with so many pixels at each side.
func (d drawing) png(pixels int) ([]byte, error) {
	img := image.NewNRGBA(image.Rect(0, 0, pixels, pixels))
	steps := int64(pixels) * samples
	for y := range pixels {
		for x := range pixels {
			var r, g, b, n uint32
			for i := range int64(samples * samples) {
				// the middle of the sample
				px := (2*(int64(x)*samples+i%samples) + 1) * d.side / (2 * steps)
				py := (2*(int64(y)*samples+i/samples) + 1) * d.side / (2 * steps)
				c, ok := d.at(px, py)
				if ok {
					r, g, b, n = r+uint32(c.R), g+uint32(c.G), b+uint32(c.B), n+1
				}
			}
			if n > 0 {
				img.SetNRGBA(x, y, color.NRGBA{R: uint8((r + n/2) / n), G: uint8((g + n/2) / n), B: uint8((b + n/2) / n), A: uint8(n * 255 / (samples * samples))})
			}
		}
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	err := encoder.Encode(&out, img)
	return out.Bytes(), err
}

// at is the colour of the uppermost shape at a point.
func (d drawing) at(x, y int64) (color.NRGBA, bool) {
	for i := len(d.shapes) - 1; i >= 0; i-- {
		if d.shapes[i].has(x, y) {
			return d.shapes[i].fill, true
		}
	}
	return color.NRGBA{}, false
}
