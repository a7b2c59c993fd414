package opendata

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	validator "github.com/santhosh-tekuri/jsonschema/v6"
)

// compiled gives the schemas by path, read by a library that did not write them.
func compiled(t *testing.T, files map[string][]byte) map[string]*validator.Schema {
	t.Helper()
	c := validator.NewCompiler()
	c.DefaultDraft(validator.Draft2020)
	c.AssertFormat()
	paths := []string{}
	for path, data := range files {
		if !strings.HasPrefix(path, schemaDir+"/") {
			continue
		}
		doc, err := validator.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if err := c.AddResource("file:///"+path, doc); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		paths = append(paths, path)
	}
	out := map[string]*validator.Schema{}
	for _, path := range paths {
		s, err := c.Compile("file:///" + path) // holds the schema to the meta-schema as well
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		out[path] = s
	}
	return out
}

// strict forbids members that no schema names: the published schemas allow them for later releases, our own records of today
// must all be described.
func strict(data []byte) []byte {
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		panic(err)
	}
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if _, ok := v["properties"]; ok && v["type"] == "object" && v["oneOf"] == nil {
				v["additionalProperties"] = false
			}
			for _, x := range v {
				walk(x)
			}
		case []any:
			for _, x := range v {
				walk(x)
			}
		}
	}
	walk(v)
	out, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return out
}

// TestRecordsAgainstSchemas holds every record and every list to its schema, with no member that the schema does not name.
func TestRecordsAgainstSchemas(t *testing.T) {
	r := realData(t)
	schemas := map[string][]byte{}
	for path, data := range r.byPath {
		if strings.HasPrefix(path, schemaDir+"/") {
			schemas[path] = strict(data)
		}
	}
	compiled(t, r.byPath) // as they are published
	by := compiled(t, schemas)
	var top struct{ Kinds []kindEntry }
	if err := json.Unmarshal(r.byPath["api/v1/index.json"], &top); err != nil {
		t.Fatal(err)
	}
	check := func(schema, path string) {
		data, ok := r.byPath[path]
		if !ok {
			t.Errorf("no file %s", path)
			return
		}
		v, err := validator.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Errorf("%s: %v", path, err)
			return
		}
		if err := by[schema].Validate(v); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	if len(top.Kinds) != len(schemas)-1 {
		t.Errorf("%d kinds, %d schemas", len(top.Kinds), len(schemas))
	}
	records := 0
	for _, k := range top.Kinds {
		check(listSchemaFile, k.List)
		var l listRecord
		if err := json.Unmarshal(r.byPath[k.List], &l); err != nil {
			t.Fatal(err)
		}
		if len(l.Records) == 0 || l.Count != len(l.Records) || k.Count != l.Count || l.Title.MN == "" || l.Title.EN == "" {
			t.Errorf("%s: %d records, counted %d and %d, title %v", k.List, len(l.Records), l.Count, k.Count, l.Title)
		}
		for _, e := range l.Records {
			check(k.Schema, e.File)
			records++
		}
	}
	t.Logf("%d records of %d kinds are as their schemas say", records, len(top.Kinds))
	if records < 1200 {
		t.Errorf("only %d records", records)
	}
}

// TestSchemasRefuse holds that the schemas can fail: a record that is spoilt in one place is refused.
func TestSchemasRefuse(t *testing.T) {
	r := realData(t)
	by := compiled(t, r.byPath)
	for _, x := range []struct {
		kind, file string
		spoil      func(m map[string]any)
	}{
		{"service", "services/passport-abroad", func(m map[string]any) { delete(m, "steps") }},
		{"service", "services/passport-abroad", func(m map[string]any) { m["online_state"] = "sometimes" }},
		{"service", "services/passport-abroad", func(m map[string]any) { m["name"] = map[string]any{"mn": "а"} }},
		{"mission", "missions/mn-ankara", func(m map[string]any) { m["host_iso"] = "TR" }},
		{"mission", "missions/mn-ankara", func(m map[string]any) { m["lat"] = 91.0 }},
		{"soum", "soums/6346", func(m map[string]any) { m["baghs"] = nil }},
		{"journey", "journeys/lost-passport", func(m map[string]any) { m["phases"].([]any)[0].(map[string]any)["steps"] = "none" }},
		{"series", "series/remittance-series", func(m map[string]any) { m["rows"].([]any)[0].(map[string]any)["year"] = "2020" }},
		{"series", "series/remittance-series", func(m map[string]any) { m["id"] = "series/other" }},
	} {
		m := decode(t, r.byPath["api/v1/"+x.file+".json"])
		x.spoil(m)
		if by[schemaDir+"/"+x.kind+".json"].Validate(m) == nil {
			t.Errorf("%s: a spoilt record passes", x.file)
		}
	}
}

