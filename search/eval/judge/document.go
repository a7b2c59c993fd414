package main

import (
	"fmt"
	"os"
	"strings"

	"nutag/search/eval"
)

const (
	document   = "docs/SEARCH.md"
	beforeFile = "search/eval/before.json"
)

// writeDocument puts the tables of this run between the markers of docs/SEARCH.md.
func (r report) writeDocument() error {
	before, err := eval.Saved(beforeFile)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(document)
	if err != nil {
		return err
	}
	text := string(data)
	tables := map[string]string{"found": r.foundTable(), "tuning": r.tuningTable(before), "sizes": r.sizesTable()}
	if r.measures != nil {
		tables["costs"] = r.costsTable()
	} else {
		delete(tables, "found") // of one engine alone it would lose the others' columns
	}
	for name, table := range tables {
		if text, err = eval.Fill(text, name, table); err != nil {
			return fmt.Errorf("%s: %w", document, err)
		}
	}
	return os.WriteFile(document, []byte(text), 0o644)
}

// row writes one row of a Markdown table.
func row(b *strings.Builder, cells ...string) {
	b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}

// head writes the first row and the line under it, with all columns but the first to the right.
func head(b *strings.Builder, cells ...string) {
	row(b, cells...)
	b.WriteString("| ---" + strings.Repeat(" | ---:", len(cells)-1) + " |\n")
}

func percent(x float64) string { return fmt.Sprintf("%.1f", 100*x) }

func (r report) foundTable() string {
	var b strings.Builder
	cells := []string{"category", "queries", "demanded", "target %", "answered %", "in 1", "in 3", "in 5", "MRR", "empty"}
	for _, e := range r.engines[1:] {
		cells = append(cells, e.Name+" %", "MRR", "empty")
	}
	head(&b, cells...)
	for _, name := range eval.RowNames() {
		s := r.engines[0].Scores[name]
		if s.Queries == 0 {
			continue
		}
		cells := []string{"all", fmt.Sprint(s.Queries), "", ""}
		if c, ok := eval.Find(name); ok {
			cells = []string{name, fmt.Sprint(s.Queries), c.Demand(), fmt.Sprintf("%.0f", 100*c.Target)}
		}
		cells = append(cells, percent(s.Share()), percent(s.Part(s.First1)), percent(s.Part(s.First3)), percent(s.Part(s.First5)), fmt.Sprintf("%.3f", s.MRR()), fmt.Sprint(s.Empty))
		for _, e := range r.engines[1:] {
			o := e.Scores[name]
			cells = append(cells, percent(o.Share()), fmt.Sprintf("%.3f", o.MRR()), fmt.Sprint(o.Empty))
		}
		row(&b, cells...)
	}
	return b.String()
}

// tuningTable compares both halves of the queries before any tuning and now.
func (r report) tuningTable(before eval.Records) string {
	now := eval.Halves(r.outcomes)
	var b strings.Builder
	head(&b, "category", "generated: queries", "before %", "now %", "typed: queries", "before %", "now %")
	for _, name := range eval.RowNames() {
		if name == "" {
			name = "all"
		}
		cells := []string{name}
		for _, half := range []struct{ before, now map[string]eval.Record }{{before.Generated, now.Generated}, {before.Typed, now.Typed}} {
			n := half.now[name]
			if n.Queries == 0 {
				cells = append(cells, "", "", "")
				continue
			}
			cells = append(cells, fmt.Sprint(n.Queries), percent(half.before[name].Share()), percent(n.Share()))
		}
		row(&b, cells...)
	}
	return b.String()
}

func (r report) costsTable() string {
	var b strings.Builder
	head(&b, append([]string{"in headless Chromium"}, r.names()...)...)
	for _, m := range eval.MeasureRows {
		cells := []string{m.Name}
		for _, n := range r.names() {
			cells = append(cells, m.Value(r.measures[n]))
		}
		row(&b, cells...)
	}
	return b.String()
}

func (r report) sizesTable() string {
	var b strings.Builder
	head(&b, "part", "files", "as shipped, kB", "after brotli, kB", "budget, kB")
	for _, w := range r.weights {
		budget := ""
		if w.Budget > 0 {
			budget = fmt.Sprint(w.Budget / 1000)
		}
		row(&b, w.Name, fmt.Sprint(w.Files), fmt.Sprintf("%.1f", float64(w.Shipped)/1e3), fmt.Sprintf("%.1f", float64(w.Brotli)/1e3), budget)
	}
	return b.String()
}
