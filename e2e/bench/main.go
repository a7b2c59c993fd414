// Command bench measures what the portal costs: the time and memory of a whole build, beside Hugo alone on
// the same pages in the same run, and the bytes that a reader loads.
//
//	go run ./e2e/bench [-runs 3] [-ten=false]
//	go run ./e2e/bench -editions
//
// It builds with warm caches, as a person does who changes one figure; the first build warms them and is not
// counted. Ten times the soums are built twice, and the second is counted. Numbers are medians. Absolute times belong to one machine; the ratios travel.
// With -editions it only builds each edition and weighs it.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"text/tabwriter"
)

func main() {
	runs := flag.Int("runs", 3, "how often each command is measured")
	ten := flag.Bool("ten", true, "build a synthetic portal of ten times the soums as well")
	only := flag.Bool("editions", false, "only build each edition and weigh it")
	flag.Parse()
	if err := run(*runs, *ten, *only); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(runs int, ten, onlyEditions bool) error {
	if _, err := os.Stat("go.mod"); err != nil {
		return errors.New("run it from the root of the repository")
	}
	work := filepath.Join(".build", "bench")
	if err := os.MkdirAll(work, 0o755); err != nil {
		return err
	}
	program, peer := filepath.Join(work, "nutag"), filepath.Join(work, "render")
	wanted := map[string]string{program: ".", peer: "./e2e/bench/render"}
	if onlyEditions {
		delete(wanted, peer)
	}
	for binary, pkg := range wanted {
		if _, err := measure(1, "go", "build", "-trimpath", "-o", binary, pkg); err != nil {
			return err
		}
	}
	if onlyEditions {
		return weighEditions(program, work, os.Stdout)
	}

	out := filepath.Join(work, "site")
	if _, err := measure(1, program, "build", "--out", out); err != nil {
		return err
	}
	whole, err := measure(runs, program, "build", "--out", out)
	if err != nil {
		return err
	}
	alone, err := measure(runs, peer, filepath.Join(".build", "site"), filepath.Join(work, "hugo"))
	if err != nil {
		return err
	}
	var many usage
	if ten {
		if many, err = measureTenfold(program, filepath.Join(work, "ten")); err != nil {
			return err
		}
	}
	sizes, err := weigh(out)
	if err != nil {
		return err
	}

	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(table, "%d processors, median of %d runs\t\t\t\t\n", runtime.GOMAXPROCS(0), runs)
	fmt.Fprintf(table, "\ttime s\tprocessor s\tpeak MB\tratio\t\n")
	row := func(name string, u usage) {
		fmt.Fprintf(table, "%s\t%.2f\t%.2f\t%.0f\t%.2f\t\n", name, u.wall.Seconds(), u.processor.Seconds(), float64(u.peak)/1e6, u.wall.Seconds()/alone.wall.Seconds())
	}
	row("whole build", whole)
	row("Hugo alone", alone)
	if ten {
		row(fmt.Sprintf("whole build of %d times the soums", copies), many)
		fmt.Fprintf(table, "against one times\t%.2f\t%.2f\t%.2f\t\t\n", many.wall.Seconds()/whole.wall.Seconds(), many.processor.Seconds()/whole.processor.Seconds(), float64(many.peak)/float64(whole.peak))
	}
	fmt.Fprintf(table, "\t\t\t\t\t\n\tfiles\traw kB\tbrotli kB\tlargest kB\t\n")
	for _, s := range sizes {
		fmt.Fprintf(table, "%s\t%d\t%.1f\t%.1f\t%.1f\t\n", s.name, s.files, float64(s.raw)/1e3, float64(s.packed)/1e3, float64(s.largest)/1e3)
	}
	return table.Flush()
}

// measureTenfold makes the synthetic repository and builds it, once to warm the caches and once to count.
func measureTenfold(program, dir string) (usage, error) {
	if err := tenfold(".", dir); err != nil {
		return usage{}, err
	}
	args := []string{"build", "--dir", dir, "--out", filepath.Join(dir, "public")}
	if _, err := measure(1, program, args...); err != nil {
		return usage{}, err
	}
	return measure(1, program, args...)
}
