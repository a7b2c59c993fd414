package source

import (
	"net/http"
	"testing"
)

func TestRedirects(t *testing.T) {
	request := func(address string) *http.Request {
		r, err := http.NewRequest(http.MethodGet, address, nil)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	follow := newClient(Options{}).CheckRedirect
	for _, c := range []struct {
		from, to string
		times    int
		ok       bool
	}{
		{"http://a.invalid/", "http://b.invalid/", 1, true},
		{"http://a.invalid/", "https://a.invalid/", 1, true},
		{"https://a.invalid/", "https://b.invalid/", maxRedirects, true},
		{"https://a.invalid/", "http://a.invalid/", 1, false},
		{"http://a.invalid/", "http://a.invalid/", maxRedirects + 1, false},
	} {
		via := make([]*http.Request, c.times)
		for i := range via {
			via[i] = request(c.from)
		}
		if err := follow(request(c.to), via); (err == nil) != c.ok {
			t.Errorf("from %s to %s after %d: %v", c.from, c.to, c.times, err)
		}
	}
}
