package eval

import (
	"fmt"
	"math"
)

// Category is one way in which people ask, with what is demanded of the search there.
type Category struct {
	Name   string
	First  int     // a query is answered when a right page is among the first so many
	All    bool    // all pages are wanted, among the first as many as there are
	Target float64 // share of the queries that must be answered
}

// Categories in the order of the tables. Names are to be found among the first three hits and questions among the first five;
// a name with its aimag means one page, so that must come first.
var Categories = []Category{
	{Name: "exact", First: 3, Target: 1},
	{Name: "with-aimag", First: 1, Target: 0.98},
	{Name: "homonym", All: true, Target: 0.98},
	{Name: "latin-mns", First: 3, Target: 0.99},
	{Name: "latin-common", First: 3, Target: 0.99},
	{Name: "latin-o", First: 3, Target: 0.98},
	{Name: "latin-ue", First: 3, Target: 0.98},
	{Name: "latin-keys", First: 3, Target: 0.97},
	{Name: "latin-chat", First: 3, Target: 0.97},
	{Name: "no-ou", First: 3, Target: 0.99},
	{Name: "wrong-letters", First: 3, Target: 0.99},
	{Name: "inflected", First: 3, Target: 0.97},
	{Name: "typos", First: 3, Target: 0.94},
	{Name: "cross-language", First: 5, Target: 0.95},
	{Name: "questions-mn", First: 5, Target: 0.85},
	{Name: "questions-en", First: 5, Target: 0.85},
	{Name: "content", First: 5, Target: 0.85},
	{Name: "directory", First: 5, Target: 0.85}, // services, missions, help lines, journeys and flows
	{Name: "remittance", First: 5, Target: 0.9}, // channels, their cost, rules and figures
	{Name: "training", First: 5, Target: 0.9},   // courses, lessons and worksheets
}

// Needed is the target as a whole number of so many queries, the nearest one.
func (c Category) Needed(queries int) int { return int(math.Round(c.Target * float64(queries))) }

// Demand says in short what counts as answered.
func (c Category) Demand() string {
	if c.All {
		return "all first"
	}
	return fmt.Sprintf("first %d", c.First)
}

// Find finds a category by its name.
func Find(name string) (Category, bool) {
	for _, c := range Categories {
		if c.Name == name {
			return c, true
		}
	}
	return Category{}, false
}
