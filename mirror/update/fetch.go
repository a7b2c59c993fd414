package update

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"nutag/mirror/copy"
	"nutag/mirror/source"
	"nutag/mirror/trust"
)

const (
	// workers fetch files at the same time, so that a line with a long way there and back is used.
	workers = 4
	// attempts in a row that bring less than progress bytes end a download.
	attempts = 5
	progress = 64 << 10
)

// files fetches files one by one and hands each over, checked by put.
func (u *update) files(ctx context.Context, set *trust.Set, names []string, put func(name string, data []byte) error) error {
	// Files of the same content are fetched once: two downloads of one hash would write into each other.
	same := map[trust.Digest][]string{}
	for _, name := range names {
		digest := set.Files[name].SHA256
		same[digest] = append(same[digest], name)
	}
	var mu sync.Mutex
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(workers)
	for _, name := range names {
		want := set.Files[name]
		if same[want.SHA256][0] != name {
			continue
		}
		group.Go(func() error {
			var data []byte
			var err error
			if u.from.Local() {
				// A folder needs no store: what is cut short is read again in no time.
				data, err = u.direct(ctx, name, want)
			} else {
				data, err = u.blob(ctx, name, want)
			}
			if err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			for _, name := range same[want.SHA256] {
				if err := put(name, data); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return group.Wait()
}

// prefetch brings patches into the store, several at a time. What fails is tried again by whoever needs it and knows
// another way; only our own disk ends it.
func (u *update) prefetch(ctx context.Context, patches []*trust.Patch) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(workers)
	seen := map[trust.Digest]bool{}
	for _, p := range patches {
		if seen[p.SHA256] {
			continue
		}
		seen[p.SHA256] = true
		group.Go(func() error {
			_, err := u.blob(ctx, p.Path, p.File)
			if ctx.Err() != nil || local(err) {
				return err
			}
			return nil
		})
	}
	return group.Wait()
}

// direct reads a file of a folder.
func (u *update) direct(ctx context.Context, name string, want trust.File) ([]byte, error) {
	data, err := source.ReadAll(ctx, u.from, name, want.Size)
	if err != nil {
		return nil, &Missing{name, err}
	}
	u.fetched.Add(int64(len(data)))
	u.progress(int64(len(data)))
	return data, nil
}

// Missing says that the source did not hand out a file that its signed list names.
type Missing struct {
	Path string
	Err  error
}

func (m *Missing) Error() string { return fmt.Sprintf("%s: %v", m.Path, m.Err) }

// Unwrap gives what the source said as text only: an error of its disk is none of ours.
func (m *Missing) Unwrap() error {
	var p *fs.PathError
	if errors.As(m.Err, &p) {
		return nil
	}
	return m.Err
}

// blob gives a download from the store, or fetches it, going on after each cut.
func (u *update) blob(ctx context.Context, name string, want trust.File) ([]byte, error) {
	if data, err := u.w.Blob(want); err == nil {
		if _, counted := u.got.LoadOrStore(want.SHA256, true); !counted {
			u.progress(want.Size) // of an earlier run
		}
		return data, nil
	}
	pause := u.o.Retry
	if pause == 0 {
		pause = time.Second
	}
	wrong, since := 0, int64(0)
	for tried := 0; ; {
		got, err := u.pull(ctx, name, want)
		if err == nil {
			if err = u.w.Finish(want); err == nil {
				u.got.Store(want.SHA256, true)
				return u.w.Blob(want)
			}
			if !errors.Is(err, copy.ErrHash) {
				return nil, err
			}
			// A part of an earlier run may have been wrong; from its beginning once more, then it is the source.
			if wrong++; wrong > 1 {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			continue
		}
		if ctx.Err() != nil || errors.Is(err, fs.ErrNotExist) || errors.Is(err, source.ErrTooLarge) || local(err) {
			return nil, err
		}
		if since += got; since >= progress {
			tried, since = 0, 0
		}
		if tried++; tried >= attempts {
			return nil, &Missing{name, err}
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(pause << (tried - 1)):
		}
	}
}

// pull adds to a download what one answer of the source brings.
func (u *update) pull(ctx context.Context, name string, want trust.File) (got int64, err error) {
	part, have, err := u.w.Part(want)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, part.Close()) }()
	if have == want.Size {
		return 0, nil
	}
	body, from, err := u.from.Open(ctx, name, have)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, &Missing{name, fs.ErrNotExist}
	}
	if err != nil {
		return 0, &Missing{name, err}
	}
	defer body.Close()
	if from != have {
		if err := part.Truncate(0); err != nil {
			return 0, err
		}
		if _, err := part.Seek(0, io.SeekStart); err != nil {
			return 0, err
		}
		have = 0
	}
	left := want.Size - have
	got, err = io.Copy(part, &counted{io.LimitReader(body, left), u})
	if err != nil {
		var p *fs.PathError
		if errors.As(err, &p) {
			return got, err
		}
		return got, &Missing{name, err}
	}
	if got < left {
		return got, &Missing{name, io.ErrUnexpectedEOF}
	}
	if n, _ := io.CopyN(io.Discard, body, 1); n > 0 {
		return got, fmt.Errorf("%s: %w", name, source.ErrTooLarge)
	}
	return got, nil
}

type counted struct {
	io.Reader
	u *update
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.u.fetched.Add(int64(n))
	c.u.progress(int64(n))
	return n, err
}
