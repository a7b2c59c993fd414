package opendata

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"nutag/generator/dataset"
)

// dataPackage is the descriptor of Frictionless Data Package v1. Names outside that standard are ours: titles and
// descriptions in both languages, as_of, retrieved and review_by, and what the standard cannot say of a column.
type dataPackage struct {
	Profile     string          `json:"profile"`
	Name        string          `json:"name"`
	Title       string          `json:"title"`
	Titles      text            `json:"titles"`
	Description string          `json:"description"`
	Details     text            `json:"descriptions"`
	Licences    []licence       `json:"licenses"`
	Sources     []packageSource `json:"sources"`
	Resources   []resource      `json:"resources"`
}

type licence struct {
	Name   string `json:"name"`
	Path   string `json:"path,omitempty"`
	Title  string `json:"title"`
	Titles text   `json:"titles"`
}

// packageSource is a source. Path is only there where the location is an address of the web.
type packageSource struct {
	Title       string `json:"title"`
	Path        string `json:"path,omitempty"`
	ID          string `json:"id"`
	Publisher   string `json:"publisher,omitempty"`
	Location    string `json:"location,omitempty"`
	Licence     string `json:"licence,omitempty"`
	Retrieved   string `json:"retrieved,omitempty"`
	Reliability string `json:"reliability,omitempty"`
}

type resource struct {
	Profile     string          `json:"profile"`
	Name        string          `json:"name"`
	Path        string          `json:"path"` // relative to the descriptor
	Title       string          `json:"title"`
	Titles      text            `json:"titles"`
	Set         string          `json:"set"`
	SetTitles   text            `json:"set_titles"`
	Description string          `json:"description,omitempty"`
	Details     text            `json:"descriptions"`
	Format      string          `json:"format"`
	MediaType   string          `json:"mediatype"`
	Encoding    string          `json:"encoding"`
	Bytes       int             `json:"bytes"`
	Hash        string          `json:"hash"`
	AsOf        string          `json:"as_of"`
	Retrieved   string          `json:"retrieved"`
	ReviewBy    string          `json:"review_by"`
	Licences    []licence       `json:"licenses"`
	Sources     []packageSource `json:"sources,omitempty"` // none: our own prose
	Schema      *schema         `json:"schema,omitempty"`
}

// dataPackage describes the copies.
func (w *writer) dataPackage(copies []File) dataPackage {
	byPath := map[string][]byte{}
	for _, f := range copies {
		byPath[f.Path] = f.Data
	}
	site := w.portal.Site
	d := dataPackage{
		Profile: "data-package", Name: "nutag", Title: site.Name.MN, Titles: text(site.Name),
		Description: site.Tagline.MN, Details: text(site.Tagline), Licences: []licence{}, Sources: []packageSource{}, Resources: []resource{},
	}
	for _, s := range w.portal.Sources {
		d.Sources = append(d.Sources, packageSource{
			Title: s.Title, Path: webAddress(s.Location), ID: s.ID, Publisher: s.Publisher, Location: s.Location, Licence: s.Licence,
			Retrieved: s.Retrieved, Reliability: s.Reliability,
		})
	}
	for _, s := range w.catalog.Sets {
		if !s.Published {
			continue
		}
		if l := licenceOf(s); !slices.Contains(d.Licences, l) {
			d.Licences = append(d.Licences, l)
		}
		for _, t := range s.Tables {
			r := w.resource(s, t.Path, t.Title, byPath)
			r.Profile, r.Name, r.Format, r.MediaType, r.Schema = "tabular-data-resource", t.Name, "csv", "text/csv", schemaOf(t)
			if t.Description.MN != "" {
				r.Description, r.Details = t.Description.MN, text(t.Description)
			}
			d.Resources = append(d.Resources, r)
		}
		for _, f := range s.Files {
			r := w.resource(s, f.Path, f.Title, byPath)
			r.Profile, r.Format, r.MediaType = "data-resource", f.Format, "application/"+f.Format
			switch f.Format {
			case "geojson":
				r.MediaType = "application/geo+json" // RFC 7946
			case "jpeg":
				r.MediaType, r.Encoding = "image/jpeg", ""
			}
			// Names of tables are unique in the catalog, those of other files only in their set.
			base, _, _ := strings.Cut(f.Name, ".")
			r.Name = s.Name + "." + base
			d.Resources = append(d.Resources, r)
		}
	}
	slices.SortFunc(d.Licences, func(a, b licence) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Title, b.Title))
	})
	slices.SortFunc(d.Resources, func(a, b resource) int { return cmp.Compare(a.Path, b.Path) })
	return d
}

// resource fills what all files have in common.
func (w *writer) resource(s *dataset.Set, from string, title dataset.Text, byPath map[string][]byte) resource {
	path := copyPath(s.Name, from)
	data := byPath[path]
	sum := sha256.Sum256(data)
	r := resource{
		Path: strings.TrimPrefix(path, dataDir+"/"), Title: title.MN, Titles: text(title), Set: s.Name, SetTitles: text(s.Title),
		Description: s.Description.MN, Details: text(s.Description), Encoding: "utf-8",
		Bytes: len(data), Hash: "sha256:" + hex.EncodeToString(sum[:]),
		AsOf: s.AsOf.Format(time.DateOnly), Retrieved: s.Retrieved.Format(time.DateOnly), ReviewBy: s.ReviewBy.Format(time.DateOnly),
		Licences: []licence{licenceOf(s)}, Sources: []packageSource{},
	}
	for _, id := range s.Sources {
		x := w.portal.Source(id)
		if x == nil {
			w.fail("data set %s: no source %q", s.Name, id)
			continue
		}
		r.Sources = append(r.Sources, packageSource{Title: x.Title, Path: webAddress(x.Location), ID: id})
	}
	return r
}

func licenceOf(s *dataset.Set) licence {
	l := s.Licence
	return licence{Name: l.ID, Path: l.URL, Title: l.Name.MN, Titles: text(l.Name)}
}

// webAddress returns the location when it is an address of the web as a whole; others are repositories, commits and paths.
func webAddress(location string) string {
	if strings.ContainsAny(location, " \t\n") || !strings.HasPrefix(location, "http://") && !strings.HasPrefix(location, "https://") {
		return ""
	}
	return location
}
