package soak_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"nutag/mirror/copy"
)

// phase is what an update was doing when it was killed, as its copy shows it afterwards.
type phase int

const (
	before     phase = iota // it had not asked for anything
	lists                   // it was fetching and proving signed lists
	download                // part of a file had come
	assembling              // the next release was being put together
	step                    // the next release stood, and the copy was being led to it
	after                   // it had ended, or only its farewell was left
)

var phases = []string{"before its work", "at the signed lists", "at a download", "putting together", "at the step", "after its end"}

// phaseOf looks at a copy after a kill. Asked: whether the host was asked for anything.
func phaseOf(t *testing.T, dir string, asked bool) phase {
	t.Helper()
	there := func(pattern string) bool {
		found, err := filepath.Glob(filepath.Join(dir, pattern))
		return err == nil && len(found) > 0
	}
	c, err := copy.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	state, err := c.State()
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(filepath.Join(dir, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case state.Current.Number == 2 && strings.Contains(string(page), "nutag-2/") && !there(".nutag/store") && !there(".nutag/*.tmp"):
		return after
	case there("nutag-2"):
		return step
	case there(".nutag/store/*.part"):
		return download
	case there(".nutag/next"):
		return assembling
	case asked:
		return lists
	}
	return before
}

// A line on which the three kinds of work of an update take times of one order.
const (
	lineWait = 8 * time.Millisecond
	lineRate = 256 << 10 // bytes a second
)

// Whatever the moment at which an update is killed, readers get whole releases, and the next update ends well. The moments are
// spread evenly over the time that an update takes when it is left alone; one that has ended before does not count.
func TestKills(t *testing.T) {
	f := newFarm(t)
	rate := int64(lineRate)
	if os.Getenv("SITE") != "" {
		rate *= 4 // ten megabytes come one by one there
	}
	f.host.Line(lineWait, rate)
	// Every second time the host has lost its patches, and the files come one by one.
	ways := []func(w http.ResponseWriter, r *http.Request, path string) bool{nil, func(w http.ResponseWriter, _ *http.Request, path string) bool {
		if !strings.HasPrefix(path, "patches/") {
			return false
		}
		w.WriteHeader(http.StatusNotFound)
		return true
	}}
	length := make([]time.Duration, len(ways))
	for i, way := range ways {
		f.host.Fault(way)
		var took []time.Duration
		for range times(1, 5) {
			dir := f.fresh()
			r := f.reader(dir)
			start := time.Now()
			f.program("update", "--copy", dir)
			took = append(took, time.Since(start))
			r.end()
			f.forget(dir)
		}
		slices.Sort(took)
		length[i] = took[len(took)/2]
	}
	random := rand.New(rand.NewPCG(11, 13))
	want := times(20, 200)
	counted, reads := 0, 0
	var at [after + 1]int
	seen := map[int64]int{}
	for try := 0; counted < want && !t.Failed(); try++ {
		if try == 3*want {
			t.Fatalf("only %d of %d kills fell before the end of an update: %v", counted, try, at)
		}
		way := try % len(ways)
		f.host.Fault(ways[way])
		dir := f.fresh()
		r := f.reader(dir)
		f.host.Asked()
		c := f.command("update", "--copy", dir)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(random.Int64N(int64(length[way]))), func() { _ = c.Process.Kill() })
		err := c.Wait()
		timer.Stop()
		asked, _ := f.host.Asked()
		found := phaseOf(t, dir, len(asked) > 0)
		if err == nil && found != after {
			t.Errorf("an update that ended well left the copy %s", phases[found])
		}
		at[found]++
		if found != after {
			counted++
		}
		f.host.Fault(nil)
		f.host.Line(0, 0) // the killed one's connection is gone; the next update need not wait
		f.program("update", "--copy", dir)
		f.host.Line(lineWait, rate)
		r.end()
		f.whole(dir, 2)
		reads += r.reads
		for number, n := range r.seen {
			seen[number] += n
		}
		f.forget(dir)
	}
	var told []string
	for i, n := range at {
		told = append(told, fmt.Sprintf("%d %s", n, phases[i]))
	}
	amid := at[lists] + at[download] + at[assembling] + at[step]
	t.Logf("%d kills, %d of them amid work, of updates that take %v with patches and %v file by file: %s; %d visits of readers, by release %v",
		counted, amid, length[0].Round(time.Millisecond), length[1].Round(time.Millisecond), strings.Join(told, ", "), reads, seen)
	if 2*amid < counted {
		t.Errorf("only %d of %d kills fell into the work of an update", amid, counted)
	}
	for _, must := range times([]phase{lists, download}, []phase{lists, download, assembling}) { // a small portal is put together in no time
		if at[must] == 0 {
			t.Errorf("no kill fell %s", phases[must])
		}
	}
	if seen[1] == 0 || seen[2] == 0 {
		t.Errorf("readers did not read both releases: %v", seen)
	}
}

