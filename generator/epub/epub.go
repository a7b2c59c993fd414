// Package epub makes electronic books (EPUB 3) of the courses, so that they can be read on a phone or reader without the
// portal. It is the only importer of go-epub.
//
// The library asks the clock for a date and leaves the order and times of the packed files to chance; here the package is
// packed anew, so that the same course always gives the same bytes.
package epub

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"

	goepub "github.com/go-shiori/go-epub"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	renderer "github.com/yuin/goldmark/renderer/html"

	"nutag/generator/plan"
)

// style keeps to what every reader can do; colours and fonts are the reader's own.
const style = `body{line-height:1.5}h1,h2,h3{line-height:1.25}table{border-collapse:collapse}th,td{border:1px solid;padding:.2em .4em;text-align:left}`

// Files makes one book for each edition, sorted by path.
func Files(editions []plan.Edition) ([]plan.File, error) {
	if err := goepub.Use(goepub.MemoryFS); err != nil {
		return nil, err
	}
	var files []plan.File
	for _, e := range editions {
		data, err := book(e)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.Path, err)
		}
		files = append(files, plan.File{Path: e.Path, Data: data})
	}
	slices.SortFunc(files, func(a, b plan.File) int { return cmp.Compare(a.Path, b.Path) })
	return files, nil
}

func book(e plan.Edition) ([]byte, error) {
	b, err := goepub.NewEpub(e.Title)
	if err != nil {
		return nil, err
	}
	b.SetLang(e.Lang)
	b.SetAuthor(e.Publisher)
	b.SetDescription(e.Description)
	b.SetIdentifier("nutag:course:" + e.ID + ":" + e.Lang)
	css, err := b.AddCSS("data:text/css;base64,"+base64.StdEncoding.EncodeToString([]byte(style)), "book.css")
	if err != nil {
		return nil, err
	}
	markdown := goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithParserOptions(parser.WithAttribute()), goldmark.WithRendererOptions(renderer.WithXHTML()))
	parent := ""
	for i, c := range e.Chapters {
		var body bytes.Buffer
		// Headings step down one level at a time: the title is h1, and ### of the text is h2.
		fmt.Fprintf(&body, "<h1>%s</h1>\n", html.EscapeString(c.Title))
		if err := markdown.Convert([]byte(strings.ReplaceAll("\n"+c.Body, "\n### ", "\n## ")), &body); err != nil {
			return nil, err
		}
		name := fmt.Sprintf("p%02d-%s.xhtml", i+1, c.ID) // an id of XML begins with a letter
		if c.Level > 1 && parent != "" {
			_, err = b.AddSubSection(parent, body.String(), c.Title, name, css)
		} else {
			parent, err = b.AddSection(body.String(), c.Title, name, css)
		}
		if err != nil {
			return nil, err
		}
	}
	var packed bytes.Buffer
	if _, err := b.WriteTo(&packed); err != nil {
		return nil, err
	}
	return repack(packed.Bytes(), e)
}

// navPoint is an entry of the old table of contents, whose number the library takes from the order of a map.
var navPoint = regexp.MustCompile(`id="navPoint-[0-9]+"`)

var modified = regexp.MustCompile(`(<meta property="dcterms:modified">)[^<]*(</meta>)`)

// repack writes the same files in a fixed order, with fixed times, the date of the facts, and the heading of the table of
// contents in the language of the book. The first file must be mimetype, stored as it is (EPUB OCF 4.3).
func repack(data []byte, e plan.Edition) ([]byte, error) {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	files := slices.Clone(in.File)
	slices.SortFunc(files, func(a, b *zip.File) int {
		if (a.Name == "mimetype") != (b.Name == "mimetype") {
			return map[bool]int{true: -1, false: 1}[a.Name == "mimetype"]
		}
		return cmp.Compare(a.Name, b.Name)
	})
	day, err := time.Parse(time.DateOnly, e.AsOf)
	if err != nil {
		return nil, fmt.Errorf("the date of the facts: %w", err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range files {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		content, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			return nil, err
		}
		switch {
		case strings.HasSuffix(f.Name, ".opf"):
			content = modified.ReplaceAll(content, []byte("${1}"+day.Format("2006-01-02T15:04:05Z")+"${2}"))
		case strings.HasSuffix(f.Name, "toc.ncx"):
			n := 0
			content = navPoint.ReplaceAllFunc(content, func([]byte) []byte {
				n++
				return fmt.Appendf(nil, `id="navPoint-%d"`, n)
			})
		case strings.HasSuffix(f.Name, "nav.xhtml"):
			content = bytes.Replace(content, []byte("<h1>Table of Contents</h1>"), []byte("<h1>"+html.EscapeString(e.Contents)+"</h1>"), 1)
		}
		h := &zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: day}
		if f.Name == "mimetype" {
			h = &zip.FileHeader{Name: f.Name, Method: zip.Store}
		}
		to, err := w.CreateHeader(h)
		if err != nil {
			return nil, err
		}
		if _, err := to.Write(content); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
