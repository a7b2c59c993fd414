package cli

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/spf13/cobra"

	"nutag/generator/diag"
	"nutag/generator/edition"
)

// defaultOut is the output folder when none is named.
const defaultOut = "public"

func (a *app) checkCommand() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "check",
		Short: "Check data, prose and messages, and write nothing",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			f, err := parseFormat(format)
			if err != nil {
				return err
			}
			if err := a.repository(); err != nil {
				return err
			}
			r := a.reporter()
			defer r.close()
			problems, err := a.tools.Check(c.Context(), a.dir, r)
			r.close()
			return a.finish(problems, err, f)
		},
	}
	formatFlag(c, &format)
	return c
}

func (a *app) buildCommand() *cobra.Command {
	var format, name string
	var req BuildRequest
	c := &cobra.Command{
		Use:   "build",
		Short: "Check everything and build the portal",
		Long: `Check everything and build the portal: pages, downloads, search index and the search engine for the browser.

The new portal is written beside the old one and takes its place in one step. With any error in the input nothing is
written and the old portal stays.

Editions: full is everything. lite is for reading: it has no charts, scenes, books, data files, codes for print, and texts for messages and
radio. aimag:63 has, of all places, only those of the aimag 63, and no data files. Links to what an edition leaves out become text.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			f, err := parseFormat(format)
			if err != nil {
				return err
			}
			if req.BaseURL, err = baseURL(req.BaseURL); err != nil {
				return err
			}
			if req.Edition, err = edition.Parse(name); err != nil {
				return err
			}
			if err := a.repository(); err != nil {
				return err
			}
			req.Dir = a.dir
			r := a.reporter()
			defer r.close()
			problems, err := a.tools.Build(c.Context(), req, r)
			r.close()
			return a.finish(problems, err, f)
		},
	}
	c.Flags().StringVar(&req.Out, "out", defaultOut, "output folder")
	c.Flags().StringVar(&req.BaseURL, "base-url", "", "address of the portal, for the sitemap; leave it out when it may stand anywhere")
	c.Flags().StringVar(&name, "edition", "full", "what is in it: full, lite, or aimag:NN for one aimag with all that concerns the whole country")
	formatFlag(c, &format)
	return c
}

// finish writes the problems to the standard output and turns errors among them into the end of the command. An error
// beside the list (an interrupt, a full disk) wins.
func (a *app) finish(problems diag.List, err error, f diag.Format) error {
	if err == nil || len(problems) > 0 {
		if werr := problems.Write(a.io.Out, f); werr != nil {
			return werr
		}
	}
	if err != nil {
		return err
	}
	if problems.Errors() > 0 {
		return errProblems
	}
	return nil
}

func formatFlag(c *cobra.Command, format *string) {
	c.Flags().StringVar(format, "format", "text", "how problems are written: text, json or github")
}

func parseFormat(s string) (diag.Format, error) {
	f, err := diag.ParseFormat(s)
	if err != nil {
		return f, &usageError{reason: fmt.Sprintf("--format %q is not known", s), fix: "write text, json or github"}
	}
	return f, nil
}

// baseURL accepts the address of a folder on a host and gives it with a slash at its end.
func baseURL(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", &usageError{reason: fmt.Sprintf("--base-url %q is not the address of a site", s), fix: "write it like https://example.org/nutag/"}
	}
	if !strings.HasSuffix(u.Path, "/") {
		u.Path += "/"
	}
	return u.String(), nil
}
