package nso

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Writer puts what was taken into the folder of the data sets. Each file is written beside the old one and then takes its
// place, so that an interrupted run leaves no half file.
type Writer struct {
	Data string    // folder of the data sets
	Day  time.Time // on which the answers were read
	Base string    // address of the API, for the source
}

// Written says what a person should look at.
type Written struct {
	Files []string // that were written
	Notes []string
}

// Write writes the data set of a result, the sources of its tables, and the tables that get new years.
func (w Writer) Write(r Result) (Written, error) {
	out := Written{}
	var own []*Taken
	for _, t := range r.Taken {
		if t.Table.Into == nil {
			own = append(own, t)
			continue
		}
		if err := w.into(r.Spec, t, &out); err != nil {
			return out, ofTable(t.Table.ID, err)
		}
	}
	for _, level := range []string{"soum", "aimag"} {
		if err := w.figures(r.Spec, level, own, &out); err != nil {
			return out, err
		}
	}
	if len(own) > 0 {
		if err := w.describe(r.Spec, &out); err != nil {
			return out, err
		}
	}
	if err := w.supersede(r.Spec, own, &out); err != nil {
		return out, err
	}
	return out, w.sources(r, &out)
}

// SourceID is the id of a data set's tables in data/sources: nso-schools has NSO-schools. All tables of a set are one source,
// for a page that cites each of fifty tables would be too heavy to read on a phone; the column table names the table of a row.
func SourceID(set string) string { return "NSO-" + strings.TrimPrefix(set, "nso-") }

// member is the name of the table of figures of a level; a set with both levels has two tables.
func member(set, level string) string {
	if level == "aimag" {
		return set + "-aimag"
	}
	return set
}

// placeColumn is the column that names the place.
func placeColumn(level string) string {
	if level == "aimag" {
		return "aimag_code"
	}
	return "nso_code"
}

// figures writes the table of figures of a level. Rows of indicators that were not taken now stay; all rows of those that
// were are replaced, so that what the office withdrew is withdrawn here.
func (w Writer) figures(s Spec, level string, taken []*Taken, out *Written) error {
	header := []string{placeColumn(level), "indicator", "period", "value", "table", "source"}
	fresh := map[string]bool{}
	var rows [][]string
	for _, t := range taken {
		if t.Table.Level != level {
			continue
		}
		for _, f := range t.Table.Figures {
			fresh[f.Indicator] = true
		}
		for _, x := range t.Rows {
			rows = append(rows, []string{x.Code, x.Indicator, x.Period, plain(x.Value), x.Table, SourceID(s.Set)})
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	name := filepath.Join(w.Data, s.Set, member(s.Set, level)+".csv")
	old, err := readTable(name)
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	if len(old) > 0 {
		if !slices.Equal(old[0], header) {
			return failf("remove "+name+" or write it anew by the import of all its tables", "%s has other columns than the import writes", name)
		}
		for _, r := range old[1:] {
			if !fresh[r[1]] {
				rows = append(rows, r)
			}
		}
	}
	slices.SortFunc(rows, func(a, b []string) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]), cmp.Compare(a[2], b[2]))
	})
	return w.put(name, encodeTable(header, rows), out)
}

