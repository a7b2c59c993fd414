package box

import "io/fs"

// Release is one release of the portal as the server needs it. A server takes a Release once for each request and serves
// all of it from there, so an update that swaps releases meanwhile never mixes two.
type Release struct {
	ID       string // differs between any two releases and editions that one server may see
	Number   int64  // rising number of the release; 0 when there is none
	Edition  string // "full", "lite" or "aimag-NN"
	Date     string // ISO date on which it was made, or ""
	ReviewBy string // ISO date after which it is to be checked again, or ""
	Verified bool   // the whole copy has been found genuine and complete
	Reason   string // why it is not verified, for the host

	// Files are the files of the portal, those of this release as long as the Release is in use.
	Files fs.FS
	// Digest gives SHA-256 in lower-case hexadecimal and size in bytes of a file as signed; ok is false for a name that
	// is not of the release. It may be nil only when the release is not verified.
	Digest func(name string) (sum string, size int64, ok bool)
	// Names are all files that a copy for others holds, the portal's and those that prove it, sorted; each is in Files and
	// known to Digest. It may be nil only when the release is not verified.
	Names func() []string
	// Around gives what makes a folder a copy of this release, so that whoever takes it along can check and update it: the
	// folder for the files of Names, and further files by path. nil puts the files of Names at the top and adds none.
	Around func() (folder string, files map[string][]byte, err error)
}

// Source gives the release that is current. It is asked with each request, so it must be quick, and by many at once.
type Source interface {
	Current() (*Release, error)
}
