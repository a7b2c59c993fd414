// Command benchbox measures the server of a mirror beside nginx and Caddy, in one run on the same files: pages a second
// and the time within which 99 of 100 answers come, plain and compressed; searches a second; and what is left for readers
// while thousands of connections say nothing or a letter now and then.
//
//	go run ./e2e/benchbox [-site public] [-time 5s] [-idle 10000]
//	go run ./e2e/benchbox -make DIR [-site public]
//
// With -make it measures nothing and leaves nutag-box and a copy to serve in DIR, for the browser tests.
//
// The load comes from wrk on the same machine, so that each server has what wrk leaves of the processors. Absolute figures
// belong to one machine; the ratios travel. nginx, Caddy and wrk are Debian's.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"time"
)

func main() {
	site := flag.String("site", "public", "folder of a built portal")
	length := flag.Duration("time", 5*time.Second, "how long each load lasts")
	idle := flag.Int("idle", 10_000, "silent and slow connections")
	made := flag.String("make", "", "write nutag-box and a copy of the portal into this folder, and measure nothing")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := error(nil)
	if *made != "" {
		_, err = mirror(ctx, *site, *made)
	} else {
		err = run(ctx, *site, *length, *idle)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "benchbox:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, site string, length time.Duration, idle int) error {
	for _, program := range []string{"nginx", "caddy", "wrk"} {
		if _, err := exec.LookPath(program); err != nil {
			return fmt.Errorf("there is no %s; apt-get install nginx-light caddy wrk", program)
		}
	}
	if _, err := os.Stat(filepath.Join(site, "mn", "index.html")); err != nil {
		return errors.New(site + " is no built portal; name one with -site")
	}
	work, err := os.MkdirTemp("", "nutag-benchbox-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	tree, err := mirror(ctx, site, work)
	if err != nil {
		return err
	}
	load := load{work: work, time: length}
	if err := pack(tree.plain, tree.packed); err != nil {
		return err
	}
	if err := load.scripts(tree.plain); err != nil {
		return err
	}
	var rows []row
	for _, s := range servers(work, tree) {
		measured, err := s.measure(ctx, load, idle)
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		rows = append(rows, measured)
	}
	print(rows, idle)
	return nil
}
