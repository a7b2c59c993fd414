package searchdocs

import (
	"fmt"
	"strings"

	"nutag/generator/derive"
	"nutag/generator/model"
	"nutag/i18n"
)

// sentences gathers the facts of a page as short statements "name: value". Punctuation is the only text that is not from the
// messages or the data.
type sentences struct {
	b    *builder
	list []string
}

func (b *builder) sentences() *sentences { return &sentences{b: b} }

// say adds a statement; an empty one is left out.
func (s *sentences) say(text string) {
	if text = strings.TrimRight(text, "."); text != "" {
		s.list = append(s.list, text)
	}
}

// fact adds a value with its name; an empty value is left out.
func (s *sentences) fact(key, value string) {
	if value != "" {
		s.say(s.b.words.T(key) + ": " + value)
	}
}

// yearly adds a value with its name and year.
func (s *sentences) yearly(key, value string, year int) {
	if year != 0 {
		value = s.b.words.T("fig_value_year", i18n.Data{"value": value, "year": fmt.Sprint(year)})
	}
	s.fact(key, value)
}

// among adds a list with its name. Names that hold a comma themselves are parted by semicolons.
func (s *sentences) among(key string, items []string) {
	sep := ", "
	for _, x := range items {
		if strings.Contains(x, ",") {
			sep = "; "
		}
	}
	s.fact(key, strings.Join(items, sep))
}

func (s *sentences) distance(key string, d *derive.Distance) {
	if d != nil {
		s.fact(key, s.b.straight(d))
	}
}

// straight writes a distance and, because a snippet may show it alone, that it is no road distance.
func (b *builder) straight(d *derive.Distance) string {
	return b.words.Kilometres(d.KM) + " (" + b.words.T("place_straight") + ")"
}

func (s *sentences) month(key string, m *derive.Month) {
	if m != nil {
		s.fact(key, s.b.words.Month(m.Month)+", "+s.b.words.Celsius(m.TempC, 1))
	}
}

func (s *sentences) density(v *derive.Value) {
	if v != nil {
		s.yearly("fig_density", s.b.words.T("num_persons_km2", i18n.Data{"n": s.b.words.Decimal(v.Number, decimals(v.Number))}), v.Year)
	}
}

func (s *sentences) text() string {
	if len(s.list) == 0 {
		return ""
	}
	return strings.Join(s.list, ". ") + "."
}

// decimals keeps two significant figures of small numbers: 0.86, 4.2, 135; the pages do the same.
func decimals(x float64) int {
	switch {
	case x < 1:
		return 2
	case x < 10:
		return 1
	}
	return 0
}

// zone is a natural zone of a place.
type zone struct {
	key string // of the message
	pct float64
}

// zonesOf lists the zones that a place has part in, in the order from the mountains to the desert.
func zonesOf(z *model.Zones) []zone {
	var out []zone
	for _, x := range []zone{
		{"zone_high_mountain", z.HighMountain}, {"zone_taiga", z.Taiga}, {"zone_forest_steppe", z.ForestSteppe}, {"zone_steppe", z.Steppe},
		{"zone_desert_steppe", z.DesertSteppe}, {"zone_desert", z.Desert}, {"zone_water", z.Water},
	} {
		if x.pct > 0 {
			out = append(out, x)
		}
	}
	return out
}
