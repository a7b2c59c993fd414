package update_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"nutag/mirror/copy"
	"nutag/mirror/mirrortest"
	"nutag/mirror/source"
	"nutag/mirror/trust"
	"nutag/mirror/update"
)

// bench is a maker, a host and a copy.
type bench struct {
	t     *testing.T
	maker *mirrortest.Maker
	site  mirrortest.Site
	host  *mirrortest.Host
	copy  string
	opt   update.Options
	net   source.Options
}

var day = time.Date(2001, 6, 1, 0, 0, 0, 0, time.UTC)

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{t: t, maker: mirrortest.NewMaker(t), site: mirrortest.NewSite(), copy: filepath.Join(t.TempDir(), "copy")}
	b.host = mirrortest.NewHost(t, b.maker.Begin(t, b.site, "2001-03-01"))
	b.opt = update.Options{Clock: day, Retry: time.Millisecond}
	return b
}

// release makes the next release and hands it out.
func (b *bench) release(date string) {
	b.t.Helper()
	b.host.Serve(b.maker.Release(b.t, b.site, 0, date))
}

// run updates the copy from an address.
func (b *bench) run(address string) (*update.Result, error) {
	b.t.Helper()
	return b.into(b.copy, address)
}

func (b *bench) into(dir, address string) (*update.Result, error) {
	b.t.Helper()
	from, err := source.Find(context.Background(), address, b.maker.Edition, b.net)
	if err != nil {
		return nil, err
	}
	w, err := copy.Begin(dir, &copy.Start{Anchor: b.maker.Anchor(), Edition: b.maker.Edition, Source: address})
	if err != nil {
		b.t.Fatal(err)
	}
	defer w.Close()
	return update.Run(context.Background(), w, from, b.opt)
}

func (b *bench) must(res *update.Result, err error) *update.Result {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
	b.whole(b.copy, b.site)
	return res
}

// whole checks that a copy is genuine and holds the site.
func (b *bench) whole(dir string, site mirrortest.Site) *copy.Release {
	b.t.Helper()
	c, err := copy.Open(dir)
	if err != nil {
		b.t.Fatal(err)
	}
	defer c.Close()
	report, err := c.Verify(context.Background(), nil)
	if err != nil {
		b.t.Fatal(err)
	}
	if !report.OK() {
		b.t.Fatalf("proof %v, problems %v", report.Release.Verified, report.Problems)
	}
	for path, content := range site {
		data, err := fs.ReadFile(report.Release.FS(), path)
		if err != nil {
			b.t.Fatal(err)
		}
		if string(data) != content && !strings.HasSuffix(path, "/release.html") {
			b.t.Fatalf("%s is not that of the site", path)
		}
	}
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if !slices.Contains([]string{".nutag", "index.html", report.Release.Folder()}, e.Name()) && !strings.HasPrefix(e.Name(), "nutag-") {
			b.t.Errorf("%s lies in the copy", e.Name())
		}
	}
	return report.Release
}

func (b *bench) number() int64 {
	b.t.Helper()
	c, err := copy.Open(b.copy)
	if err != nil {
		b.t.Fatal(err)
	}
	defer c.Close()
	r, err := c.Current()
	if err != nil {
		b.t.Fatal(err)
	}
	return r.Number
}

func TestGetUpdateNothing(t *testing.T) {
	b := newBench(t)
	b.must(b.run(b.host.URL))
	paths, bytes := b.host.Asked()
	if slices.ContainsFunc(paths, func(path string) bool { return strings.HasPrefix(path, "mn/soums/") }) || !slices.Contains(paths, "patches/aimag-63/0-1.zst") {
		t.Errorf("a first copy fetched %v", paths)
	}
	t.Logf("first copy: %d bytes", bytes)
	res := b.must(b.run(b.host.URL))
	if paths, bytes := b.host.Asked(); !res.Nothing() || !slices.Equal(paths, []string{"metadata/timestamp.json"}) || bytes > 1024 {
		t.Errorf("nothing new fetched %v, %d bytes", paths, bytes)
	}

	b.site["mn/soums/6301-test.html"] += "changed"
	b.site["mn/soums/6309-test.html"] = "new"
	delete(b.site, "en/soums/6301-test.html")
	b.site.AddShard("mn-63", 77)
	b.release("2001-04-01")
	res = b.must(b.run(b.host.URL))
	if res.Before != 1 || res.After != 2 {
		t.Errorf("update from %d to %d", res.Before, res.After)
	}
	paths, bytes = b.host.Asked()
	want := []string{"metadata/timestamp.json", "metadata/1-2.snapshot.zst", "metadata/1-2.release.zst", "metadata/1-2.aimag-63.zst",
		"patches/release/1-2.zst", "patches/aimag-63/1-2.zst"}
	slices.Sort(want)
	if slices.Sort(paths); !slices.Equal(paths, want) {
		t.Errorf("an update fetched %v", paths)
	}
	t.Logf("update: %d bytes", bytes)
}

