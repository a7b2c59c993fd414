package build

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"nutag/generator/build/pipeline"
	"nutag/generator/pwa"
	"nutag/i18n"
)

// iconFile is the drawing of the app's icon.
const iconFile = "themes/nutag/assets/icon.svg"

// writeApp writes what a browser needs to install the portal.
func (p *portal) writeApp(ctx context.Context) (pipeline.Count, error) {
	svg, err := fs.ReadFile(p.root, iconFile)
	if err != nil {
		return pipeline.Count{}, err
	}
	var apps []pwa.App
	for _, lang := range i18n.Langs() {
		w := p.bundle.Localizer(lang)
		apps = append(apps, pwa.App{Lang: lang, Name: w.T("site_name"), Description: w.T("app_description")})
	}
	files, err := pwa.AppFiles(apps, svg)
	if err != nil {
		return pipeline.Count{}, fmt.Errorf("%s: %w", iconFile, err)
	}
	return p.writePWA(ctx, files, "files")
}

// writeLists lists the finished files for browsers that keep the portal on a device. Only verify comes after it.
func (p *portal) writeLists(ctx context.Context) (pipeline.Count, error) {
	files, err := pwa.Lists(os.DirFS(p.into), func(address string) bool {
		return strings.HasSuffix(address, "/release.html") // nutag release puts its number into it
	})
	if err != nil {
		return pipeline.Count{}, err
	}
	return p.writePWA(ctx, files, "lists")
}

func (p *portal) writePWA(ctx context.Context, files []pwa.File, of string) (pipeline.Count, error) {
	w, err := newFileWriter(p.into, p.Edition.Holds)
	if err != nil {
		return pipeline.Count{}, err
	}
	defer w.close()
	for _, f := range files {
		if err := w.write(ctx, f.Path, f.Data); err != nil {
			return pipeline.Count{}, err
		}
	}
	return pipeline.Count{N: w.written, Of: of}, nil
}
