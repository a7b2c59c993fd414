package assemble

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"nutag/generator/dataset"
	"nutag/generator/diag"
	"nutag/generator/model"
)

// everywhere holds all points but those of the named places to be inside their boundary.
type everywhere map[string]bool

func (e everywhere) Contains(code string, _, _ float64) bool { return !e[code] }

func assemble(t *testing.T, fsys fstest.MapFS, outside ...string) (*model.Portal, diag.List) {
	t.Helper()
	c, list := dataset.Load(fsys, "data")
	g := everywhere{}
	for _, code := range outside {
		g[code] = true
	}
	p, more := Assemble(fsys, c, g)
	return p, append(list, more...)
}

func text(list diag.List) string {
	var b strings.Builder
	_ = list.Write(&b, diag.Text)
	return b.String()
}

func TestPortal(t *testing.T) {
	p, list := assemble(t, fixture())
	if p == nil {
		t.Fatalf("the fixture has problems:\n%s", text(list))
	}
	if len(p.Aimags) != 22 || len(p.Soums()) != 330 || len(p.Districts()) != 9 || len(p.Places) != 339 {
		t.Fatalf("%d aimags, %d soums, %d districts", len(p.Aimags), len(p.Soums()), len(p.Districts()))
	}
	soum, district, aimag := p.Place("1201"), p.Place("1101"), p.Aimag("12")
	if soum.Kind != model.Soum || district.Kind != model.District || !soum.IsCentre || district.IsCentre || aimag.CentreCode != "1201" {
		t.Errorf("%+v\n%+v", soum, district)
	}
	if soum.Name != (model.Text{MN: "Сум", EN: "Unit"}) || soum.At != (model.Point{Lat: 47.5, Lon: 106.5}) || soum.Elevation != nil || soum.AreaKM2 != 100 {
		t.Errorf("%+v", soum)
	}
	if d := cmp.Diff([]model.Population{{Year: 2019, Total: 100, Source: "census"}, {Year: 2025, Total: 110, Men: 50, Women: 60, Source: "census"}}, soum.Population); d != "" {
		t.Error(d)
	}
	if got := []string{soum.Ages[0].Group, soum.Ages[1].Group, soum.Ages[2].Group}; !slices.Equal(got, []string{"0-4", "5-9", "10-14"}) {
		t.Errorf("age groups are ordered by text, not by age: %v", got)
	}
	if soum.Climate == nil || soum.Climate.Month[11] != -5.5 || soum.Climate.StationDist != 5 {
		t.Errorf("climate: %+v", soum.Climate)
	}
	if soum.Zone.DesertSteppe != 40 || soum.Zone.Water != 0.1 || *soum.Pasture.Class[4] != 21 || soum.Biomass.Mean != 300 || soum.Hay[0].Value != 10.5 {
		t.Errorf("land: %+v %+v %+v", soum.Zone, soum.Pasture, soum.Biomass)
	}
	if len(soum.Baghs) != 1 || len(soum.Postal) != 1 || soum.Livestock[0].N != 1000 || soum.Herders[0].N != 10 || soum.Under5[0].N != 30 {
		t.Errorf("figures: %+v", soum)
	}
	if len(aimag.Members) < 10 || !slices.IsSorted(aimag.Members) || aimag.Migration[0].Net != 6 || aimag.Losses[0].Percent != nil || aimag.Indicators[0].Value != 5 || aimag.Herd[0].Total() != float64(len(aimag.Members)) {
		t.Errorf("aimag: %+v", aimag)
	}
	if p.Gaps[0].ID != "school" || p.Site.Name.MN != "Нутаг" || len(p.Glossary) != 1 || len(p.Airports) != 1 || p.Source("census") == nil {
		t.Error("knowledge")
	}
	if s := p.Set("population"); s == nil || s.ReviewBy != "2026-12-31" || s.Tables[0].Rows != 678 || s.Tables[0].Columns[3].Filled != 339 {
		t.Errorf("set: %+v", s)
	}
}

// breach is one mistake put into the fixture, and the rules that must tell of it.
type breach struct {
	name     string
	table    string // file is data/<table>/<table>.csv; with a slash or a dot a file below data
	old, new string
	outside  []string
	want     []string
}

