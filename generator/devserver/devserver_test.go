package devserver

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// log is a bytes.Buffer that several goroutines may use.
type log struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for range 500 {
		if ok() {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("never: %s", what)
}

// serving starts a server with a fake build on a repository of its own.
type serving struct {
	dir, address string
	log          *log
	stop         func() error
}

func start(t *testing.T, build func(out string) Outcome) *serving {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, map[string]string{"data/soums/soums.csv": "a", "i18n/messages/mn.yaml": "k: v", "generator/x.go": "package x", "main.go": "package main", "content/about.mn.md": "x"})
	out := filepath.Join(dir, "public")
	l := &log{}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		done <- Serve(ctx, Config{Addr: "127.0.0.1:0", Dir: dir, Out: out, Log: l,
			Build: func(context.Context) Outcome { return build(out) }})
	}()
	s := &serving{dir: dir, log: l, stop: func() error {
		cancel()
		select {
		case err := <-done:
			return err
		case <-time.After(10 * time.Second):
			return errors.New("the server does not stop")
		}
	}}
	find := regexp.MustCompile(`http://[0-9.:]+/`)
	eventually(t, "the first build ends", func() bool { s.address = find.FindString(l.String()); return s.address != "" })
	return s
}

func (s *serving) states(t *testing.T) <-chan state {
	t.Helper()
	resp, err := http.Get(s.address + "_nutag/events")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	out := make(chan state, 100)
	go func() {
		defer close(out)
		lines := bufio.NewScanner(resp.Body)
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				var st state
				if json.Unmarshal([]byte(data), &st) == nil {
					out <- st
				}
			}
		}
	}()
	return out
}

func waitState(t *testing.T, states <-chan state, what string, ok func(state) bool) state {
	t.Helper()
	limit := time.After(10 * time.Second)
	for {
		select {
		case s, open := <-states:
			if !open {
				t.Fatalf("the events ended before: %s", what)
			}
			if ok(s) {
				return s
			}
		case <-limit:
			t.Fatalf("never: %s", what)
		}
	}
}

func TestServeBuildsWatchesAndTellsPages(t *testing.T) {
	var mu sync.Mutex
	builds, broken := 0, false
	s := start(t, func(out string) Outcome {
		mu.Lock()
		defer mu.Unlock()
		builds++
		if broken {
			return Outcome{Report: "data/soums/soums.csv:1:1: error: <b>bad</b>"}
		}
		if err := errors.Join(os.MkdirAll(out, 0o755), os.WriteFile(filepath.Join(out, "index.html"), []byte("<body>good</body>"), 0o644)); err != nil {
			return Outcome{Report: err.Error()}
		}
		return Outcome{Built: true}
	})
	states := s.states(t)
	first := waitState(t, states, "the first state", func(st state) bool { return !st.Building })

	write(t, s.dir, map[string]string{"i18n/messages/mn.yaml": "k: w"})
	second := waitState(t, states, "a new build after a change", func(st state) bool { return st.Build != first.Build })

	mu.Lock()
	broken = true
	mu.Unlock()
	write(t, s.dir, map[string]string{"data/new-set/set.yaml": "name: x"}) // a folder that was not there at the start
	failed := waitState(t, states, "problems", func(st state) bool { return st.Problems != "" })
	if failed.Build != second.Build || !strings.Contains(failed.Problems, "<b>bad</b>") {
		t.Errorf("state after a failed build: %+v", failed)
	}
	resp, err := http.Get(s.address)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		t.Errorf("the old portal is not served any more: %d", resp.StatusCode)
	}

	mu.Lock()
	broken = false
	mu.Unlock()
	write(t, s.dir, map[string]string{"data/new-set/set.yaml": "name: y"}) // inside the new folder
	mended := waitState(t, states, "mended", func(st state) bool { return !st.Building && st.Problems == "" && st.Build != failed.Build })

	mu.Lock()
	before := builds
	mu.Unlock()
	write(t, s.dir, map[string]string{"generator/x.go": "package x // changed", "data/soums/.soums.csv.swp": "x", "generator/x_test.go": "package x"})
	after := waitState(t, states, "the advice to restart", func(st state) bool { return st.Restart })
	time.Sleep(2 * debounce)
	mu.Lock()
	if builds != before || after.Build != mended.Build {
		t.Errorf("a change of the program started a build")
	}
	mu.Unlock()
	if !strings.Contains(s.log.String(), "restart") || !strings.Contains(s.log.String(), "data/new-set/set.yaml") {
		t.Errorf("log:\n%s", s.log)
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
}

