package outreach

import (
	"fmt"
	"strconv"
	"strings"

	"rsc.io/qr"
)

// quiet is the empty border that a reader needs, in modules: four, by ISO/IEC 18004.
const quiet = 4

// SVG draws a text as a QR code: one path on white, a line of stroke width 1 for each run of dark modules, so that it prints
// with sharp edges at any size. Error correction is M: a seventh of the code may be stained. The text goes in as bytes of
// UTF-8 without a mark of the encoding, which phones guess rightly while some fail on the mark.
func SVG(text string) ([]byte, error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return nil, fmt.Errorf("qr code of %d bytes: %w", len(text), err)
	}
	size := code.Size
	var path strings.Builder
	atX, atY := 0, 0 // where the pen stands
	for y := range size {
		for x := 0; x < size; {
			if !code.Black(x, y) {
				x++
				continue
			}
			from := x
			for code.Black(x, y) { // outside all is light
				x++
			}
			if path.Len() == 0 {
				fmt.Fprintf(&path, "M%d %d.5", from+quiet, y+quiet)
			} else {
				fmt.Fprintf(&path, "m%d %d", from-atX, y-atY)
			}
			path.WriteString("h" + strconv.Itoa(x-from))
			atX, atY = x, y
		}
	}
	side := size + 2*quiet
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h%dv%dH0z"/><path stroke="#000" d="%s"/></svg>`+"\n",
		side, side, side, side, path.String()), nil
}
