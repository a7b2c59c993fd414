package output

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestMain lets the test binary play the build that is killed: see TestKilledBuildLeavesAWholeTree.
func TestMain(m *testing.M) {
	if out := os.Getenv("OUTPUT_TEST_BUILD"); out != "" {
		buildForEver(out, os.Getenv("OUTPUT_TEST_FALLBACK") != "")
	}
	os.Exit(m.Run())
}

const filesInTree = 20

// buildForEver replaces the folder again and again; all files of one tree hold the same number.
func buildForEver(out string, fallback bool) {
	for n := 0; ; n++ {
		if err := buildOnce(out, fmt.Sprint(os.Getpid(), "-", n), fallback); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		if n == 0 {
			fmt.Println("first")
		}
	}
}

func buildOnce(out, content string, fallback bool) error {
	f, err := Open(out)
	if err != nil {
		return err
	}
	defer f.Close()
	if fallback {
		f.exchange = func(string, string) error { return errors.ErrUnsupported }
	}
	dir, err := f.Stage()
	if err != nil {
		return err
	}
	for i := range filesInTree {
		name := filepath.Join(dir, fmt.Sprintf("d%d", i%3), fmt.Sprintf("f%d", i))
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			return err
		}
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			return err
		}
	}
	return f.Commit(context.Background())
}

// wholeTree returns the content shared by all files of the tree, or an error when the tree is a mixture or incomplete.
func wholeTree(out string) (string, error) {
	content, n := "", 0
	err := filepath.WalkDir(out, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == Marker {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if n > 0 && string(b) != content {
			return fmt.Errorf("%s holds %q, others %q", path, b, content)
		}
		content = string(b)
		n++
		return nil
	})
	if err == nil && n != filesInTree {
		err = fmt.Errorf("%d files, want %d", n, filesInTree)
	}
	return content, err
}

func siblings(t *testing.T, out string) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(out))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestCommitReplacesAndLeavesNothingBeside(t *testing.T) {
	for _, fallback := range []bool{false, true} {
		t.Run(fmt.Sprint("fallback=", fallback), func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "public")
			for _, content := range []string{"one", "two", "three"} {
				if err := buildOnce(out, content, fallback); err != nil {
					t.Fatal(err)
				}
				got, err := wholeTree(out)
				if err != nil || got != content {
					t.Fatalf("tree holds %q, %v; want %q", got, err, content)
				}
			}
			if got := siblings(t, out); len(got) != 1 || got[0] != "public" {
				t.Errorf("left beside the output: %v", got)
			}
			for path, want := range map[string]fs.FileMode{out: 0o755, filepath.Join(out, "d0"): 0o755, filepath.Join(out, "d0", "f0"): 0o644, filepath.Join(out, Marker): 0o644} {
				info, err := os.Stat(path)
				if err != nil {
					t.Fatal(err)
				}
				if got := info.Mode().Perm(); got != want {
					t.Errorf("mode of %s is %o, want %o", path, got, want)
				}
			}
		})
	}
}

func TestFailedBuildKeepsTheOldTree(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	if err := buildOnce(out, "old", false); err != nil {
		t.Fatal(err)
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	for name, spoil := range map[string]func(f *Folder, dir string) error{
		"stage failed, no commit": func(*Folder, string) error { return errors.New("stage failed") },
		"interrupted":             func(f *Folder, _ string) error { return f.Commit(cancelled) },
		"link in the tree": func(f *Folder, dir string) error {
			if err := os.Symlink("/", filepath.Join(dir, "link")); err != nil {
				return err
			}
			return f.Commit(context.Background())
		},
		"exchange fails": func(f *Folder, _ string) error {
			f.exchange = func(string, string) error { return fs.ErrPermission }
			return f.Commit(context.Background())
		},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := Open(out)
			if err != nil {
				t.Fatal(err)
			}
			dir, err := f.Stage()
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, "half"), nil, 0o644); err != nil {
				t.Fatal(err)
			}
			if err := spoil(f, dir); err == nil {
				t.Fatal("no error")
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
			if got, err := wholeTree(out); err != nil || got != "old" {
				t.Errorf("tree holds %q, %v", got, err)
			}
			if got := siblings(t, out); len(got) != 1 {
				t.Errorf("left beside the output: %v", got)
			}
		})
	}
}

