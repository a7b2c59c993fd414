package changes

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"

	"nutag/generator/model"
	"nutag/i18n"
)

// Bounds of one comparison: a tree beyond them is not one of ours.
const (
	maxFile  = 8 << 20 // bytes of a file
	maxKinds = 100
	maxFiles = 50_000 // records of a kind
)

// together is how many records of a kind may change in the same members before they are told as one.
const together = 12

// listing is what the comparison reads of the lists.
type listing struct {
	Schema  string
	Records []struct {
		ID    string
		Name  struct{ MN, EN string }
		File  string
		Aimag string
	}
}

// tree is one built portal, and what was read of it.
type tree struct {
	fsys  fs.FS
	kinds map[string]listing
}

// difference is one record that differs.
type difference struct {
	kind, id, what string
	name           model.Text
	aimag          string
	members        []string // of the schema, in its order; only of changed records
	topics         []string
}

// Compare proposes rows for what differs between the API of two built portals, dated date. Each of before and after is the
// root of a portal, which holds api/v1.
func Compare(before, after fs.FS, date string, words *i18n.Bundle) ([]Row, error) {
	old, err := open(before)
	if err != nil {
		return nil, fmt.Errorf("the earlier portal: %w", err)
	}
	now, err := open(after)
	if err != nil {
		return nil, fmt.Errorf("the later portal: %w", err)
	}
	var all []difference
	for _, kind := range slices.Sorted(maps.Keys(now.kinds)) {
		found, err := compareKind(old, now, kind)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	names, err := memberNames(now)
	if err != nil {
		return nil, err
	}
	var rows []Row
	for _, group := range grouped(all) {
		row, err := rowOf(group, date, names, words)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func open(fsys fs.FS) (*tree, error) {
	var top struct {
		Kinds []struct{ Kind, List string }
	}
	if err := read(fsys, "api/v1/index.json", &top); err != nil {
		return nil, err
	}
	if len(top.Kinds) == 0 || len(top.Kinds) > maxKinds {
		return nil, fmt.Errorf("api/v1/index.json lists %d kinds", len(top.Kinds))
	}
	t := &tree{fsys: fsys, kinds: map[string]listing{}}
	for _, k := range top.Kinds {
		var l listing
		if err := read(fsys, k.List, &l); err != nil {
			return nil, err
		}
		if len(l.Records) > maxFiles {
			return nil, fmt.Errorf("%s lists %d records", k.List, len(l.Records))
		}
		t.kinds[k.Kind] = l
	}
	return t, nil
}

// read reads a file of the API. Paths come from files and may lead nowhere else.
func read(fsys fs.FS, name string, into any) error {
	if !fs.ValidPath(name) || !strings.HasPrefix(name, "api/v1/") || path.Ext(name) != ".json" {
		return fmt.Errorf("%q is no file of the API", name)
	}
	f, err := fsys.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.Size() > maxFile {
		return fmt.Errorf("%s has %d bytes, more than %d", name, info.Size(), maxFile)
	}
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func compareKind(old, now *tree, kind string) ([]difference, error) {
	var out []difference
	earlier := map[string]int{}
	for i, r := range old.kinds[kind].Records {
		earlier[r.ID] = i
	}
	seen := map[string]bool{}
	for _, r := range now.kinds[kind].Records {
		seen[r.ID] = true
		d := difference{kind: kind, id: r.ID, what: "added", name: model.Text(r.Name), aimag: aimagOf(r.ID, r.Aimag)}
		var b map[string]any
		if err := read(now.fsys, r.File, &b); err != nil {
			return nil, err
		}
		d.topics = topicsOf(kind, b)
		if i, ok := earlier[r.ID]; ok {
			var a map[string]any
			if err := read(old.fsys, old.kinds[kind].Records[i].File, &a); err != nil {
				return nil, err
			}
			if d.what, d.members = "changed", differ(a, b); len(d.members) == 0 {
				continue
			}
		}
		out = append(out, d)
	}
	for _, r := range old.kinds[kind].Records {
		if !seen[r.ID] {
			out = append(out, difference{kind: kind, id: r.ID, what: "removed", name: model.Text(r.Name), aimag: aimagOf(r.ID, r.Aimag), topics: topicsOf(kind, nil)})
		}
	}
	return out, nil
}

// aimagOf is the code of the aimag that a place belongs to.
func aimagOf(id, aimag string) string {
	for _, s := range []string{id, aimag} {
		if code, ok := strings.CutPrefix(s, "aimag/"); ok {
			return code
		}
	}
	return ""
}

func topicsOf(kind string, record map[string]any) []string {
	var out []string
	if t := topicOf(kind); t != "" {
		out = append(out, t)
	}
	if record["group"] == "protection" || record["protection"] == true || record["private"] == true {
		out = append(out, "protection")
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// differ names the members that are not the same. Addresses and dates of review change without news for a reader.
func differ(a, b map[string]any) []string {
	all := map[string]bool{}
	for k := range a {
		all[k] = true
	}
	for k := range b {
		all[k] = true
	}
	var out []string
	for _, k := range slices.Sorted(maps.Keys(all)) {
		if slices.Contains([]string{"id", "pages", "review_by", "data", "data_licence"}, k) || reflect.DeepEqual(a[k], b[k]) {
			continue
		}
		out = append(out, k)
	}
	return out
}

// grouped joins records of one kind that changed in the same way when they are many: news of a new table of population is
// one, not 330. Places are joined by aimag.
func grouped(all []difference) [][]difference {
	by := map[string][]difference{}
	for _, d := range all {
		key := strings.Join([]string{d.kind, d.what, strings.Join(d.members, " "), strings.Join(d.topics, " ")}, "\x00")
		by[key] = append(by[key], d)
	}
	var out [][]difference
	for _, key := range slices.Sorted(maps.Keys(by)) {
		if g := by[key]; len(g) > together {
			out = append(out, g)
			continue
		}
		for _, d := range by[key] {
			out = append(out, []difference{d})
		}
	}
	slices.SortStableFunc(out, func(a, b []difference) int { return cmp.Compare(a[0].id, b[0].id) })
	return out
}

// memberNames are the names of members in both languages, by kind and member, from the schemas.
func memberNames(t *tree) (map[string]model.Text, error) {
	out := map[string]model.Text{}
	for kind, l := range t.kinds {
		var s struct {
			Titles     struct{ MN, EN string }
			Properties map[string]struct{ Titles struct{ MN, EN string } }
		}
		err := read(t.fsys, l.Schema, &s)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out[kind] = model.Text(s.Titles)
		for name, p := range s.Properties {
			if p.Titles.MN != "" {
				out[kind+"."+name] = model.Text(p.Titles)
			}
		}
	}
	return out, nil
}

// rowOf writes one row for a group. The words are a proposal: the editor says what it means for a reader.
func rowOf(group []difference, date string, names map[string]model.Text, words *i18n.Bundle) (Row, error) {
	d := group[0]
	row := Row{Date: date, What: d.what, Record: d.id, Topics: d.topics, Aimag: d.aimag}
	key := "change_" + d.what
	if len(group) > 1 {
		key, row.Record, row.Aimag = key+"_many", "kind/"+d.kind, ""
	}
	text, err := say(words, key, func(l *i18n.Localizer) i18n.Data {
		var what []string
		for _, m := range d.members {
			// Pairs of columns are titled “Name (English)”; the language goes.
			title, _, _ := strings.Cut(names[d.kind+"."+m].In(l.Lang()), " (")
			if title == "" {
				title = m
			}
			what = append(what, title)
		}
		data := i18n.Data{"name": d.name.In(l.Lang()), "what": strings.Join(what, ", ")}
		if len(group) > 1 {
			data["name"], data["n"] = names[d.kind].In(l.Lang()), l.Int(len(group))
		}
		return data
	})
	row.Text = text
	return row, err
}
