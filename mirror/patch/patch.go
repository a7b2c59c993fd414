// Package patch makes and applies the small files by which a copy goes from one version of a bin to another.
//
// A patch is one zstd stream (package delta) of the contents of all files that changed, one behind
// the other in order of path, with the older contents of what changed or went away as its dictionary. Nothing in it needs to
// be parsed: which files it holds and how long they are follows from the two signed lists, and each is checked by its hash.
// A pack is a patch from nothing: the whole bin, for a first copy or one that is several versions behind.
//
// Scripts that only wrap another file in base64 (package search/folder) are left out and made again from that file:
// base64 of compressed bytes would otherwise be half of a patch.
package patch

import (
	"bytes"
	"errors"
	"maps"
	"slices"
	"strings"

	"nutag/mirror/trust"
	"nutag/search/folder"
)

// Carried lists the paths whose contents a patch from old to now holds, in their order. Old is empty for a pack.
func Carried(old, now map[string]trust.File) []string {
	var paths []string
	for path, file := range now {
		if old[path] != file && !file.Made {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}

// Base lists the paths whose old contents are the dictionary of a patch, in their order.
func Base(old, now map[string]trust.File) []string {
	var paths []string
	for path, file := range old {
		if now[path] != file && !file.Made {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}

// Split cuts the content of a patch into files and checks each.
func Split(content []byte, paths []string, files map[string]trust.File, each func(path string, data []byte) error) error {
	for _, path := range paths {
		size := files[path].Size
		if int64(len(content)) < size {
			return errors.New("the patch is shorter than its files")
		}
		if err := each(path, content[:size]); err != nil {
			return err
		}
		content = content[size:]
	}
	if len(content) > 0 {
		return errors.New("the patch is longer than its files")
	}
	return nil
}

// Size gives the bytes of files together.
func Size(paths []string, files map[string]trust.File) int64 {
	var n int64
	for _, path := range paths {
		n += files[path].Size
	}
	return n
}

// MadeFrom gives the path of the file from which a script is made, or "" when none of files is it.
func MadeFrom(path string, files map[string]trust.File) string {
	stem, ok := strings.CutSuffix(path, ".js")
	if !ok {
		return ""
	}
	for _, from := range []string{stem, stem + ".json"} {
		if file, ok := files[from]; ok && !file.Made && folder.Script(from) == path {
			return from
		}
	}
	return ""
}

// Make makes a script from the file that MadeFrom named.
func Make(from string, data []byte) []byte {
	return folder.Wrap(from[strings.LastIndexByte(from, '/')+1:], data)
}

// MarkMade sets Made on the files that Make gives to the byte. Read gives the content of a path.
func MarkMade(files map[string]trust.File, read func(path string) ([]byte, error)) error {
	for _, path := range slices.Sorted(maps.Keys(files)) {
		from := MadeFrom(path, files)
		if from == "" {
			continue
		}
		source, err := read(from)
		if err != nil {
			return err
		}
		script, err := read(path)
		if err != nil {
			return err
		}
		if bytes.Equal(Make(from, source), script) {
			file := files[path]
			file.Made = true
			files[path] = file
		}
	}
	return nil
}
