package build

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"nutag/generator/build/pipeline"
	"nutag/generator/trim"
	"nutag/i18n"
	"nutag/search/doc"
)

// held are those of the documents whose page the edition has.
func (p *portal) held(docs []doc.Document) []doc.Document {
	return slices.DeleteFunc(docs, func(d doc.Document) bool {
		address, _, _ := strings.Cut(d.URL, "#")
		return !p.Edition.Holds(address)
	})
}

// trim turns the links to what the edition leaves out into text.
func (p *portal) trim(ctx context.Context) (pipeline.Count, error) {
	words := map[string]*i18n.Localizer{}
	for _, lang := range i18n.Langs() {
		words[lang] = p.bundle.Localizer(lang)
	}
	n, err := trim.Folder(ctx, p.into, trim.Options{Holds: p.Edition.Holds, Mark: func(lang string) string {
		w, ok := words[lang]
		if !ok { // the pages at the root
			w = words[i18n.MN]
		}
		return w.T("edition_absent")
	}})
	return pipeline.Count{N: n, Of: "links left out"}, err
}

// size tells what a copy of the portal takes: who carries it must know whether it fits.
func (p *portal) size(ctx context.Context) (pipeline.Count, error) {
	var bytes int64
	files := 0
	err := filepath.WalkDir(p.into, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		bytes += info.Size()
		files++
		return ctx.Err()
	})
	return pipeline.Count{N: int(bytes >> 10), Of: fmt.Sprintf("KiB in %d files, edition %s", files, p.Edition)}, err
}
