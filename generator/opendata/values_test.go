package opendata

import (
	"math"
	"strings"
	"testing"

	"nutag/generator/dataset"
	"nutag/generator/derive"
)

func TestEncode(t *testing.T) {
	got, err := encode(map[string]any{"b": "Өндөр & <ө>", "a": nil})
	if err != nil || string(got) != "{\"a\":null,\"b\":\"Өндөр & <ө>\"}\n" {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := encode(math.NaN()); err == nil {
		t.Error("NaN was written")
	}
}

func TestRound(t *testing.T) {
	for _, tt := range []struct {
		x      float64
		digits int
		want   float64
	}{{1.23456, 3, 1.235}, {-0.0001, 3, 0}, {12.34, 1, 12.3}, {-2.5, 0, -3}, {0.86, 3, 0.86}} {
		got := round(tt.x, tt.digits)
		if got != tt.want || math.Signbit(got) != math.Signbit(tt.want) {
			t.Errorf("round(%v, %d) = %v, want %v", tt.x, tt.digits, got, tt.want)
		}
	}
}

func TestAbout(t *testing.T) {
	got := about([]string{"area-doubtful", "areal", "coord-unconfirmed", "area"}, "area")
	if len(got) != 1 || got[0] != "area-doubtful" {
		t.Errorf("%v", got)
	}
}

func TestWebAddress(t *testing.T) {
	for in, want := range map[string]string{
		"https://example.org/a?b=c":          "https://example.org/a?b=c",
		"http://example.org":                 "http://example.org",
		"https://example.org, file b":        "",
		"github.com/someone/repo@abc: f.csv": "",
		"javascript:alert(1)":                "",
		"":                                   "",
	} {
		if got := webAddress(in); got != want {
			t.Errorf("webAddress(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestUnknown holds that what cannot be known stays null and is never zero.
func TestUnknown(t *testing.T) {
	got, err := encode(placeDerived{Density: computedOf(nil, "x"), Coldest: monthOf(nil), Ulaanbaatar: distanceOf(nil, "aimag")})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"density":null`, `"coldest_month":null`, `"distance_ulaanbaatar":null`} {
		if !strings.Contains(string(got), want) {
			t.Errorf("%s is not in %s", want, got)
		}
	}
	zero, err := encode(computedOf(&derive.Value{}, ""))
	if err != nil || !strings.HasPrefix(string(zero), `{"value":0,`) {
		t.Errorf("zero is a number: %s, %v", zero, err)
	}
}

func TestSchema(t *testing.T) {
	low := 0.0
	s := schemaOf(&dataset.Table{Name: "soums", Key: []string{"code"}, Fields: []*dataset.Field{
		{Name: "code", Type: dataset.String, Required: true, Unique: true, Pattern: "^[0-9]{4}$"},
		{Name: "parent", Type: dataset.String, ForeignKeys: []string{"soums.code"}},
		{Name: "unit", Type: dataset.String, ForeignKeys: []string{"soums.code", "districts.code"}},
		{Name: "cautions", Type: dataset.List, Enum: []string{"a", "b"}, ForeignKeys: []string{"cautions.id"}},
		{Name: "centre", Type: dataset.Boolean},
		{Name: "area", Type: dataset.Number, Minimum: &low, Unit: "km2", AllowNA: true},
	}})
	got, err := encode(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"constraints":{"required":true,"unique":true,"pattern":"^[0-9]{4}$"}`,
		`"foreignKeys":[{"fields":"parent","reference":{"resource":"","fields":"code"}}]`,
		`"references":["soums.code","districts.code"]`,
		`"separator":"|","item_constraints":{"enum":["a","b"]},"references":["cautions.id"]`,
		`"trueValues":["yes"],"falseValues":["no"]`,
		`"constraints":{"minimum":0},"unit":"km2","allow_not_applicable":true`,
		`"missingValues":["","n/a"]`, `"primaryKey":["code"]`,
	} {
		if !strings.Contains(string(got), want) {
			t.Errorf("%s is not in\n%s", want, got)
		}
	}
}
