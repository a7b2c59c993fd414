package opendata

import (
	"time"

	"github.com/google/jsonschema-go/jsonschema"
)

// listRecord lists the records of a kind.
type listRecord struct {
	Kind     string  `json:"kind"`
	Title    text    `json:"title"`
	Schema   string  `json:"schema"` // of its records; relative to the root of the site, as all paths
	Count    int     `json:"count"`
	AsOf     string  `json:"as_of,omitempty"`
	ReviewBy string  `json:"review_by,omitempty"`
	Licence  string  `json:"licence,omitempty"`
	Records  []entry `json:"records"`
}

// entry is a record in a list.
type entry struct {
	named
	Code  string `json:"code,omitempty"`
	Slug  string `json:"slug,omitempty"`
	Aimag string `json:"aimag,omitempty"` // id
	Pages text   `json:"pages"`
}

func (k *kind) entries(records []record) []entry {
	out := []entry{}
	for _, r := range records {
		out = append(out, entry{named: named{ID: r.ID, Name: r.Name, File: k.file(r)}, Code: r.Code, Slug: r.Slug, Aimag: r.Aimag, Pages: r.Pages})
	}
	return out
}

func (w *writer) list(k *kind, records []record) listRecord {
	l := listRecord{Kind: k.name, Title: k.title, Schema: k.schemaFile(), Count: len(records), Records: k.entries(records)}
	if s := w.catalog.Set(k.set); s != nil {
		l.AsOf, l.ReviewBy, l.Licence = s.AsOf.Format(time.DateOnly), s.ReviewBy.Format(time.DateOnly), s.Licence.ID
	}
	return l
}

// listSchemaFile describes the lists of all kinds.
const listSchemaFile = schemaDir + "/list.json"

// described is a schema with its place among the files and its name in the OpenAPI description.
type described struct {
	name, file string
	schema     *jsonschema.Schema
}

// schemas describes the records of each kind, and last the lists.
func (w *writer) schemas() []described {
	var out []described
	add := func(name, file string, title text, s *jsonschema.Schema, err error) {
		if err != nil {
			w.fail("%s: %w", file, err)
			return
		}
		s.Schema, s.Title, s.Extra = draft, title.MN, map[string]any{"titles": title}
		out = append(out, described{name, file, s})
	}
	for _, k := range w.all {
		s, err := k.schema()
		add(k.name, k.schemaFile(), k.title, s, err)
	}
	s, err := schemaFor[listRecord]()
	add("list", listSchemaFile, w.both("api_list"), s, err)
	return out
}

// index is the way into the API. The lists of places stand in it too, as they did before each kind had a list of its own.
type index struct {
	DataPackage string      `json:"datapackage"`
	OpenAPI     string      `json:"openapi"`
	HSDS        text        `json:"hsds"`  // Open Referral, by language
	Feeds       text        `json:"feeds"` // of all changes, by language
	Sources     string      `json:"sources"`
	Cautions    string      `json:"cautions"`
	Kinds       []kindEntry `json:"kinds"`
	Aimags      []entry     `json:"aimags"`
	Districts   []entry     `json:"districts"`
	Soums       []entry     `json:"soums"`
}

type kindEntry struct {
	Kind   string `json:"kind"`
	Title  text   `json:"title"`
	List   string `json:"list"`
	Schema string `json:"schema"`
	Count  int    `json:"count"`
}

func (w *writer) index(made map[string][]record) index {
	x := index{DataPackage: dataDir + "/datapackage.json", OpenAPI: openAPIFile,
		HSDS:  text{MN: apiDir + "/hsds/mn/index.json", EN: apiDir + "/hsds/en/index.json"},
		Feeds: text{MN: "feeds/mn/all.xml", EN: "feeds/en/all.xml"}, Sources: w.explained("sources"), Cautions: w.explained("cautions"), Kinds: []kindEntry{}}
	for _, k := range w.all {
		x.Kinds = append(x.Kinds, kindEntry{Kind: k.name, Title: k.title, List: k.list(), Schema: k.schemaFile(), Count: len(made[k.name])})
		switch k.name {
		case "aimag":
			x.Aimags = k.entries(made[k.name])
		case "district":
			x.Districts = k.entries(made[k.name])
		case "soum":
			x.Soums = k.entries(made[k.name])
		}
	}
	return x
}

// explained is the path of the copy of a table.
func (w *writer) explained(table string) string {
	t := w.catalog.Table(table)
	if t == nil {
		w.fail("no table %s", table)
		return ""
	}
	return copyPath(t.Set.Name, t.Path)
}
