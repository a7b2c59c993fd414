package copy

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"time"

	"nutag/mirror/trust"
)

// Release is one release in a copy. It does not change: an update gives the copy another one, and a reader who holds this
// one goes on reading it.
type Release struct {
	Number   int64     // rises with each release
	Edition  string    // "full", "lite", "aimag-63"
	Date     string    // day of the release, YYYY-MM-DD; "" when it is not proven
	ReviewBy string    // day after which it should be looked at again, YYYY-MM-DD; "" when it is not proven
	DataDate string    // newest day that its figures describe, YYYY-MM-DD; "" when it is not said
	Expires  time.Time // end of the proof; after it a release is old, not wrong
	Verified Proof     // whether the signed list is genuine. Files are checked when they are read.

	folder string
	root   *os.Root
	set    *trust.Set
	meta   map[string]trust.File // metadata files by path, "metadata/timestamp.json"
}

// Proof says whether the description of a release is genuine.
type Proof struct {
	OK   bool
	Kind trust.Kind // why not; a key of messages with the prefix "proof_"
	Err  error      // details for a technician
}

// Info is release.json, which a release carries for people and programs.
type Info struct {
	Format   int    `json:"format"`
	Number   int64  `json:"number"`
	Edition  string `json:"edition"`
	Date     string `json:"date"`
	ReviewBy string `json:"review_by"`
	DataDate string `json:"data_date,omitempty"`
}

// InfoFile is the path of Info in a release.
const InfoFile = "release.json"

// ErrDamaged says that a file of the release is not as it was signed.
var ErrDamaged = errors.New("it is not as it was signed; run nutag-box update")

// prove takes the signed list, after which files can be read.
func (r *Release) prove(set *trust.Set) {
	r.set, r.Verified = set, Proof{OK: true}
	r.Date, r.Expires = set.Date, set.Expires
	r.meta = make(map[string]trust.File, len(set.Raw))
	for name, data := range set.Raw {
		r.meta[trust.MetadataDir+"/"+name] = trust.File{Size: int64(len(data)), SHA256: sha256.Sum256(data)}
	}
	data, err := r.Read(InfoFile)
	var info Info
	if err == nil {
		err = json.Unmarshal(data, &info)
	}
	if err == nil && (info.Number != set.Number || info.Edition != set.Edition) {
		err = fmt.Errorf("%s is of release %d, edition %s", InfoFile, info.Number, info.Edition)
	}
	if err != nil {
		return // a damaged file: Verify names it; number, edition and date stand in the signed list
	}
	r.ReviewBy, r.DataDate = info.ReviewBy, info.DataDate
}

// Set gives the proven description, or nil.
func (r *Release) Set() *trust.Set { return r.set }

// Folder gives the name of the release's folder in the copy.
func (r *Release) Folder() string { return r.folder }

// Digest gives what is signed of a file: SHA-256 as 64 digits and size in bytes. Metadata files are known too. ok is
// false for a path that is not of the release, and for every path of one that is not proven.
func (r *Release) Digest(name string) (sha256 string, size int64, ok bool) {
	f, ok := r.file(name)
	return f.SHA256.String(), f.Size, ok
}

func (r *Release) file(name string) (trust.File, bool) {
	if r.set == nil {
		return trust.File{}, false
	}
	f, ok := r.set.Files[name]
	if !ok {
		f, ok = r.meta[name]
	}
	return f, ok
}

// Read gives the whole content of a file, checked against the signed list in this moment. The error is fs.ErrNotExist for
// a path that is not of the release, ErrDamaged for a file that is missing or changed, both as *fs.PathError.
func (r *Release) Read(name string) ([]byte, error) {
	want, ok := r.file(name)
	if !ok {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
	}
	data, err := readSmall(r.root, name, want.Size)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, errTooLarge):
		return nil, &fs.PathError{Op: "read", Path: name, Err: ErrDamaged}
	case err != nil:
		return nil, err
	case int64(len(data)) != want.Size || trust.Digest(sha256.Sum256(data)) != want.SHA256:
		return nil, &fs.PathError{Op: "read", Path: name, Err: ErrDamaged}
	}
	return data, nil
}

// FS gives the files of this release, each checked when it is opened (see Read) and given from memory: an update or a
// failing disk cannot change it under the reader's hand. It has files only: opening a folder is fs.ErrNotExist, as there
// is nothing to list. Files implement io.Seeker and io.ReaderAt.
func (r *Release) FS() fs.FS { return proven{r} }

// Raw gives the folder of this release as it lies on the disk, unchecked. It is for a host who insists on serving a copy
// that does not pass.
func (r *Release) Raw() fs.FS { return r.root.FS() }

type proven struct{ release *Release }

func (p proven) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	data, err := p.release.Read(name)
	if err != nil {
		return nil, err
	}
	return &memoryFile{Reader: bytes.NewReader(data), info: memoryInfo{name: path.Base(name), size: int64(len(data))}}, nil
}

func (p proven) ReadFile(name string) ([]byte, error) { return p.release.Read(name) }

type memoryFile struct {
	*bytes.Reader
	info memoryInfo
}

var (
	_ io.ReadSeeker = (*memoryFile)(nil)
	_ io.ReaderAt   = (*memoryFile)(nil)
	_ fs.ReadFileFS = proven{}
)

func (f *memoryFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *memoryFile) Close() error               { return nil }

type memoryInfo struct {
	name string
	size int64
}

func (i memoryInfo) Name() string       { return i.name }
func (i memoryInfo) Size() int64        { return i.size }
func (i memoryInfo) Mode() fs.FileMode  { return 0o444 }
func (i memoryInfo) ModTime() time.Time { return time.Time{} }
func (i memoryInfo) IsDir() bool        { return false }
func (i memoryInfo) Sys() any           { return nil }
