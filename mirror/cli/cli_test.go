package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nutag/mirror/copy"
	"nutag/mirror/mirrortest"
)

func TestMain(m *testing.M) { mirrortest.Main(m) }

// person runs nutag-box and looks at what it says.
type person struct {
	t    *testing.T
	lang string
	now  time.Time
}

func newPerson(t *testing.T) *person {
	return &person{t: t, lang: "en", now: time.Date(2001, 3, 11, 12, 0, 0, 0, time.UTC)}
}

// runs gives the two outputs; the exit code must be that.
func (p *person) runs(code int, args ...string) (out, err string) {
	p.t.Helper()
	var o, e bytes.Buffer
	a := &app{io: System{In: strings.NewReader(""), Out: &o, Err: &e, Now: func() time.Time { return p.now }}}
	got := run(context.Background(), append(args, "--lang", p.lang), a)
	if got != code {
		p.t.Fatalf("nutag-box %v ended with %d, not %d\n%s%s", args, got, code, o.String(), e.String())
	}
	return o.String(), e.String()
}

func (p *person) says(text string, parts ...string) {
	p.t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			p.t.Errorf("it does not say %q:\n%s", part, text)
		}
	}
	if strings.Contains(text, "‹") {
		p.t.Errorf("a message is missing:\n%s", text)
	}
}

func TestStoryOfACopy(t *testing.T) {
	p := newPerson(t)
	m := mirrortest.NewMaker(t)
	site := mirrortest.NewSite()
	host := mirrortest.NewHost(t, m.Release(t, site, 0, "2001-03-01"))
	key := m.Anchor().String()
	home := filepath.Join(t.TempDir(), "home")

	_, err := p.runs(exitUsage, "get", host.URL, home)
	p.says(err, "fingerprint of the key is missing", m.Anchor().Grouped(), "by phone"[:0])
	if _, serr := os.Stat(home); serr == nil {
		t.Error("something was taken without a fingerprint")
	}
	_, err = p.runs(exitProblems, "get", "--fingerprint", strings.Repeat("ab", 32), host.URL, filepath.Join(t.TempDir(), "x"))
	p.says(err, "key of somebody else")
	out, _ := p.runs(exitFine, "get", "--fingerprint", m.Anchor().Grouped(), host.URL, home)
	p.says(out, "now holds release 1 of 1 March 2001", filepath.Join(home, "index.html"), "Fetched")
	out, _ = p.runs(exitFine, "get", "--fingerprint", key, host.URL, home)
	p.says(out, "Nothing new")
	_, err = p.runs(exitUsage, "get", "--fingerprint", key, "--edition", "lite", m.Dir, home)
	p.says(err, "another edition or of another publisher")

	out, _ = p.runs(exitFine, "verify", home)
	p.says(out, "This copy is genuine and complete: release 1 of 1 March 2001, 10 days old.", "Compare the fingerprint")
	out, _ = p.runs(exitFine, "verify", home, "--fingerprint", key)
	if strings.Contains(out, "Compare") {
		t.Error("it asks to compare what was named")
	}
	out, _ = p.runs(exitProblems, "verify", home, "--fingerprint", strings.Repeat("ab", 32))
	p.says(out, "not of the publisher whose key you named", "Do not pass it on")
	p.now = p.now.AddDate(2, 0, 0)
	out, _ = p.runs(exitFine, "verify", home)
	p.says(out, "genuine and complete", "740 days old", "1 March 2002, has passed")
	p.now = p.now.AddDate(-20, 0, 0)
	out, _ = p.runs(exitFine, "verify", home)
	p.says(out, "genuine and complete", "the clock of this computer is wrong")
	p.now = newPerson(t).now

	page := filepath.Join(home, "nutag-1", "mn", "index.html")
	if werr := os.WriteFile(page, []byte("call this number"), 0o644); werr != nil {
		t.Fatal(werr)
	}
	out, _ = p.runs(exitProblems, "verify", home)
	p.says(out, "is genuine, but 1 file is not as it was signed", "nutag-1/mn/index.html: changed", "run nutag-box update")
	p.lang = "mn"
	out, _ = p.runs(exitProblems, "verify", home)
	p.says(out, "гэмтсэн байна", "2001 оны 3 сарын 1", "nutag-1/mn/index.html: өөрчлөгдсөн", "nutag-box update")
	p.lang = "en"
	var v verdict
	out, _ = p.runs(exitProblems, "verify", home, "--json")
	if jerr := json.Unmarshal([]byte(out), &v); jerr != nil || !v.Genuine || v.Complete || len(v.Problems) != 1 {
		t.Errorf("%v: %s", jerr, out)
	}
	out, _ = p.runs(exitFine, "update", "--copy", home)
	p.says(out, "Mended 1 file.")

	site["mn/index.html"] = "newer"
	host.Serve(m.Release(t, site, 0, "2001-03-10"))
	out, _ = p.runs(exitFine, "update", "--copy", home)
	p.says(out, "Updated from release 1 to release 2 of 10 March 2001")
	out, _ = p.runs(exitFine, "status", home)
	p.says(out, "Release: 2", "1 days old"[:0], host.URL, "The other release in the copy, for rollback: 1", "Check again after: 10 March 2002")
	out, _ = p.runs(exitFine, "status", home, "--json")
	p.says(out, `"number": 2`, `"proven": true`)
	out, _ = p.runs(exitFine, "rollback", home)
	p.says(out, "shows release 1 of 1 March 2001 again")
	p.runs(exitFine, "update", "--copy", home)
}

