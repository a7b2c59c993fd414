// Package output replaces one generated folder as a whole, so that a reader, a web server or a copy to a stick sees
// either the old portal or the new one and never a mixture.
//
// The new tree is written beside the old one in "<out>.tmp-<process id>" and takes its place in one step. Whatever the
// moment at which the program is killed, the old tree or the new tree stands at the path (or, where the system cannot
// exchange two folders in one step, in "<out>.old", from where the next Open puts it back). Only folders that carry the
// marker file are ever replaced or removed: a mistyped --out cannot delete anybody's work.
package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Marker is the name of the file that says "this folder belongs to nutag and may be replaced". It is part of the output
// and its content never changes, so that two builds stay identical byte for byte.
const Marker = ".nutag-output"

const markerText = "This folder is written by nutag build. It is replaced as a whole: do not keep anything of your own in it.\n"

// RefusedError says why a folder cannot be written to, and what the user can do about it.
type RefusedError struct {
	Path   string // the folder as the user named it
	Reason string // lower case, no full stop
	Fix    string // what to do, as an instruction
}

// Error gives path and reason on one line; the remedy is shown beside it.
func (e *RefusedError) Error() string { return e.Path + ": " + e.Reason }

// Remedy gives Fix, in the form in which the command line asks errors for it.
func (e *RefusedError) Remedy() string { return e.Fix }

// Folder is one output folder, locked by this process from Open to Close.
type Folder struct {
	path     string // absolute, symbolic links resolved
	named    string // as given by the user, for messages
	tmp      string // the folder being written; empty when there is none
	unlock   func()
	exchange func(a, b string) error
}

// Open locks the folder at path, puts right what a killed build left behind, and checks that the folder may be
// replaced: it must be missing, empty, or carry the marker. It writes nothing into the folder. Errors that the user can
// mend are *RefusedError.
func Open(path string) (*Folder, error) {
	real, err := resolve(path)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(real), 0o755); err != nil {
		return nil, &RefusedError{Path: path, Reason: "the folder above it cannot be made: " + cause(err), Fix: "choose another folder with --out"}
	}
	unlock, err := lockFile(real + ".lock")
	if err != nil {
		var busy *busyError
		if errors.As(err, &busy) {
			return nil, &RefusedError{Path: path, Reason: "another nutag is building it" + busy.holder(),
				Fix: "wait until it has finished, or choose another folder with --out"}
		}
		return nil, &RefusedError{Path: path, Reason: "it cannot be locked: " + cause(err), Fix: "choose a folder that you may write to with --out"}
	}
	f := &Folder{path: real, named: path, unlock: unlock, exchange: exchange}
	if err := errors.Join(f.recoverOld(), f.removeStale()); err != nil {
		unlock()
		return nil, err
	}
	if err := f.mayReplace(); err != nil {
		unlock()
		return nil, err
	}
	return f, nil
}

// Stage makes the empty folder in which the new tree is to be written and gives its absolute path. It lies beside the
// output, so that putting it in place never copies.
func (f *Folder) Stage() (string, error) {
	if f.tmp != "" {
		return "", errors.New("output: Stage called twice")
	}
	tmp := f.path + ".tmp-" + strconv.Itoa(os.Getpid())
	if err := os.Mkdir(tmp, 0o755); err != nil {
		return "", &RefusedError{Path: f.named, Reason: "nothing can be written beside it: " + cause(err), Fix: "choose another folder with --out"}
	}
	// The marker comes first: a build killed one moment later must still be recognised as ours.
	if err := os.WriteFile(filepath.Join(tmp, Marker), []byte(markerText), 0o644); err != nil {
		return "", errors.Join(err, os.Remove(tmp))
	}
	f.tmp = tmp
	return tmp, nil
}

