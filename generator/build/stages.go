package build

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"sync"

	"nutag/generator/assemble"
	"nutag/generator/build/output"
	"nutag/generator/build/pipeline"
	"nutag/generator/dataset"
	"nutag/generator/derive"
	"nutag/generator/diag"
	"nutag/generator/edition"
	"nutag/generator/epub"
	"nutag/generator/feeds"
	"nutag/generator/geo"
	"nutag/generator/hsds"
	"nutag/generator/model"
	"nutag/generator/opendata"
	"nutag/generator/outreach"
	"nutag/generator/plan"
	"nutag/generator/verify"
	"nutag/i18n"
	"nutag/i18n/check"
	"nutag/search/entry"
	"nutag/search/folder"
	"nutag/search/index"
	"nutag/search/instant"
)

// portal is one build under way: what each stage leaves for the later ones. Stages of one group write different fields;
// only the problems are shared between them.
type portal struct {
	Options
	parts Parts
	root  fs.FS
	into  string // folder that is being filled

	mu       sync.Mutex
	problems diag.List

	catalog *dataset.Catalog
	shapes  *geo.Shapes
	world   *geo.World
	bundle  *i18n.Bundle
	prose   []plan.Prose
	lessons *model.Training
	model   *model.Portal
	figures *derive.Figures
	planned plan.Output
	langs   map[string]entry.Language
	meta    index.Meta
	entry   entry.Entry
}

func (p *portal) add(list diag.List) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.problems = append(p.problems, list...)
}

func (p *portal) sorted() diag.List {
	p.problems.Sort()
	return p.problems
}

func (p *portal) readData(context.Context) (pipeline.Count, error) {
	catalog, list := dataset.Load(p.root, "data")
	p.catalog = catalog
	p.add(list)
	rows := 0
	for _, s := range catalog.Sets {
		for _, t := range s.Tables {
			rows += len(t.Rows)
		}
	}
	return pipeline.Count{N: rows, Of: "rows"}, nil
}

// readBorders leaves shapes nil after a problem. That a file is missing is told by the data stage, with its set.yaml.
func (p *portal) readBorders(context.Context) (pipeline.Count, error) {
	var in geo.Input
	var open []io.Closer
	defer func() {
		for _, f := range open {
			f.Close()
		}
	}()
	for name, to := range map[string]*io.Reader{
		"boundaries/soums.geojson": &in.Soums, "boundaries/aimags.geojson": &in.Aimags,
		"water/lakes.geojson": &in.Lakes, "water/rivers.geojson": &in.Rivers,
	} {
		f, err := p.root.Open("data/" + name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return pipeline.Count{}, err
		}
		open = append(open, f)
		*to = f
	}
	if in.Soums == nil || in.Aimags == nil {
		return pipeline.Count{}, nil
	}
	shapes, err := geo.Load(in)
	if err != nil {
		p.add(diag.List{{File: "data/boundaries", Message: err.Error(), RuleID: "borders", RuleFile: "data/boundaries/set.yaml",
			Fix: "take the file from its source again; borders are not edited by hand"}})
		return pipeline.Count{}, nil
	}
	p.shapes = shapes
	if err := p.readWorld(); err != nil {
		return pipeline.Count{}, err
	}
	return pipeline.Count{N: len(shapes.Codes()), Of: "shapes"}, nil
}

// readWorld leaves world nil after a problem, as readBorders does.
func (p *portal) readWorld() error {
	f, err := p.root.Open("data/world/countries.geojson")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	if p.world, err = geo.LoadWorld(f); err != nil {
		p.add(diag.List{{File: "data/world/countries.geojson", Message: err.Error(), RuleID: "borders", RuleFile: "data/world/set.yaml",
			Fix: "take the file from its source again; outlines are not edited by hand"}})
	}
	return nil
}

func (p *portal) readMessages(context.Context) (pipeline.Count, error) {
	list := check.Check(p.root, check.Repository())
	p.add(list)
	if list.Errors() > 0 {
		return pipeline.Count{}, nil
	}
	messages, err := fs.Sub(p.root, "i18n/messages")
	if err != nil {
		return pipeline.Count{}, err
	}
	if p.bundle, err = i18n.Load(messages); err != nil {
		return pipeline.Count{}, err
	}
	n := 0
	for _, lang := range i18n.Langs() {
		src, err := i18n.ReadFile(messages, lang+".yaml")
		if err != nil {
			return pipeline.Count{}, err
		}
		f, _ := i18n.ParseFile(lang+".yaml", src)
		n += len(f.Messages)
	}
	return pipeline.Count{N: n, Of: "messages"}, nil
}

