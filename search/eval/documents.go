package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"

	"nutag/search/analysis"
	"nutag/search/engine"
	"nutag/search/entry"
	"nutag/search/shard"
)

// Document is a page or term of the built site as another engine gets it: what stands in our index too.
type Document struct {
	ID       string   `json:"id"`
	Lang     string   `json:"lang"`
	URL      string   `json:"url"`
	Title    string   `json:"title"`
	Alt      string   `json:"alt"` // the title in the other language
	Aliases  []string `json:"aliases"`
	Headings []string `json:"headings"`
	Body     string   `json:"body"`
}

var (
	mainPart = regexp.MustCompile(`(?s)<main.*?</main>`)
	heading  = regexp.MustCompile(`(?s)<h[23][^>]*>(.*?)</h[23]>`)
	tag      = regexp.MustCompile(`<[^>]*>`)
)

// Documents gathers the documents of the built site in the folder site; other names come from the tables in the folder data.
func Documents(site, data fs.FS) ([]Document, error) {
	file, err := fs.ReadFile(site, path.Join("search", entry.Name))
	if err != nil {
		return nil, err
	}
	e, err := entry.Parse(file)
	if err != nil {
		return nil, err
	}
	read := func(f entry.File) ([]byte, error) {
		data, err := fs.ReadFile(site, path.Join("search", f.File))
		if err != nil {
			return nil, err
		}
		return shard.Gunzip(data)
	}
	aliases, err := aliasesByID(data)
	if err != nil {
		return nil, err
	}
	var docs []Document
	titles := map[string]string{} // by language and id
	for _, lang := range sortedKeys(e.Languages) {
		l := e.Languages[lang]
		bodies := map[string]string{}
		for _, block := range sortedKeys(l.Texts) {
			raw, err := read(l.Texts[block])
			if err != nil {
				return nil, err
			}
			texts, err := engine.ParseTexts(raw)
			if err != nil {
				return nil, err
			}
			for id, body := range texts {
				bodies[id] = body
			}
		}
		for _, f := range l.Shards {
			raw, err := read(f)
			if err != nil {
				return nil, err
			}
			s, err := shard.Unpack(raw, analysis.Version)
			if err != nil {
				return nil, err
			}
			for _, r := range s.Records {
				d := Document{ID: r.ID, Lang: lang, URL: r.URL, Title: r.Title, Body: bodies[r.ID], Aliases: aliases[r.ID]}
				if !strings.Contains(r.URL, "#") {
					page, err := fs.ReadFile(site, r.URL)
					if err != nil {
						return nil, err
					}
					for _, h := range heading.FindAllSubmatch(mainPart.Find(page), -1) {
						d.Headings = append(d.Headings, strings.TrimSpace(html.UnescapeString(tag.ReplaceAllString(string(h[1]), ""))))
					}
				}
				docs = append(docs, d)
				titles[lang+" "+r.ID] = r.Title
			}
		}
	}
	other := map[string]string{"mn": "en", "en": "mn"}
	for i, d := range docs {
		docs[i].Alt = titles[other[d.Lang]+" "+d.ID]
	}
	if len(docs) == 0 {
		return nil, errors.New("the site has no search documents")
	}
	return docs, nil
}

func aliasesByID(data fs.FS) (map[string][]string, error) {
	t, err := readTables(data)
	if err != nil {
		return nil, err
	}
	out := map[string][]string{}
	for _, p := range t.places {
		out[p.id] = p.aliases
	}
	for _, x := range t.terms {
		out[x.id] = x.aliases
	}
	return out, nil
}

// Known holds every id that a query wants against the documents; the tables know nothing of guides.
func Known(queries []Query, docs []Document) error {
	have := map[string]bool{}
	for _, d := range docs {
		have[d.ID] = true
	}
	var errs []error
	for _, q := range queries {
		for _, id := range q.Want {
			if !have[id] {
				errs = append(errs, fmt.Errorf("%s %q: the site has no %s", q.Category, q.Text, id))
			}
		}
	}
	return errors.Join(errs...)
}

// SamePage is for engines that answer with addresses. They find pages, not the terms on them, so the page of a term is
// right for each of its terms.
func SamePage(docs []Document) func(hit, id string) bool {
	pages := map[string]map[string]bool{}
	for _, d := range docs {
		page, _, _ := strings.Cut(d.URL, "#")
		if pages[d.ID] == nil {
			pages[d.ID] = map[string]bool{}
		}
		pages[d.ID][page] = true
	}
	return func(hit, id string) bool { return pages[id][hit] }
}

// Work is the file that the browser run reads.
type Work struct {
	Packages  []string   `json:"packages"` // engines to run
	Queries   []Query    `json:"queries"`
	Documents []Document `json:"documents"`
}

// Measures is what the browser run found out about one engine.
type Measures struct {
	Answers   []Answer `json:"answers"`
	IndexMS   float64  `json:"index_ms"`   // time to make the index
	Bytes     int      `json:"bytes"`      // loaded up to the first answer
	MoreBytes int      `json:"more_bytes"` // loaded by all queries after it
	ColdMS    float64  `json:"cold_ms"`    // to the first answer, nothing cached, line not limited
	SlowMS    float64  `json:"slow_ms"`    // the same at 200 kB a second
	P50MS     float64  `json:"p50_ms"`     // of the queries after it
	P95MS     float64  `json:"p95_ms"`
	Memory    int      `json:"memory"` // by which the browser's renderers grew
	PageMeasures
}

// PageMeasures is how the search page of the site does as a whole, from the address being opened to the first hit shown: its list
// of names may answer before the engine is there.
type PageMeasures struct {
	PageBytes  int     `json:"page_bytes"` // all that was loaded by then on a slow line, the page itself included
	PageColdMS float64 `json:"page_cold_ms"`
	PageSlowMS float64 `json:"page_slow_ms"`
}

// WriteWork writes the file for the browser run.
func WriteWork(file string, w Work) error {
	data, err := json.Marshal(w)
	if err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o644)
}

// ReadMeasures reads what the browser run wrote.
func ReadMeasures(file string) (map[string]Measures, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var m map[string]Measures
	return m, json.Unmarshal(data, &m)
}
