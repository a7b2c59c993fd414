// Package pwa writes what a browser needs to keep the portal on a device: lists of files in sets that are swapped as a whole, a
// manifest for each language, and icons.
//
// The sets are cut as readers choose: what all pages share, the pages of a language that concern the whole country, and the
// pages of one aimag in a language. sets.json names them with their sizes, so that a reader sees what a choice costs before
// anything is loaded; the list of a set is loaded when it is chosen. Names of lists carry a hash of their content, and lists the
// hashes of their files: whoever has all files of all chosen lists has one state of the portal, and nothing else counts as kept.
package pwa

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
)

// Format is that of sets.json; the script takes no other.
const Format = 1

// dir is the folder of the lists, relative to the root of the site.
const dir = "offline"

// File is one finished file.
type File struct {
	Path string // relative to the root of the site
	Data []byte
}

// Sets is the content of sets.json.
type Sets struct {
	Format int   `json:"format"`
	Sets   []Set `json:"sets"`
}

// Set is one set of files. The common set has neither language nor aimag.
type Set struct {
	ID    string `json:"id"`
	Lang  string `json:"lang,omitempty"`
	Aimag string `json:"aimag,omitempty"`
	Files int    `json:"files"`
	Bytes int64  `json:"bytes"`
	List  string `json:"list"` // name of the list in the same folder
}

// passed are the files that a reader without a network has no use for: those for programs and other hosts, books and tables to
// download, the search for folders, and what describes the site to the outside.
var passed = regexp.MustCompile(`^(data|api|feeds|embed|offline|(mn|en)/(embed|feeds))/|\.(epub|xml|txt|gz|br)$|^sw\.js$|^search/.*(\.bin|\.js)\.js$|^search/(entry|instant)\.js$`)

var (
	place  = regexp.MustCompile(`^(mn|en)/(?:aimags|soums|districts|welcome)/([0-9]{2})[0-9]{0,2}[-.]`)
	search = regexp.MustCompile(`^search/[a-z]+-(mn|en)[-.]`)
)

// setOf is the set to which the file at an address belongs; false for what is not kept.
func setOf(address string) (Set, bool) {
	if passed.MatchString(address) {
		return Set{}, false
	}
	if m := place.FindStringSubmatch(address); m != nil {
		return Set{ID: m[1] + "-" + m[2], Lang: m[1], Aimag: m[2]}, true
	}
	for _, lang := range []string{"mn", "en"} {
		if strings.HasPrefix(address, lang+"/") {
			return Set{ID: lang, Lang: lang}, true
		}
	}
	// The search is whole or not at all: its index is opened as one. It has a list of its own, because it changes with every
	// page, and the list of the pages would change with it.
	if m := search.FindStringSubmatch(address); m != nil {
		return Set{ID: m[1] + "-search", Lang: m[1]}, true
	}
	return Set{ID: "common"}, true
}

// entry is one file in a list: path, bytes, and the first 12 bytes of its SHA-256 in base64url, or "" where the file changes after
// the build.
type entry [3]any

// Lists makes the lists of all files of a finished site, and sets.json. changes tells of files that get their last content after
// the build; they are kept without a hash.
func Lists(site fs.FS, changes func(address string) bool) ([]File, error) {
	sets := map[string]*Set{}
	lists := map[string][]entry{}
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		s, ok := setOf(name)
		if !ok {
			return nil
		}
		data, err := fs.ReadFile(site, name)
		if err != nil {
			return err
		}
		sum := ""
		if !changes(name) {
			h := sha256.Sum256(data)
			sum = base64.RawURLEncoding.EncodeToString(h[:12])
		}
		if sets[s.ID] == nil {
			sets[s.ID] = &s
		}
		sets[s.ID].Files++
		sets[s.ID].Bytes += int64(len(data))
		lists[s.ID] = append(lists[s.ID], entry{name, len(data), sum})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("lists for keeping the portal: %w", err)
	}
	all := Sets{Format: Format}
	var files []File
	for id, s := range sets {
		data, err := encode(lists[id]) // in the order of paths, as they were walked
		if err != nil {
			return nil, err
		}
		h := sha256.Sum256(data)
		s.List = id + "." + hex.EncodeToString(h[:12]) + ".json"
		files = append(files, File{Path: dir + "/" + s.List, Data: data})
		all.Sets = append(all.Sets, *s)
	}
	slices.SortFunc(all.Sets, func(a, b Set) int { return cmp.Compare(a.ID, b.ID) })
	data, err := encode(all)
	if err != nil {
		return nil, err
	}
	files = append(files, File{Path: dir + "/sets.json", Data: data})
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	return files, nil
}

// App is what the manifest says of the portal in one language.
type App struct {
	Lang        string
	Name        string
	Description string
}

// Colours of the frame around an installed portal, those of the style sheet: felt and sky.
const (
	background = "#faf8f3"
	theme      = "#155f9c"
)

// sizes of the icons in pixels: what Android and desktop systems ask for, 180 for the home screen of iOS, 48 for archives of Kiwix.
func sizes() []int { return []int{48, 180, 192, 512} }

func iconPath(pixels int) string { return fmt.Sprintf("icons/icon-%d.png", pixels) }

type manifest struct {
	Name        string `json:"name"`
	ShortName   string `json:"short_name"`
	Description string `json:"description"`
	Lang        string `json:"lang"`
	Dir         string `json:"dir"`
	StartURL    string `json:"start_url"`
	Scope       string `json:"scope"`
	Display     string `json:"display"`
	Background  string `json:"background_color"`
	Theme       string `json:"theme_color"`
	Icons       []icon `json:"icons"`
}

type icon struct {
	Src     string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
}

// ManifestPath is where the manifest of a language lies, relative to the root of the site.
func ManifestPath(lang string) string { return lang + "/app.webmanifest" }

// AppFiles makes the manifest of each language and the icons, drawn from the SVG.
func AppFiles(apps []App, svg []byte) ([]File, error) {
	d, err := readDrawing(bytes.NewReader(svg))
	if err != nil {
		return nil, fmt.Errorf("icon of the app: %w", err)
	}
	var files []File
	var icons []icon
	for _, n := range sizes() {
		data, err := d.png(n)
		if err != nil {
			return nil, fmt.Errorf("icon of the app: %w", err)
		}
		files = append(files, File{Path: iconPath(n), Data: data})
		// The mark has room around it, so that it may be cut to a circle.
		for _, purpose := range []string{"any", "maskable"} {
			icons = append(icons, icon{Src: "../" + iconPath(n), Sizes: fmt.Sprintf("%dx%d", n, n), Type: "image/png", Purpose: purpose})
		}
	}
	for _, a := range apps {
		// minimal-ui leaves a way back, which the portal itself does not draw.
		data, err := encode(manifest{Name: a.Name, ShortName: a.Name, Description: a.Description, Lang: a.Lang, Dir: "ltr", StartURL: "index.html",
			Scope: "../", Display: "minimal-ui", Background: background, Theme: theme, Icons: icons})
		if err != nil {
			return nil, err
		}
		files = append(files, File{Path: ManifestPath(a.Lang), Data: data})
	}
	return files, nil
}

// encode writes JSON without the escapes that only HTML needs.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return b.Bytes(), err
}