func TestOneBuildForManyWrites(t *testing.T) {
	var mu sync.Mutex
	builds := 0
	s := start(t, func(string) Outcome {
		mu.Lock()
		defer mu.Unlock()
		builds++
		return Outcome{Built: true}
	})
	for i := range 10 {
		write(t, s.dir, map[string]string{"data/soums/soums.csv": strings.Repeat("x", i)})
		time.Sleep(debounce / 10)
	}
	count := func() int { mu.Lock(); defer mu.Unlock(); return builds }
	eventually(t, "a second build", func() bool { return count() >= 2 })
	time.Sleep(3 * debounce)
	if got := count(); got != 2 {
		t.Errorf("%d builds, want 2", got)
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
}

func TestTakenPortIsSaidBeforeTheBuild(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for addr, want := range map[string]string{l.Addr().String(): "another program", "nonsense": "cannot listen", "127.0.0.1:99999": "cannot listen"} {
		err = Serve(context.Background(), Config{Addr: addr, Dir: t.TempDir(), Out: "x", Log: &log{},
			Build: func(context.Context) Outcome { t.Error("built"); return Outcome{} }})
		var ae *AddrError
		if !errors.As(err, &ae) || !strings.Contains(ae.Error(), want) || ae.Remedy() == "" {
			t.Errorf("%s: %v", addr, err)
		}
	}
}

func TestClassify(t *testing.T) {
	for rel, want := range map[string]fileClass{
		"data/soums/soums.csv": isInput, "content/about.mn.md": isInput, "themes/nutag/layouts/x.html": isInput, "data": isInput,
		"i18n/messages/en.yaml": isInput, "i18n/number.go": isCode, "go.mod": isCode, "main.go": isCode, "search/wasm/main.go": isCode,
		"generator/plan/page_test.go": isNothing, "public/index.html": isNothing, "README.md": isNothing, "i18n": isNothing,
		"data/soums/.soums.csv.swp": isNothing, "data/soums/soums.csv~": isNothing, "data/4913": isNothing, "database/x": isNothing,
	} {
		if got := classify(rel); got != want {
			t.Errorf("classify(%q) = %d, want %d", rel, got, want)
		}
	}
}

func TestChildBuild(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Fatal(err)
	}
	run := func(ctx context.Context, script string) (Outcome, string) {
		l := &log{}
		o := ChildBuild(sh, []string{"-c", script}, l)(ctx)
		return o, l.String()
	}
	if o, l := run(context.Background(), "echo stage >&2"); !o.Built || l != "stage\n" {
		t.Errorf("good build: %+v, log %q", o, l)
	}
	if o, l := run(context.Background(), "echo data.csv:1:1: error; exit 1"); o.Built || o.Report != "data.csv:1:1: error\n" || l != o.Report {
		t.Errorf("bad input: %+v, log %q", o, l)
	}
	if o, _ := run(context.Background(), "exit 3"); o.Built || !strings.Contains(o.Report, "terminal") {
		t.Errorf("crash: %+v", o)
	}
	if o := ChildBuild(filepath.Join(t.TempDir(), "none"), nil, &log{})(context.Background()); o.Built || o.Report == "" {
		t.Errorf("no program: %+v", o)
	}
	// An interrupt reaches the child once, and it may clean up.
	mark := filepath.Join(t.TempDir(), "cleaned")
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(300*time.Millisecond, cancel)
	run(ctx, "trap 'echo x >> "+mark+"; exit 130' INT; i=0; while [ $i -lt 200 ]; do sleep 0.05; i=$((i+1)); done")
	if b, err := os.ReadFile(mark); err != nil || string(b) != "x\n" {
		t.Errorf("the child did not clean up once: %q %v", b, err)
	}
}
