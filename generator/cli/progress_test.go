package cli

import (
	"bytes"
	"errors"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"time"

	"nutag/generator/build/pipeline"
)

func TestStageLine(t *testing.T) {
	for _, tc := range []struct {
		o    pipeline.Outcome
		want string
	}{
		{pipeline.Outcome{Stage: "check", Count: pipeline.Count{N: 48210, Of: "values"}, Took: 420 * time.Millisecond}, "check      48,210 values              0.42 s"},
		{pipeline.Outcome{Stage: "swap", Took: time.Millisecond}, "swap                                  0.00 s"},
		{pipeline.Outcome{Stage: "pages", Count: pipeline.Count{N: 3, Of: "pages"}, Err: errors.New("x")}, "pages      stopped                    0.00 s"},
	} {
		if got := stageLine(tc.o); got != tc.want {
			t.Errorf("got  %q\nwant %q", got, tc.want)
		}
	}
}

// TestNote holds the lines below a stage line to their place.
func TestNote(t *testing.T) {
	var buf bytes.Buffer
	r := newReporter(&buf, false)
	r.Ended(pipeline.Outcome{Stage: "reading", Count: pipeline.Count{N: 2, Of: "lessons", Note: "first\nlast"}})
	want := "reading    2 lessons                  0.00 s\n           first\n           last\n"
	if buf.String() != want {
		t.Errorf("got  %q\nwant %q", buf.String(), want)
	}
}

func TestGroup(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1: "-1", -123: "-123", -1234: "-1,234"} {
		if got := group(n); got != want {
			t.Errorf("group(%d) = %q, want %q", n, got, want)
		}
	}
}

// TestLiveLineDoesNotEatStageLines runs stages at once under the redrawing line.
func TestLiveLineDoesNotEatStageLines(t *testing.T) {
	var buf bytes.Buffer
	r := newReporter(&buf, true)
	var wg sync.WaitGroup
	for _, name := range []string{"pages", "index", "engine"} {
		wg.Go(func() {
			r.Started(name)
			time.Sleep(2 * frames)
			r.Ended(pipeline.Outcome{Stage: name, Count: pipeline.Count{N: 5, Of: "things"}})
		})
	}
	wg.Wait()
	r.close()
	r.close()
	out := buf.String()
	for _, name := range []string{"pages", "index", "engine"} {
		line := stageLine(pipeline.Outcome{Stage: name, Count: pipeline.Count{N: 5, Of: "things"}})
		if !strings.Contains(out, line+"\n") {
			t.Errorf("no line for %s in %q", name, out)
		}
	}
	if !strings.Contains(out, "\r") {
		t.Error("no live line was drawn")
	}
}

func TestVersionNamesWhatIsLinked(t *testing.T) {
	var b strings.Builder
	info := &debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: "v1.2.3"}, Deps: []*debug.Module{
		{Path: "github.com/gohugoio/hugo", Version: "v0.165.0"},
		{Path: "github.com/blevesearch/bleve/v2", Version: "v2.0.0", Replace: &debug.Module{Version: "v2.6.3"}},
	}}
	if err := writeVersion(&b, info); err != nil {
		t.Fatal(err)
	}
	if want := "nutag  v1.2.3\ngo     go1.26.8\nhugo   v0.165.0\nbleve  v2.6.3\n"; b.String() != want {
		t.Errorf("got %q", b.String())
	}
	b.Reset()
	if err := writeVersion(&b, nil); err != nil || !strings.Contains(b.String(), "hugo   unknown") {
		t.Errorf("without build information: %q %v", b.String(), err)
	}
}
