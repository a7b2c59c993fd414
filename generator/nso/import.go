package nso

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Options are what an import depends on beside the rules.
type Options struct {
	URL   string   // another address of the API; empty: that of the rules
	Only  []string // ids of tables; empty: all
	Saved []byte   // a saved answer for the one table of Only, instead of asking
	Name  string   // of the file of Saved, for the notes

	Progress func(string)
	Wait     func(context.Context, time.Duration) error
	Now      func() time.Time
}

// Result is what came of the tables of one data set.
type Result struct {
	Spec  Spec
	Taken []*Taken
}

// Fetch takes the tables of the descriptions. One that fails does not hold up the others: its error is in the second result.
// A server that does not answer and the context end everything.
func Fetch(ctx context.Context, rules Rules, specs []Spec, areas *Areas, o Options) ([]Result, []error) {
	o = o.filled()
	base := rules.URL
	if o.URL != "" {
		base = o.URL
	}
	c := newClient(strings.TrimRight(base, "/")+"/"+rules.Language+"/"+rules.Database, rules, o)
	var results []Result
	var failed []error
	for _, s := range specs {
		r := Result{Spec: s}
		for _, t := range s.Tables {
			if len(o.Only) > 0 && !slices.Contains(o.Only, t.ID) {
				continue
			}
			taken, err := one(ctx, c, rules, t, areas, o)
			if ctx.Err() != nil {
				return results, append(failed, ctx.Err())
			}
			if err != nil {
				failed = append(failed, ofTable(t.ID, err))
				var e *Error
				if errors.As(err, &e) && e.unreachable {
					if len(r.Taken) > 0 {
						results = append(results, r)
					}
					return results, failed
				}
				continue
			}
			o.Progress(taken.Summary())
			r.Taken = append(r.Taken, taken)
		}
		if len(r.Taken) > 0 {
			results = append(results, r)
		}
	}
	return results, failed
}

func one(ctx context.Context, c *client, rules Rules, t Table, areas *Areas, o Options) (*Taken, error) {
	var (
		answer *Answer
		s      *shape
		from   = o.Name
		err    error
	)
	if o.Saved != nil {
		if answer, err = Parse(o.Saved, rules.Missing); err != nil {
			return nil, err
		}
		if s, err = shapeOf(answer.Dims, t, areas, rules); err != nil {
			return nil, err
		}
	} else {
		m, at, err := c.describe(ctx, t.Path, t.ID)
		if err != nil {
			return nil, err
		}
		if s, err = shapeOf(m.dims(), t, areas, rules); err != nil {
			return nil, err
		}
		if answer, err = c.fetch(ctx, at, s.ask(), rules.Missing); err != nil {
			return nil, err
		}
		// The answer may order its dimensions otherwise than the description.
		if s, err = s.inOrderOf(answer); err != nil {
			return nil, err
		}
		from = at
	}
	taken, err := s.figures(answer, t)
	if err != nil {
		return nil, err
	}
	taken.From = from
	return taken, nil
}

// inOrderOf puts the dimensions in the order of an answer.
func (s *shape) inOrderOf(a *Answer) (*shape, error) {
	out := &shape{where: s.where, moments: s.moments, area: -1, time: -1}
	to := map[int]int{}
	for i, d := range a.Dims {
		k := slices.IndexFunc(s.dims, func(x Dim) bool { return x.Code == d.Code })
		if k < 0 || len(a.Dims) != len(s.dims) {
			return nil, failf("run the command again; when it stays, the office has changed the table", "the answer has dimensions %s, its description %s", names(a.Dims), names(s.dims))
		}
		to[k] = i
		out.dims = append(out.dims, d)
	}
	out.area, out.time = to[s.area], to[s.time]
	for _, k := range s.takes {
		moved := take{figure: k.figure, values: map[int][]string{}, notes: k.notes}
		for i, v := range k.values {
			moved.values[to[i]] = v
		}
		out.takes = append(out.takes, moved)
	}
	return out, nil
}

// Summary says in one line what came of a table.
func (t *Taken) Summary() string {
	areas, periods := map[string]bool{}, map[string]bool{}
	for _, r := range t.Rows {
		areas[r.Code], periods[r.Period] = true, true
	}
	p := slices.Sorted(keysOf(periods))
	span := p[0]
	if len(p) > 1 {
		span += " to " + p[len(p)-1]
	}
	return fmt.Sprintf("%s: %d figures of %d areas, %s; %d cells not given; %d notes", t.Table.ID, len(t.Rows), len(areas), span, t.Unknown, len(t.Notes))
}

func ofTable(id string, err error) error {
	if e, ok := err.(*Error); ok {
		x := *e
		x.Table = id
		return &x
	}
	return &Error{Table: id, What: err.Error(), Fix: "run the command again"}
}

func (o Options) filled() Options {
	if o.Progress == nil {
		o.Progress = func(string) {}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Wait == nil {
		o.Wait = func(ctx context.Context, d time.Duration) error {
			timer := time.NewTimer(d)
			defer timer.Stop()
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-timer.C:
				return nil
			}
		}
	}
	return o
}

func keysOf[V any](m map[string]V) iter.Seq[string] {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// plain writes a number as the tables have it: no exponent, no more digits than it has, and not the noise of a sum.
func plain(x float64) string {
	return strconv.FormatFloat(math.Round(x*1e6)/1e6, 'f', -1, 64)
}
