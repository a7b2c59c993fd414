package assemble

import (
	"io/fs"
	"path"
	"strings"

	"nutag/generator/diag"
	"nutag/generator/model"
	"nutag/generator/source"
)

// site reads what the maintainer says of this portal.
func (a *assembler) site(fsys fs.FS) {
	doc, problems := source.ReadYAML(fsys, path.Join(a.catalog.Dir, "site.yaml"))
	a.list.Add(problems...)
	if doc == nil {
		return
	}
	fail := func(n *source.Node, message, fix string) { a.list.Add(doc.Problem(n, string(ruleSite), message, fix)) }
	known := []string{"name", "tagline", "contact", "synthetic"}
	if doc.Root.Kind != source.Mapping {
		fail(doc.Root, "site.yaml must be a mapping, not "+doc.Root.Kind.String(), "write the keys "+strings.Join(known, ", "))
		return
	}
	unknownKeys(doc.Root, known, fail)
	text := func(key string) model.Text {
		n := doc.Root.Get(key)
		if n == nil || n.Kind != source.Mapping {
			fail(doc.Root, key+" is missing or has no languages", "write "+key+": {mn: …, en: …}")
			return model.Text{}
		}
		unknownKeys(n, []string{"mn", "en"}, fail)
		t := model.Text{}
		for lang, into := range map[string]*string{"mn": &t.MN, "en": &t.EN} {
			v := n.Get(lang)
			if v == nil || v.Kind != source.Scalar || strings.TrimSpace(v.Value) == "" {
				fail(n, key+" is missing in language "+lang, "write it in both languages, mn and en")
				continue
			}
			*into = v.Value
		}
		return t
	}
	// Only the bench sets this: a tree of many times the soums, whose names all say so.
	if n := doc.Root.Get("synthetic"); n != nil {
		a.synthetic = n.Kind == source.Scalar && n.Value == "true"
		if !a.synthetic {
			fail(n, "synthetic must be true or not be there", "remove it")
		} else {
			p := doc.Problem(n, string(ruleSite), "the data say of themselves that they are made up", "remove the key, and never publish what is built with it")
			p.Severity = diag.Warning
			a.list.Add(p)
		}
	}
	a.portal.Site = model.Site{Name: text("name"), Tagline: text("tagline"), Synthetic: a.synthetic}
	switch n := doc.Root.Get("contact"); {
	case n == nil:
		fail(doc.Root, "contact is missing", `write contact: "" when whoever hosts the copy is to be asked`)
	case n.Kind == source.Scalar:
		a.portal.Site.Contact = n.Value
	case n.Kind != source.Null:
		fail(n, "contact must be one value", "write one address, or leave it empty")
	}
}

func unknownKeys(n *source.Node, known []string, fail func(*source.Node, string, string)) {
	for _, e := range n.Entries {
		ok := false
		for _, k := range known {
			ok = ok || k == e.Key.Value
		}
		if ok {
			continue
		}
		fix := "remove it; known keys: " + strings.Join(known, ", ")
		if near := diag.Nearest(e.Key.Value, known); near != "" {
			fix = "write " + near
		}
		fail(e.Key, "unknown key "+diag.Quote(e.Key.Value), fix)
	}
}
