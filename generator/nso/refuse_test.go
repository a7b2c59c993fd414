package nso

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestRefusals breaks one thing of a table at a time. Each must stop the table, say what is wrong and what to do.
func TestRefusals(t *testing.T) {
	rules, _ := testRules(t)
	a := testAreas(t)
	sexes := Dim{Code: "Хүйс", Label: "Хүйс", Values: []Value{{"0", "Бүгд"}, {"1", "Эрэгтэй"}, {"2", "Эмэгтэй"}}}
	for name, tc := range map[string]struct {
		spoil func(o *officeTable, x *Table, r *Rules)
		want  string
	}{
		"area missing": {func(o *officeTable, _ *Table, _ *Rules) {
			o.dims[0].Values = slices.DeleteFunc(o.dims[0].Values, func(v Value) bool { return v.Code == "96346" })
		}, "1 of 339 areas are missing: 6346 Хутаг-Өндөр"},
		"area unknown": {func(o *officeTable, _ *Table, _ *Rules) {
			o.dims[0].Values = append(o.dims[0].Values, Value{"96399", "Шинэ сум"})
		}, "not in the portal: 96399 Шинэ сум"},
		"area of another name": {func(o *officeTable, _ *Table, _ *Rules) {
			for i, v := range o.dims[0].Values {
				if v.Code == "96346" {
					o.dims[0].Values[i].Label = "Булган"
				}
			}
		}, `96346 is "Булган" there and "Хутаг-Өндөр" here`},
		"two areas for one": {func(o *officeTable, _ *Table, r *Rules) {
			o.dims[0].Values = append(o.dims[0].Values, Value{"x", "Хутаг-Өндөр"})
			r.AreaCodes = map[string]string{"x": "6346"}
		}, "both stand for 6346"},
		"no areas at all": {func(o *officeTable, _ *Table, _ *Rules) {
			o.dims[0] = Dim{Code: "Бүлэг", Label: "Бүлэг", Values: []Value{{"0", "Бүгд"}}}
		}, "no dimension holds codes of a soum"},
		"time renamed": {func(o *officeTable, _ *Table, _ *Rules) {
			o.dims[1].Code, o.dims[1].Label, o.dims[1].Time = "Тайлант үе", "Тайлант үе", false
		}, "no dimension is that of time"},
		"time of another kind": {func(o *officeTable, x *Table, _ *Rules) { x.Period = "quarter" }, `"2025" of dimension "Он" is no quarter`},
		"year twice": {func(o *officeTable, _ *Table, _ *Rules) {
			o.dims[1].Values = append(o.dims[1].Values, Value{"9", "2025 он"})
		}, "2025 stands in dimension"},
		"new dimension without total": {func(o *officeTable, _ *Table, _ *Rules) {
			d := sexes
			d.Values = d.Values[1:]
			o.dims = append(o.dims, d)
		}, `dimension "Хүйс" has no single total for hospital-beds: "Эрэгтэй"; "Эмэгтэй"`},
		"picked label gone": {func(o *officeTable, x *Table, _ *Rules) {
			o.dims = append(o.dims, sexes)
			x.Figures[0].Picks = []Pick{{Has: []string{"хүүхэд"}}}
		}, `no value fits the pick "хүүхэд"; the table has Хүйс: "Бүгд"`},
		"pick too wide": {func(o *officeTable, x *Table, _ *Rules) {
			o.dims = append(o.dims, sexes)
			x.Figures[0].Picks = []Pick{{Has: []string{"эгтэй"}}}
		}, "fits several values"},
		"areas do not make the total": {func(o *officeTable, _ *Table, _ *Rules) {
			cell := o.cell
			o.cell = func(c []string) any {
				if c[0] == "0" {
					return cell(c).(float64) + 1
				}
				return cell(c)
			}
		}, "the areas add up to"},
		"no total": {func(o *officeTable, _ *Table, _ *Rules) {
			o.dims[0].Values = slices.DeleteFunc(o.dims[0].Values, func(v Value) bool { return v.Code == "0" })
		}, "no total to compare"},
		"nothing given": {func(o *officeTable, _ *Table, _ *Rules) { o.cell = func([]string) any { return nil } }, "no value in any"},
		"text for a number": {func(o *officeTable, _ *Table, _ *Rules) {
			cell := o.cell
			o.cell = func(c []string) any {
				if c[0] == "96346" {
					return "арав"
				}
				return cell(c)
			}
		}, `"арав" is neither a number nor a mark`},
	} {
		t.Run(name, func(t *testing.T) {
			o, table := soumOffice(t)
			x, r := tableOf("soum", "year", beds), rules
			r.AreaCodes = maps.Clone(rules.AreaCodes)
			tc.spoil(table, &x, &r)
			results, errs, _ := fetch(t, o, specOf(x), r)
			var e *Error
			if len(results) != 0 || len(errs) != 1 || !errors.As(errs[0], &e) {
				t.Fatalf("%d results, errors %v", len(results), errs)
			}
			if !strings.Contains(e.What, tc.want) || e.Fix == "" || e.Table != "DT_NSO_MADE_UP" {
				t.Errorf("%v, fix %q\nwant %q", e, e.Fix, tc.want)
			}
		})
	}
	if len(a.soums) != 339 || len(a.aimags) != 22 || len(a.moved) != 9 {
		t.Errorf("%d soums and districts, %d aimags, %d recoded", len(a.soums), len(a.aimags), len(a.moved))
	}
}

