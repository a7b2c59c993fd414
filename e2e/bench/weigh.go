package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/andybalholm/brotli"
)

// Levels of brotli. Pages are many, so they are packed with a level in the middle, which is a little larger
// than what a careful host sends; what the search loads is packed with the best.
const (
	levelPages  = 7
	levelSearch = 11
)

// size is the weight of one group of files, in bytes.
type size struct {
	name    string
	files   int
	disk    int // as they lie in the folder, some of them packed
	raw     int
	packed  int // each file for itself with brotli
	largest int // the largest packed file
}

// group gives the name under which a file of the portal is counted.
func group(name string) (string, int) {
	switch {
	case strings.HasPrefix(name, "search/engine."):
		return "search engine", levelSearch
	case strings.HasPrefix(name, "search/") && path.Ext(name) == ".js":
		return "search scripts", levelSearch
	case strings.HasPrefix(name, "search/"):
		return "search index and texts", levelSearch
	}
	switch path.Ext(name) {
	case ".html":
		return "pages", levelPages
	case ".css":
		return "styles", levelSearch
	case ".js":
		return "scripts", levelSearch
	case ".svg":
		return "drawings", levelPages
	case ".csv", ".json", ".geojson":
		return "downloads", levelPages
	}
	return "other", levelPages
}

// weigh adds up the files of a built portal by group, in the order of the groups' names of the table.
func weigh(dir string) ([]size, error) {
	order := []string{"pages", "styles", "scripts", "drawings", "search engine", "search scripts", "search index and texts", "downloads", "other"}
	groups := make(map[string]*size, len(order))
	err := filepath.WalkDir(dir, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, file)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		key, level := group(filepath.ToSlash(name))
		s := groups[key]
		if s == nil {
			s = &size{name: key}
			groups[key] = s
		}
		s.files++
		plain := unpacked(data)
		packed := brotliSize(plain, level)
		s.disk += len(data)
		s.raw += len(plain)
		s.packed += packed
		s.largest = max(s.largest, packed)
		return nil
	})
	if err != nil {
		return nil, err
	}
	var sizes []size
	for _, name := range order {
		if s := groups[name]; s != nil {
			sizes = append(sizes, *s)
		}
	}
	return sizes, nil
}

// unpacked takes a gzip layer off, since the budgets are those of a host that packs by itself.
func unpacked(data []byte) []byte {
	reader, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return data
	}
	plain, err := io.ReadAll(reader)
	if err != nil {
		return data
	}
	return plain
}

func brotliSize(data []byte, level int) int {
	var packed bytes.Buffer
	w := brotli.NewWriterLevel(&packed, level)
	// Writing to a buffer cannot fail.
	_, _ = w.Write(data)
	_ = w.Close()
	return packed.Len()
}
