package verify

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
)

// site is the whole output, for the rules that need more than one file.
type site struct {
	base      string // address of the portal without a final slash, "" when it has none
	documents []*document
	byPath    map[string]*document
}

var scheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)

// kept is a fragment that is no anchor: what a reader chose on a page with a script, which the script reads. All of ours begin
// with the version of what follows.
var kept = regexp.MustCompile(`^v=[0-9]+&[a-z]=`)

// target is where a reference leads: a path in the output with a fragment, or something outside.
type target struct {
	scheme   string // with the colon, small letters; "//" for an address that only leaves the scheme out
	path     string // slash path in the output, "" for the outside
	fragment string
	folder   bool // the address ends like a folder
	above    bool // leads out of the output folder
	rooted   bool // begins with a slash
}

func (d *document) resolve(raw string) (target, error) {
	if strings.HasPrefix(raw, "//") {
		return target{scheme: "//"}, nil
	}
	if s := scheme.FindString(raw); s != "" {
		return target{scheme: strings.ToLower(s)}, nil
	}
	address, fragment, _ := strings.Cut(raw, "#")
	address, _, _ = strings.Cut(address, "?")
	name, err := url.PathUnescape(address)
	if err != nil {
		return target{}, err
	}
	if fragment, err = url.PathUnescape(fragment); err != nil {
		return target{}, err
	}
	t := target{fragment: fragment}
	switch {
	case name == "":
		t.path = d.path
	case strings.HasPrefix(name, "/"):
		t.rooted = true
	default:
		t.path = path.Join(path.Dir(d.path), name)
		t.above = t.path == ".." || strings.HasPrefix(t.path, "../")
		last := path.Base(name)
		t.folder = strings.HasSuffix(name, "/") || last == "." || last == ".."
	}
	return t, nil
}

// within gives the relative form of an address of the portal itself, for the links that a
// portal with a known address may write in full.
func (s *site) within(raw string) (string, bool) {
	if s.base == "" {
		return "", false
	}
	rest, ok := strings.CutPrefix(raw, s.base+"/")
	if rest == "" {
		rest = "index.html"
	}
	return rest, ok
}

func (s *site) checkReferences() findings {
	var list findings
	for _, d := range s.documents {
		for _, ref := range d.refs {
			s.checkReference(&list, d, ref)
		}
	}
	return list
}

func (s *site) checkReference(list *findings, d *document, ref reference) {
	from := d
	raw := ref.raw
	if ref.use == useMention {
		if inside, ok := s.within(raw); ok {
			from, raw = &document{path: "index.html"}, inside
		}
	}
	t, err := from.resolve(raw)
	if err != nil {
		list.add(d.path, ref.at, ruleTarget, "the link %q is not a valid address", ref.raw)
		return
	}
	if t.scheme != "" {
		checkOutside(list, d, ref, t)
		return
	}
	to, found := s.byPath[t.path]
	switch {
	case raw == "" && ref.use != useForm:
		list.add(d.path, ref.at, ruleTarget, "a link leads nowhere: its address is empty")
	case t.rooted:
		list.add(d.path, ref.at, ruleRelative, "the link %q begins at the root of the host", ref.raw)
	case t.above:
		list.add(d.path, ref.at, ruleTarget, "the link %q leads out of the portal", ref.raw)
	case t.folder:
		list.add(d.path, ref.at, ruleInFull, "the link %q leads to a folder", ref.raw)
	case !found:
		list.add(d.path, ref.at, ruleTarget, "there is no file %s", t.path)
	case t.fragment != "" && ref.use != useForm && to.ids != nil:
		if _, ok := to.ids[t.fragment]; !ok && !kept.MatchString(t.fragment) {
			list.add(d.path, ref.at, ruleAnchor, "there is no id %q in %s", t.fragment, t.path)
		}
	case strings.HasSuffix(raw, "#") && ref.use == useLink:
		list.add(d.path, ref.at, ruleAnchor, "a link leads to an empty anchor")
	}
}

func checkOutside(list *findings, d *document, ref reference, t target) {
	switch ref.use {
	case useLoad:
		// Data stand in the page itself; nothing is asked of anyone.
		if t.scheme != "data:" {
			list.add(d.path, ref.at, ruleOutside, "the page asks another host for %q", ref.raw)
		}
	case useForm:
		list.add(d.path, ref.at, ruleOutside, "the form sends what the reader typed to %q", ref.raw)
	default:
		if !slices.Contains([]string{"https:", "tel:", "mailto:"}, t.scheme) {
			list.add(d.path, ref.at, ruleScheme, "the link %q is neither https, tel nor mailto", ref.raw)
		}
	}
}

// checkOrphans follows the links from the front page. A page that nobody can reach is a page
// that a stage wrote by mistake or that a list forgot.
func (s *site) checkOrphans() findings {
	var list findings
	if s.byPath["index.html"] == nil {
		list.add(".", place{}, ruleTarget, "there is no file index.html to begin at")
		return list
	}
	reached := map[string]bool{"index.html": true}
	for queue := []string{"index.html"}; len(queue) > 0; {
		d := s.byPath[queue[0]]
		queue = queue[1:]
		for _, ref := range d.refs {
			t, err := d.resolve(ref.raw)
			if err != nil || ref.use == useMention || reached[t.path] || s.byPath[t.path] == nil {
				continue
			}
			reached[t.path] = true
			queue = append(queue, t.path)
		}
	}
	for _, d := range s.documents {
		// The host shows the page for a wrong address by itself.
		if d.kind == kindHTML && !reached[d.path] && d.path != "404.html" {
			list.add(d.path, place{}, ruleOrphan, "no page links to this page")
		}
	}
	return list
}
