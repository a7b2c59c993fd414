package dataset

import (
	"strconv"
	"strings"

	"nutag/generator/diag"
	"nutag/generator/source"
)

// Row is one record of a table. The zero Row has no values.
type Row struct {
	table *Table
	row   source.Row
}

// Line is the line of the record in its file, from 1.
func (r Row) Line() int { return r.row.Line }

func (r Row) cell(column string) (source.Cell, bool) {
	if r.table == nil {
		return source.Cell{}, false
	}
	i, ok := r.table.index[column]
	if !ok || i >= len(r.row.Cells) {
		return source.Cell{}, false
	}
	return r.row.Cells[i], true
}

// Str returns the text of a cell; "" when it is empty, not applicable, or there is no such column.
func (r Row) Str(column string) string {
	c, _ := r.cell(column)
	if r.NA(column) {
		return ""
	}
	return c.Text
}

// NA tells that the cell says "not applicable" in a column that allows it.
func (r Row) NA(column string) bool {
	c, ok := r.cell(column)
	if !ok || c.Text != NotApplicable {
		return false
	}
	f := r.table.fields[column]
	return f != nil && f.AllowNA
}

// Int returns a whole number; false when the cell is empty, not applicable or no whole number.
func (r Row) Int(column string) (int, bool) {
	v, err := strconv.Atoi(r.Str(column))
	return v, err == nil
}

// Float returns a number; false when the cell is empty, not applicable or no number.
func (r Row) Float(column string) (float64, bool) {
	s := r.Str(column)
	if !isNumber(s) {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}

// Bool returns yes as true; known is false when the cell says neither yes nor no.
func (r Row) Bool(column string) (value, known bool) {
	switch r.Str(column) {
	case "yes":
		return true, true
	case "no":
		return false, true
	}
	return false, false
}

// List returns the values of a list; nil when the cell is empty.
func (r Row) List(column string) []string {
	s := r.Str(column)
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}

// Pos returns the place of a cell in runes; col 0 means the whole row, for a column that is not there.
func (r Row) Pos(column string) (line, col, width int) {
	c, ok := r.cell(column)
	if !ok {
		return r.row.Line, 0, 0
	}
	return r.row.Line, c.Col, max(c.Width, 1)
}

// Problem starts an error at a cell of the row; an empty column means the whole row.
func (r Row) Problem(column, rule, message, fix string) diag.Problem {
	line, col, width := r.Pos(column)
	return r.table.text.Problem(line, col, width, rule, message, fix)
}