// TestBroken breaks one thing at a time and wants exactly the named rules, so that a mistake neither hides nor multiplies.
func TestBroken(t *testing.T) {
	breakEach(t, []breach{
		{name: "soum missing", table: "soums", old: "\n1302,", new: "\n(drop)", want: []string{"portal-counts", "slug-vanished"}},
		{name: "aimag of another code", table: "soums", old: "1202,12,", new: "1202,13,", want: []string{"place-code"}},
		{name: "soum of no aimag", table: "soums", old: "\n3215,32,", new: "\n9914,99,", want: []string{"ref-unknown", "slug-unlisted", "slug-vanished"}},
		{name: "two capitals", table: "aimags", old: "32,aimag-32,aimag,MN-21,Аймаг,Aimag,Төв,Centre,3201,", new: "32,aimag-32,capital,MN-21,Аймаг,Aimag,Төв,Centre,,", want: []string{"one-capital"}},
		{name: "unknown kind", table: "aimags", old: "aimag-12,aimag,", new: "aimag-12,amag,", want: []string{"one-capital"}},
		{name: "no centre marked", table: "soums", old: "census,,,,yes,MN1201", new: "census,,,,no,MN1201", want: []string{"aimag-centre"}},
		{name: "two centres", table: "soums", old: "census,,,,no,MN1202", new: "census,,,,yes,MN1202", want: []string{"aimag-centre"}},
		{name: "no centre named", table: "aimags", old: ",1201,", new: ",,", want: []string{"aimag-centre"}},
		{name: "centre of the capital", table: "aimags", old: "Centre,,47.5", new: "Centre,1201,47.5", want: []string{"aimag-centre"}},
		{name: "slug changed", table: "soums", old: "unit-1202,", new: "unit-x,", want: []string{"slug-frozen"}},
		{name: "slug of no address", table: "soums", old: "unit-1202,", new: "Нэр,", want: []string{"slug-form", "slug-frozen"}},
		{name: "aimag slug twice", table: "aimags", old: "aimag-13,", new: "aimag-12,", want: []string{"slug-frozen", "slug-twice"}},
		{name: "slug not listed", table: "slugs.csv", old: "soum/1202,unit-1202\n", new: "", want: []string{"slug-unlisted"}},
		{name: "slug vanished", table: "slugs.csv", old: "soum/1202,", new: "soum/1201a,old\nsoum/1202,", want: []string{"slug-vanished"}},
		{name: "slug listed twice", table: "slugs.csv", old: "soum/1202,unit-1202\n", new: "soum/1202,unit-1202\nsoum/1202,unit-1202\n", want: []string{"slug-twice"}},
		{name: "header of the slugs", table: "slugs.csv", old: "id,slug", new: "slug,id", want: []string{"slug-frozen"}},
		{name: "exchanged coordinates", table: "soums", old: "unit-1202,Сум,Unit,47.5,106.5", new: "unit-1202,Сум,Unit,106.5,47.5", want: []string{"coord-outside-country"}},
		{name: "outside its polygon", outside: []string{"1202"}, want: []string{"coord-outside-polygon"}},
		{name: "outside and known", table: "soums", old: "41202,,100,,1000,", new: "41202,,100,,1000,coord-outside-polygon", outside: []string{"1202"}},
		{name: "inside and marked", table: "soums", old: "41202,,100,,1000,", new: "41202,,100,,1000,coord-outside-polygon", want: []string{"caution-stale"}},
		{name: "sexes", table: "population", old: "1202,2025,110,50,60", new: "1202,2025,110,50,61", want: []string{"population-sexes"}},
		{name: "one sex", table: "population", old: "1202,2025,110,50,60", new: "1202,2025,110,50,", want: []string{"population-sexes"}},
		{name: "year missing", table: "population", old: "1202,2025,110,50,60,census\n", new: "", want: []string{"population-years"}},
		{name: "ages", table: "population-age", old: "1202,2019,0-4,30", new: "1202,2019,0-4,31", want: []string{"population-ages"}},
		{name: "net", table: "migration", old: "12,2020,10,4,6", new: "12,2020,10,4,-6", want: []string{"migration-net"}},
		{name: "herd", table: "livestock", old: "1202,2020,1000", new: "1202,2020,1301", want: []string{"livestock-sums"}},
		{name: "herd within rounding", table: "livestock", old: "1202,2020,1000", new: "1202,2020,1300"},
		{name: "zones", table: "natural-zones", old: "1202,0,10,20,30,40,0,0.1", new: "1202,0,10,20,30,40,0,0.3", want: []string{"zones-sum"}},
		{name: "no zones", table: "natural-zones", old: "1202,0,10,20,30,40,0,0.1,census,\n", new: "", want: []string{"one-row-a-place"}},
		{name: "month missing", table: "climate", old: "1202,12,-5.5,47.1,106.1,5,census\n", new: "", want: []string{"climate-months"}},
		{name: "no such month", table: "climate", old: "1202,12,", new: "1202,13,", want: []string{"climate-months"}},
		{name: "two stations", table: "climate", old: "1202,12,-5.5,47.1", new: "1202,12,-5.5,47.2", want: []string{"climate-station"}},
		{name: "bagh of another place", table: "baghs", old: "120251,1202,", new: "120251,1203,", want: []string{"bagh-code"}},
		{name: "khoroo in a soum", table: "baghs", old: "120251,1202,bagh", new: "120251,1202,khoroo", want: []string{"bagh-code"}},
		{name: "pasture", table: "pasture", old: "1202,2022,5,300,20,20,20,20,21", new: "1202,2022,5,300,20,20,20,20,25", want: []string{"pasture-classes"}},
		{name: "pasture in part", table: "pasture", old: "1202,2022,5,300,20,20,20,20,21", new: "1202,2022,5,300,20,20,20,,40", want: []string{"pasture-classes"}},
		{name: "pasture not known", table: "pasture", old: "1202,2022,5,300,20,20,20,20,21", new: "1202,2022,5,,,,,,"},
		{name: "rank twice", table: "gaps", old: "clinic,2,", new: "clinic,1,", want: []string{"gap-rank"}},
		{name: "rank with a hole", table: "gaps", old: "clinic,2,", new: "clinic,3,", want: []string{"gap-rank"}},
		{name: "synonym too long", table: "synonyms", old: "нүүх|", new: "аль нэг газар руу нүүх|", want: []string{"synonym"}},
		{name: "synonym twice", table: "synonyms", old: ",move|", new: ",нүүх|", want: []string{"synonym"}},
		{name: "Latin letter in a name", table: "soums", old: "unit-1202,Сум", new: "unit-1202,Cум", want: []string{"mixed-script"}},
		{name: "figures of no place", table: "hay", old: "1202,2020", new: "1299,2020", want: []string{"key-order", "ref-unknown"}},
		{name: "moves of no aimag", table: "migration", old: "12,2020", new: "10,2020", want: []string{"key-order", "ref-unknown"}},
		{name: "airport in no place", table: "airports", old: ",1202,", new: ",1299,", want: []string{"ref-unknown"}},
		{name: "unknown caution", table: "soums", old: "41202,,100,,1000,", new: "41202,,100,,1000,coord-outside", want: []string{"ref-unknown"}},
		{name: "unknown source of a point", table: "soums", old: "soum_centre,census,,,,no,MN1202", new: "soum_centre,censos,,,,no,MN1202", want: []string{"ref-unknown"}},
		{name: "unknown related term", table: "glossary", old: "unit.,,,,census", new: "unit.,,,bagh,census", want: []string{"ref-unknown"}},
		{name: "column of another type", table: "hay/set.yaml", old: "name: tonnes, title: {mn: Багана, en: Column}, type: number", new: "name: tonnes, title: {mn: Багана, en: Column}, type: string", want: []string{"contract-column"}},
		{name: "column may be empty", table: "hay/set.yaml", old: "type: number, required: true", new: "type: number, required: false", want: []string{"contract-column"}},
		{name: "site without a language", table: "site.yaml", old: "en: Nutag", new: "en: ''", want: []string{"site"}},
		{name: "site that is half made up", table: "site.yaml", old: "contact:", new: "synthetic: maybe\ncontact:", want: []string{"site"}},
		{name: "site with a misspelt key", table: "site.yaml", old: "contact:", new: "contakt:", want: []string{"site", "site"}},
	})
}

