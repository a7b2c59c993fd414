// Package eval judges the search: it holds the queries, says what a good answer to each of them is, and counts.
//
// The queries lie in queries/, one file a category. Those in queries/generated are made by rule from the tables in data/ (a test
// holds them to the rule, go test ./search/eval -update writes them anew); those in queries/typed were written by hand,
// as people type them. The command search/eval/judge puts them to the engine, and to Pagefind and MiniSearch beside it.
package eval

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Query is one query with the answer that is expected.
type Query struct {
	Text      string   `json:"query"`
	Lang      string   `json:"lang"`     // language of the site that is searched
	Want      []string `json:"want"`     // ids, any of which is right; of homonyms all are wanted
	Note      string   `json:"note"`     // what the query stands for, for people
	Category  string   `json:"category"` // name of the file
	Generated bool     `json:"generated"`
}

// Folders of the queries, below queries/.
const (
	generatedFolder = "generated"
	typedFolder     = "typed"
)

const header = "query\tlang\twant\tnote"

var idPattern = regexp.MustCompile(`^[a-z]+/[A-Za-z0-9-]+$`)

// Load reads all queries from the folder queries, by category in the order of Categories, generated ones first.
func Load(queries fs.FS) ([]Query, error) {
	var out []Query
	var errs []error
	known := map[string]bool{}
	for _, c := range Categories {
		for _, folder := range []string{generatedFolder, typedFolder} {
			name := path.Join(folder, c.Name+".tsv")
			known[name] = true
			f, err := queries.Open(name)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return nil, err
			}
			qs, err := read(bufio.NewScanner(f), name, c.Name)
			errs = append(errs, err, f.Close())
			for i := range qs {
				qs[i].Generated = folder == generatedFolder
			}
			out = append(out, qs...)
		}
	}
	for _, folder := range []string{generatedFolder, typedFolder} {
		entries, err := fs.ReadDir(queries, folder)
		errs = append(errs, err)
		for _, e := range entries {
			if name := path.Join(folder, e.Name()); !known[name] {
				errs = append(errs, fmt.Errorf("%s is the file of no category", name))
			}
		}
	}
	return out, errors.Join(errs...)
}

// read reads one file.
func read(lines *bufio.Scanner, name, category string) ([]Query, error) {
	var out []Query
	var errs []error
	seen := map[string]bool{}
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if n == 1 {
			if line != header {
				return nil, fmt.Errorf("%s:1: want the line %q", name, header)
			}
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 4 {
			errs = append(errs, fmt.Errorf("%s:%d: %d cells, want 4", name, n, len(cells)))
			continue
		}
		q := Query{Text: cells[0], Lang: cells[1], Want: strings.Split(cells[2], "|"), Note: cells[3], Category: category}
		if strings.TrimSpace(q.Text) == "" || q.Lang != "mn" && q.Lang != "en" || seen[q.Lang+q.Text] {
			errs = append(errs, fmt.Errorf("%s:%d: an empty query, no language or a query that stands twice", name, n))
		}
		if i := slices.IndexFunc(q.Want, func(id string) bool { return !idPattern.MatchString(id) }); i >= 0 {
			errs = append(errs, fmt.Errorf("%s:%d: %q is not an id", name, n, q.Want[i]))
		}
		seen[q.Lang+q.Text] = true
		out = append(out, q)
	}
	return out, errors.Join(append(errs, lines.Err())...)
}

// Format writes queries as a file of them.
func Format(queries []Query) string {
	var b strings.Builder
	b.WriteString(header + "\n")
	for _, q := range queries {
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\n", q.Text, q.Lang, strings.Join(q.Want, "|"), q.Note)
	}
	return b.String()
}
