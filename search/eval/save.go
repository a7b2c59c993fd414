package eval

import (
	"encoding/json"
	"math"
	"os"
)

// Record is the scores of one category as they are kept in a file.
type Record struct {
	Queries  int     `json:"queries"`
	Answered int     `json:"answered"` // as the category demands
	In1      int     `json:"in_1"`
	In3      int     `json:"in_3"`
	In5      int     `json:"in_5"`
	Empty    int     `json:"empty"`
	MRR      float64 `json:"mrr"`
}

// Records is the scores of both halves of the queries by category, "all" being the whole half.
type Records struct {
	Generated map[string]Record `json:"generated"`
	Typed     map[string]Record `json:"typed"`
}

// Share is the part of the queries that were answered.
func (r Record) Share() float64 { return share(float64(r.Answered), r.Queries) }

// Halves scores the generated and the typed queries apart.
func Halves(outcomes []Outcome) Records {
	half := func(generated bool) map[string]Record {
		out := map[string]Record{}
		for name, s := range Count(outcomes, func(q Query) bool { return q.Generated == generated }) {
			if name == "" {
				name = "all"
			}
			out[name] = Record{s.Queries, s.OK, s.First1, s.First3, s.First5, s.Empty, math.Round(s.MRR()*1e3) / 1e3}
		}
		return out
	}
	return Records{half(true), half(false)}
}

// Save writes the scores of our engine to a file, for a comparison later.
func Save(file string, outcomes []Outcome) error {
	data, err := json.MarshalIndent(Halves(outcomes), "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(data, '\n'), 0o644)
}

// Saved reads a file that Save wrote.
func Saved(file string) (Records, error) {
	var r Records
	data, err := os.ReadFile(file)
	if err != nil {
		return r, err
	}
	return r, json.Unmarshal(data, &r)
}
