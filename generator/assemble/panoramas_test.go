package assemble

import (
	"bytes"
	"image"
	"image/jpeg"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// withSlots adds the two sets that wait for their first row, with rows that nobody takes for real ones.
func withSlots(t *testing.T, panoramas, files, script string) fstest.MapFS {
	t.Helper()
	fsys := fixture()
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 2048, 1024)), nil); err != nil {
		t.Fatal(err)
	}
	for _, s := range []struct {
		need       tableNeed
		rows, more string
	}{{panoramaNeeds()[0], panoramas, files}, {mongolianNeeds()[0], script, ""}} {
		var header []string
		s.need.each(func(c columnNeed) { header = append(header, c.name) })
		folder := "data/" + s.need.table + "/"
		fsys[folder+"set.yaml"] = &fstest.MapFile{Data: []byte(description(s.need) + s.more)}
		fsys[folder+s.need.table+".csv"] = &fstest.MapFile{Data: []byte(strings.Join(header, ",") + "\n" + s.rows)}
	}
	if files != "" {
		fsys["data/panoramas/1201-a.jpg"] = &fstest.MapFile{Data: photo.Bytes()}
	}
	return fsys
}

func TestSlots(t *testing.T) {
	const (
		row   = "1201-a,1201,1201-a.jpg,ТУРШИЛТ,TEST,90,2026-01-02,TEST AUTHOR,CC0-1.0,https://creativecommons.org/publicdomain/zero/1.0/,census\n"
		files = "files:\n  - {file: 1201-a.jpg, title: {mn: ТУРШИЛТ, en: TEST}, format: jpeg}\n"
		word  = "\u1820\u1821\u1822" // letters of the alphabet
	)
	p, list := assemble(t, withSlots(t, row, files, "12,"+word+",census\n1201,"+word+",census\n"))
	if p == nil {
		t.Fatal(text(list))
	}
	if len(p.Panoramas) != 1 || p.Panoramas[0].Author != "TEST AUTHOR" || p.Panoramas[0].Heading != 90 {
		t.Errorf("photographs: %+v", p.Panoramas)
	}
	if p.Place("1201").Mongolian != word || p.Aimag("12").Mongolian != word || p.Place("1202").Mongolian != "" || p.Place("1201").MongolianSource != "census" {
		t.Error("names in the script did not reach their places")
	}
	for name, c := range map[string]struct {
		panoramas, files, script string
		want                     []string
	}{
		"row without its file":  {row, "", "", []string{"panorama-file"}},
		"file without a row":    {"", files, "", []string{"panorama-file"}},
		"file of another soum":  {strings.Replace(row, ",1201,", ",1202,", 1), files, "", []string{"panorama-file"}},
		"soum that is none":     {strings.Replace(row, ",1201,", ",9999,", 1), files, "", []string{"panorama-file", "ref-unknown"}},
		"source that is none":   {strings.Replace(row, "census", "nobody", 1), files, "", []string{"ref-unknown"}},
		"selector alone":        {"", "", "1201,\u1820 \u180B\u1821,census\n", []string{"mongolian-script"}},
		"Cyrillic":              {"", "", "1201,ТУРШИЛТ,census\n", []string{"mongolian-script"}},
		"name without a source": {"", "", "1201," + word + ",nobody\n", []string{"ref-unknown"}},
	} {
		_, list := assemble(t, withSlots(t, c.panoramas, c.files, c.script))
		var got []string
		for _, x := range list {
			got = append(got, x.RuleID)
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v\n%s", name, got, c.want, text(list))
		}
	}
}
