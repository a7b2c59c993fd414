package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"nutag/generator/build/output"
	"nutag/generator/diag"
)

// TextRequest says which texts to write.
type TextRequest struct {
	Dir   string // root of the repository
	Kind  string // sms or radio
	Lang  string // mn or en
	Latin bool   // messages in Latin letters
	About string // soum:6346, service:otor, hotlines, hotlines:child, warning:ID, journey:ID; empty: everything
}

// TextFile is one text of a record, ready to be read.
type TextFile struct {
	Name string // soum-6346.mn.sms.txt
	Data string
}

// textKinds are what --about may begin with.
var textKinds = []string{"soum", "service", "hotlines", "warning", "journey"}

func (a *app) textCommand() *cobra.Command {
	var req TextRequest
	var out, letters string
	c := &cobra.Command{
		Use:   "text [flags]",
		Short: "Write records as messages for phones or as scripts for radio",
		Long: `Write records as messages for phones (SMS) or as scripts for radio of 30 and 60 seconds, from checked data, with date and
source. Only help lines that were verified are named. Messages are cut as phones join them: 67 letters a part in
Cyrillic (70 when there is one part), 153 in Latin (160).`,
		Example: `  nutag text --kind sms --about soum:6346
  nutag text --kind sms --letters latin --about hotlines
  nutag text --kind radio --lang en --about journey:moving-for-otor
  nutag text --kind sms --about hotlines --out /tmp/texts`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			kind, _, _ := strings.Cut(req.About, ":")
			switch {
			case req.Kind != "sms" && req.Kind != "radio":
				return &usageError{fmt.Sprintf("--kind %q is not known", req.Kind), "write --kind sms or --kind radio"}
			case req.Lang != "mn" && req.Lang != "en":
				return &usageError{fmt.Sprintf("--lang %q is not a language of the portal", req.Lang), "write mn or en"}
			case letters != "" && letters != "cyrillic" && letters != "latin":
				return &usageError{fmt.Sprintf("--letters %q is not known", letters), "write --letters cyrillic or --letters latin"}
			case letters != "" && (req.Kind != "sms" || req.Lang != "mn"):
				return &usageError{"--letters is for Mongolian messages", "write it with --kind sms and --lang mn, or leave it out"}
			case req.About != "" && !slices.Contains(textKinds, kind):
				return &usageError{fmt.Sprintf("--about %q is not known", req.About), "write for example soum:6346, service:otor, hotlines, hotlines:child, warning:trap-check or journey:moving-for-otor"}
			}
			if err := a.repository(); err != nil {
				return err
			}
			req.Dir, req.Latin = a.dir, letters == "latin"
			r := a.reporter()
			defer r.close()
			files, problems, err := a.tools.Texts(c.Context(), req, r)
			r.close()
			if err != nil || problems.Errors() > 0 {
				return a.finish(problems, err, diag.Text)
			}
			if len(files) == 0 {
				return &usageError{fmt.Sprintf("there is no text about %q", req.About), "look for the id in the address of its page, or leave --about out to see all"}
			}
			if out != "" {
				return writeTexts(c.Context(), out, files)
			}
			for _, f := range files {
				if _, err := fmt.Fprint(a.io.Out, f.Data); err != nil {
					return err
				}
			}
			return nil
		},
	}
	c.Flags().StringVar(&req.Kind, "kind", "", "sms or radio")
	c.Flags().StringVar(&req.Lang, "lang", "mn", "language: mn or en")
	c.Flags().StringVar(&letters, "letters", "", "letters of Mongolian messages: cyrillic (the default) or latin, as MNS 5217:2012 writes them")
	c.Flags().StringVar(&req.About, "about", "", "one record, for example soum:6346; all when left out")
	c.Flags().StringVar(&out, "out", "", "folder for one file a text; replaced as a whole; without it all is printed")
	return c
}

// writeTexts fills a folder beside the one that is named and puts it in its place.
func writeTexts(ctx context.Context, dir string, files []TextFile) (err error) {
	folder, err := output.Open(dir)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := folder.Close(); err == nil {
			err = cerr
		}
	}()
	into, err := folder.Stage()
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(into, filepath.Base(f.Name)), []byte(f.Data), 0o644); err != nil {
			return err
		}
	}
	return folder.Commit(ctx)
}
