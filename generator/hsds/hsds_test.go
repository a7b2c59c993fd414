package hsds

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"nutag/generator/dataset"
	"nutag/generator/model"
	"nutag/generator/realdata"
)

func real(t *testing.T) (Input, *dataset.Catalog) {
	t.Helper()
	d := realdata.Read(t)
	return Input{Portal: d.Portal, Words: d.Bundle, Pages: map[string]model.Text{}}, d.Catalog
}

var uuidForm = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)

// required are the members that HSDS 3.1 asks for in each object, as its schema reference states them: by the member that
// holds the object.
var required = map[string][]string{
	"service":            {"id", "name", "status"},
	"organization":       {"id", "name", "description"},
	"locations":          {"id", "location_type"},
	"addresses":          {"id", "address_1", "city", "state_province", "postal_code", "country", "address_type"},
	"phones":             {"id", "number"},
	"languages":          {"id"},
	"required_documents": {"id"},
	"schedules":          {"id"},
	"attributes":         {"id", "link_id", "taxonomy_term_id", "link_entity"}, // the last three in tables
	"taxonomy_term":      {"id", "name", "description"},
	"taxonomy":           {"id", "name", "description"},
	"additional_urls":    {"id", "url"},
}

// enums are its closed lists of words.
var enums = map[string][]string{
	"status": {"active", "inactive", "defunct", "temporarily closed"}, "location_type": {"physical", "postal", "virtual"},
	"address_type": {"physical", "postal", "virtual"}, "freq": {"WEEKLY", "MONTHLY"},
}

// members are the members that its JSON schemas (openreferral/specification, schema/*.json) name in the objects that we fill,
// as far as we fill them, with the form that they demand. "nutag" is ours.
var members = map[string]map[string]string{
	"service": {"id": "uuid", "name": "", "alternate_name": "", "description": "", "url": "uri", "additional_urls": "array", "status": "", "application_process": "",
		"fees_description": "", "eligibility_description": "", "assured_date": "date", "alert": "", "organization": "object", "required_documents": "array", "phones": "array",
		"schedules": "array", "attributes": "array", "nutag": "object"},
	"organization":       {"id": "uuid", "name": "", "alternate_name": "", "description": "", "email": "email", "website": "uri", "phones": "array", "locations": "array", "nutag": "object"},
	"locations":          {"id": "uuid", "location_type": "", "name": "", "description": "", "latitude": "number", "longitude": "number", "addresses": "array"},
	"addresses":          {"id": "uuid", "address_1": "", "city": "", "state_province": "", "postal_code": "", "country": "country", "address_type": ""},
	"phones":             {"id": "uuid", "number": "", "type": "", "description": "", "languages": "array"},
	"languages":          {"id": "uuid", "code": "", "name": ""},
	"required_documents": {"id": "uuid", "document": ""},
	"schedules":          {"id": "uuid", "freq": "", "byday": "", "description": ""},
	"attributes":         {"id": "uuid", "link_id": "uuid", "link_entity": "", "taxonomy_term_id": "uuid", "taxonomy_term": "object"},
	"taxonomy_term":      {"id": "uuid", "code": "", "name": "", "description": "", "language": "", "taxonomy_id": "uuid"},
	"taxonomy":           {"id": "uuid", "name": "", "description": "", "version": ""},
	"additional_urls":    {"id": "uuid", "url": "uri"},
}

// forms are what a text must be.
var forms = map[string]*regexp.Regexp{
	"": regexp.MustCompile(`(?s)^.*$`), "uuid": uuidForm, "uri": regexp.MustCompile(`^https?://[a-z0-9.-]+(/[^\s"<>]*)?$`),
	"date": regexp.MustCompile(`^\d{4}-\d\d-\d\d$`), "email": regexp.MustCompile(`^[^@\s]+@[^@\s]+\.[a-z]+$`), "country": regexp.MustCompile(`^[A-Z]{2}$`),
}

// checkMembers holds that an object has only members of the standard, each of its form.
func checkMembers(t *testing.T, path, kind string, object map[string]any) {
	t.Helper()
	for name, v := range object {
		form, ok := members[kind][name]
		if !ok {
			t.Errorf("%s: %s has no member %s in HSDS", path, kind, name)
			continue
		}
		fits := false
		switch v := v.(type) {
		case string:
			fits = forms[form] != nil && forms[form].MatchString(v)
		case float64:
			fits = form == "number"
		case []any:
			fits = form == "array"
		case map[string]any:
			fits = form == "object"
		}
		if !fits {
			t.Errorf("%s: %s of %s is %.80v, want %q", path, name, kind, v, form)
		}
	}
}

