package nso

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Bounds of an answer. The largest table asked for has 390 areas, some ten years and twenty groups.
const (
	maxBytes  = 32 << 20
	maxCells  = 2_000_000
	maxValues = 20_000 // of one dimension
	maxDims   = 10
)

// Answer is a table or a part of one: its dimensions and the cells that have a value.
type Answer struct {
	Title   string
	Updated string // as the office writes it, may be empty
	Dims    []Dim
	cells   map[string]float64 // by codes of the dimensions in order; a cell that is not here is not known
}

// Dim is one dimension with its values in the order of the table.
type Dim struct {
	Code   string
	Label  string
	Time   bool // the table says that it is the dimension of time
	Values []Value
}

// Value is one value of a dimension.
type Value struct{ Code, Label string }

// cellKey names a cell; codes hold no line feed.
func cellKey(codes []string) string { return strings.Join(codes, "\n") }

// Cell returns the value at the codes of the dimensions in order, and whether it is known.
func (a *Answer) Cell(codes ...string) (float64, bool) {
	v, ok := a.cells[cellKey(codes)]
	return v, ok
}

// statFile is what is read of JSON-stat 2 (https://json-stat.org/full/); no Go library of it is kept, and it is small.
type statFile struct {
	Class     string                   `json:"class"`
	Label     string                   `json:"label"`
	Updated   string                   `json:"updated"`
	ID        []string                 `json:"id"`
	Size      []int                    `json:"size"`
	Dimension map[string]statDimension `json:"dimension"`
	Value     json.RawMessage          `json:"value"`
	Role      struct {
		Time []string `json:"time"`
	} `json:"role"`
}

type statDimension struct {
	Label    string `json:"label"`
	Category struct {
		Index json.RawMessage   `json:"index"`
		Label map[string]string `json:"label"`
	} `json:"category"`
}

// Parse reads an answer in JSON-stat 2. Null, and the marks of missing in place of a number ("..", ".", "-", ":" or nothing),
// are cells that are not known.
func Parse(data []byte, missing []string) (*Answer, error) {
	const fix = "save the table again as JSON-stat2; other formats are not read"
	if len(data) > maxBytes {
		return nil, failf("ask for fewer years or areas", "the answer has more than %d bytes", maxBytes)
	}
	var f statFile
	if err := json.Unmarshal(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), &f); err != nil {
		return nil, failf(fix, "the answer is not JSON-stat: %v", err)
	}
	if f.Class != "dataset" || len(f.ID) == 0 || len(f.ID) != len(f.Size) || len(f.ID) > maxDims {
		return nil, failf(fix, "the answer is not a data set of JSON-stat 2: class %q, %d dimensions, %d sizes", f.Class, len(f.ID), len(f.Size))
	}
	a := &Answer{Title: f.Label, Updated: f.Updated, cells: map[string]float64{}}
	cells := 1
	for i, id := range f.ID {
		d, err := dimension(id, f.Dimension[id])
		if err != nil {
			return nil, err
		}
		if len(d.Values) != f.Size[i] || f.Size[i] == 0 {
			return nil, failf(fix, "dimension %q has %d values, its size says %d", id, len(d.Values), f.Size[i])
		}
		if cells *= f.Size[i]; cells > maxCells {
			return nil, failf("ask for fewer years or areas", "the answer has more than %d cells", maxCells)
		}
		for _, t := range f.Role.Time {
			d.Time = d.Time || t == id
		}
		a.Dims = append(a.Dims, d)
	}
	values, err := valuesOf(f.Value, cells, missing)
	if err != nil {
		return nil, failf(fix, "%v", err)
	}
	codes, at := make([]string, len(a.Dims)), make([]int, len(a.Dims))
	for n := range cells {
		rest := n
		for i := len(a.Dims) - 1; i >= 0; i-- {
			at[i] = rest % len(a.Dims[i].Values)
			rest /= len(a.Dims[i].Values)
		}
		if v, ok := values[n]; ok {
			for i, k := range at {
				codes[i] = a.Dims[i].Values[k].Code
			}
			a.cells[cellKey(codes)] = v
		}
	}
	return a, nil
}

