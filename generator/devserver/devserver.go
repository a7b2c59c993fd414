// Package devserver shows the portal while somebody works on it: it builds, serves the output on this machine, watches
// the input, builds again and lets open pages reload. It is not a server for readers.
//
// Nothing of it reaches the output: the script that reloads a page is put in as the page is served. Because a build
// takes the place of the old output in one step, a reader sees the old portal until the new one is whole.
package devserver

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"time"

	"nutag/mirror/served"
)

//go:embed assets
var assets embed.FS

// Config says what to serve and how to build it. All fields are needed.
type Config struct {
	Addr  string                            // host:port to listen on; port 0 takes any free one
	Dir   string                            // root of the repository, watched
	Out   string                            // output folder, served
	Build func(ctx context.Context) Outcome // runs one build into Out
	Log   io.Writer                         // where to tell what happens
}

// AddrError says that the address cannot be listened on.
type AddrError struct {
	Addr   string
	Reason string
	fix    string
}

// Error names the address and the reason.
func (e *AddrError) Error() string { return e.Addr + ": " + e.Reason }

// Remedy says how to choose another address.
func (e *AddrError) Remedy() string { return e.fix }

// Serve listens, builds, serves and rebuilds until the context ends, which is not an error. The address is taken before
// the first build, so that a taken port is known at once.
func Serve(ctx context.Context, c Config) error {
	l, err := listen(ctx, c.Addr)
	if err != nil {
		return err
	}
	w, err := newWatcher(c.Dir)
	if err != nil {
		l.Close()
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	h := newHub(time.Now())
	h.building()
	srv := &http.Server{
		Handler:           handler(c.Out, h),
		ReadHeaderTimeout: 5 * time.Second,
		BaseContext:       func(net.Listener) context.Context { return ctx }, // ends event streams with the server
	}
	served := make(chan error, 1)
	go func() { served <- srv.Serve(l) }()

	address := "http://" + l.Addr().String() + "/"
	say := func(s string) { fmt.Fprintln(c.Log, s) }
	changes := make(chan change)
	watching := make(chan struct{})
	go func() { defer close(watching); w.run(ctx, changes, say) }()
	loopDone := make(chan struct{})
	go func() { defer close(loopDone); loop(ctx, c.Build, h, changes, say, address) }()

	select {
	case <-ctx.Done():
		err = nil
	case err = <-served:
	}
	cancel()
	<-loopDone
	<-watching
	grace, done := context.WithTimeout(context.Background(), time.Second)
	defer done()
	if srv.Shutdown(grace) != nil {
		srv.Close()
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// loop builds once, and again after each change of the input.
func loop(ctx context.Context, build func(context.Context) Outcome, h *hub, changes <-chan change, say func(string), address string) {
	run := func() {
		h.building()
		o := build(ctx)
		if ctx.Err() != nil {
			return
		}
		h.built(o)
		if o.Built {
			say("serving  " + address + "  (Ctrl-C stops)")
		} else {
			say("not built; " + address + " still shows the last good portal, if there is one. Mend the input: it builds again by itself.")
		}
	}
	run()
	for {
		select {
		case <-ctx.Done():
			return
		case c := <-changes:
			if len(c.code) > 0 {
				say("changed  " + list(c.code) + ": this is the program itself; restart it to see the change (Ctrl-C, then go run . serve)")
				h.restart()
			}
			if len(c.inputs) > 0 {
				say("changed  " + list(c.inputs))
				run()
			}
		}
	}
}

// list names a few files and counts the rest.
func list(names []string) string {
	const most = 4
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}

func listen(ctx context.Context, addr string) (net.Listener, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", addr)
	switch {
	case err == nil:
		return l, nil
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, &AddrError{Addr: addr, Reason: "another program listens there already",
			fix: "stop it, or choose another port: nutag serve --addr 127.0.0.1:8081 (port 0 takes any free one)"}
	default:
		return nil, &AddrError{Addr: addr, Reason: "cannot listen there: " + err.Error(),
			fix: "write an address of this machine and a port, like 127.0.0.1:8080"}
	}
}

// handler puts the parts together: /_nutag/ belongs to the server, the rest to the portal.
func handler(out string, h *hub) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /_nutag/events", h)
	mux.HandleFunc("GET /_nutag/{name}", serveAsset)
	site := &siteFiles{dir: out, wait: func(w http.ResponseWriter) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Retry-After", "2")
		w.WriteHeader(http.StatusServiceUnavailable)
		page, _ := assets.ReadFile("assets/wait.html") // embedded: it is there
		_, _ = w.Write(inject(page))
	}}
	// Not through the mux: it would redirect unclean paths before the rules of the site see them.
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/_nutag/") {
			mux.ServeHTTP(w, r)
			return
		}
		site.ServeHTTP(w, r)
	})
}

func serveAsset(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	data, err := assets.ReadFile("assets/" + name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", served.Type(name))
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	_, _ = w.Write(data)
}
