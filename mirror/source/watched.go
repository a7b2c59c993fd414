package source

import (
	"context"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

// watched ends a transfer that goes slower than the minimum speed. Waiting inside one Read counts as well: the watch runs
// beside it and cancels the request.
type watched struct {
	body   io.ReadCloser
	ctx    context.Context
	cancel context.CancelCauseFunc
	least  int64
	window time.Duration
	read   atomic.Int64 // since the last look

	mu     sync.Mutex // guards what follows
	timer  *time.Timer
	closed bool
}

func (w *watched) watch() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.timer = time.AfterFunc(w.window, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		if w.closed {
			return
		}
		if w.read.Swap(0) < w.least {
			w.cancel(ErrSlow)
			return
		}
		w.timer.Reset(w.window)
	})
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.body.Read(p)
	w.read.Add(int64(n))
	if err != nil && err != io.EOF {
		if cause := context.Cause(w.ctx); cause != nil {
			err = cause
		}
	}
	return n, err
}

func (w *watched) Close() error {
	w.mu.Lock()
	w.closed = true
	w.timer.Stop()
	w.mu.Unlock()
	err := w.body.Close()
	w.cancel(nil)
	return err
}
