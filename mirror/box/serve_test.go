package box

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"
)

// running serves on a free port until the test ends. Result: addresses of readers and of the host.
func running(t *testing.T, s *Server) (readers, host string) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	l, err := Listen(ctx, "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	admin, err := Listen(ctx, "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l, admin) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return l.Addr().String(), admin.Addr().String()
}

// fetch asks on a connection of its own.
func fetch(address, path string) (int, string, error) {
	client := http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	res, err := client.Get("http://" + address + path)
	if err != nil {
		return 0, "", err
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	return res.StatusCode, string(data), err
}

// TestIdleAndSlowConnectionsDoNotStopReaders opens more connections than there is room for, half of them silent and half
// of them sending a header letter by letter, and reads all the while. The bench does the same with 10,000.
func TestIdleAndSlowConnectionsDoNotStopReaders(t *testing.T) {
	const most, hostile = 64, 300
	s := newServer(t, Config{Conns: most})
	address, host := running(t, s)
	stop := make(chan struct{})
	var all sync.WaitGroup
	opened := make(chan struct{}, hostile)
	for i := range hostile {
		all.Go(func() {
			c, err := net.Dial("tcp", address)
			opened <- struct{}{}
			if err != nil {
				return
			}
			defer c.Close()
			if i%2 == 0 {
				<-stop
				return
			}
			for _, b := range []byte("GET /mn/index.html HTTP/1.1\r\nHost: x\r\nX-Slow: " + strings.Repeat("a", 10_000)) {
				select {
				case <-stop:
					return
				case <-time.After(20 * time.Millisecond):
				}
				if _, err := c.Write([]byte{b}); err != nil {
					return
				}
			}
		})
	}
	for range hostile {
		<-opened
	}
	for range 50 {
		status, page, err := fetch(address, "/mn/index.html")
		if err != nil || status != http.StatusOK || page != siteFiles()["mn/index.html"] {
			t.Fatalf("%d %v", status, err)
		}
	}
	_, metrics, err := fetch(host, "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	var open, evicted int
	for line := range strings.Lines(metrics) {
		_, _ = fmt.Sscanf(line, "nutag_connections %d", &open)
		_, _ = fmt.Sscanf(line, "nutag_connections_evicted_total %d", &evicted)
	}
	if open > most || evicted < hostile-most {
		t.Errorf("%d connections, %d made way", open, evicted)
	}
	close(stop)
	all.Wait()
}

// fakeConn is a connection from an address of its own.
type fakeConn struct {
	net.Conn
	from string
}

func (f fakeConn) RemoteAddr() net.Addr {
	return net.TCPAddrFromAddrPort(netip.AddrPortFrom(netip.MustParseAddr(f.from), 1))
}
func (f fakeConn) Close() error { return nil }

func TestWhoMakesWay(t *testing.T) {
	g := newGuard(nil, 16)
	enter := func(from string) (*conn, *conn) { return g.enter(fakeConn{from: from}) }
	reader, _ := enter("10.0.0.1")
	var attackers []*conn
	for range 15 {
		c, _ := enter("10.0.0.66")
		attackers = append(attackers, c)
	}
	// Whoever has more than its share makes way for itself, however long others have been silent.
	c, leaver := enter("10.0.0.66")
	if c == nil || leaver != attackers[0] {
		t.Fatal("another address made way for one that has most of the connections")
	}
	// One with little gets the place that has been silent the longest.
	if c, leaver := enter("10.0.0.2"); c == nil || leaver != reader {
		t.Error("the longest silent did not make way")
	}
	// A connection with an answer under way never makes way.
	for _, c := range attackers[1:] {
		c.begin()
	}
	for range 20 {
		if _, leaver := enter("10.0.0.3"); leaver != nil {
			for _, busy := range attackers[1:] {
				if leaver == busy {
					t.Fatal("an answer was cut off")
				}
			}
		}
	}
	attackers[1].end()
	if open, _, _ := g.counts(); open != 16 {
		t.Errorf("%d connections", open)
	}
	for _, c := range attackers {
		_ = c.Close()
		_ = c.Close() // a second time counts nothing
	}
	if open, _, _ := g.counts(); open != 16-len(attackers)+1 {
		t.Errorf("%d connections after closing", open)
	}
}

func TestOneAddressCannotTakeAllAnswers(t *testing.T) {
	g := newGuard(nil, 16)
	var refused int
	for range 10 {
		c, _ := g.enter(fakeConn{from: "10.0.0.66"})
		if !c.begin() {
			refused++
		}
	}
	if refused != 6 { // a quarter of sixteen at the same time
		t.Errorf("%d of ten refused", refused)
	}
}

// raw sends bytes and gives all that comes back.
func raw(t *testing.T, address, request string) string {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(20 * time.Second))
	_, _ = io.WriteString(c, request) // the server may hang up before it has all
	data, _ := io.ReadAll(c)
	return string(data)
}

func TestHostileRequests(t *testing.T) {
	s := newServer(t, Config{})
	address, _ := running(t, s)
	for name, c := range map[string]struct{ request, want string }{
		"path out":        {"GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "404"},
		"encoded out":     {"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "404"},
		"bad escape":      {"GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n", "400"},
		"absolute":        {"GET http://evil.test/mn/index.html HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "200"},
		"no host":         {"GET / HTTP/1.1\r\n\r\n", "400"},
		"old":             {"GET /mn/index.html HTTP/1.0\r\n\r\n", "200"},
		"all":             {"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", "405"},
		"tunnel":          {"CONNECT evil.test:443 HTTP/1.1\r\nHost: evil.test:443\r\n\r\n", "405"},
		"body":            {"GET /mn/index.html HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello", "413"},
		"endless body":    {"GET /mn/index.html HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", "413"},
		"two lengths":     {"GET /mn/index.html HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", "400"},
		"smuggled":        {"GET /mn/index.html HTTP/1.1\r\nHost: x\r\nContent-Length: 44\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /en/index.html HTTP/1.1\r\nHost: x\r\n\r\n", "4"},
		"long header":     {"GET / HTTP/1.1\r\nHost: x\r\nX-A: " + strings.Repeat("a", 40<<10) + "\r\n\r\n", "431"},
		"many headers":    {"GET / HTTP/1.1\r\nHost: x\r\n" + strings.Repeat("X-A: b\r\n", 5000) + "\r\n", "431"},
		"long address":    {"GET /" + strings.Repeat("a", 10_000) + " HTTP/1.1\r\nHost: x\r\n\r\n", "414"},
		"tls":             {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + strings.Repeat("\x00", 100) + "\r\n\r\n", "400"},
		"other protocol":  {"SSH-2.0-OpenSSH\r\n\r\n", "400"},
		"split header":    {"GET /?x=%0d%0aSet-Cookie:a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "302"},
		"redirect abroad": {"GET //evil.test/mn HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "404"},
		"foreign host":    {"GET /mn HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n", "302"},
	} {
		got := raw(t, address, c.request)
		status, _, _ := strings.Cut(got, "\r\n")
		if !strings.Contains(status, " "+c.want) {
			t.Errorf("%s: %q, want %s", name, status, c.want)
		}
		if strings.Contains(got, "evil.test") || strings.Contains(got, "root:") || strings.Contains(got, "\r\nSet-Cookie") {
			t.Errorf("%s: %q", name, got[:min(len(got), 300)])
		}
		if strings.Count(got, "HTTP/1.1 ") > 1 {
			t.Errorf("%s is answered twice", name)
		}
	}
	if status, _, err := fetch(address, "/mn/index.html"); status != http.StatusOK {
		t.Errorf("afterwards: %d %v", status, err)
	}
}

func TestHealthIsForTheHostAlone(t *testing.T) {
	s := newServer(t, Config{})
	address, host := running(t, s)
	for _, path := range []string{"/health", "/metrics"} {
		if status, _, _ := fetch(address, path); status != http.StatusNotFound {
			t.Errorf("readers get %s: %d", path, status)
		}
	}
	if status, text, err := fetch(host, "/health"); status != http.StatusOK || !strings.Contains(text, `"ok":true`) || !strings.Contains(text, `"release":1`) {
		t.Errorf("%d %s %v", status, text, err)
	}
	for range 3 {
		_, _, _ = fetch(address, "/mn/index.html")
	}
	_, text, _ := fetch(host, "/metrics")
	for _, want := range []string{"nutag_answers_total{status=\"2xx\"} 3\n", "nutag_answers_total{status=\"4xx\"} 2\n", "nutag_release 1\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("metrics lack %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "index.html") {
		t.Error("metrics name what is read")
	}
	// An address that others can reach is refused.
	open, err := Listen(t.Context(), ":0")
	if err != nil {
		t.Fatal(err)
	}
	l, err := Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Serve(t.Context(), l, open); !errors.Is(err, ErrAdmin) {
		t.Errorf("%v", err)
	}
}

func TestStopLetsAnswersEnd(t *testing.T) {
	wait := make(chan struct{})
	files := siteFiles()
	files["big.bin"] = strings.Repeat("x", 3<<20)
	s := newServer(t, Config{Source: &copyOf{rel: releaseOf(1, files, nil)}})
	ctx, stop := context.WithCancel(t.Context())
	l, err := Listen(ctx, "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l, nil) }()
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_, _ = io.WriteString(c, "GET /big.bin HTTP/1.1\r\nHost: x\r\n\r\n")
	r := bufio.NewReader(c)
	res, err := http.ReadResponse(r, nil)
	if err != nil {
		t.Fatal(err)
	}
	stop() // with the answer under way
	go func() { time.Sleep(50 * time.Millisecond); close(wait) }()
	<-wait
	if n, err := io.Copy(io.Discard, res.Body); err != nil || n != 3<<20 {
		t.Errorf("%d bytes, %v", n, err)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
	if _, _, err := fetch(l.Addr().String(), "/"); err == nil {
		t.Error("still served")
	}
}

func TestAddressesThatCannotBeListenedOn(t *testing.T) {
	l, err := Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for _, addr := range []string{l.Addr().String(), "nowhere:1:2", "256.0.0.1:80", ":99999"} {
		if _, err := Listen(t.Context(), addr); err == nil {
			t.Errorf("%s is listened on", addr)
		}
	}
	if a := Addresses(l); len(a) != 1 || a[0] != "http://"+l.Addr().String()+"/" {
		t.Errorf("%v", a)
	}
}

func TestALongAnswerIsGivenInPieces(t *testing.T) {
	var out pieces
	p := newPaced(&out)
	data := bytes.Repeat([]byte("x"), 3*piece+1)
	n, err := p.Write(data)
	if err != nil || n != len(data) || len(out.sizes) != 4 || out.sizes[3] != 1 || p.written != int64(len(data)) {
		t.Errorf("%d %v %v", n, err, out.sizes)
	}
	if n, err := p.Write(nil); n != 0 || err != nil {
		t.Errorf("%d %v", n, err)
	}
	// Whoever takes nothing any more is given up with the piece that is not taken.
	out = pieces{fail: 2}
	if n, err := newPaced(&out).Write(data); err == nil || n != 2*piece {
		t.Errorf("%d %v", n, err)
	}
}

type pieces struct {
	sizes []int
	fail  int
}

func (p *pieces) Header() http.Header { return http.Header{} }
func (p *pieces) WriteHeader(int)     {}
func (p *pieces) Write(data []byte) (int, error) {
	if p.fail > 0 && len(p.sizes) == p.fail {
		return 0, errors.New("the reader takes nothing")
	}
	p.sizes = append(p.sizes, len(data))
	return len(data), nil
}
