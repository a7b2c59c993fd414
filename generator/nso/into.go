package nso

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// into adds the years that a table of the portal does not have yet. Years that it has are never changed here: where they
// differ, a person decides.
func (w Writer) into(s Spec, t *Taken, out *Written) error {
	name, err := findTable(w.Data, t.Table.Into.Table)
	if err != nil {
		return err
	}
	table, err := readTable(name)
	if err != nil {
		return err
	}
	if len(table) == 0 {
		return failf("name another table under into:", "%s is empty", name)
	}
	header := table[0]
	at := map[string]int{}
	for i, h := range header {
		at[h] = i
	}
	for _, c := range []string{"nso_code", "year", t.Table.Into.Column, "source"} {
		if _, ok := at[c]; !ok {
			return failf("name a table with nso_code, year, the column and source under into:", "%s has no column %s", name, c)
		}
	}
	have := map[string]string{}
	years := map[string]bool{}
	for _, r := range table[1:] {
		have[r[at["nso_code"]]+" "+r[at["year"]]] = r[at[t.Table.Into.Column]]
		years[r[at["year"]]] = true
	}
	differ, added := 0, map[string]int{}
	rows := table[1:]
	for _, x := range t.Rows {
		if v, ok := have[x.Code+" "+x.Period]; ok {
			if v != plain(x.Value) {
				differ++
			}
			continue
		}
		if years[x.Period] {
			continue // a year that is there without this place stays as it is
		}
		r := make([]string, len(header))
		r[at["nso_code"]], r[at["year"]], r[at[t.Table.Into.Column]], r[at["source"]] = x.Code, x.Period, plain(x.Value), SourceID(s.Set)
		rows, added[x.Period] = append(rows, r), added[x.Period]+1
	}
	if differ > 0 {
		out.Notes = append(out.Notes, fmt.Sprintf("%s: %d figures of years that are there already differ from the office's table; they were left as they are", name, differ))
	}
	if len(added) == 0 {
		out.Notes = append(out.Notes, fmt.Sprintf("%s: no new year", name))
		return nil
	}
	slices.SortFunc(rows, func(a, b []string) int {
		return cmp.Or(cmp.Compare(a[at["nso_code"]], b[at["nso_code"]]), cmp.Compare(a[at["year"]], b[at["year"]]))
	})
	newest := slices.Max(slices.Collect(keysOf(added)))
	out.Notes = append(out.Notes, fmt.Sprintf("%s: years %s were added; mend by hand in its set.yaml: as_of: %s-12-31, retrieved: %s, rows: %d, sources: + %s, and the cautions that speak of the newest year",
		name, strings.Join(slices.Sorted(keysOf(added)), ", "), newest, w.Day.Format(time.DateOnly), len(rows), SourceID(s.Set)))
	return w.put(name, encodeTable(header, rows), out)
}

// findTable looks for NAME.csv in the folders of the data sets; names of tables are unique.
func findTable(data, table string) (string, error) {
	found, err := filepath.Glob(filepath.Join(data, "*", table+".csv"))
	if err != nil || len(found) != 1 {
		return "", failf("name a table of data under into:", "there are %d tables %s.csv", len(found), table)
	}
	return found[0], nil
}
