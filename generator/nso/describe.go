package nso

import (
	_ "embed"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"
	"time"
)

// setTemplate holds the words of the files that are written, in both languages.
//
//go:embed set.tmpl
var setTemplate string

// words fills one block of the template.
func words(block string, data any) (string, error) {
	t, err := template.New("set.tmpl").Funcs(template.FuncMap{"quote": quote}).Parse(setTemplate)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	err = t.ExecuteTemplate(&b, block, data)
	return b.String(), err
}

func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// setWords is what the description of a data set says.
type setWords struct {
	File, Set, TitleMN, TitleEN, DescriptionMN, DescriptionEN string
	Sources, AsOf, Retrieved, Maintained                      string
	Soum, Aimag                                               string // names of the tables that are there
}

// describe writes the set.yaml of a data set from what its tables hold now.
func (w Writer) describe(s Spec, out *Written) error {
	d := setWords{File: filepath.ToSlash(s.File), Set: s.Set, TitleMN: s.Title[0], TitleEN: s.Title[1], DescriptionMN: s.Description[0],
		DescriptionEN: s.Description[1], Retrieved: w.Day.Format(time.DateOnly), Maintained: s.Maintained}
	sources := map[string]bool{}
	for _, level := range []string{"soum", "aimag"} {
		name := member(s.Set, level)
		rows, err := readTable(filepath.Join(w.Data, s.Set, name+".csv"))
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return err
		}
		for _, r := range rows[1:] {
			sources[r[5]] = true
			d.AsOf = max(d.AsOf, endOf(r[2]))
		}
		if level == "aimag" {
			d.Aimag = name
		} else {
			d.Soum = name
		}
	}
	d.AsOf = min(d.AsOf, d.Retrieved) // figures of the running year
	d.Sources = strings.Join(slices.Sorted(keysOf(sources)), ", ")
	text, err := words("set", d)
	if err != nil {
		return err
	}
	return w.put(filepath.Join(w.Data, s.Set, "set.yaml"), []byte(text), out)
}

// endOf is the last day of a period.
func endOf(period string) string {
	year, quarter, isQuarter := strings.Cut(period, "-Q")
	if isQuarter {
		return year + map[string]string{"1": "-03-31", "2": "-06-30", "3": "-09-30", "4": "-12-31"}[quarter]
	}
	if t, err := time.Parse("2006-01", period); err == nil {
		return t.AddDate(0, 1, -1).Format(time.DateOnly)
	}
	return period + "-12-31"
}
