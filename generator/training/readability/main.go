// Command readability lists how hard the lessons are to read, the hardest of each language first, so that a writer knows
// where to begin. The figures are explained at training.measure. A build writes the same table to .build/readability.tsv.
package main

import (
	"fmt"
	"os"
	"text/tabwriter"

	"nutag/generator/training"
)

func main() {
	t, problems := training.Load(os.DirFS("."), "content/training")
	if n := problems.Errors(); n > 0 {
		fmt.Fprintf(os.Stderr, "readability: the lessons have %d errors; run nutag check\n", n)
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	defer w.Flush()
	w.Write(training.ReadingTable(t)) // what the terminal does not take is not ours to mend
}
