// Package runtime makes what the browser needs to search: the engine of package
// engine as WebAssembly, and the script of the Go distribution that starts it.
// Both come from one toolchain, which the script must match exactly.
package runtime

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"nutag/search/entry"
	"nutag/search/shard"
)

// Files are the records of what BuildEngine wrote, for the entry file.
type Files struct {
	Engine entry.File // WebAssembly, gzip
	Glue   entry.File // wasm_exec.js
}

// buildFlags make the engine small and the same on every machine. Inlining is
// off: it makes the engine 15 % larger and not measurably faster.
var buildFlags = []string{
	"-modfile=search/wasm/wasm.mod", "-mod=readonly", "-buildvcs=false", "-trimpath", "-ldflags=-s -w", "-gcflags=all=-l",
}

// BuildEngine compiles the engine with the go command, from the repository in
// repoDir, and writes it and its script into outDir, which it creates when
// needed. Work that can be used again lies in repoDir/.build/engine: with
// nothing changed a second call takes about a tenth of a second. The error
// carries what the compiler said. A program that carries the engine writes that
// and needs neither toolchain nor source.
func BuildEngine(ctx context.Context, repoDir, outDir string) (Files, error) {
	if e := embedded(); e != nil {
		return writeEmbedded(e, outDir)
	}
	wasm, packed, glue, err := compile(ctx, repoDir)
	if err != nil {
		return Files{}, err
	}
	return write(outDir, len(wasm), packed, glue)
}

// Names of the files in a program that carries the engine.
const (
	EmbeddedEngine = "engine.bin"   // WebAssembly, gzip
	EmbeddedGlue   = "wasm_exec.js" // Go's script of the same toolchain
)

// writeEmbedded writes the engine that the program carries.
func writeEmbedded(fsys fs.FS, outDir string) (Files, error) {
	packed, err := fs.ReadFile(fsys, EmbeddedEngine)
	if err != nil {
		return Files{}, err
	}
	glue, err := fs.ReadFile(fsys, EmbeddedGlue)
	if err != nil {
		return Files{}, err
	}
	wasm, err := shard.Gunzip(packed)
	if err != nil {
		return Files{}, fmt.Errorf("the engine in this program: %w", err)
	}
	return write(outDir, len(wasm), packed, glue)
}

// compile compiles the engine, or takes it from the cache.
func compile(ctx context.Context, repoDir string) (wasm, packed, glue []byte, err error) {
	cache := filepath.Join(repoDir, ".build", "engine")
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return nil, nil, nil, err
	}
	cache, err = filepath.Abs(cache)
	if err != nil {
		return nil, nil, nil, err
	}
	// A name of its own for each process: two builds at once must not write
	// into one file. The go command leaves an up-to-date file alone, so the
	// last result is offered to it and put back afterwards.
	kept := filepath.Join(cache, "engine.wasm")
	mine := filepath.Join(cache, fmt.Sprintf("engine.%d.wasm", os.Getpid()))
	_ = os.Remove(mine) // of a process of the same number that was killed
	defer os.Remove(mine)
	_ = os.Link(kept, mine) // without it the linker runs again, nothing else
	args := append([]string{"build"}, buildFlags...)
	if _, err := goCommand(ctx, repoDir, append(args, "-o", mine, "./search/wasm")...); err != nil {
		return nil, nil, nil, err
	}
	wasm, err = os.ReadFile(mine)
	if err != nil {
		return nil, nil, nil, err
	}
	if err := os.Rename(mine, kept); err != nil {
		return nil, nil, nil, err
	}
	packed, err = gzipCached(wasm, cache)
	if err != nil {
		return nil, nil, nil, err
	}
	glue, err = readGlue(ctx, repoDir)
	return wasm, packed, glue, err
}

// write writes the engine, of raw bytes when unpacked, and its script.
func write(outDir string, raw int, packed, glue []byte) (Files, error) {
	files := Files{Engine: entry.Describe("engine", "bin", packed), Glue: entry.Describe("wasm_exec", "js", glue)}
	files.Engine.Raw = raw
	if err := os.MkdirAll(outDir, 0o755); err != nil {
		return Files{}, err
	}
	if err := os.WriteFile(filepath.Join(outDir, files.Engine.File), packed, 0o644); err != nil {
		return Files{}, err
	}
	return files, os.WriteFile(filepath.Join(outDir, files.Glue.File), glue, 0o644)
}

// goCommand runs the go command for the browser in dir and returns its output.
// Flags from the environment are shut out: they could change the bytes.
func goCommand(ctx context.Context, dir string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0", "GOFLAGS=", "GOWASM=", "GOEXPERIMENT=", "GOWORK=off")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		return "", fmt.Errorf("go %s: %w\n%s", args[0], err, strings.TrimSpace(stderr.String()))
	}
	return stdout.String(), nil
}

// readGlue returns wasm_exec.js of the toolchain that go build uses in dir.
func readGlue(ctx context.Context, dir string) ([]byte, error) {
	root, err := goCommand(ctx, dir, "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(strings.TrimSpace(root), "lib", "wasm", "wasm_exec.js"))
}

// gzipCached compresses data, or takes the result from the folder when the same
// data were compressed before. The name carries the hash of the data, and the
// stored file is checked by unpacking it.
func gzipCached(data []byte, dir string) ([]byte, error) {
	sum := sha256.Sum256(data)
	path := filepath.Join(dir, "engine."+hex.EncodeToString(sum[:8])+".gz")
	if packed, err := os.ReadFile(path); err == nil {
		if raw, err := shard.Gunzip(packed); err == nil && bytes.Equal(raw, data) {
			return packed, nil
		}
	}
	packed, err := shard.Gzip(data)
	if err != nil {
		return nil, err
	}
	old, err := filepath.Glob(filepath.Join(dir, "engine.*.gz"))
	if err != nil {
		return nil, err
	}
	tmp := path + fmt.Sprintf(".%d", os.Getpid())
	if err := os.WriteFile(tmp, packed, 0o644); err != nil {
		return nil, err
	}
	if err := os.Rename(tmp, path); err != nil {
		return nil, err
	}
	for _, o := range old {
		if o != path {
			// A file that cannot be removed costs space, nothing else.
			_ = os.Remove(o)
		}
	}
	return packed, nil
}
