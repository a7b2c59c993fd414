package soak_test

import (
	"context"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nutag/mirror/copy"
)

// Random bits of a copy are flipped, in pages, signed lists and what the copy remembers. Verify must name exactly the
// files hit, and an update must mend them by fetching no others.
func TestFlips(t *testing.T) {
	f := newFarm(t)
	f.host.Serve(f.dirs[1])
	random := rand.New(rand.NewPCG(3, 5))
	flips, rounds := times(100, 1000), times(20, 50)
	dir := f.fresh()
	hit, fetched := 0, 0
	for range rounds {
		flipped, mended := map[string]bool{}, map[string]copy.ProblemKind{}
		for len(flipped) < flips/rounds {
			name := pick(t, random, dir)
			if flipped[name] || name == ".nutag/twin.json" && flipped[".nutag/copy.json"] || name == ".nutag/copy.json" && flipped[".nutag/twin.json"] {
				continue // of the two memories one must be whole
			}
			flip(t, random, filepath.Join(dir, name))
			flipped[name] = true
		}
		c, err := copy.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		report, err := c.Verify(context.Background(), nil)
		c.Close()
		if err != nil {
			t.Fatal(err)
		}
		// A file whose list is hit as well cannot be judged before the list is mended, and verify says so of it.
		hit += len(flipped)
		for _, p := range report.Problems {
			if !flipped[p.Path] && p.Kind != copy.ProblemUnknown {
				t.Errorf("%s is %s, but no bit of it was flipped", p.Path, p.Kind)
			}
			delete(flipped, p.Path)
			mended[p.Path] = p.Kind
		}
		for name := range flipped {
			t.Errorf("a flipped bit in %s was not found", name)
		}
		f.host.Asked()
		f.program("update", "--copy", dir)
		asked, _ := f.host.Asked()
		for _, name := range asked {
			local := "nutag-1/" + name
			if _, ok := mended[local]; !ok && !strings.HasPrefix(name, "metadata/") {
				t.Errorf("mending fetched %s, which was whole", name)
			}
			fetched++
		}
		f.program("verify", dir)
	}
	t.Logf("%d bits flipped in %d rounds, all found; %d files fetched to mend them", hit, rounds, fetched)
}

// pick gives a file of the copy, the large ones more often: a bit is a bit.
func pick(t *testing.T, random *rand.Rand, dir string) string {
	t.Helper()
	var names []string
	var ends []int64
	total := int64(0)
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Base(name) == "lock" {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Size() > 0 {
			total += info.Size()
			names, ends = append(names, name), append(ends, total)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	at := random.Int64N(total)
	i, _ := slices.BinarySearch(ends, at+1)
	return names[i]
}

func flip(t *testing.T, random *rand.Rand, file string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	data[random.IntN(len(data))] ^= 1 << random.IntN(8)
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
