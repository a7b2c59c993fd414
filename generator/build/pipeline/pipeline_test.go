package pipeline

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"
)

type recorder struct {
	mu      sync.Mutex
	started []string
	ended   map[string]Outcome
}

func (r *recorder) Started(s string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.started = append(r.started, s)
}

func (r *recorder) Ended(o Outcome) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ended == nil {
		r.ended = map[string]Outcome{}
	}
	r.ended[o.Stage] = o
}

func counts(name string, n int) Stage {
	return Stage{Name: name, Run: func(context.Context) (Count, error) { return Count{N: n, Of: "things"}, nil }}
}

func TestGroupsRunInOrderAndStagesTogether(t *testing.T) {
	meet := make(chan struct{})
	var after bool
	// Each of the two waits for the other: run one after the other they would never end.
	left := Stage{Name: "left", Run: func(ctx context.Context) (Count, error) {
		select {
		case meet <- struct{}{}:
			return Count{}, nil
		case <-time.After(10 * time.Second):
			return Count{}, errors.New("alone")
		}
	}}
	right := Stage{Name: "right", Run: func(ctx context.Context) (Count, error) {
		select {
		case <-meet:
			return Count{}, nil
		case <-time.After(10 * time.Second):
			return Count{}, errors.New("alone")
		}
	}}
	last := Stage{Name: "last", Run: func(context.Context) (Count, error) { after = true; return Count{N: 7, Of: "pages"}, nil }}
	var r recorder
	if err := Run(context.Background(), &r, []Stage{counts("first", 3)}, []Stage{left, right}, []Stage{last}); err != nil {
		t.Fatal(err)
	}
	if !after || r.started[0] != "first" || r.started[3] != "last" {
		t.Errorf("order %v", r.started)
	}
	if got := r.ended["last"].Count; got != (Count{N: 7, Of: "pages"}) {
		t.Errorf("count %v", got)
	}
}

func TestFirstErrorStopsTheRest(t *testing.T) {
	bad := errors.New("bad")
	running := make(chan struct{})
	stopped := false
	slow := Stage{Name: "slow", Run: func(ctx context.Context) (Count, error) {
		close(running)
		<-ctx.Done()
		stopped = true
		return Count{}, ctx.Err()
	}}
	failing := Stage{Name: "failing", Run: func(context.Context) (Count, error) { <-running; return Count{}, bad }}
	var r recorder
	err := Run(context.Background(), &r, []Stage{slow, failing}, []Stage{counts("never", 1)})
	if !errors.Is(err, bad) || !stopped || slices.Contains(r.started, "never") {
		t.Errorf("err %v, stopped %v, started %v", err, stopped, r.started)
	}
	if !errors.Is(r.ended["failing"].Err, bad) {
		t.Errorf("reported %v", r.ended["failing"].Err)
	}
}

func TestPanicBecomesAnError(t *testing.T) {
	var r recorder
	err := Run(context.Background(), &r, []Stage{{Name: "wild", Run: func(context.Context) (Count, error) { panic("oh") }}})
	var p *BugError
	if !errors.As(err, &p) || p.Stage != "wild" || p.What != "panic: oh" || len(p.Stack) == 0 {
		t.Fatalf("got %v", err)
	}
	if r.ended["wild"].Err == nil {
		t.Error("the end was not reported")
	}
}

func TestInterruptIsTheErrorOfTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	stop := Stage{Name: "stop", Run: func(context.Context) (Count, error) { cancel(); return Count{}, errors.New("torn down") }}
	if err := Run(ctx, Silent{}, []Stage{stop}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if err := Run(ctx, Silent{}, []Stage{counts("never", 1)}); !errors.Is(err, context.Canceled) {
		t.Errorf("already cancelled: %v", err)
	}
}
