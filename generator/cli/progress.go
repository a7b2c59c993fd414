package cli

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"nutag/generator/build/pipeline"
)

// frames is how often the live line is drawn anew.
const frames = 120 * time.Millisecond

// reporter writes one line for each stage that has ended and, on a terminal, shows below them what is running and for
// how long.
type reporter struct {
	w       io.Writer
	bar     *progressbar.ProgressBar // nil when the stream is not a terminal
	done    chan struct{}
	mu      sync.Mutex
	running []string
	closed  bool
}

func (a *app) reporter() *reporter {
	return newReporter(a.io.Err, isTerminal(a.io.Err))
}

func newReporter(w io.Writer, live bool) *reporter {
	r := &reporter{w: w, done: make(chan struct{})}
	if !live {
		return r
	}
	r.bar = progressbar.NewOptions(-1,
		progressbar.OptionSetWriter(w),
		progressbar.OptionSpinnerType(14),
		progressbar.OptionSetElapsedTime(true),
		progressbar.OptionSetWidth(10),
		progressbar.OptionClearOnFinish(),
		// The library would redraw from a goroutine of its own, which could draw over a stage line.
		progressbar.OptionSetSpinnerChangeInterval(0),
	)
	go r.redraw()
	return r
}

func (r *reporter) redraw() {
	tick := time.NewTicker(frames)
	defer tick.Stop()
	for {
		select {
		case <-r.done:
			return
		case <-tick.C:
			r.mu.Lock()
			if !r.closed && len(r.running) > 0 {
				_ = r.bar.Add(1) // a line that cannot be drawn is no reason to stop
			}
			r.mu.Unlock()
		}
	}
}

// Started implements pipeline.Reporter.
func (r *reporter) Started(stage string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.running = append(r.running, stage)
	r.describe()
}

// Ended implements pipeline.Reporter.
func (r *reporter) Ended(o pipeline.Outcome) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.running = slices.DeleteFunc(r.running, func(s string) bool { return s == o.Stage })
	r.clear()
	fmt.Fprintln(r.w, stageLine(o))
	for line := range strings.Lines(o.Count.Note) {
		fmt.Fprintf(r.w, "%-10s %s\n", "", strings.TrimRight(line, "\n"))
	}
	r.describe()
}

// close takes the live line away. It may be called more than once.
func (r *reporter) close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return
	}
	r.closed = true
	close(r.done)
	r.clear()
}

func (r *reporter) describe() {
	if r.bar != nil && !r.closed && len(r.running) > 0 {
		r.bar.Describe(strings.Join(r.running, ", "))
	}
}

func (r *reporter) clear() {
	if r.bar != nil {
		_ = r.bar.Clear()
	}
}

// stageLine is the record of a stage: name, count, time in seconds.
func stageLine(o pipeline.Outcome) string {
	what := ""
	switch {
	case o.Err != nil:
		what = "stopped"
	case o.Count.Of != "":
		what = group(o.Count.N) + " " + o.Count.Of
	}
	return fmt.Sprintf("%-10s %-24s %6.2f s", o.Stage, what, o.Took.Seconds())
}

// group writes a number with commas between thousands.
func group(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// isTerminal tells whether a stream is a terminal that can redraw a line.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd())) && os.Getenv("TERM") != "dumb"
}
