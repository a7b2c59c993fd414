package nso

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"

	"nutag/generator/dataset"
)

// Areas are the soums, districts and aimags of the portal, by the codes and names that the office may use.
type Areas struct {
	soums  map[string]area // by our code
	aimags map[string]area
	moved  map[string]string // code of the 2025 recoding → our code
}

type area struct {
	names []string // folded
	name  string   // Mongolian, to show
}

// NewAreas takes soums, districts and aimags from the tables of the catalog.
func NewAreas(c *dataset.Catalog) (*Areas, error) {
	a := &Areas{soums: map[string]area{}, aimags: map[string]area{}, moved: map[string]string{}}
	for _, table := range []string{"soums", "districts"} {
		t := c.Table(table)
		if !t.OK() {
			return nil, failf("mend it first: nutag check", "table %s of the portal cannot be used", table)
		}
		for _, r := range t.Rows {
			code := r.Str("nso_code")
			a.soums[code] = newArea(r.Str("name_mn"), append([]string{r.Str("name_en"), r.Str("centre_name")}, r.List("alt_names")...))
			if moved := r.Str("nso_1212_code_2025"); moved != "" {
				a.moved[moved] = code
			}
		}
	}
	t := c.Table("aimags")
	if !t.OK() {
		return nil, failf("mend it first: nutag check", "table aimags of the portal cannot be used")
	}
	for _, r := range t.Rows {
		a.aimags[r.Str("aimag_code")] = newArea(r.Str("name_mn"), []string{r.Str("name_en")})
	}
	return a, nil
}

func newArea(name string, more []string) area {
	x := area{name: name}
	for _, n := range append([]string{name}, more...) {
		if n != "" {
			x.names = append(x.names, fold(n))
		}
	}
	return x
}

// fold makes spellings of one name alike: case, spaces, hyphens and the words for the kind of unit do not matter.
func fold(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	words = slices.DeleteFunc(words, func(w string) bool {
		return slices.Contains([]string{"сум", "дүүрэг", "аймаг", "хот", "нийслэл", "soum", "district", "aimag", "city"}, w)
	})
	return strings.ReplaceAll(strings.Join(words, ""), "ё", "е")
}

// located is what the values of the area dimension stand for.
type located struct {
	codes  map[string]string // value → our code, of the level that is asked for
	total  string            // value of the whole country, or ""
	groups map[string]string // value of an aimag → its three digits, in tables of soums, to check its sum
	absent []string          // our areas that the table lacks, where it may
	moved  map[string]bool   // values that were recoded in 2025: their aimags do not add up in the office's own tables
}

// locate gives each value of the area dimension its place. The office writes one digit for the region before our code: two
// digits of an aimag, four of a soum; longer codes are baghs. Regions have been renumbered, so the first digit is not relied
// on, and the name must fit.
func (a *Areas) locate(d Dim, level string, r Rules, partial bool) (*located, error) {
	out := &located{codes: map[string]string{}, groups: map[string]string{}, moved: map[string]bool{}}
	ours := a.soums
	if level == "aimag" {
		ours = a.aimags
	}
	var strange, unknown []string
	given := map[string]string{}
	for _, v := range d.Values {
		if isTotal(v.Label, r) && out.total == "" {
			out.total = v.Code
			continue
		}
		code, isOurs, ok := a.codeOf(v.Code, level, r)
		if !ok {
			if level == "soum" && len(v.Code) == 3 && digits(v.Code) {
				out.groups[v.Code] = v.Code
			}
			continue
		}
		if !isOurs {
			unknown = append(unknown, v.Code+" "+v.Label)
			continue
		}
		if !slices.Contains(ours[code].names, fold(v.Label)) && r.Spellings[v.Code] != v.Label {
			strange = append(strange, fmt.Sprintf("%s is %q there and %q here", v.Code, v.Label, ours[code].name))
			continue
		}
		if other, twice := given[code]; twice {
			return nil, failf("say in data/imports/rules.yaml under areas: codes: which of them is meant", "areas %s and %s both stand for %s %s", other, v.Code, code, ours[code].name)
		}
		given[code] = v.Code
		out.codes[v.Code] = code
		if a.moved[v.Code] != "" {
			out.moved[v.Code] = true
		}
	}
	if len(unknown) > 0 {
		return nil, failf("when the office made a new unit or another code, write the code under areas: codes: in data/imports/rules.yaml with ours; a new soum needs a decision first",
			"the table has areas that are not in the portal: %s", short(unknown))
	}
	if len(strange) > 0 {
		return nil, failf("when it is only another spelling, write it under areas: spellings: in data/imports/rules.yaml; when the code stands for another place, write ours under areas: codes:",
			"codes and names of areas do not fit: %s", short(strange))
	}
	var missing []string
	for code, x := range ours {
		if given[code] == "" {
			missing = append(missing, code+" "+x.name)
		}
	}
	sort.Strings(missing)
	if len(missing) > 0 && !partial {
		return nil, failf("when the office has recoded them, write code: ours under areas: codes: in data/imports/rules.yaml; when the table never had them, write partial: with the reason at the table",
			"%d of %d areas are missing: %s", len(missing), len(ours), short(missing))
	}
	out.absent = missing
	if len(given) == 0 {
		return nil, failf("check level: at the table", "no area of the table is a %s of the portal", level)
	}
	return out, nil
}

// codeOf turns a code of the office into ours. ok is false for units of another level; isOurs is false for a unit of the
// level that the portal does not have.
func (a *Areas) codeOf(code, level string, r Rules) (ours string, isOurs, ok bool) {
	if to, said := r.AreaCodes[code]; said {
		if level == "aimag" {
			_, isOurs = a.aimags[to]
			return to, isOurs, isOurs
		}
		_, isOurs = a.soums[to]
		return to, isOurs, isOurs
	}
	if !digits(code) {
		return "", false, false
	}
	if level == "aimag" {
		if len(code) != 3 {
			return "", false, false
		}
		_, isOurs = a.aimags[code[1:]]
		return code[1:], isOurs, true
	}
	if len(code) != 5 {
		return "", false, false
	}
	if to := a.moved[code]; to != "" {
		return to, true, true
	}
	_, isOurs = a.soums[code[1:]]
	return code[1:], isOurs, true
}

func isTotal(label string, r Rules) bool {
	return slices.ContainsFunc(r.Totals, func(t string) bool { return strings.EqualFold(strings.TrimSpace(label), t) })
}

func digits(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

// short joins the first few of a list.
func short(list []string) string {
	const most = 8
	if len(list) > most {
		return strings.Join(list[:most], "; ") + fmt.Sprintf("; and %d more", len(list)-most)
	}
	return strings.Join(list, "; ")
}