func TestStick(t *testing.T) {
	p := newPerson(t)
	m := mirrortest.NewMaker(t)
	site := mirrortest.NewSite()
	first := m.Release(t, site, 0, "2001-03-01")
	host := mirrortest.NewHost(t, first)
	home, stick, other := filepath.Join(t.TempDir(), "home"), t.TempDir(), filepath.Join(t.TempDir(), "other")
	p.runs(exitFine, "get", "--fingerprint", m.Anchor().String(), host.URL, home)

	programs := t.TempDir()
	for _, name := range []string{"nutag-box-linux-amd64", "nutag-box-windows-amd64.exe", "SHA256SUMS", "passwords.txt"} {
		mirrortest.Put(t, programs, name, []byte(name))
	}
	mirrortest.Put(t, stick, "holiday.txt", []byte("mine"))
	_, err := p.runs(exitUsage, "merge", "--copy", home, stick)
	p.says(err, "nutag-box export")
	out, _ := p.runs(exitFine, "export", "--copy", home, "--programs", programs, stick)
	p.says(out, "holds release 1", "3 programs", filepath.Join(stick, "index.html"))
	if _, serr := os.Stat(filepath.Join(stick, "programs", "passwords.txt")); serr == nil {
		t.Error("a file that is no program was given away")
	}
	if data, rerr := os.ReadFile(filepath.Join(stick, "holiday.txt")); rerr != nil || string(data) != "mine" {
		t.Error("a file of somebody else was touched")
	}
	p.runs(exitFine, "verify", stick)

	// Another person gets a copy from the stick; the first updates, and the stick carries it on.
	p.runs(exitFine, "get", "--fingerprint", m.Anchor().String(), stick, other)
	site["mn/index.html"] = "newer"
	host.Serve(m.Release(t, site, 0, "2001-03-10"))
	p.runs(exitFine, "update", "--copy", home)
	out, _ = p.runs(exitFine, "merge", "--copy", home, stick)
	p.says(out, "the stick now holds release 2")
	out, _ = p.runs(exitFine, "merge", "--copy", other, stick)
	p.says(out, "this copy now holds release 2")
	out, _ = p.runs(exitFine, "merge", "--copy", other, stick)
	p.says(out, "Both hold release 2")
	out, _ = p.runs(exitFine, "status", stick)
	p.says(out, host.URL)

	// Damage on either side is mended from the other.
	for _, dir := range []string{other, stick} {
		mirrortest.Put(t, dir, "nutag-2/mn/index.html", []byte("x"))
		p.runs(exitFine, "merge", "--copy", other, stick)
		p.runs(exitFine, "verify", dir)
	}

	// A stick of somebody else, and a folder with a page of its own.
	stranger := mirrortest.NewMaker(t)
	stranger.Rotate(t, mirrortest.Key(7))
	foreign := mirrortest.NewMaker(t)
	foreign.Roots = nil
	fresh := t.TempDir()
	mirrortest.Put(t, fresh, "index.html", []byte("<p>mine"))
	_, err = p.runs(exitUsage, "export", "--copy", home, fresh)
	p.says(err, "index.html that is not of a copy")
	if data, _ := os.ReadFile(filepath.Join(fresh, "index.html")); string(data) != "<p>mine" {
		t.Error("a page of somebody else was replaced")
	}
	lite := *m
	lite.Dir, lite.Edition = "", "lite"
	liteStick := filepath.Join(t.TempDir(), "lite")
	p.runs(exitFine, "get", "--edition", "lite", "--fingerprint", m.Anchor().String(), lite.Release(t, mirrortest.NewSite(), 9, "2001-03-01"), liteStick)
	_, err = p.runs(exitProblems, "merge", "--copy", home, liteStick)
	p.says(err, "another edition or of another publisher")

	// An unproven copy is not carried on.
	mirrortest.Put(t, home, "nutag-2/metadata/timestamp.json", []byte("{}"))
	_, err = p.runs(exitProblems, "export", "--copy", home, filepath.Join(t.TempDir(), "y"))
	p.says(err, "cannot be proven genuine")
	out, _ = p.runs(exitProblems, "verify", home)
	p.says(out, "cannot be proven genuine", "Do not pass it on")
}

