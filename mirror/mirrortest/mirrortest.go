// Package mirrortest makes small portals and releases for the tests of the mirror. Its keys are known to everybody and its
// contents are made up.
package mirrortest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"nutag/mirror/keys"
	"nutag/mirror/release"
	"nutag/mirror/trust"
	"nutag/search/folder"

	"github.com/theupdateframework/go-tuf/v2/metadata"
)

// Main runs tests with their folders on a disk in memory, where the system has one: a copy is brought to the disk at each
// step, which on a disk that others use as well takes ten times as long as all the rest.
func Main(m *testing.M) {
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() && os.Getenv("TMPDIR") == "" {
		_ = os.Setenv("TMPDIR", "/dev/shm")
	}
	code := m.Run()
	if shared.dir != "" {
		_ = os.RemoveAll(shared.dir)
	}
	os.Exit(code)
}

// shared are the releases that several tests begin with, made once for all: making them takes most of the time of a test.
var shared struct {
	sync.Mutex
	dir  string
	made map[string]string // folders by what they were made of
}

// Begin makes a release as Release does, or copies it from where another test has made the same one. It is for what tests
// begin with, not for what they are about.
func (m *Maker) Begin(t testing.TB, site Site, date string) string {
	t.Helper()
	sum := sha256.New()
	for _, path := range slices.Sorted(maps.Keys(site)) {
		fmt.Fprintf(sum, "%q %q\n", path, site[path])
	}
	for _, root := range m.Roots {
		fmt.Fprintf(sum, "%q\n", root)
	}
	before := ""
	if m.Dir != "" {
		stamp, err := os.ReadFile(filepath.Join(m.Dir, trust.MetadataDir, "timestamp.json"))
		if err != nil {
			t.Fatal(err)
		}
		before = string(stamp)
	}
	fmt.Fprintf(sum, "%q %q %q %q", before, date, m.Edition, m.Key.ID())
	name := fmt.Sprintf("%x", sum.Sum(nil))
	shared.Lock()
	defer shared.Unlock()
	if shared.made[name] == "" {
		if shared.dir == "" {
			var err error
			if shared.dir, err = os.MkdirTemp("", "mirrortest"); err != nil {
				t.Fatal(err)
			}
			shared.made = map[string]string{}
		}
		dir := filepath.Join(shared.dir, name)
		if err := os.CopyFS(dir, os.DirFS(m.Release(t, site, 0, date))); err != nil {
			t.Fatal(err)
		}
		shared.made[name] = dir
	}
	m.Dir = t.TempDir()
	if err := os.CopyFS(m.Dir, os.DirFS(shared.made[name])); err != nil {
		t.Fatal(err)
	}
	return m.Dir
}

// Site is the files of a made-up portal by path.
type Site map[string]string

// NewSite gives a portal with the places of the real one: two aimags with soums, sections, open data and a search with the
// scripts that wrap its files.
func NewSite() Site {
	s := Site{"index.html": "<title>test</title>", "404.html": "<title>none</title>", "css/test.css": "body{}", "release.txt": "not a page"}
	random := rand.New(rand.NewPCG(1, 2))
	for _, lang := range []string{"mn", "en"} {
		s[lang+"/index.html"] = page(lang + " home")
		s[lang+"/release.html"] = `<p>Number <b data-release="number">not <i>released</i></b>, <time data-release="date">none</time>, again <time data-release="review-by">none</time>, <span data-release="edition">none</span></p>`
		for _, service := range []string{"passport", "school"} {
			s[lang+"/services/"+service+".html"] = page(lang + " " + service)
		}
		for _, aimag := range []string{"63", "81"} {
			s[lang+"/aimags/"+aimag+"-test.html"] = page(lang + " aimag " + aimag)
			for soum := range 5 {
				s[fmt.Sprintf("%s/soums/%s%02d-test.html", lang, aimag, soum)] = page(fmt.Sprintf("%s soum %s%02d", lang, aimag, soum))
				s[fmt.Sprintf("%s/welcome/%s%02d-test.html", lang, aimag, soum)] = page(fmt.Sprintf("%s around soum %s%02d", lang, aimag, soum))
				s[fmt.Sprintf("%s/embed/soums/%s%02d.html", lang, aimag, soum)] = page(fmt.Sprintf("%s card of soum %s%02d", lang, aimag, soum))
			}
			s.AddShard(lang+"-"+aimag, random.Uint64())
		}
	}
	for soum := range 5 {
		s[fmt.Sprintf("api/v1/soums/63%02d.json", soum)] = fmt.Sprintf(`{"soum":"63%02d"}`, soum)
	}
	s["data/datapackage.json"] = `{"resources":[{"as_of":"2001-02-03"},{"as_of":"2001-01-01"},{"as_of":"2099-01-01"}]}`
	s["data/soums/soums.csv"] = "code,name\n6300,test\n"
	return s
}

