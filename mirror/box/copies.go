package box

import (
	"fmt"
	"sync"

	"nutag/mirror/copy"
)

// Copies is the Source of a copy in a folder.
type Copies struct {
	copy   *copy.Copy
	failed map[string]string // why a release is not to be served, by its folder

	mu   sync.Mutex
	from *copy.Release // the release that made was made from
	made *Release
}

// FromCopy gives the releases of a copy. report is what copy.Verify has just found: while the release that it found
// damaged stands, the copy counts as not verified, for the reason given. A release that an update puts in its place was
// checked before it was put there.
func FromCopy(c *copy.Copy, report *copy.Report, reason string) *Copies {
	s := &Copies{copy: c, failed: map[string]string{}}
	if report != nil && !report.OK() {
		s.failed[report.Release.Folder()] = reason
	}
	return s
}

// Current gives the release that stands now.
func (s *Copies) Current() (*Release, error) {
	r, err := s.copy.Current()
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.from != r {
		s.from, s.made = r, s.make(r)
	}
	return s.made, nil
}

func (s *Copies) make(r *copy.Release) *Release {
	out := &Release{ID: fmt.Sprintf("%s-%d %s", r.Edition, r.Number, r.Folder()), Number: r.Number, Edition: r.Edition, Date: r.Date, ReviewBy: r.ReviewBy}
	if reason, bad := s.failed[r.Folder()]; bad || !r.Verified.OK {
		// The files as they lie on the disk: nothing vouches for them, and each page says so.
		out.Files, out.Reason = r.Raw(), reason
		if !bad {
			out.Reason = fmt.Sprint(r.Verified.Err)
		}
		return out
	}
	out.Verified, out.Files, out.Digest, out.Names = true, r.FS(), r.Digest, r.Names
	out.Around = func() (string, map[string][]byte, error) { return s.copy.Bundle(r) }
	return out
}
