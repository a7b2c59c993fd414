// Package dataset reads the data sets of the portal and holds them to the rules that their own set.yaml states.
//
// It exists so that a data set is described once, beside its data, and everything else follows from that description: the
// checks, the documentation, the downloads, the coverage shown to readers. Rules that need to know what a soum is are not
// here but in package assemble.
package dataset

import (
	"slices"
	"time"

	"nutag/generator/diag"
	"nutag/generator/source"
)

// Text is a text in the two languages of the portal. Both are filled after loading without errors.
type Text struct{ MN, EN string }

// Catalog is all data sets of a folder.
type Catalog struct {
	Dir    string // the folder, from the root of the repository, e.g. data
	Sets   []*Set // sorted by name
	tables map[string]*Table
}

// Table returns the table with the name of its CSV file without ".csv", or nil.
func (c *Catalog) Table(name string) *Table { return c.tables[name] }

// Set returns the set with the name, or nil.
func (c *Catalog) Set(name string) *Set {
	i, ok := slices.BinarySearchFunc(c.Sets, name, func(s *Set, n string) int {
		switch {
		case s.Name < n:
			return -1
		case s.Name > n:
			return 1
		}
		return 0
	})
	if !ok {
		return nil
	}
	return c.Sets[i]
}

// Set is one folder of data: what it is, where it comes from and how far to trust it.
type Set struct {
	Name        string // = name of the folder
	Title       Text
	Description Text
	Licence     Licence
	Sources     []string  // ids of the table sources
	Published   bool      // false: a working table of the checks, shown and offered nowhere
	AsOf        time.Time // newest day that the figures describe
	Retrieved   time.Time // day on which they were read
	Maintained  string    // ISO 8601 period of years or months, e.g. P1Y
	ReviewBy    time.Time // AsOf plus Maintained
	Tables      []*Table  // in the order of set.yaml
	Files       []File    // in the order of set.yaml

	file   string // path of set.yaml
	refs   []reference
	broken bool // the description has errors, so its tables were not read
}

// Licence is the licence of one data set.
type Licence struct {
	ID   string
	Name Text
	URL  string // may be empty
}

// File is a member of a set that is no table.
type File struct {
	Name   string // file name inside the folder
	Path   string // path from the root of the repository
	Title  Text
	Format string // geojson, jpeg, json or yaml
}

// Table is one CSV file with its description. Rows are there even when some break a rule; OK tells whether all is well.
type Table struct {
	Set         *Set
	Name        string // file name without .csv; unique in the catalog
	Path        string // path from the root of the repository
	Title       Text
	Description Text // may be empty
	Key         []string
	Fields      []*Field // in the order of the columns
	Rows        []Row    // in the order of the key

	text     *source.Text
	index    map[string]int // column → position in a row of the file
	fields   map[string]*Field
	line     int // of its description in set.yaml
	keyLine  int
	rowsLine int
	min, max int // of rows; -1: no bound
	broken   bool
	partial  bool // rows were left out because they could not be split into cells
}

// Field is one column and its rules.
type Field struct {
	Name        string
	Title       Text
	Description Text // may be empty
	Type        Type
	Unit        string // token such as persons or km2; empty: a plain number or text
	Required    bool
	Unique      bool
	AllowNA     bool // the cell may say n/a: the question does not apply
	Enum        []string
	Pattern     string
	Minimum     *float64
	Maximum     *float64
	ForeignKeys []string // "table.field", one of which must hold the value
	Sources     []string // ids; empty when the rows name their source, or the set's sources apply
	Cautions    []string // ids of doubts about every value of the column
	Filled      int      // rows with a value

	lines  map[string]int // rule → line of set.yaml
	match  func(string) bool
	broken bool // some value is wrong: what refers to this column is not told as well
}

// Type is the type of a column.
type Type string

// The types of set.yaml.
const (
	String  Type = "string"
	Integer Type = "integer"
	Number  Type = "number"  // decimal point, no exponent, no separators
	Boolean Type = "boolean" // yes or no
	Date    Type = "date"    // 2025-12-31
	List    Type = "list"    // values separated by |
	Year    Type = "year"    // four digits
)

// NotApplicable is what a cell says where the question does not apply. An empty cell says "not known".
const NotApplicable = "n/a"

// OK tells that the table was read and its rows can be used: no rule of set.yaml is broken in it, but for the order of rows
// or columns, which is an error for the list and none for those who read the rows.
func (t *Table) OK() bool { return t != nil && !t.broken }

// Field returns the description of a column, or nil.
func (t *Table) Field(column string) *Field { return t.fields[column] }

// Problem starts an error about the whole table.
func (t *Table) Problem(rule, message, fix string) diag.Problem {
	return diag.Problem{File: t.Path, RuleID: rule, RuleFile: source.RulesFile, Message: message, Fix: fix}
}
