package box

import (
	"container/list"
	"context"
	"net"
	"sync"
)

// shareOfOne is the part of all connections (one in so many) that one address may hold before it gives up its own oldest
// ones for its new ones, and twice that part it may have answered at the same time.
const shareOfOne = 8

// guard bounds the connections of a server. When there is no more room, a connection that no answer is being written to
// makes way, the longest silent first: idle ones of readers who have their page, and those of whoever opens connections to
// say nothing or a letter a second. Readers therefore get in however many of these there are.
type guard struct {
	net.Listener
	most int

	mu      sync.Mutex
	all     int
	silent  *list.List // of *conn, the longest silent first
	of      map[string]int
	busy    map[string]int
	evicted int64
	refused int64
}

func newGuard(l net.Listener, most int) *guard {
	return &guard{Listener: l, most: max(most, 1), silent: list.New(), of: map[string]int{}, busy: map[string]int{}}
}

// conn is a connection of a guard.
type conn struct {
	net.Conn
	guard  *guard
	from   string        // address without port
	place  *list.Element // in guard.silent; nil while an answer is being written, and after the end
	closed bool
}

// Accept waits for the next connection and makes room for it.
func (g *guard) Accept() (net.Conn, error) {
	for {
		inner, err := g.Listener.Accept()
		if err != nil {
			return nil, err
		}
		c, leaver := g.enter(inner)
		if leaver != nil {
			_ = leaver.Conn.Close()
		}
		if c != nil {
			return c, nil
		}
		_ = inner.Close()
	}
}

// enter counts a connection in. leaver is one that has to be closed for it; c is nil when there is no room.
func (g *guard) enter(inner net.Conn) (c, leaver *conn) {
	g.mu.Lock()
	defer g.mu.Unlock()
	from := host(inner.RemoteAddr())
	if g.all >= g.most {
		if leaver = g.leaver(from); leaver == nil {
			g.refused++
			return nil, nil
		}
		g.evicted++
		g.leave(leaver)
	}
	c = &conn{Conn: inner, guard: g, from: from}
	c.place = g.silent.PushBack(c)
	g.all++
	g.of[from]++
	return c, leaver
}

// leaver chooses who makes way for a connection from an address: one of its own when it has more than its share.
func (g *guard) leaver(from string) *conn {
	own := g.of[from] > g.most/shareOfOne
	for e := g.silent.Front(); e != nil; e = e.Next() {
		if c := e.Value.(*conn); !own || c.from == from {
			return c
		}
	}
	return nil // all are busy; or its own are, and others do not make way for it
}

// leave counts a connection out, once.
func (g *guard) leave(c *conn) {
	if c.closed {
		return
	}
	c.closed = true
	if c.place != nil {
		g.silent.Remove(c.place)
		c.place = nil
	}
	g.all--
	if g.of[c.from]--; g.of[c.from] == 0 {
		delete(g.of, c.from)
	}
}

// Close closes the connection and counts it out.
func (c *conn) Close() error {
	c.guard.mu.Lock()
	c.guard.leave(c)
	c.guard.mu.Unlock()
	return c.Conn.Close()
}

// begin marks that an answer is being written, so that the connection does not make way meanwhile. It is false when the
// address has too many answers under way already. end must follow in both cases.
func (c *conn) begin() bool {
	g := c.guard
	g.mu.Lock()
	defer g.mu.Unlock()
	if c.place != nil {
		g.silent.Remove(c.place)
		c.place = nil
	}
	g.busy[c.from]++
	return g.busy[c.from] <= max(2*g.most/shareOfOne, 1)
}

func (c *conn) end() {
	g := c.guard
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.busy[c.from]--; g.busy[c.from] == 0 {
		delete(g.busy, c.from)
	}
	if !c.closed && c.place == nil {
		c.place = g.silent.PushBack(c)
	}
}

// counts gives the connections there are, those that made way, and those that found no room.
func (g *guard) counts() (open int, evicted, refused int64) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.all, g.evicted, g.refused
}

type connKey struct{}

// withConn puts the connection into the context of its requests.
func withConn(ctx context.Context, c net.Conn) context.Context {
	if mine, ok := c.(*conn); ok {
		return context.WithValue(ctx, connKey{}, mine)
	}
	return ctx
}

func connOf(ctx context.Context) *conn {
	c, _ := ctx.Value(connKey{}).(*conn)
	return c
}

func host(a net.Addr) string {
	h, _, err := net.SplitHostPort(a.String())
	if err != nil {
		return a.String()
	}
	return h
}