func TestRejectKeepsTheTreeElsewhere(t *testing.T) {
	dir := t.TempDir()
	out, keep := filepath.Join(dir, "public"), filepath.Join(dir, "work", "rejected")
	if err := buildOnce(out, "old", false); err != nil {
		t.Fatal(err)
	}
	reject := func(text, to string) {
		t.Helper()
		f, err := Open(out)
		if err != nil {
			t.Fatal(err)
		}
		staged, err := f.Stage()
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(os.WriteFile(filepath.Join(staged, "page"), []byte(text), 0o644), f.Reject(to), f.Close()); err != nil {
			t.Fatal(err)
		}
		if got, err := wholeTree(out); err != nil || got != "old" {
			t.Errorf("output holds %q, %v", got, err)
		}
	}
	for _, text := range []string{"first", "second"} {
		reject(text, keep)
		if b, err := os.ReadFile(filepath.Join(keep, "page")); err != nil || string(b) != text {
			t.Errorf("kept %q, %v; want %q", b, err, text)
		}
	}
	foreign := filepath.Join(dir, "thesis")
	if err := errors.Join(os.Mkdir(foreign, 0o755), os.WriteFile(filepath.Join(foreign, "chapter"), nil, 0o644)); err != nil {
		t.Fatal(err)
	}
	reject("third", foreign)
	if _, err := os.Stat(filepath.Join(foreign, "chapter")); err != nil {
		t.Error(err)
	}
	if got := siblings(t, out); len(got) != 3 {
		t.Errorf("left beside the output: %v", got)
	}
}

func TestOpenRefusesWhatIsNotOurs(t *testing.T) {
	for name, make := range map[string]func(path string) error{
		"folder with a file": func(p string) error {
			return errors.Join(os.Mkdir(p, 0o755), os.WriteFile(filepath.Join(p, "thesis.txt"), nil, 0o644))
		},
		"marker is a folder": func(p string) error { return os.MkdirAll(filepath.Join(p, Marker), 0o755) },
		"marker is a link": func(p string) error {
			return errors.Join(os.Mkdir(p, 0o755), os.Symlink("elsewhere", filepath.Join(p, Marker)))
		},
		"file": func(p string) error { return os.WriteFile(p, []byte("x"), 0o644) },
	} {
		t.Run(name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "public")
			if err := make(out); err != nil {
				t.Fatal(err)
			}
			_, err := Open(out)
			var refused *RefusedError
			if !errors.As(err, &refused) || refused.Fix == "" {
				t.Fatalf("got %v, want a RefusedError with a fix", err)
			}
			if got := siblings(t, out); len(got) != 1 {
				t.Errorf("left beside the output: %v", got)
			}
		})
	}
	for _, path := range []string{"", "/"} {
		if _, err := Open(path); err == nil {
			t.Errorf("Open(%q) gave no error", path)
		}
	}
}

func TestOpenTakesMissingAndEmptyFolders(t *testing.T) {
	empty := t.TempDir()
	for _, out := range []string{empty, filepath.Join(t.TempDir(), "a", "b", "public")} {
		if err := buildOnce(out, "new", false); err != nil {
			t.Fatal(err)
		}
		if _, err := wholeTree(out); err != nil {
			t.Error(err)
		}
	}
}

func TestOpenFollowsALinkedFolder(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "real"), 0o755); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "public")
	if err := os.Symlink("real", link); err != nil {
		t.Fatal(err)
	}
	if err := buildOnce(link, "new", false); err != nil {
		t.Fatal(err)
	}
	if _, err := wholeTree(filepath.Join(dir, "real")); err != nil {
		t.Error(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v %v", info, err)
	}
}