// TestLabels holds that labels are told of from both sides, for the descriptions of the repository: what is looked for and where,
// what the table of a server has, and what a person writes.
func TestLabels(t *testing.T) {
	rules, specs := testRules(t)
	a := testAreas(t)
	var x Table
	for _, s := range specs {
		for _, y := range s.Tables {
			if y.ID == "DT_NSO_3500_001V1" {
				x = y
			}
		}
	}
	pick, confirm := x.Figures[0].Picks[0].At, x.Figures[0].ConfirmAt
	ask := func(labels ...string) ([]Result, []error) {
		kinds := Dim{Code: "Эх үүсвэр", Label: "Эх үүсвэр"}
		for i, l := range labels {
			kinds.Values = append(kinds.Values, Value{string(rune('a' + i)), l})
		}
		areas := madeUp(a, 1, 2, "soum")
		o := &office{config: `{"maxValues":100000,"maxCells":100000,"maxCalls":30,"timeWindow":10}`, tables: map[string]*officeTable{x.Path + "/" + x.ID + ".px": {
			title: "ЗОХИОМОЛ", dims: []Dim{kinds, soumDim(a), yearDim("2020")}, cell: areas}}}
		results, errs, _ := fetch(t, o, specOf(x), rules)
		return results, errs
	}
	for name, tc := range map[string]struct {
		labels []string
		notes  []string
	}{
		"one": {[]string{"Бүгд", "Төвийн эрчим хүчний  систем", "Зохиомол"}, []string{
			`households-grid: ` + x.Figures[0].Confirm,
			`households-grid: data/imports looks for has: ['төвийн эрчим хүч', 'төвлөрсөн'], the table has "Төвийн эрчим хүчний  систем"`,
			`households-grid: when that label is right, write - is: ['Төвийн эрчим хүчний систем'] at ` + pick + ` and remove confirm: at ` + confirm,
			`households-grid: when another is right, write it at ` + pick + ` in the same way: "Бүгд"; "Зохиомол"`,
		}},
		"the only": {[]string{"Төвлөрсөн"}, []string{
			`households-grid: ` + x.Figures[0].Confirm,
			`households-grid: data/imports looks for has: ['төвийн эрчим хүч', 'төвлөрсөн'], the table has "Төвлөрсөн"`,
			`households-grid: when that label is right, write - is: ['Төвлөрсөн'] at ` + pick + ` and remove confirm: at ` + confirm,
		}},
	} {
		results, errs := ask(tc.labels...)
		if got := only(t, results, errs).Notes; !slices.Equal(got, tc.notes) {
			t.Errorf("%s: notes\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(tc.notes, "\n"))
		}
	}
	many := []string{"Бүгд"}
	for i := range maxChoices {
		many = append(many, "Зохиомол "+strconv.Itoa(i))
	}
	for name, tc := range map[string]struct {
		labels []string
		what   string
		lines  []string // the first ones
		n      int
	}{
		"none fits":   {[]string{"Бүгд", "Зохиомол а"}, `no value fits the pick "төвийн эрчим хүч" or "төвлөрсөн"; the table has Эх үүсвэр: "Бүгд"; "Зохиомол а" (figure households-grid)`, []string{"- is: ['Бүгд']", "- is: ['Зохиомол а']"}, 2},
		"several fit": {[]string{"Бүгд", "Төвлөрсөн", "Төвлөрсөн бус"}, `fits several values of dimension "Эх үүсвэр": "Төвлөрсөн"; "Төвлөрсөн бус"`, []string{"- is: ['Төвлөрсөн']", "- is: ['Төвлөрсөн бус']"}, 2},
		"many, none":  {many, "no value fits", []string{"- is: ['Бүгд']", "- is: ['Зохиомол 0']"}, maxChoices + 1},
	} {
		_, errs := ask(tc.labels...)
		var e *Error
		if len(errs) != 1 || !errors.As(errs[0], &e) {
			t.Fatalf("%s: errors %v", name, errs)
		}
		if !strings.Contains(e.What, tc.what) || e.At != pick || !strings.Contains(e.Fix, pick) || len(e.Lines) != tc.n || !slices.Equal(e.Lines[:2], tc.lines) {
			t.Errorf("%s: %v\nlines %q\nfix %q", name, e, e.Lines, e.Fix)
		}
	}
}

// TestSuppressedCells holds that what the office leaves out has no row, whatever mark it has, that a zero has one, and that the
// total is compared only as far as it can be.
func TestSuppressedCells(t *testing.T) {
	rules, _ := testRules(t)
	o, table := soumOffice(t)
	cell := table.cell
	marks := map[string]any{"96346": "..", "96301": nil, "96304": ".", "96307": "-", "96310": ":", "92101": "", "92104": 0.0}
	table.cell = func(c []string) any {
		if m, ok := marks[c[0]]; ok && c[1] == "0" {
			return m
		}
		return cell(c)
	}
	x := tableOf("soum", "year", beds)
	x.Keep = 1
	results, errs, _ := fetch(t, o, specOf(x), rules)
	got := only(t, results, errs)
	if len(got.Rows) != 339-6 || got.Unknown != 6 {
		t.Errorf("%d rows, %d not given; want 333 and 6", len(got.Rows), got.Unknown)
	}
	for _, r := range got.Rows {
		if marks["9"+r.Code] != nil && r.Code != "2104" {
			t.Errorf("%+v: the office gives nothing", r)
		}
		if r.Code == "2104" && r.Value != 0 {
			t.Errorf("%+v: the office gives zero", r)
		}
	}
	if len(got.Notes) != 1 || !strings.Contains(got.Notes[0], "6 of 339 areas are not given") {
		t.Errorf("notes %v", got.Notes)
	}
	// More than the total cannot be, however much is left out.
	table.cell = func(c []string) any {
		if c[0] == "96346" {
			return nil
		}
		if c[0] == "0" {
			return 1.0
		}
		return cell(c)
	}
	if _, errs, _ := fetch(t, o, specOf(x), rules); len(errs) != 1 || !strings.Contains(errs[0].Error(), "more than the total") {
		t.Errorf("errors %v", errs)
	}
}

// TestPicks holds that figures are made of the right values: one, several added up, and the total of what is not named.
func TestPicks(t *testing.T) {
	rules, _ := testRules(t)
	a := testAreas(t)
	sizes := Dim{Code: "Бүлэг", Label: "Ажиллагчдын тооны бүлэг", Values: []Value{{"0", "Бүгд"}, {"1", "1-9"}, {"2", "10-19"}, {"3", "50+"}}}
	sexes := Dim{Code: "Хүйс", Label: "Хүйс", Values: []Value{{"0", "Нийт"}, {"1", "Эрэгтэй"}}}
	table := &officeTable{title: "ЗОХИОМОЛ", dims: []Dim{sizes, aimagDim(a), sexes, yearDim("2025")}, cell: func(c []string) any {
		return map[string]float64{"0": 100, "1": 60, "2": 30, "3": 10}[c[0]] * map[string]float64{"0": 1, "1": 0.5}[c[2]] * map[bool]float64{true: 22, false: 1}[c[1] == "0"]
	}}
	for name, tc := range map[string]struct {
		picks []Pick
		want  float64
	}{
		"total": {nil, 100},
		"one":   {[]Pick{{Has: []string{"1-9"}}}, 60},
		"added": {[]Pick{{Is: []string{"1-9", "10-19"}, Add: true}}, 90},
		"two":   {[]Pick{{Is: []string{"50+"}}, {Is: []string{"эрэгтэй"}}}, 5},
	} {
		t.Run(name, func(t *testing.T) {
			results, errs, _ := fetch(t, officeOf(table), specOf(tableOf("aimag", "year", Figure{Indicator: "x", Picks: tc.picks})), rules)
			x := only(t, results, errs)
			if len(x.Rows) != 22 || x.Rows[3].Value != tc.want {
				t.Errorf("%d rows, %+v; want %v", len(x.Rows), x.Rows[3], tc.want)
			}
		})
	}
}

// TestAimagRowsOfTheOffice holds that soums that do not make the row of their aimag are told of, but for the aimags that the
// recoding of 2025 touched.
func TestAimagRowsOfTheOffice(t *testing.T) {
	rules, _ := testRules(t)
	o, table := soumOffice(t)
	cell := table.cell
	table.cell = func(c []string) any {
		if c[0] == "965" || c[0] == "941" { // Arkhangai; Tuv, which the recoding touched
			return cell(c).(float64) + 5
		}
		return cell(c)
	}
	x := tableOf("soum", "year", beds)
	x.Keep = 1
	results, errs, _ := fetch(t, o, specOf(x), rules)
	if notes := only(t, results, errs).Notes; len(notes) != 1 || !strings.Contains(notes[0], "aimag 65") {
		t.Errorf("notes %v", notes)
	}
}

func TestPeriods(t *testing.T) {
	for label, want := range map[[2]string]string{
		{"2024", "year"}: "2024", {" 2024 он", "year"}: "2024", {"2024*", "year"}: "2024", {"2024-05", "month"}: "2024-05", {"202405", "month"}: "2024-05",
		{"2024M05", "month"}: "2024-05", {"2024 оны 5 сар", "month"}: "2024-05", {"2024-3", "quarter"}: "2024-Q3", {"2024 IV", "quarter"}: "2024-Q4",
		{"2024-Q1", "quarter"}: "2024-Q1", {"2024 оны 2-р улирал", "quarter"}: "2024-Q2", {"2024-13", "month"}: "", {"2024-5", "quarter"}: "", {"Бүгд", "year"}: "", {"20245", "year"}: "",
	} {
		got, ok := period(label[0], label[1])
		if got != want || ok != (want != "") {
			t.Errorf("%q as %s: %q, want %q", label[0], label[1], got, want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	good := func() map[string]any {
		a := testAreas(t)
		x := &officeTable{title: "ЗОХИОМОЛ", dims: []Dim{aimagDim(a), yearDim("2025")}, cell: func([]string) any { return 1.0 }}
		return statOf(x, x.dims)
	}
	for name, spoil := range map[string]func(map[string]any){
		"class":             func(m map[string]any) { m["class"] = "collection" },
		"sizes":             func(m map[string]any) { m["size"] = []int{1} },
		"size and index":    func(m map[string]any) { m["size"] = []int{9999999, 1} },
		"values":            func(m map[string]any) { m["value"] = []any{1.0} },
		"value beyond":      func(m map[string]any) { m["value"] = map[string]any{"99999": 1.0} },
		"no dimension":      func(m map[string]any) { m["dimension"] = map[string]any{} },
		"negative position": func(m map[string]any) { m["value"] = map[string]any{"-1": 1.0} },
	} {
		m := good()
		spoil(m)
		data, _ := json.Marshal(m)
		if _, err := Parse(data, nil); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	for _, s := range []string{"", "null", "[]", "{", `{"class":"dataset"}`, `"x"`, "<html>"} {
		if _, err := Parse([]byte(s), nil); err == nil {
			t.Errorf("%q: accepted", s)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"class":"dataset","id":["a"],"size":[2],"dimension":{"a":{"category":{"index":["x","y"],"label":{"x":"X"}}}},"value":[1,null]}`))
	f.Add([]byte(`{"class":"dataset","id":["a"],"size":[2],"dimension":{"a":{"category":{"index":{"x":0,"y":1}}}},"value":{"1":".."}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := Parse(data, []string{".."})
		if err != nil {
			return
		}
		n := 1
		for _, d := range a.Dims {
			n *= len(d.Values)
		}
		if len(a.cells) > n {
			t.Errorf("%d cells known of %d", len(a.cells), n)
		}
	})
}

// TestRepositoryDescriptions holds that every table that the collections name is described, and that each figure has an
// indicator of the right level.
func TestRepositoryDescriptions(t *testing.T) {
	_, specs := testRules(t)
	n, levels := 0, map[string]int{}
	for _, s := range specs {
		for _, x := range s.Tables {
			n++
			levels[x.Level]++
			if len(x.Figures) == 0 || x.Keep == 0 {
				t.Errorf("%s feeds nothing", x.ID)
			}
		}
	}
	if n != 54 || levels["soum"] != 34 || levels["aimag"] != 20 {
		t.Errorf("%d tables, %v; want the 46 of the list (30 by soum) and 8 of the report of the statistics (4 by soum)", n, levels)
	}
	_, errs := Fetch(context.Background(), Rules{}, nil, nil, Options{})
	if len(errs) > 0 {
		t.Error(errs)
	}
}
