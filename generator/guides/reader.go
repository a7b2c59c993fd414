package guides

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"nutag/generator/diag"
	"nutag/generator/model"
	"nutag/generator/source"
	"nutag/i18n/check"
)

// reader takes typed values out of one file. It goes on after an error, so that all mistakes of a file are told at once.
type reader struct {
	doc   *source.YAML
	list  *diag.List
	known Known
	name  string // of the file, without .yaml
}

var kebab = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func (r *reader) fail(n *source.Node, rule, message, fix string) {
	p := r.doc.Problem(n, rule, message, fix)
	p.RuleFile = RulesFile
	r.list.Add(p)
}

// mapping holds n to be a mapping of known keys that has the required ones. A misspelt key is one mistake: what it was meant
// for is not told missing as well. It is false when there is no mapping to read.
func (r *reader) mapping(n *source.Node, what string, required, optional []string) bool {
	known := slices.Concat(required, optional)
	if n.Kind != source.Mapping {
		r.fail(n, "guide-shape", what+" must be a mapping, not "+n.Kind.String(), "write keys and values below it: "+strings.Join(known, ", "))
		return false
	}
	var absent []string
	for _, key := range known {
		if n.Get(key) == nil {
			absent = append(absent, key)
		}
	}
	meant := map[string]bool{}
	for _, e := range n.Entries {
		key := e.Key.Value
		if slices.Contains(known, key) {
			continue
		}
		fix := "remove it; known keys are " + strings.Join(known, ", ")
		if near := diag.Nearest(key, absent); near != "" {
			fix = "write " + near
			meant[near] = true
		}
		r.fail(e.Key, "guide-key", "unknown key "+diag.Quote(key)+" in "+what, fix)
	}
	for _, key := range required {
		if n.Get(key) == nil && !meant[key] {
			r.fail(n, "guide-missing", what+" lacks "+key, "add "+key)
		}
	}
	return true
}

// scalar returns the text of a value, or "" when n is absent or no text; absence is told by mapping.
func (r *reader) scalar(n *source.Node, what string) string {
	if n == nil {
		return ""
	}
	if n.Kind != source.Scalar || strings.TrimSpace(n.Value) == "" {
		r.fail(n, "guide-shape", what+" must be a text, not "+emptyOr(n), "write the text on the same line")
		return ""
	}
	return n.Value
}

func emptyOr(n *source.Node) string {
	if n.Kind == source.Scalar {
		return "an empty one"
	}
	return n.Kind.String()
}

func (r *reader) id(n *source.Node, what string) string {
	v := r.scalar(n, what)
	if v != "" && !kebab.MatchString(v) {
		r.fail(n, "guide-id", what+" "+diag.Quote(v)+" is not in lower case with hyphens", "write it like lost-passport")
		return ""
	}
	return v
}

// fileID reads the id of the whole file, which is the file's name: addresses of pages come from it.
func (r *reader) fileID(n *source.Node) string {
	v := r.id(n, "id")
	if v != "" && v != r.name {
		r.fail(n, "guide-id", "id "+diag.Quote(v)+" differs from the file name "+diag.Quote(r.name+".yaml"), "give file and id the same name")
	}
	return v
}

// once holds ids to be unique in a file.
func (r *reader) once(n *source.Node, id, what string, seen map[string]int) {
	if id == "" {
		return
	}
	if line, ok := seen[id]; ok {
		r.fail(n, "guide-id", fmt.Sprintf("%s %s stands in line %d already", what, diag.Quote(id), line), "give one of the two another id")
		return
	}
	seen[id] = n.Line
}

// yes reads "yes" or "no".
func (r *reader) yes(n *source.Node, what string) bool {
	v := r.scalar(n, what)
	if v != "" && v != "yes" && v != "no" {
		r.fail(n, "guide-value", what+" "+diag.Quote(v)+" is neither yes nor no", "write yes or no")
	}
	return v == "yes"
}

var languages = []string{"mn", "en"}

