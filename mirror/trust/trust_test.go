package trust_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nutag/mirror/mirrortest"
	"nutag/mirror/trust"
)

// lists is metadata in memory.
type lists map[string][]byte

func (l lists) Read(_ context.Context, name string, limit int64) ([]byte, error) {
	data, ok := l[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	if int64(len(data)) > limit {
		return nil, errors.New("too large")
	}
	return data, nil
}

func (l lists) Has(_ context.Context, name string) (bool, error) { _, ok := l[name]; return ok, nil }

func read(t testing.TB, dir string) lists {
	t.Helper()
	l := lists{}
	names, err := filepath.Glob(filepath.Join(dir, "metadata", "*.json"))
	if err != nil || len(names) == 0 {
		t.Fatalf("%d lists: %v", len(names), err)
	}
	for _, name := range names {
		if l[filepath.Base(name)], err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

func TestRefresh(t *testing.T) {
	m := mirrortest.NewMaker(t)
	site := mirrortest.NewSite()
	l := read(t, m.Release(t, site, 0, "2001-03-01"))
	set, err := trust.Refresh(context.Background(), l, trust.Want{Anchor: m.Anchor()})
	if err != nil {
		t.Fatal(err)
	}
	if set.Number != 1 || set.Edition != "full" || set.Date != "2001-03-01" || len(set.Files) != len(site)+1 {
		t.Errorf("release %d, %s, %s, %d files", set.Number, set.Edition, set.Date, len(set.Files))
	}
	if set.Expired(time.Date(2002, 3, 31, 0, 0, 0, 0, time.UTC)) || !set.Expired(time.Date(2002, 4, 2, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("a release of March 2001 ends on %v", set.Expires)
	}
	again, err := trust.Refresh(context.Background(), l, trust.Want{Anchor: m.Anchor(), Known: set, Seen: 1, SeenRoot: 1})
	if err != nil || again != set {
		t.Errorf("nothing new gave another set: %v", err)
	}
}

// No single byte of the signed part of any list can be changed, and none be left out.
func TestEveryListCounts(t *testing.T) {
	m := mirrortest.NewMaker(t)
	l := read(t, m.Release(t, mirrortest.NewSite(), 0, "2001-03-01"))
	for name, data := range l {
		delete(l, name)
		if _, err := trust.Refresh(context.Background(), l, trust.Want{Anchor: m.Anchor()}); err == nil {
			t.Errorf("proven without %s", name)
		}
		for _, change := range []func([]byte) []byte{
			func(d []byte) []byte { return d[:len(d)-1] },
			func(d []byte) []byte { return append(d, ' ') },
			func([]byte) []byte { return nil },
			func([]byte) []byte { return []byte("null") },
			func([]byte) []byte { return []byte("{}") },
			func(d []byte) []byte { return []byte(strings.Replace(string(d), "2001", "2091", 1)) },
			func(d []byte) []byte { return []byte(strings.Replace(string(d), `"version":1`, `"version":2`, 1)) },
		} {
			l[name] = change(append([]byte(nil), data...))
			set, err := trust.Refresh(context.Background(), l, trust.Want{Anchor: m.Anchor()})
			if err == nil && string(l[name]) != string(data) && !(name == "timestamp.json" && strings.TrimSpace(string(l[name])) == string(data)) {
				t.Errorf("%s changed to %.60q and yet release %d was proven", name, l[name], set.Number)
			}
		}
		l[name] = data
	}
}

func TestValidPath(t *testing.T) {
	for _, good := range []string{"index.html", "mn/soums/6346-khutag-undur.html", "search/index-mn-63.4b39.bin.js", "a/b/c/d/e/f.txt", "CHANGES", "c++.html"} {
		if !trust.ValidPath(good) {
			t.Errorf("%q is refused", good)
		}
	}
	for _, bad := range []string{"", "/", "/etc/passwd", "../x", "a/../b", "a//b", "a/", "./a", "a/.", ".nutag/copy.json", "a/.git/x", "a\\b", "c:/x", "c:x", "a b", "a\x00b",
		"con", "CON.html", "mn/aux.txt", "lpt1", "nul.tar.gz", "a.", "a/b.", "сум.html", "a\nb", "a:b", "a*", "a?", `a"`, "a|b", "~", "a%2e", strings.Repeat("a", 201), "a/\xff"} {
		if trust.ValidPath(bad) {
			t.Errorf("%q is accepted", bad)
		}
	}
}

func FuzzValidPath(f *testing.F) {
	f.Add("mn/index.html")
	f.Add("../x")
	f.Fuzz(func(t *testing.T, name string) {
		if trust.ValidPath(name) && (!fs.ValidPath(name) || !filepath.IsLocal(filepath.FromSlash(name)) || strings.ContainsAny(name, "\\:\x00 ") || strings.HasPrefix(name, ".")) {
			t.Errorf("%q is accepted", name)
		}
	})
}

func TestDigest(t *testing.T) {
	d, ok := trust.ParseDigest("A579cb8d 8c2392ec:b0070543-ca460b61 516c57e2 5eed62fd a7ffe408 e63e9e6e")
	if !ok || d.Grouped() != "a579 cb8d 8c23 92ec b007 0543 ca46 0b61 516c 57e2 5eed 62fd a7ff e408 e63e 9e6e" {
		t.Errorf("read as %s", d.Grouped())
	}
	for _, bad := range []string{"", "a579", strings.Repeat("g", 64), strings.Repeat("a", 66)} {
		if _, ok := trust.ParseDigest(bad); ok {
			t.Errorf("%q is a fingerprint", bad)
		}
	}
}

func TestReference(t *testing.T) {
	if got := trust.Reference(time.Unix(0, 0), "2001-03-01"); got.Year() != 2001 {
		t.Errorf("a clock at 1970 counts: %v", got)
	}
	clock := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, newest := range []string{"2001-03-01", "", "nonsense"} {
		if got := trust.Reference(clock, newest); !got.Equal(clock) {
			t.Errorf("%q: %v", newest, got)
		}
	}
}

// Whatever a source hands out instead of one list: an error, never a crash, never another release.
func FuzzMetadata(f *testing.F) {
	m := mirrortest.NewMaker(f)
	l := read(f, m.Release(f, mirrortest.NewSite(), 0, "2001-03-01"))
	names := []string{"1.root.json", "2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json", "1.aimag-63.json"}
	for i, name := range names {
		if data := l[name]; data != nil {
			f.Add(uint8(i), data)
			f.Add(uint8(i), []byte(strings.Replace(string(data), `"keys":{`, `"keys":{"x":null,`, 1)))
			f.Add(uint8(i), []byte(strings.Replace(string(data), `"roles":{`, `"roles":{"timestamp":null,`, 1)))
			f.Add(uint8(i), []byte(strings.Replace(string(data), `"meta":{`, `"meta":{"snapshot.json":null,`, 1)))
		}
	}
	known, err := trust.Refresh(context.Background(), l, trust.Want{Anchor: m.Anchor()})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		changed := lists{}
		for name, d := range l {
			changed[name] = d
		}
		changed[names[int(which)%len(names)]] = data
		for _, want := range []trust.Want{{Anchor: m.Anchor()}, {Anchor: m.Anchor(), Known: known, Seen: 1, SeenRoot: 1}} {
			set, err := trust.Refresh(context.Background(), changed, want)
			if err == nil && (set.Number != 1 || len(set.Files) != len(known.Files)) {
				t.Errorf("another release was proven: %d", set.Number)
			}
			var known *trust.Error
			if err != nil && !errors.As(err, &known) {
				t.Errorf("an error of another kind: %v", err)
			}
		}
		trust.Unproven(map[string][]byte{"x": data})
	})
}
