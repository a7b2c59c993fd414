// Package opendata makes what other programs read: copies of the data sets with their description, and one JSON file for
// each soum, district and aimag.
//
// It exists so that whoever wants to check or reuse a figure gets it with its year, sources and cautions and need not read
// pages. It does no input or output of its own: the caller gives a function that reads files and writes what comes back.
package opendata

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"nutag/generator/dataset"
	"nutag/generator/derive"
	"nutag/generator/model"
)

// Folders of the downloads, relative to the root of the site.
const (
	dataDir = "data"
	apiDir  = "api/v1"
)

// File is one finished download.
type File struct {
	Path string // relative to the root of the site, with slashes
	Data []byte
}

// Files makes all downloads, sorted by path:
//
//   - data/<set>/<file>: each CSV and GeoJSON file of a published set, byte for byte;
//   - data/datapackage.json: their description, a Frictionless Data Package v1 (https://specs.frictionlessdata.io);
//   - api/v1/{soums,districts,aimags}/<code>.json: everything known of one place;
//   - api/v1/index.json: the list of those.
//
// readFile gets the path of a file from the root of the repository, as the catalog names it. The catalog, portal and figures
// must come from the same checked data; the errors, all joined, are files that cannot be read and records that do not fit
// together.
func Files(catalog *dataset.Catalog, portal *model.Portal, figures *derive.Figures, readFile func(path string) ([]byte, error)) ([]File, error) {
	copies, err := copyData(catalog, readFile)
	if err != nil {
		return nil, fmt.Errorf("opendata: %w", err)
	}
	w := &writer{catalog: catalog, portal: portal, figures: figures}
	files := slices.Clone(copies)
	files = w.add(files, dataDir+"/datapackage.json", w.dataPackage(copies))
	for _, p := range portal.Places {
		files = w.add(files, placeFile(p), w.place(p))
	}
	for _, a := range portal.Aimags {
		files = w.add(files, aimagFile(a), w.aimag(a))
	}
	files = w.add(files, apiDir+"/index.json", w.index())
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	for i := 1; i < len(files); i++ {
		if files[i].Path == files[i-1].Path {
			w.fail("two files at %s", files[i].Path)
		}
	}
	if err := errors.Join(w.errs...); err != nil {
		return nil, fmt.Errorf("opendata: %w", err)
	}
	return files, nil
}

// copyData reads every file of every set.
func copyData(catalog *dataset.Catalog, readFile func(path string) ([]byte, error)) ([]File, error) {
	var files []File
	var errs []error
	read := func(set, from string) {
		data, err := readFile(from)
		if err != nil {
			errs = append(errs, fmt.Errorf("read %s: %w", from, err))
			return
		}
		files = append(files, File{Path: copyPath(set, from), Data: data})
	}
	for _, s := range catalog.Sets {
		if !s.Published {
			continue
		}
		for _, t := range s.Tables {
			read(s.Name, t.Path)
		}
		for _, f := range s.Files {
			read(s.Name, f.Path)
		}
	}
	return files, errors.Join(errs...)
}

// writer makes the JSON files and gathers what does not fit together.
type writer struct {
	catalog *dataset.Catalog
	portal  *model.Portal
	figures *derive.Figures
	errs    []error
}

func (w *writer) fail(format string, args ...any) {
	w.errs = append(w.errs, fmt.Errorf(format, args...))
}

func (w *writer) add(files []File, path string, v any) []File {
	data, err := encode(v)
	if err != nil {
		w.fail("%s: %w", path, err)
	}
	return append(files, File{Path: path, Data: data})
}
