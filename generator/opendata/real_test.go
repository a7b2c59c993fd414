package opendata

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"nutag/generator/dataset"
	"nutag/generator/derive"
	"nutag/generator/model"
	"nutag/generator/plan"
	"nutag/generator/realdata"
)

// real is the repository's own data and what this package makes of it.
type real struct {
	input   Input
	planned plan.Output
	catalog *dataset.Catalog
	portal  *model.Portal
	figures *derive.Figures
	files   []File
	byPath  map[string][]byte
}

// made is what this package makes of the repository's data, made once for all tests.
var made struct {
	sync.Once
	*real
}

func realData(t *testing.T) *real {
	t.Helper()
	d := realdata.Read(t)
	made.Do(func() {
		planned, err := plan.Build(plan.Input{Portal: d.Portal, Figures: d.Figures, Shapes: d.Shapes, World: d.World, Bundle: d.Bundle, Training: d.Training})
		if err != nil {
			t.Fatal(err)
		}
		in := Input{Catalog: d.Catalog, Portal: d.Portal, Figures: d.Figures, Training: d.Training, Words: d.Bundle, Pages: planned.Addresses(d.Portal),
			ReadFile: func(path string) ([]byte, error) { return fs.ReadFile(d.Root, path) }}
		files, err := Files(in)
		if err != nil {
			t.Fatal(err)
		}
		x := &real{input: in, planned: planned, catalog: d.Catalog, portal: d.Portal, figures: d.Figures, files: files, byPath: map[string][]byte{}}
		for _, f := range files {
			x.byPath[f.Path] = f.Data
		}
		made.real = x
	})
	if made.real == nil {
		t.Fatal("the files could not be made")
	}
	return made.real
}

