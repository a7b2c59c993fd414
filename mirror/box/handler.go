package box

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"nutag/mirror/served"
)

// Bounds of a request, in bytes.
const (
	maxAddress  = 8 << 10  // path and query, for the search
	maxFilePath = 2 << 10  // path and query of anything else
	maxHeader   = 16 << 10 // all headers
	maxRanges   = 4        // parts asked for at once; more are answered with the whole file
)

// ServeHTTP answers one request, all of it from one release.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	out := newPaced(w)
	defer func() { s.stats.answered(out.status, out.written) }()
	secure(out.Header())
	if c := connOf(r.Context()); c != nil {
		defer c.end()
		if !c.begin() {
			out.Header().Set("Connection", "close")
			out.Header().Set("Retry-After", "5")
			out.WriteHeader(http.StatusServiceUnavailable)
			return
		}
	}
	if status := refusal(r); status != 0 {
		if status == http.StatusMethodNotAllowed {
			out.Header().Set("Allow", "GET, HEAD")
		}
		// What follows on the connection may be a body that was not asked for and never ends: nobody waits for it.
		out.Header().Set("Connection", "close")
		_ = out.control.SetReadDeadline(time.Now())
		out.WriteHeader(status)
		return
	}
	rel, err := s.release()
	if err != nil {
		s.stats.fault(err)
		s.fail(out, r, nil, http.StatusServiceUnavailable, "unavailable")
		return
	}
	if !rel.Verified {
		out.Header().Set("Nutag-Unverified", "1")
	}
	s.route(out, r, rel)
}

// refusal gives the status for a request that is none of a reader's, or 0.
func refusal(r *http.Request) int {
	length := len(r.URL.Path) + len(r.URL.RawPath) + len(r.URL.RawQuery)
	most := maxFilePath
	if r.URL.Path == searchPath {
		most = maxAddress
	}
	switch {
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		return http.StatusMethodNotAllowed
	case length > most:
		return http.StatusRequestURITooLong
	case r.ContentLength != 0 || len(r.TransferEncoding) > 0:
		return http.StatusRequestEntityTooLarge
	default:
		return 0
	}
}

// Addresses that are the server's own. No release has files there.
const (
	searchPath = "/api/search"
	takePath   = "/take"
	localPath  = "/local"
	stylePath  = "/local/box.css"
)

func (s *Server) route(w http.ResponseWriter, r *http.Request, rel *Release) {
	switch path := r.URL.Path; {
	case path == "/":
		s.welcome(w, r, rel)
	case path == searchPath:
		s.search.serve(w, r, rel)
	case path == takePath || path == localPath:
		s.local(w, r, rel)
	case path == stylePath:
		w.Header().Set("Cache-Control", "no-cache")
		s.own(w, r, http.StatusOK, stylePath, s.pages.style)
	case strings.HasPrefix(path, takePath+"/"):
		s.take(w, r, rel, strings.TrimPrefix(path, takePath+"/"))
	default:
		s.file(w, r, rel)
	}
}

// welcome leads to the first page in the reader's language; to a reader of neither language it shows the signed page on
// which one chooses.
func (s *Server) welcome(w http.ResponseWriter, r *http.Request, rel *Release) {
	w.Header().Set("Vary", "Accept-Language")
	lang, sure := s.languages.choose(r.Header.Get("Accept-Language"))
	if _, _, there := rel.signed(strings.TrimPrefix(home(lang), "/")); sure && there {
		redirect(w, home(lang), http.StatusFound)
		return
	}
	redirect(w, "/index.html", http.StatusFound)
}

// redirect leads to an address of this server. It is relative to the host, whatever name the reader used.
func redirect(w http.ResponseWriter, address string, status int) {
	w.Header().Set("Location", address)
	w.Header().Set("Content-Length", "0")
	w.WriteHeader(status)
}

// file answers with a file of the release.
func (s *Server) file(w http.ResponseWriter, r *http.Request, rel *Release) {
	name, folder, ok := served.Name(r.URL.Path)
	if !ok {
		s.fail(w, r, rel, http.StatusNotFound, "missing")
		return
	}
	sum, size, there := rel.signed(name)
	if !there && !folder && lasting(name) {
		// A page that was opened before an update still asks for its own scripts and its own parts of the search.
		if old := s.last(); old != nil && old.Verified == rel.Verified {
			if oldSum, oldSize, ok := old.signed(name); ok {
				rel, sum, size, there = old, oldSum, oldSize, true
			}
		}
	}
	if there && !folder {
		s.send(w, r, rel, name, sum, size)
		return
	}
	if _, _, ok := rel.signed(name + "/index.html"); ok {
		redirect(w, "/"+name+"/index.html", http.StatusFound)
		return
	}
	s.fail(w, r, rel, http.StatusNotFound, "missing")
}

