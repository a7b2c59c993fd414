package build

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
)

// fileWriter writes finished files below one folder. No path can lead out of it, and no two stages can write one file:
// the second would silently win.
type fileWriter struct {
	root    *os.Root
	holds   func(path string) bool
	written int
}

// newFileWriter writes below dir what holds allows; what the edition leaves out is passed over.
func newFileWriter(dir string, holds func(path string) bool) (*fileWriter, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &fileWriter{root: root, holds: holds}, nil
}

func (w *fileWriter) close() { w.root.Close() }

// write makes a new file; path has slashes. That it exists already is an error.
func (w *fileWriter) write(ctx context.Context, path string, data []byte) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if !fs.ValidPath(path) {
		return &fs.PathError{Op: "write", Path: path, Err: fs.ErrInvalid}
	}
	if !w.holds(path) {
		return nil
	}
	name := filepath.FromSlash(path)
	if err := w.root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := w.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		f.Close()
		return err
	}
	w.written++
	return f.Close()
}
