// Nutag builds, checks, serves and searches the portal of the soums of Mongolia. This file only names the real parts: it
// is the one place outside package site that links Hugo, so that everything else compiles and is tested in seconds.
package main

import (
	"context"
	"io/fs"
	"os"
	"runtime/debug"
	"strings"

	"nutag/generator/build"
	"nutag/generator/build/pipeline"
	"nutag/generator/cli"
	"nutag/generator/content"
	"nutag/generator/diag"
	"nutag/generator/plan"
	"nutag/generator/searchdocs"
	"nutag/generator/site"
	"nutag/search/doc"
	"nutag/search/engine"
	"nutag/search/export"
	"nutag/search/index"
	"nutag/search/runtime"
)

func main() {
	// Hugo and the index leave much garbage; collecting twice as often keeps a build under half a gigabyte for a tenth more time.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(50)
	}
	os.Exit(cli.Main(context.Background(), os.Args[1:], cli.OSStreams(), tools()))
}

func tools() cli.Tools {
	parts := build.Parts{
		Prose: func(root fs.FS) ([]plan.Prose, diag.List) { return content.Load(root, "content") },
		SearchDocs: func(in plan.Input, out plan.Output) ([]doc.Document, []doc.Synonyms, error) {
			docs, err := searchdocs.Documents(in.Portal, in.Figures, in.Bundle, out.Pages)
			return docs, searchdocs.Synonyms(in.Portal), err
		},
		Engine: func(ctx context.Context, dir, searchDir string) (index.Meta, error) {
			files, err := runtime.BuildEngine(ctx, dir, searchDir)
			return index.Meta{Engine: &files.Engine, Glue: &files.Glue}, err
		},
		Render: func(ctx context.Context, in build.RenderInput) error { return site.Render(ctx, site.Input(in)) },
	}
	return cli.Tools{
		Check: func(ctx context.Context, dir string, r pipeline.Reporter) (diag.List, error) {
			return build.Check(ctx, build.Options{Dir: dir}, parts, r)
		},
		Build: func(ctx context.Context, req cli.BuildRequest, r pipeline.Reporter) (diag.List, error) {
			return build.Build(ctx, build.Options(req), parts, r)
		},
		OpenSearch: func(dir string) (cli.Searcher, error) {
			e, err := engine.OpenSite(dir)
			if err != nil {
				return nil, err
			}
			return e, nil
		},
		ExportIndex: func(site, lang, dir string) (int, error) {
			shards, err := engine.SiteShards(site, lang)
			if err != nil {
				return 0, err
			}
			return len(shards), export.Write(dir, shards)
		},
		Texts: func(ctx context.Context, req cli.TextRequest, r pipeline.Reporter) ([]cli.TextFile, diag.List, error) {
			texts, list, err := build.Texts(ctx, build.Options{Dir: req.Dir}, parts, r, req.Lang, req.About, req.Kind == "sms", req.Latin)
			var files []cli.TextFile
			for _, t := range texts {
				files = append(files, cli.TextFile{Name: strings.ReplaceAll(t.ID, ":", "-") + "." + req.Lang + "." + req.Kind + ".txt", Data: t.Text})
			}
			return files, list, err
		},
		Self: os.Executable,
	}
}
