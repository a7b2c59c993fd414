package zim

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"nutag/generator/trim"
)

// Archive is one archive to be made.
type Archive struct {
	Langs []string // mn, en or both; the first is that of title and description
}

// Name is that of the file, without its ending.
func (a Archive) Name() string {
	if len(a.Langs) > 1 {
		return "nutag"
	}
	return "nutag-" + a.Langs[0]
}

// codes are the languages in ISO 639-3, which the format asks for.
func codes() map[string]string { return map[string]string{"mn": "mon", "en": "eng"} }

// content is what an archive is written from: files below one folder, and what it says of itself.
type content struct {
	files       map[string][]byte
	redirects   int
	welcome     string
	title       string
	description string
	date        string // ISO: of the release, or of the newest data where there is none
	languages   string
}

// redirect is a page that the writer takes for a redirect: readers find its title, and are led to the page. The list of redirects
// that the writer offers for this is refused by version 3.1.3 whatever stands in it.
func redirect(from, title, to string) []byte {
	up := strings.Repeat("../", strings.Count(from, "/"))
	return fmt.Appendf(nil, `<!DOCTYPE html><html><head><meta charset="utf-8"><title>%s</title><meta http-equiv="refresh" content="0;url=%s"></head><body></body></html>`,
		html.EscapeString(title), html.EscapeString(up+to))
}

// Files that belong to the portal as a site, not to its pages; and pages that are nothing without scripts.
var (
	parts  = regexp.MustCompile(`^(css/.*\.css|map\.css|(mn|en)/.*\.(html|svg))$`)
	absent = regexp.MustCompile(`^(404\.html|(mn|en)/(search|offline)\.html|(mn|en)/embed/.*)$`)
)

// iconPath is the picture of 48 by 48 pixels that every archive has.
const iconPath = "icons/icon-48.png"

// SiteError is a folder that is no portal of today.
type SiteError struct {
	Site, What string
}

// Error says what is missing.
func (e *SiteError) Error() string { return e.Site + " is not a built portal: " + e.What }

// Remedy says what to do.
func (e *SiteError) Remedy() string {
	return "build the portal first (nutag build), or name its folder with --site"
}

func (a Archive) holds(address string) bool {
	if !parts.MatchString(address) && address != "index.html" || absent.MatchString(address) {
		return false
	}
	for _, lang := range []string{"mn", "en"} {
		if strings.HasPrefix(address, lang+"/") {
			return slices.Contains(a.Langs, lang)
		}
	}
	return address != "index.html" || len(a.Langs) > 1 // the choice of a language
}

// gather reads the portal and makes of it what the archive holds.
func (a Archive) gather(site fs.FS, name string) (*content, error) {
	c := &content{files: map[string][]byte{}, welcome: a.Langs[0] + "/index.html"}
	if len(a.Langs) > 1 {
		c.welcome = "index.html"
	}
	if err := c.about(site, name, a.Langs); err != nil {
		return nil, err
	}
	marks := map[string]string{}
	for _, lang := range a.Langs {
		mark, err := absentWords(site, name, lang)
		if err != nil {
			return nil, err
		}
		marks[lang] = mark
	}
	links := trim.Options{Holds: a.holds, Mark: func(lang string) string {
		if mark, ok := marks[lang]; ok {
			return mark
		}
		return marks[a.Langs[0]]
	}}
	err := fs.WalkDir(site, ".", func(address string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !a.holds(address) {
			return err
		}
		data, err := fs.ReadFile(site, address)
		if err != nil {
			return err
		}
		if path.Ext(address) == ".html" {
			p, err := plain(data, len(a.Langs) == 1)
			if err != nil {
				return fmt.Errorf("%s: %w", address, err)
			}
			c.addRedirects(address, p)
			data = p.html
		}
		if ext := path.Ext(address); ext == ".html" || ext == ".svg" {
			if data, _, err = trim.Page(data, address, links); err != nil {
				return err
			}
		}
		c.files[address] = data
		return nil
	})
	if err != nil {
		return nil, err
	}
	if c.files[c.welcome] == nil {
		return nil, &SiteError{name, "it has no " + c.welcome}
	}
	if c.files[iconPath], err = fs.ReadFile(site, iconPath); err != nil {
		return nil, &SiteError{name, "it has no " + iconPath}
	}
	return c, nil
}

// addRedirects makes one redirect for each other name of what the page is about.
func (c *content) addRedirects(address string, p page) {
	seen := map[string]bool{p.name: true}
	for _, alias := range p.aliases {
		alias = strings.Join(strings.Fields(alias), " ")
		if alias == "" || seen[alias] || strings.HasPrefix(p.name, alias+" ") {
			continue
		}
		seen[alias] = true
		lang, inner, _ := strings.Cut(address, "/")
		from := fmt.Sprintf("%s/names/%s/%d.html", lang, strings.TrimSuffix(inner, ".html"), len(seen)-1)
		c.files[from] = redirect(from, alias+" ("+p.name+")", address)
		c.redirects++
	}
}

// about reads what the portal says of itself: its manifest, and the dates of release.html.
func (c *content) about(site fs.FS, name string, langs []string) error {
	for _, lang := range langs {
		data, err := fs.ReadFile(site, lang+"/app.webmanifest")
		if err != nil {
			return &SiteError{name, "it has no " + lang + "/app.webmanifest"}
		}
		var m struct{ Name, Description string }
		if err := json.Unmarshal(data, &m); err != nil || m.Name == "" || m.Description == "" {
			return &SiteError{name, lang + "/app.webmanifest gives no name and description"}
		}
		if c.languages != "" {
			c.languages += ","
			c.title += " · "
		} else {
			c.description = m.Description
		}
		c.languages += codes()[lang]
		c.title += m.Name
	}
	data, err := fs.ReadFile(site, langs[0]+"/release.html")
	if err != nil {
		return &SiteError{name, "it has no " + langs[0] + "/release.html"}
	}
	if c.date = dates(data); c.date == "" {
		return &SiteError{name, langs[0] + "/release.html tells no date"}
	}
	return nil
}

var isoDate = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)

// dates finds the date of the release, or else that of the newest data.
func dates(data []byte) string {
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return ""
	}
	newest := ""
	for n := range root.Descendants() {
		switch {
		case attr(n, "data-release") == "date" && isoDate.MatchString(text(n)):
			return text(n)
		case n.Data == "time" && newest == "" && isoDate.MatchString(attr(n, "datetime")):
			newest = attr(n, "datetime")
		}
	}
	return newest
}

// absentWords takes the words for a link that leads to nothing from the page about this copy, which knows the language.
func absentWords(site fs.FS, name, lang string) (string, error) {
	data, err := fs.ReadFile(site, lang+"/release.html")
	if err != nil {
		return "", &SiteError{name, "it has no " + lang + "/release.html"}
	}
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return "", err
	}
	for n := range root.Descendants() {
		if words := attr(n, "data-absent"); words != "" {
			return words, nil
		}
	}
	return "", &SiteError{name, lang + "/release.html has no words for what is left out"}
}
