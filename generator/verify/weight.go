package verify

import (
	"regexp"

	"github.com/andybalholm/brotli"
)

// Budgets in bytes after brotli, for a reader on a shared phone at the edge of 3G. They are the
// product's own; a KB is 1,000 bytes here, the stricter reading.
const (
	maxPage    = 14_000  // one HTML page
	maxStyles  = 10_000  // all style sheets of one page
	maxEdition = 120_000 // a whole course on one page, which a reader asks for to print it
	maxDrawing = 25_000  // one drawing, such as the map of the country
)

// edition is the address of a page that holds a whole course.
var edition = regexp.MustCompile(`^(?:mn|en)/courses/c[1-9]-print\.html$`)

// Levels of brotli. A host that takes care compresses once with the best; the fast ones can only
// give more bytes, so a file that fits after them fits.
const (
	brotliFast   = 2
	brotliMiddle = 5
	brotliBest   = 11
)

// counter counts what is written to it.
type counter int

func (c *counter) Write(data []byte) (int, error) {
	*c += counter(len(data))
	return len(data), nil
}

// scale weighs files; a nil scale finds everything light. It keeps its compressors, because a new one clears megabytes of memory
// each time; it serves one goroutine.
type scale struct{ writers map[int]*brotli.Writer }

func newScale() *scale { return &scale{writers: make(map[int]*brotli.Writer)} }

func (s *scale) weigh(data []byte, level int) int {
	if s == nil {
		return 0
	}
	var size counter
	w := s.writers[level]
	if w == nil {
		w = brotli.NewWriterLevel(&size, level)
		s.writers[level] = w
	} else {
		w.Reset(&size)
	}
	// Writing to a counter cannot fail.
	_, _ = w.Write(data)
	_ = w.Close()
	return int(size)
}

// over gives the size that brotli reaches, and whether it is more than limit. The best
// level takes a hundred times as long as the fast one, so it is the last resort.
func (s *scale) over(data []byte, limit int) (int, bool) {
	if s == nil || len(data) <= limit {
		return len(data), false
	}
	size := 0
	for _, level := range []int{brotliFast, brotliMiddle, brotliBest} {
		if size = s.weigh(data, level); size <= limit {
			return size, false
		}
	}
	return size, true
}

func (d *document) checkPageWeight(data []byte, weights *scale) {
	limit := maxPage
	if edition.MatchString(d.path) {
		limit = maxEdition
	}
	if size, heavy := weights.over(data, limit); heavy {
		d.findings.add(d.path, place{}, ruleWeight, "the page has %d bytes after brotli, more than %d", size, limit)
	}
}

func (d *document) checkDrawingWeight(data []byte, weights *scale) {
	if size, heavy := weights.over(data, maxDrawing); heavy {
		d.findings.add(d.path, place{}, ruleWeight, "the drawing has %d bytes after brotli, more than %d", size, maxDrawing)
	}
}

// checkStyleWeight adds up the style sheets of each page.
func (s *site) checkStyleWeight() findings {
	var list findings
	for _, d := range s.documents {
		total := 0
		seen := make(map[string]bool)
		for _, href := range d.sheets {
			t, err := d.resolve(href)
			if sheet := s.byPath[t.path]; err == nil && sheet != nil && !seen[t.path] {
				seen[t.path] = true
				total += sheet.brotli
			}
		}
		if total > maxStyles {
			list.add(d.path, place{}, ruleWeight, "the style sheets have %d bytes after brotli, more than %d", total, maxStyles)
		}
	}
	return list
}
