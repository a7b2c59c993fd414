package nso

import (
	"fmt"
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
	notes  []string // which labels were taken where a person is to confirm them
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
				return k, p.misfit(f, "write in its place a line with the whole label of the one that is meant", append(labelled(s.dims[found].Values, k.values[found]), hits...), "the pick %s fits values of dimensions %q and %q", p, s.dims[found].Code, d.Code)
			}
			if len(hits) > 1 && !p.Add {
				return k, p.misfit(f, "write in its place the line of the label that is meant; when all of them are to be added up, write add: yes below it", hits, "the pick %s fits several values of dimension %q: %s", p, d.Code, labels(hits))
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
			if have == nil {
				return k, p.misfit(f, "look at the table on 1212.mn; when nothing is to be chosen in it any more, remove the line", nil, "no value fits the pick %s; the table has nothing to choose from", p)
			}
			return k, p.misfit(f, "find the label that means the same, and write its line in the place of "+p.written()+"; when none means the same, leave the figure as it is and tell the project", s.choices(), "no value fits the pick %s; the table has %s", p, short(have))
		}
		if f.Confirm != "" {
			k.notes = append(k.notes, p.taken(f, s.dims[found].Values, k.values[found])...)
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
			return k, Pick{At: f.At}.misfit(f, "write pick: as the last line of this figure, and below it the line of the label that is meant", d.Values, "dimension %q has no single total for %s: %s", d.Code, f.Indicator, labels(d.Values))
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

// written shows a pick as its line in data/imports.
func (p Pick) written() string {
	var parts []string
	for _, x := range []struct {
		key  string
		list []string
	}{{"is", p.Is}, {"has", p.Has}} {
		if len(x.list) > 0 {
			parts = append(parts, x.key+": "+quoteAll(x.list))
		}
	}
	return strings.Join(parts, ", ")
}

func quoteAll(list []string) string {
	var out []string
	for _, x := range list {
		out = append(out, quote(x))
	}
	return "[" + strings.Join(out, ", ") + "]"
}

// misfit is the error of a pick that does not choose what it should. It shows both sides: what is written and where, and each
// label that could be meant, as the line that a person copies.
func (p Pick) misfit(f Figure, fix string, choices []Value, format string, args ...any) error {
	e := &Error{At: p.At, What: fmt.Sprintf(format, args...) + " (figure " + f.Indicator + ")", Fix: fix + "; then run the command again"}
	if p.At != "" {
		e.Fix = "open " + p.At + ": " + e.Fix
	}
	for i, v := range choices {
		if i == maxChoices {
			e.Lines = append(e.Lines, fmt.Sprintf("# and %d more: see the table on 1212.mn", len(choices)-i))
			break
		}
		e.Lines = append(e.Lines, line(v.Label))
	}
	return e
}

// maxChoices is how many labels of a table are shown at most.
const maxChoices = 40

// line is a pick of one label, as it is written in data/imports.
func line(label string) string {
	return "- is: [" + quote(strings.Join(strings.Fields(label), " ")) + "]"
}

// choices are the values of all dimensions beside area and time.
func (s *shape) choices() []Value {
	var out []Value
	for i, d := range s.dims {
		if i != s.area && i != s.time {
			out = append(out, d.Values...)
		}
	}
	return out
}

// labelled are the values of these codes.
func labelled(values []Value, codes []string) []Value {
	var out []Value
	for _, v := range values {
		if slices.Contains(codes, v.Code) {
			out = append(out, v)
		}
	}
	return out
}

// taken tells a person who is to confirm a pick which labels it took, which it left, and how to say that they are the right or
// the wrong ones.
func (p Pick) taken(f Figure, values []Value, codes []string) []string {
	hits, rest := labelled(values, codes), []Value(nil)
	for _, v := range values {
		if !slices.Contains(codes, v.Code) {
			rest = append(rest, v)
		}
	}
	out := []string{fmt.Sprintf("%s: data/imports looks for %s, the table has %s", f.Indicator, p.written(), labels(hits))}
	if len(hits) == 1 && "- "+p.written() != line(hits[0].Label) {
		out = append(out, fmt.Sprintf("%s: when that label is right, write %s at %s and remove confirm: at %s", f.Indicator, line(hits[0].Label), p.At, f.ConfirmAt))
	} else {
		out = append(out, fmt.Sprintf("%s: when that is right, remove confirm: at %s", f.Indicator, f.ConfirmAt))
	}
	if len(rest) > 0 {
		out = append(out, fmt.Sprintf("%s: when another is right, write it at %s in the same way: %s", f.Indicator, p.At, labels(rest)))
	}
	return out
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
