package box

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/netip"
	"time"
)

// Times of a connection. A reader's request comes in one packet or two; answers have time of their own, see paced.
const (
	headerTime = 10 * time.Second
	idleTime   = 60 * time.Second
	stopTime   = 10 * time.Second // for answers under way when the server is stopped
)

// ErrAdmin is returned for an address of the host's own pages that others can reach.
var ErrAdmin = errors.New("the address of health and metrics must be one of this computer alone, like 127.0.0.1:8081")

// Serve answers readers on l, and the host of this computer on admin when that is not nil, until the context ends; it
// then lets answers under way come to their end, for ten seconds at most. That is not an error. Both listeners are closed.
func (s *Server) Serve(ctx context.Context, l, admin net.Listener) error {
	defer l.Close()
	if admin != nil {
		defer admin.Close()
		if !loopback(admin.Addr()) {
			return ErrAdmin
		}
	}
	s.mu.Lock()
	s.serving = true
	if s.now != nil {
		go s.prepare(s.now)
	}
	s.mu.Unlock()
	g := newGuard(l, s.config.Conns)
	public := server(s)
	public.ConnContext = withConn
	servers := []*http.Server{public}
	failed := make(chan error, 2)
	go func() { failed <- public.Serve(g) }()
	if admin != nil {
		own := server(s.admin(g.counts))
		servers = append(servers, own)
		go func() { failed <- own.Serve(newGuard(admin, 32)) }()
	}
	var err error
	select {
	case <-ctx.Done():
	case err = <-failed:
	}
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer cancel()
	for _, srv := range servers {
		if srv.Shutdown(stop) != nil {
			_ = srv.Close() // whoever is still reading is cut off
		}
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

func server(h http.Handler) *http.Server {
	return &http.Server{
		Handler:                      h,
		ReadHeaderTimeout:            headerTime,
		ReadTimeout:                  headerTime,
		WriteTimeout:                 patience,
		IdleTimeout:                  idleTime,
		MaxHeaderBytes:               maxHeader,
		ErrorLog:                     log.New(io.Discard, "", 0), // it would name readers' addresses
		DisableGeneralOptionsHandler: true,
	}
}

func loopback(a net.Addr) bool {
	addr, err := netip.ParseAddrPort(a.String())
	return err == nil && addr.Addr().Unmap().IsLoopback()
}

// Listen listens on an address like :8080.
func Listen(ctx context.Context, addr string) (net.Listener, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be listened on: %w", addr, err)
	}
	return l, nil
}

// ListenAdmin listens on an address for health and metrics, which must be one of this computer alone. "" and "off" listen
// nowhere and give nil.
func ListenAdmin(ctx context.Context, addr string) (net.Listener, error) {
	if addr == "" || addr == "off" {
		return nil, nil
	}
	l, err := Listen(ctx, addr)
	if err != nil {
		return nil, err
	}
	if !loopback(l.Addr()) {
		return nil, errors.Join(ErrAdmin, l.Close())
	}
	return l, nil
}

// Addresses gives the addresses under which readers reach a listener, those of the local network first.
func Addresses(l net.Listener) []string {
	port, err := netip.ParseAddrPort(l.Addr().String())
	if err != nil {
		return nil
	}
	if !port.Addr().IsUnspecified() {
		return []string{"http://" + port.String() + "/"}
	}
	var out []string
	found, err := net.InterfaceAddrs()
	if err != nil {
		found = nil // the one of this computer is known without
	}
	for _, a := range found {
		prefix, err := netip.ParsePrefix(a.String())
		if err != nil || prefix.Addr().IsLoopback() || !prefix.Addr().Is4() {
			continue
		}
		out = append(out, fmt.Sprintf("http://%s:%d/", prefix.Addr(), port.Port()))
	}
	return append(out, fmt.Sprintf("http://127.0.0.1:%d/", port.Port()))
}
