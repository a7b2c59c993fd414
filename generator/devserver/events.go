package devserver

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// state is what the open pages are told. A page reloads when Build differs from the one it was loaded with.
type state struct {
	Build    string `json:"build"`    // changes with each successful build and each start of the server
	Building bool   `json:"building"` // a build is under way
	Problems string `json:"problems"` // report of the last build when it failed, else empty
	Restart  bool   `json:"restart"`  // the program itself has changed since it was started
}

// hub keeps the state and wakes those who wait for a change.
type hub struct {
	mu      sync.Mutex
	started int64
	builds  int
	now     state
	changed chan struct{} // closed and replaced at each change
}

func newHub(start time.Time) *hub {
	h := &hub{started: start.UnixNano(), changed: make(chan struct{})}
	h.now.Build = h.id()
	return h
}

func (h *hub) id() string { return fmt.Sprintf("%x-%d", h.started, h.builds) }

func (h *hub) update(f func(*state)) {
	h.mu.Lock()
	defer h.mu.Unlock()
	f(&h.now)
	close(h.changed)
	h.changed = make(chan struct{})
}

func (h *hub) building() { h.update(func(s *state) { s.Building = true }) }

func (h *hub) restart() { h.update(func(s *state) { s.Restart = true }) }

func (h *hub) built(o Outcome) {
	h.update(func(s *state) {
		s.Building = false
		s.Problems = o.Report
		if o.Built {
			s.Problems = ""
			h.builds++
			s.Build = h.id()
		}
	})
}

func (h *hub) get() (state, <-chan struct{}) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now, h.changed
}

// heartbeat keeps proxies and sleeping tabs from taking the silence for a broken line.
const heartbeat = 20 * time.Second

// ServeHTTP sends the state at once and again at each change, as Server-Sent Events, until the reader leaves or the
// server stops.
func (h *hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	rc := http.NewResponseController(w)
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		s, changed := h.get()
		data, err := json.Marshal(s)
		if err != nil {
			return
		}
		if _, err := fmt.Fprintf(w, "retry: 500\ndata: %s\n\n", data); err != nil {
			return
		}
		if err := rc.Flush(); err != nil {
			return
		}
		for waiting := true; waiting; {
			select {
			case <-r.Context().Done():
				return
			case <-changed:
				waiting = false
			case <-beat.C:
				if _, err := fmt.Fprint(w, ": beat\n\n"); err != nil {
					return
				}
				if err := rc.Flush(); err != nil {
					return
				}
			}
		}
	}
}
