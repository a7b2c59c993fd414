package eval

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// Engine is the scores of one engine.
type Engine struct {
	Name   string
	Scores map[string]Score
}

// names of all categories and, last, "" for all queries.
func rowNames() []string {
	var out []string
	for _, c := range Categories {
		out = append(out, c.Name)
	}
	return append(out, "")
}

// demand says in one word what counts as answered.
func demand(c Category) string {
	if c.All {
		return "all first"
	}
	return fmt.Sprintf("first %d", c.First)
}

// WriteText prints the scores by category as a table for a terminal, the first engine in full.
func WriteText(w io.Writer, engines []Engine) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "category\tqueries\tdemand\ttarget %\t")
	for i, e := range engines {
		fmt.Fprintf(t, "%s %%\t", e.Name)
		if i == 0 {
			fmt.Fprint(t, "in 1\tin 3\tin 5\tMRR\tempty\t")
		} else {
			fmt.Fprint(t, "MRR\tempty\t")
		}
	}
	fmt.Fprintln(t)
	for _, name := range rowNames() {
		own := engines[0].Scores[name]
		if own.Queries == 0 {
			continue
		}
		if name == "" {
			fmt.Fprintf(t, "all\t%d\t\t\t", own.Queries)
		} else {
			c := category(name)
			fmt.Fprintf(t, "%s\t%d\t%s\t%.0f\t", name, own.Queries, demand(c), 100*c.Target)
		}
		for i, e := range engines {
			s := e.Scores[name]
			if i == 0 {
				fmt.Fprintf(t, "%.1f\t%d\t%d\t%d\t%.3f\t%d\t", 100*s.Share(), s.First1, s.First3, s.First5, s.MRR(), s.Empty)
			} else {
				fmt.Fprintf(t, "%.1f\t%.3f\t%d\t", 100*s.Share(), s.MRR(), s.Empty)
			}
		}
		fmt.Fprintln(t)
	}
	return t.Flush()
}
