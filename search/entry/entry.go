// Package entry defines search/entry.json, the one file of the search with a
// fixed name. It names every other file, whose names carry the hash of their
// content, and the versions that writer and reader must share. It is apart from
// both, so that they agree on it without knowing each other.
package entry

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"sort"
	"strings"

	"nutag/search/shard"
)

// Format is the version of this file and of the shard files.
const Format = shard.Format

// Name is the path of the entry file below the folder of the search.
const Name = "entry.json"

// MaxSize bounds an entry file, in bytes.
const MaxSize = 1 << 20

// SumDigits is how many hexadecimal digits of the SHA-256 of a file stand in its
// name, and nowhere else: 96 bits find any damage and any mixture of builds. The
// entry is loaded at each visit and with each update, and hashes do not
// compress. Who wrote a file is another question: signed releases answer it.
const SumDigits = 24

// File is one file beside the entry.
type File struct {
	File string `json:"file"`           // name without a folder: base, the first SumDigits digits of the hash as it lies there, extension
	Size int    `json:"size"`           // bytes as it lies there
	Raw  int    `json:"raw,omitempty"`  // bytes after gunzip, when the file is gzip
	Docs int    `json:"docs,omitempty"` // documents in a shard
}

// Language holds the files that a search in one language needs.
type Language struct {
	Instant *File           `json:"instant,omitempty"` // names that the page itself searches, before the engine is there
	Shards  []File          `json:"shards"`            // index segments; all of them are opened
	Texts   map[string]File `json:"texts"`             // text for snippets by block name, loaded when a hit is shown
}

// Entry is the content of search/entry.json.
type Entry struct {
	Format    int                 `json:"format"`
	Analysis  int                 `json:"analysis"`         // analysis.Version of the writer
	Engine    *File               `json:"engine,omitempty"` // WebAssembly engine, gzip
	Glue      *File               `json:"glue,omitempty"`   // Go's wasm_exec.js of the same toolchain
	Languages map[string]Language `json:"languages"`
}

var namePattern = regexp.MustCompile(`^[a-z0-9_][a-z0-9_-]*(\.[a-z0-9_-]+)+$`)

// Parse reads and checks an entry file. The error for another format version
// says that the files are of different builds.
func Parse(data []byte) (Entry, error) {
	if len(data) > MaxSize {
		return Entry{}, fmt.Errorf("search entry: %d bytes, at most %d", len(data), MaxSize)
	}
	var e Entry
	if err := json.Unmarshal(data, &e); err != nil {
		return Entry{}, fmt.Errorf("search entry: %w", err)
	}
	if e.Format != Format {
		return Entry{}, fmt.Errorf("search entry: format %d, this program reads format %d: the files are of different builds", e.Format, Format)
	}
	if len(e.Languages) == 0 {
		return Entry{}, fmt.Errorf("search entry: no language")
	}
	for _, f := range e.Files() {
		if !namePattern.MatchString(f.File) || len(f.File) > 100 || len(f.sum()) != SumDigits || f.Size < 0 || f.Raw < 0 {
			return Entry{}, fmt.Errorf("search entry: bad file record %q", f.File)
		}
	}
	return e, nil
}

// Files lists every file that the entry names, sorted by name.
func (e Entry) Files() []File {
	var files []File
	for _, f := range []*File{e.Engine, e.Glue} {
		if f != nil {
			files = append(files, *f)
		}
	}
	for _, l := range e.Languages {
		if l.Instant != nil {
			files = append(files, *l.Instant)
		}
		files = append(files, l.Shards...)
		for _, f := range l.Texts {
			files = append(files, f)
		}
	}
	sort.Slice(files, func(i, j int) bool { return files[i].File < files[j].File })
	return files
}

// JSON returns the bytes of the entry file, the same for the same entry.
func (e Entry) JSON() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	if err := enc.Encode(e); err != nil {
		return nil, fmt.Errorf("search entry: %w", err)
	}
	return b.Bytes(), nil
}

// sum returns the digits of the hash in the name, or "" when there are none.
func (f File) sum() string {
	if parts := strings.Split(f.File, "."); len(parts) == 3 {
		return parts[1]
	}
	return ""
}

// Describe returns the record of a file with the given content; its name is
// base, the first SumDigits digits of the hash, and ext, with dots between.
func Describe(base, ext string, content []byte) File {
	sum := sha256.Sum256(content)
	digits := hex.EncodeToString(sum[:])
	return File{File: base + "." + digits[:SumDigits] + "." + ext, Size: len(content)}
}

// Verify reports whether content is what the record describes.
func (f File) Verify(content []byte) error {
	sum := sha256.Sum256(content)
	if hex.EncodeToString(sum[:])[:SumDigits] != f.sum() {
		return fmt.Errorf("search file %s: the content does not match the entry: damaged or of another build", f.File)
	}
	return nil
}
