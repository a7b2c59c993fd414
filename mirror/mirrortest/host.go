package mirrortest

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// Host is a plain static host that can be made to misbehave.
type Host struct {
	URL string

	mu    sync.Mutex
	dir   string
	asked []string
	bytes int64
	fault func(w http.ResponseWriter, r *http.Request, path string) bool
	wait  time.Duration
	rate  int64
}

// NewHost serves a folder.
func NewHost(t testing.TB, dir string) *Host {
	t.Helper()
	h := &Host{dir: dir}
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	h.URL = server.URL + "/"
	return h
}

// Serve changes the folder that is served.
func (h *Host) Serve(dir string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.dir = dir
}

// Fault sets what happens before a file is served; a function that returns true has answered itself. nil: nothing.
func (h *Host) Fault(f func(w http.ResponseWriter, r *http.Request, path string) bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.fault = f
}

// Line makes the host one behind a bad line: each answer begins after a wait, and its body comes at a rate of bytes a second.
func (h *Host) Line(wait time.Duration, rate int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.wait, h.rate = wait, rate
}

// Asked gives the paths that were fetched since the last call, and the bytes of all bodies.
func (h *Host) Asked() (paths []string, bytes int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	paths, bytes = h.asked, h.bytes
	h.asked, h.bytes = nil, 0
	return paths, bytes
}

func (h *Host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimPrefix(r.URL.Path, "/")
	h.mu.Lock()
	dir, fault, wait, rate := h.dir, h.fault, h.wait, h.rate
	if r.Method == http.MethodGet {
		h.asked = append(h.asked, path)
	}
	h.mu.Unlock()
	time.Sleep(wait)
	counted := &counter{ResponseWriter: w, host: h, rate: rate}
	if fault != nil && fault(counted, r, path) {
		return
	}
	f, err := os.Open(filepath.Join(dir, filepath.FromSlash(path)))
	if err != nil {
		// As large as the page of a real host.
		counted.Header().Set("Content-Type", "text/html")
		counted.WriteHeader(http.StatusNotFound)
		if r.Method == http.MethodGet {
			_, _ = counted.Write([]byte(strings.Repeat("not found ", 500)))
		}
		return
	}
	defer f.Close()
	http.ServeContent(counted, r, path, time.Time{}, f)
}

type counter struct {
	http.ResponseWriter
	host *Host
	rate int64 // bytes a second; 0: as fast as it goes
}

func (c *counter) Write(p []byte) (written int, err error) {
	for len(p) > 0 && err == nil {
		part, n := p, 0
		if c.rate > 0 {
			part = p[:min(len(p), 2<<10)]
			time.Sleep(time.Duration(len(part)) * time.Second / time.Duration(c.rate))
		}
		n, err = c.ResponseWriter.Write(part)
		if c.rate > 0 {
			_ = http.NewResponseController(c.ResponseWriter).Flush()
		}
		written, p = written+n, p[n:]
		c.host.mu.Lock()
		c.host.bytes += int64(n)
		c.host.mu.Unlock()
	}
	return written, err
}

// Unwrap lets a handler flush and take over the connection.
func (c *counter) Unwrap() http.ResponseWriter { return c.ResponseWriter }
