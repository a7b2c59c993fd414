// Package nso brings tables of the National Statistics Office of Mongolia into data sets of the portal: it asks the office's
// PX-Web API (or reads a saved answer), finds the figures by the rules of data/imports, gives each its soum or aimag, checks
// totals, and writes rows with source, table and date.
//
// It exists so that the figures that a person can see on 1212.mn come by one command, are checked by nutag check and reviewed
// like every other change. Nothing here guesses: an area, a dimension or a total that does not fit stops the table with the
// remedy, and a cell that the office leaves out is not known and never zero.
package nso

import "fmt"

// Error is why a table could not be taken, and what a person can do about it.
type Error struct {
	Table string // id of the table, may be empty
	What  string
	Fix   string
	// unreachable says that the server did not answer at all, so that asking for the next table is in vain.
	unreachable bool
}

// Error says what is wrong.
func (e *Error) Error() string {
	if e.Table == "" {
		return e.What
	}
	return e.Table + ": " + e.What
}

// Remedy says what to do.
func (e *Error) Remedy() string { return e.Fix }

func failf(fix, format string, args ...any) error {
	return &Error{What: fmt.Sprintf(format, args...), Fix: fix}
}
