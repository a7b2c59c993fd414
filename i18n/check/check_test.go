package check

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"nutag/generator/diag"
)

const (
	mnPath = "i18n/messages/mn.yaml"
	enPath = "i18n/messages/en.yaml"
)

func tree(mn, en string, more ...string) fstest.MapFS {
	fsys := fstest.MapFS{mnPath: {Data: []byte(mn)}, enPath: {Data: []byte(en)}}
	for i := 0; i+1 < len(more); i += 2 {
		fsys[more[i]] = &fstest.MapFile{Data: []byte(more[i+1])}
	}
	return fsys
}

// told writes a list as "file:line:col rule", one a line, with the folder left out.
func told(list diag.List) string {
	var b strings.Builder
	for _, p := range list {
		fmt.Fprintf(&b, "%s:%d:%d %s\n", p.File[strings.LastIndex(p.File, "/")+1:], p.Line, p.Col, p.RuleID)
	}
	return b.String()
}

func TestMessages(t *testing.T) {
	for _, c := range []struct{ name, mn, en, want string }{
		{"good", "a_b: \"{{ .name }} сум\"\n", "a_b: \"{{ .name }} soum\"\n", ""},
		{"one language only", "a_b: \"сум\"\na_c: \"баг\"\n", "a_b: \"soum\"\n", "mn.yaml:2:1 message-pair\n"},
		{"misspelt twin", "a_name: \"нэр\"\n", "a_nmae: \"name\"\n", "en.yaml:1:1 message-pair\nmn.yaml:1:1 message-pair\n"},
		{"values differ", "a_b: \"{{ .name }} сум\"\n", "a_b: \"{{ .title }} soum\"\n", "en.yaml:1:10 message-values\nmn.yaml:1:10 message-values\n"},
		{"value missing", "a_b: \"сум\"\n", "a_b: \"{{ .n }} soum\"\n", "en.yaml:1:10 message-values\n"},
		{"date patterns may differ", "date_table: \"{{ .year }}.{{ .day2 }}\"\n", "date_table: \"{{ .day }} {{ .year }}\"\n", ""},
		{"date pattern with a foreign value", "date_table: \"{{ .hour }}\"\n", "date_table: \"{{ .day }}\"\n", "mn.yaml:1:17 message-values\n"},
		{"form silences pairs", "a_b: 5\n", "a_c: \"x\"\n", "mn.yaml:1:6 message-text\n"},
		{"ending glued by hyphen", "a_b: \"{{ .x }}-ын төв\"\n", "a_b: \"{{ .x }}\"\n", "mn.yaml:1:13 mn-glued-ending\n"},
		{"ending glued", "a_b: \"{{ .x }}ын төв\"\n", "a_b: \"{{ .x }}\"\n", "mn.yaml:1:13 mn-glued-ending\n"},
		{"short ordinal is allowed", "a_b: \"{{ .x }}-р хороо\"\n", "a_b: \"{{ .x }}\"\n", ""},
		{"longer ending that begins with р", "a_b: \"{{ .x }}-руу\"\n", "a_b: \"{{ .x }}\"\n", "mn.yaml:1:13 mn-glued-ending\n"},
		{"one differs", "a_b: {one: \"{{ .n }} сум\", other: \"{{ .n }} сум бүр\"}\n", "a_b: \"{{ .n }}\"\n", "mn.yaml:1:13 mn-one-form\n"},
		{"one differs and a person looked", "a_b: {one: \"{{ .n }} сум\", other: \"{{ .n }} сум бүр\"} # checked: mn-one-form\n", "a_b: \"{{ .n }}\"\n", ""},
		{"plural after figure", "a_b: \"330 сумууд\"\n", "a_b: \"x\"\n", "mn.yaml:1:9 mn-plural-after-number\n"},
		{"plural after value", "a_b: \"{{ .n }} хүүхдүүд\"\n", "a_b: \"{{ .n }}\"\n", "mn.yaml:1:7 mn-plural-after-number\n"},
		{"plural without number", "a_b: \"бүх сумууд\"\n", "a_b: \"x\"\n", ""},
		{"singular that goes on", "a_b: \"5 сумуудын\"\n", "a_b: \"x\"\n", ""},
		{"latin letter", "a_b: \"Cум\"\n", "a_b: \"x\"\n", "mn.yaml:1:7 mn-mixed-letters\n"},
		{"latin word beside", "a_b: \"CSV файл, JSON-ыг\"\n", "a_b: \"x\"\n", ""},
		{"foreign letter", "a_b: \"хєдєє\"\n", "a_b: \"x\"\n", "mn.yaml:1:7 mn-wrong-letter\n"},
		{"clipped ending", "a_b: \"19-с хойш\"\n", "a_b: \"x\"\n", "mn.yaml:1:8 mn-short-ending\n"},
		{"full ending", "a_b: \"19-өөс, 19-сар\"\n", "a_b: \"x\"\n", ""},
		{"quotes", "a_b: \"«сум»\"\n", "a_b: \"„x\"\n", "en.yaml:1:7 en-quotes\nmn.yaml:1:7 mn-quotes\nmn.yaml:1:11 mn-quotes\n"},
		{"right quotes", "a_b: \"“сум ‘баг’”\"\n", "a_b: \"“x”\"\n", ""},
		{"decomposed", "a_b: \"Ное\u0308н\"\n", "a_b: \"x\"\n", "mn.yaml:1:7 text-nfc\n"},
		{"second line of a form", "a_b:\n  one: \"{{ .n }} сум\"\n  other: \"{{ .n }}сум\"\n", "a_b: \"{{ .n }}\"\n", "mn.yaml:2:9 mn-one-form\nmn.yaml:3:17 mn-glued-ending\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			list := Check(tree(c.mn, c.en), Options{Messages: "i18n/messages"})
			if got := told(list); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

func TestMissingFile(t *testing.T) {
	list := Check(fstest.MapFS{mnPath: {Data: []byte("a_b: \"x\"\n")}}, Options{Messages: "i18n/messages"})
	if got := told(list); got != "en.yaml:0:0 message-file\n" {
		t.Errorf("got %s", got)
	}
}

func TestAvoid(t *testing.T) {
	const glossary = "id,term_mn,avoid\nx,түр хамгаалах байр,хоргодох байр|(ярианы) орон|газар (дангаар)\ny,эрүүл мэнд,хуудас\nz,хуудас,\nu,хураамж,татвар\nv,тэмдэгт,татвар\nw,албан татвар,\n"
	mn := "a_b: \"Хоргодох байр нээгдлээ\"\na_c: \"хоргодох байрны\"\na_d: \"хуудас, газар, албан татвар\"\na_e: \"байр\"\n"
	en := "a_b: \"x\"\na_c: \"x\"\na_d: \"x\"\na_e: \"x\"\n"
	list := Check(tree(mn, en, "data/g.csv", glossary), Options{Messages: "i18n/messages", Glossary: "data/g.csv"})
	if got := told(list); got != "mn.yaml:1:7 mn-avoid\nmn.yaml:2:7 mn-avoid\n" {
		t.Errorf("got %s", got)
	}
	if list.Errors() != 0 {
		t.Error("a form to avoid is an error; it must be a warning")
	}
}

func TestUses(t *testing.T) {
	const mn = "a_plain: \"сум\"\na_named: \"{{ .name }} сум\"\na_count: \"{{ .n }} сум\"\nb_1: \"нэг\"\nb_2: \"хоёр\"\nc_label: \"нэр\"\n"
	const en = "a_plain: \"soum\"\na_named: \"{{ .name }} soum\"\na_count: {one: \"{{ .n }} soum\", other: \"{{ .n }} soums\"}\nb_1: \"one\"\nb_2: \"two\"\nc_label: \"name\"\n"
	const all = `{{ T "a_plain" }}{{ T "a_named" (dict "name" .x) }}{{ T "a_count" (dict "Count" 1 "n" "1") }}{{ T (printf "b_%d" .i) }}{{ $k := "c_label" }}`
	for _, c := range []struct{ name, template, goSource, want string }{
		{"all used", all, "", ""},
		{"missing", all + "\n{{ i18n \"a_none\" }}", "", "x.html:2:10 message-missing\n"},
		{"missing in a pipe", all + "\n<p>{{ with .x }}{{ T \"a_nnoe\" | upper }}{{ end }}", "", "x.html:2:23 message-missing\n"},
		{"missing in brackets", all + "\n{{ partial \"y\" (dict \"l\" (T \"a_none\")) }}", "", "x.html:2:30 message-missing\n"},
		{"no value", all + "\n{{ T \"a_named\" }}", "", "x.html:2:7 message-values\n"},
		{"wrong value", all + "\n{{ T \"a_named\" (dict \"title\" (index .x 1) ) }}", "", "x.html:2:7 message-values\n"},
		{"no count", all + "\n{{ T \"a_count\" (dict \"n\" \"1\") }}", "", "x.html:2:7 message-values\n"},
		{"values not visible", all + "\n{{ T \"a_named\" .data }}", "", ""},
		{"comment", all + "\n{{/* T \"a_none\" */}}", "", ""},
		{"outside an action", all + "\nT \"a_none\"", "", ""},
		{"misspelt label", all + "\n{{ $k := \"c_lable\" }}", "", "x.html:2:11 message-missing\n"},
		{"unused", `{{ T "a_plain" }}`, "", "en.yaml:2:1 message-unused\nen.yaml:3:1 message-unused\nen.yaml:4:1 message-unused\nen.yaml:5:1 message-unused\nen.yaml:6:1 message-unused\n" +
			"mn.yaml:2:1 message-unused\nmn.yaml:3:1 message-unused\nmn.yaml:4:1 message-unused\nmn.yaml:5:1 message-unused\nmn.yaml:6:1 message-unused\n"},
		{"Go uses", "", "package p\nvar x = b.T(lang, \"a_plain\")\nvar y = t(\"a_named\", d)\nvar z = \"a_\" + what\nvar l = []string{\"c_label\"}\nvar f = fmt.Sprintf(\"b_%d\", 1)\n", ""},
		{"Go missing", all, "package p\nvar x = b.T(\"a_none\")\n", "p.go:2:14 message-missing\n"},
		{"Go misspelt label", all, "package p\nimport \"nutag/i18n\"\nvar l = []string{\"c_lable\"}\n", "p.go:3:19 message-missing\n"},
		{"Go column names elsewhere", all, "package p\nvar l = []string{\"c_lable\"}\n", ""},
		{"Go test words of no area", all, "package p\nvar x = \"zz_none\"\ntype s struct { A int `json:\"a_none\"` }\n", ""},
		{"Go that does not parse", all, "package p\nvar x = b.T(\"a_none\"\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := tree(mn, en, "layouts/_partials/x.html", c.template, "generator/p/p.go", c.goSource, "generator/p/p_test.go", "package p\nvar x = b.T(\"a_none\")\n")
			list := Check(fsys, Options{Messages: "i18n/messages", Templates: "layouts", Go: []string{"generator"}})
			if got := told(list); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
			for _, p := range list {
				if p.Line > 0 && p.Snippet == "" {
					t.Errorf("no snippet at %s:%d", p.File, p.Line)
				}
			}
		})
	}
}

// The messages of the portal themselves must keep the rules. Use by templates and Go is told by nutag check.
func TestPortalMessages(t *testing.T) {
	o := Repository()
	o.Templates, o.Go = "", nil
	list := Check(os.DirFS("../.."), o)
	if list.Errors() > 0 { // a form to avoid is for a person to judge
		var b strings.Builder
		if err := list.Write(&b, diag.Text); err != nil {
			t.Fatal(err)
		}
		t.Error(b.String())
	}
}

func FuzzTemplate(f *testing.F) {
	for _, s := range []string{`{{ T "a_b" (dict "x" (index .y "z")) }}`, "{{ T `a_b` }}", `{{ "`, `{{ T "a_b" (dict`, `{{ T "a_b" (dict "a\" ) }}`, "{{/* */}}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		u := &uses{}
		u.template("x.html", src)
		for _, one := range u.list {
			if one.line < 1 || one.col < 1 {
				t.Errorf("no place for %q", one.text)
			}
		}
	})
}

func FuzzMongolian(f *testing.F) {
	f.Add("{{ .x }}-ын 5 сумууд")
	f.Add("«\xff{{")
	f.Fuzz(func(t *testing.T, text string) {
		for _, found := range Mongolian(text) {
			if !strings.HasPrefix(text[found.Offset:], found.Part) {
				t.Errorf("%q is not at %d of %q", found.Part, found.Offset, text)
			}
		}
	})
}
