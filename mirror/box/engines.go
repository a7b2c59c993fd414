package box

import (
	"bytes"
	"context"
	"io/fs"
	"sync"
	"time"

	"nutag/search/engine"
)

// Searcher answers queries, as package search/engine does.
type Searcher interface {
	Search(ctx context.Context, r engine.Request) (engine.Result, error)
}

// engines opens the search of the release in use, once, with its first query. That of a release that is no longer asked
// for is dropped.
type engines struct {
	open func(fsys fs.FS) (Searcher, error)

	mu  sync.Mutex
	id  string
	get func() (Searcher, error)
}

// of gives the search of a release.
func (e *engines) of(r *Release, fsys fs.FS) (Searcher, error) {
	e.mu.Lock()
	if e.get == nil || e.id != r.ID {
		e.id = r.ID
		e.get = sync.OnceValues(func() (Searcher, error) { return e.open(fsys) })
	}
	get := e.get
	e.mu.Unlock()
	s, err := get()
	if err != nil {
		e.forget(r.ID)
	}
	return s, err
}

// forget makes the next query open the search again: a file that could not be read may be there by then.
func (e *engines) forget(id string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.id == id {
		e.get = nil
	}
}

// checkedFS gives the files of a release to the search, each checked against its signed hash.
type checkedFS struct {
	store   *store
	release *Release
}

// Open opens a file from memory.
func (c checkedFS) Open(name string) (fs.File, error) {
	data, err := c.ReadFile(name)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return &memoryFile{Reader: bytes.NewReader(data), name: name}, nil
}

// ReadFile gives the content of a file. It is not kept among the bodies: the search holds what it needs.
func (c checkedFS) ReadFile(name string) ([]byte, error) {
	sum, size, ok := c.release.signed(name)
	if !ok || size > maxHeld {
		return nil, fs.ErrNotExist
	}
	b, err := c.store.read(c.release, name, sum)
	return b.data, err
}

// memoryFile is an opened file whose content is in memory.
type memoryFile struct {
	*bytes.Reader
	name string
}

func (m *memoryFile) Stat() (fs.FileInfo, error) { return memoryInfo{m}, nil }
func (m *memoryFile) Close() error               { return nil }

type memoryInfo struct{ *memoryFile }

func (i memoryInfo) Name() string       { return i.name }
func (i memoryInfo) Size() int64        { return i.Reader.Size() }
func (i memoryInfo) Mode() fs.FileMode  { return 0o444 }
func (i memoryInfo) ModTime() time.Time { return time.Time{} }
func (i memoryInfo) IsDir() bool        { return false }
func (i memoryInfo) Sys() any           { return nil }
