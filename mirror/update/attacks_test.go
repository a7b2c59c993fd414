package update_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nutag/mirror/copy"
	"nutag/mirror/mirrortest"
	"nutag/mirror/source"
	"nutag/mirror/trust"
	"nutag/mirror/update"
)

// The attacks are those of the paper on the framework (Samuel, Mathewson, Cappos, Dingledine: Survivable Key Compromise in
// Software Update Systems) and of its specification. Extraneous dependencies do not apply: a release has none. Whatever
// happens, the copy must stay whole and go on being read.

// refused checks that an update fails, in that way if one is given, and that the copy is as it was.
func (b *bench) refused(want trust.Kind, site mirrortest.Site, number int64) error {
	b.t.Helper()
	res, err := b.run(b.host.URL)
	if err == nil {
		b.t.Fatalf("the update was made: %+v", res)
	}
	if want != "" && kindOf(err) != want {
		b.t.Errorf("refused as %q: %v; want %q", kindOf(err), err, want)
	}
	if r := b.whole(b.copy, site); r.Number != number {
		b.t.Errorf("the copy has release %d", r.Number)
	}
	return err
}

// second gives a bench with release 1 in the copy and release 2 on the host.
func second(t *testing.T) (b *bench, before mirrortest.Site) {
	b = newBench(t)
	b.must(b.run(b.host.URL))
	before = b.site.Clone()
	b.site["mn/soums/6301-test.html"] += "changed"
	b.site["mn/index.html"] = strings.Repeat("a large page ", 10_000)
	b.host.Serve(b.maker.Begin(t, b.site, "2001-04-01"))
	return b, before
}

// attack makes the host misbehave with the paths that begin with target, and withhold what would lead around it: the patch to
// a signed list, or that to a page.
func (b *bench) attack(target string, f func(w http.ResponseWriter, r *http.Request, path string) bool) {
	b.host.Fault(func(w http.ResponseWriter, r *http.Request, path string) bool {
		if strings.HasPrefix(path, target) {
			return f(w, r, path)
		}
		around := strings.HasPrefix(path, "patches/")
		if strings.HasPrefix(target, "metadata/") {
			around = listPatch(path) && !listPatch(target)
		}
		if around {
			w.WriteHeader(http.StatusNotFound)
		}
		return around
	})
}

func listPatch(path string) bool {
	return strings.HasPrefix(path, "metadata/") && strings.HasSuffix(path, ".zst")
}

func TestArbitrarySoftware(t *testing.T) {
	for _, target := range []string{"mn/index.html", "patches/rest/", "metadata/1-2.snapshot.zst", "metadata/1-2.rest.zst", "metadata/2.rest.json", "metadata/2.snapshot.json", "metadata/timestamp.json"} {
		t.Run(target, func(t *testing.T) {
			b, before := second(t)
			b.attack(target, func(w http.ResponseWriter, _ *http.Request, path string) bool {
				data, _ := os.ReadFile(filepath.Join(b.maker.Dir, path))
				if i := bytes.IndexByte(data, '7'); i >= 0 && strings.HasPrefix(path, "metadata") {
					data[i] = '8' // a number or a letter of a hash
				} else {
					data = bytes.Repeat([]byte("x"), len(data))
				}
				_, _ = w.Write(data)
				return true
			})
			if strings.HasPrefix(target, "patches") || listPatch(target) {
				b.must(b.run(b.host.URL)) // the files themselves are the next way
				return
			}
			kind := trust.KindForged
			if target == "mn/index.html" {
				kind = ""
			}
			b.refused(kind, before, 1)
			b.host.Fault(nil)
			b.must(b.run(b.host.URL))
		})
	}
}

func TestEndlessData(t *testing.T) {
	for _, target := range []string{"metadata/timestamp.json", "metadata/2.root.json", "metadata/2.snapshot.json", "metadata/2.rest.json", "metadata/1-2.", "patches/", "mn/index.html"} {
		for _, lie := range []string{"no length", "true length", "small length"} {
			t.Run(target+" "+lie, func(t *testing.T) {
				b, before := second(t)
				var sent int64
				b.attack(target, func(w http.ResponseWriter, r *http.Request, _ string) bool {
					if lie == "true length" {
						w.Header().Set("Content-Length", fmt.Sprint(1<<40))
					}
					if lie == "small length" {
						w.Header().Set("Content-Length", "100")
					}
					if r.Method == http.MethodHead {
						return true
					}
					chunk := bytes.Repeat([]byte("0123456789abcdef"), 4096)
					for sent < 1<<30 {
						n, err := w.Write(chunk)
						sent += int64(n)
						if err != nil || r.Context().Err() != nil {
							return true
						}
					}
					return true
				})
				if target == "patches/" || target == "metadata/1-2." {
					b.must(b.run(b.host.URL)) // there is another way
				} else {
					b.refused("", before, 1)
				}
				if sent > 64<<20 {
					t.Errorf("the host could send %d bytes", sent)
				}
				size := int64(0)
				_ = filepath.WalkDir(b.copy, func(_ string, d fs.DirEntry, err error) error {
					if info, ierr := d.Info(); err == nil && ierr == nil {
						size += info.Size()
					}
					return nil
				})
				if size > 4<<20 {
					t.Errorf("the copy grew to %d bytes", size)
				}
			})
		}
	}
}

