package release

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"time"

	"nutag/mirror/copy"
	"nutag/mirror/keys"
	"nutag/mirror/trust"
)

// Lives of what is signed.
const (
	ReviewMonths  = 12 // a release should be looked at again after a year
	ExpiresMonths = 13 // its proof lasts a month longer
	PinnedMonths  = 39 // lists that a newer release may take over unchanged; renewed when they would end before the release
)

// Input is what a release is made from.
type Input struct {
	Site     string // folder of a built portal
	Before   string // folder of the release before, or "" for the first
	Out      string // empty folder to write into
	Number   int64  // 0: one more than the release before
	Date     string // YYYY-MM-DD
	ReviewBy string // YYYY-MM-DD; "": ReviewMonths after Date
	Edition  string
	Roots    [][]byte // versions 1, 2, … of root.json
	Key      keys.Key // the release key
}

// Summary says what was made.
type Summary struct {
	Info     copy.Info
	Expires  time.Time
	Files    int
	Bytes    int64 // of the site
	Bins     int
	Changed  []string // bins that have a new list
	Patches  int64    // bytes of patches against the release before
	Packs    int64    // bytes of all packs: what a first copy fetches
	Metadata int64    // bytes of all signed lists
	RootEnds time.Time
}

var releasePage = regexp.MustCompile(`^[a-z]{2}/release\.html$`)

// Make writes a release and proves it the way a copy will.
func Make(ctx context.Context, in Input) (*Summary, error) {
	day, err := time.Parse(time.DateOnly, in.Date)
	if err != nil {
		return nil, fmt.Errorf("%q is not a day like 2026-11-26", in.Date)
	}
	if in.ReviewBy == "" {
		in.ReviewBy = day.AddDate(0, ReviewMonths, 0).Format(time.DateOnly)
	}
	if len(in.Roots) == 0 {
		return nil, errors.New("there is no root.json")
	}
	before, err := openBefore(ctx, in)
	if err != nil {
		return nil, err
	}
	defer before.close()
	if in.Number == 0 {
		in.Number = before.number() + 1
	}
	if in.Number <= before.number() {
		return nil, fmt.Errorf("release %d does not follow release %d", in.Number, before.number())
	}
	s, err := readSite(in.Site)
	if err != nil {
		return nil, err
	}
	defer s.root.Close()
	info, err := s.describe(in)
	if err != nil {
		return nil, err
	}
	w := &writer{in: in, day: day, site: s, before: before}
	if err := w.run(ctx); err != nil {
		return nil, err
	}
	set, err := trust.Refresh(ctx, folder{in.Out}, trust.Want{Anchor: sha256.Sum256(in.Roots[0]), Edition: in.Edition, Known: before.set})
	if err != nil {
		return nil, fmt.Errorf("the release that was written does not prove itself: %w", err)
	}
	sum := &Summary{Info: info, Expires: set.Expires, Files: len(set.Files), Bytes: set.Size(), Bins: len(set.Bins), Changed: w.renewed,
		Patches: w.patches, Packs: w.packs, RootEnds: w.root.Signed.Expires}
	for _, data := range set.Raw {
		sum.Metadata += int64(len(data))
	}
	return sum, nil
}

// describe writes release.json and fills the release pages.
func (s *site) describe(in Input) (copy.Info, error) {
	dataDate, err := s.dataDate(in.Date)
	if err != nil {
		return copy.Info{}, err
	}
	info := copy.Info{Format: 1, Number: in.Number, Edition: in.Edition, Date: in.Date, ReviewBy: in.ReviewBy, DataDate: dataDate}
	data, err := json.MarshalIndent(info, "", "  ")
	if err != nil {
		return info, err
	}
	s.put(copy.InfoFile, append(data, '\n'))
	for _, name := range s.paths() {
		if !releasePage.MatchString(name) {
			continue
		}
		// Dates stay as they are in the data: a script on the page reckons with them.
		values := map[string]string{"number": fmt.Sprint(in.Number), "date": in.Date, "review-by": in.ReviewBy, "edition": in.Edition}
		page, err := s.read(name)
		if err != nil {
			return info, err
		}
		if page, err = fill(page, values); err != nil {
			return info, fmt.Errorf("%s: %w", name, err)
		}
		s.put(name, page)
	}
	return info, nil
}

// folder reads metadata of a release on the disk.
type folder struct{ dir string }

func (f folder) Read(_ context.Context, name string, limit int64) ([]byte, error) {
	root, err := os.OpenRoot(f.dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	file := path.Join(trust.MetadataDir, name)
	info, err := root.Stat(file)
	if err != nil {
		return nil, err
	}
	if info.Size() > limit {
		return nil, fmt.Errorf("%s has more than %d bytes", name, limit)
	}
	return root.ReadFile(file)
}

func (f folder) Has(_ context.Context, name string) (bool, error) {
	root, err := os.OpenRoot(f.dir)
	if err != nil {
		return false, err
	}
	defer root.Close()
	_, err = root.Stat(path.Join(trust.MetadataDir, name))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// previous is the release before, or nothing.
type previous struct {
	set  *trust.Set
	root *os.Root
}

// openBefore proves the release before. A folder without metadata is none: a first release may take the place of it.
func openBefore(ctx context.Context, in Input) (*previous, error) {
	if in.Before == "" {
		return &previous{}, nil
	}
	if there, err := (folder{in.Before}).Has(ctx, "timestamp.json"); err != nil || !there {
		if errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
		return &previous{}, err
	}
	set, err := trust.Refresh(ctx, folder{in.Before}, trust.Want{Anchor: sha256.Sum256(in.Roots[0]), Edition: in.Edition})
	if err != nil {
		return nil, fmt.Errorf("%s, the release before: %w", in.Before, err)
	}
	if int64(len(in.Roots)) < set.Root {
		return nil, fmt.Errorf("the release before has version %d of root.json, and only %d are here", set.Root, len(in.Roots))
	}
	root, err := os.OpenRoot(in.Before)
	if err != nil {
		return nil, err
	}
	return &previous{set, root}, nil
}

func (p *previous) number() int64 {
	if p.set == nil {
		return 0
	}
	return p.set.Number
}

// read gives a signed file of the release before, checked.
func (p *previous) read(name string, want trust.File) ([]byte, error) {
	data, err := p.root.ReadFile(name)
	if err != nil {
		return nil, err
	}
	if int64(len(data)) != want.Size || trust.Digest(sha256.Sum256(data)) != want.SHA256 {
		return nil, fmt.Errorf("%s is not as it was signed", name)
	}
	return data, nil
}

func (p *previous) close() {
	if p.root != nil {
		p.root.Close()
	}
}
