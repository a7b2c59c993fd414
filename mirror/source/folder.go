package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"nutag/mirror/copy"
	"nutag/mirror/trust"
)

// folder is a release on a disk. Symbolic links that lead out of it are not followed.
type folder struct {
	dir  string // as it is named
	root *os.Root
}

// openFolder opens a release, or the current release of a copy.
func openFolder(dir string) (Source, error) {
	at := dir
	if c, err := copy.Open(dir); err == nil {
		state, err := c.State()
		c.Close()
		if err != nil {
			return nil, err
		}
		if state.Current != nil {
			at = filepath.Join(dir, state.Current.Folder)
		}
	}
	root, err := os.OpenRoot(at)
	if err != nil {
		return nil, err
	}
	if _, err := root.Stat(trust.MetadataDir + "/timestamp.json"); err != nil {
		root.Close()
		return nil, fmt.Errorf("%s holds no release and no copy of the portal", dir)
	}
	return &folder{dir, root}, nil
}

func (f *folder) Local() bool    { return true }
func (f *folder) String() string { return f.dir }

func (f *folder) Has(_ context.Context, name string) (bool, error) {
	info, err := f.root.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil && info.Mode().IsRegular(), err
}

func (f *folder) Open(_ context.Context, name string, offset int64) (io.ReadCloser, int64, error) {
	file, err := f.root.Open(name)
	if err != nil {
		return nil, 0, err
	}
	info, err := file.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "read", Path: name, Err: errors.New("it is not a file")}
	}
	if err == nil {
		_, err = file.Seek(offset, io.SeekStart)
	}
	if err != nil {
		file.Close()
		return nil, 0, err
	}
	return file, offset, nil
}
