// Package content reads the prose of the portal: Markdown files in pairs, name.mn.md and name.en.md, with a title and a
// description in front. It checks what Hugo would not: that both languages exist, that they have the same sections and
// lists, and that nothing in front is missing or misspelt.
package content

import (
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"

	"github.com/goccy/go-yaml"

	"nutag/generator/diag"
	"nutag/generator/plan"
	"nutag/generator/source"
	"nutag/i18n"
)

const (
	rulesFile = "docs/howto/add-a-page-kind.md"
	maxBytes  = 256 << 10 // of one file; the longest page is a few thousand
)

// page is one file with what it needs to be compared with its twin.
type page struct {
	plan.Prose
	file    string
	outline []string // markers of headings and list items, in order
}

// Load reads every page below the folder dir of fsys. With errors in the list, the pages are those without any.
func Load(fsys fs.FS, dir string) ([]plan.Prose, diag.List) {
	var problems diag.List
	pages := map[string]map[string]page{} // id, language
	err := fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		stem, lang, ok := nameOf(strings.TrimPrefix(name, dir+"/"))
		if !ok {
			problems.Add(problem(name, 0, "content-name", "the file is no page", "name it like about.mn.md, or move it out of "+dir))
			return nil
		}
		p, list := read(fsys, name)
		problems.Add(list...)
		if list.Errors() > 0 {
			return nil
		}
		p.ID, p.Lang = stem, lang
		if pages[stem] == nil {
			pages[stem] = map[string]page{}
		}
		pages[stem][lang] = p
		return nil
	})
	if err != nil {
		problems.Add(problem(dir, 0, "content-read", "the folder cannot be read", "restore the folder from the repository"))
	}
	ids := make([]string, 0, len(pages))
	for id := range pages {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	var out []plan.Prose
	for _, id := range ids {
		problems.Add(twins(pages[id])...)
		for _, lang := range i18n.Langs() {
			if p, ok := pages[id][lang]; ok {
				out = append(out, p.Prose)
			}
		}
	}
	return out, problems
}

// nameOf splits "guides/moving.mn.md" into "guides/moving" and "mn".
func nameOf(name string) (stem, lang string, ok bool) {
	rest, ok := strings.CutSuffix(name, ".md")
	if !ok {
		return "", "", false
	}
	lang = strings.TrimPrefix(path.Ext(rest), ".")
	stem = strings.TrimSuffix(rest, "."+lang)
	for _, r := range stem {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' && r != '/' {
			return "", "", false
		}
	}
	return stem, lang, stem != "" && (lang == i18n.MN || lang == i18n.EN)
}

func problem(file string, line int, rule, message, fix string) diag.Problem {
	return diag.Problem{File: file, Line: line, RuleID: rule, RuleFile: rulesFile, Message: message, Fix: fix}
}

func read(fsys fs.FS, name string) (page, diag.List) {
	data, problems := source.ReadBytes(fsys, name, maxBytes)
	if problems.Errors() > 0 {
		return page{}, problems
	}
	rest, ok := strings.CutPrefix(string(data), "---\n")
	front, body, closed := strings.Cut(rest, "\n---\n")
	if !ok || !closed {
		problems.Add(problem(name, 1, "content-front", "the page does not begin with its title and description between lines of ---", "begin it like the other pages of the folder"))
		return page{}, problems
	}
	p := page{file: name}
	var fields map[string]string
	if err := yaml.Unmarshal([]byte(front), &fields); err != nil {
		problems.Add(problem(name, 2, "content-front", "the lines between --- are no list of keys and texts", "write title: … and description: …"))
		return page{}, problems
	}
	known := []string{"title", "description"}
	keys := make([]string, 0, len(fields))
	for k := range fields {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		if k != "title" && k != "description" {
			fix := "delete it; known are title and description"
			if near := diag.Nearest(k, known); near != "" {
				fix = fmt.Sprintf("write %q", near)
			}
			problems.Add(problem(name, lineOf(front, k), "content-key", "unknown key "+diag.Quote(k), fix))
		}
	}
	for _, k := range known {
		if strings.TrimSpace(fields[k]) == "" {
			problems.Add(problem(name, 1, "content-key", "the page has no "+k, "add a line "+k+": …"))
		}
	}
	p.Title, p.Description, p.Body = fields["title"], fields["description"], body
	if strings.TrimSpace(body) == "" {
		problems.Add(problem(name, 0, "content-empty", "the page has no text", "write it, or delete the page in both languages"))
	}
	p.outline = outline(body)
	return p, problems
}

func lineOf(front, key string) int {
	for i, l := range strings.Split(front, "\n") {
		if strings.HasPrefix(l, key+":") {
			return i + 2
		}
	}
	return 1
}

// outline reduces a text to what both languages must share: its headings by level and its list items.
func outline(body string) []string {
	var out []string
	for _, l := range strings.Split(body, "\n") {
		switch {
		case strings.HasPrefix(l, "#"):
			out = append(out, strings.Repeat("#", len(l)-len(strings.TrimLeft(l, "#"))))
		case strings.HasPrefix(l, "- "):
			out = append(out, "-")
		case len(l) > 2 && l[0] >= '0' && l[0] <= '9' && strings.Contains(l[:min(len(l), 4)], ". "):
			out = append(out, "1.")
		}
	}
	return out
}

// twins compares the two languages of a page.
func twins(pair map[string]page) diag.List {
	var problems diag.List
	mn, hasMN := pair[i18n.MN]
	en, hasEN := pair[i18n.EN]
	switch {
	case !hasMN:
		problems.Add(problem(en.file, 0, "content-pair", "the page does not exist in Mongolian", "write "+strings.TrimSuffix(en.file, "en.md")+"mn.md"))
	case !hasEN:
		problems.Add(problem(mn.file, 0, "content-pair", "the page does not exist in English", "write "+strings.TrimSuffix(mn.file, "mn.md")+"en.md"))
	case strings.Join(mn.outline, " ") != strings.Join(en.outline, " "):
		problems.Add(problem(en.file, 0, "content-outline", "the page has other headings or list items than its twin in Mongolian", "give both languages the same sections and steps"))
	}
	return problems
}
