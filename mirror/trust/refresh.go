package trust

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/theupdateframework/go-tuf/v2/metadata"
	"github.com/theupdateframework/go-tuf/v2/metadata/trustedmetadata"
)

// Metadata is where signed lists come from: the folder metadata of a copy or of a source.
type Metadata interface {
	// Read gives the whole file, or fs.ErrNotExist. A file of more than limit bytes is an error, found without reading on.
	Read(ctx context.Context, name string, limit int64) ([]byte, error)
	// Has says whether the file is there, without fetching it.
	Has(ctx context.Context, name string) (bool, error)
}

// Want is what a caller knows before it asks a source.
type Want struct {
	Anchor  Digest // SHA-256 of 1.root.json
	Edition string // "" accepts any
	// Known is the newest release of the copy, or nil. Its files are not fetched again, and no version in it may fall.
	Known *Set
	// Seen is the highest number that was ever proven, with the version of the root at that time. Both 0: none.
	Seen, SeenRoot int64
}

// long before any release: with this reference time the framework never calls metadata expired, and Set.Expired decides.
var noClock = time.Unix(0, 0).UTC()

// Refresh proves the newest release that the source has, in the order of the framework: roots, timestamp, snapshot,
// targets, bins. When the source has no newer one than want.Known, it gives want.Known itself after reading one file of
// less than a kilobyte. Errors are *Error, or those of the context.
func Refresh(ctx context.Context, from Metadata, want Want) (*Set, error) {
	r := &refresh{from: from, want: want, raw: map[string][]byte{}}
	if want.Known != nil {
		r.known = want.Known.Raw
	}
	set, err := r.run(ctx)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		var known *Error
		if !errors.As(err, &known) {
			err = &Error{KindForged, r.at, err}
		}
		return nil, err
	}
	return set, nil
}

type refresh struct {
	from  Metadata
	want  Want
	known map[string][]byte // metadata of the copy
	raw   map[string][]byte // metadata that was proven
	ahead map[string][]byte // metadata that was fetched ahead of its turn
	at    string            // the file in hand, for errors

	byRole sync.Once
	lists  map[string]knownList // of known, by role
	whole  atomic.Bool          // the source has no patches of lists

	trusted *trustedmetadata.TrustedMetadata
	roots   []*metadata.Metadata[metadata.RootType]
}

func (r *refresh) run(ctx context.Context) (*Set, error) {
	if err := r.followRoots(ctx); err != nil {
		return nil, err
	}
	note, same, err := r.timestamp(ctx)
	if err != nil {
		return nil, err
	}
	if same {
		return r.want.Known, nil
	}
	if err := r.snapshot(ctx); err != nil {
		return nil, err
	}
	return r.collect(ctx, note)
}

// followRoots goes from the first root, which the fingerprint proves, to the newest.
func (r *refresh) followRoots(ctx context.Context) error {
	first, err := r.file(ctx, "1.root.json", maxRoot)
	if err != nil {
		return err
	}
	if Digest(sha256.Sum256(first)) != r.want.Anchor {
		return &Error{KindWrongKey, r.at, errors.New("its fingerprint is not the expected one")}
	}
	if r.trusted, err = trustedmetadata.New(first); err != nil {
		return err
	}
	r.trusted.RefTime = noClock
	if r.trusted.Root.Signed.Version != 1 {
		return fmt.Errorf("it says version %d", r.trusted.Root.Signed.Version)
	}
	r.roots = append(r.roots, nil, r.trusted.Root)
	for n := 2; ; n++ {
		name := strconv.Itoa(n) + ".root.json"
		if r.known[name] == nil {
			// Asking whether it is there costs a header; a host's page "not found" would cost more than a whole update.
			there, err := r.from.Has(ctx, name)
			if err != nil {
				return &Error{KindSource, name, err}
			}
			if !there {
				return nil
			}
		}
		if n > maxRotations {
			return &Error{KindHostile, name, errors.New("too many roots")}
		}
		data, err := r.file(ctx, name, maxRoot)
		if err != nil {
			return err
		}
		if _, err := r.trusted.UpdateRoot(data); err != nil {
			return err
		}
		r.roots = append(r.roots, r.trusted.Root)
	}
}