func TestFromFolderAndCopyOfCopy(t *testing.T) {
	b := newBench(t)
	b.must(b.run(b.maker.Dir))
	second := filepath.Join(t.TempDir(), "second")
	if _, err := b.into(second, b.copy); err != nil {
		t.Fatal(err)
	}
	b.whole(second, b.site)
	b.site["en/index.html"] = "changed"
	b.release("2001-04-01")
	b.must(b.run(b.host.URL))
	if _, err := b.into(second, b.copy); err != nil {
		t.Fatal(err)
	}
	if r := b.whole(second, b.site); r.Number != 2 {
		t.Errorf("second copy has release %d", r.Number)
	}
	// A copy has no patches, so a host that serves one hands out files.
	host := mirrortest.NewHost(t, filepath.Join(second, b.whole(second, b.site).Folder()))
	third := filepath.Join(t.TempDir(), "third")
	if _, err := b.into(third, host.URL); err != nil {
		t.Fatal(err)
	}
	b.whole(third, b.site)
}

// A newer list of keys under the same release comes into the copy without touching the rest.
func TestNewRootOfTheSameRelease(t *testing.T) {
	for name, resign := range map[string]bool{"same signatures": false, "signed anew": true} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			b.must(b.run(b.host.URL))
			if resign {
				b.maker.Rotate(t, mirrortest.Key(6))
				b.maker.Dir = ""
				b.host.Serve(b.maker.Release(t, b.site, 1, "2001-03-01"))
			} else {
				b.maker.Rotate(t, b.maker.Key)
				mirrortest.Put(t, b.maker.Dir, "metadata/2.root.json", b.maker.Roots[1])
			}
			b.must(b.run(b.host.URL))
			r := b.whole(b.copy, b.site)
			if r.Set().Root != 2 || r.Number != 1 {
				t.Errorf("root %d, release %d", r.Set().Root, r.Number)
			}
			if !resign && r.Folder() != "nutag-1" {
				t.Errorf("the release moved to %s", r.Folder())
			}
			b.host.Asked()
			b.must(b.run(b.host.URL))
			if paths, _ := b.host.Asked(); !slices.Equal(paths, []string{"metadata/timestamp.json"}) {
				t.Errorf("afterwards %v was fetched", paths)
			}
		})
	}
}

// A copy that skipped releases takes one patch from the version it has, as long as that is not too old; then the pack.
func TestSkippedReleases(t *testing.T) {
	for skipped := range 6 {
		b := newBench(t)
		b.must(b.run(b.host.URL))
		for i := range skipped + 1 {
			b.site["mn/soums/6301-test.html"] += string(rune('a' + i))
			b.site.AddShard("mn-63", uint64(100+i))
			b.release(fmt.Sprintf("2001-04-%02d", i+1))
		}
		b.host.Asked()
		b.must(b.run(b.host.URL))
		paths, _ := b.host.Asked()
		want := fmt.Sprintf("patches/aimag-63/1-%d.zst", skipped+2)
		if got := slices.Contains(paths, want); got != (skipped < 4) {
			t.Errorf("%d releases skipped: %s fetched: %v\n%v", skipped, want, got, paths)
		}
		// The lists are patched as far back, and a copy that is older asks for one such patch in vain.
		lists := slices.DeleteFunc(paths, func(path string) bool { return !strings.HasPrefix(path, "metadata/") })
		patched := []string{fmt.Sprintf("metadata/1-%d.aimag-63.zst", skipped+2), fmt.Sprintf("metadata/1-%d.release.zst", skipped+2), fmt.Sprintf("metadata/1-%d.snapshot.zst", skipped+2), "metadata/timestamp.json"}
		if skipped >= 4 {
			patched = []string{fmt.Sprintf("metadata/1-%d.snapshot.zst", skipped+2), fmt.Sprintf("metadata/%d.aimag-63.json", skipped+2), fmt.Sprintf("metadata/%d.release.json", skipped+2), fmt.Sprintf("metadata/%d.snapshot.json", skipped+2), "metadata/timestamp.json"}
		}
		if slices.Sort(lists); !slices.Equal(lists, patched) {
			t.Errorf("%d releases skipped: lists %v", skipped, lists)
		}
		if n := b.number(); n != int64(skipped)+2 {
			t.Errorf("release %d", n)
		}
	}
}

