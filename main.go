// Nutag builds, checks, serves and searches the portal of the soums of Mongolia. This file only names the real parts: it
// is the one place outside package site that links Hugo, so that everything else compiles and is tested in seconds.
package main

import (
	"context"
	"io/fs"
	"os"
	"runtime/debug"

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
		SearchDocs: func(in plan.Input, out plan.Output) ([]doc.Document, error) {
			return searchdocs.Documents(in.Portal, in.Figures, in.Bundle, out.Pages)
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
			return searcher{e}, nil
		},
		Self: os.Executable,
	}
}

// searcher gives the engine the form of the command line, whose JSON is a promise of its own.
type searcher struct{ engine *engine.Engine }

func (s searcher) Search(ctx context.Context, r cli.SearchRequest) (cli.SearchResult, error) {
	res, err := s.engine.Search(ctx, engine.Request{Query: r.Query, Lang: r.Lang, Limit: r.Limit})
	if err != nil {
		return cli.SearchResult{}, err
	}
	out := cli.SearchResult{Query: res.Query, Lang: res.Lang, Total: res.Total, TookMS: res.TookMS}
	for _, h := range res.Hits {
		out.Hits = append(out.Hits, cli.Hit{ID: h.ID, Lang: h.Lang, Kind: h.Kind, URL: h.URL, Title: h.Title, Score: h.Score, Snippet: h.Snippet})
	}
	return out, nil
}
