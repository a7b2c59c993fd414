package update

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"sync/atomic"

	"nutag/mirror/copy"
	"nutag/mirror/delta"
	"nutag/mirror/patch"
	"nutag/mirror/source"
	"nutag/mirror/trust"
)

type update struct {
	w                 *copy.Writer
	from              source.Source
	o                 Options
	current, previous *copy.Release

	fetched atomic.Int64 // bytes
	got     sync.Map     // hashes of downloads whose bytes the progress has counted
	mu      sync.Mutex   // guards what follows
	all     int64        // bytes that are to be fetched
	done    int64
}

// install puts a release together and makes it the current one.
func (u *update) install(ctx context.Context, set *trust.Set) error {
	next, err := u.w.Stage(set)
	if err != nil {
		return err
	}
	if err := u.take(ctx, next, set); err != nil {
		return err
	}
	if err := u.fetchBins(ctx, next, set); err != nil {
		return err
	}
	for name := range set.Files {
		if !next.Has(name) {
			return fmt.Errorf("release %d could not be completed: %s is missing", set.Number, name)
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return next.Commit()
}

// take takes over what the copy has: under the same name, or elsewhere with the same content.
func (u *update) take(ctx context.Context, next *copy.Next, set *trust.Set) error {
	for _, r := range []*copy.Release{u.current, u.previous} {
		if r == nil || r.Set() == nil {
			continue
		}
		elsewhere := map[trust.Digest]string{}
		for name, file := range r.Set().Files {
			elsewhere[file.SHA256] = max(name, elsewhere[file.SHA256])
		}
		for _, name := range set.Paths() {
			if err := ctx.Err(); err != nil {
				return err
			}
			if next.Has(name) {
				continue
			}
			taken, err := next.Take(name, r, name)
			if err == nil && !taken {
				if other, ok := elsewhere[set.Files[name].SHA256]; ok && other != name {
					_, err = next.Take(name, r, other)
				}
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// way is one way to complete a bin.
type way struct {
	patch *trust.Patch // nil: file by file
	bytes int64
}

// overhead is what one more request costs in bytes, both directions, beside the content.
const overhead = 500

// ways lists how to complete a bin, the cheapest first. Missing is what is not in place and cannot be made from what will be.
func (u *update) ways(bin *trust.Bin, missing []string) []way {
	files := way{}
	for _, name := range missing {
		files.bytes += bin.Files[name].Size + overhead
	}
	if u.from.Local() {
		return []way{files}
	}
	found := []way{files}
	for i := range bin.Patches {
		p := &bin.Patches[i]
		if p.From != 0 && u.base(bin.Name, p.From) == nil {
			continue
		}
		one := way{p, p.Size + overhead}
		at := len(found)
		for at > 0 && found[at-1].bytes > one.bytes {
			at--
		}
		found = append(found[:at], append([]way{one}, found[at:]...)...)
	}
	return found
}

// base gives the release of the copy that has the bin in that version.
func (u *update) base(bin string, version int64) *copy.Release {
	for _, r := range []*copy.Release{u.current, u.previous} {
		if r != nil && r.Set() != nil {
			if b := r.Set().Bin(bin); b != nil && b.Version == version {
				return r
			}
		}
	}
	return nil
}

// lacking lists the files of a bin that are not in place. Those that are made from others come only when what they are
// made from is not there either.
func lacking(next *copy.Next, bin *trust.Bin) (missing []string) {
	for name, file := range bin.Files {
		if !next.Has(name) && !(file.Made && patch.MadeFrom(name, bin.Files) != "") {
			missing = append(missing, name)
		}
	}
	return missing
}

// fetchBins completes all bins. The wanted bytes are summed up first, for the progress.
func (u *update) fetchBins(ctx context.Context, next *copy.Next, set *trust.Set) error {
	var patches []*trust.Patch
	for i := range set.Bins {
		if missing := lacking(next, &set.Bins[i]); len(missing) > 0 {
			best := u.ways(&set.Bins[i], missing)[0]
			u.expect(best, set, missing)
			if best.patch != nil {
				patches = append(patches, best.patch)
			}
		}
	}
	if err := u.prefetch(ctx, patches); err != nil {
		return err
	}
	for i := range set.Bins {
		bin := &set.Bins[i]
		missing := lacking(next, bin)
		var err error
		for _, w := range u.ways(bin, missing) {
			if len(missing) == 0 {
				break
			}
			if w.patch != nil {
				err = u.apply(ctx, next, bin, w.patch)
			} else {
				err = u.files(ctx, set, missing, next.Put)
			}
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if local(err) {
				return err
			}
			if missing = lacking(next, bin); len(missing) == 0 {
				err = nil
			}
		}
		if len(missing) > 0 {
			return fmt.Errorf("%s cannot be completed: %w", bin.Name, err)
		}
		if err := u.makeScripts(ctx, next, set, bin); err != nil {
			return err
		}
	}
	return nil
}

// makeScripts makes what is made from other files. Should one come out otherwise than it was signed, it is fetched.
func (u *update) makeScripts(ctx context.Context, next *copy.Next, set *trust.Set, bin *trust.Bin) error {
	var failed []string
	for name := range bin.Files {
		if next.Has(name) {
			continue
		}
		from := patch.MadeFrom(name, bin.Files)
		data, err := next.Read(from)
		if err == nil {
			err = next.Put(name, patch.Make(from, data))
		}
		if errors.Is(err, copy.ErrHash) {
			failed = append(failed, name)
		} else if err != nil {
			return err
		}
	}
	if len(failed) == 0 {
		return nil
	}
	return u.files(ctx, set, failed, next.Put)
}

// local says whether an error is of our own disk: then no other way helps.
func local(err error) bool {
	var p *fs.PathError
	return errors.As(err, &p) && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, copy.ErrHash)
}

// apply completes a bin with a patch.
func (u *update) apply(ctx context.Context, next *copy.Next, bin *trust.Bin, p *trust.Patch) error {
	var old map[string]trust.File
	var dict []byte
	if p.From != 0 {
		base := u.base(bin.Name, p.From)
		old = base.Set().Bin(bin.Name).Files
		paths := patch.Base(old, bin.Files)
		if patch.Size(paths, old) > delta.MaxBytes {
			return errors.New("the base of the patch is too large")
		}
		for _, name := range paths {
			data, err := base.Read(name)
			if err != nil {
				return fmt.Errorf("%w: %v", errBase, err)
			}
			dict = append(dict, data...)
		}
	}
	data, err := u.blob(ctx, p.Path, p.File)
	if err != nil {
		return err
	}
	paths := patch.Carried(old, bin.Files)
	content, err := delta.Decode(data, dict, patch.Size(paths, bin.Files))
	if err != nil {
		return fmt.Errorf("%s: %w", p.Path, err)
	}
	return patch.Split(content, paths, bin.Files, func(name string, data []byte) error {
		if next.Has(name) {
			return nil
		}
		return next.Put(name, data)
	})
}

// errBase hides the path error of a damaged base from local: the next way helps.
var errBase = errors.New("the base of the patch is damaged")

func (u *update) expect(w way, set *trust.Set, missing []string) {
	bytes := int64(0)
	if w.patch != nil {
		bytes = w.patch.Size
	} else {
		for _, name := range missing {
			bytes += set.Files[name].Size
		}
	}
	u.mu.Lock()
	u.all += bytes
	u.mu.Unlock()
}

func (u *update) progress(n int64) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.done += n
	u.all = max(u.all, u.done)
	if u.o.Progress != nil {
		u.o.Progress(u.done, u.all)
	}
}
