package copy

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"

	"nutag/mirror/trust"
)

// ProblemKind says what is wrong with a file. The values are keys of messages with the prefix "problem_".
type ProblemKind string

// What Verify finds.
const (
	ProblemMissing ProblemKind = "missing" // a file of the release is not there
	ProblemChanged ProblemKind = "changed" // a file of the release has another content
	ProblemExtra   ProblemKind = "extra"   // a file in the folder of the release is not of it
	ProblemUnknown ProblemKind = "unknown" // a file that cannot be judged, as a signed list is damaged
	ProblemState   ProblemKind = "state"   // what the copy remembers is damaged
	ProblemIndex   ProblemKind = "index"   // COPY/index.html does not lead to the release
)

// Problem is one file that is not as it should be.
type Problem struct {
	Path string // in COPY
	Kind ProblemKind
	Name string // in the release; "" for a file outside of it
}

// Report is the result of looking at every byte of a copy.
type Report struct {
	Release  *Release
	Problems []Problem // in order of path
	Files    int
	Bytes    int64
}

// OK says whether the copy is genuine and complete.
func (r *Report) OK() bool { return r.Release.Verified.OK && len(r.Problems) == 0 }

// Verify reads every file of the current release and what leads to it. Progress is told the bytes that are done and all.
// The error is one of reading the copy at all, never of what is found.
func (c *Copy) Verify(ctx context.Context, progress func(done, all int64)) (*Report, error) {
	state, _, damaged, err := readState(c.root)
	if err != nil {
		return nil, c.stateError(err)
	}
	if state.Current == nil {
		return nil, ErrNone
	}
	r, err := c.open(state, state.Current)
	if err != nil {
		return nil, err
	}
	v := &verification{ctx: ctx, report: &Report{Release: r}, folder: state.Current.Folder, progress: progress}
	for _, name := range damaged {
		v.problem(name, "", ProblemState)
	}
	page, err := indexPage(state.Current.Folder)
	if err != nil {
		return nil, err
	}
	if now, err := readSmall(c.root, indexFile, stateLimit); err != nil || string(now) != string(page) {
		v.problem(indexFile, "", ProblemIndex)
	}
	if err := v.tree(r, state.Current); err != nil {
		return nil, err
	}
	slices.SortFunc(v.report.Problems, func(a, b Problem) int { return cmp.Compare(a.Path, b.Path) })
	return v.report, nil
}

// heads are the metadata files that name no files of the portal.
var heads = regexp.MustCompile(`^(timestamp|[0-9]+\.(root|snapshot|targets))\.json$`)

type verification struct {
	ctx       context.Context
	report    *Report
	folder    string
	progress  func(done, all int64)
	done, all int64
}

func (v *verification) problem(file, name string, kind ProblemKind) {
	v.report.Problems = append(v.report.Problems, Problem{Path: file, Kind: kind, Name: name})
}

func (v *verification) tree(r *Release, tree *Tree) error {
	lists := map[string][]byte{}
	blind := false // a list of files is damaged
	for name, digest := range tree.Metadata {
		file := trust.MetadataDir + "/" + name
		data, err := readSmall(r.root, file, stateLimit<<3)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			v.problem(path.Join(v.folder, file), file, ProblemMissing)
		case err != nil || trust.Digest(sha256.Sum256(data)).String() != digest:
			v.problem(path.Join(v.folder, file), file, ProblemChanged)
		default:
			lists[name] = data
			continue
		}
		blind = blind || !heads.MatchString(name)
	}
	var files map[string]trust.File
	if r.set != nil {
		files = r.set.Files
	} else {
		// Proof fails, so nothing here can be called genuine. What the lists that are as they were say of the files is
		// still good for finding all that is damaged in one go.
		files = trust.Unproven(lists)
	}
	for _, f := range files {
		v.all += f.Size
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := v.ctx.Err(); err != nil {
			return err
		}
		v.file(r.root, name, files[name])
	}
	return fs.WalkDir(r.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil // what cannot be read was missed above already
		}
		if d.IsDir() {
			return v.ctx.Err()
		}
		_, listed := files[name]
		_, list := tree.Metadata[path.Base(name)]
		if !listed && (path.Dir(name) != trust.MetadataDir || !list) {
			kind := ProblemExtra
			if r.set == nil && blind {
				kind = ProblemUnknown // it may be of the list that cannot be read
			}
			v.problem(path.Join(v.folder, name), name, kind)
		}
		return v.ctx.Err()
	})
}

func (v *verification) file(root *os.Root, name string, want trust.File) {
	v.report.Files++
	v.report.Bytes += want.Size
	data, err := readSmall(root, name, want.Size)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		v.problem(path.Join(v.folder, name), name, ProblemMissing)
	case err != nil || int64(len(data)) != want.Size || trust.Digest(sha256.Sum256(data)) != want.SHA256:
		v.problem(path.Join(v.folder, name), name, ProblemChanged)
	}
	v.done += want.Size
	if v.progress != nil {
		v.progress(v.done, v.all)
	}
}
