package trust

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/theupdateframework/go-tuf/v2/metadata"
)

// Digest is a SHA-256.
type Digest [sha256.Size]byte

// String gives the digest as 64 hexadecimal digits in lower case.
func (d Digest) String() string { return hex.EncodeToString(d[:]) }

// ParseDigest reads 64 hexadecimal digits as a person may write them: with blanks, colons or hyphens between groups, and
// in either case.
func ParseDigest(s string) (Digest, bool) {
	s = strings.Map(func(r rune) rune {
		if r == ' ' || r == ':' || r == '-' || r == '\t' {
			return -1
		}
		return r
	}, s)
	var d Digest
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != len(d) {
		return d, false
	}
	return Digest(b), true
}

// Grouped gives the digest in sixteen groups of four digits, for reading aloud and comparing by eye.
func (d Digest) Grouped() string {
	var groups []string
	for part := range slices.Chunk([]byte(d.String()), 4) {
		groups = append(groups, string(part))
	}
	return strings.Join(groups, " ")
}

// File is what is signed of one file.
type File struct {
	Size   int64 // bytes
	SHA256 Digest
	Made   bool // patches leave it out: it is made from the file that MadeFrom names
}

// Patch is a signed file from which all files of a bin that changed since an older version of the bin can be made.
type Patch struct {
	Path string
	From int64 // version of the bin that it starts from; 0: from nothing, a pack of the whole bin
	File
}

// Bin is one delegated role: an aimag or a section of the site.
type Bin struct {
	Name    string
	Version int64
	Files   map[string]File // by path
	Patches []Patch         // in order of path
}

// Set is the proven description of one release. It does not change.
type Set struct {
	Number  int64  // rises with each release of an edition
	Edition string // "full", "lite", "aimag-63"
	Date    string // day of the release, YYYY-MM-DD
	Expires time.Time
	Root    int64 // version of the newest root
	Anchor  Digest
	Bins    []Bin             // in the order of the delegations
	Files   map[string]File   // of all bins, by path
	Raw     map[string][]byte // the metadata itself, by file name in the folder metadata

	root *metadata.Metadata[metadata.RootType]
}

// Expired says whether the proof of the release is past its date at that time.
func (s *Set) Expired(at time.Time) bool { return at.After(s.Expires) }

// Bin gives the bin of that name, or nil.
func (s *Set) Bin(name string) *Bin {
	for i := range s.Bins {
		if s.Bins[i].Name == name {
			return &s.Bins[i]
		}
	}
	return nil
}

// Paths gives the paths of all files in order.
func (s *Set) Paths() []string { return slices.Sorted(maps.Keys(s.Files)) }

// Size gives the bytes of all files.
func (s *Set) Size() int64 {
	var n int64
	for _, f := range s.Files {
		n += f.Size
	}
	return n
}

// Reference is the time by which the age of a release is judged: the later of the clock and the newest signed date that
// was ever seen. A clock that is behind cannot make an old release look fresh.
func Reference(clock time.Time, newest string) time.Time {
	if day, err := time.Parse(time.DateOnly, newest); err == nil && day.After(clock) {
		return day
	}
	return clock
}

// sameKeys says whether two roots name the same keys for the roles that a release is signed with.
func sameKeys(a, b *metadata.Metadata[metadata.RootType]) bool {
	for _, role := range []string{metadata.TIMESTAMP, metadata.SNAPSHOT} {
		x, y := slices.Sorted(slices.Values(a.Signed.Roles[role].KeyIDs)), slices.Sorted(slices.Values(b.Signed.Roles[role].KeyIDs))
		if !slices.Equal(x, y) {
			return false
		}
	}
	return true
}