// text reads a text in both languages: both there, the same figures, the rules of each language, not too long.
func (r *reader) text(n *source.Node, what string, limit int) model.Text {
	if n == nil {
		return model.Text{}
	}
	if n.Kind != source.Mapping {
		r.fail(n, "guide-language", what+" must be given in both languages", "write mn: … and en: … below it")
		return model.Text{}
	}
	r.mapping(n, what, nil, languages)
	t := model.Text{}
	for _, lang := range languages {
		v := n.Get(lang)
		if v == nil || v.Kind != source.Scalar || strings.TrimSpace(v.Value) == "" {
			at := n
			if v != nil {
				at = v
			}
			r.fail(at, "guide-language", what+" is missing in language "+lang, "write the text; both languages say the same")
			continue
		}
		if size := utf8.RuneCountInString(v.Value); size > limit {
			r.fail(v, "guide-length", fmt.Sprintf("%s has %d letters, at most %d are allowed", what, size, limit), "shorten it, or split it into two")
		}
		r.language(v, lang)
		if lang == "mn" {
			t.MN = v.Value
		} else {
			t.EN = v.Value
		}
	}
	if t.MN == "" || t.EN == "" {
		return t
	}
	onlyMN, onlyEN := check.Figures(t.MN, t.EN)
	if len(onlyMN)+len(onlyEN) > 0 {
		r.fail(n.Get("en"), "guide-figures", "the languages differ in figures: "+differences(onlyMN, onlyEN), "write the same figures in both languages, as figures and not as words")
	}
	return t
}

func differences(onlyMN, onlyEN []string) string {
	var parts []string
	if len(onlyMN) > 0 {
		parts = append(parts, diag.QuoteAll(onlyMN, 5)+" in mn only")
	}
	if len(onlyEN) > 0 {
		parts = append(parts, diag.QuoteAll(onlyEN, 5)+" in en only")
	}
	return strings.Join(parts, ", ")
}

func (r *reader) language(n *source.Node, lang string) {
	findings := check.English(n.Value)
	if lang == "mn" {
		findings = check.Mongolian(n.Value)
	}
	told := map[string]bool{}
	for _, f := range findings {
		if told[f.Rule] {
			continue // the place is that of the whole text
		}
		told[f.Rule] = true
		r.fail(n, f.Rule, f.Message+": "+diag.Quote(f.Part), f.Fix)
	}
}

// items returns the members of a list, or nothing when n is absent; another shape is told.
func (r *reader) items(n *source.Node, what string) []*source.Node {
	if n == nil {
		return nil
	}
	if n.Kind != source.Sequence {
		r.fail(n, "guide-shape", what+" must be a list, not "+n.Kind.String(), "write one item a line, each after a hyphen")
		return nil
	}
	return n.Items
}

var citationKeys = []string{"services", "sources", "hotlines"}

// leadKeys are citationKeys with the key that leads on and proves nothing.
var leadKeys = append(slices.Clone(citationKeys), "pages")

// citations reads what a step rests on. Enough lists the keys of which one must be there.
func (r *reader) citations(n *source.Node, what string, enough ...string) model.Citations {
	c := model.Citations{
		Services: r.cited(n.Get("services"), "services", r.known.Services),
		Sources:  r.cited(n.Get("sources"), "sources", r.known.Sources),
		Hotlines: r.cited(n.Get("hotlines"), "hotlines", r.known.Hotlines),
		Pages:    r.cited(n.Get("pages"), "pages", r.known.Pages),
	}
	for _, key := range enough {
		if v := n.Get(key); v != nil && !(v.Kind == source.Sequence && len(v.Items) == 0) {
			return c // there, or wrong in a way that was told
		}
	}
	r.fail(n, "guide-citation", what+" rests on nothing", "name what it rests on in "+strings.Join(enough, " or ")+"; without a source it may not be said")
	return c
}

func (r *reader) cited(n *source.Node, table string, known map[string]bool) []string {
	var ids []string
	items := r.items(n, table)
	if len(items) > MaxCitations {
		r.fail(n, "guide-limit", fmt.Sprintf("%d %s, at most %d are allowed", len(items), table, MaxCitations), "keep those that matter for this step")
		return nil
	}
	for _, item := range items {
		id := r.scalar(item, "id in "+table)
		switch {
		case id == "":
		case slices.Contains(ids, id):
			r.fail(item, "guide-id", diag.Quote(id)+" stands twice in "+table, "keep one of the two")
		case known != nil && !known[id]:
			remedy := "add it to data set " + table
			if table == "pages" {
				remedy = "see what pages takes"
			}
			fix := remedy + ", or correct the id"
			names := make([]string, 0, len(known))
			for name := range known {
				names = append(names, name)
			}
			if near := diag.Nearest(id, names); near != "" {
				fix = "write " + near + ", or " + remedy
			}
			r.fail(item, "ref-unknown", diag.Quote(id)+" is not an id of "+table, fix)
			ids = append(ids, id)
		default:
			ids = append(ids, id)
		}
	}
	return ids
}
