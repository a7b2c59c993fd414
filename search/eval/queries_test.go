package eval

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestQueries counts what is there and holds every expected id to the tables.
func TestQueries(t *testing.T) {
	queries, err := Load(os.DirFS("queries"))
	if err != nil {
		t.Fatal(err)
	}
	tab, err := readTables(os.DirFS("../../data"))
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, p := range tab.places {
		known[p.id] = true
	}
	for _, x := range tab.terms {
		known[x.id] = true
	}
	for kind, table := range map[string]string{
		"service": "services/services.csv", "mission": "missions/missions.csv", "hotline": "hotlines/hotlines.csv", "country": "countries/countries.csv",
		"programme": "programmes/programmes.csv", "channel": "channels/channels.csv", "figure": "gcm-facts/gcm-facts.csv",
	} {
		for _, id := range firstColumn(t, "../../data/"+table) {
			known[kind+"/"+id] = true
		}
	}
	for kind, pattern := range map[string]string{
		"journey": "data/journeys/*.yaml", "flow": "data/flows/*.yaml", "guide": "content/guides/*.mn.md",
		"lesson": "content/training/*/*.mn.md", "worksheet": "content/training/worksheets/*.yaml",
	} {
		for _, name := range namesOf(t, pattern) {
			if kind == "lesson" {
				name = strings.ToUpper(name) // lesson/C4-M2-L3, as the outline of the courses writes it
			}
			known[kind+"/"+name] = true
		}
	}
	known["guide/help-now"] = true // put together from the tables
	for _, name := range namesOf(t, "content/training/c*") {
		known["course/"+strings.ToUpper(name)] = true
	}
	generated, per := 0, map[string]int{}
	for _, q := range queries {
		per[q.Category]++
		if q.Generated {
			generated++
		}
		for _, id := range q.Want {
			// Pages that gather others have no record; the judge compares them with the site.
			if !known[id] && !strings.HasPrefix(id, "page/") {
				t.Errorf("%s %q: there is no %s", q.Category, q.Text, id)
			}
		}
	}
	if len(queries) < 400 || 2*generated < len(queries) {
		t.Errorf("%d queries, %d of them generated; want at least 400, half of them generated", len(queries), generated)
	}
	for _, c := range Categories {
		if per[c.Name] < 40 {
			t.Errorf("%s has %d queries, want at least 40", c.Name, per[c.Name])
		}
	}
	t.Logf("%d queries, %d generated: %v", len(queries), generated, per)
}

// namesOf gives the names of the files or folders of the repository that fit the pattern, without what follows the first point.
func namesOf(t *testing.T, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob("../../" + pattern)
	if err != nil || len(files) < 2 {
		t.Fatal(pattern, files, err)
	}
	for i, f := range files {
		files[i], _, _ = strings.Cut(filepath.Base(f), ".")
	}
	return files
}

// firstColumn gives the ids of a table.
func firstColumn(t *testing.T, name string) []string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatal(name, len(rows), err)
	}
	var ids []string
	for _, r := range rows[1:] {
		ids = append(ids, r[0])
	}
	return ids
}
