package main

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"nutag/search/runtime"
)

// maxBox bounds nutag-box, in bytes: it is carried over bad lines.
const maxBox = 25_000_000

// target is one program for one system.
type target struct {
	program string // nutag or nutag-box
	path    string // of its package
	system  string // as in the name of the file
	os      string // GOOS
	arch    string // GOARCH
	most    int64  // bytes at most; 0 means any
}

// file names the program: nutag-box-windows-amd64.exe.
func (t target) file() string {
	name := t.program + "-" + t.system
	if t.os == "windows" {
		name += ".exe"
	}
	return name
}

func targets() []target {
	systems := []struct{ name, os, arch string }{
		{"linux-amd64", "linux", "amd64"}, {"linux-arm64", "linux", "arm64"}, {"linux-armv7", "linux", "arm"},
		{"windows-amd64", "windows", "amd64"}, {"windows-arm64", "windows", "arm64"}, {"macos-amd64", "darwin", "amd64"}, {"macos-arm64", "darwin", "arm64"},
	}
	var out []target
	for _, s := range systems {
		out = append(out, target{program: "nutag-box", path: "./mirror/nutag-box", system: s.name, os: s.os, arch: s.arch, most: maxBox})
	}
	for _, s := range systems {
		if s.arch != "arm" { // a build needs half a gigabyte of memory, and nobody writes the portal on such a computer
			out = append(out, target{program: "nutag", path: ".", system: s.name, os: s.os, arch: s.arch})
		}
	}
	return out
}

// result is a program that was built.
type result struct {
	name string
	size int64 // bytes
	most int64
}

// repository finds the root of the source.
func repository(ctx context.Context) (string, error) {
	var out bytes.Buffer
	cmd := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}")
	cmd.Stdout, cmd.Stderr = &out, os.Stderr
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("go list: %w; run it within the repository", err)
	}
	return strings.TrimSpace(out.String()), nil
}

// build builds the targets into out and writes SHA256SUMS of all programs that lie there.
func build(ctx context.Context, root, out string, chosen []target) ([]result, error) {
	out, err := filepath.Abs(out)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return nil, err
	}
	work, err := os.MkdirTemp("", "nutag-dist-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(work)
	overlay := ""
	var built []result
	for _, t := range chosen {
		if t.program == "nutag" && overlay == "" {
			if overlay, err = engine(ctx, root, work); err != nil {
				return nil, err
			}
		}
		// Built beside and put in place: a build that is stopped leaves the program of before.
		made := filepath.Join(work, t.file())
		if err := compile(ctx, root, overlay, made, t); err != nil {
			return nil, fmt.Errorf("%s: %w", t.file(), err)
		}
		size, err := place(made, filepath.Join(out, t.file()))
		if err != nil {
			return nil, err
		}
		built = append(built, result{name: t.file(), size: size, most: t.most})
	}
	return built, sums(out)
}

// engine compiles the search engine and writes the overlay by which the go command finds it beside package runtime.
func engine(ctx context.Context, root, work string) (overlay string, err error) {
	dir := filepath.Join(work, "engine")
	files, err := runtime.BuildEngine(ctx, root, dir)
	if err != nil {
		return "", err
	}
	embedded := filepath.Join(root, "search", "runtime", "embedded")
	data, err := json.Marshal(map[string]map[string]string{"Replace": {
		filepath.Join(embedded, runtime.EmbeddedEngine): filepath.Join(dir, files.Engine.File),
		filepath.Join(embedded, runtime.EmbeddedGlue):   filepath.Join(dir, files.Glue.File),
	}})
	if err != nil {
		return "", err
	}
	overlay = filepath.Join(work, "overlay.json")
	return overlay, os.WriteFile(overlay, data, 0o644)
}

// compile builds one program. Nothing of this machine gets into it: no path, no state of the repository, no C library, and
// no flag or level of processor from the environment.
func compile(ctx context.Context, root, overlay, to string, t target) error {
	args := []string{"build", "-trimpath", "-buildvcs=false", "-mod=readonly", "-ldflags=-s -w -buildid="}
	if overlay != "" && t.program == "nutag" {
		args = append(args, "-tags=nutag_dist", "-overlay="+overlay)
	}
	cmd := exec.CommandContext(ctx, "go", append(args, "-o", to, t.path)...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS="+t.os, "GOARCH="+t.arch, "GOARM=7", "GOAMD64=v1", "GOARM64=v8.0", "CGO_ENABLED=0", "GOFLAGS=", "GOEXPERIMENT=", "GOWORK=off", "GOFIPS140=off")
	cmd.Stderr = os.Stderr
	return cmd.Run()
}

// place moves a program to its place, from another file system too.
func place(from, to string) (size int64, err error) {
	in, err := os.Open(from)
	if err != nil {
		return 0, err
	}
	defer in.Close()
	beside := to + ".part"
	file, err := os.OpenFile(beside, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o755)
	if err != nil {
		return 0, err
	}
	size, err = io.Copy(file, in)
	if err = cmp.Or(err, file.Close()); err != nil {
		return 0, err
	}
	return size, os.Rename(beside, to)
}

// sums writes the checksums of all programs in a folder, in the form that sha256sum -c reads.
func sums(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	var names []string
	for _, e := range entries {
		if e.Type().IsRegular() && strings.HasPrefix(e.Name(), "nutag-") && !strings.HasSuffix(e.Name(), ".part") {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	var b strings.Builder
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		sum := sha256.Sum256(data)
		fmt.Fprintf(&b, "%s  %s\n", hex.EncodeToString(sum[:]), name)
	}
	return os.WriteFile(filepath.Join(dir, "SHA256SUMS"), []byte(b.String()), 0o644)
}