// Whoever lost the folder of the release before makes the next one from nothing, with its number.
func TestReleaseFolderLost(t *testing.T) {
	b := newBench(t)
	b.must(b.run(b.host.URL))
	for i := range 3 {
		b.site["mn/soums/6301-test.html"] += string(rune('a' + i))
		b.release("2001-04-01")
		b.must(b.run(b.host.URL))
	}
	b.maker.Dir = ""
	b.site["mn/index.html"] = "from nothing"
	b.host.Serve(b.maker.Release(t, b.site, 5, "2001-05-01"))
	if res := b.must(b.run(b.host.URL)); res.Before != 4 || res.After != 5 {
		t.Errorf("from %d to %d", res.Before, res.After)
	}
}

func TestRollbackAndForward(t *testing.T) {
	b := newBench(t)
	b.must(b.run(b.host.URL))
	old := b.site.Clone()
	b.site["mn/index.html"] = "newer"
	b.release("2001-04-01")
	b.must(b.run(b.host.URL))
	w, err := copy.Begin(b.copy, nil)
	if err != nil {
		t.Fatal(err)
	}
	if ok, err := w.Rollback(); err != nil || !ok {
		t.Fatal(ok, err)
	}
	w.Close()
	if r := b.whole(b.copy, old); r.Number != 1 {
		t.Errorf("after a rollback stands release %d", r.Number)
	}
	b.host.Asked()
	b.must(b.run(b.host.URL))
	if paths, _ := b.host.Asked(); !slices.Equal(paths, []string{"metadata/timestamp.json"}) {
		t.Errorf("going forward again fetched %v", paths)
	}
}

func TestMendFetchesOnlyWhatIsDamaged(t *testing.T) {
	b := newBench(t)
	b.must(b.run(b.host.URL))
	folder := b.whole(b.copy, b.site).Folder()
	b.host.Asked()
	flip(t, filepath.Join(b.copy, folder, "mn/soums/6301-test.html"))
	if err := os.Remove(filepath.Join(b.copy, folder, "css/test.css")); err != nil {
		t.Fatal(err)
	}
	mirrortest.Put(t, b.copy, folder+"/mn/added.html", []byte("<script>"))
	var shard string
	for path := range b.site {
		if strings.HasSuffix(path, ".bin.js") {
			shard = path
		}
	}
	flip(t, filepath.Join(b.copy, folder, shard)) // made again, not fetched
	res := b.must(b.run(b.host.URL))
	paths, _ := b.host.Asked()
	if slices.Sort(paths); !slices.Equal(paths, []string{"css/test.css", "metadata/timestamp.json", "mn/soums/6301-test.html"}) {
		t.Errorf("mending fetched %v", paths)
	}
	if len(res.Mended) != 4 {
		t.Errorf("mended %v", res.Mended)
	}
}

func TestMendMetadataAndState(t *testing.T) {
	b := newBench(t)
	b.must(b.run(b.host.URL))
	folder := b.whole(b.copy, b.site).Folder()
	for _, name := range []string{folder + "/metadata/1.aimag-63.json", folder + "/metadata/timestamp.json", folder + "/metadata/1.root.json",
		folder + "/metadata/1.snapshot.json", ".nutag/copy.json", ".nutag/twin.json", "index.html"} {
		flip(t, filepath.Join(b.copy, name))
		c, err := copy.Open(b.copy)
		if err != nil {
			t.Fatal(err)
		}
		report, err := c.Verify(context.Background(), nil)
		if err != nil {
			t.Fatal(err)
		}
		found := slices.DeleteFunc(report.Problems, func(p copy.Problem) bool { return p.Kind == copy.ProblemUnknown })
		if len(found) != 1 || found[0].Path != name {
			t.Errorf("%s: found %v", name, found)
		}
		c.Close()
		b.must(b.run(b.host.URL))
	}
	// A folder that is gone altogether.
	if err := os.RemoveAll(filepath.Join(b.copy, folder)); err != nil {
		t.Fatal(err)
	}
	b.must(b.run(b.host.URL))
}

func TestDamagedBaseOfPatch(t *testing.T) {
	b := newBench(t)
	b.must(b.run(b.host.URL))
	flip(t, filepath.Join(b.copy, b.whole(b.copy, b.site).Folder(), "mn/soums/6301-test.html"))
	b.site["mn/soums/6301-test.html"] += "changed"
	b.release("2001-04-01")
	b.must(b.run(b.host.URL))
}

func flip(t *testing.T, file string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 1
	// A new file, for links must not carry the damage to other releases.
	if err := errors.Join(os.Remove(file), os.WriteFile(file, data, 0o644)); err != nil {
		t.Fatal(err)
	}
}

// kindOf gives the way in which proof failed.
func kindOf(err error) trust.Kind {
	var known *trust.Error
	if errors.As(err, &known) {
		return known.Kind
	}
	return ""
}
