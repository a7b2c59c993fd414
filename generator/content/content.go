// Package content reads the prose of the portal: Markdown files in pairs, name.mn.md and name.en.md, with a title and a
// description in front. It exists so that a page that lacks its twin, says less in one language or links to nowhere stops
// the build instead of reaching a reader: Hugo would not tell.
package content

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"nutag/generator/diag"
	"nutag/generator/plan"
	"nutag/generator/source"
	"nutag/i18n"
)

// Limits of a prose page; the longest has a few thousand bytes. Title and description are what a search result or a
// preview shows.
const (
	maxFileBytes        = 256 << 10
	maxTitleRunes       = 80
	maxDescriptionRunes = 200
)

// rulesFile is where a person reads how a page of prose is written.
const rulesFile = "docs/howto/add-a-page-kind.md"

// fileName is a page's path below the folder: folders and names in kebab case, then the language.
var fileName = regexp.MustCompile(`^((?:[a-z0-9]+(?:-[a-z0-9]+)*/)*[a-z0-9]+(?:-[a-z0-9]+)*)\.(mn|en)\.md$`)

// training is the folder below the content that package training reads: lessons have rules of their own.
const training = "training"

// Load reads every page below the folder dir of fsys, sorted by id and then by language in the portal's order, and all
// problems of them. A page's id is its path below dir without language and extension, for example "guides/moving". A page
// whose front matter or text is missing is left out.
func Load(fsys fs.FS, dir string) ([]plan.Prose, diag.List) {
	var list diag.List
	parsed := map[string]map[string]*parsedPage{} // id, language
	err := fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && name == dir+"/"+training {
			return fs.SkipDir
		}
		if err != nil || d.IsDir() {
			return err
		}
		m := fileName.FindStringSubmatch(strings.TrimPrefix(name, dir+"/"))
		if m == nil {
			list.Add(diag.Problem{File: name, RuleFile: rulesFile, RuleID: "content-name", Message: fmt.Sprintf("%s is not the name of a page", diag.Quote(path.Base(name))), Fix: "name it like about.mn.md, in lower case, or move it out of " + dir})
			return nil
		}
		if parsed[m[1]] == nil {
			parsed[m[1]] = map[string]*parsedPage{}
		}
		page, problems := read(fsys, name, m[1], m[2])
		list.Add(problems...)
		parsed[m[1]][m[2]] = page // nil when unreadable: the twin is not missing
		return nil
	})
	if err != nil {
		list.Add(diag.Problem{File: dir, RuleFile: rulesFile, RuleID: "content-read", Message: fmt.Sprintf("the folder cannot be read: %v", err), Fix: "restore the folder from the repository"})
	}
	ids := make([]string, 0, len(parsed))
	for id := range parsed {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	var pages []plan.Prose
	for _, id := range ids {
		comparePair(dir, id, parsed[id], &list)
		for _, lang := range i18n.Langs() {
			if p := parsed[id][lang]; p != nil && p.complete {
				pages = append(pages, p.Prose)
			}
		}
	}
	list.Sort()
	return pages, list
}

// frontKeys are the keys of the front matter; all are compulsory.
var frontKeys = []string{"title", "description"}

func read(fsys fs.FS, name, id, lang string) (*parsedPage, diag.List) {
	text, list := source.ReadText(fsys, name, maxFileBytes)
	if text == nil || list.Errors() > 0 {
		return nil, list
	}
	const fix = "begin the file with --- and title, description, and close it with ---"
	if text.Line(1) != "---" {
		list.Add(problem(text, 1, 1, 1, "content-front", "the file does not begin with front matter", fix))
		return nil, list
	}
	end := slices.Index(text.Lines[1:], "---") + 1
	if end == 0 {
		list.Add(problem(text, 1, 1, 3, "content-front", "the front matter is not closed", fix))
		return nil, list
	}
	p := &parsedPage{text: text, file: name, bodyLine: end + 2, Prose: plan.Prose{ID: id, Lang: lang}}
	p.Body = strings.Join(text.Lines[end+1:], "\n")
	front := p.front(strings.Join(text.Lines[1:end], "\n"), &list)
	p.complete = p.body(&list) && front
	return p, list
}

// front reads title and description.
func (p *parsedPage) front(front string, list *diag.List) bool {
	// An empty first line stands for the opening ---, so that places are those of the file.
	yaml, problems := source.ParseYAML(p.file, []byte("\n"+front+"\n"))
	list.Add(problems...)
	if yaml == nil || problems.Errors() > 0 {
		return false
	}
	if yaml.Root == nil || yaml.Root.Kind != source.Mapping {
		list.Add(p.problem(2, 1, 1, "content-front", "the front matter is not a list of keys", "write title: … and description: …"))
		return false
	}
	ok := true
	bad := func(n *source.Node, message, fix string) {
		list.Add(p.problem(n.Line, n.Col, n.Width, "content-key", message, fix))
		ok = false
	}
	values := map[string]string{}
	for _, e := range yaml.Root.Entries {
		key := e.Key.Value
		switch {
		case !slices.Contains(frontKeys, key):
			fix := "delete it; known are title and description"
			if near := diag.Nearest(key, frontKeys); near != "" {
				fix = "write " + near
			}
			bad(e.Key, "unknown key "+diag.Quote(key), fix)
		case e.Value == nil || e.Value.Kind != source.Scalar || strings.TrimSpace(e.Value.Value) == "":
			bad(e.Key, key+" has no text", "write it on the same line")
		default:
			values[key] = e.Value.Value
			p.value(key, e.Value, bad)
		}
	}
	for _, key := range frontKeys {
		if yaml.Root.Get(key) == nil {
			list.Add(p.problem(1, 1, 3, "content-key", "the front matter lacks "+key, "add a line "+key+": …"))
			ok = false
		}
	}
	p.Title, p.Description = values["title"], values["description"]
	return ok
}

func (p *parsedPage) value(key string, n *source.Node, bad func(n *source.Node, message, fix string)) {
	limit := maxTitleRunes
	if key == "description" {
		limit = maxDescriptionRunes
	}
	if count := utf8.RuneCountInString(n.Value); count > limit {
		bad(n, fmt.Sprintf("%s has %d letters, at most %d are shown", key, count, limit), "shorten it")
	}
}

func problem(text *source.Text, line, col, width int, rule, message, fix string) diag.Problem {
	p := text.Problem(line, col, width, rule, message, fix)
	p.RuleFile, p.RuleLine = rulesFile, 0
	return p
}

func (p *parsedPage) problem(line, col, width int, rule, message, fix string) diag.Problem {
	return problem(p.text, line, col, width, rule, message, fix)
}
