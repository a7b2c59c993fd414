package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"nutag/generator/dataset"
)

// copies is how many times the soums stand in the synthetic tree.
const copies = 10

// tenfold writes a repository at to that has every soum and aimag of the one at from ten times, to measure how the
// time grows. Its names say that they are synthetic and its site.yaml says it of the whole, so that no page made
// of it can be taken for a fact. The country is drawn ten times, small and side by side, since each soum needs
// borders of its own with neighbours like the real one's. The capital stands once.
func tenfold(from, to string) error {
	catalog, problems := dataset.Load(os.DirFS(from), "data")
	if problems.Errors() > 0 {
		return fmt.Errorf("the data of %s have %d errors", from, problems.Errors())
	}
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	for _, dir := range []string{"data", "content", "i18n", "themes", "search"} {
		if err := os.CopyFS(filepath.Join(to, dir), os.DirFS(filepath.Join(from, dir))); err != nil {
			return err
		}
	}
	for _, file := range []string{"go.mod", "go.sum"} {
		if err := edit(filepath.Join(from, file), filepath.Join(to, file), func(data []byte) ([]byte, error) { return data, nil }); err != nil {
			return err
		}
	}
	code := newCodes(catalog)
	for _, set := range catalog.Sets {
		schema := filepath.Join(to, "data", set.Name, "set.yaml")
		if err := edit(schema, schema, relax); err != nil {
			return err
		}
		for _, table := range set.Tables {
			if err := multiply(table, code, filepath.Join(to, filepath.FromSlash(table.Path))); err != nil {
				return fmt.Errorf("%s: %w", table.Path, err)
			}
		}
	}
	if err := code.slugs(filepath.Join(to, "data", "slugs.csv")); err != nil {
		return err
	}
	if err := code.drawings(to); err != nil {
		return err
	}
	site := filepath.Join(to, "data", "site.yaml")
	return edit(site, site, func(data []byte) ([]byte, error) { return append(data, "synthetic: true\n"...), nil })
}

func edit(from, to string, change func([]byte) ([]byte, error)) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if data, err = change(data); err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	return os.WriteFile(to, data, 0o644)
}

// strict are the rules of a schema that only the real country can satisfy.
var strict = regexp.MustCompile(`(?m)^ +(pattern|minimum|maximum|rows): .*\n`)

func relax(schema []byte) ([]byte, error) { return strict.ReplaceAll(schema, nil), nil }

// codes gives each copy of a unit a code of its own, of the same length and with the aimag in front.
type codes struct {
	aimags []string // those that are copied, sorted
	places []string // soums, sorted
}

func newCodes(catalog *dataset.Catalog) *codes {
	c := &codes{}
	for _, row := range catalog.Table("aimags").Rows {
		if row.Str("kind") != "capital" {
			c.aimags = append(c.aimags, row.Str("aimag_code"))
		}
	}
	for _, row := range catalog.Table("soums").Rows {
		c.places = append(c.places, row.Str("nso_code"))
	}
	slices.Sort(c.aimags)
	slices.Sort(c.places)
	return c
}

// of translates the code of an aimag or soum, or one that begins with it. The first copy keeps the real codes; the
// others begin with a letter, which no real code does. It says false for what is not copied.
func (c *codes) of(value string, n int) (string, bool) {
	if len(value) < 2 {
		return value, false
	}
	at, found := slices.BinarySearch(c.aimags, value[:2])
	if !found {
		return value, false
	}
	if n == 0 {
		return value, true
	}
	at += (n - 1) * len(c.aimags)
	const digits = "0123456789abcdefghijklmnopqrstuvwxyz"
	return string([]byte{digits[10+at/36], digits[at%36]}) + value[2:], true
}

// refersTo tells whether a column holds codes of units.
func refersTo(f *dataset.Field) bool {
	if f.Name == "nso_code" || f.Name == "aimag_code" || f.Name == "bagh_code" {
		return true
	}
	return slices.Contains(f.ForeignKeys, "soums.nso_code") || slices.Contains(f.ForeignKeys, "aimags.aimag_code")
}

