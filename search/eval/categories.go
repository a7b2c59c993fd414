package eval

import "math"

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
}

// Needed is the target as a whole number of so many queries, the nearest one.
func (c Category) Needed(queries int) int { return int(math.Round(c.Target * float64(queries))) }

// category finds a category; the name must be one of them.
func category(name string) Category {
	for _, c := range Categories {
		if c.Name == name {
			return c
		}
	}
	panic("eval: no category " + name)
}
