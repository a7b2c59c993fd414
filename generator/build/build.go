// Package build knows the order in which the portal is made, and nothing of how: every stage is the work of another
// package. It also holds the promise of the command: the output folder is replaced as a whole, or not at all.
package build

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"nutag/generator/build/pipeline"
	"nutag/generator/diag"
	"nutag/generator/edition"
	"nutag/generator/plan"
	"nutag/search/doc"
	"nutag/search/index"
)

// Options say what to build from, where to, and for which address.
type Options struct {
	Dir     string // root of the repository
	Out     string // output folder; not used by Check
	BaseURL string // absolute address of the portal with a final slash, or "" when it may stand anywhere
	Edition edition.Edition
}

// RenderInput is what the renderer of pages needs. It has the fields of site.Input, which this package cannot name: only
// main.go and package site link Hugo, so that everything else compiles and is tested in seconds.
type RenderInput struct {
	Pages       []plan.Page
	ThemeDir    string
	MessagesDir string
	Workspace   string
	OutDir      string
	Params      map[string]any
}

// Parts are the stages that this package does not call by itself, because they link what is heavy (Hugo) or start other
// programs (the compiler), or because tests put something small in their place. main.go names the real ones. A part that
// is nil is left out, with its stage: a portal without a search engine, say, is still a portal.
type Parts struct {
	// Prose reads and checks the content folder of the repository.
	Prose func(root fs.FS) ([]plan.Prose, diag.List)
	// SearchDocs gives one search document for each page and language that can be found, and the synonyms of the search.
	SearchDocs func(plan.Input, plan.Output) ([]doc.Document, []doc.Synonyms, error)
	// Engine builds the search engine for the browser from the repository dir into searchDir and says what it wrote.
	Engine func(ctx context.Context, dir, searchDir string) (index.Meta, error)
	// Render writes the pages.
	Render func(context.Context, RenderInput) error
}

// Check reads and checks all input and writes nothing. The list is sorted; the error is for what no change of the input
// can mend (a *pipeline.BugError, an interrupt, an unreadable disk).
func Check(ctx context.Context, o Options, parts Parts, r pipeline.Reporter) (diag.List, error) {
	p := &portal{Options: o, parts: parts, root: os.DirFS(o.Dir)}
	err := runCheck(ctx, r, p.work())
	return p.sorted(), err
}

// Build checks the input and, when the list holds no error, replaces the output folder. Otherwise the folder is as it
// was. A folder that may not be replaced is an *output.RefusedError.
func Build(ctx context.Context, o Options, parts Parts, r pipeline.Reporter) (diag.List, error) {
	if err := mayHold(o.Dir, o.Out); err != nil {
		return nil, err
	}
	p := &portal{Options: o, parts: parts, root: os.DirFS(o.Dir)}
	err := runBuild(ctx, o.Out, filepath.Join(o.Dir, filepath.FromSlash(rejected)), r, p.work())
	return p.sorted(), err
}

// work is the order of a build, all of it. What stands in one group runs at the same time.
func (p *portal) work() work {
	type stages = []pipeline.Stage
	one := func(name string, run func(context.Context) (pipeline.Count, error)) stages {
		return stages{{Name: name, Run: run}}
	}
	maybe := func(has bool, s stages) stages {
		if !has {
			return nil
		}
		return s
	}
	hasProse, hasEngine, hasIndex := p.parts.Prose != nil, p.parts.Engine != nil, p.parts.SearchDocs != nil
	return work{
		problems: &p.problems,
		check: []group{
			{stages: slices.Concat(one("data", p.readData), one("borders", p.readBorders), one("messages", p.readMessages),
				one("lessons", p.readTraining), maybe(hasProse, one("prose", p.readProse)))},
			{stages: one("assemble", p.assemble), despite: true},
			{stages: slices.Concat(one("derive", p.derive), one("learn", p.checkTraining))},
			{stages: one("plan", p.plan)},
		},
		write: func(dir string) []stages {
			p.into = dir
			return []stages{
				// Pages and engine take longest; they begin first.
				slices.Concat(maybe(p.parts.Render != nil, one("pages", p.writePages)), maybe(hasEngine, one("engine", p.writeEngine)),
					maybe(hasIndex, one("index", p.writeIndex)), one("downloads", p.writeDownloads), one("files", p.writeFiles), one("books", p.writeBooks), one("codes", p.writeCodes),
					one("reading", p.reportReading), one("app", p.writeApp)),
				maybe(hasIndex, one("entry", p.writeEntry)), // names what index and engine wrote
				maybe(hasIndex, one("folder", p.writeFolder)),
				maybe(!p.Edition.Full(), one("trim", p.trim)), // after everything that writes pages
				one("keep", p.writeLists),                     // of all files as they stay
				one("verify", p.verify),
				one("size", p.size),
			}
		},
	}
}
