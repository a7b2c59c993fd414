// Command wire measures what an update of a copy costs on the line, headers and all, beside peers that know nothing of
// signatures: copying everything, rsync and zsync of the same trees.
//
//	go run ./e2e/wire [-base DIR -ten DIR -one DIR]
//
// Without folders it builds the portal three times: as it is, with other figures of ten soums of one aimag, and with one
// corrected figure. It ends with 1 when a budget is missed. rsync and zsync are those of the system (Debian: apt install
// rsync zsync).
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"text/tabwriter"
)

// Budgets in bytes, those of the project.
const (
	budgetNothing = 1_000 // bodies only
	budgetTen     = 200_000
	budgetOne     = 80_000
)

func main() {
	var folders [3]string
	flag.StringVar(&folders[0], "base", "", "portal as it is")
	flag.StringVar(&folders[1], "ten", "", "portal with ten changed soums")
	flag.StringVar(&folders[2], "one", "", "portal with one corrected figure")
	flag.Parse()
	missed, err := run(folders)
	if err != nil {
		fmt.Fprintln(os.Stderr, "wire:", err)
		os.Exit(1)
	}
	if missed {
		fmt.Fprintln(os.Stderr, "wire: a budget is missed")
		os.Exit(1)
	}
}

func run(folders [3]string) (missed bool, err error) {
	if _, err := os.Stat("go.mod"); err != nil {
		return false, errors.New("run it from the root of the repository")
	}
	if err := installed(); err != nil {
		return false, err
	}
	work, err := filepath.Abs(filepath.Join(".build", "wire"))
	if err != nil {
		return false, err
	}
	if err := os.MkdirAll(work, 0o755); err != nil {
		return false, err
	}
	if folders[0] == "" {
		if folders, err = build(work); err != nil {
			return false, err
		}
	}
	for i := range folders {
		if folders[i], err = filepath.Abs(folders[i]); err != nil {
			return false, err
		}
	}
	ctx := context.Background()
	b, err := newBench(ctx, filepath.Join(work, "run"), folders[0])
	if err != nil {
		return false, err
	}
	defer b.close()
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(table, "bytes on the line\tfetched\twith headers\trequests\tbudget\twhole copy\trsync -z\tzsync\trsync : ours\t\n")
	row := func(name string, u usage, budget int64, p peers) {
		state := ""
		if budget > 0 {
			state = fmt.Sprint(budget)
			counted := u.line
			if budget == budgetNothing {
				counted = u.bodies
			}
			if counted > budget {
				state, missed = state+" MISSED", true
			}
		}
		ratio := ""
		if p.rsync > 0 {
			ratio = fmt.Sprintf("%.1f", float64(p.rsync)/float64(u.line))
		}
		fmt.Fprintf(table, "%s\t%d\t%d\t%d\t%s\t%s\t%s\t%s\t%s\t\n", name, u.bodies, u.line, u.requests, state, shown(p.whole), shown(p.rsync), shown(p.zsync), ratio)
	}
	row("first copy", b.first, 0, peers{whole: b.whole})
	nothing, err := b.update(ctx, folders[0], false)
	if err != nil {
		return missed, err
	}
	row("nothing new", nothing, budgetNothing, peers{})
	for i, c := range []struct {
		name   string
		budget int64
	}{{"ten changed soums", budgetTen}, {"one corrected figure", budgetOne}} {
		u, err := b.update(ctx, folders[i+1], true)
		if err != nil {
			return missed, err
		}
		p, err := b.peers(folders[0], folders[i+1])
		if err != nil {
			return missed, err
		}
		row(c.name, u, c.budget, p)
	}
	return missed, table.Flush()
}

func shown(n int64) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}
