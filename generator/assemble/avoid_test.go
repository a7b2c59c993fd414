package assemble

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// TestAvoid holds that a form to avoid is found in a table, a text and a file of YAML, that the table of rights allows it, and
// that a row that allows nothing is told.
func TestAvoid(t *testing.T) {
	for _, c := range []struct{ name, rights, want string }{
		{"nothing allowed", "загс,x,Утга,Sense\n", "content/a.mn.md mn-avoid; data/avoid-right/avoid-right.csv mn-avoid-unused; data/gaps/gaps.csv mn-avoid; data/site.yaml mn-avoid"},
		{"allowed in one place", "загс,data/gaps/,Утга,Sense\n", "content/a.mn.md mn-avoid; data/site.yaml mn-avoid"},
		{"allowed everywhere", "загс,*,Утга,Sense\n", ""},
		{"needed by a message alone", "загс,content/,Утга,Sense\nзагс,data/,Утга,Sense\nнотари,i18n/,Утга,Sense\n", ""},
	} {
		fsys := fixture()
		put := func(name, text string) { fsys[name] = &fstest.MapFile{Data: []byte(text)} }
		edit := func(name, old, text string) {
			before := string(fsys[name].Data)
			if !strings.Contains(before, old) {
				t.Fatalf("%s has no %q", name, old)
			}
			put(name, strings.Replace(before, old, text, 1))
		}
		edit("data/glossary/glossary.csv", "An administrative unit.,", "An administrative unit.,загс|нотари")
		edit("data/gaps/gaps.csv", "Эмнэлэг байна уу?", "Загсаас асуух уу?")
		put("content/a.mn.md", "Загс руу очно.\n")
		put("content/a.en.md", "Загс руу очно.\n")
		edit("data/site.yaml", "Нутгаа", "Загсаа")
		put("i18n/messages/mn.yaml", "a: \"Нотарийн газар\"\n")
		put("data/avoid-right/set.yaml", description(tableNeed{table: "avoid-right", columns: "form! place! sense_mn! sense_en!"}))
		edit("data/avoid-right/set.yaml", "key: [form]", "key: [form, place]")
		put("data/avoid-right/avoid-right.csv", "form,place,sense_mn,sense_en\n"+c.rights)
		p, list := assemble(t, fsys)
		if p == nil {
			t.Fatalf("%s: a warning stopped the portal: %s", c.name, text(list))
		}
		var got []string
		for _, x := range list {
			got = append(got, fmt.Sprintf("%s %s", x.File, x.RuleID))
		}
		slices.Sort(got)
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: got %s, want %s", c.name, s, c.want)
		}
	}
}
