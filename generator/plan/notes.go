package plan

import (
	"cmp"
	"sort"
	"strconv"
	"strings"

	"nutag/i18n"
)

// ref is a mark beside a figure that leads to a source or caution at the foot of the page.
type ref struct {
	N  string `json:"n"`
	To string `json:"to"`
}

// notes gathers the sources, cautions and data sets that a page uses, in the order of first use.
type notes struct {
	b        *builder
	path     string
	sources  []string
	cautions []string
	sets     map[string]bool
	// unprinted tells after how many sources and cautions those follow that only lines outside the print sheet use.
	unprinted *[2]int
}

func (b *builder) newNotes(path string) *notes {
	return &notes{b: b, path: path, sets: map[string]bool{}}
}

// use records that a page shows figures of the data set.
func (n *notes) use(sets ...string) {
	for _, s := range sets {
		n.sets[s] = true
	}
}

// restUnprinted says that what is used from now on is not on the print sheet: its sources and cautions are left off it too.
func (n *notes) restUnprinted() { n.unprinted = &[2]int{len(n.sources), len(n.cautions)} }

// refs returns the marks of sources and cautions, adding those that the page has not used yet.
func (n *notes) refs(sources, cautions []string) []ref {
	var out []ref
	seen := map[string]bool{"": true}
	for _, id := range sources {
		if seen[id] {
			continue
		}
		seen[id] = true
		k := strconv.Itoa(position(&n.sources, id))
		out = append(out, ref{N: k, To: "s" + k})
	}
	for _, id := range cautions {
		if seen[id] {
			continue
		}
		seen[id] = true
		k := letter(position(&n.cautions, id))
		out = append(out, ref{N: k, To: "c-" + k})
	}
	return out
}

// position returns the place, from 1, of the id in the list, appending it when it is new.
func position(list *[]string, id string) int {
	for i, x := range *list {
		if x == id {
			return i + 1
		}
	}
	*list = append(*list, id)
	return len(*list)
}

// letter numbers cautions a, b, … z, aa, ab, … so that they are not taken for sources.
func letter(n int) string {
	s := ""
	for n > 0 {
		n--
		s = string(rune('a'+n%26)) + s
		n /= 26
	}
	return s
}

// doubts tells whether a mark leads to one of the cautions.
func (n *notes) doubts(r ref, cautions map[string]bool) bool {
	for i, id := range n.cautions {
		if r.To == "c-"+letter(i+1) && cautions[id] {
			return true
		}
	}
	return false
}

// publishers names those who publish the sources used so far, each once.
func (n *notes) publishers() string {
	var out []string
	for _, id := range n.sources {
		if s := n.b.in.Portal.Source(id); s != nil {
			out = appendNew(out, cmp.Or(s.Publisher, s.Title))
		}
	}
	return strings.Join(out, "; ")
}

type sourceNote struct {
	To        string `json:"to"`
	URL       string `json:"url"`
	Title     string `json:"title"`
	Publisher string `json:"publisher"`
	What      string `json:"what"`
	Unprinted bool   `json:"unprinted,omitempty"`
}

type cautionNote struct {
	N    string `json:"n"`
	To   string `json:"to"`
	Text string `json:"text"`

	Unprinted bool `json:"unprinted,omitempty"`
}

type setNote struct {
	Title     string `json:"title"`
	AsOf      string `json:"as_of"`
	AsOfISO   string `json:"as_of_iso"`
	ReviewBy  string `json:"review_by"`
	ReviewISO string `json:"review_iso"`
}

type notesView struct {
	Sources  []sourceNote  `json:"sources"`
	Cautions []cautionNote `json:"cautions"`
	Sets     []setNote     `json:"sets"`
}

// view returns the foot of the page. It must be called after every figure of the page has been made.
func (n *notes) view() notesView {
	var v notesView
	p, lang := n.b.in.Portal, n.b.lang
	for i, id := range n.sources {
		s := p.Source(id)
		if s == nil {
			n.b.fail("source %q is used but not known", id)
			continue
		}
		v.Sources = append(v.Sources, sourceNote{
			To: "s" + strconv.Itoa(i+1), URL: rel(n.path, sourceURL(id)),
			Title: s.Title, Publisher: s.Publisher, What: s.What.In(lang),
			Unprinted: n.unprinted != nil && i >= n.unprinted[0],
		})
	}
	for i, id := range n.cautions {
		c := p.Caution(id)
		if c == nil {
			n.b.fail("caution %q is used but not known", id)
			continue
		}
		k := letter(i + 1)
		v.Cautions = append(v.Cautions, cautionNote{N: k, To: "c-" + k, Text: c.Text.In(lang), Unprinted: n.unprinted != nil && i >= n.unprinted[1]})
	}
	var names []string
	for s := range n.sets {
		names = append(names, s)
	}
	sort.Strings(names)
	for _, name := range names {
		s := p.Set(name)
		if s == nil {
			n.b.fail("data set %q is used but not known", name)
			continue
		}
		v.Sets = append(v.Sets, setNote{
			Title: s.Title.In(lang), AsOf: n.b.words.DateTable(s.AsOf), AsOfISO: s.AsOf,
			ReviewBy: n.b.words.DateTable(s.ReviewBy), ReviewISO: s.ReviewBy,
		})
	}
	i18n.SortBy(lang, v.Sets, func(s setNote) string { return s.Title })
	return v
}

// figure is one figure with its name, its year and its marks. An empty value is shown as "not known yet".
type figure struct {
	Label  string `json:"label"` // message key, or empty when text is given
	Text   string `json:"text,omitempty"`
	Value  string `json:"value"`
	When   string `json:"when,omitempty"`
	Detail string `json:"detail,omitempty"`
	Refs   []ref  `json:"refs"`
	// Unprinted keeps the figure off the print sheet.
	Unprinted bool `json:"unprinted,omitempty"`
}