// send sends a file that the release has.
func (s *Server) send(w http.ResponseWriter, r *http.Request, rel *Release, name, sum string, size int64) {
	kind := served.Type(name)
	if size > maxHeld {
		f, content, err := s.store.open(rel, name, sum, size)
		if err != nil {
			s.broken(w, r, rel, err)
			return
		}
		defer f.Close()
		s.describe(w.Header(), name, kind, traits{}, `"`+entity(rel, name, sum)+`"`)
		s.content(w, r, content)
		return
	}
	wanted := plainCoding
	if served.Compressible(kind) {
		w.Header().Add("Vary", "Accept-Encoding")
		// A part of a file is a part of the plain file: that is what programs that go on with a download have.
		if r.Header.Get("Range") == "" {
			wanted = coding(r.Header.Get("Accept-Encoding"))
		}
	}
	p, used, err := s.body(r.Context(), rel, name, sum, size, wanted)
	if err != nil {
		s.broken(w, r, rel, err)
		return
	}
	tag := p.sum
	if used != plainCoding {
		tag += "-" + used
		w.Header().Set("Content-Encoding", used)
		w.Header().Set("Content-Length", strconv.Itoa(len(p.data)))
	}
	s.describe(w.Header(), name, kind, p.traits, `"`+tag+`"`)
	if !conditional(r.Header) {
		// At once: http.ServeContent would make a buffer of 32 KB for each answer and copy through it.
		w.Header().Set("Accept-Ranges", "bytes")
		w.Header().Set("Content-Length", strconv.Itoa(len(p.data)))
		w.WriteHeader(http.StatusOK)
		if r.Method != http.MethodHead {
			_, _ = w.Write(p.data) // the reader has gone away
		}
		return
	}
	s.content(w, r, bytes.NewReader(p.data))
}

// body gives a file in a coding, or plain. A page of a release that is not verified is marked.
func (s *Server) body(ctx context.Context, rel *Release, name, sum string, size int64, coding string) (body, string, error) {
	if rel.Verified {
		return s.store.file(ctx, rel, name, sum, size, coding)
	}
	b, err := s.store.plain(ctx, rel, name, sum)
	if err != nil {
		return b, plainCoding, err
	}
	kind := served.Type(name)
	if strings.HasPrefix(kind, "text/html") {
		b = s.pages.marked(b)
	}
	return s.store.packed(ctx, b, kind, coding)
}

// conditional tells of a request whose answer may be another than the whole file.
func conditional(h http.Header) bool {
	for _, name := range []string{"Range", "If-None-Match", "If-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range"} {
		if len(h[name]) > 0 {
			return true
		}
	}
	return false
}

// entity names the content of a large file: by its signed hash, which has been checked, or by its release.
func entity(rel *Release, name, sum string) string {
	if rel.Verified {
		return sum
	}
	return textSum(rel.ID + "\x00" + name)
}

// describe sets the headers that depend on the file.
func (s *Server) describe(h http.Header, name, kind string, t traits, tag string) {
	h.Set("Content-Type", kind)
	h.Set("ETag", tag)
	h.Set("Content-Security-Policy", policy(name, t))
	if embeddable(name) {
		h.Del("X-Frame-Options")
	}
	if lasting(name) {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
}

// content answers with the content, or with the parts asked for, or that it has not changed.
func (s *Server) content(w http.ResponseWriter, r *http.Request, content io.ReadSeeker) {
	if strings.Count(r.Header.Get("Range"), ",") >= maxRanges {
		r = r.Clone(r.Context())
		r.Header.Del("Range")
	}
	// Without a date of the last change: the signed hash alone says what is new.
	http.ServeContent(w, r, "", time.Time{}, content)
}

// broken answers for a file that the release has but that cannot be served, and tells the host.
func (s *Server) broken(w http.ResponseWriter, r *http.Request, rel *Release, err error) {
	if errors.Is(err, context.Canceled) {
		return // the reader has gone away
	}
	s.stats.fault(err)
	s.fail(w, r, rel, http.StatusServiceUnavailable, "damaged")
}
