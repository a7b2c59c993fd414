package doc

import (
	"math"
	"strings"
	"testing"
)

func good() Document {
	lat, lon := 48.5, 103.2
	return Document{
		ID: "soum/0001", Lang: "mn", Kind: "soum", URL: "mn/soums/0001-x.html", Title: "Туршилт", AltTitle: "Turshilt",
		Body: "туршилтын бичиг", Aimag: "99", AimagName: "Зохиомол", Population: 10, Lat: &lat, Lon: &lon, Rank: 0.5,
	}
}

func TestValidate(t *testing.T) {
	if err := good().Validate(); err != nil {
		t.Fatal(err)
	}
	nan, north := math.NaN(), 91.0
	tests := []struct {
		name string
		mend func(*Document)
		want string
	}{
		{"id without kind", func(d *Document) { d.ID = "0001" }, "kind/id"},
		{"id with path", func(d *Document) { d.ID = "soum/../x" }, "kind/id"},
		{"kind differs", func(d *Document) { d.Kind = "aimag" }, "first part"},
		{"lang", func(d *Document) { d.Lang = "de" }, "neither"},
		{"url outside", func(d *Document) { d.URL = "mn/../../x.html" }, "plain path"},
		{"url absolute", func(d *Document) { d.URL = "/x.html" }, "plain path"},
		{"url script", func(d *Document) { d.URL = "javascript:alert(1)//.html" }, "plain path"},
		{"no title", func(d *Document) { d.Title = " " }, "empty"},
		{"title not UTF-8", func(d *Document) { d.Title = "a\xff" }, "UTF-8"},
		{"long alias", func(d *Document) { d.Aliases = []string{strings.Repeat("a", MaxTitle+1)} }, "at most"},
		{"many aliases", func(d *Document) { d.Aliases = make([]string, MaxAliases+1) }, "aliases"},
		{"many headings", func(d *Document) { d.Headings = make([]string, MaxHeadings+1) }, "headings"},
		{"body too long", func(d *Document) { d.Body = strings.Repeat("a", MaxText+1) }, "at most"},
		{"body not UTF-8", func(d *Document) { d.Body = "\xc3" }, "UTF-8"},
		{"aimag", func(d *Document) { d.Aimag = "6" }, "two-digit"},
		{"population", func(d *Document) { d.Population = -1 }, "negative"},
		{"half a place", func(d *Document) { d.Lat = nil }, "missing"},
		{"no such place", func(d *Document) { d.Lat = &north }, "globe"},
		{"place not a number", func(d *Document) { d.Lon = &nan }, "globe"},
		{"rank", func(d *Document) { d.Rank = 2 }, "rank"},
		{"rank not a number", func(d *Document) { d.Rank = nan }, "rank"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := good()
			tt.mend(&d)
			err := d.Validate()
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("got %v, want an error with %q", err, tt.want)
			}
		})
	}
}

func TestCheckFindsDoubles(t *testing.T) {
	en := good()
	en.Lang = "en"
	if err := Check([]Document{good(), en}); err != nil {
		t.Fatal(err)
	}
	err := Check([]Document{good(), good()})
	if err == nil || !strings.Contains(err.Error(), "twice") {
		t.Fatalf("got %v", err)
	}
}

func TestSort(t *testing.T) {
	docs := []Document{
		{ID: "c", Lang: "mn", Rank: 0.1, Population: 5}, {ID: "b", Lang: "mn", Rank: 0.1, Population: 5},
		{ID: "d", Lang: "mn", Rank: 0.1, Population: 9}, {ID: "e", Lang: "mn", Rank: 0.9}, {ID: "a", Lang: "en"},
	}
	Sort(docs)
	var got string
	for _, d := range docs {
		got += d.ID
	}
	if got != "aedbc" {
		t.Fatal(got)
	}
}