// killWhen starts an update and kills it as soon as there is a file or folder in its copy.
func (f *farm) killWhen(dir, name string, args ...string) {
	f.t.Helper()
	c := f.command(args...)
	if err := c.Start(); err != nil {
		f.t.Fatal(err)
	}
	for end := time.Now().Add(time.Minute); ; {
		if _, err := os.Lstat(filepath.Join(dir, name)); err == nil {
			break
		}
		if time.Now().After(end) {
			f.t.Errorf("the update never came to %s", name)
			break
		}
	}
	_ = c.Process.Kill()
	_ = c.Wait()
}

// The step from one release to the next is so short that moments spread over an update hardly meet it. So here updates are killed
// as soon as the new release stands beside the old one: the copy may be at either, whole, and the next update ends well.
func TestKillsAtTheStep(t *testing.T) {
	f := newFarm(t)
	var at [after + 1]int
	for range times(5, 50) {
		dir := f.fresh()
		r := f.reader(dir)
		f.killWhen(dir, "nutag-2", "update", "--copy", dir)
		at[phaseOf(t, dir, true)]++
		f.program("update", "--copy", dir)
		r.end()
		f.whole(dir, 2)
		f.forget(dir)
		if t.Failed() {
			return
		}
	}
	t.Logf("killed when the new release stood: %d %s, %d %s", at[step], phases[step], at[after], phases[after])
	if at[step] == 0 || at[lists]+at[download]+at[assembling] > 0 {
		t.Errorf("the kills did not fall at the step: %v", at)
	}
}

// On a machine whose clock stands at 1970 or 2100 reading goes on, a killed update leaves the copy whole, and the next one ends
// well: in 2100 only when a person says so, as every proof is past its date then.
func TestClocks(t *testing.T) {
	f := newFarm(t)
	for clock, extra := range map[string][]string{"1970-01-01": nil, "2100-01-01": {"--accept-old"}} {
		t.Run(clock, func(t *testing.T) {
			f.t = t
			t.Setenv(clockOfProgram, clock)
			f.host.Line(lineWait, lineRate)
			defer f.host.Line(0, 0)
			dir := f.fresh()
			r := f.reader(dir)
			f.program("verify", dir)
			f.program("status", dir)
			if extra != nil {
				out, err := f.command("update", "--copy", dir).CombinedOutput()
				if err == nil || !strings.Contains(string(out), "--accept-old") || !strings.Contains(string(out), clock) {
					t.Errorf("an update in %s: %v\n%s", clock, err, out)
				}
				f.whole(dir, 1)
			}
			update := append([]string{"update", "--copy", dir}, extra...)
			f.killWhen(dir, ".nutag/next", update...)
			f.whole(dir, 1)
			f.program(update...)
			r.end()
			f.whole(dir, 2)
			f.program("verify", dir)
			f.forget(dir)
		})
	}
}
