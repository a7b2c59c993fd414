package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/cobra"

	"nutag/generator/changes"
	"nutag/generator/dataset"
	"nutag/generator/diag"
	"nutag/i18n"
)

func (a *app) changesCommand() *cobra.Command {
	var since, site, date string
	c := &cobra.Command{
		Use:   "changes [flags]",
		Short: "Propose rows for the record of changes, from which the feeds are made",
		Long: `Compare two built portals and propose rows of data/changes/changes.csv for what differs. Read them, mend the words, and put
those that matter to a reader into the table, sorted by id.

Without --since it proposes a row for each data set that the record does not name yet, dated by the day that its newest
figures describe. Nothing is written into the repository, and no date comes from a clock.`,
		Example: "  nutag changes\n  nutag changes --since /media/stick/nutag --site public --date 2026-12-01",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := a.repository(); err != nil {
				return err
			}
			root := os.DirFS(a.dir)
			messages, err := fs.Sub(root, "i18n/messages")
			if err != nil {
				return err
			}
			words, err := i18n.Load(messages)
			if err != nil {
				return err
			}
			var rows []changes.Row
			if since == "" {
				catalog, list := dataset.Load(root, "data")
				if list.Errors() > 0 {
					return a.finish(list, nil, diag.Text)
				}
				rows, err = changes.First(catalog, words)
			} else {
				if _, err := time.Parse(time.DateOnly, date); err != nil {
					return &usageError{fmt.Sprintf("--date %q is not a date", date), "write the day of the new release, such as --date 2026-12-01"}
				}
				rows, err = changes.Compare(os.DirFS(since), os.DirFS(site), date, words)
			}
			if errors.Is(err, fs.ErrNotExist) {
				return &usageError{fmt.Sprintf("no portal with an API to compare: %v", err), "build the portal first (nutag build), and name folders that hold api/v1/index.json"}
			}
			if err != nil {
				return err
			}
			return changes.Write(a.io.Out, rows)
		},
	}
	c.Flags().StringVar(&since, "since", "", "folder of the earlier portal, for example a release")
	c.Flags().StringVar(&site, "site", defaultOut, "folder of the later portal")
	c.Flags().StringVar(&date, "date", "", "day of the change, with --since")
	return c
}
