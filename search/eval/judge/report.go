package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"nutag/search/eval"
)

// report is what a run found out.
type report struct {
	outcomes []eval.Outcome
	engines  []eval.Engine // ours first
	measures map[string]eval.Measures
	weights  []eval.Weight
}

func (r report) print(w io.Writer) error {
	if err := eval.WriteText(w, r.engines); err != nil {
		return err
	}
	fmt.Fprintln(w)
	if r.measures != nil {
		if err := eval.WriteMeasures(w, r.names(), r.measures); err != nil {
			return err
		}
		fmt.Fprintln(w)
	}
	return eval.WriteWeights(w, r.weights)
}

func (r report) names() []string {
	var out []string
	for _, e := range r.engines {
		out = append(out, e.Name)
	}
	return out
}

// printMissed lists the queries of the categories with a fault, or of all.
func (r report) printMissed(w io.Writer, all bool) {
	faults := r.faults()
	for _, c := range eval.Categories {
		missed := eval.Missed(r.outcomes, c.Name)
		wrong := slices.ContainsFunc(faults, func(f string) bool { return strings.HasPrefix(f, c.Name+":") })
		if len(missed) > 0 && (all || wrong) {
			fmt.Fprintf(w, "\n%s, missed:\n  %s\n", c.Name, strings.Join(missed, "\n  "))
		}
	}
}

// faults lists missed targets, categories behind a peer and budgets that are passed.
func (r report) faults() []string {
	beside := map[string]map[string]eval.Score{}
	for _, e := range r.engines[1:] {
		beside[e.Name] = e.Scores
	}
	out := eval.Faults(r.engines[0].Scores, beside)
	out = append(out, r.heavy()...)
	if m, ok := r.measures[ours]; ok && m.P95MS > slowest && m.P95MS > busy*r.measures["pagefind"].P95MS {
		out = append(out, fmt.Sprintf("warm queries in Chromium: p95 %.1f ms, the budget is %d ms", m.P95MS, slowest))
	}
	return out
}

// heavy lists the parts that weigh more than they may.
func (r report) heavy() []string {
	var out []string
	for _, w := range r.weights {
		if w.Budget > 0 && w.Brotli > w.Budget {
			out = append(out, fmt.Sprintf("%s: %d bytes after brotli, the budget is %d", w.Name, w.Brotli, w.Budget))
		}
	}
	return out
}

// slowest is what 95 of 100 warm queries may take in headless Chromium, in milliseconds.
const slowest = 20

// busy is the part of Pagefind's time that ours stays under on a quiet machine. On a busy one both are slow; only when ours grew against
// Pagefind's is it our fault.
const busy = 0.7
