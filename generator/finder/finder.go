// Package finder makes the one file of figures by which a reader finds, compares and keeps soums in the browser.
//
// It exists so that finder, comparison and list show the same figures as the profiles, each with its year, sources and doubts,
// without asking a server: the file is a script that sets one value, because a page that is opened from a folder may load
// scripts and nothing else. It holds numbers, names and shapes and no words of the interface.
package finder

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"nutag/generator/derive"
	"nutag/generator/geo"
	"nutag/generator/model"
	"nutag/i18n"
)

// Version is that of the file; the scripts take no other.
const Version = 1

// BySize as the decimals of a measure means two decimals below 1, one below 10 and none from there on.
const BySize = -1

// Data is what the scripts read. Lists about soums are in the order of their codes. A value that is not known is null.
type Data struct {
	Version  int              `json:"v"`
	Width    int              `json:"w"` // of the map, in units of its shapes
	Height   int              `json:"h"`
	Aimags   []Aimag          `json:"aimags"`
	Sources  []string         `json:"sources"`  // ids of data/sources, to which origins point
	Cautions []string         `json:"cautions"` // ids of data/cautions
	Codes    []string         `json:"codes"`
	Slugs    []string         `json:"slugs"`
	MN       []string         `json:"mn"`
	EN       []string         `json:"en"`
	Aimag    []int            `json:"aimag"`  // index in Aimags
	Seats    []int            `json:"seats"`  // indexes of the soums that are the seat of their aimag
	Doubts   [][]int          `json:"doubts"` // cautions about the soum as a whole
	Order    map[string][]int `json:"order"`  // by language: indexes in the order of the alphabet
	Paths    []string         `json:"paths"`
	Rest     string           `json:"rest"` // shapes of the districts, which are no soums
	Measures []Measure        `json:"measures"`
	Zones    Zones            `json:"zones"`
}

// Aimag is one aimag with the outline on the map; the capital is none.
type Aimag struct {
	Code string `json:"code"`
	MN   string `json:"mn"`
	EN   string `json:"en"`
	Path string `json:"path"`
}

// Measure is one figure of all soums. Values are rounded to what a reader sees, so that a limit that he sets holds for what
// he reads. From tells the origin of each value.
type Measure struct {
	ID       derive.Indicator `json:"id"`
	Decimals int              `json:"decimals"`
	Signed   bool             `json:"signed,omitempty"`
	ListOnly bool             `json:"list,omitempty"`   // see derive.Choice.ListOnly
	Limits   []float64        `json:"limits,omitempty"` // inner limits of the five groups
	Values   []*float64       `json:"values"`
	Origins  []Origin         `json:"origins"`
	From     []int            `json:"from"` // index in Origins, -1 where the value is not known
	Choice   derive.Choice    `json:"-"`
}

// Origin says where a figure comes from. Year 0: the figure has none.
type Origin struct {
	Year     int   `json:"y,omitempty"`
	Base     int   `json:"b,omitempty"` // year of the denominator or of the earlier figure
	Sources  []int `json:"s"`
	Cautions []int `json:"c,omitempty"`
}

// Zones is the natural zone with the largest part of each soum.
type Zones struct {
	IDs     []derive.Zone `json:"ids"`
	Main    []int         `json:"main"`  // index in IDs, -1 where no zone is known
	Share   []int         `json:"share"` // percent of the area
	Origins []Origin      `json:"origins"`
	From    []int         `json:"from"`
}

// Input is what the file is made from.
type Input struct {
	Portal  *model.Portal
	Figures *derive.Figures
	Map     geo.Map
}

// Make gathers the figures of all soums.
func Make(in Input) (*Data, error) {
	d := &Data{Version: Version, Width: in.Map.Width, Height: in.Map.Height, Order: map[string][]int{}}
	aimags := map[string]int{}
	shapes := map[string]string{}
	for _, s := range append(slices.Clone(in.Map.Units), in.Map.Aimags...) {
		shapes[s.Code] = s.Path
	}
	for _, a := range in.Portal.Aimags {
		if a.Kind != model.Aimag {
			continue
		}
		aimags[a.Code] = len(d.Aimags)
		d.Aimags = append(d.Aimags, Aimag{Code: a.Code, MN: a.Name.MN, EN: a.Name.EN, Path: shapes[a.Code]})
	}
	ids := &index{}
	soums := in.Portal.Soums()
	for i, p := range soums {
		a, ok := aimags[p.AimagCode]
		if !ok || shapes[p.Code] == "" {
			return nil, fmt.Errorf("finder: soum %s has no aimag or no shape", p.Code)
		}
		if p.IsCentre {
			d.Seats = append(d.Seats, i)
		}
		d.Codes, d.Slugs = append(d.Codes, p.Code), append(d.Slugs, p.Slug)
		d.MN, d.EN = append(d.MN, p.Name.MN), append(d.EN, p.Name.EN)
		d.Aimag, d.Paths = append(d.Aimag, a), append(d.Paths, shapes[p.Code])
		d.Doubts = append(d.Doubts, ids.cautions.all(doubts(p)))
	}
	for _, p := range in.Portal.Districts() {
		d.Rest += shapes[p.Code]
	}
	for _, c := range in.Figures.Choices() {
		d.Measures = append(d.Measures, measure(in.Figures, soums, c, ids))
	}
	d.Zones = zones(soums, ids)
	for _, lang := range i18n.Langs() {
		d.Order[lang] = order(lang, soums)
	}
	d.Sources, d.Cautions = ids.sources.ids, ids.cautions.ids
	return d, nil
}

// doubts are the cautions of a soum that stand above its figures and not beside one of them.
func doubts(p *model.Place) []string {
	if p.HasCaution("border-change-2025") {
		return []string{"border-change-2025"}
	}
	return nil
}

func order(lang string, soums []*model.Place) []int {
	out := make([]int, len(soums))
	for i := range out {
		out[i] = i
	}
	i18n.SortBy(lang, out, func(i int) string { return soums[i].Name.In(lang) })
	return out
}

// variable is the name under which the script leaves the data.
const variable = "nutagSoums"

// Script writes the data as a script and names the file after its bytes, so that a page never meets the data of another build.
func (d *Data) Script() (path string, script []byte, err error) {
	var b bytes.Buffer
	b.WriteString("globalThis." + variable + " = ")
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(true) // also U+2028, which ends a line of a script in old browsers
	if err := enc.Encode(d); err != nil {
		return "", nil, fmt.Errorf("finder: %w", err)
	}
	b.Truncate(b.Len() - 1)
	b.WriteString(";\n")
	sum := sha256.Sum256(b.Bytes())
	return "finder/soums." + hex.EncodeToString(sum[:])[:24] + ".js", b.Bytes(), nil
}
