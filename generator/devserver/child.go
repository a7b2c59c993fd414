package devserver

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"
)

// Outcome is how a build ended.
type Outcome struct {
	Built  bool   // the output folder holds a new portal
	Report string // when not built: what to mend, as plain text
}

// maxReport bounds the report of a build that is kept for the page, in bytes.
const maxReport = 256 << 10

// stopWithin is how long an interrupted build may clean up before it is killed.
const stopWithin = 10 * time.Second

// ChildBuild gives a function that runs one build as a child process: the memory of the site renderer is free again when
// it ends, and a crash of a build does not end the server. The problems that the child writes to its standard output are
// copied to log; its stage lines go there straight, so that a child on a terminal can show its progress.
func ChildBuild(program string, args []string, log io.Writer) func(ctx context.Context) Outcome {
	return func(ctx context.Context) Outcome {
		var report bytes.Buffer
		cmd := exec.CommandContext(ctx, program, args...)
		cmd.Stdout = io.MultiWriter(log, &bounded{w: &report, left: maxReport})
		cmd.Stderr = log
		cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
		cmd.WaitDelay = stopWithin
		ownGroup(cmd)
		err := cmd.Run()
		if err == nil {
			return Outcome{Built: true}
		}
		if report.Len() > 0 {
			return Outcome{Report: report.String()}
		}
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			return Outcome{Report: fmt.Sprintf("the build failed (%v); the terminal says why", exit)}
		}
		return Outcome{Report: "the build could not be started: " + err.Error()}
	}
}

// bounded keeps the first bytes and lets the rest go.
type bounded struct {
	w    io.Writer
	left int
}

func (b *bounded) Write(p []byte) (int, error) {
	keep := p[:min(len(p), b.left)]
	b.left -= len(keep)
	if _, err := b.w.Write(keep); err != nil {
		return 0, err
	}
	return len(p), nil
}
