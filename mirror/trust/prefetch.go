package trust

import (
	"context"
	"strconv"
	"sync"

	"github.com/theupdateframework/go-tuf/v2/metadata"
	"golang.org/x/sync/errgroup"
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
			data, err := r.from.Read(ctx, name, meta.Length)
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
