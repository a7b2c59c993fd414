package plan

import (
	"encoding/xml"
	"fmt"
	"strings"

	"nutag/generator/geo"
	"nutag/generator/model"
	"nutag/i18n"
)

// unit is one linked shape of a map; Show is the text on the map, empty where there is no room for it.
type unit struct {
	D    string `json:"d"`
	URL  string `json:"url"`
	Name string `json:"name"`
	X    int    `json:"x"`
	Y    int    `json:"y"`
	Show string `json:"show,omitempty"`
}

type mapView struct {
	W      int      `json:"w"`
	H      int      `json:"h"`
	Label  string   `json:"label"`
	Units  []unit   `json:"units"`
	Edges  []string `json:"edges"`
	Lakes  string   `json:"lakes"`
	Rivers string   `json:"rivers"`
}

func paths(water []geo.Water) string {
	var d strings.Builder
	for _, w := range water {
		d.WriteString(w.Path)
	}
	return d.String()
}

// aimagsMap is the map of the 22 aimags that stands in the page itself, where the map of all soums cannot be shown.
func (b *builder) aimagsMap(m geo.Map, from string) mapView {
	v := mapView{W: m.Width, H: m.Height, Label: b.t("home_map_label")}
	for _, s := range m.Aimags {
		a := b.in.Portal.Aimag(s.Code)
		if a == nil {
			b.fail("map: no aimag %s", s.Code)
			continue
		}
		v.Units = append(v.Units, unit{D: s.Path, URL: rel(from, aimagPath(a)), Name: b.aimagName(a), X: s.Label.X, Y: s.Label.Y})
	}
	return v
}

// aimagMap is the map of one aimag's soums with their names.
func (b *builder) aimagMap(a *model.AimagRecord, from string) mapView {
	m, err := b.in.Shapes.AimagMap(a.Code)
	if err != nil {
		b.fail("map: %v", err)
		return mapView{}
	}
	label := b.t("map_of_aimag", i18n.Data{"name": a.Name.In(b.lang)})
	if a.Kind == model.Capital {
		label = b.t("district_map_title")
	}
	v := mapView{W: m.Width, H: m.Height, Label: label, Rivers: paths(m.Rivers), Lakes: paths(m.Lakes)}
	for _, s := range m.Units {
		p := b.in.Portal.Place(s.Code)
		if p == nil {
			b.fail("map: no place %s", s.Code)
			continue
		}
		u := unit{D: s.Path, URL: rel(from, placePath(p)), Name: b.placeName(p), X: s.Label.X, Y: s.Label.Y}
		if !s.Tiny {
			u.Show = p.Name.In(b.lang)
		}
		v.Units = append(v.Units, u)
	}
	for _, s := range m.Aimags {
		v.Edges = append(v.Edges, s.Path)
	}
	return v
}

// mapFile draws every soum and district of the country as one SVG file of a language. Its links open in the page that
// embeds it. They are left out of the keyboard's way: the page lists the same links in order.
func (b *builder) mapFile(m geo.Map) File {
	s := b.drawing(m, "home_map_label")
	for _, sh := range m.Units {
		p := b.in.Portal.Place(sh.Code)
		if p == nil {
			b.fail("map: no place %s", sh.Code)
			continue
		}
		class := ""
		if p.IsCentre {
			class = ` class="seat"`
		}
		fmt.Fprintf(s, `<a href="%s" target="_top" tabindex="-1"><path%s d="%s"/><title>%s, %s</title></a>`,
			placePath(p), class, sh.Path, escape(b.placeName(p)), escape(b.in.Portal.Aimag(p.AimagCode).Name.In(b.lang)))
	}
	if lakes := paths(m.Lakes); lakes != "" {
		fmt.Fprintf(s, `<path class="w" d="%s"/>`, lakes)
	}
	if rivers := paths(m.Rivers); rivers != "" {
		fmt.Fprintf(s, `<path class="r" d="%s"/>`, rivers)
	}
	for _, sh := range m.Aimags {
		fmt.Fprintf(s, `<path class="e" d="%s"/>`, sh.Path)
	}
	for _, sh := range m.Aimags {
		if a := b.in.Portal.Aimag(sh.Code); a != nil && !sh.Tiny {
			fmt.Fprintf(s, `<text x="%d" y="%d">%s</text>`, sh.Label.X, sh.Label.Y, escape(a.Name.In(b.lang)))
		}
	}
	s.WriteString(`</svg>`)
	return File{Path: b.lang + "/map.svg", Data: []byte(s.String())}
}

// drawing begins a map that is a document of its own, with the styles that such maps share.
func (b *builder) drawing(m geo.Map, label string) *strings.Builder {
	s := new(strings.Builder)
	fmt.Fprintf(s, `<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet type="text/css" href="../map.css"?>`+
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" lang="%s"><title>%s</title>`, m.Width, m.Height, b.lang, escape(b.t(label)))
	return s
}

func escape(s string) string {
	var e strings.Builder
	if err := xml.EscapeText(&e, []byte(s)); err != nil {
		return ""
	}
	return e.String()
}
