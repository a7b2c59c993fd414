package copy

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"nutag/mirror/trust"
)

// ErrNone says that a folder holds no copy.
var ErrNone = errors.New("there is no copy of the portal in it")

// Copy is a copy of the portal in a folder, open for reading. It may be used by many goroutines, and other processes may
// update the copy meanwhile. It never writes; Lock gives what does.
type Copy struct {
	dir  string
	root *os.Root

	mu      sync.Mutex
	raw     []byte   // the state that current was made from
	current *Release // last one given
}

// Open opens the copy in a folder. It proves nothing yet. The error is ErrNone, wrapped, when there is none.
func Open(dir string) (*Copy, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s: %w", dir, ErrNone)
		}
		return nil, err
	}
	c := &Copy{dir: dir, root: root}
	if _, err := c.State(); err != nil {
		root.Close()
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s: %w", dir, ErrNone)
		}
		return nil, err
	}
	return c, nil
}

// Close gives the folder back. Releases that were given stay readable.
func (c *Copy) Close() error { return c.root.Close() }

// Dir gives the folder as it was named.
func (c *Copy) Dir() string { return c.dir }

// State gives what the copy remembers.
func (c *Copy) State() (*State, error) {
	s, _, _, err := readState(c.root)
	if err != nil {
		return nil, c.stateError(err)
	}
	return s, nil
}

func (c *Copy) stateError(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return &fs.PathError{Op: "read", Path: filepath.Join(c.dir, filepath.FromSlash(stateFile)), Err: err}
}

// Current gives the release that stands now. It is cheap enough to be called for each request: as long as nothing has
// changed it reads one small file and gives the same value. A release whose metadata cannot be proven is given as well,
// with the reason in Verified; its FS is empty then. The error says that there is no release at all.
func (c *Copy) Current() (*Release, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	s, raw, _, err := readState(c.root)
	if err != nil {
		if c.current != nil {
			return c.current, nil // the disk fails or the file is just being replaced; what was proven is still proven
		}
		return nil, c.stateError(err)
	}
	if c.current != nil && bytes.Equal(raw, c.raw) {
		return c.current, nil
	}
	if s.Current == nil {
		return nil, fmt.Errorf("%s: %w", c.dir, ErrNone)
	}
	r, err := c.open(s, s.Current)
	if err != nil {
		return nil, err
	}
	c.raw, c.current = raw, r
	return r, nil
}

// Previous gives the release before the current one, or nil when there is none.
func (c *Copy) Previous() (*Release, error) {
	s, err := c.State()
	if err != nil || s.Previous == nil {
		return nil, err
	}
	return c.open(s, s.Previous)
}

// open proves the metadata of one release on the disk.
func (c *Copy) open(s *State, tree *Tree) (*Release, error) {
	root, err := c.root.OpenRoot(tree.Folder)
	if err != nil {
		return nil, err
	}
	r := &Release{Number: tree.Number, Edition: s.Edition, folder: tree.Folder, root: root}
	anchor, _ := trust.ParseDigest(s.Fingerprint)
	set, err := trust.Refresh(context.Background(), onDisk{root}, trust.Want{Anchor: anchor, Edition: s.Edition})
	if err == nil && set.Number != tree.Number {
		err = &trust.Error{Kind: trust.KindForged, File: "timestamp.json", Err: fmt.Errorf("it is of release %d, not %d", set.Number, tree.Number)}
	}
	if err != nil {
		r.Verified = Proof{Err: err}
		var known *trust.Error
		if errors.As(err, &known) {
			r.Verified.Kind = known.Kind
		}
		return r, nil
	}
	r.prove(set)
	return r, nil
}

// onDisk reads metadata from the folder of a release.
type onDisk struct{ root *os.Root }

func (d onDisk) Read(_ context.Context, name string, limit int64) ([]byte, error) {
	return readSmall(d.root, trust.MetadataDir+"/"+name, limit)
}

func (d onDisk) Has(_ context.Context, name string) (bool, error) {
	_, err := d.root.Lstat(trust.MetadataDir + "/" + name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// Old says whether the release is past its review-by date, at the later of the clock and the newest signed date that the
// copy has seen. It is a hint for readers and never stops them.
func (c *Copy) Old(r *Release, clock time.Time) bool {
	newest := r.Date
	if s, err := c.State(); err == nil && s.Newest > newest {
		newest = s.Newest
	}
	day, err := time.Parse(time.DateOnly, r.ReviewBy)
	return err == nil && trust.Reference(clock, newest).After(day.AddDate(0, 0, 1))
}
