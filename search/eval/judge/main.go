// Command judge puts the queries of search/eval to the search of a built portal and says how many are answered as they should be.
//
//	go run ./search/eval/judge -site FOLDER [-nutag | -speed] [-generated] [-category NAME] [-all] [-json FILE] [-write]
//
// It ends with an error when a category misses its target or stands behind a peer, after listing what was missed.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

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
	flag.BoolVar(&o.speed, "speed", false, "no queries: sizes and opening times with their budgets")
	flag.StringVar(&o.seed, "seed", "", "instead of the committed queries others, drawn by the same rules with this seed")
	flag.Parse()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "judge:", err)
		os.Exit(1)
	}
}

type options struct {
	site, save, only, seed              string
	alone, generated, write, all, speed bool
}

func run(o options) error {
	if _, err := os.Stat("go.mod"); err != nil {
		return errors.New("run it from the root of the repository")
	}
	if o.write && (o.generated || o.only != "" || o.seed != "") {
		return errors.New("-write is for all queries; leave -generated, -category and -seed out")
	}
	if o.speed {
		return speed(os.Stdout, o.site, 5)
	}
	queries, err := load(o.seed)
	if err != nil {
		return err
	}
	queries = slices.DeleteFunc(queries, func(q eval.Query) bool {
		return !q.Generated && o.generated || o.only != "" && o.only != q.Category
	})
	if len(queries) == 0 {
		return fmt.Errorf("no query of category %q", o.only)
	}
	answers, times, err := eval.Native(o.site, queries)
	if err != nil {
		return fmt.Errorf("%w; build the portal first, or name its folder with -site", err)
	}
	docs, err := eval.Documents(os.DirFS(o.site), os.DirFS("data"))
	if err != nil {
		return err
	}
	if err := eval.Known(queries, docs); err != nil {
		return err
	}
	outcomes, err := eval.Judge(queries, answers, eval.SameID)
	if err != nil {
		return err
	}
	r := report{outcomes: outcomes, engines: []eval.Engine{{Name: ours, Scores: eval.Count(outcomes, nil)}}}
	var faults []string
	if !o.alone {
		if faults, err = r.beside(o.site, queries, docs, answers); err != nil {
			return err
		}
	}
	if r.weights, err = eval.Weigh(os.DirFS(o.site)); err != nil {
		return err
	}
	if err := r.print(os.Stdout); err != nil {
		return err
	}
	fmt.Printf("native, warm: p50 %.2f ms, p95 %.2f ms; slowest: %s\n", ms(eval.Percentile(times, 0.5)), ms(eval.Percentile(times, 0.95)), strings.Join(eval.Slowest(queries, times, 5), ", "))
	r.printMissed(os.Stdout, o.all)
	if o.save != "" {
		if err := eval.Save(o.save, outcomes); err != nil {
			return err
		}
	}
	if o.write {
		if err := r.writeDocument(); err != nil {
			return err
		}
	}
	faults = append(faults, r.faults()...)
	if len(faults) > 0 {
		return fmt.Errorf("%d faults:\n  %s", len(faults), strings.Join(faults, "\n  "))
	}
	return nil
}

// load reads the committed queries or, with a seed, draws others by the same rules.
func load(seed string) ([]eval.Query, error) {
	if seed == "" {
		return eval.Load(os.DirFS("search/eval/queries"))
	}
	made, err := eval.Generate(os.DirFS("data"), seed)
	if err != nil {
		return nil, err
	}
	var queries []eval.Query
	for _, c := range eval.Categories {
		queries = append(queries, made[c.Name]...)
	}
	return queries, nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1e3 }