func multiply(table *dataset.Table, code *codes, file string) error {
	header := make([]string, len(table.Fields))
	for i, f := range table.Fields {
		header[i] = f.Name
	}
	var rows [][]string
	for n := range copies {
		for _, row := range table.Rows {
			out := make([]string, len(header))
			copied := false
			for i, f := range table.Fields {
				out[i] = row.Str(f.Name)
				if refersTo(f) {
					translated, ok := code.of(out[i], n)
					out[i], copied = translated, copied || ok
				}
			}
			if n > 0 && !copied {
				continue
			}
			for i, f := range table.Fields {
				var err error
				if out[i], err = synthetic(table, f, out, header, out[i], n); err != nil {
					return err
				}
			}
			rows = append(rows, out)
		}
	}
	slices.SortStableFunc(rows, func(a, b []string) int { return compareKey(table, header, a, b) })
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.Write(header); err != nil {
		return err
	}
	if err := w.WriteAll(rows); err != nil {
		return err
	}
	return os.WriteFile(file, b.Bytes(), 0o644)
}

// synthetic gives a cell of copy n its value: marked where it is a name, moved where it is a place, and kept unique.
func synthetic(table *dataset.Table, f *dataset.Field, row, header []string, value string, n int) (string, error) {
	if value == "" {
		return value, nil
	}
	unit := table.Name == "soums" || table.Name == "aimags" || table.Name == "districts"
	switch {
	case f.Name == "lat" || f.Name == "lon":
		lat, err := strconv.ParseFloat(row[slices.Index(header, "lat")], 64)
		if err != nil && f.Name == "lat" {
			return "", err
		}
		lon, err := strconv.ParseFloat(row[slices.Index(header, "lon")], 64)
		if err != nil && f.Name == "lon" {
			return "", err
		}
		moved := move([2]float64{lon, lat}, n)
		if f.Name == "lat" {
			return strconv.FormatFloat(moved[1], 'f', 6, 64), nil
		}
		return strconv.FormatFloat(moved[0], 'f', 6, 64), nil
	case unit && (f.Name == "name_mn" || f.Name == "name_en"):
		return fmt.Sprintf("%s SYNTHETIC %d", value, n), nil
	case f.Name == "slug" && n > 0:
		return fmt.Sprintf("%s-synthetic-%d", value, n), nil
	case n > 0 && !refersTo(f) && (f.Unique || len(table.Key) == 1 && table.Key[0] == f.Name):
		return fmt.Sprintf("%s-%d", value, n), nil
	}
	return value, nil
}

func compareKey(table *dataset.Table, header []string, a, b []string) int {
	for _, name := range table.Key {
		i := slices.Index(header, name)
		if kind := table.Field(name).Type; kind == dataset.Integer || kind == dataset.Year || kind == dataset.Number {
			x, _ := strconv.ParseFloat(a[i], 64)
			y, _ := strconv.ParseFloat(b[i], 64)
			if x != y {
				if x < y {
					return -1
				}
				return 1
			}
			continue
		}
		if d := strings.Compare(a[i], b[i]); d != 0 {
			return d
		}
	}
	return 0
}

// slugs repeats the list of published addresses.
func (c *codes) slugs(file string) error {
	return edit(file, file, func(data []byte) ([]byte, error) {
		head, rest, _ := strings.Cut(strings.TrimSpace(string(data)), "\n")
		var lines []string
		for line := range strings.SplitSeq(rest, "\n") {
			kind, unit, _ := strings.Cut(line, "/")
			id, slug, _ := strings.Cut(unit, ",")
			lines = append(lines, line)
			for n := 1; n < copies; n++ {
				if translated, ok := c.of(id, n); ok {
					lines = append(lines, fmt.Sprintf("%s/%s,%s-synthetic-%d", kind, translated, slug, n))
				}
			}
		}
		slices.Sort(lines)
		return []byte(head + "\n" + strings.Join(lines, "\n") + "\n"), nil
	})
}
