package source_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"nutag/mirror/mirrortest"
	"nutag/mirror/source"
)

func TestMain(m *testing.M) { mirrortest.Main(m) }

func find(t *testing.T, address string) source.Source {
	t.Helper()
	s, err := source.Find(context.Background(), address, source.Full, source.Options{Wait: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func serve(t *testing.T, h http.HandlerFunc) source.Source {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return find(t, server.URL)
}

func TestHostsThatKnowNoHead(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method == http.MethodHead:
			w.WriteHeader(http.StatusMethodNotAllowed)
		case r.URL.Path != "/there":
			w.WriteHeader(http.StatusNotFound)
		}
	})
	for name, want := range map[string]bool{"there": true, "missing": false} {
		if got, err := s.Has(context.Background(), name); err != nil || got != want {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

func TestAnswersThatAreNone(t *testing.T) {
	ctx := context.Background()
	for name, h := range map[string]http.HandlerFunc{
		"an error": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) },
		"packed": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			fmt.Fprint(w, "x")
		},
		"in circles":     func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path+"x", http.StatusFound) },
		"a part unasked": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusPartialContent) },
		"too much":       func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, 101)) },
		"silence": func(_ http.ResponseWriter, r *http.Request) {
			select {
			case <-r.Context().Done():
			case <-time.After(3 * time.Second):
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, h)
			if data, err := source.ReadAll(ctx, s, "file", 100); err == nil {
				t.Errorf("%d bytes were read", len(data))
			}
		})
	}
}

func TestMissingAndForbidden(t *testing.T) {
	for _, code := range []int{http.StatusNotFound, http.StatusGone, http.StatusForbidden} {
		s := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) })
		if _, err := source.ReadAll(context.Background(), s, "file", 100); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%d: %v", code, err)
		}
	}
}

func TestRanges(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Range") == "bytes=900-" {
			w.WriteHeader(http.StatusRequestedRangeNotSatisfiable)
			return
		}
		if r.Header.Get("Range") == "bytes=5-" {
			w.Header().Set("Content-Range", "bytes 5-9/10")
			w.WriteHeader(http.StatusPartialContent)
			fmt.Fprint(w, "56789")
			return
		}
		fmt.Fprint(w, "0123456789")
	})
	for offset, want := range map[int64]string{0: "0123456789", 5: "56789", 7: "0123456789", 900: "0123456789"} {
		body, from, err := s.Open(context.Background(), "file", offset)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(body)
		body.Close()
		if err != nil || string(data) != want || (from != 0) != (offset == 5) {
			t.Errorf("from %d: %q beginning at %d, %v", offset, data, from, err)
		}
	}
}

// A stick may hold links that lead to the reader's own files.
func TestFolderKeepsToItself(t *testing.T) {
	m := mirrortest.NewMaker(t)
	dir := m.Release(t, mirrortest.NewSite(), 0, "2001-03-01")
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	s := find(t, dir)
	for _, name := range []string{"link", "../" + filepath.Base(dir) + "/index.html", secret, "mn"} {
		if data, err := source.ReadAll(context.Background(), s, name, 1000); err == nil {
			t.Errorf("%s gave %q", name, data)
		}
	}
	if !s.Local() || s.String() != dir {
		t.Errorf("%v %s", s.Local(), s)
	}
	for _, none := range []string{filepath.Join(dir, "nowhere"), t.TempDir(), "http://", "https://"} {
		if _, err := source.Find(context.Background(), none, source.Full, source.Options{}); err == nil {
			t.Errorf("%q is a source", none)
		}
	}
}
