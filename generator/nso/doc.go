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
	At    string // the line of data/imports that does not fit, as file:line; empty where none is to blame
	What  string
	Fix   string
	// Lines are the lines that a person chooses from, each as it is written in data/imports.
	Lines []string
	// unreachable says that the server did not answer at all, so that asking for the next table is in vain.
	unreachable bool
}

// Error says what is wrong.
func (e *Error) Error() string {
	s := e.What
	if e.Table != "" {
		s = e.Table + ": " + s
	}
	if e.At != "" {
		s = e.At + ": " + s + " [import-label]"
	}
	return s
}

// Remedy says what to do.
func (e *Error) Remedy() string { return e.Fix }

// Choices are the lines that a person chooses from to mend it; mostly there are none.
func (e *Error) Choices() []string { return e.Lines }

func failf(fix, format string, args ...any) error {
	return &Error{What: fmt.Sprintf(format, args...), Fix: fix}
}
