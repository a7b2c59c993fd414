// Package feeds makes the feeds of changes, as Atom (RFC 4287) and as JSON Feed 1.1: one of everything, one for each topic and
// one for each aimag, in both languages. Their entries and dates are those of data/changes, so two builds of the same data
// give the same feeds.
//
// A copy of the portal may stand at any address, and a feed must name its entries for ever: ids are UUIDs made from the id of
// the change (RFC 9562, version 5), which need no domain. Links are relative in Atom, which allows them, and absolute only
// where the portal was built for an address.
package feeds

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/gofrs/uuid/v5"

	"nutag/generator/changes"
	"nutag/generator/model"
	"nutag/i18n"
)

// namespace is the UUID of this kind of names; it was drawn once and never changes.
const namespace = "8d4f2c1e-6b0a-4f53-9a52-3c7d1e9b2a64"

// maxEntries bounds a feed: readers ask for what is new.
const maxEntries = 100

// dir is the folder of the feeds, relative to the root of the site.
const dir = "feeds"

// Input is what feeds are made from.
type Input struct {
	Portal  *model.Portal
	Words   *i18n.Bundle
	Pages   map[string]model.Text // addresses by kind/id in small letters, relative to the root of the site
	BaseURL string                // absolute address of the portal with a final slash, or empty
}

// File is one finished feed.
type File struct {
	Path string // relative to the root of the site
	Data []byte
}

// Feed is one feed as the page of the downloads lists it: all, a topic, or aimag-63.
type Feed struct {
	Name  string
	Topic string // token; empty: all, or an aimag
	Aimag string // code; empty: none
}

// Path gives the address of the feed in a language and format, xml (Atom) or json, relative to the root of the site.
func (f Feed) Path(lang, format string) string { return dir + "/" + lang + "/" + f.Name + "." + format }

// List gives the feeds that have an entry, everything first, then topics and aimags.
func List(p *model.Portal) []Feed {
	all := []Feed{{Name: "all"}}
	for _, t := range changes.Topics() {
		all = append(all, Feed{Name: t, Topic: t})
	}
	for _, a := range p.Aimags {
		all = append(all, Feed{Name: "aimag-" + a.Code, Aimag: a.Code})
	}
	return slices.DeleteFunc(all, func(f Feed) bool { return len(f.entries(p)) == 0 })
}

// entries are the changes of a feed, the newest first. What concerns places everywhere concerns each aimag.
func (f Feed) entries(p *model.Portal) []model.Change {
	var out []model.Change
	for _, c := range p.Changes {
		switch {
		case f.Topic != "" && !slices.Contains(c.Topics, f.Topic):
		case f.Aimag != "" && c.Aimag != f.Aimag && (c.Aimag != "" || !slices.Contains(c.Topics, "places")):
		default:
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b model.Change) int { return cmp.Or(cmp.Compare(b.Date, a.Date), cmp.Compare(a.ID, b.ID)) })
	return out[:min(len(out), maxEntries)]
}

// Files makes all feeds, sorted by path.
func Files(in Input) ([]File, error) {
	space, err := uuid.FromString(namespace)
	if err != nil {
		return nil, err
	}
	var out []File
	for _, lang := range i18n.Langs() {
		w := &writer{Input: in, lang: lang, words: in.Words.Localizer(lang), space: space}
		for _, f := range List(in.Portal) {
			v := w.view(f)
			atom, err := v.atom()
			if err != nil {
				return nil, fmt.Errorf("feeds: %w", err)
			}
			json, err := v.json()
			if err != nil {
				return nil, fmt.Errorf("feeds: %w", err)
			}
			out = append(out, File{f.Path(lang, "xml"), atom}, File{f.Path(lang, "json"), json})
		}
		if err := w.words.Err(); err != nil {
			return nil, fmt.Errorf("feeds: %w", err)
		}
	}
	slices.SortFunc(out, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	return out, nil
}

type writer struct {
	Input
	lang  string
	words *i18n.Localizer
	space uuid.UUID
}

// view is a feed in a language, before it has a format.
type view struct {
	id, title, about, author, lang, home, atomPath, jsonPath, base, updated string
	entries                                                                 []entry
}

type entry struct {
	id, title, date, page string
	tags                  []tag
}

type tag struct{ token, name string }

func (w *writer) urn(name string) string { return "urn:uuid:" + uuid.NewV5(w.space, name).String() }

// Title is the name of a feed for readers.
func (f Feed) Title(p *model.Portal, words *i18n.Localizer) string {
	switch {
	case f.Aimag != "":
		a := p.Aimag(f.Aimag)
		if a.Kind == model.Capital {
			return words.T("aimag_capital_title")
		}
		return words.T("aimag_title", i18n.Data{"name": a.Name.In(words.Lang())})
	case f.Topic != "":
		return words.T("feed_" + f.Topic)
	}
	return words.T("feed_all")
}

func (w *writer) view(f Feed) view {
	list := f.entries(w.Portal)
	v := view{
		id: w.urn("feed/" + w.lang + "/" + f.Name), title: w.words.T("feed_title", i18n.Data{"site": w.Portal.Site.Name.In(w.lang), "name": f.Title(w.Portal, w.words)}),
		about: w.words.T("feed_about"), author: w.Portal.Site.Name.In(w.lang), lang: w.lang, home: w.lang + "/data.html",
		atomPath: f.Path(w.lang, "xml"), jsonPath: f.Path(w.lang, "json"), base: w.BaseURL, updated: list[0].Date,
	}
	if f.Aimag != "" {
		v.home = w.Pages["aimag/"+f.Aimag].In(w.lang)
	}
	for _, c := range list {
		e := entry{id: w.urn("change/" + w.lang + "/" + c.ID), title: c.Text.In(w.lang), date: c.Date, page: w.page(c)}
		for _, t := range c.Topics {
			e.tags = append(e.tags, tag{t, w.words.T("feed_" + t)})
		}
		v.entries = append(v.entries, e)
	}
	return v
}

// page is where a reader finds what changed. What was taken away, and many records together, lead to the list of the data.
func (w *writer) page(c model.Change) string {
	kind, id, _ := strings.Cut(c.Record, "/")
	if kind == "set" && c.What != "removed" {
		return w.lang + "/data/" + id + ".html"
	}
	if p, ok := w.Pages[strings.ToLower(c.Record)]; ok {
		return p.In(w.lang)
	}
	return w.lang + "/data.html"
}
