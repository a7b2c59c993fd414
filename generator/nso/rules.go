package nso

import (
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"nutag/generator/diag"
	"nutag/generator/source"
)

// RulesFile is the member of data/imports that says how tables of the office are read; every other member describes one
// data set and the tables that feed it.
const RulesFile = "rules.yaml"

// Rules say how the tables of the office are read.
type Rules struct {
	URL      string // "https://data.1212.mn/api/v1"
	Language string // of the labels: mn
	Database string // NSO

	AreaNames []string          // names of the dimension that holds aimags and soums
	AreaCodes map[string]string // codes of the office that differ from ours → code of a soum, district or aimag
	Spellings map[string]string // code of the office → name that the office gives, where it is none of ours
	TimeNames []string          // names of the dimension of time
	Totals    []string          // labels of a total
	Missing   []string          // marks of a cell that is not given

	Cells   int           // of one answer
	Calls   int           // in a window
	Window  time.Duration // of time
	Retries int           // after an error that may pass
}

// Spec describes one data set and its tables.
type Spec struct {
	File        string
	Set         string // name of the data set
	Title       [2]string
	Description [2]string
	Maintained  string
	Tables      []Table
}

// Table is one table of the office and the figures that it feeds.
type Table struct {
	ID      string
	Path    string // folder in the catalogue; empty: looked up
	Title   [2]string
	Level   string // soum or aimag
	Period  string // year, quarter or month
	Keep    int    // newest periods that are kept
	Into    *Into  // figures of an indicator that has a table of its own
	Figures []Figure
	// Partial says that the table need not hold every soum or aimag, and why.
	Partial string
}

// Into names a table of the portal that gets the new years of a figure, instead of the table of figures.
type Into struct{ Table, Column string }

// Figure is one figure of a table: which values of the dimensions beside area and time it is made of.
type Figure struct {
	Indicator string
	Picks     []Pick
	// Within is how far, in percent, the sum of the areas may be from the table's total; negative: not a sum (an average).
	Within  float64
	Confirm string // what a person must compare before the figure is published, shown with every import
	At      string // where the figure is described, as file:line
	// ConfirmAt is where Confirm is written, as file:line.
	ConfirmAt string
	// Why says why totals are not compared; it is needed where Within is negative.
	Why string
}

// Pick chooses values of one dimension by their labels: those that are one of Is, or contain one of Has. With Add all that
// match are added up; otherwise exactly one must match.
type Pick struct {
	Is, Has []string
	Add     bool
	At      string // where it is written, as file:line
}

// Known is what the descriptions are held to. A nil map is not checked.
type Known struct {
	Indicators map[string]bool
	Tables     map[string]bool // names of the portal's tables, for into
}

var (
	ruleKeys   = []string{"url", "language", "database", "areas", "time", "totals", "missing", "limits"}
	specKeys   = []string{"set", "title", "description", "maintained", "tables"}
	tableKeys  = []string{"id", "path", "title", "level", "period", "keep", "into", "figures", "partial"}
	figureKeys = []string{"indicator", "pick", "check", "within_percent", "why", "confirm"}
	pickKeys   = []string{"is", "has", "add"}
)

// Load reads rules and descriptions, paths of fsys. With an error in the list the values are not fit for use.
func Load(fsys fs.FS, files []string, known Known) (Rules, []Spec, diag.List) {
	var (
		rules Rules
		specs []Spec
		list  diag.List
		found bool
		seen  = map[string]string{} // table and indicator → file
	)
	for _, file := range files {
		doc, problems := source.ReadYAML(fsys, file)
		list.Add(problems...)
		if doc == nil {
			continue
		}
		r := &reader{doc: doc, list: &list, known: known, seen: seen}
		if path.Base(file) == RulesFile {
			found = true
			rules = r.rules()
			continue
		}
		specs = append(specs, r.spec(file))
	}
	if !found && len(files) > 0 {
		list.Add(diag.Problem{File: path.Join(path.Dir(files[0]), RulesFile), RuleID: "import-rules", RuleFile: source.RulesFile, Message: "the rules of the imports are missing", Fix: "add " + RulesFile + " and describe it in set.yaml"})
	}
	list.Sort()
	return rules, specs, list
}

type reader struct {
	doc   *source.YAML
	list  *diag.List
	known Known
	seen  map[string]string
}

