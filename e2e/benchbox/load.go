package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
)

// readers is how many read at once.
const readers = 32

// load runs wrk.
type load struct {
	work           string
	time           time.Duration
	pages, queries []string // paths
}

// result is what wrk says of one load.
type result struct {
	rate float64       // answers a second
	p99  time.Duration // 99 of 100 answers came within it
	bad  int           // answers that were no success, and errors of connections
}

// scripts writes what wrk asks: pages in an order by chance that is the same each time, and the names of places.
func (l *load) scripts(site string) error {
	var pages []string
	err := fs.WalkDir(os.DirFS(site), ".", func(name string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(name, ".html") {
			pages = append(pages, "/"+name)
		}
		return err
	})
	if err != nil {
		return err
	}
	slices.Sort(pages)
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(pages), func(i, j int) { pages[i], pages[j] = pages[j], pages[i] })
	var queries []string
	data, err := os.ReadFile(filepath.Join("search", "eval", "queries", "typed", "exact.tsv"))
	if err != nil {
		return fmt.Errorf("run it from the root of the repository: %w", err)
	}
	for line := range strings.Lines(string(data)) {
		if f := strings.Split(line, "\t"); len(f) > 1 && (f[1] == "mn" || f[1] == "en") {
			queries = append(queries, "/api/search?lang="+f[1]+"&q="+url.QueryEscape(f[0]))
		}
	}
	l.pages, l.queries = pages, queries
	for name, s := range map[string]struct {
		paths  []string
		accept string
	}{"pages.lua": {pages, "identity"}, "packed.lua": {pages, "gzip"}, "search.lua": {queries, "identity"}} {
		var b strings.Builder
		fmt.Fprintf(&b, "wrk.headers[\"Accept-Encoding\"] = %q\nlocal paths = {\n", s.accept)
		for _, p := range s.paths {
			fmt.Fprintf(&b, "%q,\n", p)
		}
		b.WriteString("}\nlocal i = 0\nrequest = function() i = i % #paths + 1; return wrk.format(nil, paths[i]) end\n")
		if err := os.WriteFile(filepath.Join(l.work, name), []byte(b.String()), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// warm asks for everything once.
func (l load) warm(ctx context.Context, base string, search bool) error {
	ask := func(path, accept string) error {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, base+path, nil)
		if err != nil {
			return err
		}
		req.Header.Set("Accept-Encoding", accept)
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		defer res.Body.Close()
		if res.StatusCode != http.StatusOK {
			return fmt.Errorf("%s: %s", path, res.Status)
		}
		_, err = io.Copy(io.Discard, res.Body)
		return err
	}
	for _, accept := range []string{"identity", "gzip"} {
		for _, path := range l.pages {
			if err := ask(path, accept); err != nil {
				return err
			}
		}
	}
	if search {
		for _, path := range l.queries {
			if err := ask(path, "identity"); err != nil {
				return err
			}
		}
	}
	return nil
}

// Lines of wrk's answer.
var (
	rateLine  = regexp.MustCompile(`Requests/sec:\s+([0-9.]+)`)
	tailLine  = regexp.MustCompile(`(?m)^\s+99%\s+(\S+)`)
	badLine   = regexp.MustCompile(`Non-2xx or 3xx responses: ([0-9]+)`)
	errorLine = regexp.MustCompile(`Socket errors: connect ([0-9]+), read ([0-9]+), write ([0-9]+), timeout ([0-9]+)`)
)

func (l load) run(ctx context.Context, base, script string) (result, error) {
	cmd := exec.CommandContext(ctx, "wrk", "-t1", "-c"+strconv.Itoa(readers), "-d"+l.time.String(), "--latency", "-s", filepath.Join(l.work, script), base)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return result{}, fmt.Errorf("wrk: %w\n%s", err, out)
	}
	var r result
	rate, tail := rateLine.FindSubmatch(out), tailLine.FindSubmatch(out)
	if rate == nil || tail == nil {
		return r, fmt.Errorf("wrk says something else than expected:\n%s", out)
	}
	r.rate, err = strconv.ParseFloat(string(rate[1]), 64)
	if err != nil {
		return r, err
	}
	if r.p99, err = time.ParseDuration(string(tail[1])); err != nil {
		return r, err
	}
	for _, line := range []*regexp.Regexp{badLine, errorLine} {
		for i, n := range line.FindSubmatch(out) {
			if i > 0 {
				k, _ := strconv.Atoi(string(n))
				r.bad += k
			}
		}
	}
	return r, nil
}

// read asks for a page again and again, on a new connection each time, and counts what fails.
func read(url string, times int) (failed int) {
	client := http.Client{Timeout: 5 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	for range times {
		res, err := client.Get(url)
		if err == nil {
			if res.StatusCode != http.StatusOK {
				err = errors.New(res.Status)
			}
			res.Body.Close()
		}
		if err != nil {
			failed++
		}
	}
	return failed
}

func print(rows []row, idle int) {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "\tpages/s\tp99\tof nginx\tgzip/s\tp99\tof nginx\tsearches/s\tp99\tmemory\tgzip/s, %d idle\tp99\tfailed of 200\tbad answers\t\n", idle)
	var nginx row
	for _, r := range rows {
		if r.name == "nginx" {
			nginx = r
		}
	}
	for _, r := range rows {
		search, tail := "–", "–"
		if r.find.rate > 0 {
			search, tail = fmt.Sprintf("%.0f", r.find.rate), short(r.find.p99)
		}
		fmt.Fprintf(w, "%s\t%.0f\t%s\t%.2f\t%.0f\t%s\t%.2f\t%s\t%s\t%.0f MB\t%.0f\t%s\t%d\t%d\t\n", r.name, r.plain.rate, short(r.plain.p99), r.plain.rate/nginx.plain.rate,
			r.packed.rate, short(r.packed.p99), r.packed.rate/nginx.packed.rate, search, tail, float64(r.memory)/1e6, r.besieged.rate, short(r.besieged.p99), r.failed,
			r.plain.bad+r.packed.bad+r.find.bad+r.besieged.bad)
	}
	_ = w.Flush()
}

func short(d time.Duration) string { return d.Round(10 * time.Microsecond).String() }
