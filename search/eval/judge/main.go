// Command judge puts the queries of search/eval to the search of a built portal and says how many are answered as they should be.
//
//	go run ./search/eval/judge -site FOLDER [-nutag] [-generated] [-json FILE] [-write]
//
// It ends with an error when a category misses its target or stands behind a peer, after listing what was missed.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"

	"nutag/search/eval"
)

func main() {
	var o options
	flag.StringVar(&o.site, "site", "public", "folder of the built portal")
	flag.BoolVar(&o.alone, "nutag", false, "our own engine alone, natively: fast")
	flag.BoolVar(&o.generated, "generated", false, "only the queries that are made by rule")
	flag.StringVar(&o.only, "category", "", "only this category")
	flag.StringVar(&o.save, "json", "", "write the scores of our engine to this file, the generated and the typed half apart")
	flag.BoolVar(&o.write, "write", false, "write the tables into docs/SEARCH.md")
	flag.BoolVar(&o.all, "all", false, "list every query that was missed, also where the target is met")
	flag.Parse()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "judge:", err)
		os.Exit(1)
	}
}

type options struct {
	site, save, only             string
	alone, generated, write, all bool
}

func run(o options) error {
	if _, err := os.Stat("go.mod"); err != nil {
		return errors.New("run it from the root of the repository")
	}
	queries, err := eval.Load(os.DirFS("search/eval/queries"))
	if err != nil {
		return err
	}
	keep := queries[:0]
	for _, q := range queries {
		if (q.Generated || !o.generated) && (o.only == "" || o.only == q.Category) {
			keep = append(keep, q)
		}
	}
	queries = keep
	if len(queries) == 0 {
		return fmt.Errorf("no query of category %q", o.only)
	}
	answers, times, err := eval.Native(o.site, queries)
	if err != nil {
		return fmt.Errorf("%w; build the portal first, or name its folder with -site", err)
	}
	outcomes, err := eval.Judge(queries, answers, eval.SameID)
	if err != nil {
		return err
	}
	own := eval.Count(outcomes, nil)
	engines := []eval.Engine{{Name: "nutag", Scores: own}}
	if err := eval.WriteText(os.Stdout, engines); err != nil {
		return err
	}
	fmt.Printf("native, warm: p50 %.2f ms, p95 %.2f ms\n", float64(eval.Percentile(times, 0.5).Microseconds())/1e3, float64(eval.Percentile(times, 0.95).Microseconds())/1e3)
	faults := eval.Faults(own, nil)
	for _, c := range eval.Categories {
		if s, ok := own[c.Name]; ok && (o.all || s.OK < c.Needed(s.Queries)) {
			if missed := eval.Missed(outcomes, c.Name); len(missed) > 0 {
				fmt.Printf("\n%s, missed:\n  %s\n", c.Name, strings.Join(missed, "\n  "))
			}
		}
	}
	if o.save != "" {
		if err := eval.Save(o.save, outcomes); err != nil {
			return err
		}
	}
	if len(faults) > 0 {
		return fmt.Errorf("%d faults:\n  %s", len(faults), strings.Join(faults, "\n  "))
	}
	return nil
}
