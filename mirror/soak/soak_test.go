package soak_test

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"nutag/mirror/cli"
	"nutag/mirror/copy"
	"nutag/mirror/mirrortest"
)

// asProgram makes the test binary act as nutag-box, so that a whole process can be killed.
const asProgram = "NUTAG_SOAK_PROGRAM"

// clockOfProgram names a day at which the clock of that program stands.
const clockOfProgram = "NUTAG_SOAK_CLOCK"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		system := cli.OS()
		if clock, err := time.Parse(time.DateOnly, os.Getenv(clockOfProgram)); err == nil {
			system.Now = func() time.Time { return clock }
		}
		os.Exit(cli.Main(context.Background(), os.Args[1:], system))
	}
	mirrortest.Main(m)
}

// times gives how often something is done, or what: in make check, and in make soak.
func times[T any](check, soak T) T {
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

// fresh gives a new folder with a copy of release 1. The files of the release are links to those of the first copy, which is
// how an update takes them over too: whatever wrote into one would show in every later copy.
func (f *farm) fresh() string {
	f.t.Helper()
	dir, err := os.MkdirTemp(filepath.Dir(f.first), "fresh")
	if err != nil {
		f.t.Fatal(err)
	}
	dir = filepath.Join(dir, "copy")
	err = filepath.WalkDir(f.first, func(from string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(f.first, from)
		to := filepath.Join(dir, name)
		switch {
		case d.IsDir():
			return os.MkdirAll(to, 0o755)
		case strings.HasPrefix(name, "nutag-"):
			return os.Link(from, to)
		}
		data, err := os.ReadFile(from)
		if err != nil {
			return err
		}
		return os.WriteFile(to, data, 0o644)
	})
	if err != nil {
		f.t.Fatal(err)
	}
	return dir
}

// whole fails unless a copy stands at a release and every byte of it is as it was signed.
func (f *farm) whole(dir string, number int64) {
	f.t.Helper()
	c, err := copy.Open(dir)
	if err != nil {
		f.t.Fatal(err)
	}
	defer c.Close()
	report, err := c.Verify(context.Background(), nil)
	if err != nil || !report.OK() || report.Release.Number != number {
		f.t.Fatalf("not release %d, or not whole: %+v, %v", number, report, err)
	}
}

// forget removes a folder that fresh gave.
func (f *farm) forget(dir string) {
	f.t.Helper()
	if err := os.RemoveAll(filepath.Dir(dir)); err != nil {
		f.t.Fatal(err)
	}
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
