package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"nutag/mirror/copy"
	"nutag/mirror/keys"
	"nutag/mirror/release"
	"nutag/mirror/source"
	"nutag/mirror/update"
)

// usage is what one update costs.
type usage struct {
	bodies   int64 // bytes of the answers without headers
	line     int64 // bytes in both directions, headers and all
	requests int64
}

// bench is a host on the loopback that counts bytes, and a copy of the first release.
type bench struct {
	work   string
	roots  [][]byte
	key    keys.Key
	server *http.Server
	url    string
	dir    atomic.Value // folder that is served
	count  struct{ bodies, line, requests atomic.Int64 }
	base   string // release 1
	first  usage
	whole  int64 // bytes of all files of the portal
}

const day = "2026-11-01" // of the first release; the second is a day later

func newBench(ctx context.Context, work, site string) (*bench, error) {
	if err := os.RemoveAll(work); err != nil {
		return nil, err
	}
	b := &bench{work: work, key: keys.FromSeed(bytes.Repeat([]byte{2}, 32)), base: filepath.Join(work, "release-1")}
	holder := keys.FromSeed(bytes.Repeat([]byte{1}, 32))
	root, err := keys.First(keys.Plan{Holders: []*keys.Public{holder.Public()}, Threshold: 1, Release: []*keys.Public{b.key.Public()},
		Expires: time.Date(2090, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		return nil, err
	}
	if err := keys.Sign(root, nil, holder); err != nil {
		return nil, err
	}
	raw, err := keys.Encode(root)
	if err != nil {
		return nil, err
	}
	b.roots = [][]byte{raw}
	if err := b.listen(); err != nil {
		return nil, err
	}
	sum, err := b.release(ctx, site, "", b.base, day)
	if err != nil {
		return nil, err
	}
	b.whole = sum.Bytes
	if b.first, err = b.get(ctx, b.base, filepath.Join(work, "copy")); err != nil {
		return nil, err
	}
	return b, nil
}

func (b *bench) close() { _ = b.server.Close() }

func (b *bench) release(ctx context.Context, site, before, out, date string) (*release.Summary, error) {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return nil, err
	}
	return release.Make(ctx, release.Input{Site: site, Before: before, Out: out, Date: date, Edition: source.Full, Roots: b.roots, Key: b.key})
}

// update brings a fresh copy of release 1 to a release of the site, or, with no next one, asks for news.
func (b *bench) update(ctx context.Context, site string, next bool) (usage, error) {
	name := filepath.Base(site)
	serve, at := b.base, filepath.Join(b.work, "copy-"+name)
	if next {
		serve = filepath.Join(b.work, "release-2-"+name)
		if _, err := b.release(ctx, site, b.base, serve, "2026-11-02"); err != nil {
			return usage{}, err
		}
	}
	if err := os.CopyFS(at, os.DirFS(filepath.Join(b.work, "copy"))); err != nil {
		return usage{}, err
	}
	return b.get(ctx, serve, at)
}

func (b *bench) get(ctx context.Context, serve, at string) (usage, error) {
	b.dir.Store(serve)
	from, err := source.Find(ctx, b.url, source.Full, source.Options{})
	if err != nil {
		return usage{}, err
	}
	w, err := copy.Begin(at, &copy.Start{Anchor: sha256.Sum256(b.roots[0]), Edition: source.Full, Source: b.url})
	if err != nil {
		return usage{}, err
	}
	defer w.Close()
	bodies, line, requests := b.count.bodies.Load(), b.count.line.Load(), b.count.requests.Load()
	if _, err := update.Run(ctx, w, from, update.Options{Clock: time.Date(2026, 11, 3, 0, 0, 0, 0, time.UTC)}); err != nil {
		return usage{}, err
	}
	report, err := w.Verify(ctx, nil)
	if err != nil {
		return usage{}, err
	}
	if !report.OK() {
		return usage{}, fmt.Errorf("the copy is not whole after the update: %v", report.Problems)
	}
	return usage{b.count.bodies.Load() - bodies, b.count.line.Load() - line, b.count.requests.Load() - requests}, nil
}

// listen starts the host.
func (b *bench) listen() error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	b.url = "http://" + listener.Addr().String() + "/"
	b.server = &http.Server{ReadHeaderTimeout: time.Minute, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.count.requests.Add(1)
		counted := &bodies{w, &b.count.bodies}
		f, err := os.Open(filepath.Join(b.dir.Load().(string), filepath.FromSlash(strings.TrimPrefix(filepath.Clean(r.URL.Path), "/"))))
		if err != nil {
			http.NotFound(counted, r)
			return
		}
		defer f.Close()
		if several := r.Header.Get("Range"); strings.Contains(several, ",") {
			if info, err := f.Stat(); err == nil {
				ranges(counted, several, f, info.Size())
			}
			return
		}
		http.ServeContent(counted, r, r.URL.Path, time.Time{}, f)
	})}
	go func() { _ = b.server.Serve(&countingListener{listener, &b.count.line}) }()
	return nil
}

type bodies struct {
	http.ResponseWriter
	n *atomic.Int64
}

func (b *bodies) Write(p []byte) (int, error) {
	n, err := b.ResponseWriter.Write(p)
	b.n.Add(int64(n))
	return n, err
}

type countingListener struct {
	net.Listener
	n *atomic.Int64
}

func (l *countingListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &countingConn{c, l.n}, nil
}

type countingConn struct {
	net.Conn
	n *atomic.Int64
}

func (c *countingConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.n.Add(int64(n))
	return n, err
}

func (c *countingConn) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	c.n.Add(int64(n))
	return n, err
}
