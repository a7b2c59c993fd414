package main

import (
	"bytes"
	"cmp"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"
)

// usage is what a command took, with the programs that it started itself.
type usage struct {
	wall      time.Duration
	processor time.Duration // user and system
	peak      int64         // largest resident set of any of the processes, in bytes
}

// measure runs a command several times and gives the median of each number by itself. A command
// that fails ends the measurement with what it wrote.
func measure(runs int, name string, args ...string) (usage, error) {
	var all []usage
	for range max(1, runs) {
		command := exec.Command(name, args...)
		var output bytes.Buffer
		command.Stdout, command.Stderr = &output, &output
		start := time.Now()
		if err := command.Run(); err != nil {
			return usage{}, fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, output.Bytes())
		}
		u := usage{wall: time.Since(start), processor: command.ProcessState.UserTime() + command.ProcessState.SystemTime()}
		if r, ok := command.ProcessState.SysUsage().(*syscall.Rusage); ok {
			// Linux counts in units of 1,024 bytes.
			u.peak = r.Maxrss << 10
		}
		all = append(all, u)
	}
	return usage{
		wall:      median(all, func(u usage) time.Duration { return u.wall }),
		processor: median(all, func(u usage) time.Duration { return u.processor }),
		peak:      median(all, func(u usage) int64 { return u.peak }),
	}, nil
}

func median[T cmp.Ordered](all []usage, of func(usage) T) T {
	values := make([]T, 0, len(all))
	for _, u := range all {
		values = append(values, of(u))
	}
	slices.Sort(values)
	return values[len(values)/2]
}
