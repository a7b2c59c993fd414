package guides

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"nutag/generator/model"
	"nutag/generator/source"
)

// column gives the values of a column by the id of the row.
func column(t *testing.T, table, name string) map[string]string {
	t.Helper()
	csv, list := source.ReadCSV(os.DirFS("../.."), path.Join("data", table, table+".csv"))
	if len(list) > 0 {
		t.Fatal(report(t, list))
	}
	at := slices.IndexFunc(csv.Header, func(c source.Cell) bool { return c.Text == name })
	if at < 0 {
		t.Fatalf("%s has no column %s", table, name)
	}
	values := map[string]string{}
	for _, r := range csv.Rows {
		values[r.Cells[0].Text] = r.Cells[at].Text
	}
	return values
}

func members(t *testing.T, set string) []string {
	t.Helper()
	files, err := filepath.Glob("../../data/" + set + "/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		if filepath.Base(f) != "set.yaml" {
			names = append(names, path.Join("data", set, filepath.Base(f)))
		}
	}
	return names
}

// emergency finds what looks like a short emergency number.
var emergency = regexp.MustCompile(`\b1[0-2][0-9]\b|\b11-11\b`)

// TestRealFiles reads the journeys and flows of the portal. A short number that a step prints must be that of a help line the
// step cites: the table of help lines knows which numbers are confirmed.
func TestRealFiles(t *testing.T) {
	number := column(t, "hotlines", "number")
	known := Known{Services: set(column(t, "services", "id")), Sources: set(column(t, "sources", "id")), Hotlines: set(number), Pages: Pages(members(t, "journeys"), members(t, "flows"))}
	root := os.DirFS("../..")
	journeys, list := Journeys(root, members(t, "journeys"), known)
	flows, more := Flows(root, members(t, "flows"), known)
	list.Add(more...)
	if len(list) > 0 {
		t.Fatal(report(t, list))
	}
	if len(journeys) < 7 || len(flows) < 6 {
		t.Errorf("%d journeys, %d flows", len(journeys), len(flows))
	}
	printed := func(where string, text model.Text, hotlines []string) {
		for _, n := range emergency.FindAllString(text.MN+" "+text.EN, -1) {
			if !slices.ContainsFunc(hotlines, func(id string) bool { return number[id] == n }) {
				t.Errorf("%s prints %s and cites no help line with that number", where, n)
			}
		}
	}
	for _, j := range journeys {
		for _, p := range j.Phases {
			for _, s := range p.Steps {
				printed(j.ID+"/"+s.ID, s.Title, s.Hotlines)
				printed(j.ID+"/"+s.ID, s.Text, s.Hotlines)
			}
		}
	}
	for _, f := range flows {
		for _, n := range f.Nodes {
			for _, text := range []model.Text{n.Question, n.Help, n.Title, n.Text} {
				printed(f.ID+"/"+n.ID, text, n.Hotlines)
			}
		}
	}
}

func set(values map[string]string) map[string]bool {
	ids := map[string]bool{}
	for id := range values {
		ids[id] = true
	}
	return ids
}
