package box

import (
	"bytes"
	"net/http"
	"strings"

	"golang.org/x/net/html"
)

// sitePolicy is the content security policy of every answer: no inline script or style, nothing from elsewhere. Maps are
// objects, which browsers hold to object-src and frame-src.
const sitePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
	"worker-src 'self'; manifest-src 'self'; object-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'"

// engineScript is what script-src needs besides, where the search engine is compiled.
const engineScript = " 'wasm-unsafe-eval'"

// traits are what the headers of a file depend on beside its name. They are read from the content, so that a page that
// starts to load the engine needs no change here.
type traits struct {
	engine bool // compiles the search engine: a page that names its worker, or the worker
}

// traitsOf reads the traits of a file.
func traitsOf(contentType string, data []byte) traits {
	switch {
	case strings.HasPrefix(contentType, "text/html"):
		return traits{engine: bytes.Contains(data, []byte("data-worker")) && namesWorker(data)}
	case strings.HasPrefix(contentType, "text/javascript"):
		return traits{engine: bytes.Contains(data, []byte("WebAssembly."))}
	default:
		return traits{}
	}
}

// namesWorker tells of a page with an element that has the attribute data-worker. Where a browser cannot start the worker,
// the page itself compiles the engine.
func namesWorker(page []byte) bool {
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return false
		case html.StartTagToken, html.SelfClosingTagToken:
			for more := true; more; {
				var key []byte
				key, _, more = z.TagAttr()
				if string(key) == "data-worker" {
					return true
				}
			}
		}
	}
}

// policy puts the policy of a file together.
func policy(name string, t traits) string {
	p := sitePolicy
	if t.engine {
		p = strings.Replace(p, "script-src 'self'", "script-src 'self'"+engineScript, 1)
	}
	if embeddable(name) {
		return p + "; frame-ancestors *"
	}
	return p + "; frame-ancestors 'self'"
}

// secure sets the headers that every answer has. Handlers of files set a wider policy where the file needs one.
func secure(h http.Header) {
	h.Set("Content-Security-Policy", sitePolicy+"; frame-ancestors 'self'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "SAMEORIGIN")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()")
	h.Set("Cache-Control", "no-cache")
}
