package release

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/theupdateframework/go-tuf/v2/metadata"

	"nutag/generator/edition"
)

// rule says which files lie in a bin, as patterns of the framework: one pattern for each part of a path, * within a part.
type rule struct {
	name     string
	patterns []string
}

// The files of an aimag are those whose address belongs to it (package edition), whatever section they are in, its part of
// the search, and the lists for keeping it on a device.
var (
	aimagGlobs  = []string{"search/index-??-%s.*", "search/index-??-%s-*", "search/text-??-%s.*", "search/text-??-%s-*", "offline/??-%s.*"}
	kindFile    = regexp.MustCompile(`^search/(?:index|text)-[a-z]{2}-([a-z]+)[.-]`)
	kindGlobs   = []string{"search/index-??-%s.*", "search/index-??-%s-*", "search/text-??-%s.*", "search/text-??-%s-*"}
	language    = regexp.MustCompile(`^[a-z]{2}$`)
	plainName   = regexp.MustCompile(`^[a-z][a-z0-9-]{0,30}$`)
	releaseGlob = []string{"release.json", "??/release.html"}
)

// plan gives the bins for the paths of a site, in the order in which the first fitting one holds a file: what changes with
// each release, the aimags, the kinds of the search index, the sections of the pages, the folders beside them, and the rest.
func plan(paths []string) []rule {
	aimags, places, kinds := map[string]bool{}, map[string]bool{}, map[string]bool{}
	sections, folders := map[string]int{}, map[string]int{} // with the deepest path in them
	deepest := 0
	for _, path := range paths {
		parts := strings.Split(path, "/")
		deepest = max(deepest, len(parts))
		if code := edition.AimagOf(path); code != "" && strings.HasPrefix(parts[len(parts)-1], code) {
			aimags[code] = true
			if language.MatchString(parts[0]) {
				parts[0] = "??"
			}
			places[strings.Join(parts[:len(parts)-1], "/")+"/%s*"] = true
			continue
		}
		if m := kindFile.FindStringSubmatch(path); m != nil {
			kinds[m[1]] = true
		}
		switch {
		case len(parts) > 2 && language.MatchString(parts[0]) && plainName.MatchString(parts[1]):
			sections[parts[1]] = max(sections[parts[1]], len(parts))
		case len(parts) > 1 && !language.MatchString(parts[0]) && plainName.MatchString(parts[0]):
			folders[parts[0]] = max(folders[parts[0]], len(parts))
		}
	}
	rules := []rule{{name: "release", patterns: releaseGlob}}
	ofAimag := slices.Concat(slices.Sorted(maps.Keys(places)), aimagGlobs)
	for _, code := range slices.Sorted(maps.Keys(aimags)) {
		rules = append(rules, rule{"aimag-" + code, globs(ofAimag, code)})
	}
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		rules = append(rules, rule{"search-" + kind, globs(kindGlobs, kind)})
	}
	for _, name := range slices.Sorted(maps.Keys(sections)) {
		rules = append(rules, rule{"pages-" + name, below("??/"+name, 3, sections[name])})
	}
	for _, name := range slices.Sorted(maps.Keys(folders)) {
		rules = append(rules, rule{"files-" + name, below(name, 2, folders[name])})
	}
	return append(rules, rule{"rest", below("", 1, deepest)})
}

func globs(forms []string, name string) []string {
	var patterns []string
	for _, form := range forms {
		patterns = append(patterns, fmt.Sprintf(form, name))
	}
	return patterns
}

// below gives a pattern for each depth of path from the folder itself down to the deepest.
func below(folder string, from, to int) []string {
	var patterns []string
	glob := folder
	for depth := from; depth <= max(from, to); depth++ {
		glob = strings.TrimPrefix(glob+"/*", "/")
		patterns = append(patterns, glob)
	}
	return patterns
}

// withGone keeps the bins of the release before that have no files any more: a snapshot never loses a name, or copies
// would refuse it as rolled back.
func withGone(rules []rule, before []metadata.DelegatedRole) []rule {
	names := map[string]bool{}
	for _, r := range rules {
		names[r.name] = true
	}
	for _, old := range before {
		if !names[old.Name] {
			rules = append(rules, rule{old.Name, old.Paths})
		}
	}
	return rules
}

// delegations gives the rules as the framework writes them, with patches of a bin beside its files.
func delegations(rules []rule, release []*metadata.Key) (*metadata.Delegations, error) {
	d := &metadata.Delegations{Keys: map[string]*metadata.Key{}}
	var ids []string
	for _, key := range release {
		id, err := key.ID()
		if err != nil {
			return nil, err
		}
		d.Keys[id] = key
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, r := range rules {
		patterns := r.patterns
		if own := "patches/" + r.name + "/*"; !slices.Contains(patterns, own) {
			patterns = append(slices.Clone(patterns), own)
		}
		d.Roles = append(d.Roles, metadata.DelegatedRole{Name: r.name, KeyIDs: ids, Threshold: 1, Terminating: true, Paths: patterns})
	}
	return d, nil
}

// assign puts each path into its bin.
func assign(paths []string, d *metadata.Delegations) (map[string][]string, error) {
	bins := map[string][]string{}
	for _, path := range paths {
		roles := d.GetRolesForTarget(path)
		if len(roles) == 0 {
			return nil, fmt.Errorf("no bin takes %s", path)
		}
		bins[roles[0].Name] = append(bins[roles[0].Name], path)
	}
	return bins, nil
}
