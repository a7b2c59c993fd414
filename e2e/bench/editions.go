package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"text/tabwriter"
)

// editions are those that a host may hand out: everything, what is for reading, and one aimag of middling size.
var editions = []string{"full", "lite", "aimag:63"}

// weighEditions builds each edition and writes what it weighs, as it lies on a disk and with each file packed for itself.
func weighEditions(program, work string, to io.Writer) error {
	table := tabwriter.NewWriter(to, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(table, "edition\t\tfiles\ton disk kB\tbrotli kB\tdisk of full\tbrotli of full\t\n")
	var full size
	for _, edition := range editions {
		out := filepath.Join(work, "edition-"+strings.ReplaceAll(edition, ":", "-"))
		if _, err := measure(1, program, "build", "--edition", edition, "--out", out); err != nil {
			return err
		}
		groups, err := weigh(out)
		if err != nil {
			return err
		}
		all := total(groups)
		if edition == editions[0] {
			full = all
		}
		fmt.Fprintf(table, "%s\tall\t%d\t%.1f\t%.1f\t%.0f %%\t%.0f %%\t\n", edition, all.files, float64(all.disk)/1e3, float64(all.packed)/1e3, 100*float64(all.disk)/float64(full.disk), 100*float64(all.packed)/float64(full.packed))
		for _, s := range groups {
			fmt.Fprintf(table, "\t%s\t%d\t%.1f\t%.1f\t\t\t\n", s.name, s.files, float64(s.disk)/1e3, float64(s.packed)/1e3)
		}
	}
	return table.Flush()
}

// total adds up groups.
func total(groups []size) size {
	var all size
	for _, s := range groups {
		all.files, all.disk, all.raw, all.packed = all.files+s.files, all.disk+s.disk, all.raw+s.raw, all.packed+s.packed
	}
	return all
}
