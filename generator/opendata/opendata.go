// Package opendata makes what other programs read: copies of the data sets with their description, and one JSON file for
// each record of the portal, with schemas and a description of them all.
//
// It exists so that whoever wants to check or reuse a figure gets it with its year, sources and cautions and need not read
// pages. It does no input or output of its own: the caller gives a function that reads files and writes what comes back.
package opendata

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"nutag/generator/dataset"
	"nutag/generator/derive"
	"nutag/generator/model"
	"nutag/i18n"
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

// Input is what the downloads are made from. Everything must come from the same checked data.
type Input struct {
	Catalog  *dataset.Catalog
	Portal   *model.Portal
	Figures  *derive.Figures
	Training *model.Training // nil: none
	Words    *i18n.Bundle
	// Pages are the addresses of the pages of records in both languages, relative to the root of the site, by kind/id in small
	// letters.
	Pages map[string]model.Text
	// ReadFile gets the path of a file from the root of the repository, as the catalog names it.
	ReadFile func(path string) ([]byte, error)
}

// Files makes all downloads, sorted by path:
//
//   - data/<set>/<file>: each file of a published set, byte for byte;
//   - data/datapackage.json: their description, a Frictionless Data Package v1 (https://specs.frictionlessdata.io);
//   - api/v1/<kind plural>/<id>.json: everything known of one record, and index.json beside them, the list of all;
//   - api/v1/schema/<kind>.json: what such a record holds, in JSON Schema 2020-12;
//   - api/v1/openapi.json and api/v1/index.json: the way to all of these.
//
// The errors, all joined, are files that cannot be read and records that do not fit together.
func Files(in Input) ([]File, error) {
	copies, err := copyData(in.Catalog, in.ReadFile)
	if err != nil {
		return nil, fmt.Errorf("opendata: %w", err)
	}
	w := &writer{catalog: in.Catalog, portal: in.Portal, figures: in.Figures, training: in.Training, words: in.Words, addresses: in.Pages}
	w.all = w.kinds()
	files := slices.Clone(copies)
	files = w.add(files, dataDir+"/datapackage.json", w.dataPackage(copies))
	made := map[string][]record{}
	for _, k := range w.all {
		made[k.name] = k.records()
		for _, r := range made[k.name] {
			files = w.add(files, k.file(r), r.Value)
		}
		files = w.add(files, k.list(), w.list(k, made[k.name]))
	}
	schemas := w.schemas()
	for _, s := range schemas {
		files = w.add(files, s.file, s.schema)
	}
	files = w.add(files, openAPIFile, w.openAPI(made, schemas))
	files = w.add(files, apiDir+"/index.json", w.index(made))
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
	catalog   *dataset.Catalog
	portal    *model.Portal
	figures   *derive.Figures
	training  *model.Training
	words     *i18n.Bundle
	addresses map[string]model.Text
	all       []*kind // by name
	errs      []error
}

// pages are the addresses of the pages of a record.
func (w *writer) pages(id string) text {
	p, ok := w.addresses[strings.ToLower(id)]
	if !ok {
		w.fail("%s: no page", id)
	}
	return text(p)
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