// supersede takes figures out of other tables of figures that the office's own table now gives: the same place, indicator and
// period. No figure stands in the portal twice, and the office's own wins over a copy.
func (w Writer) supersede(s Spec, taken []*Taken, out *Written) error {
	fresh := map[string]bool{} // column, place, indicator, period
	for _, t := range taken {
		for _, x := range t.Rows {
			fresh[strings.Join([]string{placeColumn(t.Table.Level), x.Code, x.Indicator, x.Period}, " ")] = true
		}
	}
	files, err := filepath.Glob(filepath.Join(w.Data, "*", "*.csv"))
	if err != nil {
		return err
	}
	for _, name := range files {
		if filepath.Base(filepath.Dir(name)) == s.Set {
			continue
		}
		rows, err := readTable(name)
		if err != nil {
			return err
		}
		if len(rows) == 0 || len(rows[0]) < 4 || rows[0][1] != "indicator" || rows[0][2] != "period" {
			continue
		}
		kept := slices.DeleteFunc(slices.Clone(rows[1:]), func(r []string) bool {
			return fresh[strings.Join([]string{rows[0][0], r[0], r[1], r[2]}, " ")]
		})
		if n := len(rows) - 1 - len(kept); n > 0 {
			out.Notes = append(out.Notes, fmt.Sprintf("%s: %d figures were taken out, for the office's own table gives them", name, n))
			if err := w.put(name, encodeTable(rows[0], kept), out); err != nil {
				return err
			}
		}
	}
	return nil
}

// sources adds the source of a data set to data/sources, or renews it: its location lists the tables with the day on which each
// was read, so that a later import of one table keeps the days of the others.
func (w Writer) sources(r Result, out *Written) error {
	name := filepath.Join(w.Data, "sources", "sources.csv")
	table, err := readTable(name)
	if err != nil {
		return err
	}
	want := []string{"id", "title", "publisher", "what_mn", "what_en", "location", "licence", "retrieved", "reliability", "note_mn", "note_en"}
	if len(table) == 0 || !slices.Equal(table[0], want) {
		return failf("this program must follow the table of sources", "%s has other columns than expected", name)
	}
	id, s := SourceID(r.Spec.Set), r.Spec
	read := map[string]string{}
	byID := map[string][]string{}
	for _, row := range table[1:] {
		byID[row[0]] = row
		if row[0] == id {
			for _, m := range tableRead.FindAllStringSubmatch(row[5], -1) {
				read[m[1]] = m[2]
			}
		}
	}
	for _, t := range r.Taken {
		read[t.Table.ID] = w.Day.Format(time.DateOnly)
	}
	var tables []string
	for _, t := range slices.Sorted(keysOf(read)) {
		tables = append(tables, t+" ("+read[t]+")")
	}
	text := map[string]string{}
	for _, block := range []string{"source_title", "publisher"} {
		if text[block], err = words(block, setWords{TitleEN: s.Title[1]}); err != nil {
			return err
		}
	}
	byID[id] = []string{id, text["source_title"], text["publisher"], s.Description[0], s.Description[1],
		w.Base + " : " + strings.Join(tables, ", "), "nso-statistics", w.Day.Format(time.DateOnly), "high", "", ""}
	var rows [][]string
	for _, id := range slices.Sorted(keysOf(byID)) {
		rows = append(rows, byID[id])
	}
	return w.put(name, encodeTable(want, rows), out)
}

var tableRead = regexp.MustCompile(`(DT_NSO_[0-9A-Za-z_-]+) \((\d{4}-\d{2}-\d{2})\)`)

// maxTable bounds a table of the portal that is read to be written anew.
const maxTable = 64 << 20

func readTable(name string) ([][]string, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(io.LimitReader(f, maxTable)).ReadAll()
	if err != nil {
		return nil, failf("mend the file: nutag check tells more", "%s cannot be read: %v", name, err)
	}
	return rows, nil
}

func encodeTable(header []string, rows [][]string) []byte {
	var buf bytes.Buffer
	w := csv.NewWriter(&buf)
	_ = w.Write(header) // writing to memory does not fail
	_ = w.WriteAll(rows)
	return buf.Bytes()
}

// put writes a file beside and swaps; a file that would not change is left alone.
func (w Writer) put(name string, data []byte, out *Written) error {
	if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, data) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".import-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if _, err := f.Write(data); err != nil {
		f.Close()
		return err
	}
	if err := cmp.Or(f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), name); err != nil {
		return err
	}
	if !slices.Contains(out.Files, name) {
		out.Files = append(out.Files, name)
	}
	return nil
}