// dimension reads the values in their order: the index is a list of codes or a position by code, and may be left out for one.
func dimension(id string, d statDimension) (Dim, error) {
	const fix = "save the table again as JSON-stat2"
	out := Dim{Code: id, Label: strings.TrimSpace(d.Label)}
	var codes []string
	positions := map[string]int{}
	switch {
	case len(d.Category.Index) == 0 && len(d.Category.Label) == 1:
		for c := range d.Category.Label {
			codes = []string{c}
		}
	case json.Unmarshal(d.Category.Index, &codes) == nil:
	case json.Unmarshal(d.Category.Index, &positions) == nil:
		if len(positions) > maxValues {
			return out, failf(fix, "dimension %q has more than %d values", id, maxValues)
		}
		codes = make([]string, len(positions))
		taken := make([]bool, len(positions))
		for c, p := range positions {
			if p < 0 || p >= len(codes) || taken[p] {
				return out, failf(fix, "the positions of dimension %q are not 0 to %d", id, len(codes)-1)
			}
			codes[p], taken[p] = c, true
		}
	default:
		return out, failf(fix, "dimension %q has no index", id)
	}
	if len(codes) > maxValues {
		return out, failf(fix, "dimension %q has more than %d values", id, maxValues)
	}
	seen := map[string]bool{}
	for _, c := range codes {
		if seen[c] || strings.Contains(c, "\n") {
			return out, failf(fix, "dimension %q has the code %q twice or with a line feed", id, c)
		}
		seen[c] = true
		label, ok := d.Category.Label[c]
		if !ok {
			label = c
		}
		out.Values = append(out.Values, Value{Code: c, Label: strings.TrimSpace(label)})
	}
	return out, nil
}

// valuesOf reads the cells, a list or an object by position.
func valuesOf(raw json.RawMessage, cells int, missing []string) (map[int]float64, error) {
	out := map[int]float64{}
	take := func(n int, v any) error {
		x, known, err := number(v, missing)
		if err != nil {
			return fmt.Errorf("cell %d: %w", n, err)
		}
		if known {
			out[n] = x
		}
		return nil
	}
	var list []any
	if json.Unmarshal(raw, &list) == nil {
		if len(list) != cells {
			return nil, fmt.Errorf("%d values for %d cells", len(list), cells)
		}
		for n, v := range list {
			if err := take(n, v); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	var object map[string]any
	if err := json.Unmarshal(raw, &object); err != nil {
		return nil, fmt.Errorf("values are neither a list nor an object")
	}
	for k, v := range object {
		n, err := strconv.Atoi(k)
		if err != nil || n < 0 || n >= cells {
			return nil, fmt.Errorf("value %q is not the position of a cell", k)
		}
		if err := take(n, v); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func number(v any, missing []string) (x float64, known bool, err error) {
	switch v := v.(type) {
	case nil:
		return 0, false, nil
	case float64:
		if math.IsInf(v, 0) || math.IsNaN(v) {
			return 0, false, fmt.Errorf("%v is no number", v)
		}
		return v, true, nil
	case string:
		s := strings.TrimSpace(v)
		if s == "" {
			return 0, false, nil
		}
		for _, m := range missing {
			if s == m {
				return 0, false, nil
			}
		}
		x, err := strconv.ParseFloat(s, 64)
		if err != nil || math.IsInf(x, 0) || math.IsNaN(x) {
			return 0, false, fmt.Errorf("%q is neither a number nor a mark of a missing value", s)
		}
		return x, true, nil
	}
	return 0, false, fmt.Errorf("a value is neither a number nor text")
}

// join adds the cells of a further part of the same table. Both must have the same dimensions; values that are new are added
// in the order in which they come.
func (a *Answer) join(part *Answer) error {
	if len(a.Dims) != len(part.Dims) {
		return failf("run the command again", "the table changed while it was read: %d dimensions, then %d", len(a.Dims), len(part.Dims))
	}
	for i := range a.Dims {
		if a.Dims[i].Code != part.Dims[i].Code {
			return failf("run the command again", "the table changed while it was read: dimension %q, then %q", a.Dims[i].Code, part.Dims[i].Code)
		}
		have := map[string]bool{}
		for _, v := range a.Dims[i].Values {
			have[v.Code] = true
		}
		for _, v := range part.Dims[i].Values {
			if !have[v.Code] {
				a.Dims[i].Values = append(a.Dims[i].Values, v)
			}
		}
	}
	for k, v := range part.cells {
		a.cells[k] = v
	}
	return nil
}
