package assemble

import (
	"os"
	"testing"

	"nutag/generator/dataset"
	"nutag/generator/geo"
	"nutag/generator/model"
)

// wholeData assembles the data of the repository; any problem in them fails the test.
func wholeData(t *testing.T) *model.Portal {
	t.Helper()
	root := os.DirFS("../..")
	c, list := dataset.Load(root, "data")
	if len(list) > 0 {
		t.Fatal(text(list))
	}
	soums, err := root.Open("data/boundaries/soums.geojson")
	if err != nil {
		t.Fatal(err)
	}
	defer soums.Close()
	aimags, err := root.Open("data/boundaries/aimags.geojson")
	if err != nil {
		t.Fatal(err)
	}
	defer aimags.Close()
	shapes, err := geo.Load(geo.Input{Soums: soums, Aimags: aimags})
	if err != nil {
		t.Fatal(err)
	}
	p, list := Assemble(root, c, shapes)
	if p == nil || len(list) > 0 {
		t.Fatal(text(list))
	}
	return p
}

// realCatalog loads the tables of the repository alone.
func realCatalog(t *testing.T) *dataset.Catalog {
	t.Helper()
	c, list := dataset.Load(os.DirFS("../.."), "data")
	if len(list) > 0 {
		t.Fatal(text(list))
	}
	return c
}

// TestRealData holds a few figures of the reference profile to the table.
func TestRealData(t *testing.T) {
	p := wholeData(t)
	if len(p.Soums()) != 330 || len(p.Districts()) != 9 || len(p.Aimags) != 22 {
		t.Errorf("%d soums, %d districts, %d aimags", len(p.Soums()), len(p.Districts()), len(p.Aimags))
	}
	place := p.Place("6346")
	if place.Name.MN != "Хутаг-Өндөр" || p.Aimag(place.AimagCode).Name.EN != "Bulgan" || place.Slug != "khutag-undur" {
		t.Errorf("%+v", place)
	}
	if n, ok := place.PopulationIn(2025); !ok || n.Men+n.Women != n.Total {
		t.Errorf("population: %+v", n)
	}
}
