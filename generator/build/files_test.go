package build

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

func TestFileWriterStaysInItsFolder(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink(os.TempDir(), filepath.Join(dir, "out")); err != nil {
		t.Fatal(err)
	}
	w, err := newFileWriter(dir, func(path string) bool { return path != "left/out" })
	if err != nil {
		t.Fatal(err)
	}
	defer w.close()
	ctx := context.Background()
	if err := w.write(ctx, "api/v1/soums/6346.json", []byte("{}")); err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(filepath.Join(dir, "api/v1/soums/6346.json")); err != nil || string(b) != "{}" {
		t.Errorf("%q %v", b, err)
	}
	if err := w.write(ctx, "left/out", nil); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "left")); err == nil || w.written != 1 {
		t.Errorf("%v; %d files written", err, w.written)
	}
	for _, path := range []string{"api/v1/soums/6346.json", "../x", "/x", "a/../../x", "out/x", "", "."} {
		if err := w.write(ctx, path, nil); err == nil {
			t.Errorf("%q was written", path)
		}
	}
}
