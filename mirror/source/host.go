package source

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Options are the bounds of a host. The zero value is for real lines.
type Options struct {
	// Window and Least are the minimum speed: fewer than Least bytes within a Window end a transfer. 0: 30 seconds and
	// 8 KB, which a line of the second generation still passes.
	Window time.Duration
	Least  int64
	// Wait bounds connecting, and waiting for an answer to begin. 0: 30 seconds.
	Wait time.Duration
	// Now gives the time for judging certificates, so that a machine whose clock stands at 1970 can still connect. nil: the
	// clock. What a host sends is proven by signatures and not by its certificate.
	Now func() time.Time
}

func (o Options) window() (time.Duration, int64) {
	if o.Window == 0 {
		return 30 * time.Second, 8 << 10
	}
	return o.Window, o.Least
}

func (o Options) wait() time.Duration {
	if o.Wait == 0 {
		return 30 * time.Second
	}
	return o.Wait
}

// ErrSlow says that a host sent next to nothing for a while.
var ErrSlow = errors.New("it sends too slowly")

const maxRedirects = 5

func newClient(o Options) *http.Client {
	dialer := &net.Dialer{Timeout: o.wait(), KeepAlive: 30 * time.Second}
	transport := &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            dialer.DialContext,
		TLSHandshakeTimeout:    o.wait(),
		ResponseHeaderTimeout:  o.wait(),
		ExpectContinueTimeout:  time.Second,
		IdleConnTimeout:        time.Minute,
		MaxIdleConnsPerHost:    8,
		MaxResponseHeaderBytes: 16 << 10,
		ForceAttemptHTTP2:      true,
		// Lengths and hashes are of the plain bytes, and ranges of a packed answer would be of something else.
		DisableCompression: true,
		TLSClientConfig:    &tls.Config{MinVersion: tls.VersionTLS12, Time: o.Now},
	}
	return &http.Client{Transport: transport, CheckRedirect: func(r *http.Request, via []*http.Request) error {
		if len(via) > maxRedirects {
			return errors.New("it leads on too often")
		}
		if via[0].URL.Scheme == "https" && r.URL.Scheme != "https" {
			return errors.New("it leads from https to http")
		}
		return nil
	}}
}

// host is a release behind HTTP.
type host struct {
	client  *http.Client
	base    *url.URL
	options Options
}

func (h *host) Local() bool    { return false }
func (h *host) String() string { return h.base.String() }

func (h *host) request(ctx context.Context, method, name string) (*http.Request, error) {
	// Names are of plain letters (trust.ValidPath): nothing in them needs an escape.
	r, err := http.NewRequestWithContext(ctx, method, h.base.String()+name, nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("User-Agent", "nutag-box")
	r.Header.Set("Accept-Encoding", "identity")
	return r, nil
}

func (h *host) Has(ctx context.Context, name string) (bool, error) {
	for _, method := range []string{http.MethodHead, http.MethodGet} {
		r, err := h.request(ctx, method, name)
		if err != nil {
			return false, err
		}
		answer, err := h.client.Do(r)
		if err != nil {
			return false, plain(err)
		}
		answer.Body.Close()
		switch code := answer.StatusCode; {
		case code == http.StatusOK:
			return true, nil
		case missing(code):
			return false, nil
		case code != http.StatusMethodNotAllowed && code != http.StatusNotImplemented:
			return false, fmt.Errorf("the host answers %d", code)
		}
	}
	return false, errors.New("the host answers no question")
}

// missing says whether a status means that there is no such file; some hosts that may not list folders say "forbidden".
func missing(code int) bool {
	return code == http.StatusNotFound || code == http.StatusGone || code == http.StatusForbidden
}

func (h *host) Open(ctx context.Context, name string, offset int64) (io.ReadCloser, int64, error) {
	outer := ctx
	ctx, cancel := context.WithCancelCause(outer)
	r, err := h.request(ctx, http.MethodGet, name)
	if err != nil {
		cancel(nil)
		return nil, 0, err
	}
	if offset > 0 {
		r.Header.Set("Range", fmt.Sprintf("bytes=%d-", offset))
	}
	answer, err := h.client.Do(r)
	if err != nil {
		cancel(nil)
		return nil, 0, plain(err)
	}
	from := int64(0)
	switch code := answer.StatusCode; {
	case code == http.StatusOK:
	case code == http.StatusPartialContent && strings.HasPrefix(answer.Header.Get("Content-Range"), fmt.Sprintf("bytes %d-", offset)):
		from = offset
	case code == http.StatusRequestedRangeNotSatisfiable && offset > 0:
		answer.Body.Close()
		cancel(nil)
		return h.Open(outer, name, 0)
	case missing(code):
		err = fs.ErrNotExist
	default:
		err = fmt.Errorf("the host answers %d", code)
	}
	if err == nil && answer.Header.Get("Content-Encoding") != "" && answer.Header.Get("Content-Encoding") != "identity" {
		err = errors.New("the host packs what was asked for plain")
	}
	if err != nil {
		answer.Body.Close()
		cancel(nil)
		return nil, 0, err
	}
	window, least := h.options.window()
	b := &watched{body: answer.Body, ctx: ctx, cancel: cancel, least: least, window: window}
	b.watch()
	return b, from, nil
}

// plain takes the address out of an error of the client, which only repeats it.
func plain(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}
