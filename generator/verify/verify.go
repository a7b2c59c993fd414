// Package verify looks at the finished portal as a reader's browser, a slow line and a
// careful host would, and tells everything that is wrong before the output goes live.
//
// It exists because the stages before it can each be right and the whole still wrong: a
// link to a page that another stage did not write, a heading whose section is empty for
// one soum in 330, a page that grew over its budget. It reads only the output folder and
// knows nothing of the data, so it cannot repeat a mistake of the code that wrote it.
package verify

import (
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"sync"

	"nutag/generator/diag"
)

// Options say what cannot be seen from the output alone.
type Options struct {
	// BaseURL is the address that the portal was built for, with or without a final slash; empty
	// for a portal that works at any address. Only with it are a sitemap and absolute
	// canonical and hreflang links expected.
	BaseURL string
	// Unweighed leaves the budgets out: for a synthetic portal of many times the size, whose lists are longer
	// than any that a reader will see.
	Unweighed bool
}

// Summary counts what was looked at, for the stage line of the build.
type Summary struct {
	Pages int // HTML pages
	Files int // all files
	Links int // references from pages, style sheets and drawings that were followed
}

// Langs are the languages of the portal, each a folder of the output. Mongolian comes first.
func Langs() []string { return []string{"mn", "en"} }

// Verify checks the portal in dir. Problems come in the order of their place; the same problem on many pages
// is told once, at the first page, with the number of the others. Files of problems are
// paths relative to dir. Nothing is written.
func Verify(dir string, options Options) (Summary, diag.List) {
	var list findings
	files := walk(dir, &list)
	documents := readAll(dir, files, !options.Unweighed)

	site := &site{base: strings.TrimSuffix(options.BaseURL, "/"), byPath: make(map[string]*document, len(documents))}
	summary := Summary{Files: len(files)}
	for _, d := range documents {
		site.byPath[d.path] = d
		site.documents = append(site.documents, d)
		list = append(list, d.findings...)
		summary.Links += len(d.refs)
		if d.kind == kindHTML {
			summary.Pages++
		}
	}
	list = append(list, site.checkReferences()...)
	list = append(list, site.checkOrphans()...)
	list = append(list, site.checkLanguages()...)
	if !options.Unweighed {
		list = append(list, site.checkStyleWeight()...)
	}
	list = append(list, site.checkSitemap()...)
	return summary, report(list)
}

// walk lists all files of dir as sorted slash paths and judges their names.
func walk(dir string, list *findings) []string {
	var files []string
	err := filepath.WalkDir(dir, func(name string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		relative = filepath.ToSlash(relative)
		switch {
		case entry.IsDir():
		case !entry.Type().IsRegular():
			list.add(relative, place{}, ruleName, "%q is not a plain file", relative)
		default:
			files = append(files, relative)
		}
		return nil
	})
	if err != nil {
		list.add(".", place{}, ruleRead, "the output folder cannot be read: %v", err)
	}
	sort.Strings(files)
	checkNames(files, list)
	return files
}

// readAll parses the files on all cores. The result has the order of files, so that
// nothing depends on which core was faster. Without weighed no file is compressed.
func readAll(dir string, files []string, weighed bool) []*document {
	documents := make([]*document, len(files))
	next := make(chan int)
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			var weights *scale
			if weighed {
				weights = newScale()
			}
			for i := range next {
				documents[i] = read(dir, files[i], weights)
			}
		})
	}
	for i := range files {
		next <- i
	}
	close(next)
	group.Wait()
	return documents
}
