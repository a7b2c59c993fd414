package nso

import (
	"slices"
	"strings"
)

// shape is where the figures stand in a table: which dimension is that of the areas, which that of time, and which values
// of the others each figure takes.
type shape struct {
	dims    []Dim
	area    int
	time    int
	where   *located
	moments []moment
	takes   []take // one for each figure of the table
}

// take is the values of each other dimension that make one figure, by position of the dimension.
type take struct {
	figure Figure
	values map[int][]string
}

// shapeOf finds its way in a table by the rules. Whatever is not found, or found twice, is an error that names what the table
// has, so that a person can say in data/imports what is meant.
func shapeOf(dims []Dim, t Table, areas *Areas, r Rules) (*shape, error) {
	s := &shape{dims: dims, area: -1, time: -1}
	for i, d := range dims {
		if d.Time || named(d, r.TimeNames) {
			if s.time >= 0 {
				return nil, failf("leave only the right name under time: names: in data/imports/rules.yaml", "dimensions %q and %q could both be that of time", dims[s.time].Code, d.Code)
			}
			s.time = i
		}
	}
	if s.time < 0 {
		return nil, failf("write the name of the dimension of time under time: names: in data/imports/rules.yaml", "no dimension is that of time; the table has %s", names(dims))
	}
	best := 0
	for i, d := range dims {
		if i == s.time {
			continue
		}
		n := 0
		for _, v := range d.Values {
			if _, isOurs, ok := areas.codeOf(v.Code, t.Level, r); ok && isOurs {
				n++
			}
		}
		if n > best {
			s.area, best = i, n
		}
	}
	if s.area < 0 && t.Level == "aimag" {
		r.AreaCodes = areas.byName(dims, s.time, r)
		for i, d := range dims {
			if i != s.time && slices.ContainsFunc(d.Values, func(v Value) bool { return r.AreaCodes[v.Code] != "" }) && named(d, r.AreaNames) {
				s.area = i
			}
		}
	}
	if s.area < 0 {
		return nil, failf("when the table has aimags or soums under other codes, write them under areas: codes: in data/imports/rules.yaml; check level: at the table",
			"no dimension holds codes of a %s; the table has %s", t.Level, names(dims))
	}
	var err error
	if s.where, err = areas.locate(dims[s.area], t.Level, r, t.Partial != ""); err != nil {
		return nil, err
	}
	if s.moments, err = newest(dims[s.time], t.Period, t.Keep); err != nil {
		return nil, err
	}
	for _, f := range t.Figures {
		k, err := s.take(f, r)
		if err != nil {
			return nil, err
		}
		s.takes = append(s.takes, k)
	}
	return s, nil
}

func named(d Dim, list []string) bool {
	return slices.ContainsFunc(list, func(n string) bool { return strings.EqualFold(n, d.Code) || strings.EqualFold(n, d.Label) })
}

func names(dims []Dim) string {
	var out []string
	for _, d := range dims {
		out = append(out, `"`+d.Code+`"`)
	}
	return strings.Join(out, ", ")
}

// byName gives codes for a table of aimags that has codes of its own: each name of an aimag is unique.
func (a *Areas) byName(dims []Dim, time int, r Rules) map[string]string {
	out := map[string]string{}
	for i, d := range dims {
		if i == time || !named(d, r.AreaNames) {
			continue
		}
		taken := map[string]bool{}
		for _, v := range d.Values {
			for code, x := range a.aimags {
				if slices.Contains(x.names, fold(v.Label)) && !taken[code] {
					out[v.Code], taken[code] = code, true
				}
			}
		}
	}
	return out
}

// take finds the values of the other dimensions: those that a pick names, else the only one, else the total.
func (s *shape) take(f Figure, r Rules) (take, error) {
	k := take{figure: f, values: map[int][]string{}}
	for _, p := range f.Picks {
		found := -1
		for i, d := range s.dims {
			if i == s.area || i == s.time {
				continue
			}
			var hits []Value
			for _, v := range d.Values {
				if p.matches(v.Label) {
					hits = append(hits, v)
				}
			}
			if len(hits) == 0 {
				continue
			}
			if found >= 0 {
				return k, failf("choose words that only one dimension has, under pick: of "+f.Indicator, "the pick %s fits values of dimensions %q and %q", p, s.dims[found].Code, d.Code)
			}
			if len(hits) > 1 && !p.Add {
				return k, failf("write the whole label under is:, or add: yes when they are to be added, under pick: of "+f.Indicator, "the pick %s fits several values of dimension %q: %s", p, d.Code, labels(hits))
			}
			found = i
			for _, v := range hits {
				k.values[i] = append(k.values[i], v.Code)
			}
		}
		if found < 0 {
			var have []string
			for i, d := range s.dims {
				if i != s.area && i != s.time {
					have = append(have, d.Code+": "+labels(d.Values))
				}
			}
			return k, failf("write words of the right label under pick: of "+f.Indicator+" in data/imports", "no value fits the pick %s; the table has %s", p, short(have))
		}
	}
	for i, d := range s.dims {
		if i == s.area || i == s.time || k.values[i] != nil {
			continue
		}
		if len(d.Values) == 1 {
			k.values[i] = []string{d.Values[0].Code}
			continue
		}
		for _, v := range d.Values {
			if isTotal(v.Label, r) {
				k.values[i] = append(k.values[i], v.Code)
			}
		}
		if len(k.values[i]) != 1 {
			return k, failf("choose a value under pick: of "+f.Indicator+" in data/imports", "dimension %q has no single total for %s: %s", d.Code, f.Indicator, labels(d.Values))
		}
	}
	return k, nil
}

func (p Pick) matches(label string) bool {
	l := strings.ToLower(strings.Join(strings.Fields(label), " "))
	for _, x := range p.Is {
		if l == strings.ToLower(x) {
			return true
		}
	}
	for _, x := range p.Has {
		if strings.Contains(l, strings.ToLower(x)) {
			return true
		}
	}
	return false
}

// String shows a pick as the description has it.
func (p Pick) String() string {
	return `"` + strings.Join(append(slices.Clone(p.Is), p.Has...), `" or "`) + `"`
}

func labels(values []Value) string {
	var out []string
	for _, v := range values {
		out = append(out, `"`+v.Label+`"`)
	}
	return short(out)
}

// ask is the selection that holds all figures and what they are checked against.
func (s *shape) ask() []selection {
	var out []selection
	for i, d := range s.dims {
		wanted := map[string]bool{}
		switch i {
		case s.area:
			for c := range s.where.codes {
				wanted[c] = true
			}
			for c := range s.where.groups {
				wanted[c] = true
			}
			wanted[s.where.total] = true
		case s.time:
			for _, m := range s.moments {
				wanted[m.code] = true
			}
		default:
			for _, k := range s.takes {
				for _, c := range k.values[i] {
					wanted[c] = true
				}
			}
		}
		x := selection{Code: d.Code}
		for _, v := range d.Values { // in the order of the table
			if wanted[v.Code] {
				x.Values = append(x.Values, v.Code)
			}
		}
		out = append(out, x)
	}
	return out
}
