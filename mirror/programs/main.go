// Programs builds the programs that are handed out: nutag with the search engine inside, so that it needs no Go toolchain,
// and nutag-box, for the common systems. It writes them into dist/ with their checksums and prints their sizes. The same
// source and toolchain give the same bytes on any machine.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
)

func main() {
	out := flag.String("out", "dist", "folder to write to")
	only := flag.String("only", "", "build only this program: nutag or nutag-box")
	system := flag.String("system", "", "build only for this system, for example linux-amd64, windows-amd64, macos-arm64, linux-armv7")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *out, *only, *system); err != nil {
		fmt.Fprintf(os.Stderr, "dist: %v\n", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out, only, system string) error {
	var chosen []target
	for _, t := range targets() {
		if (only == "" || only == t.program) && (system == "" || system == t.system) {
			chosen = append(chosen, t)
		}
	}
	if len(chosen) == 0 {
		return fmt.Errorf("there is no program %q for %q; see --help", only, system)
	}
	root, err := repository(ctx)
	if err != nil {
		return err
	}
	built, err := build(ctx, root, out, chosen)
	if err != nil {
		return err
	}
	for _, b := range built {
		fmt.Printf("%-28s %6.1f MB\n", b.name, float64(b.size)/1e6)
	}
	var heavy []string
	for _, b := range built {
		if b.most > 0 && b.size > b.most {
			heavy = append(heavy, b.name)
		}
	}
	if len(heavy) > 0 {
		return fmt.Errorf("larger than a bad line may be asked to carry: %s", strings.Join(heavy, ", "))
	}
	return nil
}