func breakEach(t *testing.T, breaches []breach) {
	t.Helper()
	for _, c := range breaches {
		t.Run(c.name, func(t *testing.T) {
			fsys := fixture()
			if c.table != "" {
				name := "data/" + c.table
				if !strings.ContainsAny(c.table, "/.") {
					name += "/" + c.table + ".csv"
				}
				before := string(fsys[name].Data)
				after := strings.Replace(before, c.old, c.new, 1)
				if strings.Contains(c.new, "(drop)") {
					at := strings.Index(before, c.old)
					end := at + 1 + strings.Index(before[at+1:], "\n")
					after = before[:at] + before[end:]
				}
				if before == after {
					t.Fatalf("%q is not in %s", c.old, name)
				}
				fsys[name] = &fstest.MapFile{Data: []byte(after)}
			}
			p, list := assemble(t, fsys, c.outside...)
			compare(t, list, c.want)
			if (p == nil) != (list.Errors() > 0) {
				t.Errorf("portal %v with %d errors", p != nil, list.Errors())
			}
			for _, problem := range list {
				if problem.RuleFile == "" {
					t.Errorf("no place of the rule: %+v", problem)
				}
			}
		})
	}
}

func compare(t *testing.T, list diag.List, want []string) {
	t.Helper()
	var got []string
	for _, p := range list {
		got = append(got, p.RuleID)
	}
	slices.Sort(got)
	if !slices.Equal(got, want) && (len(got) > 0 || len(want) > 0) {
		t.Errorf("rules %v, want %v\n%s", got, want, text(list))
	}
}

