package copy

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"

	"nutag/mirror/trust"
)

// Next is a release being put together, beside those that are read.
type Next struct {
	w   *Writer
	set *trust.Set
	has map[string]bool
}

// Stage begins to put a release together. What an earlier run left of one is thrown away: its downloads are in the store.
func (w *Writer) Stage(set *trust.Set) (*Next, error) {
	if err := w.root.RemoveAll(nextDir); err != nil {
		return nil, err
	}
	if err := w.root.MkdirAll(nextDir, 0o755); err != nil {
		return nil, err
	}
	return &Next{w: w, set: set, has: map[string]bool{}}, nil
}

// Has says whether the file is in place.
func (n *Next) Has(name string) bool { return n.has[name] }

// Put puts a file in place. Its content must be what is signed, or the error is ErrHash.
func (n *Next) Put(name string, data []byte) error {
	want, ok := n.set.Files[name]
	if !ok {
		return &fs.PathError{Op: "put", Path: name, Err: fs.ErrNotExist}
	}
	if int64(len(data)) != want.Size || trust.Digest(sha256.Sum256(data)) != want.SHA256 {
		return &fs.PathError{Op: "put", Path: name, Err: ErrHash}
	}
	if err := n.write(name, data); err != nil {
		return err
	}
	n.has[name] = true
	return nil
}

func (n *Next) write(name string, data []byte) error {
	file := nextDir + "/" + name
	if err := n.w.root.MkdirAll(path.Dir(file), 0o755); err != nil {
		return err
	}
	return n.w.root.WriteFile(file, data, 0o644)
}

// Read gives a file that is in place.
func (n *Next) Read(name string) ([]byte, error) {
	return readSmall(n.w.root, nextDir+"/"+name, n.set.Files[name].Size)
}

// Take takes a file over from a release of the copy, where it has the same content under any name and is not damaged. On a
// file system with links it costs no space. It says whether it did.
func (n *Next) Take(name string, from *Release, fromName string) (bool, error) {
	want := n.set.Files[name]
	if have, ok := from.set.Files[fromName]; !ok || have.SHA256 != want.SHA256 || have.Size != want.Size {
		return false, nil
	}
	data, err := from.Read(fromName)
	if err != nil {
		return false, nil // damaged: it will be fetched
	}
	file := nextDir + "/" + name
	if err := n.w.root.MkdirAll(path.Dir(file), 0o755); err != nil {
		return false, err
	}
	if err := n.w.root.Link(from.folder+"/"+fromName, file); err != nil {
		// FAT has no links, and a folder may lie on another disk.
		if err := n.write(name, data); err != nil {
			return false, err
		}
	}
	n.has[name] = true
	return true, nil
}

// Commit makes the release the current one. All its files must be in place.
func (n *Next) Commit() error {
	for name := range n.set.Files {
		if !n.has[name] {
			return fmt.Errorf("release %d lacks %s", n.set.Number, name)
		}
	}
	tree := &Tree{Number: n.set.Number, Metadata: map[string]string{}}
	for name, data := range n.set.Raw {
		if err := n.write(trust.MetadataDir+"/"+name, data); err != nil {
			return err
		}
		tree.Metadata[name] = trust.Digest(sha256.Sum256(data)).String()
	}
	w := n.w
	if err := flushTree(w.root, nextDir); err != nil {
		return err
	}
	tree.Folder = fmt.Sprintf("nutag-%d", n.set.Number)
	for i := 2; ; i++ {
		if _, err := w.root.Lstat(tree.Folder); errors.Is(err, fs.ErrNotExist) {
			break
		}
		if i > 99 {
			return fmt.Errorf("%s holds too many folders of release %d", w.dir, n.set.Number)
		}
		tree.Folder = fmt.Sprintf("nutag-%d-%d", n.set.Number, i)
	}
	if err := w.root.Rename(nextDir, tree.Folder); err != nil {
		return err
	}
	if err := flushFolder(w.root, "."); err != nil {
		return err
	}
	next := w.state
	// The same release put together once more takes the place of the damaged one, which is no use for going back.
	if w.state.Current != nil && w.state.Current.Number != tree.Number {
		next.Previous = w.state.Current
	}
	next.Current = tree
	next.Newest = max(next.Newest, n.set.Date)
	if err := w.save(next); err != nil {
		return err
	}
	if err := errors.Join(w.point(), w.Emptied()); err != nil {
		return err
	}
	return w.tidy()
}

// Mend replaces damaged files of the current release, and removes what does not belong to it. Each file is replaced in one
// step by bytes that were checked.
func (w *Writer) Mend(r *Release, set *trust.Set, contents func(name string) ([]byte, error), names, extra []string) error {
	root := r.root
	for _, name := range names {
		data, ok := set.Raw[path.Base(name)]
		if path.Dir(name) != trust.MetadataDir || !ok {
			want, known := set.Files[name]
			if !known {
				continue
			}
			var err error
			if data, err = contents(name); err != nil {
				return err
			}
			if int64(len(data)) != want.Size || trust.Digest(sha256.Sum256(data)) != want.SHA256 {
				return &fs.PathError{Op: "mend", Path: name, Err: ErrHash}
			}
		}
		if info, err := root.Lstat(name); err == nil && !info.Mode().IsRegular() {
			if err := root.RemoveAll(name); err != nil {
				return err
			}
		}
		if err := replace(root, name, data); err != nil {
			return err
		}
	}
	for _, name := range extra {
		if err := root.RemoveAll(name); err != nil {
			return err
		}
	}
	next := w.state
	tree := *w.state.Current
	tree.Metadata = map[string]string{}
	for name, data := range set.Raw {
		tree.Metadata[name] = trust.Digest(sha256.Sum256(data)).String()
	}
	if !maps.Equal(tree.Metadata, w.state.Current.Metadata) {
		next.Current = &tree
	}
	if err := w.save(next); err != nil {
		return err
	}
	w.mu.Lock()
	w.current, w.raw = nil, nil // what was found damaged is read anew
	w.mu.Unlock()
	return w.Emptied()
}
