package cli

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"nutag/generator/zim"
)

func (a *app) zimCommand() *cobra.Command {
	var site, out, writer string
	var langs []string
	c := &cobra.Command{
		Use:   "zim",
		Short: "Write a built portal as ZIM archives for Kiwix",
		Long: `Write a built portal as ZIM archives for Kiwix, which reads them without a network on phones, tablets and small servers.

The pages are whole without scripts; Kiwix has a search of its own. The program zimwriterfs of the openZIM project must be installed
(on Debian and Ubuntu: apt install zim-tools).`,
		Example: "  nutag zim --site public --out dist --lang mn,en,both",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			var archives []zim.Archive
			for _, lang := range langs {
				switch lang {
				case "mn", "en":
					archives = append(archives, zim.Archive{Langs: []string{lang}})
				case "both":
					archives = append(archives, zim.Archive{Langs: []string{"mn", "en"}})
				default:
					return &usageError{fmt.Sprintf("--lang %q is not known", lang), "write mn, en or both, or several of them with commas between"}
				}
			}
			for _, archive := range archives {
				start := time.Now()
				r, err := zim.Write(c.Context(), zim.Options{Site: site, Out: out, Archive: archive, Writer: writer})
				if err != nil {
					return err
				}
				if _, err := fmt.Fprintf(a.io.Out, "%s: %d pages, %d redirects, %d KiB\n", r.File, r.Pages, r.Redirects, r.Bytes>>10); err != nil {
					return err
				}
				if r.Date == "" {
					fmt.Fprintln(a.io.Err, "nutag: the archive has today's date; install faketime (apt install faketime) to give it that of the content")
				}
				fmt.Fprintf(a.io.Err, "%-10s %.1f s\n", archive.Name(), time.Since(start).Seconds())
			}
			return nil
		},
	}
	c.Flags().StringVar(&site, "site", defaultOut, "folder of the built portal")
	c.Flags().StringVar(&out, "out", ".", "folder for the archives")
	c.Flags().StringSliceVar(&langs, "lang", []string{"mn", "en", "both"}, "which archives: mn, en, both")
	c.Flags().StringVar(&writer, "zimwriterfs", "", "path of the program that writes archives, when it is not found by its name")
	return c
}