// AddShard puts a part of the search index with that name and content into the site, in place of an older one.
func (s Site) AddShard(name string, seed uint64) {
	random := rand.New(rand.NewPCG(seed, 0))
	data := make([]byte, 3000)
	for i := range data {
		data[i] = byte(random.Uint32())
	}
	for path := range s {
		if matched, _ := filepath.Match("search/index-"+name+".*", path); matched {
			delete(s, path)
		}
	}
	sum := sha256.Sum256(data)
	file := fmt.Sprintf("index-%s.%x.bin", name, sum[:6])
	s["search/"+file] = string(data)
	s["search/"+folder.Script(file)] = string(folder.Wrap(file, data))
}

func page(title string) string {
	var b bytes.Buffer
	fmt.Fprintf(&b, "<!DOCTYPE html><title>%s</title>", title)
	for i := range 40 {
		fmt.Fprintf(&b, "<p>Made-up line %d of the page %s.</p>\n", i, title)
	}
	return b.String()
}

// Clone gives the same portal once more.
func (s Site) Clone() Site { return maps.Clone(s) }

// Write puts the portal into a new folder and gives its path.
func (s Site) Write(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	for path, content := range s {
		Put(t, dir, path, []byte(content))
	}
	return dir
}

// Put writes one file below a folder.
func Put(t testing.TB, dir, path string, data []byte) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// Key gives the made-up key of that number.
func Key(n byte) keys.Key { return keys.FromSeed(bytes.Repeat([]byte{n}, 32)) }

// Maker makes one release after the other.
type Maker struct {
	Roots   [][]byte
	Key     keys.Key
	Edition string
	Dir     string // the newest release; "" before the first
	root    *keys.Root
}

// Numbers of made-up keys.
const (
	RootKey    = 1
	ReleaseKey = 2
)

// NewMaker gives a maker with the first root.
func NewMaker(t testing.TB) *Maker {
	t.Helper()
	m := &Maker{Key: Key(ReleaseKey), Edition: "full"}
	root, err := keys.First(keys.Plan{Holders: []*metadata.Key{Key(RootKey).Public()}, Threshold: 1,
		Release: []*metadata.Key{m.Key.Public()}, Expires: time.Date(2090, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	m.addRoot(t, root, Key(RootKey))
	return m
}

func (m *Maker) addRoot(t testing.TB, root *keys.Root, signers ...keys.Key) {
	t.Helper()
	if err := keys.Sign(root, m.root, signers...); err != nil {
		t.Fatal(err)
	}
	raw, err := keys.Encode(root)
	if err != nil {
		t.Fatal(err)
	}
	m.Roots, m.root = append(m.Roots, raw), root
}

// Rotate gives releases another key by a new root.
func (m *Maker) Rotate(t testing.TB, key keys.Key) {
	t.Helper()
	plan := keys.PlanOf(m.root)
	plan.Release = []*metadata.Key{key.Public()}
	root, err := keys.Next(m.root, plan)
	if err != nil {
		t.Fatal(err)
	}
	m.addRoot(t, root, Key(RootKey))
	m.Key = key
}

// Anchor gives the fingerprint of the first root.
func (m *Maker) Anchor() trust.Digest { return sha256.Sum256(m.Roots[0]) }

// Release makes the next release of a site and gives its folder. Number 0 counts on.
func (m *Maker) Release(t testing.TB, site Site, number int64, date string) string {
	t.Helper()
	out := t.TempDir()
	_, err := release.Make(context.Background(), release.Input{Site: site.Write(t), Before: m.Dir, Out: out, Number: number,
		Date: date, Edition: m.Edition, Roots: m.Roots, Key: m.Key})
	if err != nil {
		t.Fatal(err)
	}
	m.Dir = out
	return out
}
