package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"nutag/generator/dataset"
	"nutag/generator/diag"
	"nutag/generator/nso"
)

func (a *app) importCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "import",
		Short: "Bring figures of others into the data sets",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return &usageError{"import without a verb", "write: nutag import nso"}
		},
	}
	c.AddCommand(a.importNSOCommand())
	return c
}

// importRequest is what the flags ask for.
type importRequest struct {
	tables       []string
	sets         []string
	from, url    string
	date         string
	dryRun, list bool
}

func (a *app) importNSOCommand() *cobra.Command {
	var req importRequest
	c := &cobra.Command{
		Use:   "nso",
		Short: "Fetch tables of the National Statistics Office",
		Long: `Fetch the tables of the National Statistics Office that data/imports names, give each figure its soum or aimag, compare the
totals, and write data sets (data/nso-…) and their source for nutag check and review.

A table that does not fit is left out with the remedy; the others are written. Cells that the office does not give stay
unknown. docs/howto/import-nso.md leads through it.`,
		Example: "  nutag import nso --table DT_NSO_2001_002V2\n  nutag import nso --table DT_NSO_2001_002V2 --from schools.json --date 2026-11-30",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := a.repository(); err != nil {
				return err
			}
			return a.importNSO(c, req)
		},
	}
	c.Flags().StringSliceVar(&req.tables, "table", nil, "number of a table, e.g. DT_NSO_2001_002V2; may be repeated (default all)")
	c.Flags().StringSliceVar(&req.sets, "set", nil, "data set, e.g. nso-schools; may be repeated (default all)")
	c.Flags().StringVar(&req.from, "from", "", "file with a saved answer (JSON-stat 2) of the one --table")
	c.Flags().StringVar(&req.url, "url", "", "another address of the API")
	c.Flags().StringVar(&req.date, "date", "", "day on which the answer was read, e.g. 2026-11-30 (default today)")
	c.Flags().BoolVar(&req.dryRun, "dry-run", false, "read and compare, and write nothing")
	c.Flags().BoolVar(&req.list, "list", false, "list the tables that are described, and fetch nothing")
	return c
}

func (a *app) importNSO(c *cobra.Command, req importRequest) error {
	day := time.Now()
	if req.date != "" {
		var err error
		if day, err = time.Parse(time.DateOnly, req.date); err != nil {
			return &usageError{fmt.Sprintf("--date %q is not a day", req.date), "write it like 2026-11-30"}
		}
	}
	var saved []byte
	if req.from != "" {
		if len(req.tables) != 1 {
			return &usageError{"--from needs the one table that the file holds", "write --table with its number"}
		}
		if req.date == "" {
			return &usageError{"--from needs the day on which the answer was saved", "write --date like 2026-11-30"}
		}
		var err error
		if saved, err = os.ReadFile(req.from); err != nil {
			return &usageError{fmt.Sprintf("%s cannot be read: %v", req.from, err), "name the file that you saved"}
		}
	}
	root := os.DirFS(a.dir)
	catalog, problems := dataset.Load(root, "data")
	files, err := importFiles(catalog)
	if err != nil {
		return err
	}
	rules, specs, more := nso.Load(root, files, nso.Known{})
	if more.Errors() > 0 {
		return a.finish(more, nil, diag.Text)
	}
	if specs, err = chosen(specs, req); err != nil {
		return err
	}
	if req.list {
		for _, s := range specs {
			for _, t := range s.Tables {
				fmt.Fprintf(a.io.Out, "%s\t%s\t%s\t%s\n", t.ID, s.Set, t.Level, t.Title[1])
			}
		}
		return nil
	}
	areas, err := nso.NewAreas(catalog)
	if err != nil {
		if problems.Errors() > 0 {
			return a.finish(problems, nil, diag.Text)
		}
		return err
	}
	results, failed := nso.Fetch(c.Context(), rules, specs, areas, nso.Options{URL: req.url, Only: req.tables, Saved: saved, Name: filepath.Base(req.from),
		Progress: func(line string) { fmt.Fprintln(a.io.Err, line) }})
	if err := c.Context().Err(); err != nil {
		return err
	}
	base := rules.URL
	if req.url != "" {
		base = req.url
	}
	w := nso.Writer{Data: filepath.Join(a.dir, "data"), Day: day, Base: base}
	if err := a.writeImports(w, results, req.dryRun); err != nil {
		return err
	}
	for _, err := range failed {
		fmt.Fprintf(a.io.Err, "nutag: error: %s\n", diag.Printable(err.Error()))
		var mendable interface {
			Remedy() string
			Choices() []string
		}
		if errors.As(err, &mendable) {
			for _, line := range mendable.Choices() {
				fmt.Fprintf(a.io.Err, "    %s\n", diag.Printable(line))
			}
			fmt.Fprintf(a.io.Err, "  fix:  %s\n", diag.Printable(mendable.Remedy()))
		}
	}
	if len(failed) > 0 {
		fmt.Fprintf(a.io.Err, "nutag: not taken: %d\n", len(failed))
		return errProblems
	}
	return nil
}

// writeImports writes the data sets and says what a person should look at.
func (a *app) writeImports(w nso.Writer, results []nso.Result, dryRun bool) error {
	for _, r := range results {
		for _, t := range r.Taken {
			fmt.Fprintln(a.io.Out, t.Summary())
			for _, n := range t.Notes {
				fmt.Fprintln(a.io.Out, "  note: "+diag.Printable(n))
			}
		}
		if dryRun {
			continue
		}
		out, err := w.Write(r)
		for _, n := range out.Notes {
			fmt.Fprintln(a.io.Out, "  note: "+n)
		}
		for _, f := range out.Files {
			fmt.Fprintln(a.io.Out, "  wrote "+filepath.ToSlash(f))
		}
		if err != nil {
			return err
		}
	}
	if len(results) > 0 && !dryRun {
		fmt.Fprintln(a.io.Out, "next: nutag check, then look at the difference (git diff) and compare some figures with 1212.mn")
	}
	return nil
}

// importFiles are the descriptions in data/imports.
func importFiles(c *dataset.Catalog) ([]string, error) {
	set := c.Set("imports")
	if set == nil || len(set.Files) == 0 {
		return nil, &usageError{"data/imports describes no tables", "take data/imports from the repository"}
	}
	var files []string
	for _, f := range set.Files {
		files = append(files, f.Path)
	}
	return files, nil
}

// chosen keeps the tables and sets that the flags name; a name that is not described is wrong usage.
func chosen(specs []nso.Spec, req importRequest) ([]nso.Spec, error) {
	known := map[string]bool{}
	var names []string
	for _, s := range specs {
		known[s.Set] = true
		names = append(names, s.Set)
		for _, t := range s.Tables {
			known[t.ID] = true
			names = append(names, t.ID)
		}
	}
	for _, want := range append(append([]string(nil), req.tables...), req.sets...) {
		if !known[want] {
			fix := "see nutag import nso --list"
			if near := diag.Nearest(want, names); near != "" {
				fix = "write " + near + ", or " + fix
			}
			return nil, &usageError{fmt.Sprintf("data/imports describes no %s", want), fix}
		}
	}
	var out []nso.Spec
	for _, s := range specs {
		var tables []nso.Table
		for _, t := range s.Tables {
			if (len(req.tables) == 0 || slices.Contains(req.tables, t.ID)) && (len(req.sets) == 0 || slices.Contains(req.sets, s.Set)) {
				tables = append(tables, t)
			}
		}
		if s.Tables = tables; len(tables) > 0 {
			out = append(out, s)
		}
	}
	return out, nil
}