func TestRollback(t *testing.T) {
	b, _ := second(t)
	old := b.maker.Dir
	b.must(b.run(b.host.URL))
	b.site["en/index.html"] = "third"
	b.release("2001-05-01")
	b.must(b.run(b.host.URL))
	b.host.Serve(old)
	b.refused(trust.KindOlder, b.site, 3)
	// A stick with an older release is refused in the same way.
	if _, err := b.run(old); kindOf(err) != trust.KindOlder {
		t.Errorf("a folder with release 2: %v", err)
	}
}

// A rollback to what was proven once counts even where the update to it never ended.
func TestRollbackOfUnfinished(t *testing.T) {
	b, before := second(t)
	newest := b.maker.Dir
	b.site["en/index.html"] = "third"
	b.release("2001-05-01")
	b.host.Fault(func(w http.ResponseWriter, _ *http.Request, path string) bool {
		if strings.HasPrefix(path, "metadata/") {
			return false
		}
		w.WriteHeader(http.StatusServiceUnavailable)
		return true
	})
	b.refused("", before, 1)
	b.host.Fault(nil)
	b.host.Serve(newest)
	b.refused(trust.KindOlder, before, 1)
}

// Fast-forward: whoever has stolen the release key gives out an enormous number, so that no honest release is newer. New
// keys by a new root end it.
func TestFastForwardEndsWithNewKeys(t *testing.T) {
	b, before := second(t)
	honest := *b.maker
	b.host.Serve(b.maker.Release(t, b.site, 1<<40, "2001-04-02"))
	b.must(b.run(b.host.URL))
	*b.maker = honest
	site := b.site.Clone()
	b.site["en/index.html"] = "third"
	b.release("2001-05-01")
	b.refused(trust.KindOlder, site, 1<<40)

	b.maker.Rotate(t, mirrortest.Key(5))
	b.site["en/index.html"] = "fourth"
	b.release("2001-05-02")
	b.must(b.run(b.host.URL))
	if n := b.number(); n != 4 {
		t.Errorf("release %d", n)
	}
	_ = before
}

// Indefinite freeze: a host goes on giving out an old release. It is taken while there is nothing better, and said to be
// old; a newer but old one only when a person wants it.
func TestIndefiniteFreeze(t *testing.T) {
	b, before := second(t)
	b.opt.Clock = time.Date(2003, 1, 1, 0, 0, 0, 0, time.UTC)
	err := b.refused("", before, 1)
	if !errors.Is(err, update.ErrOldProof) {
		t.Errorf("refused with %v", err)
	}
	b.opt.AcceptOld = true
	if res := b.must(b.run(b.host.URL)); !res.Old || res.After != 2 {
		t.Errorf("%+v", res)
	}
	b.opt.AcceptOld = false
	if res := b.must(b.run(b.host.URL)); !res.Old || !res.Nothing() {
		t.Errorf("nothing new, and old: %+v", res)
	}
	// A stick is asked for on purpose, so it only says that it is old.
	b.site["en/index.html"] = "third"
	if res := b.must(b.run(b.maker.Release(t, b.site, 0, "2001-05-01"))); !res.Old || res.After != 3 {
		t.Errorf("%+v", res)
	}
}

// Mix-and-match: lists of different releases, or of another edition, together.
func TestMixAndMatch(t *testing.T) {
	b, before := second(t)
	two := b.maker.Dir
	b.site["mn/soums/6302-test.html"] += "third"
	three := b.maker.Release(t, b.site, 0, "2001-05-01")
	for name, pick := range map[string]func(path string) bool{
		"new timestamp, old snapshot": func(path string) bool { return strings.HasSuffix(path, ".snapshot.json") },
		"old list of a bin":           func(path string) bool { return strings.Contains(path, ".aimag-63.json") },
	} {
		t.Run(name, func(t *testing.T) {
			b.t = t
			b.host.Serve(three)
			b.host.Fault(func(w http.ResponseWriter, r *http.Request, path string) bool {
				if listPatch(path) {
					w.WriteHeader(http.StatusNotFound)
					return true
				}
				if !pick(path) {
					return false
				}
				// Whatever the version in the name, the older content.
				names, _ := filepath.Glob(filepath.Join(two, "metadata", "2"+path[strings.IndexByte(path, '.'):]))
				data, err := os.ReadFile(names[0])
				if err != nil {
					t.Error(err)
				}
				_, _ = w.Write(data)
				return true
			})
			b.refused("", before, 1)
		})
	}
	t.Run("another edition", func(t *testing.T) {
		b.t = t
		other := *b.maker
		other.Dir, other.Edition = "", "lite"
		b.host.Fault(nil)
		b.host.Serve(other.Release(t, mirrortest.NewSite(), 9, "2001-05-01"))
		b.refused(trust.KindEdition, before, 1)
	})
}

