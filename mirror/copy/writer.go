package copy

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"

	"nutag/mirror/trust"
)

// ErrBusy says that another program is changing the copy.
var ErrBusy = errors.New("another nutag-box is changing this copy; wait until it has finished")

// ErrForeign says that the folder of a new copy holds a page of somebody else where ours must stand.
var ErrForeign = errors.New("it has an index.html that is not of a copy; name an empty folder")

// Start says what a new copy is to be.
type Start struct {
	Anchor  trust.Digest
	Edition string
	Source  string
}

// Writer is a copy that this process alone may change, from Begin to Close.
type Writer struct {
	*Copy
	lock  *flock.Flock
	state State
}

// Begin locks the copy in a folder and puts right what a killed program left behind. With a start it makes the folder and
// the copy where there is none; the copy then has no release yet. The lock is one of the system (github.com/gofrs/flock,
// which knows Windows too): it ends with the process, however that ends.
func Begin(dir string, start *Start) (*Writer, error) {
	if start != nil {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, err
		}
	}
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w", dir, ErrNone)
	}
	if err != nil {
		return nil, err
	}
	w := &Writer{Copy: &Copy{dir: dir, root: root}}
	if err := w.begin(start); err != nil {
		w.Close()
		return nil, err
	}
	return w, nil
}

func (w *Writer) begin(start *Start) error {
	_, err := w.root.Stat(stateDir)
	if errors.Is(err, fs.ErrNotExist) && start == nil {
		return fmt.Errorf("%s: %w", w.dir, ErrNone)
	}
	if err := w.root.MkdirAll(stateDir, 0o755); err != nil {
		return err
	}
	// The lock is opened by its path, which would follow a link that a hostile stick has laid.
	if info, err := w.root.Lstat(lockFile); err == nil && !info.Mode().IsRegular() {
		return &fs.PathError{Op: "lock", Path: filepath.Join(w.dir, filepath.FromSlash(lockFile)), Err: errors.New("it is not a file")}
	}
	if info, err := w.root.Lstat(stateDir); err != nil || !info.IsDir() {
		return &fs.PathError{Op: "lock", Path: filepath.Join(w.dir, stateDir), Err: errors.New("it is not a folder")}
	}
	w.lock = flock.New(filepath.Join(w.dir, filepath.FromSlash(lockFile)))
	locked, err := w.lock.TryLock()
	if err != nil {
		return err
	}
	if !locked {
		return ErrBusy
	}
	state, _, damaged, err := readState(w.root)
	switch {
	case errors.Is(err, fs.ErrNotExist) && start != nil:
		if page, perr := readSmall(w.root, indexFile, stateLimit); perr == nil && !bytes.HasPrefix(page, []byte(indexMark)) {
			_ = w.root.Remove(lockFile)
			_ = w.root.Remove(stateDir)
			return fmt.Errorf("%s: %w", w.dir, ErrForeign)
		}
		w.state = State{Format: 1, Fingerprint: start.Anchor.String(), Edition: start.Edition, Source: start.Source}
		return writeState(w.root, &w.state)
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: %w", w.dir, ErrNone)
	case err != nil:
		return w.stateError(err)
	}
	w.state = *state
	if len(damaged) > 0 {
		if err := writeState(w.root, &w.state); err != nil {
			return err
		}
	}
	return w.tidy()
}

// Close gives the lock back.
func (w *Writer) Close() error {
	var err error
	if w.lock != nil {
		err = w.lock.Unlock()
	}
	return errors.Join(err, w.Copy.Close())
}

// Remembered gives what the copy remembers, without reading it again.
func (w *Writer) Remembered() State { return w.state }

// Saw remembers that the metadata of a release was proven, before any of its files is there.
func (w *Writer) Saw(set *trust.Set) error {
	next := w.state
	if set.Number > next.Seen || set.Root > next.SeenRoot {
		// With a newer root the number may fall: the holders of the keys have said that the old ones no longer count.
		next.Seen, next.SeenRoot = set.Number, set.Root
	}
	next.Newest = max(next.Newest, set.Date)
	return w.save(next)
}

// From remembers where the copy is updated from.
func (w *Writer) From(source string) error {
	next := w.state
	next.Source = source
	return w.save(next)
}

func (w *Writer) save(next State) error {
	one, err1 := w.state.encode()
	two, err2 := next.encode()
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	if bytes.Equal(one, two) {
		return nil
	}
	if err := writeState(w.root, &next); err != nil {
		return err
	}
	w.state = next
	return nil
}

// Rollback makes the release before the current one again. It says whether there was one.
func (w *Writer) Rollback() (bool, error) {
	if w.state.Previous == nil {
		return false, nil
	}
	next := w.state
	next.Current, next.Previous = w.state.Previous, w.state.Current
	if err := w.save(next); err != nil {
		return false, err
	}
	return true, w.point()
}

// tidy removes what a killed program left: releases that no state names, a release half put together, names in work.
func (w *Writer) tidy() error {
	keep := map[string]bool{}
	for _, t := range []*Tree{w.state.Current, w.state.Previous} {
		if t != nil {
			keep[t.Folder] = true
		}
	}
	entries, err := fs.ReadDir(w.root.FS(), ".")
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.IsDir() && treeName.MatchString(e.Name()) && !keep[e.Name()] {
			w.drop(e.Name())
		}
	}
	if entries, err = fs.ReadDir(w.root.FS(), stateDir); err != nil {
		return err
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), "gone-") || e.Name() == filepath.Base(nextDir) || strings.HasSuffix(e.Name(), ".tmp") {
			_ = w.root.RemoveAll(stateDir + "/" + e.Name())
		}
	}
	_ = w.root.Remove(indexFile + ".tmp")
	return w.point()
}

// drop removes a release that is not named any more. It leaves its place in one step first, so that nobody takes half of
// it for a release. Windows keeps folders that somebody reads; the next Begin tries again.
func (w *Writer) drop(folder string) {
	if _, err := w.root.Lstat(folder + "/" + trust.MetadataDir); err != nil {
		return // not one of ours, or gone already
	}
	gone := stateDir + "/gone-" + folder
	if err := w.root.Rename(folder, gone); err == nil {
		_ = w.root.RemoveAll(gone)
	}
}
