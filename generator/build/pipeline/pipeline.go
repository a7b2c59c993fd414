// Package pipeline runs named stages in order and tells how each went, so that the order of a build can be read in one
// place (package build) and its progress can be shown in any form (package cli).
package pipeline

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"golang.org/x/sync/errgroup"
)

// Count is what a stage has to show for itself, for example {339, "shapes"}. The zero Count shows nothing.
type Count struct {
	N    int
	Of   string // plural noun, English
	Note string // lines that stand below the stage line; most stages have none
}

// Stage is one step of a build.
type Stage struct {
	Name string // one word, as it stands in the stage line
	Run  func(ctx context.Context) (Count, error)
}

// Outcome is what is known of a stage once it has ended.
type Outcome struct {
	Stage string
	Count Count
	Took  time.Duration
	Err   error // nil when it succeeded
}

// Reporter is told of stages as they start and end. Stages of one group run at the same time, so its methods are called
// from several goroutines.
type Reporter interface {
	Started(stage string)
	Ended(Outcome)
}

// Silent is a Reporter that tells nobody.
type Silent struct{}

// Started does nothing.
func (Silent) Started(string) {}

// Ended does nothing.
func (Silent) Ended(Outcome) {}

// BugError is a fault of the program itself: a panic in a stage, or an error that checked input cannot cause. It is an
// error so that the output can be cleaned up before the program says so.
type BugError struct {
	Stage string
	What  string
	Stack []byte // empty when there was no panic
}

// Error names the stage and what happened, without the stack.
func (e *BugError) Error() string { return "stage " + e.Stage + ": " + e.What }

// Run runs the groups one after the other and the stages of a group at the same time. The first error stops everything:
// the context of the other stages of the group is cancelled, they are waited for, and later groups do not start. The
// error is that of the first stage to fail; an interrupt gives ctx.Err().
func Run(ctx context.Context, r Reporter, groups ...[]Stage) error {
	for _, group := range groups {
		if err := ctx.Err(); err != nil {
			return err
		}
		g, gctx := errgroup.WithContext(ctx)
		for _, s := range group {
			g.Go(func() error { return runStage(gctx, r, s) })
		}
		if err := g.Wait(); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return err
		}
	}
	return ctx.Err()
}

func runStage(ctx context.Context, r Reporter, s Stage) (err error) {
	r.Started(s.Name)
	start := time.Now()
	var count Count
	defer func() {
		if v := recover(); v != nil {
			err = &BugError{Stage: s.Name, What: fmt.Sprintf("panic: %v", v), Stack: debug.Stack()}
		}
		r.Ended(Outcome{Stage: s.Name, Count: count, Took: time.Since(start), Err: err})
	}()
	if err := ctx.Err(); err != nil {
		return err
	}
	count, err = s.Run(ctx)
	return err
}