func check(t *testing.T, path, kind string, v any) {
	t.Helper()
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			check(t, path, kind, x)
		}
	case map[string]any:
		if members[kind] != nil {
			checkMembers(t, path, kind, v)
		}
		for _, name := range required[kind] {
			if _, ok := v[name].(string); !ok {
				t.Errorf("%s: %s without %s: %.200v", path, kind, name, v)
			}
		}
		if _, ok := required[kind]; ok && !uuidForm.MatchString(v["id"].(string)) {
			t.Errorf("%s: id %v of %s is no UUID", path, v["id"], kind)
		}
		for name, x := range v {
			if list, ok := enums[name]; ok && !slices.Contains(list, x.(string)) {
				t.Errorf("%s: %s is %v", path, name, x)
			}
			if x == "" && !slices.Contains([]string{"state_province", "postal_code", "page", "city"}, name) {
				t.Errorf("%s: %s of %s is empty", path, name, kind)
			}
			check(t, path, name, x)
		}
	}
}

func TestRealExport(t *testing.T) {
	in, c := real(t)
	files, err := Files(in)
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]string{"services.json": "service", "organizations.json": "organization", "taxonomies.json": "taxonomy", "taxonomy_terms.json": "taxonomy_term"}
	ids := map[string][]string{}
	for _, f := range files {
		rest := strings.Split(strings.TrimPrefix(f.Path, dir+"/"), "/")
		var v any
		if err := json.Unmarshal(f.Data, &v); err != nil {
			t.Fatal(err)
		}
		if len(rest) == 3 {
			check(t, f.Path, "service", v)
			if rest[2] != v.(map[string]any)["id"].(string)+".json" {
				t.Errorf("%s holds another service", f.Path)
			}
			continue
		}
		if rest[1] == "index.json" {
			continue
		}
		m := v.(map[string]any)
		list := m["contents"].([]any)
		if len(list) == 0 || m["total_items"] != float64(len(list)) {
			t.Errorf("%s: %d records, %v told", f.Path, len(list), m["total_items"])
		}
		seen := map[string]bool{}
		for _, x := range list {
			check(t, f.Path, kinds[rest[1]], x)
			id := x.(map[string]any)["id"].(string)
			if seen[id] {
				t.Errorf("%s: %s stands twice", f.Path, id)
			}
			seen[id] = true
			ids[rest[0]+rest[1]] = append(ids[rest[0]+rest[1]], id)
		}
		for _, row := range c.Table("withheld").Rows {
			if w := row.Str("value"); len(w) > 4 && bytes.Contains(f.Data, []byte(w)) {
				t.Errorf("%s gives away %q", f.Path, row.Str("id"))
			}
		}
	}
	for name := range kinds {
		if !slices.Equal(ids["mn"+name], ids["en"+name]) {
			t.Errorf("%s: the languages have different records", name)
		}
	}
	t.Logf("%d services and lines, %d organisations", len(ids["mnservices.json"]), len(ids["mnorganizations.json"]))
}

// TestOnlyWhatIsSure holds the rule of publication: only verified numbers, only posts that work, only services that are given.
func TestOnlyWhatIsSure(t *testing.T) {
	in, _ := real(t)
	w := &writer{Input: in, lang: "en", words: in.Words.Localizer("en")}
	verified := map[string]bool{}
	for _, h := range in.Portal.Hotlines {
		if h.Verified == "yes" && h.Confidence != "low" {
			verified[h.Number], verified[h.FromAbroad] = true, true
		}
	}
	for _, s := range w.lines() {
		for _, p := range s.Phones {
			if !verified[p.Number] {
				t.Errorf("%s: %s was not verified", s.Name, p.Number)
			}
		}
	}
	for _, o := range w.missions() {
		m := in.Portal.Mission(strings.TrimPrefix(o.Nutag.Record, "mission/"))
		if m.Status != model.Operating || m.Confidence == "low" && len(o.Phones) > 0 {
			t.Errorf("%s: %s, %s, %d numbers", m.ID, m.Status, m.Confidence, len(o.Phones))
		}
	}
	ended := 0
	for _, s := range w.services() {
		m := in.Portal.Service(strings.TrimPrefix(s.Nutag.Record, "service/"))
		if m.State == model.ServiceUncertain || (m.State == model.ServiceEnded) != (s.Status == "defunct") {
			t.Errorf("%s: state %q, status %s", m.ID, m.State, s.Status)
		}
		if s.Status == "defunct" {
			ended++
		}
	}
	if ended == 0 {
		t.Error("no service is told to have ended")
	}
}
