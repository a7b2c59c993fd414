package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"nutag/generator/build/output"
	"nutag/mirror/keys"
	"nutag/mirror/release"
	"nutag/mirror/trust"
)

// releaseRequest is what the flags of release say.
type releaseRequest struct {
	key, keysDir, site, out string
	number                  int64
	date, reviewBy          string
	editions                []string
	precompress             bool
	secret                  secrets
}

func (a *app) releaseCommand() *cobra.Command {
	var r releaseRequest
	c := &cobra.Command{
		Use:   "release",
		Short: "Turn a built portal into a signed release that copies can be got from",
		Long: `Turn a built portal into a signed release: a folder that any static host serves as it is, with the portal at its root,
the signed lists in metadata/ and small patches for copies in patches/. The release before, in the same folder, is the
base of the patches and is replaced as a whole. To upload it, upload metadata/timestamp.json last.

Each further edition is a release of its own in editions/, made with the same number and date.`,
		Example: `  nutag build --out public
  nutag build --edition lite --out public-lite
  nutag release --key ~/nutag-keys/release.key --site public --edition lite=public-lite --out release`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.release(c.Context(), &r) },
	}
	c.Flags().StringVar(&r.key, "key", "", "file of the release key")
	c.Flags().StringVar(&r.keysDir, "keys", "", "folder with the lists of keys, N.root.json; left out, that of the key")
	c.Flags().StringVar(&r.site, "site", defaultOut, "folder of the built portal, edition full")
	c.Flags().StringVar(&r.out, "out", "release", "folder of the release")
	c.Flags().Int64Var(&r.number, "number", 0, "number of the release; left out, one more than the one before")
	c.Flags().StringVar(&r.date, "date", "", "day of the release, YYYY-MM-DD; left out, today")
	c.Flags().StringVar(&r.reviewBy, "review-by", "", "day after which it should be looked at again; left out, a year after --date")
	c.Flags().StringArrayVar(&r.editions, "edition", nil, "further edition and its folder, like lite=public-lite or aimag:63=public-63; may be repeated")
	c.Flags().BoolVar(&r.precompress, "precompress", false, "write .br and .gz beside the files, for hosts that serve them")
	_ = c.MarkFlagRequired("key")
	r.secret.flags(c)
	return c
}

var editionFlag = regexp.MustCompile(`^(lite|aimag[:-][0-9]{2})=(.+)$`)

func (a *app) release(ctx context.Context, r *releaseRequest) error {
	if r.date == "" {
		r.date = time.Now().Format(time.DateOnly)
		fmt.Fprintf(a.io.Err, "nutag: the day of the release is %s, from the clock; --date names another\n", r.date)
	}
	for name, day := range map[string]string{"date": r.date, "review-by": r.reviewBy} {
		if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
			return &usageError{fmt.Sprintf("--%s %q is not a day", name, day), "write it like 2026-11-26"}
		}
	}
	sites := map[string]string{"full": r.site}
	for _, flag := range r.editions {
		m := editionFlag.FindStringSubmatch(flag)
		if m == nil {
			return &usageError{fmt.Sprintf("--edition %q is not an edition and its folder", flag), "write it like lite=public-lite or aimag:63=public-63"}
		}
		sites[strings.ReplaceAll(m[1], ":", "-")] = m[2]
	}
	if err := a.keepsEditions(r.out, sites); err != nil {
		return err
	}
	if r.keysDir == "" {
		r.keysDir = filepath.Dir(r.key)
	}
	roots, raw, err := keys.Chain(r.keysDir)
	if err != nil {
		return err
	}
	last, before := keys.Last(roots)
	if err := keys.Complete(last, before); err != nil {
		return fmt.Errorf("list of keys %d: %w", last.Signed.Version, err)
	}
	opened, err := r.secret.open(a, []string{r.key})
	if err != nil {
		return err
	}
	out, err := output.Open(r.out)
	if err != nil {
		return err
	}
	defer out.Close()
	stage, err := out.Stage()
	if err != nil {
		return err
	}
	for _, edition := range slices.Sorted(maps.Keys(sites)) {
		sub := ""
		if edition != "full" {
			sub = filepath.Join(trust.EditionDir, edition)
		}
		in := release.Input{Site: sites[edition], Before: filepath.Join(r.out, sub), Out: filepath.Join(stage, sub), Number: r.number, Date: r.date,
			ReviewBy: r.reviewBy, Edition: edition, Roots: raw, Key: opened[0]}
		if err := os.MkdirAll(in.Out, 0o755); err != nil {
			return err
		}
		sum, err := release.Make(ctx, in)
		if err != nil {
			return fmt.Errorf("edition %s: %w", edition, err)
		}
		a.told(sum)
	}
	if r.precompress {
		if _, err := release.Precompress(ctx, stage); err != nil {
			return err
		}
	}
	return out.Commit(ctx)
}

// keepsEditions refuses to drop an edition that copies in the field update from.
func (a *app) keepsEditions(out string, sites map[string]string) error {
	entries, err := os.ReadDir(filepath.Join(out, trust.EditionDir))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		if _, ok := sites[e.Name()]; !ok {
			return &usageError{fmt.Sprintf("the release before has the edition %s, and copies update from it", e.Name()),
				fmt.Sprintf("name its folder with --edition %s=FOLDER, or remove %s yourself", e.Name(), filepath.Join(out, trust.EditionDir, e.Name()))}
		}
	}
	return nil
}

func (a *app) told(s *release.Summary) {
	fmt.Fprintf(a.io.Out, "release %d, %s, edition %s: %d files, %.1f MB in %d bins; lists %.0f kB, packs %.1f MB\n", s.Info.Number, s.Info.Date, s.Info.Edition,
		s.Files, float64(s.Bytes)/1e6, s.Bins, float64(s.Metadata)/1e3, float64(s.Packs)/1e6)
	if len(s.Changed) < s.Bins {
		fmt.Fprintf(a.io.Out, "  %d bins changed, patches %.1f kB: %s\n", len(s.Changed), float64(s.Patches)/1e3, strings.Join(s.Changed, " "))
	}
	if s.RootEnds.Before(s.Expires) {
		fmt.Fprintf(a.io.Err, "nutag: the list of keys ends on %s, before the release does; the holders make the next one with nutag keys rotate\n", s.RootEnds.Format(time.DateOnly))
	}
}