func TestEditionsBelowAHost(t *testing.T) {
	p := newPerson(t)
	full := mirrortest.NewMaker(t)
	dir := full.Release(t, mirrortest.NewSite(), 0, "2001-03-01")
	aimag := mirrortest.NewMaker(t)
	aimag.Edition = "aimag-63"
	small := mirrortest.Site{"index.html": "only one aimag", "mn/index.html": "x"}
	if err := os.CopyFS(filepath.Join(dir, "editions", "aimag-63"), os.DirFS(aimag.Release(t, small, 0, "2001-03-01"))); err != nil {
		t.Fatal(err)
	}
	host := mirrortest.NewHost(t, dir)
	for i, address := range []string{host.URL, host.URL + "editions/aimag-63/", dir} {
		home := filepath.Join(t.TempDir(), "home")
		p.runs(exitFine, "get", "--edition", "aimag:63", "--fingerprint", full.Anchor().String(), address, home)
		if data, err := os.ReadFile(filepath.Join(home, "nutag-1", "index.html")); err != nil || string(data) != "only one aimag" {
			t.Errorf("address %d gave another edition: %v", i, err)
		}
		p.runs(exitFine, "update", "--copy", home)
	}
	_, err := p.runs(exitProblems, "get", "--edition", "aimag:81", "--fingerprint", full.Anchor().String(), host.URL, filepath.Join(t.TempDir(), "home"))
	p.says(err, "another edition")
}

func TestWrongUsage(t *testing.T) {
	p := newPerson(t)
	nowhere := filepath.Join(t.TempDir(), "nowhere")
	for _, args := range [][]string{{"get"}, {"get", "a", "b", "c"}, {"merge"}, {"export"}, {"nonsense"}, {"verify", "--nonsense"}, {"verify", "a", "b"},
		{"verify", nowhere}, {"status", nowhere}, {"rollback", nowhere}, {"update", "--copy", nowhere}, {"get", "--edition", "aimag:6", "--fingerprint", strings.Repeat("a", 64), nowhere}} {
		for _, p.lang = range []string{"mn", "en"} {
			out, err := p.runs(exitUsage, args...)
			if out != "" || err == "" || strings.Contains(err, "‹") {
				t.Errorf("%v: %q %q", args, out, err)
			}
		}
	}
	p.lang = "en"
	_, err := p.runs(exitUsage, "verify", nowhere)
	p.says(err, "no copy of the portal in "+nowhere)
	_, err = p.runs(exitProblems, "get", "--fingerprint", strings.Repeat("a", 64), nowhere)
	p.says(err, "holds no release and no copy")
	p.lang = "de"
	p.runs(exitUsage, "status")
}

// A first get that was cut short is known as what it is.
func TestUnfinishedGet(t *testing.T) {
	p := newPerson(t)
	m := mirrortest.NewMaker(t)
	dir := m.Release(t, mirrortest.NewSite(), 0, "2001-03-01")
	home := filepath.Join(t.TempDir(), "home")
	w, err := copy.Begin(home, &copy.Start{Anchor: m.Anchor(), Edition: "full", Source: dir})
	if err != nil {
		t.Fatal(err)
	}
	w.Close()
	for _, command := range []string{"status", "verify"} {
		out, _ := p.runs(exitProblems, command, home)
		p.says(out, "has no release yet", home)
	}
	p.runs(exitProblems, "rollback", home)
	p.runs(exitProblems, "export", "--copy", home, filepath.Join(t.TempDir(), "x"))
	p.runs(exitFine, "update", "--copy", home)
	p.runs(exitFine, "verify", home)
}

func TestHelpInBothLanguages(t *testing.T) {
	p := newPerson(t)
	for lang, word := range map[string]string{"mn": "Хэрэглэх нь:", "en": "Usage:"} {
		p.lang = lang
		for _, args := range [][]string{{}, {"--help"}, {"get", "--help"}, {"update", "-h"}, {"verify", "-h"}, {"merge", "-h"}, {"export", "-h"}, {"status", "-h"}, {"rollback", "-h"}} {
			out, _ := p.runs(exitFine, args...)
			p.says(out, word)
		}
	}
}

func TestLanguage(t *testing.T) {
	for _, c := range []struct {
		args   []string
		env    map[string]string
		system string
		want   string
	}{
		{nil, nil, "", "en"},
		{nil, map[string]string{"LANG": "mn_MN.UTF-8"}, "", "mn"},
		{nil, map[string]string{"LANG": "mn_MN.UTF-8", "LC_ALL": "C"}, "", "en"},
		{nil, nil, "mn-MN", "mn"},
		{[]string{"get", "--lang", "mn"}, map[string]string{"LANG": "en_US"}, "", "mn"},
		{[]string{"--lang=en"}, nil, "mn-MN", "en"},
		{nil, map[string]string{"LANG": "mni_IN"}, "", "en"},
	} {
		if got := language(c.args, func(name string) string { return c.env[name] }, func() string { return c.system }); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}