func decode(t *testing.T, data []byte) map[string]any {
	t.Helper()
	if !bytes.HasSuffix(data, []byte("}\n")) {
		t.Errorf("does not end with a newline: %.60s…", data)
	}
	var m map[string]any
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// at walks into decoded JSON; nil when there is nothing.
func at(v any, keys ...string) any {
	for _, k := range keys {
		m, _ := v.(map[string]any)
		v = m[k]
	}
	return v
}

func TestPathsAndSizes(t *testing.T) {
	r := realData(t)
	if !slices.IsSortedFunc(r.files, func(a, b File) int { return strings.Compare(a.Path, b.Path) }) {
		t.Error("files are not sorted by path")
	}
	count, largest, total := map[string]int{}, map[string]int{}, 0
	for _, f := range r.files {
		dir := f.Path[:strings.LastIndex(f.Path, "/")]
		count[dir]++
		if strings.HasSuffix(f.Path, "/index.json") && dir != "api/v1" {
			continue // a list
		}
		largest[dir] = max(largest[dir], len(f.Data))
	}
	for _, f := range r.files {
		total += len(f.Data)
	}
	// One file a record and the list of them.
	for dir, want := range map[string]int{"soums": 331, "districts": 10, "aimags": 23, "services": 62, "missions": 64, "hotlines": 31, "countries": 96,
		"programmes": 63, "figures": 103, "objectives": 24, "terms": 301, "channels": 24, "journeys": 8, "flows": 7, "courses": 9, "lessons": 68} {
		if count["api/v1/"+dir] != want {
			t.Errorf("%s: %d files, want %d", dir, count["api/v1/"+dir], want)
		}
	}
	if count["api/v1"] != 2 {
		t.Errorf("files beside the kinds: %d", count["api/v1"])
	}
	t.Logf("largest soum %d, district %d, aimag %d, index %d, descriptor %d; all %d bytes", largest["api/v1/soums"],
		largest["api/v1/districts"], largest["api/v1/aimags"], largest["api/v1"], len(r.byPath["data/datapackage.json"]), total)
	if n := largest["api/v1/soums"]; n > 20<<10 {
		t.Errorf("the largest soum has %d bytes, more than 20 KB", n)
	}
}

// TestEveryRow holds that no row of a table about places is lost: each is found in the file of its place by its key and its
// value.
func TestEveryRow(t *testing.T) {
	r := realData(t)
	records := map[string]map[string]any{}
	for _, p := range r.portal.Places {
		records[p.Code] = decode(t, r.byPath[placeFile(p)])
	}
	for _, a := range r.portal.Aimags {
		records[a.Code] = decode(t, r.byPath[aimagFile(a)])
	}
	tests := []struct {
		table, at string
		keys      map[string]string // column → name in JSON
	}{
		{"population", "figures/population/values", map[string]string{"year": "year", "total": "total", "men": "men", "women": "women", "source": "source"}},
		{"under5", "figures/under5/values", map[string]string{"year": "year", "persons": "value", "source": "source"}},
		{"population-age", "figures/population_by_age/values", map[string]string{"year": "year", "age_group": "group", "persons": "persons", "source": "source"}},
		{"livestock", "figures/livestock/values", map[string]string{"year": "year", "head": "value", "source": "source"}},
		{"herder-households", "figures/herder_households/values", map[string]string{"year": "year", "households": "value", "source": "source"}},
		{"hay", "figures/hay/values", map[string]string{"year": "year", "tonnes": "value", "source": "source"}},
		{"baghs", "baghs", map[string]string{"bagh_code": "code", "kind": "kind", "name_mn": "name_mn", "source": "source"}},
		{"postal-zones", "postal_zones", map[string]string{"postal_code": "code", "zone_mn": "name_mn", "source": "source"}},
		{"migration", "figures/migration/values", map[string]string{"year": "year", "arrivals": "arrivals", "departures": "departures", "net": "net", "source": "source"}},
		{"livestock-kinds", "figures/livestock_by_kind/values", map[string]string{"year": "year", "horse": "horse", "cattle": "cattle", "camel": "camel", "sheep": "sheep", "goat": "goat", "source": "source"}},
		{"livestock-losses", "figures/livestock_losses/values", map[string]string{"year": "year", "losses_thousand_head": "lost", "percent_of_previous_herd": "percent_of_previous_herd", "source": "source"}},
		{"aimag-indicators", "figures/indicators/values", map[string]string{"indicator": "indicator", "year": "year", "value": "value", "source": "source"}},
		{"soum-figures", "indicators/values", map[string]string{"indicator": "indicator", "period": "period", "value": "value", "months": "months", "source": "source"}},
		{"aimag-figures", "indicators/values", map[string]string{"indicator": "indicator", "period": "period", "value": "value", "source": "source"}},
		{"listings", "offers/listings", map[string]string{"id": "id", "topic": "topic", "kind": "kind", "state": "state", "as_of": "as_of", "website": "website", "confidence": "confidence", "source": "source"}},
		{"connections", "offers/connections", map[string]string{"id": "id", "kind": "kind", "scope": "scope", "value": "value", "as_of": "as_of", "confidence": "confidence"}},
	}
	for _, tt := range tests {
		t.Run(tt.table, func(t *testing.T) {
			table := r.catalog.Table(tt.table)
			found := 0
			for _, row := range table.Rows {
				unit := "nso_code"
				if table.Field(unit) == nil {
					unit = "aimag_code"
				}
				values, _ := at(records[row.Str(unit)], strings.Split(tt.at, "/")...).([]any)
				same := func(v any) bool {
					for column, name := range tt.keys {
						if !sameCell(row, column, at(v, name)) {
							return false
						}
					}
					return true
				}
				if slices.ContainsFunc(values, same) {
					found++
				} else {
					t.Errorf("%s line %d is not in the file of %s", table.Path, row.Line(), row.Str(unit))
				}
			}
			if found == 0 || found != len(table.Rows) {
				t.Errorf("%d of %d rows found", found, len(table.Rows))
			}
			all := 0
			for _, rec := range records {
				values, _ := at(rec, strings.Split(tt.at, "/")...).([]any)
				all += len(values)
			}
			if all != len(table.Rows) && tt.at != "indicators/values" { // other tables of figures may stand there as well
				t.Errorf("the files hold %d values, the table %d rows", all, len(table.Rows))
			}
		})
	}
}

// sameCell compares a cell with a decoded value; an empty cell is null.
func sameCell(r dataset.Row, column string, v any) bool {
	switch v := v.(type) {
	case nil:
		return r.Str(column) == ""
	case string:
		return v == r.Str(column)
	case float64:
		f, ok := r.Float(column)
		return ok && f == v
	}
	return false
}

// TestSingleRecords covers the tables that have at most one record a place in the file.
func TestSingleRecords(t *testing.T) {
	r := realData(t)
	months, zones, pasture, biomass := 0, 0, 0, 0
	for _, row := range r.catalog.Table("climate").Rows {
		m, _ := row.Int("month")
		list, _ := at(decode(t, r.byPath[placeFile(r.portal.Place(row.Str("nso_code")))]), "figures", "climate", "months").([]any)
		if len(list) == 12 && sameCell(row, "mean_temp_c", list[m-1]) {
			months++
		}
	}
	check := func(table, key string, columns map[string]string) int {
		n := 0
		for _, row := range r.catalog.Table(table).Rows {
			rec := at(decode(t, r.byPath[placeFile(r.portal.Place(row.Str("nso_code")))]), "figures", key)
			ok := rec != nil
			for column, name := range columns {
				ok = ok && sameCell(row, column, at(rec, name))
			}
			if ok {
				n++
			}
		}
		return n
	}
	zones = check("natural-zones", "natural_zones", map[string]string{"high_mountain_pct": "high_mountain", "taiga_pct": "taiga",
		"forest_steppe_pct": "forest_steppe", "steppe_pct": "steppe", "desert_steppe_pct": "desert_steppe", "desert_pct": "desert", "water_pct": "water"})
	pasture = check("pasture", "pasture", map[string]string{"year": "year", "plots": "plots", "biomass_median_kg_ha": "biomass_median"})
	biomass = check("biomass", "pasture_biomass", map[string]string{"period": "period", "biomass_mean_kg_ha": "value"})
	for _, x := range []struct {
		table string
		n     int
	}{{"climate", months}, {"natural-zones", zones}, {"pasture", pasture}, {"biomass", biomass}} {
		if want := len(r.catalog.Table(x.table).Rows); x.n != want || want == 0 {
			t.Errorf("%s: %d of %d rows found", x.table, x.n, want)
		}
	}
}

// TestReferences follows every source, caution and file that a record names.
func TestReferences(t *testing.T) {
	r := realData(t)
	var walk func(path string, v any)
	walk = func(path string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for k, x := range v {
				switch k {
				case "source":
					if r.portal.Source(x.(string)) == nil {
						t.Errorf("%s: no source %v", path, x)
					}
				case "sources", "confirmed_by":
					for _, id := range x.([]any) {
						if r.portal.Source(id.(string)) == nil {
							t.Errorf("%s: no source %v", path, id)
						}
					}
				case "cautions", "bagh_cautions", "postal_zone_cautions":
					for _, id := range x.([]any) {
						if r.portal.Caution(id.(string)) == nil {
							t.Errorf("%s: no caution %v", path, id)
						}
					}
				case "file":
					if r.byPath[x.(string)] == nil {
						t.Errorf("%s: no file %v", path, x)
					}
				}
				walk(path, x)
			}
		case []any:
			for _, x := range v {
				walk(path, x)
			}
		}
	}
	for _, p := range r.portal.Places {
		rec := decode(t, r.byPath[placeFile(p)])
		walk(p.Code, rec)
		if s, _ := at(rec, "figures", "area", "sources").([]any); len(s) == 0 {
			t.Errorf("%s: area without a source", p.Code)
		}
	}
	for _, a := range r.portal.Aimags {
		walk(a.Code, decode(t, r.byPath[aimagFile(a)]))
	}
}

