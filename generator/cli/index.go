package cli

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

func (a *app) indexCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "index",
		Short: "Work with the search index of a built portal",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return &usageError{"index without a verb", "write: nutag index export DIR"}
		},
	}
	c.AddCommand(a.indexExportCommand())
	return c
}

func (a *app) indexExportCommand() *cobra.Command {
	var site, lang string
	c := &cobra.Command{
		Use:   "export [flags] DIR",
		Short: "Write the index as a directory that stock Bleve v2 opens",
		Long: `Write the index of one language as a directory that any program with stock Bleve v2 opens, with the same hits and
scores. The program must import nutag/search/analysis for the analyzers. DIR must not exist.`,
		Example: "  nutag index export --lang mn /tmp/nutag.bleve",
		Args:    cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return &usageError{"index export takes one folder", "write: nutag index export DIR"}
			}
			if lang != "mn" && lang != "en" {
				return &usageError{fmt.Sprintf("--lang %q is not a language of the portal", lang), "write mn or en"}
			}
			n, err := a.tools.ExportIndex(site, lang, args[0])
			switch {
			case errors.Is(err, os.ErrExist):
				return &usageError{fmt.Sprintf("%s is there already", args[0]), "name a folder that does not exist"}
			case errors.Is(err, os.ErrNotExist):
				return &usageError{fmt.Sprintf("%s holds no search index: %v", site, err), "build the portal first (nutag build), or name its folder with --site"}
			case err != nil:
				return err
			}
			_, err = fmt.Fprintf(a.io.Out, "%s: %d parts\n", args[0], n)
			return err
		},
	}
	c.Flags().StringVar(&site, "site", defaultOut, "folder of the built portal")
	c.Flags().StringVar(&lang, "lang", "mn", "language: mn or en")
	return c
}
