package main

import (
	"context"
	"net"
	"strings"
	"sync"
	"time"
)

// besiege holds so many connections open until the function that it gives is called: every second one silent, the others
// sending a header that never ends, a letter each second. One that is closed is opened anew, as an attacker would. They
// come from eight addresses, none of them that of the readers.
func besiege(ctx context.Context, address string, connections int) (lift func()) {
	ctx, cancel := context.WithCancel(ctx)
	var all sync.WaitGroup
	var open sync.WaitGroup
	for i := range connections {
		open.Add(1)
		all.Go(func() {
			tell := sync.OnceFunc(open.Done)
			defer tell()
			for ctx.Err() == nil {
				hold(ctx, address, i%8, i%2 == 0, tell)
				select {
				case <-ctx.Done():
				case <-time.After(time.Second):
				}
			}
		})
	}
	open.Wait()
	return func() {
		cancel()
		all.Wait()
	}
}

func hold(ctx context.Context, address string, attacker int, silent bool, opened func()) {
	from := &net.TCPAddr{IP: net.IPv4(127, 0, 0, byte(2+attacker))}
	c, err := (&net.Dialer{Timeout: 5 * time.Second, LocalAddr: from}).DialContext(ctx, "tcp", address)
	opened()
	if err != nil {
		return
	}
	defer c.Close()
	defer context.AfterFunc(ctx, func() { c.Close() })()
	if silent {
		_, _ = c.Read(make([]byte, 1)) // until either side ends it
		return
	}
	for _, b := range []byte("GET /mn/index.html HTTP/1.1\r\nHost: x\r\nX-Slow: " + strings.Repeat("a", 10_000)) {
		if _, err := c.Write([]byte{b}); err != nil {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Second):
		}
	}
}
