package output

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// owned tells whether the folder is empty or carries our marker as a regular file.
func owned(dir string) (bool, error) {
	if info, err := os.Lstat(filepath.Join(dir, Marker)); err == nil {
		return info.Mode().IsRegular(), nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return false, err
	}
	defer d.Close()
	_, err = d.Readdirnames(1)
	if errors.Is(err, io.EOF) {
		return true, nil
	}
	return false, err
}

// recoverOld finishes what a build killed between its two renames began: the old tree goes back when nothing stands at
// the path, and goes away when the new tree does.
func (f *Folder) recoverOld() error {
	old := f.path + ".old"
	info, err := os.Lstat(old)
	if err != nil || !info.IsDir() {
		return nil
	}
	if ours, err := owned(old); err != nil || !ours {
		return nil // somebody else's "public.old": not ours to touch
	}
	if _, err := os.Lstat(f.path); errors.Is(err, fs.ErrNotExist) {
		return os.Rename(old, f.path)
	}
	return removeTree(old)
}

// removeStale removes trees that killed builds left beside the path. The lock is held, so no live build owns them.
func (f *Folder) removeStale() error {
	entries, err := os.ReadDir(filepath.Dir(f.path))
	if err != nil {
		return err
	}
	prefix := filepath.Base(f.path) + ".tmp-"
	for _, e := range entries {
		pid, ok := strings.CutPrefix(e.Name(), prefix)
		if !ok || !e.IsDir() || pid == "" || strings.Trim(pid, "0123456789") != "" {
			continue
		}
		dir := filepath.Join(filepath.Dir(f.path), e.Name())
		if ours, err := owned(dir); err != nil || !ours {
			continue
		}
		if err := removeTree(dir); err != nil {
			return err
		}
	}
	return nil
}

// removeTree removes the marker last: a removal that is killed half-way leaves a folder that is still known as ours.
func removeTree(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() == Marker {
			continue
		}
		if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
			return err
		}
	}
	return os.RemoveAll(dir)
}

// normalise gives every folder 0755 and every file 0644 and refuses anything else in the tree: a link or a device in the
// output would not survive a copy to a stick.
func normalise(ctx context.Context, dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		mode := fs.FileMode(0o644)
		switch {
		case d.IsDir():
			mode = 0o755
		case !info.Mode().IsRegular():
			return &fs.PathError{Op: "output", Path: path, Err: errors.New("neither a file nor a folder")}
		}
		if info.Mode().Perm() == mode {
			return nil
		}
		return os.Chmod(path, mode)
	})
}
