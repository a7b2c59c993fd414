package runtime_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nutag/search/runtime"
)

const repo = "../.."

func TestBuildEngineWritesWhatItSays(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "search")
	files, err := runtime.BuildEngine(context.Background(), repo, dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []struct {
		name   string
		verify func([]byte) error
	}{{files.Engine.File, files.Engine.Verify}, {files.Glue.File, files.Glue.Verify}} {
		data, err := os.ReadFile(filepath.Join(dir, f.name))
		if err != nil {
			t.Fatal(err)
		}
		if err := f.verify(data); err != nil {
			t.Error(err)
		}
	}
	// Other processes may be at work in the same folder; the file of this one must be gone.
	mine := filepath.Join(repo, ".build", "engine", fmt.Sprintf("engine.%d.wasm", os.Getpid()))
	if _, err := os.Stat(mine); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("left behind: %s (%v)", mine, err)
	}
}

func TestBuildEngineTellsWhatTheCompilerSays(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module none\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := runtime.BuildEngine(context.Background(), dir, filepath.Join(dir, "search"))
	if err == nil || !strings.Contains(err.Error(), "wasm.mod") {
		t.Fatalf("got %v", err)
	}
}

func TestBuildEngineStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := runtime.BuildEngine(ctx, repo, t.TempDir()); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
}
