package changes

import (
	"bytes"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"nutag/generator/dataset"
	"nutag/i18n"
)

func words(t *testing.T) *i18n.Bundle {
	t.Helper()
	messages, err := fs.Sub(os.DirFS("../.."), "i18n/messages")
	if err != nil {
		t.Fatal(err)
	}
	b, err := i18n.Load(messages)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestFirst holds that a set is proposed once, with the date that its set.yaml states, and no longer once it is in the record.
func TestFirst(t *testing.T) {
	c, _ := dataset.Load(os.DirFS("../.."), "data")
	rows, err := First(c, words(t))
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, r := range c.Table("changes").Rows {
		named[r.Str("record")] = true
	}
	if len(named) < 40 {
		t.Errorf("the record names only %d data sets", len(named))
	}
	for _, r := range rows {
		if named[r.Record] || !strings.Contains(r.Text.EN, r.Date[:4]) || r.Text.MN == "" {
			t.Errorf("%+v", r)
		}
	}
	for i, s := range c.Sets {
		if s.Name == "changes" {
			c.Sets = append(c.Sets[:i:i], c.Sets[i+1:]...)
			break
		}
	}
	empty, _ := dataset.Load(os.DirFS("../.."), "data/none")
	empty.Sets = c.Sets
	all, err := First(empty, words(t))
	if err != nil || len(all) < len(named) {
		t.Errorf("%d rows at the beginning: %v", len(all), err)
	}
}

// portal is a small built portal. Every value in it is made up.
func portal(files map[string]string) fs.FS {
	out := fstest.MapFS{
		"api/v1/index.json":          {Data: []byte(`{"kinds":[{"kind":"service","list":"api/v1/services/index.json"},{"kind":"soum","list":"api/v1/soums/index.json"}]}`)},
		"api/v1/schema/service.json": {Data: []byte(`{"titles":{"mn":"Үйлчилгээ","en":"Services"},"properties":{"fee":{"titles":{"mn":"Төлбөр (монгол)","en":"Fees (Mongolian)"}}}}`)},
		"api/v1/schema/soum.json":    {Data: []byte(`{"titles":{"mn":"Сум","en":"Soums"},"properties":{}}`)},
		"api/v1/services/index.json": {Data: []byte(`{"schema":"api/v1/schema/service.json","records":[{"id":"service/a","name":{"mn":"А","en":"A"},"file":"api/v1/services/a.json"},{"id":"service/b","name":{"mn":"Б","en":"B"},"file":"api/v1/services/b.json"}]}`)},
		"api/v1/services/a.json":     {Data: []byte(`{"id":"service/a","fee":null,"review_by":"2030-01-01","group":"protection"}`)},
		"api/v1/services/b.json":     {Data: []byte(`{"id":"service/b","fee":"1"}`)},
		"api/v1/soums/index.json":    {Data: []byte(`{"schema":"api/v1/schema/soum.json","records":[{"id":"soum/9999","name":{"mn":"Сумын нэр","en":"Name"},"aimag":"aimag/99","file":"api/v1/soums/9999.json"}]}`)},
		"api/v1/soums/9999.json":     {Data: []byte(`{"id":"soum/9999","figures":{"x":1}}`)},
	}
	for name, text := range files {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

func TestCompare(t *testing.T) {
	after := portal(map[string]string{
		"api/v1/services/index.json": `{"schema":"api/v1/schema/service.json","records":[{"id":"service/a","name":{"mn":"А","en":"A"},"file":"api/v1/services/a.json"},{"id":"service/c","name":{"mn":"В","en":"C"},"file":"api/v1/services/c.json"}]}`,
		"api/v1/services/a.json":     `{"id":"service/a","fee":"5","review_by":"2031-01-01","group":"protection"}`,
		"api/v1/services/c.json":     `{"id":"service/c"}`,
		"api/v1/soums/9999.json":     `{"id":"soum/9999","figures":{"x":2}}`,
	})
	rows, err := Compare(portal(nil), after, "2031-02-03", words(t))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Write(&b, rows); err != nil {
		t.Fatal(err)
	}
	want := `id,date,what,record,topic,aimag_code,text_mn,text_en
2031-02-03-service-a,2031-02-03,changed,service/a,protection|services,,А: шинэчилсэн (Төлбөр).,A: changed (Fees).
2031-02-03-service-b,2031-02-03,removed,service/b,services,,Б: жагсаалтаас хассан.,B: taken off the list.
2031-02-03-service-c,2031-02-03,added,service/c,services,,В: шинээр нэмсэн.,C: new.
2031-02-03-soum-9999-99,2031-02-03,changed,soum/9999,places,99,Сумын нэр: шинэчилсэн (figures).,Name: changed (figures).
`
	if b.String() != want {
		t.Errorf("got:\n%s", b.String())
	}
	if same, err := Compare(portal(nil), portal(nil), "2031-02-03", words(t)); err != nil || len(same) != 0 {
		t.Errorf("%v, %v", same, err)
	}
}

func TestCompareRefuses(t *testing.T) {
	for name, spoilt := range map[string]map[string]string{
		"no JSON":           {"api/v1/index.json": "<html>"},
		"no kinds":          {"api/v1/index.json": "{}"},
		"a way out":         {"api/v1/index.json": `{"kinds":[{"kind":"x","list":"api/v1/../../secret.json"}]}`},
		"another folder":    {"api/v1/index.json": `{"kinds":[{"kind":"x","list":"data/x.json"}]}`},
		"a list that lacks": {"api/v1/index.json": `{"kinds":[{"kind":"x","list":"api/v1/x/index.json"}]}`},
		"too large":         {"api/v1/services/a.json": `"` + strings.Repeat("x", maxFile) + `"`},
	} {
		if _, err := Compare(portal(nil), portal(spoilt), "2031-02-03", words(t)); err == nil {
			t.Errorf("%s passes", name)
		}
	}
}