func TestReferenceSoum(t *testing.T) {
	rec := decode(t, realData(t).byPath["api/v1/soums/6346.json"])
	for _, x := range []struct {
		keys []string
		want any
	}{
		{[]string{"id"}, "soum/6346"}, {[]string{"name", "mn"}, "Хутаг-Өндөр"}, {[]string{"name", "en"}, "Khutag-Undur"},
		{[]string{"pages", "mn"}, "mn/soums/6346-khutag-undur.html"}, {[]string{"pages", "en"}, "en/soums/6346-khutag-undur.html"},
		{[]string{"aimag", "id"}, "aimag/63"}, {[]string{"derived", "distance_aimag_centre", "to"}, "aimag/63"},
		{[]string{"derived", "density", "method"}, "density"}, {[]string{"figures", "area", "unit"}, "km2"},
	} {
		if got := at(rec, x.keys...); got != x.want {
			t.Errorf("%v: %v, want %v", x.keys, got, x.want)
		}
	}
	if s := fmt.Sprint(at(rec, "figures", "area", "cautions")); !strings.Contains(s, "computed-area") {
		t.Errorf("area carries the cautions %s", s)
	}
	if ids, _ := at(rec, "neighbours", "ids").([]any); len(ids) < 3 {
		t.Errorf("neighbours: %v", ids)
	}
	bands, _ := at(rec, "derived", "bands", "values").([]any)
	if len(bands) < 8 {
		t.Errorf("bands: %v", bands)
	}
	if bytes.Contains(realData(t).byPath["api/v1/soums/6346.json"], []byte(`"rank`)) {
		t.Error("the file of a soum holds a rank, so it changes with other soums")
	}
}