func TestTablesMissing(t *testing.T) {
	fsys := fixture()
	delete(fsys, "data/hay/set.yaml")
	delete(fsys, "data/hay/hay.csv")
	p, list := assemble(t, fsys)
	compare(t, list, []string{"contract-table"})
	if p != nil {
		t.Error("a portal without a table it needs")
	}
}

// TestRootCause holds that a table that cannot be used is told once, by package dataset, and that the rules on the other
// tables are still checked.
func TestRootCause(t *testing.T) {
	fsys := fixture()
	fsys["data/soums/set.yaml"] = &fstest.MapFile{Data: []byte("name: soums\n")}
	broken := strings.Replace(string(fsys["data/migration/migration.csv"].Data), "12,2020,10,4,6", "12,2020,10,4,7", 1)
	fsys["data/migration/migration.csv"] = &fstest.MapFile{Data: []byte(broken)}
	p, list := assemble(t, fsys)
	if p != nil {
		t.Error("a portal without soums")
	}
	for _, problem := range list {
		if problem.File != "data/soums/set.yaml" && problem.RuleID != "migration-net" {
			t.Errorf("follows from the root cause: %+v", problem)
		}
	}
	if !slices.ContainsFunc(list, func(p diag.Problem) bool { return p.RuleID == "migration-net" }) {
		t.Error("the rules on other tables were not checked")
	}
}

func TestRulesAreDocumented(t *testing.T) {
	source, err := os.ReadFile("rules.go")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, r := range Rules() {
		if seen[r.ID] || r.ID == "" || !strings.HasSuffix(r.Text, ".") {
			t.Errorf("rule %+v", r)
		}
		seen[r.ID] = true
	}
	declared := 0
	for _, line := range strings.Split(string(source), "\n") {
		if _, id, ok := strings.Cut(line, `ruleID = "`); ok {
			declared++
			if id = strings.TrimSuffix(id, `"`); !seen[id] {
				t.Errorf("rule %s is not described", id)
			}
		}
	}
	if declared != len(seen) {
		t.Errorf("%d rules declared, %d described", declared, len(seen))
	}
}

func TestMixedWord(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Хутаг-Өндөр", ""}, {"Khutag-Undur", ""}, {"COVID-19-ийн", ""}, {"SIM карт", ""}, {"Cум", "Cум"}, {"нэг Oлон гурав", "Oлон"}, {"", ""},
	} {
		if got := mixedWord(c.text); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