func (p *portal) readProse(context.Context) (pipeline.Count, error) {
	prose, list := p.parts.Prose(p.root)
	p.prose = prose
	p.add(list)
	return pipeline.Count{N: len(prose), Of: "texts"}, nil
}

// assemble runs after errors too: it checks the tables that are sound, and leaves out what needs borders that are not.
func (p *portal) assemble(context.Context) (pipeline.Count, error) {
	var shapes assemble.Geometry
	if p.shapes != nil {
		shapes = p.shapes
	}
	m, list := assemble.Assemble(p.root, p.catalog, shapes)
	p.model = m
	p.add(list)
	if m == nil {
		return pipeline.Count{}, nil
	}
	return pipeline.Count{N: len(m.Places), Of: "places"}, nil
}

func (p *portal) derive(context.Context) (pipeline.Count, error) {
	limits, err := assemble.BandLimits(p.catalog)
	if err != nil {
		return pipeline.Count{}, err
	}
	figures, err := derive.Compute(derive.Input{Portal: p.model, Shapes: p.shapes, Limits: limits})
	if err != nil {
		return pipeline.Count{}, &pipeline.BugError{Stage: "derive", What: err.Error()}
	}
	p.figures = figures
	return pipeline.Count{N: len(p.model.Places) + len(p.model.Aimags), Of: "profiles"}, nil
}

func (p *portal) planInput() plan.Input {
	return plan.Input{Portal: p.model, Figures: p.figures, Shapes: p.shapes, World: p.world, Bundle: p.bundle, Prose: p.prose, Training: p.lessons, BaseURL: p.BaseURL, Edition: p.Edition}
}

func (p *portal) plan(context.Context) (pipeline.Count, error) {
	if code := p.Edition.Aimag(); code != "" && p.model.Aimag(code) == nil {
		return pipeline.Count{}, &edition.ParseError{Name: p.Edition.String()}
	}
	out, err := plan.Build(p.planInput())
	if err != nil {
		return pipeline.Count{}, &pipeline.BugError{Stage: "plan", What: err.Error()}
	}
	p.planned = out
	return pipeline.Count{N: len(out.Pages), Of: "pages"}, nil
}

// writePages renders in a workspace that lies in the repository, where a person can look at it. Builds of different
// outputs share it, one after the other.
func (p *portal) writePages(ctx context.Context) (pipeline.Count, error) {
	workspace := filepath.Join(p.Dir, ".build", "site")
	unlock, err := output.Wait(ctx, workspace+".lock")
	if err != nil {
		return pipeline.Count{}, err
	}
	defer unlock()
	err = p.parts.Render(ctx, RenderInput{
		Pages: p.planned.Pages, ThemeDir: filepath.Join(p.Dir, "themes", "nutag"), MessagesDir: filepath.Join(p.Dir, "i18n", "messages"),
		Workspace: workspace, OutDir: p.into, Params: p.params(),
	})
	if ctx.Err() != nil {
		return pipeline.Count{}, ctx.Err()
	}
	if err != nil {
		p.add(diag.List{renderProblem(p.Dir, err)})
		return pipeline.Count{}, nil
	}
	return pipeline.Count{N: len(p.planned.Pages), Of: "pages"}, nil
}

// params are the values that every page may use.
func (p *portal) params() map[string]any {
	credit := map[string]any{} // borders are on pages of all kinds, so their credit stands in the footer
	if s := p.model.Set("boundaries"); s != nil {
		for _, lang := range i18n.Langs() {
			credit[lang] = s.Licence.In(lang)
		}
	}
	params := map[string]any{"base_url": p.BaseURL, "boundary_credit": credit, "index_format": entry.Format, "training": len(p.lessons.Courses) > 0, "charts": p.Edition.Charts(), "outreach": p.Edition.Holds(i18n.MN + "/outreach.html")}
	if !p.Edition.Full() {
		params["edition"] = p.planned.Holds
	}
	return params
}

func (p *portal) writeFiles(ctx context.Context) (pipeline.Count, error) {
	w, err := newFileWriter(p.into, p.Edition.Holds)
	if err != nil {
		return pipeline.Count{}, err
	}
	defer w.close()
	for _, f := range p.planned.Files {
		if err := w.write(ctx, f.Path, f.Data); err != nil {
			return pipeline.Count{}, err
		}
	}
	return pipeline.Count{N: w.written, Of: "files"}, nil
}