// Commit puts the staged tree in place of the old one. Modes are made equal first (folders 0755, files 0644) so that the
// umask of the builder does not decide who can read the copy. After an error the old tree stands where it stood.
func (f *Folder) Commit(ctx context.Context) error {
	if f.tmp == "" {
		return errors.New("output: Commit without Stage")
	}
	if err := normalise(ctx, f.tmp); err != nil {
		return err
	}
	if err := flush(f.tmp); err != nil {
		return err
	}
	if err := f.mayReplace(); err != nil { // somebody may have put a folder there meanwhile
		return err
	}
	if err := ctx.Err(); err != nil { // the last moment at which an interrupt leaves the old tree
		return err
	}
	old, err := f.swap()
	if err != nil {
		return &RefusedError{Path: f.named, Reason: "it cannot be replaced: " + cause(err),
			Fix: "make sure that it is not a mount point and that no program holds it open, or choose another folder with --out"}
	}
	f.tmp = ""
	if err := flushDir(filepath.Dir(f.path)); err != nil {
		return err
	}
	if old != "" {
		// The new tree stands already; what cannot be removed now is removed by the next Open.
		_ = removeTree(old)
	}
	return nil
}

// Reject moves the staged tree to another place, where a person can look at what is wrong with it; the output stays as it
// is. A tree rejected earlier is replaced. Where the place holds something that is not ours, or lies on another file
// system, nothing is kept.
func (f *Folder) Reject(to string) error {
	if f.tmp == "" {
		return errors.New("output: Reject without Stage")
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	if ours, err := owned(to); err == nil {
		if !ours {
			return nil
		}
		if err := removeTree(to); err != nil {
			return err
		}
	}
	if err := os.Rename(f.tmp, to); err != nil {
		return nil
	}
	f.tmp = ""
	return nil
}

// Close gives the lock back and removes a tree that was staged but not committed. It may be called after Commit and
// more than once.
func (f *Folder) Close() error {
	var err error
	if f.tmp != "" {
		err = removeTree(f.tmp)
		f.tmp = ""
	}
	if f.unlock != nil {
		f.unlock()
		f.unlock = nil
	}
	return err
}

// swap moves the staged tree to the path and returns where the old tree now is ("" when there was none).
func (f *Folder) swap() (string, error) {
	if _, err := os.Lstat(f.path); errors.Is(err, fs.ErrNotExist) {
		return "", os.Rename(f.tmp, f.path)
	}
	err := f.exchange(f.tmp, f.path)
	if err == nil {
		return f.tmp, nil
	}
	if !errors.Is(err, errors.ErrUnsupported) {
		return "", err
	}
	old := f.path + ".old"
	if err := os.Rename(f.path, old); err != nil {
		return "", err
	}
	if err := os.Rename(f.tmp, f.path); err != nil {
		return "", errors.Join(err, os.Rename(old, f.path))
	}
	return old, nil
}

// mayReplace refuses everything at the path that is not ours.
func (f *Folder) mayReplace() error {
	info, err := os.Lstat(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	const fix = "choose a new or empty folder with --out, or empty this one yourself"
	if !info.IsDir() {
		return &RefusedError{Path: f.named, Reason: "it is a file, not a folder", Fix: "choose a folder with --out"}
	}
	ours, err := owned(f.path)
	if err != nil {
		return &RefusedError{Path: f.named, Reason: "it cannot be read: " + cause(err), Fix: fix}
	}
	if !ours {
		return &RefusedError{Path: f.named, Reason: "it holds files that nutag did not write (no " + Marker + " in it)", Fix: fix}
	}
	return nil
}

// resolve makes the path absolute and follows links, so that siblings lie on the same file system as the folder.
func resolve(path string) (string, error) {
	if path == "" {
		return "", &RefusedError{Path: `""`, Reason: "the output folder has no name", Fix: "name it with --out"}
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	if filepath.Dir(abs) == abs {
		return "", &RefusedError{Path: path, Reason: "it is the root of the file system", Fix: "choose another folder with --out"}
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		return real, nil
	}
	// The folder itself need not exist yet; the one above it may be a link.
	if parent, err := filepath.EvalSymlinks(filepath.Dir(abs)); err == nil {
		return filepath.Join(parent, filepath.Base(abs)), nil
	}
	return abs, nil
}

// cause drops the operation and the path from an error of the os package: the message names the folder already.
func cause(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	var le *os.LinkError
	if errors.As(err, &le) {
		return le.Err.Error()
	}
	return strings.ToLower(fmt.Sprint(err))
}
