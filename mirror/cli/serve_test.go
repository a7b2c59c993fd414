package cli

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"nutag/mirror/mirrortest"
)

// spoken is a stream that a command writes to while a test reads it.
type spoken struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *spoken) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *spoken) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// served runs nutag-box with a clock of its own and gives exit code and what was said on both streams.
func servedBy(ctx context.Context, out io.Writer, args ...string) int {
	return run(ctx, args, &app{io: System{In: strings.NewReader(""), Out: out, Err: out, Now: func() time.Time { return time.Date(2001, 6, 1, 0, 0, 0, 0, time.UTC) }}})
}

// gotten makes a release and gets a copy of it.
func gotten(t *testing.T) (dir string, site mirrortest.Site) {
	t.Helper()
	maker, site := mirrortest.NewMaker(t), mirrortest.NewSite()
	dir = filepath.Join(t.TempDir(), "copy")
	var out spoken
	if code := servedBy(t.Context(), &out, "get", "--fingerprint", maker.Anchor().String(), maker.Release(t, site, 0, "2001-03-01"), dir); code != exitFine {
		t.Fatal(out.String())
	}
	return dir, site
}

var readersAddress = regexp.MustCompile(`http://127\.0\.0\.1:[0-9]+/`)

func TestServe(t *testing.T) {
	dir, site := gotten(t)
	notice := filepath.Join(t.TempDir(), "notice.md")
	if err := os.WriteFile(notice, []byte("Зохиомол газар"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"mn", "en"} {
		ctx, stop := context.WithCancel(t.Context())
		var out spoken
		done := make(chan int, 1)
		go func() {
			done <- servedBy(ctx, &out, "serve", dir, "--addr", "127.0.0.1:0", "--admin", "127.0.0.1:0", "--notice", notice, "--lang", lang, "--offer", dir)
		}()
		address := ""
		for range 1000 {
			if address = readersAddress.FindString(out.String()); address != "" {
				break
			}
			time.Sleep(10 * time.Millisecond)
		}
		if address == "" {
			t.Fatalf("no address is said:\n%s", out.String())
		}
		for path, want := range map[string]string{"mn/index.html": site["mn/index.html"], "take?lang=mn": "nutag-full-1.zip", "local?lang=en": "Зохиомол газар"} {
			res, err := http.Get(address + path)
			if err != nil {
				t.Fatal(err)
			}
			text, err := io.ReadAll(res.Body)
			res.Body.Close()
			if err != nil || res.StatusCode != http.StatusOK || !strings.Contains(string(text), want) {
				t.Errorf("%s: %d %v", path, res.StatusCode, err)
			}
		}
		stop()
		if code := <-done; code != exitFine {
			t.Errorf("stopped with %d:\n%s", code, out.String())
		}
		if end := map[string]string{"mn": "Сервер зогслоо", "en": "The server has stopped"}[lang]; !strings.Contains(out.String(), end) {
			t.Errorf("%s", out.String())
		}
	}
}

func TestServeRefuses(t *testing.T) {
	dir, _ := gotten(t)
	bad := filepath.Join(t.TempDir(), "bad.md")
	if err := os.WriteFile(bad, []byte("\x00"), 0o644); err != nil {
		t.Fatal(err)
	}
	damaged, _ := gotten(t)
	if err := os.WriteFile(filepath.Join(damaged, "nutag-1", "mn", "index.html"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		args []string
		code int
		says string
	}{
		"no copy":      {[]string{t.TempDir()}, exitUsage, "nutag-box get"},
		"bad notice":   {[]string{dir, "--notice", bad}, exitUsage, "UTF-8"},
		"no notice":    {[]string{dir, "--notice", bad + "2"}, exitUsage, "UTF-8"},
		"bad address":  {[]string{dir, "--addr", "256.0.0.1:1"}, exitUsage, "256.0.0.1:1"},
		"open admin":   {[]string{dir, "--addr", "127.0.0.1:0", "--admin", "0.0.0.0:0"}, exitUsage, "127.0.0.1"},
		"damaged":      {[]string{damaged, "--addr", "127.0.0.1:0"}, exitProblems, "mn/index.html"},
		"bad offer":    {[]string{dir, "--addr", "127.0.0.1:0", "--offer", damaged}, exitProblems, "mn/index.html"},
		"unknown flag": {[]string{dir, "--port", "1"}, exitUsage, "--help"},
		"two copies":   {[]string{dir, dir}, exitUsage, "serve [COPY]"},
	} {
		var out spoken
		ctx, stop := context.WithTimeout(t.Context(), time.Minute)
		code := servedBy(ctx, &out, append([]string{"serve", "--lang", "en"}, c.args...)...)
		stop()
		if code != c.code || !strings.Contains(out.String(), c.says) {
			t.Errorf("%s: code %d, want %d\n%s", name, code, c.code, out.String())
		}
	}
	// Told so, it serves the damaged copy, and says so loudly.
	ctx, stop := context.WithCancel(t.Context())
	var out spoken
	done := make(chan int, 1)
	go func() {
		done <- servedBy(ctx, &out, "serve", damaged, "--unverified", "--addr", "127.0.0.1:0", "--admin", "off", "--lang", "en")
	}()
	for range 1000 {
		if readersAddress.MatchString(out.String()) {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	res, err := http.Get(readersAddress.FindString(out.String()) + "en/index.html")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	text, _ := io.ReadAll(res.Body)
	if !strings.Contains(string(text), "nutag-unverified") || !strings.Contains(out.String(), "WARNING") {
		t.Errorf("%s\n%s", out.String(), text)
	}
	stop()
	if code := <-done; code != exitFine {
		t.Errorf("code %d", code)
	}
}
