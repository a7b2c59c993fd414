package nso

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"strconv"
	"strings"
	"time"
)

// Limits of PX-Web as its operators usually set them; the server's own, where it tells them, win.
type limits struct {
	cells  int           // of one answer
	calls  int           // in a window
	window time.Duration // of time
}

// client asks a PX-Web server. It keeps to the server's limits, tries again what may succeed, and bounds what it reads.
type client struct {
	base     string // "https://data.1212.mn/api/v1/mn/NSO"
	http     *http.Client
	wait     func(context.Context, time.Duration) error
	now      func() time.Time
	retries  int
	limits   limits
	asked    bool // the server was asked for its limits
	recent   []time.Time
	progress func(string)
}

func newClient(base string, r Rules, o Options) *client {
	jar, _ := cookiejar.New(nil) // never fails without options; the server ties queries to a cookie
	c := &client{
		base: strings.TrimRight(base, "/"), retries: r.Retries, limits: limits{cells: r.Cells, calls: r.Calls, window: r.Window},
		wait: o.Wait, now: o.Now, progress: o.Progress,
	}
	c.http = &http.Client{Jar: jar, Timeout: 90 * time.Second, CheckRedirect: func(req *http.Request, via []*http.Request) error {
		if len(via) > 3 || req.URL.Host != via[0].URL.Host {
			return errors.New("the server sends on to another address")
		}
		return nil
	}}
	return c
}

// status is an answer that is no success.
type status struct {
	code  int
	url   string
	after time.Duration // Retry-After
}

func (s *status) Error() string {
	return fmt.Sprintf("%s answers %d %s", s.url, s.code, http.StatusText(s.code))
}

// do sends a request and tries again after errors that pass: too many calls, faults of the server, a broken line.
func (c *client) do(ctx context.Context, method, address string, body any) ([]byte, error) {
	pause := time.Second
	for attempt := 0; ; attempt++ {
		if err := c.pace(ctx); err != nil {
			return nil, err
		}
		data, err := c.once(ctx, method, address, body)
		if err == nil || ctx.Err() != nil || attempt >= c.retries || !passing(err) {
			return data, c.explain(err)
		}
		d := pause
		var s *status
		if errors.As(err, &s) && s.after > 0 {
			d = s.after
		}
		c.progress(fmt.Sprintf("%v; trying again in %s", err, d.Round(time.Second)))
		if err := c.wait(ctx, d); err != nil {
			return nil, err
		}
		pause = min(2*pause, 30*time.Second)
	}
}

// passing says whether the same request may succeed later.
func passing(err error) bool {
	var s *status
	if errors.As(err, &s) {
		return s.code == http.StatusTooManyRequests || s.code >= 500
	}
	var cert *tls.CertificateVerificationError
	return !errors.As(err, &cert) && !errors.Is(err, errTooLarge)
}

var errTooLarge = errors.New("the answer is too large")

func (c *client) once(ctx context.Context, method, address string, body any) ([]byte, error) {
	var reader io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		reader = bytes.NewReader(b)
	}
	req, err := http.NewRequestWithContext(ctx, method, address, reader)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", "nutag-import")
	if body != nil {
		req.Header.Set("Content-Type", "application/json; charset=utf-8")
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(io.LimitReader(resp.Body, maxBytes+1))
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, &status{code: resp.StatusCode, url: address, after: retryAfter(resp.Header.Get("Retry-After"))}
	}
	if len(data) > maxBytes {
		return nil, errTooLarge
	}
	return data, nil
}

// retryAfter reads seconds and bounds them: a server that asks for an hour is asked again another day.
func retryAfter(header string) time.Duration {
	n, err := strconv.Atoi(strings.TrimSpace(header))
	if err != nil || n <= 0 {
		return 0
	}
	return min(time.Duration(n)*time.Second, 2*time.Minute)
}

// pace waits until another call is within the limit.
func (c *client) pace(ctx context.Context) error {
	if c.limits.calls <= 0 || c.limits.window <= 0 {
		return nil
	}
	for {
		now := c.now()
		for len(c.recent) > 0 && now.Sub(c.recent[0]) >= c.limits.window {
			c.recent = c.recent[1:]
		}
		if len(c.recent) < c.limits.calls {
			c.recent = append(c.recent, now)
			return nil
		}
		if err := c.wait(ctx, c.limits.window-now.Sub(c.recent[0])); err != nil {
			return err
		}
	}
}

// explain gives an error of the line its remedy.
func (c *client) explain(err error) error {
	var (
		cert *tls.CertificateVerificationError
		s    *status
		mine *Error
	)
	switch {
	case err == nil || errors.As(err, &mine) || errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &cert):
		return &Error{unreachable: true, What: fmt.Sprintf("the certificate of the server cannot be verified: %v", err),
			Fix: "the server has been seen without its intermediate certificate; save the table in a browser as JSON-stat2 and use --from, or install that certificate; it is never skipped here"}
	case errors.As(err, &s):
		return err
	}
	return &Error{unreachable: true, What: err.Error(), Fix: "check the line and the address, then run the command again; what was written stays"}
}
