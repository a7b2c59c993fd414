package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

// here is nutag-box for the system of this machine.
func here(t *testing.T) target {
	t.Helper()
	for _, one := range targets() {
		if one.program == "nutag-box" && one.os == runtime.GOOS && one.arch == runtime.GOARCH {
			return one
		}
	}
	t.Fatalf("no program is handed out for %s/%s", runtime.GOOS, runtime.GOARCH)
	return target{}
}

// TestTwoBuildsAreTheSame builds nutag-box twice: the second time from another folder, and with an environment that would
// change a program if it could.
func TestTwoBuildsAreTheSame(t *testing.T) {
	root, err := repository(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	one := here(t)
	first := t.TempDir()
	built, err := build(t.Context(), root, first, []target{one})
	if err != nil {
		t.Fatal(err)
	}
	if built[0].size > maxBox {
		t.Errorf("%s has %d bytes, at most %d", one.file(), built[0].size, maxBox)
	}
	copied := t.TempDir()
	if err := copySource(t.Context(), root, copied); err != nil {
		t.Fatal(err)
	}
	for key, value := range map[string]string{"GOFLAGS": "-ldflags=-X=main.x=y", "TZ": "Asia/Ulaanbaatar", "LC_ALL": "C", "GOAMD64": "v3", "CGO_ENABLED": "1", "GOEXPERIMENT": "nosuch"} {
		t.Setenv(key, value)
	}
	second := t.TempDir()
	if _, err := build(t.Context(), copied, second, []target{one}); err != nil {
		t.Fatal(err)
	}
	a, err := os.ReadFile(filepath.Join(first, one.file()))
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(second, one.file()))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a, b) {
		t.Error("two builds differ")
	}
	for _, leak := range []string{root, copied, first} {
		if bytes.Contains(a, []byte(leak)) {
			t.Errorf("the program holds the path %s", leak)
		}
	}
	sum := sha256.Sum256(a)
	list, err := os.ReadFile(filepath.Join(first, "SHA256SUMS"))
	if err != nil || string(list) != hex.EncodeToString(sum[:])+"  "+one.file()+"\n" {
		t.Errorf("SHA256SUMS: %q %v", list, err)
	}
	if leftover, _ := filepath.Glob(filepath.Join(first, "*.part")); len(leftover) > 0 {
		t.Errorf("left behind: %v", leftover)
	}
	// It runs.
	out, err := exec.CommandContext(t.Context(), filepath.Join(second, one.file()), "--help", "--lang", "en").CombinedOutput()
	if err != nil || !bytes.Contains(out, []byte("serve")) {
		t.Errorf("%v\n%s", err, out)
	}
}

// copySource copies what the program is built from.
func copySource(ctx context.Context, root, to string) error {
	list := exec.CommandContext(ctx, "git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "go.mod", "go.sum", "mirror", "search", "i18n", "generator", "main.go")
	list.Dir = root
	names, err := list.Output()
	if err != nil {
		return err
	}
	for name := range strings.SplitSeq(strings.TrimSuffix(string(names), "\x00"), "\x00") {
		data, err := os.ReadFile(filepath.Join(root, name))
		if os.IsNotExist(err) {
			continue // deleted and not yet committed
		}
		if err != nil {
			return err
		}
		file := filepath.Join(to, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// TestTheEngineIsInside runs the test of the engine's package as it is in nutag when it is handed out, where there is no
// Go toolchain.
func TestTheEngineIsInside(t *testing.T) {
	root, err := repository(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	work := t.TempDir()
	overlay, err := engine(t.Context(), root, work)
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(work, "runtime.test")
	cmd := exec.CommandContext(t.Context(), "go", "test", "-c", "-tags=nutag_dist", "-overlay="+overlay, "-o", program, "./search/runtime")
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for name, want := range map[string]string{"TestBuildEngineWritesWhatItSays": "ok", "TestBuildEngineStops": "FAIL"} { // it has no compiler to stop
		cmd = exec.CommandContext(t.Context(), program, "-test.v", "-test.run", "^"+name+"$")
		cmd.Dir = filepath.Join(root, "search", "runtime")
		cmd.Env = []string{"PATH=" + work, "HOME=" + work, "TMPDIR=" + work}
		out, err := cmd.CombinedOutput()
		if (err == nil) != (want == "ok") {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}

func TestNamesOfPrograms(t *testing.T) {
	names := map[string]bool{}
	// What nutag-box export takes along.
	program := regexp.MustCompile(`^(nutag-box|nutag)(-[a-z0-9_]+)+(\.exe)?$`)
	boxes := 0
	for _, one := range targets() {
		if names[one.file()] || !program.MatchString(one.file()) || (one.os == "windows") != strings.HasSuffix(one.file(), ".exe") {
			t.Errorf("%s", one.file())
		}
		names[one.file()] = true
		if one.program == "nutag-box" {
			boxes++
		}
	}
	for _, want := range []string{"nutag-box-linux-amd64", "nutag-box-linux-arm64", "nutag-box-linux-armv7", "nutag-box-windows-amd64.exe", "nutag-box-macos-amd64", "nutag-box-macos-arm64", "nutag-linux-amd64", "nutag-windows-amd64.exe", "nutag-macos-arm64"} {
		if !names[want] {
			t.Errorf("%s is not built", want)
		}
	}
	if boxes < 6 {
		t.Errorf("%d systems", boxes)
	}
}

func TestNothingIsBuiltForAnUnknownSystem(t *testing.T) {
	if err := run(t.Context(), t.TempDir(), "nutag-box", "plan9-amd64"); err == nil {
		t.Error("no error")
	}
	if err := run(t.Context(), t.TempDir(), "nutag-boxx", ""); err == nil {
		t.Error("no error")
	}
}
