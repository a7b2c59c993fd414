package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"nutag/search/engine"
	"nutag/search/entry"
	"nutag/search/eval"
	"nutag/search/shard"
)

// Budgets of opening the index of one language, in milliseconds.
const (
	nativeBudget = 5
	nodeBudget   = 90
)

// opened is what peers/open.mjs measures.
type opened struct {
	Start  float64 `json:"start_ms"`
	Open   float64 `json:"open_ms"`
	Memory float64 `json:"memory"`
	Peer   float64 `json:"minisearch_ms"`
}

// speed prints sizes and opening times with their budgets. Times depend on the machine, so each has a ratio to something else
// measured in the same run, and only sizes are faults.
func speed(w io.Writer, site string, runs int) error {
	weights, err := eval.Weigh(os.DirFS(site))
	if err != nil {
		return err
	}
	if err := eval.WriteWeights(w, weights); err != nil {
		return err
	}
	unpack, open, err := native(site, "mn", runs)
	if err != nil {
		return err
	}
	node, err := underNode(site, "mn", runs)
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(t, "\nmedian of %d runs, Mongolian index\tms\tbudget ms\tratio\t\n", runs)
	fmt.Fprintf(t, "native: open\t%.1f\t%d\t%.2f of reading and unpacking the same files\t\n", ms(open), nativeBudget, float64(open)/float64(unpack))
	fmt.Fprintf(t, "under node: open\t%.1f\t%d\t%.2f of MiniSearch loading its index\t\n", node.Open, nodeBudget, node.Open/node.Peer)
	fmt.Fprintf(t, "under node: start of the program\t%.1f\t\t\t\n", node.Start)
	fmt.Fprintf(t, "under node: WebAssembly memory, MB\t%.0f\t\t\t\n", node.Memory/1e6)
	if err := t.Flush(); err != nil {
		return err
	}
	if heavy := (report{weights: weights}).heavy(); len(heavy) > 0 {
		return errors.New(strings.Join(heavy, "\n"))
	}
	return nil
}

// native measures reading and unpacking the shards of a language, and opening them.
func native(site, lang string, runs int) (unpack, open time.Duration, err error) {
	files := os.DirFS(filepath.Join(site, "search"))
	data, err := fs.ReadFile(files, entry.Name)
	if err != nil {
		return 0, 0, err
	}
	e, err := entry.Parse(data)
	if err != nil {
		return 0, 0, err
	}
	var unpacks, opens []time.Duration
	for range runs {
		start := time.Now()
		var shards [][]byte
		for _, f := range e.Languages[lang].Shards {
			packed, err := fs.ReadFile(files, path.Base(f.File))
			if err != nil {
				return 0, 0, err
			}
			raw, err := shard.Gunzip(packed)
			if err != nil {
				return 0, 0, err
			}
			shards = append(shards, raw)
		}
		unpacks = append(unpacks, time.Since(start))
		start = time.Now()
		if _, err := engine.Open(nil, shards...); err != nil {
			return 0, 0, err
		}
		opens = append(opens, time.Since(start))
	}
	return eval.Percentile(unpacks, 0.5), eval.Percentile(opens, 0.5), nil
}

// underNode measures the same in WebAssembly, each time in a process of its own.
func underNode(site, lang string, runs int) (opened, error) {
	if err := prepare(site, nil); err != nil {
		return opened{}, err
	}
	var all []opened
	for range runs {
		c := exec.Command("node", filepath.Join(peers, "open.mjs"), site, work, lang)
		c.Stderr = os.Stderr
		out, err := c.Output()
		if err != nil {
			return opened{}, fmt.Errorf("node: %w", err)
		}
		var o opened
		if err := json.Unmarshal(out, &o); err != nil {
			return opened{}, err
		}
		all = append(all, o)
	}
	slices.SortFunc(all, func(a, b opened) int { return int(1e3 * (a.Open - b.Open)) })
	return all[len(all)/2], nil
}
