package box

import (
	"fmt"
	"io"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// faultEvery bounds how often the host is told of damage: a damaged page that is asked for all day is one line a minute.
const faultEvery = time.Minute

// stats count what the server does. They hold no address and no path of a reader.
type stats struct {
	log      io.Writer
	answers  [6]atomic.Int64 // by first digit of the status
	bytes    atomic.Int64
	searches atomic.Int64
	zips     atomic.Int64
	faults   atomic.Int64

	mu   sync.Mutex
	told time.Time
}

func newStats(log io.Writer) *stats { return &stats{log: log} }

func (s *stats) answered(status int, written int64) {
	if class := status / 100; class >= 1 && class < len(s.answers) {
		s.answers[class].Add(1)
	}
	s.bytes.Add(written)
}

func (s *stats) searched() { s.searches.Add(1) }

// fault counts damage and tells the host of it.
func (s *stats) fault(err error) {
	s.faults.Add(1)
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := time.Now(); now.Sub(s.told) >= faultEvery {
		s.told = now
		fmt.Fprintf(s.log, "nutag-box: %v\n", err)
	}
}

// admin answers the host of this computer: /health and /metrics, the latter in the text format of Prometheus.
func (s *Server) admin(connections func() (open int, evicted, refused int64)) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /health", func(w http.ResponseWriter, r *http.Request) {
		secure(w.Header())
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		rel, err := s.release()
		if err != nil {
			writeJSON(w, r, http.StatusServiceUnavailable, map[string]any{"ok": false, "reason": err.Error()})
			return
		}
		writeJSON(w, r, http.StatusOK, map[string]any{
			"ok": rel.Verified, "release": rel.Number, "edition": rel.Edition, "date": rel.Date, "review_by": rel.ReviewBy, "verified": rel.Verified, "reason": rel.Reason,
		})
	})
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, _ *http.Request) {
		secure(w.Header())
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		for class := 1; class < len(s.stats.answers); class++ {
			fmt.Fprintf(w, "nutag_answers_total{status=\"%dxx\"} %d\n", class, s.stats.answers[class].Load())
		}
		open, evicted, refused := connections()
		held := s.store.bodies.WeightedSize()
		number := int64(0)
		if rel, err := s.release(); err == nil {
			number = rel.Number
		}
		for _, m := range []struct {
			name  string
			value any
		}{
			{"nutag_sent_bytes_total", s.stats.bytes.Load()}, {"nutag_searches_total", s.stats.searches.Load()},
			{"nutag_copies_total", s.stats.zips.Load()}, {"nutag_faults_total", s.stats.faults.Load()},
			{"nutag_connections", open}, {"nutag_connections_evicted_total", evicted}, {"nutag_connections_refused_total", refused},
			{"nutag_memory_bytes", held}, {"nutag_release", number},
		} {
			fmt.Fprintf(w, "%s %v\n", m.name, m.value)
		}
	})
	return mux
}
