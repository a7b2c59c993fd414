package eval

import (
	"fmt"
	"slices"
	"strings"
)

// Answer is what an engine gave for one query: ids of pages, the best first, or for engines that know no ids the
// addresses of the pages.
type Answer []string

// Outcome is the judgement of one answer.
type Outcome struct {
	Query Query
	Rank  int  // of the first right page, from 1; 0: not among the hits looked at
	OK    bool // what the category demands is met
	Empty bool
	First string // what came first
}

// Hits is how many hits of each answer are looked at.
const Hits = 10

// Judge compares answers with what was expected. same tells whether a hit is the page with that id.
func Judge(queries []Query, answers []Answer, same func(hit, id string) bool) ([]Outcome, error) {
	if len(queries) != len(answers) {
		return nil, fmt.Errorf("%d answers to %d queries", len(answers), len(queries))
	}
	out := make([]Outcome, len(queries))
	for i, q := range queries {
		hits := answers[i][:min(Hits, len(answers[i]))]
		right := func(hit string) bool {
			return slices.ContainsFunc(q.Want, func(id string) bool { return same(hit, id) })
		}
		o := Outcome{Query: q, Empty: len(hits) == 0, Rank: slices.IndexFunc(hits, right) + 1}
		if len(hits) > 0 {
			o.First = hits[0]
		}
		c, ok := Find(q.Category)
		if !ok {
			return nil, fmt.Errorf("query %q is of no category", q.Text)
		}
		if c.All {
			o.OK = !slices.ContainsFunc(q.Want, func(id string) bool {
				return !slices.ContainsFunc(hits[:min(len(q.Want), len(hits))], func(hit string) bool { return same(hit, id) })
			})
		} else {
			o.OK = o.Rank > 0 && o.Rank <= c.First
		}
		out[i] = o
	}
	return out, nil
}

// SameID is for engines that answer with ids.
func SameID(hit, id string) bool { return hit == id }

// Score counts the outcomes of one category.
type Score struct {
	Queries, OK, First1, First3, First5, Empty int
	reciprocal                                 float64
}

// MRR is the mean of one divided by the rank, nothing found counting 0.
func (s Score) MRR() float64 { return share(s.reciprocal, s.Queries) }

// Share is the part of the queries that were answered as the category demands.
func (s Score) Share() float64 { return share(float64(s.OK), s.Queries) }

// Part is a count of the score as a part of the queries.
func (s Score) Part(n int) float64 { return share(float64(n), s.Queries) }

func share(part float64, all int) float64 {
	if all == 0 {
		return 0
	}
	return part / float64(all)
}

// Count scores outcomes by category and, under "", all together. keep chooses among them; nil takes all.
func Count(outcomes []Outcome, keep func(Query) bool) map[string]Score {
	scores := map[string]Score{}
	for _, o := range outcomes {
		if keep != nil && !keep(o.Query) {
			continue
		}
		for _, name := range []string{o.Query.Category, ""} {
			s := scores[name]
			s.Queries++
			add := func(n *int, yes bool) {
				if yes {
					*n++
				}
			}
			add(&s.OK, o.OK)
			add(&s.Empty, o.Empty)
			add(&s.First1, o.Rank == 1)
			add(&s.First3, o.Rank > 0 && o.Rank <= 3)
			add(&s.First5, o.Rank > 0 && o.Rank <= 5)
			if o.Rank > 0 {
				s.reciprocal += 1 / float64(o.Rank)
			}
			scores[name] = s
		}
	}
	return scores
}

// Missed lists what did not meet its category's demand, one line each, in the order of the queries.
func Missed(outcomes []Outcome, category string) []string {
	var out []string
	for _, o := range outcomes {
		if o.Query.Category != category || o.OK {
			continue
		}
		found := "nothing found"
		if !o.Empty {
			found = fmt.Sprintf("rank %d, first %s", o.Rank, o.First)
		}
		out = append(out, fmt.Sprintf("%s [%s] want %s: %s (%s)", o.Query.Text, o.Query.Lang, strings.Join(o.Query.Want, "|"), found, o.Query.Note))
	}
	return out
}

// Faults says where the scores miss a target or stand behind those of a peer.
func Faults(own map[string]Score, peers map[string]map[string]Score) []string {
	var out []string
	for _, c := range Categories {
		s, ok := own[c.Name]
		if !ok {
			continue
		}
		if s.OK < c.Needed(s.Queries) {
			out = append(out, fmt.Sprintf("%s: %.1f %%, the target is %.0f %%", c.Name, 100*s.Share(), 100*c.Target))
		}
		for _, peer := range sortedKeys(peers) {
			if p := peers[peer][c.Name]; p.OK > s.OK {
				out = append(out, fmt.Sprintf("%s: %.1f %%, behind %s with %.1f %%", c.Name, 100*s.Share(), peer, 100*p.Share()))
			}
		}
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
