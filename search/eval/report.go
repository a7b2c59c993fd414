package eval

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// Engine is the scores of one engine.
type Engine struct {
	Name   string
	Scores map[string]Score
}

// RowNames are the categories and, last, "" for all queries.
func RowNames() []string {
	var out []string
	for _, c := range Categories {
		out = append(out, c.Name)
	}
	return append(out, "")
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
	for _, name := range RowNames() {
		own := engines[0].Scores[name]
		if own.Queries == 0 {
			continue
		}
		if name == "" {
			fmt.Fprintf(t, "all\t%d\t\t\t", own.Queries)
		} else {
			c, _ := Find(name)
			fmt.Fprintf(t, "%s\t%d\t%s\t%.0f\t", name, own.Queries, c.Demand(), 100*c.Target)
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

// WriteMeasures prints what the engines cost in a browser.
func WriteMeasures(w io.Writer, names []string, m map[string]Measures) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "in headless Chromium\t")
	for _, n := range names {
		fmt.Fprintf(t, "%s\t", n)
	}
	fmt.Fprintln(t)
	for _, row := range MeasureRows {
		fmt.Fprintf(t, "%s\t", row.Name)
		for _, n := range names {
			fmt.Fprintf(t, "%s\t", row.Value(m[n]))
		}
		fmt.Fprintln(t)
	}
	return t.Flush()
}

// MeasureRows are the rows of the table of costs.
var MeasureRows = []struct {
	Name  string
	Value func(Measures) string
}{
	{"kB loaded to the first answer", func(m Measures) string { return fmt.Sprintf("%.0f", float64(m.Bytes)/1e3) }},
	{"kB loaded by all queries after it", func(m Measures) string { return fmt.Sprintf("%.0f", float64(m.MoreBytes)/1e3) }},
	{"first answer, cold, ms", func(m Measures) string { return fmt.Sprintf("%.0f", m.ColdMS) }},
	{"first answer at 200 kB/s, ms", func(m Measures) string { return fmt.Sprintf("%.0f", m.SlowMS) }},
	{"search page: kB to the first hit", func(m Measures) string { return optional(float64(m.PageBytes) / 1e3) }},
	{"search page: first hit, cold, ms", func(m Measures) string { return optional(m.PageColdMS) }},
	{"search page: first hit at 200 kB/s, ms", func(m Measures) string { return optional(m.PageSlowMS) }},
	{"warm query p50, ms", func(m Measures) string { return fmt.Sprintf("%.1f", m.P50MS) }},
	{"warm query p95, ms", func(m Measures) string { return fmt.Sprintf("%.1f", m.P95MS) }},
	{"memory, MB", func(m Measures) string { return fmt.Sprintf("%.0f", float64(m.Memory)/1e6) }},
}

// optional leaves out what was not measured.
func optional(x float64) string {
	if x == 0 {
		return ""
	}
	return fmt.Sprintf("%.0f", x)
}

// WriteWeights prints the sizes of the parts of our search and what each may have.
func WriteWeights(w io.Writer, weights []Weight) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "search files\tfiles\tshipped kB\tbrotli kB\tbudget kB\t")
	for _, x := range weights {
		budget := ""
		if x.Budget > 0 {
			budget = fmt.Sprint(x.Budget / 1000)
		}
		fmt.Fprintf(t, "%s\t%d\t%.1f\t%.1f\t%s\t\n", x.Name, x.Files, float64(x.Shipped)/1e3, float64(x.Brotli)/1e3, budget)
	}
	return t.Flush()
}

// Fill puts text between the markers of that name in a Markdown document.
func Fill(document, name, text string) (string, error) {
	begin, end := "<!-- eval "+name+" -->\n", "<!-- end "+name+" -->"
	before, rest, ok := strings.Cut(document, begin)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		return "", fmt.Errorf("the markers of the table %q are missing", name)
	}
	return before + begin + "\n" + text + "\n" + end + after, nil
}