func TestDataPackage(t *testing.T) {
	r := realData(t)
	var d dataPackage
	if err := json.Unmarshal(r.byPath["data/datapackage.json"], &d); err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	copies := 0
	for _, f := range r.files {
		if strings.HasPrefix(f.Path, "data/") && f.Path != "data/datapackage.json" {
			copies++
		}
	}
	if copies == 0 || len(d.Resources) != copies {
		t.Errorf("%d resources for %d files", len(d.Resources), copies)
	}
	for _, x := range d.Resources {
		if names[x.Name] || strings.ToLower(x.Name) != x.Name {
			t.Errorf("resource name %q is not lower case or occurs twice", x.Name)
		}
		names[x.Name] = true
		data := r.byPath["data/"+x.Path]
		sum := sha256.Sum256(data)
		if len(data) == 0 || x.Bytes != len(data) || x.Hash != "sha256:"+hex.EncodeToString(sum[:]) {
			t.Errorf("%s: bytes or hash differ", x.Path)
		}
		source, err := os.ReadFile("../../data/" + x.Path)
		if err != nil || !bytes.Equal(source, data) {
			t.Errorf("%s is not the file of the repository: %v", x.Path, err)
		}
		if len(x.Licences) != 1 || x.Licences[0].Name == "" || x.Titles.EN == "" || x.Titles.MN == "" || len(x.Sources) != len(r.catalog.Set(x.Set).Sources) {
			t.Errorf("%s: licence, titles or sources are missing", x.Path)
		}
		if x.Schema == nil {
			continue
		}
		header, _, _ := strings.Cut(string(data), "\n")
		var columns []string
		for _, f := range x.Schema.Fields {
			columns = append(columns, f.Name)
			if !slices.Contains([]string{"string", "integer", "number", "boolean", "date", "year"}, f.Type) {
				t.Errorf("%s.%s: Table Schema has no type %q", x.Name, f.Name, f.Type)
			}
		}
		if strings.Join(columns, ",") != header {
			t.Errorf("%s: fields %v, columns %s", x.Path, columns, header)
		}
		for _, k := range x.Schema.PrimaryKey {
			if !slices.Contains(columns, k) {
				t.Errorf("%s: key %q is no column", x.Path, k)
			}
		}
	}
	for _, x := range d.Resources {
		if x.Schema == nil {
			continue
		}
		for _, k := range x.Schema.ForeignKeys {
			if k.Reference.Resource != "" && !names[k.Reference.Resource] {
				t.Errorf("%s: foreign key to an unknown resource %q", x.Name, k.Reference.Resource)
			}
		}
	}
}

// TestWithheld holds that what is not published leaves in no file: neither its table nor a value of it.
func TestWithheld(t *testing.T) {
	r := realData(t)
	table := r.catalog.Table("withheld")
	if table == nil || table.Set.Published || len(table.Rows) == 0 {
		t.Fatal("the list of contacts that are not published is missing, empty or published")
	}
	for _, f := range r.files {
		if strings.Contains(f.Path, "withheld") {
			t.Errorf("%s is offered", f.Path)
		}
		for _, row := range table.Rows {
			if v := row.Str("value"); len(v) > 4 && bytes.Contains(f.Data, []byte(v)) {
				t.Errorf("%s gives away %q", f.Path, row.Str("id"))
			}
		}
	}
	if bytes.Contains(r.byPath["data/datapackage.json"], []byte("withheld")) {
		t.Error("the descriptor names the set that is not published")
	}
}

func TestSameBytes(t *testing.T) {
	r := realData(t)
	again, err := Files(r.input)
	if err != nil {
		t.Fatal(err)
	}
	if len(again) != len(r.files) {
		t.Fatalf("%d files, then %d", len(r.files), len(again))
	}
	for i := range again {
		if again[i].Path != r.files[i].Path || !bytes.Equal(again[i].Data, r.files[i].Data) {
			t.Errorf("%s differs", again[i].Path)
		}
	}
}

func TestUnreadableFile(t *testing.T) {
	r := realData(t)
	in := r.input
	in.ReadFile = func(string) ([]byte, error) { return nil, fs.ErrNotExist }
	_, err := Files(in)
	if err == nil || !strings.Contains(err.Error(), "data/soums/soums.csv") || !strings.Contains(err.Error(), "data/water/lakes.geojson") {
		t.Errorf("the error does not name every file: %v", err)
	}
}
