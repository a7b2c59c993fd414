package geo

import (
	"strconv"
	"strings"
)

// closedPath writes rings as SVG path data (W3C SVG 2, section 9.3): one absolute move to begin, everything else relative,
// without optional separators. It is "" for no rings.
func closedPath(rings [][]Point) string { return path(rings, true) }

// openPath writes lines as SVG path data in the same form.
func openPath(lines [][]Point) string { return path(lines, false) }

func path(lines [][]Point, closed bool) string {
	var b strings.Builder
	var at Point // where the pen is
	for _, line := range lines {
		if len(line) == 0 {
			continue
		}
		move := byte('m')
		if b.Len() == 0 {
			move = 'M' // relative to 0,0 it means the same; written large it can be read
		}
		b.WriteByte(move)
		pair(&b, line[0].X-at.X, line[0].Y-at.Y)
		at = line[0]
		for i, p := range line[1:] {
			switch {
			case i == 0:
				b.WriteByte('l')
			case p.X >= at.X:
				b.WriteByte(' ') // a minus sign separates by itself
			}
			pair(&b, p.X-at.X, p.Y-at.Y)
			at = p
		}
		if closed {
			b.WriteByte('z')
			at = line[0]
		}
	}
	return b.String()
}

func pair(b *strings.Builder, x, y int) {
	b.WriteString(strconv.Itoa(x))
	if y >= 0 {
		b.WriteByte(' ')
	}
	b.WriteString(strconv.Itoa(y))
}
