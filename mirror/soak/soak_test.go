package soak_test

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"nutag/mirror/cli"
	"nutag/mirror/copy"
	"nutag/mirror/mirrortest"
)

// asProgram makes the test binary act as nutag-box, so that a whole process can be killed.
const asProgram = "NUTAG_SOAK_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		os.Exit(cli.Main(context.Background(), os.Args[1:], cli.OSStreams()))
	}
	mirrortest.Main(m)
}

// times gives how often something is done: in make check, and in make soak.
func times(check, soak int) int {
	if os.Getenv("NUTAG_SOAK") != "" {
		return soak
	}
	return check
}

// portal gives two portals, the second with what a correction of data changes: made up, or the real one in SITE.
func portal(t *testing.T) (one, two mirrortest.Site) {
	t.Helper()
	one = mirrortest.NewSite()
	if dir := os.Getenv("SITE"); dir != "" {
		one = mirrortest.Site{}
		err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || name == ".nutag-output" {
				return err
			}
			data, err := os.ReadFile(filepath.Join(dir, name))
			one[name] = string(data)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	two = one.Clone()
	changed := regexp.MustCompile(`soums/63|aimags/63|services/|\.csv$`)
	for name := range two {
		if changed.MatchString(name) {
			two[name] += "\n"
		}
	}
	two["mn/added.html"] = "added"
	return one, two
}

// farm is a host with two releases and a copy of the first.
type farm struct {
	t     *testing.T
	maker *mirrortest.Maker
	host  *mirrortest.Host
	sites map[int64]mirrortest.Site
	dirs  map[int64]string
	first string // a copy of release 1, kept as it is
}

func newFarm(t *testing.T) *farm {
	t.Helper()
	f := &farm{t: t, maker: mirrortest.NewMaker(t), sites: map[int64]mirrortest.Site{}, dirs: map[int64]string{}, first: filepath.Join(t.TempDir(), "copy")}
	f.sites[1], f.sites[2] = portal(t)
	today := time.Now().Format(time.DateOnly)
	for number := int64(1); number <= 2; number++ {
		f.dirs[number] = f.maker.Release(t, f.sites[number], number, today)
		for _, name := range []string{"release.json", "mn/release.html", "en/release.html"} {
			if data, err := os.ReadFile(filepath.Join(f.dirs[number], name)); err == nil {
				f.sites[number][name] = string(data)
			}
		}
	}
	f.host = mirrortest.NewHost(t, f.dirs[1])
	f.program("get", "--fingerprint", f.maker.Anchor().String(), f.host.URL, f.first)
	f.host.Serve(f.dirs[2])
	return f
}

func (f *farm) command(args ...string) *exec.Cmd {
	c := exec.Command(os.Args[0], args...)
	c.Env = append(os.Environ(), asProgram+"=1", "LC_ALL=en")
	return c
}

// program runs nutag-box, which must succeed.
func (f *farm) program(args ...string) string {
	f.t.Helper()
	out, err := f.command(args...).CombinedOutput()
	if err != nil {
		f.t.Fatalf("nutag-box %v: %v\n%s", args, err, out)
	}
	return string(out)
}

// fresh gives a new folder with a copy of release 1.
func (f *farm) fresh() string {
	f.t.Helper()
	dir, err := os.MkdirTemp(filepath.Dir(f.first), "fresh")
	if err == nil {
		err = os.CopyFS(filepath.Join(dir, "copy"), os.DirFS(f.first))
	}
	if err != nil {
		f.t.Fatal(err)
	}
	return filepath.Join(dir, "copy")
}

// reader reads a copy without end, as a browser behind nutag-box serve and as one that opened index.html in the folder.
type reader struct {
	f     *farm
	dir   string
	reads int
	seen  map[int64]int
	stop  chan struct{}
	done  sync.WaitGroup
}

func (f *farm) reader(dir string) *reader {
	r := &reader{f: f, dir: dir, seen: map[int64]int{}, stop: make(chan struct{})}
	c, err := copy.Open(dir)
	if err != nil {
		f.t.Fatal(err)
	}
	r.done.Go(func() {
		defer c.Close()
		random := rand.New(rand.NewPCG(7, 7))
		for {
			select {
			case <-r.stop:
				return
			default:
			}
			release, err := c.Current()
			if err != nil || !release.Verified.OK {
				f.t.Errorf("a reader found no release: %v", err)
				return
			}
			paths := release.Set().Paths()
			// Several pages of one visit: all of one release.
			for range 5 {
				path := paths[random.IntN(len(paths))]
				data, err := fs.ReadFile(release.FS(), path)
				if err != nil || string(data) != f.sites[release.Number][path] {
					f.t.Errorf("a reader of release %d got another %s: %v", release.Number, path, err)
					return
				}
			}
			r.seen[release.Number]++
			r.reads++
			r.folder(random)
		}
	})
	return r
}

var leads = regexp.MustCompile(`url=nutag-([0-9]+)([^"]*)/index\.html`)

// folder reads as a person who opens the folder does: index.html leads to a release, which must be whole.
func (r *reader) folder(random *rand.Rand) {
	page, err := os.ReadFile(filepath.Join(r.dir, "index.html"))
	if err != nil {
		r.f.t.Errorf("index.html: %v", err)
		return
	}
	m := leads.FindSubmatch(page)
	if m == nil {
		r.f.t.Errorf("index.html leads nowhere: %s", page)
		return
	}
	var number int64
	_, _ = fmt.Sscan(string(m[1]), &number)
	site := r.f.sites[number]
	for path := range site {
		if random.IntN(len(site)) > 3 {
			continue
		}
		data, err := os.ReadFile(filepath.Join(r.dir, "nutag-"+string(m[1])+string(m[2]), path))
		if err != nil || string(data) != site[path] {
			r.f.t.Errorf("the folder of release %d has another %s: %v", number, path, err)
		}
	}
}

func (r *reader) end() {
	close(r.stop)
	r.done.Wait()
}

// Whatever the moment at which an update is killed, readers get whole releases, and the next update ends well.
func TestKills(t *testing.T) {
	f := newFarm(t)
	var round atomic.Int64
	f.host.Fault(func(w http.ResponseWriter, _ *http.Request, path string) bool {
		// A line takes its time, most of it for files, so that many kills fall into the work and not before it.
		if pause := time.Millisecond; strings.HasPrefix(path, "metadata/") {
			time.Sleep(pause)
		} else {
			time.Sleep(30 * pause)
		}
		if round.Load()%2 == 1 && strings.HasPrefix(path, "patches/") {
			w.WriteHeader(http.StatusNotFound) // every second time the files come one by one
			return true
		}
		return false
	})
	start := time.Now()
	f.program("status", f.first)
	idle := time.Since(start) // what a process takes before it does anything
	start = time.Now()
	f.program("update", "--copy", f.fresh())
	length := time.Since(start)
	random := rand.New(rand.NewPCG(11, 13))
	n := times(20, 200)
	killed, finished, reads, torn := 0, 0, 0, 0
	seen := map[int64]int{}
	for i := range n {
		round.Store(int64(i))
		dir := f.fresh()
		r := f.reader(dir)
		c := f.command("update", "--copy", dir)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(idle/2+time.Duration(random.Int64N(int64(length-idle/2))), func() { _ = c.Process.Kill() })
		if err := c.Wait(); err != nil {
			killed++
		} else {
			finished++
		}
		timer.Stop()
		if entries, _ := os.ReadDir(filepath.Join(dir, ".nutag")); slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == "next" || e.Name() == "store" }) {
			torn++
		}
		f.program("update", "--copy", dir)
		r.end()
		f.program("verify", dir)
		if out, err := copy.Open(dir); err != nil {
			t.Error(err)
		} else {
			if release, err := out.Current(); err != nil || release.Number != 2 {
				t.Errorf("after the kill stands release %v: %v", release, err)
			}
			out.Close()
		}
		reads += r.reads
		for number, n := range r.seen {
			seen[number] += n
		}
		if err := os.RemoveAll(filepath.Dir(dir)); err != nil {
			t.Fatal(err)
		}
		if t.Failed() {
			break
		}
	}
	t.Logf("%d updates of %v: %d killed (%d with work half done), %d ended before the kill; %d visits of readers, by release %v", n, length.Round(time.Millisecond), killed, torn, finished, reads, seen)
	if killed < n/2 || torn == 0 {
		t.Errorf("only %d of %d updates were killed, %d in the middle of work", killed, n, torn)
	}
}
