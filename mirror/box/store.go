package box

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"sync"

	"github.com/maypok86/otter/v2"

	"nutag/mirror/served"
)

// maxHeld bounds, in bytes, a file that is held in memory and compressed. Larger ones are read from the disk.
const maxHeld = 4 << 20

// errDamaged is wrapped when a file is not what was signed.
var errDamaged = errors.New("the file is not what was signed")

// body is the content of a file in one coding.
type body struct {
	data   []byte
	sum    string // SHA-256 of the plain content
	traits traits // of the plain content
}

// key names a body by its content and not by its release: what an update leaves unchanged stays in memory, and a body can
// never belong to the wrong release. A file without a signed hash is named by its release.
type key struct {
	content string
	coding  string
	kind    string // content type, which the traits depend on
}

// store reads files, checks them against their signed hashes, and keeps the bodies that are asked for most in a bounded
// part of the memory, plain and compressed. Nothing is written to the disk.
type store struct {
	bodies *otter.Cache[key, body]
	slots  chan struct{} // compressions at once
	// checked holds the large files that were found to be what was signed, by name and hash, with the state of the file
	// at that time.
	mu      sync.Mutex
	checked map[string]fileState
}

type fileState struct {
	size int64
	time int64 // of the last change, ns
}

// newStore makes a store that holds about so many bytes.
func newStore(bytes int64) (*store, error) {
	cache, err := otter.New(&otter.Options[key, body]{
		MaximumWeight: uint64(max(bytes, 1)),
		Weigher:       func(_ key, b body) uint32 { return uint32(len(b.data)) + 512 },
	})
	if err != nil {
		return nil, err
	}
	return &store{bodies: cache, slots: make(chan struct{}, runtime.GOMAXPROCS(0)), checked: map[string]fileState{}}, nil
}

// signed gives hash and size of a file; without signatures the hash is "" and ok tells whether there is such a file.
func (r *Release) signed(name string) (sum string, size int64, ok bool) {
	if r.Digest != nil {
		return r.Digest(name)
	}
	info, err := fs.Stat(r.Files, name)
	if err != nil || !info.Mode().IsRegular() {
		return "", 0, false
	}
	return "", info.Size(), true
}

// read reads a file of at most maxHeld bytes from the disk. When the release is verified, content that is not what was signed
// is an error that wraps errDamaged.
func (s *store) read(r *Release, name, sum string) (body, error) {
	data, err := readFile(r.Files, name, maxHeld)
	if err != nil {
		return body{}, err
	}
	is := sha256.Sum256(data)
	b := body{data: data, sum: hex.EncodeToString(is[:]), traits: traitsOf(served.Type(name), data)}
	if r.Verified && b.sum != sum {
		return body{}, fmt.Errorf("%s: %w", name, errDamaged)
	}
	return b, nil
}

// plain gives a file of at most maxHeld bytes as it is, see read.
func (s *store) plain(ctx context.Context, r *Release, name, sum string) (body, error) {
	k := key{content: sum, kind: served.Type(name)}
	if sum == "" || !r.Verified {
		k.content = r.ID + "\x00" + name
	}
	return s.get(ctx, k, func() (body, error) { return s.read(r, name, sum) })
}

// file gives a file of a verified release in a coding, or plain when that is not clearly smaller. Of what is asked for packed
// only the packed body is kept: a plain one takes four times the memory and would be used once.
func (s *store) file(ctx context.Context, r *Release, name, sum string, size int64, coding string) (body, string, error) {
	kind := served.Type(name)
	if !packable(kind, coding, size) {
		b, err := s.plain(ctx, r, name, sum)
		return b, plainCoding, err
	}
	p, err := s.get(ctx, key{content: sum, coding: coding, kind: kind}, func() (body, error) {
		b, err := s.read(r, name, sum)
		if err != nil {
			return body{}, err
		}
		return s.pack(b, coding)
	})
	if err != nil || p.data != nil {
		return p, coding, err
	}
	b, err := s.plain(ctx, r, name, sum)
	return b, plainCoding, err
}

// packed gives a body in a coding, or the plain one when that is not clearly smaller.
func (s *store) packed(ctx context.Context, b body, kind, coding string) (body, string, error) {
	if !packable(kind, coding, int64(len(b.data))) {
		return b, plainCoding, nil
	}
	p, err := s.get(ctx, key{content: b.sum, coding: coding, kind: kind}, func() (body, error) { return s.pack(b, coding) })
	if err != nil || p.data == nil {
		return b, plainCoding, err
	}
	return p, coding, nil
}

func packable(kind, coding string, size int64) bool {
	return coding != plainCoding && served.Compressible(kind) && size >= minPacked && size <= maxPacked
}

// pack packs a body. Its data are nil when that gains next to nothing, which is kept as well, so that it is not tried again.
func (s *store) pack(b body, coding string) (body, error) {
	s.slots <- struct{}{}
	defer func() { <-s.slots }()
	data, err := compress(coding, b.data)
	if err != nil {
		return body{}, err
	}
	if len(data) > len(b.data)*19/20 {
		data = nil
	}
	return body{data: data, sum: b.sum, traits: b.traits}, nil
}

// get gives a body that is kept, or makes it, once for all who wait for it.
func (s *store) get(ctx context.Context, k key, load func() (body, error)) (body, error) {
	if b, ok := s.bodies.GetIfPresent(k); ok {
		return b, nil
	}
	return s.bodies.Get(ctx, k, otter.LoaderFunc[key, body](func(context.Context, key) (body, error) { return load() }))
}

// open opens a large file, at its beginning. A verified release's file is read once to its end and compared before it is
// first served, and again when size or time of the file have changed.
func (s *store) open(r *Release, name, sum string, size int64) (fs.File, io.ReadSeeker, error) {
	f, err := r.Files.Open(name)
	if err != nil {
		return nil, nil, err
	}
	seeker, err := s.check(r, f, name, sum, size)
	if err != nil {
		return nil, nil, errors.Join(err, f.Close())
	}
	return f, seeker, nil
}

func (s *store) check(r *Release, f fs.File, name, sum string, size int64) (io.ReadSeeker, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	seeker, ok := f.(io.ReadSeeker)
	if !ok || !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s cannot be read in parts", name)
	}
	if !r.Verified {
		return seeker, nil
	}
	id, state := name+"\x00"+sum, fileState{info.Size(), info.ModTime().UnixNano()}
	s.mu.Lock()
	known := s.checked[id] == state
	s.mu.Unlock()
	if known && state.size == size {
		return seeker, nil
	}
	h := sha256.New()
	n, err := io.Copy(h, io.LimitReader(f, size+1))
	if err != nil {
		return nil, err
	}
	if n != size || hex.EncodeToString(h.Sum(nil)) != sum {
		return nil, fmt.Errorf("%s: %w", name, errDamaged)
	}
	s.mu.Lock()
	if len(s.checked) > 10_000 { // many releases later
		clear(s.checked)
	}
	s.checked[id] = state
	s.mu.Unlock()
	_, err = seeker.Seek(0, io.SeekStart)
	return seeker, err
}

// readFile reads a regular file of at most so many bytes.
func readFile(fsys fs.FS, name string, most int64) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	if info.Size() > most {
		return nil, fmt.Errorf("%s is larger than %d bytes: %w", name, most, errDamaged)
	}
	data := make([]byte, info.Size())
	if _, err := io.ReadFull(f, data); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return data, nil
}