// writeCodes draws the QR codes of the printed sheets.
func (p *portal) writeCodes(ctx context.Context) (pipeline.Count, error) {
	w, err := newFileWriter(p.into, p.Edition.Holds)
	if err != nil {
		return pipeline.Count{}, err
	}
	defer w.close()
	for _, c := range p.planned.Codes {
		if !p.Edition.Holds(c.Path) {
			continue
		}
		svg, err := outreach.SVG(c.Text)
		if err != nil {
			return pipeline.Count{}, &pipeline.BugError{Stage: "codes", What: c.Path + ": " + err.Error()}
		}
		if err := w.write(ctx, c.Path, svg); err != nil {
			return pipeline.Count{}, err
		}
	}
	return pipeline.Count{N: len(p.planned.Codes), Of: "codes"}, nil
}

func (p *portal) writeBooks(ctx context.Context) (pipeline.Count, error) {
	files, err := epub.Files(p.planned.Editions)
	if err != nil {
		return pipeline.Count{}, &pipeline.BugError{Stage: "books", What: err.Error()}
	}
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
	return pipeline.Count{N: w.written, Of: "books"}, nil
}

func (p *portal) writeDownloads(ctx context.Context) (pipeline.Count, error) {
	pages := p.planned.Whole().Addresses(p.model) // records are made of all, and written of those that the edition holds
	files, err := opendata.Files(opendata.Input{
		Catalog: p.catalog, Portal: p.model, Figures: p.figures, Training: p.lessons, Words: p.bundle, Pages: pages,
		ReadFile: func(name string) ([]byte, error) { return fs.ReadFile(p.root, name) },
	})
	if err != nil {
		return pipeline.Count{}, err
	}
	changed, err := feeds.Files(feeds.Input{Portal: p.model, Words: p.bundle, Pages: pages, BaseURL: p.BaseURL})
	if err != nil {
		return pipeline.Count{}, err
	}
	directory, err := hsds.Files(hsds.Input{Portal: p.model, Words: p.bundle, Pages: pages})
	if err != nil {
		return pipeline.Count{}, err
	}
	for _, f := range directory {
		files = append(files, opendata.File(f))
	}
	for _, f := range changed {
		files = append(files, opendata.File(f))
	}
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
	return pipeline.Count{N: w.written, Of: "files"}, nil
}

func (p *portal) searchDir() string { return filepath.Join(p.into, "search") }

func (p *portal) writeIndex(context.Context) (pipeline.Count, error) {
	docs, synonyms, err := p.parts.SearchDocs(p.planInput(), p.planned.Whole())
	if err != nil {
		return pipeline.Count{}, &pipeline.BugError{Stage: "index", What: err.Error()}
	}
	docs = p.held(docs)
	if p.langs, err = index.WriteLanguages(p.searchDir(), docs, synonyms); err != nil {
		return pipeline.Count{}, fmt.Errorf("search index: %w", err)
	}
	lists, err := instant.Write(p.searchDir(), docs)
	if err != nil {
		return pipeline.Count{}, err
	}
	for lang, l := range p.langs {
		f := lists[lang]
		l.Instant = &f
		p.langs[lang] = l
	}
	return pipeline.Count{N: len(docs), Of: "documents"}, nil
}

func (p *portal) writeEngine(ctx context.Context) (pipeline.Count, error) {
	meta, err := p.parts.Engine(ctx, p.Dir, p.searchDir())
	if err != nil {
		return pipeline.Count{}, fmt.Errorf("search engine for the browser: %w", err)
	}
	p.meta = meta
	if meta.Engine == nil {
		return pipeline.Count{}, nil
	}
	return pipeline.Count{N: meta.Engine.Size >> 10, Of: "KiB packed"}, nil
}

func (p *portal) writeEntry(context.Context) (pipeline.Count, error) {
	e, err := index.WriteEntry(p.searchDir(), p.langs, p.meta)
	if err != nil {
		return pipeline.Count{}, fmt.Errorf("search entry: %w", err)
	}
	p.entry = e
	return pipeline.Count{N: len(e.Languages), Of: "languages"}, nil
}

// writeFolder repeats the files of the search as scripts, for a portal that is opened from a folder.
func (p *portal) writeFolder(context.Context) (pipeline.Count, error) {
	_, size, err := folder.Write(p.searchDir(), p.entry, instant.EntryName)
	return pipeline.Count{N: size >> 10, Of: "KiB of scripts"}, err
}

func (p *portal) verify(context.Context) (pipeline.Count, error) {
	sum, list := verify.Verify(p.into, verify.Options{BaseURL: p.BaseURL, Unweighed: p.model.Site.Synthetic})
	for i := range list {
		list[i].File = path.Join(rejected, list[i].File) // where runBuild puts a portal with errors
	}
	p.add(list)
	return pipeline.Count{N: sum.Links, Of: "links"}, nil
}