// TestHeldFigures holds that a figure that is not to be shown before a check is named with its doubt and no value.
func TestHeldFigures(t *testing.T) {
	r := realData(t)
	held := 0
	for _, row := range r.catalog.Table("gcm-facts").Rows {
		m := decode(t, r.byPath["api/v1/figures/"+row.Str("id")+".json"])
		is := row.Str("show") == "hold"
		if m["held"] != is || is != (m["value"] == nil) || is != (m["statement"] == nil) {
			t.Errorf("%s: held %v, value %v", row.Str("id"), m["held"], m["value"])
		}
		if !is {
			continue
		}
		held++
		if at(m, "doubt", "mn") == nil || at(m, "doubt", "en") == nil || at(m, "label", "mn") == nil {
			t.Errorf("%s: a held figure without its name or doubt", row.Str("id"))
		}
	}
	if held == 0 {
		t.Error("no figure is held")
	}
}

// TestEveryRecordTellsItsOrigin walks all records of the API.
func TestEveryRecordTellsItsOrigin(t *testing.T) {
	r := realData(t)
	ids := map[string]bool{}
	var walk func(v any)
	var refs []string
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for _, x := range v {
				walk(x)
			}
		case []any:
			for _, x := range v {
				walk(x)
			}
		case string:
			for _, kind := range []string{"service/", "hotline/", "country/", "objective/", "channel/", "mission/", "term/", "course/"} {
				if strings.HasPrefix(v, kind) && !strings.ContainsAny(v, " .") {
					refs = append(refs, v)
				}
			}
		}
	}
	for _, path := range slices.Sorted(maps.Keys(r.byPath)) {
		dir, file, _ := strings.Cut(strings.TrimPrefix(path, "api/v1/"), "/")
		if !strings.HasPrefix(path, "api/v1/") || file == "" || file == "index.json" || dir == "schema" {
			continue
		}
		m := decode(t, r.byPath[path])
		walk(m)
		ids[fmt.Sprint(m["id"])] = true
		for _, lang := range []string{"mn", "en"} {
			if page, _ := at(m, "pages", lang).(string); !strings.HasPrefix(page, lang+"/") {
				t.Errorf("%s: page %q", path, page)
			}
		}
		if slices.Contains([]string{"soums", "districts", "aimags"}, dir) {
			continue // each figure of theirs has its own
		}
		if s, ok := m["sources"].([]any); !ok || len(s) == 0 && dir != "lessons" && dir != "flows" && dir != "journeys" && m["id"] != "series/price-observations" {
			t.Errorf("%s: no sources", path)
		}
		for _, member := range []string{"review_by", "data_licence", "data"} {
			if v, _ := m[member].(string); v == "" {
				t.Errorf("%s: no %s", path, member)
			}
		}
		if _, ok := m["as_of"]; !ok {
			t.Errorf("%s: no as_of", path)
		}
	}
	for _, id := range refs {
		if !ids[id] {
			t.Errorf("%s is referred to and is no record", id)
		}
	}
	if len(refs) < 1000 {
		t.Errorf("only %d references", len(refs))
	}
}

// TestPagesExist holds every address of a page to what is planned.
func TestPagesExist(t *testing.T) {
	r := realData(t)
	planned := map[string]bool{}
	for _, p := range r.planned.Pages {
		planned[p.URL()] = true
	}
	n := 0
	for path, data := range r.byPath {
		if !strings.HasPrefix(path, "api/v1/") || !strings.HasSuffix(path, "/index.json") || path == "api/v1/index.json" {
			continue
		}
		var l listRecord
		if err := json.Unmarshal(data, &l); err != nil {
			t.Fatal(err)
		}
		for _, e := range l.Records {
			for _, url := range []string{e.Pages.MN, e.Pages.EN} {
				page, _, _ := strings.Cut(url, "#")
				n++
				if !planned[page] {
					t.Errorf("%s: no page %s", e.ID, page)
				}
			}
		}
	}
	if n < 2000 {
		t.Errorf("only %d pages", n)
	}
}