func TestSlowRetrieval(t *testing.T) {
	for _, target := range []string{"metadata/timestamp.json", "metadata/2.rest.json", "metadata/1-2.", "patches/"} {
		t.Run(target, func(t *testing.T) {
			b, before := second(t)
			b.net = source.Options{Window: 50 * time.Millisecond, Least: 100, Wait: time.Second}
			b.attack(target, func(w http.ResponseWriter, r *http.Request, _ string) bool {
				w.Header().Set("Content-Length", "1000")
				control := http.NewResponseController(w)
				for r.Context().Err() == nil {
					if _, err := w.Write([]byte("{")); err != nil {
						return true
					}
					_ = control.Flush()
					time.Sleep(10 * time.Millisecond)
				}
				return true
			})
			if target == "patches/" || target == "metadata/1-2." {
				b.must(b.run(b.host.URL)) // the files and the whole lists are the next way
				return
			}
			err := b.refused(trust.KindSource, before, 1)
			if !errors.Is(err, source.ErrSlow) {
				t.Errorf("ended with %v", err)
			}
		})
	}
}

// A host that accepts and says nothing.
func TestStall(t *testing.T) {
	b, before := second(t)
	b.net = source.Options{Window: 50 * time.Millisecond, Least: 100, Wait: 100 * time.Millisecond}
	b.host.Fault(func(_ http.ResponseWriter, r *http.Request, _ string) bool {
		select {
		case <-r.Context().Done():
		case <-time.After(5 * time.Second):
		}
		return true
	})
	b.refused(trust.KindSource, before, 1)
}

func TestWrongKeys(t *testing.T) {
	b, before := second(t)
	thief := *b.maker
	thief.Key = mirrortest.Key(9)
	t.Run("of a release", func(t *testing.T) {
		b.t = t
		// Signed by somebody else: the timestamp of the next release, signed anew by a key that no root names.
		other := mirrortest.NewMaker(t)
		other.Rotate(t, mirrortest.Key(9))
		b.host.Serve(other.Release(t, b.site, 9, "2001-05-01"))
		b.host.Fault(func(w http.ResponseWriter, _ *http.Request, path string) bool {
			if path != "metadata/2.root.json" {
				return false
			}
			w.WriteHeader(http.StatusNotFound)
			return true
		})
		b.refused(trust.KindForged, before, 1)
	})
	t.Run("of the roots", func(t *testing.T) {
		b.t = t
		// A next root that only a stranger has signed.
		b.host.Fault(nil)
		dir := b.maker.Dir
		raw := bytes.ReplaceAll(b.maker.Roots[0], []byte(`"version": 1`), []byte(`"version": 2`))
		mirrortest.Put(t, dir, "metadata/2.root.json", raw)
		b.host.Serve(dir)
		b.refused(trust.KindForged, before, 1)
	})
	t.Run("of another portal", func(t *testing.T) {
		from, err := source.Find(context.Background(), b.host.URL, "full", b.net)
		if err != nil {
			t.Fatal(err)
		}
		w, err := copy.Begin(t.TempDir(), &copy.Start{Anchor: trust.Digest{1}, Edition: "full"})
		if err != nil {
			t.Fatal(err)
		}
		defer w.Close()
		if _, err := update.Run(context.Background(), w, from, b.opt); kindOf(err) != trust.KindWrongKey {
			t.Errorf("another fingerprint: %v", err)
		}
	})
}

// Key compromise: after the holders have named a new release key, the old one is worth nothing, and copies follow.
func TestKeyCompromiseAndRotation(t *testing.T) {
	b, _ := second(t)
	b.must(b.run(b.host.URL))
	thief := *b.maker
	b.maker.Rotate(t, mirrortest.Key(5))
	b.site["en/index.html"] = "third"
	b.release("2001-05-01")
	honest := b.maker.Dir
	b.must(b.run(b.host.URL))
	if r := b.whole(b.copy, b.site); r.Set().Root != 2 {
		t.Errorf("root %d", r.Set().Root)
	}
	// The thief goes on with the old key and even hands out the new root.
	evil := b.site.Clone()
	evil["mn/index.html"] = "send money to me"
	dir := thief.Release(t, evil, 50, "2001-05-02")
	root, err := os.ReadFile(filepath.Join(honest, "metadata", "2.root.json"))
	if err != nil {
		t.Fatal(err)
	}
	mirrortest.Put(t, dir, "metadata/2.root.json", root)
	b.host.Serve(dir)
	b.refused(trust.KindForged, b.site, 3)
	// A copy that has not heard of it yet is saved by the root alone.
	fresh := filepath.Join(t.TempDir(), "fresh")
	if _, err := b.into(fresh, b.host.URL); kindOf(err) != trust.KindForged {
		t.Errorf("a first copy from the thief: %v", err)
	}
}