// timestamp proves the newest timestamp. same says that the copy has that release already.
func (r *refresh) timestamp(ctx context.Context) (n note, same bool, err error) {
	last := r.trusted.Root
	known := r.want.Known
	if known != nil && !r.stillSigned() {
		known = nil
	}
	seen := r.want.Seen
	if v := r.want.SeenRoot; v > 0 && (v >= int64(len(r.roots)) || !sameKeys(r.roots[v], last)) {
		// The keys were changed since: numbers that whoever held the old keys gave out no longer count (fast-forward).
		seen = 0
	}
	data, err := r.fetch(ctx, "timestamp.json", maxTimestamp)
	if err != nil {
		return n, false, err
	}
	stamp, err := r.trusted.UpdateTimestamp(data)
	var equal *metadata.ErrEqualVersionNumber
	if errors.As(err, &equal) && known != nil {
		if int64(len(r.roots)-1) == known.Root {
			return n, true, nil
		}
		// The release is the same one, signed with a newer root: take it as it is, so that the copy gets the root.
		stamp = r.trusted.Timestamp
		data = r.known["timestamp.json"]
	} else if err != nil {
		var lower *metadata.ErrBadVersionNumber
		if errors.As(err, &lower) {
			return n, false, &Error{KindOlder, r.at, err}
		}
		return n, false, err
	}
	if stamp.Signed.Version < seen {
		return n, false, &Error{KindOlder, r.at, fmt.Errorf("release %d, but release %d was seen before", stamp.Signed.Version, seen)}
	}
	if n, err = readNote(stamp); err != nil {
		return n, false, &Error{KindHostile, r.at, err}
	}
	if r.want.Edition != "" && n.Edition != r.want.Edition {
		return n, false, &Error{KindEdition, r.at, fmt.Errorf("edition %s, not %s", n.Edition, r.want.Edition)}
	}
	r.raw["timestamp.json"] = data
	return n, false, nil
}

// stillSigned loads timestamp and snapshot of the copy as the floor for versions. Where the newest root no longer
// accepts them, the floor is gone (section 5.3.11 of the specification of the framework).
func (r *refresh) stillSigned() bool {
	// The copy proved them before; an error means that the keys have changed since, or that the disk has changed them.
	_, err := r.trusted.UpdateTimestamp(r.known["timestamp.json"])
	return err == nil
}

func (r *refresh) snapshot(ctx context.Context) error {
	meta := r.trusted.Timestamp.Signed.Meta["snapshot.json"]
	if known := r.want.Known; known != nil {
		// Only loaded as the floor: it does not match the new timestamp, and the framework says so.
		_, _ = r.trusted.UpdateSnapshot(r.known[strconv.FormatInt(known.Number, 10)+".snapshot.json"], true)
	}
	if meta == nil || meta.Version != r.trusted.Timestamp.Signed.Version {
		return &Error{KindHostile, r.at, errors.New("timestamp and snapshot are not of one number")}
	}
	data, err := r.measured(ctx, "snapshot", meta)
	if err != nil {
		return err
	}
	if _, err = r.trusted.UpdateSnapshot(data, false); err != nil {
		var lower *metadata.ErrBadVersionNumber
		if errors.As(err, &lower) {
			return &Error{KindOlder, r.at, err}
		}
	}
	return err
}

// measured gives the file of a role whose length and hash a proven file names: from the copy, when the same bytes lie
// there, else from the source.
func (r *refresh) measured(ctx context.Context, role string, meta *metadata.MetaFiles) ([]byte, error) {
	name := strconv.FormatInt(meta.Version, 10) + "." + role + ".json"
	r.at = name
	if meta.Length < 1 || meta.Length > maxMeta || len(meta.Hashes["sha256"]) != sha256.Size {
		return nil, &Error{KindHostile, name, errors.New("its length or hash is not signed")}
	}
	if data := r.known[name]; data != nil && meta.VerifyLengthHashes(data) == nil {
		r.raw[name] = data
		return data, nil
	}
	data := r.ahead[name]
	if data == nil {
		var err error
		if data, err = r.list(ctx, role, meta); err != nil {
			return nil, r.sourceError(name, err)
		}
	}
	if err := meta.VerifyLengthHashes(data); err != nil {
		return nil, err
	}
	r.raw[name] = data
	return data, nil
}

// file gives a root, from the copy if it has it.
func (r *refresh) file(ctx context.Context, name string, limit int64) ([]byte, error) {
	data := r.known[name]
	if data == nil {
		var err error
		if data, err = r.fetch(ctx, name, limit); err != nil {
			return nil, err
		}
	}
	r.at = name
	r.raw[name] = data
	return data, nil
}

func (r *refresh) fetch(ctx context.Context, name string, limit int64) ([]byte, error) {
	r.at = name
	data, err := r.from.Read(ctx, name, limit)
	if err != nil {
		return nil, r.sourceError(name, err)
	}
	return data, nil
}

// sourceError says that the source does not hand out a list.
func (r *refresh) sourceError(name string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		err = fs.ErrNotExist
	}
	return &Error{KindSource, name, err}
}
