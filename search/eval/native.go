package eval

import (
	"context"
	"fmt"
	"slices"
	"time"

	"nutag/search/engine"
)

// Native puts the queries to the engine as the command line does, over a built site. It also returns how long each took, the best of
// three times: what else the machine does then shows little.
func Native(site string, queries []Query) ([]Answer, []time.Duration, error) {
	e, err := engine.OpenSite(site)
	if err != nil {
		return nil, nil, err
	}
	answers := make([]Answer, len(queries))
	times := make([]time.Duration, len(queries))
	for pass := range 3 {
		for i, q := range queries {
			start := time.Now()
			res, err := e.Search(context.Background(), engine.Request{Query: q.Text, Lang: q.Lang, Limit: Hits})
			if err != nil {
				return nil, nil, fmt.Errorf("query %q: %w", q.Text, err)
			}
			took := time.Since(start)
			if pass > 0 {
				times[i] = min(times[i], took)
				continue
			}
			times[i] = took
			for _, h := range res.Hits {
				answers[i] = append(answers[i], h.ID)
			}
		}
	}
	return answers, times, nil
}

// Percentile gives the time below which that share of the times lies.
func Percentile(times []time.Duration, share float64) time.Duration {
	if len(times) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(times))
	return sorted[min(len(sorted)-1, int(float64(len(sorted))*share))]
}

// Slowest lists the queries that took longest, the slowest first.
func Slowest(queries []Query, times []time.Duration, n int) []string {
	order := make([]int, len(times))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return int(times[b] - times[a]) })
	var out []string
	for _, i := range order[:min(n, len(order))] {
		out = append(out, fmt.Sprintf("%s (%.1f ms)", queries[i].Text, float64(times[i].Microseconds())/1e3))
	}
	return out
}
