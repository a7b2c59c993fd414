package assemble

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"sort"

	"nutag/generator/diag"
	"nutag/generator/model"
	"nutag/generator/source"
)

var slugForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// slugs holds the addresses of aimags, soums and districts to those in slugs.csv. That file is a second copy on purpose: it
// is written when a page is published and never edited after, so a slug cannot change by a slip in the table alone.
func (a *assembler) slugs(fsys fs.FS) {
	now := a.currentSlugs()
	table, problems := source.ReadCSV(fsys, path.Join(a.catalog.Dir, "slugs.csv"))
	a.list.Add(problems...)
	if table == nil {
		return
	}
	if len(table.Header) != 2 || table.Header[0].Text != "id" || table.Header[1].Text != "slug" {
		a.list.Add(table.Problem(1, 0, 0, string(ruleSlugFrozen), "the header of slugs.csv is not id,slug", "restore the header id,slug"))
		return
	}
	published := map[string]bool{}
	last := ""
	for _, r := range table.Rows {
		id, slug := r.Cells[0], r.Cells[1]
		fail := func(c source.Cell, rule ruleID, message, fix string) {
			a.list.Add(table.Problem(r.Line, c.Col, max(c.Width, 1), string(rule), message, fix))
		}
		if id.Text <= last {
			fail(id, ruleSlugTwice, "id "+diag.Quote(id.Text)+" stands twice or out of order", "keep one row an id, sorted by id")
			continue
		}
		last = id.Text
		published[id.Text] = true
		current, ok := now.slug[id.Text]
		switch {
		case !ok && now.complete:
			a.placesWrong = true
			fail(id, ruleSlugGone, "page "+diag.Quote(id.Text)+" was published and is no longer in the tables", "restore the row in its table: addresses never die")
		case ok && current.text != slug.Text:
			current.tell(ruleSlugFrozen, fmt.Sprintf("slug %s was published as %s", diag.Quote(current.text), diag.Quote(slug.Text)), "write "+slug.Text+": addresses never change")
		}
	}
	for _, id := range now.ids {
		if current := now.slug[id]; !published[id] {
			a.placesWrong = true
			current.tell(ruleSlugNew, "page "+id+" is not in "+table.File, "add the line "+id+","+current.text)
		}
	}
}

type currentSlug struct {
	text string
	tell func(rule ruleID, message, fix string)
}

type slugTable struct {
	slug     map[string]currentSlug // by kind/id
	ids      []string               // sorted
	complete bool                   // all three tables could be read
}

func (a *assembler) currentSlugs() slugTable {
	out := slugTable{slug: map[string]currentSlug{}, complete: true}
	for _, t := range []struct{ table, column, kind string }{
		{"aimags", "aimag_code", string(model.Aimag)},
		{"districts", "nso_code", string(model.District)},
		{"soums", "nso_code", string(model.Soum)},
	} {
		rows := a.rows(t.table)
		out.complete = out.complete && rows != nil
		first := map[string]int{}
		for _, r := range rows {
			s := currentSlug{text: r.Str("slug"), tell: func(rule ruleID, message, fix string) { a.at(r, "slug", rule, message, fix) }}
			if !slugForm.MatchString(s.text) {
				s.tell(ruleSlugForm, "slug "+diag.Quote(s.text)+" is not made of small ASCII letters, digits and hyphens", "write it so: it becomes an address")
			}
			if line, ok := first[s.text]; ok && t.kind == string(model.Aimag) {
				s.tell(ruleSlugTwice, fmt.Sprintf("slug %s stands in line %d already", diag.Quote(s.text), line), "give each aimag its own slug")
			}
			first[s.text] = r.Line()
			id := t.kind + "/" + r.Str(t.column)
			out.slug[id] = s
			out.ids = append(out.ids, id)
		}
	}
	sort.Strings(out.ids)
	return out
}
