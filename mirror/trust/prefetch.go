package trust

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/theupdateframework/go-tuf/v2/metadata"
	"golang.org/x/sync/errgroup"

	"nutag/mirror/delta"
)

// fetchers is how many lists are fetched at a time: on a line with a long way there and back, sixty lists one after the
// other would take as long as their bytes.
const fetchers = 4

// prefetch fetches the lists of bins that the copy has not, each within its signed length. It proves nothing, and leaves
// what it cannot get to whoever needs it and can say why.
func (r *refresh) prefetch(ctx context.Context, roles []metadata.DelegatedRole, metas map[string]*metadata.MetaFiles) error {
	r.ahead = map[string][]byte{}
	var mu sync.Mutex
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(fetchers)
	for _, role := range roles {
		meta := metas[role.Name+".json"]
		if meta == nil || meta.Length < 1 || meta.Length > maxMeta || !binName.MatchString(role.Name) {
			continue
		}
		name := strconv.FormatInt(meta.Version, 10) + "." + role.Name + ".json"
		if data := r.known[name]; data != nil && meta.VerifyLengthHashes(data) == nil {
			continue
		}
		group.Go(func() error {
			data, err := r.list(ctx, role.Name, meta)
			if err != nil {
				return ctx.Err()
			}
			mu.Lock()
			defer mu.Unlock()
			r.ahead[name] = data
			return nil
		})
	}
	return group.Wait()
}

// ListPatch names what turns a signed list of one version into that of a later one (package delta), in the folder of the
// lists. It is not signed: what it gives must be what the list that names the later one says, or it is as good as missing.
func ListPatch(role string, from, to int64) string {
	return fmt.Sprintf("%d-%d.%s.zst", from, to, role)
}

// list fetches the list of a role: as a patch to the one of the copy, which for a bin with a thousand files is a hundredth of
// the whole, or whole. A source without one patch is not asked for others: it is another copy, or the copy is too old.
func (r *refresh) list(ctx context.Context, role string, meta *metadata.MetaFiles) ([]byte, error) {
	if old, ok := r.older(role); ok && old.version < meta.Version && !r.whole.Load() {
		data, err := r.from.Read(ctx, ListPatch(role, old.version, meta.Version), meta.Length)
		if err == nil {
			data, err = delta.Decode(data, old.raw, meta.Length)
		}
		if err == nil && meta.VerifyLengthHashes(data) == nil {
			return data, nil
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		r.whole.Store(true)
	}
	return r.from.Read(ctx, strconv.FormatInt(meta.Version, 10)+"."+role+".json", meta.Length)
}

// knownList is a list of the copy.
type knownList struct {
	version int64
	raw     []byte
}

func (r *refresh) older(role string) (knownList, bool) {
	r.byRole.Do(func() {
		r.lists = map[string]knownList{}
		for name, raw := range r.known {
			number, rest, _ := strings.Cut(name, ".")
			role, ok := strings.CutSuffix(rest, ".json")
			version, err := strconv.ParseInt(number, 10, 64)
			if ok && err == nil && role != metadata.ROOT && len(raw) <= maxMeta {
				r.lists[role] = knownList{version, raw}
			}
		}
	})
	found, ok := r.lists[role]
	return found, ok
}
