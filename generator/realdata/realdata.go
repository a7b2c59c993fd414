// Package realdata reads the repository's own data for tests, once for each process. Nothing but tests may use it.
package realdata

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"sync"
	"testing"

	"nutag/generator/assemble"
	"nutag/generator/dataset"
	"nutag/generator/derive"
	"nutag/generator/diag"
	"nutag/generator/geo"
	"nutag/generator/model"
	"nutag/generator/training"
	"nutag/i18n"
)

// Data is what the stages before the plan make of the repository. It is shared by all tests of a package, which must not
// change it unless it comes from Fresh.
type Data struct {
	Root     fs.FS
	Catalog  *dataset.Catalog
	Portal   *model.Portal
	Shapes   *geo.Shapes
	World    *geo.World
	Figures  *derive.Figures
	Bundle   *i18n.Bundle
	Training *model.Training
}

// Read gives the data to a test of a package two folders below the root of the repository, or ends the test.
func Read(t testing.TB) *Data {
	t.Helper()
	return must(t, once)
}

// Fresh reads the data anew, for a test that changes them.
func Fresh(t testing.TB) *Data {
	t.Helper()
	return must(t, read)
}

func must(t testing.TB, read func() (*Data, error)) *Data {
	t.Helper()
	d, err := read()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var once = sync.OnceValues(read)

func read() (*Data, error) {
	d := &Data{Root: os.DirFS("../..")}
	var list, more diag.List
	d.Catalog, list = dataset.Load(d.Root, "data")
	if err := d.borders(); err != nil {
		return nil, err
	}
	d.Portal, more = assemble.Assemble(d.Root, d.Catalog, d.Shapes)
	lessons, about := training.Load(d.Root, "content/training")
	d.Training = lessons
	if list = append(append(list, more...), about...); list.Errors() > 0 || d.Portal == nil {
		var b strings.Builder
		_ = list.Write(&b, diag.Text)
		return nil, errors.New("the data have problems:\n" + b.String())
	}
	limits, err := assemble.BandLimits(d.Catalog)
	if err != nil {
		return nil, err
	}
	if d.Figures, err = derive.Compute(derive.Input{Portal: d.Portal, Shapes: d.Shapes, Limits: limits}); err != nil {
		return nil, err
	}
	messages, err := fs.Sub(d.Root, "i18n/messages")
	if err != nil {
		return nil, err
	}
	d.Bundle, err = i18n.Load(messages)
	return d, err
}

// borders reads what maps are drawn from.
func (d *Data) borders() (err error) {
	var in geo.Input
	var world io.Reader
	for name, to := range map[string]*io.Reader{
		"boundaries/soums.geojson": &in.Soums, "boundaries/aimags.geojson": &in.Aimags,
		"water/lakes.geojson": &in.Lakes, "water/rivers.geojson": &in.Rivers, "world/countries.geojson": &world,
	} {
		f, err := d.Root.Open("data/" + name)
		if err != nil {
			return err
		}
		defer f.Close()
		*to = f
	}
	if d.Shapes, err = geo.Load(in); err != nil {
		return err
	}
	d.World, err = geo.LoadWorld(world)
	return err
}