func TestTruncationAndResume(t *testing.T) {
	b, _ := second(t)
	var cuts, whole int
	b.host.Fault(func(w http.ResponseWriter, r *http.Request, path string) bool {
		if !strings.HasPrefix(path, "patches/rest/") && path != "mn/index.html" {
			return false
		}
		if path != "mn/index.html" {
			w.WriteHeader(http.StatusNotFound) // so that a large file is fetched by itself
			return true
		}
		data := []byte(b.site[path])
		from := 0
		if _, err := fmt.Sscanf(r.Header.Get("Range"), "bytes=%d-", &from); err == nil {
			w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, len(data)-1, len(data)))
			w.Header().Set("Content-Length", fmt.Sprint(len(data)-from))
			w.WriteHeader(http.StatusPartialContent)
		} else {
			whole++
			w.Header().Set("Content-Length", fmt.Sprint(len(data)))
		}
		cuts++
		_, _ = w.Write(data[from:min(from+50_000, len(data))])
		return true // less than was announced: the connection breaks
	})
	b.must(b.run(b.host.URL))
	if whole != 1 || cuts != 3 {
		t.Errorf("%d answers from the beginning, %d in all", whole, cuts)
	}
}

func TestLyingRanges(t *testing.T) {
	b, _ := second(t)
	asked := 0
	b.host.Fault(func(w http.ResponseWriter, r *http.Request, path string) bool {
		if strings.HasPrefix(path, "patches/rest/") {
			w.WriteHeader(http.StatusNotFound)
			return true
		}
		if path != "mn/index.html" {
			return false
		}
		data := []byte(b.site[path])
		switch asked++; asked {
		case 1: // cut
			w.Header().Set("Content-Length", fmt.Sprint(len(data)))
			_, _ = w.Write(data[:1000])
		case 2: // another part than was asked for, cut again
			w.Header().Set("Content-Range", fmt.Sprintf("bytes 1000-%d/%d", len(data)-1, len(data)))
			w.Header().Set("Content-Length", fmt.Sprint(len(data)-1000))
			w.WriteHeader(http.StatusPartialContent)
			_, _ = w.Write(bytes.Repeat([]byte("x"), len(data)-1000))
		default: // at last the whole
			_, _ = w.Write(data)
		}
		return true
	})
	b.must(b.run(b.host.URL))
	if asked != 3 {
		t.Errorf("%d answers", asked)
	}
}

// A host that changes to the next release in the middle of an update, as a folder that is being uploaded does.
func TestHostChangesMeanwhile(t *testing.T) {
	b, before := second(t)
	two := b.site.Clone()
	b.site["mn/soums/6301-test.html"] = "third"
	three := b.maker.Release(t, b.site, 0, "2001-05-01")
	moved := false
	b.host.Fault(func(_ http.ResponseWriter, _ *http.Request, path string) bool {
		if !moved && strings.Contains(path, ".snapshot.") {
			moved = true
			b.host.Serve(three)
		}
		return false
	})
	_, err := b.run(b.host.URL)
	site, number := two, int64(2)
	if err != nil {
		site, number = before, 1
	}
	if r := b.whole(b.copy, site); r.Number != number {
		t.Errorf("release %d after %v", r.Number, err)
	}
	b.must(b.run(b.host.URL))
}

func TestClockNeverStopsReading(t *testing.T) {
	b, _ := second(t)
	for _, clock := range []time.Time{time.Unix(0, 0), time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)} {
		b.opt.Clock = clock
		c, err := copy.Open(b.copy)
		if err != nil {
			t.Fatal(err)
		}
		r, err := c.Current()
		if err != nil || !r.Verified.OK {
			t.Errorf("at %v: %v", clock, err)
		}
		if got := c.Old(r, clock); got != (clock.Year() == 2100) {
			t.Errorf("at %v a copy is old: %v", clock, got)
		}
		if _, err := io.ReadAll(must(r.FS().Open("mn/index.html"))(t)); err != nil {
			t.Errorf("at %v: %v", clock, err)
		}
		c.Close()
	}
	b.opt.Clock = time.Unix(0, 0)
	b.must(b.run(b.host.URL)) // a machine without a battery still updates
}

func must(f fs.File, err error) func(t *testing.T) io.Reader {
	return func(t *testing.T) io.Reader {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
}