func TestOpenRecovers(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "public")
	if err := buildOnce(out, "old", false); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(out, out+".old"); err != nil { // killed between the two renames
		t.Fatal(err)
	}
	ours := out + ".tmp-12345"
	foreign := []string{out + ".tmp-123", out + ".tmp-notes", out + ".tmp-", filepath.Join(dir, "other.tmp-12345")}
	for _, d := range append(foreign, ours) {
		if err := os.MkdirAll(filepath.Join(d, "sub"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(ours, Marker), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := Open(out)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, err := wholeTree(out); err != nil || got != "old" {
		t.Errorf("tree not put back: %q, %v", got, err)
	}
	if _, err := os.Stat(ours); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("stale tree still there: %v", err)
	}
	for _, d := range foreign {
		if _, err := os.Stat(filepath.Join(d, "sub")); err != nil {
			t.Errorf("a folder that is not ours was removed: %v", err)
		}
	}
}

func TestOpenRemovesAnOldTreeOnceTheNewOneStands(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	if err := errors.Join(buildOnce(out, "x", false), os.Rename(out, out+".old"), buildOnce(out+".new", "new", false), os.Rename(out+".new", out)); err != nil {
		t.Fatal(err)
	}
	f, err := Open(out)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := os.Stat(out + ".old"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("old tree still there: %v", err)
	}
	if got, err := wholeTree(out); err != nil || got != "new" {
		t.Errorf("tree holds %q, %v", got, err)
	}
}

func TestTwoBuildsOfOneFolder(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	first, err := Open(out)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(out)
	var refused *RefusedError
	if !errors.As(err, &refused) || !strings.Contains(err.Error(), fmt.Sprint(os.Getpid())) {
		t.Errorf("second Open: %v, want a refusal that names the process", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Open(out)
	if err != nil {
		t.Fatalf("after Close: %v", err)
	}
	again.Close()
}

// TestKilledBuildLeavesAWholeTree kills a real process at random moments. With the exchange of two folders the output
// must stand after every kill; with two renames it may be missing until the next Open.
func TestKilledBuildLeavesAWholeTree(t *testing.T) {
	for _, fallback := range []bool{false, true} {
		t.Run(fmt.Sprint("fallback=", fallback), func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "public")
			for range 12 {
				killBuild(t, out, fallback)
				_, statErr := os.Stat(out)
				if statErr != nil && !fallback {
					t.Fatalf("after the kill: %v", statErr)
				}
				if statErr == nil {
					if _, err := wholeTree(out); err != nil {
						t.Fatalf("after the kill: %v", err)
					}
				}
				f, err := Open(out)
				if err != nil {
					t.Fatalf("open after the kill: %v", err)
				}
				f.Close()
				if _, err := wholeTree(out); err != nil {
					t.Fatalf("after recovery: %v", err)
				}
				if got := siblings(t, out); len(got) != 1 {
					t.Fatalf("left beside the output: %v", got)
				}
			}
		})
	}
}

func killBuild(t *testing.T, out string, fallback bool) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), "OUTPUT_TEST_BUILD="+out)
	if fallback {
		cmd.Env = append(cmd.Env, "OUTPUT_TEST_FALLBACK=1")
	}
	var stderr strings.Builder
	cmd.Stderr = &stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(stdout).ReadString('\n'); err != nil || line != "first\n" {
		cmd.Wait()
		t.Fatalf("the build did not start: %q %v %s", line, err, stderr.String())
	}
	time.Sleep(time.Duration(rand.IntN(30_000)) * time.Microsecond)
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	cmd.Wait()
	if stderr.Len() > 0 {
		t.Fatalf("the build failed by itself: %s", stderr.String())
	}
}