func (r *reader) fail(n *source.Node, message, fix string) {
	if n == nil {
		n = r.doc.Root
	}
	r.list.Add(r.doc.Problem(n, "import", message, fix))
}

// at is the place of a node as a person looks for it.
func (r *reader) at(n *source.Node) string { return r.doc.File + ":" + strconv.Itoa(n.Line) }

// keys holds a mapping to the keys that it may have.
func (r *reader) keys(n *source.Node, what string, allowed []string, needed ...string) bool {
	if n == nil || n.Kind != source.Mapping {
		r.fail(n, what+" is not a mapping", "write its keys, one a line")
		return false
	}
	for _, e := range n.Entries {
		if !slices.Contains(allowed, e.Key.Value) {
			fix := "remove it"
			if near := diag.Nearest(e.Key.Value, allowed); near != "" {
				fix = "write " + diag.Quote(near)
			}
			r.fail(e.Key, what+" has an unknown key "+diag.Quote(e.Key.Value), fix)
		}
	}
	ok := true
	for _, k := range needed {
		if n.Get(k) == nil || n.Get(k).Kind == source.Null {
			r.fail(n, what+" has no "+k, "add "+k)
			ok = false
		}
	}
	return ok
}

func (r *reader) text(n *source.Node) string {
	if n == nil {
		return ""
	}
	if n.Kind != source.Scalar && n.Kind != source.Null {
		r.fail(n, "a text is expected here", "write one value")
		return ""
	}
	return n.Value
}

func (r *reader) texts(n *source.Node) []string {
	if n == nil {
		return nil
	}
	if n.Kind != source.Sequence {
		r.fail(n, "a list is expected here", "write [a, b]")
		return nil
	}
	var out []string
	for _, item := range n.Items {
		out = append(out, r.text(item))
	}
	return out
}

func (r *reader) both(n *source.Node, what string) [2]string {
	if !r.keys(n, what, []string{"mn", "en"}, "mn", "en") {
		return [2]string{}
	}
	return [2]string{r.text(n.Get("mn")), r.text(n.Get("en"))}
}

func (r *reader) pairs(n *source.Node) map[string]string {
	out := map[string]string{}
	if n == nil || n.Kind == source.Null {
		return out
	}
	if n.Kind != source.Mapping {
		r.fail(n, "pairs are expected here", "write code: value")
		return out
	}
	for _, e := range n.Entries {
		out[e.Key.Value] = r.text(e.Value)
	}
	return out
}

func (r *reader) number(n *source.Node, what string, least, most int) int {
	v := r.text(n)
	x, err := strconv.Atoi(v)
	if err != nil || x < least || x > most {
		r.fail(n, what+" "+diag.Quote(v)+" is not a number from "+strconv.Itoa(least)+" to "+strconv.Itoa(most), "write such a number")
		return least
	}
	return x
}

func (r *reader) rules() Rules {
	root := r.doc.Root
	if !r.keys(root, "the rules", ruleKeys, ruleKeys...) {
		return Rules{}
	}
	areas, clock, limits := root.Get("areas"), root.Get("time"), root.Get("limits")
	r.keys(areas, "areas", []string{"names", "codes", "spellings"}, "names")
	r.keys(clock, "time", []string{"names"}, "names")
	limitKeys := []string{"cells", "calls", "window_seconds", "retries"}
	if !r.keys(limits, "limits", limitKeys, limitKeys...) {
		return Rules{}
	}
	x := Rules{
		URL: r.text(root.Get("url")), Language: r.text(root.Get("language")), Database: r.text(root.Get("database")),
		AreaNames: r.texts(areas.Get("names")), AreaCodes: r.pairs(areas.Get("codes")), Spellings: r.pairs(areas.Get("spellings")),
		TimeNames: r.texts(clock.Get("names")), Totals: r.texts(root.Get("totals")), Missing: r.texts(root.Get("missing")),
		Cells: r.number(limits.Get("cells"), "cells", 100, maxCells), Calls: r.number(limits.Get("calls"), "calls", 1, 1000),
		Window:  time.Duration(r.number(limits.Get("window_seconds"), "window_seconds", 1, 600)) * time.Second,
		Retries: r.number(limits.Get("retries"), "retries", 0, 10),
	}
	if !strings.HasPrefix(x.URL, "https://") {
		r.fail(root.Get("url"), "the address does not begin with https://", "write the address of the API")
	}
	return x
}
