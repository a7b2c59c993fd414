package update

import (
	"context"
	"errors"
	"fmt"
	"time"

	"nutag/mirror/copy"
	"nutag/mirror/source"
	"nutag/mirror/trust"
)

// Options say how to update.
type Options struct {
	// AcceptOld takes a newer release from the network though its proof is past its date. A folder may always offer one.
	AcceptOld bool
	// Clock is the time of the machine, right or wrong.
	Clock time.Time
	// Progress is told the bytes that were fetched and those that are to be fetched in all. It may be called by several
	// goroutines, one after the other. nil: nobody.
	Progress func(done, all int64)
	// Retry is the first pause after a cut; each further one is twice as long. 0: one second.
	Retry time.Duration
}

// Result says what was done.
type Result struct {
	Before, After int64 // numbers of releases; Before is 0 for a first copy
	Fetched       int64 // bytes of files, patches and packs; signed lists not counted
	Mended        []copy.Problem
	Set           *trust.Set
	// Old says that the proof of the release is past its date at the reference time: the source may be left alone by whoever
	// made it, or somebody holds newer releases back.
	Old bool
}

// Nothing says that the copy was the newest release and whole.
func (r *Result) Nothing() bool { return r.Before == r.After && len(r.Mended) == 0 }

// ErrOldProof says that the network offers a newer release whose proof is past its date.
var ErrOldProof = errors.New("the proof of the newer release is past its date")

// Run updates a copy from a source. Errors of proof are *trust.Error. After any error the copy is what it was, apart from
// downloads that the next run goes on with.
func Run(ctx context.Context, w *copy.Writer, from source.Source, o Options) (*Result, error) {
	u := &update{w: w, from: from, o: o}
	set, err := u.prove(ctx)
	if err != nil {
		return nil, err
	}
	res := &Result{After: set.Number, Set: set}
	reference := trust.Reference(o.Clock, max(w.Remembered().Newest, set.Date))
	res.Old = set.Expired(reference)
	if u.current != nil {
		res.Before = u.current.Number
	}
	if res.Old && set.Number > res.Before && !from.Local() && !o.AcceptOld {
		return nil, fmt.Errorf("%w: release %d ended on %s", ErrOldProof, set.Number, set.Expires.Format(time.DateOnly))
	}
	if err := w.Saw(set); err != nil {
		return nil, err
	}
	if u.current != nil && u.current.Number == set.Number {
		whole, err := u.mend(ctx, set, res)
		if err != nil || whole {
			res.Fetched = u.fetched.Load()
			return res, err
		}
	}
	if err := u.install(ctx, set); err != nil {
		return nil, err
	}
	res.Fetched = u.fetched.Load()
	return res, nil
}

// prove finds the newest release of the source. What the copy has is the floor, if it is proven.
func (u *update) prove(ctx context.Context) (*trust.Set, error) {
	state := u.w.Remembered()
	anchor, _ := trust.ParseDigest(state.Fingerprint)
	want := trust.Want{Anchor: anchor, Edition: state.Edition, Seen: state.Seen, SeenRoot: state.SeenRoot}
	if state.Current != nil {
		// A release whose folder is gone is put together anew.
		u.current, _ = u.w.Current()
		u.previous, _ = u.w.Previous()
	}
	// After a rollback the newest release is the one that was left.
	for _, r := range []*copy.Release{u.current, u.previous} {
		if r != nil && r.Set() != nil && (want.Known == nil || r.Set().Number > want.Known.Number && r.Set().Root >= want.Known.Root) {
			want.Known = r.Set()
		}
	}
	return trust.Refresh(ctx, source.Metadata(u.from), want)
}
