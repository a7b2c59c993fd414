package plan

import "fmt"

// worldKinds are the ways in which a country is drawn on the map of missions, in the order of its key: the last part of the
// message that explains it and the class of the drawing. They differ in pattern as well as in colour.
var worldKinds = []string{"here", "from", "unknown", "rest", "home"}

// worldView is the map of missions as the page of countries shows it.
type worldView struct {
	File    string   `json:"file"`
	W       int      `json:"w"`
	H       int      `json:"h"`
	Kinds   []string `json:"kinds"`
	Missing []link   `json:"missing,omitempty"` // countries of the directory that are too small for the map
}

// worldKind says how a country is drawn; "rest" is one that the directory does not have.
func (b *builder) worldKind(iso string) string {
	if b.in.Portal.Country(iso) == nil {
		return "rest"
	}
	if state := b.serving(iso).state(iso); state != "several" {
		return state
	}
	return "here"
}

// worldMap is the map of missions for a page, or nil when there are no outlines.
func (b *builder) worldMap(from string) *worldView {
	if b.world == nil {
		return nil
	}
	v := &worldView{File: rel(from, "missions.svg"), W: b.world.Width, H: b.world.Height, Kinds: worldKinds}
	drawn := map[string]bool{}
	for _, sh := range b.world.Units {
		drawn[sh.Code] = true
	}
	for i := range b.in.Portal.Countries {
		if iso := b.in.Portal.Countries[i].ISO; !drawn[iso] {
			v.Missing = append(v.Missing, link{Text: b.countryTitle(iso), URL: rel(from, countryPage(iso))})
		}
	}
	return v
}

// missionsMap draws the countries of the earth by who serves the people of Mongolia there, as one SVG file of a language.
// What is too small to be hit has a mark. Its links are those of the list on the page, and out of the keyboard's way as on
// the map of soums.
func (b *builder) missionsMap() File {
	s := b.drawing(*b.world, "dir_map_label")
	// A pattern is drawn in the colour of the lines, over the ground of the shape.
	s.WriteString(`<defs><pattern id="f" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="p" width="6" height="6"/><rect class="q" width="3" height="6"/></pattern>` +
		`<pattern id="u" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="p" width="6" height="6"/><circle class="q" cx="3" cy="3" r="1.2"/></pattern></defs>`)
	for _, sh := range b.world.Units {
		kind := b.worldKind(sh.Code)
		if kind == "rest" {
			fmt.Fprintf(s, `<path class="m-rest" d="%s"/>`, sh.Path)
			continue
		}
		mark := ""
		if sh.Tiny {
			mark = fmt.Sprintf(`<circle class="m-%s" cx="%d" cy="%d" r="5"/>`, kind, sh.Label.X, sh.Label.Y)
		}
		fmt.Fprintf(s, `<a href="%s" target="_top" tabindex="-1"><path class="m-%s" d="%s"/>%s<title>%s: %s</title></a>`,
			countryPage(sh.Code), kind, sh.Path, mark, escape(b.countryTitle(sh.Code)), escape(b.servedBy(sh.Code)))
	}
	s.WriteString(`</svg>`)
	return File{Path: b.lang + "/missions.svg", Data: []byte(s.String())}
}
