package datadoc

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"nutag/generator/dataset"
	"nutag/generator/diag"
)

var update = flag.Bool("update", false, "write docs/DATA.md anew")

const page = "../../docs/DATA.md"

// TestDataDoc fails when the committed page is not what the data sets say.
func TestDataDoc(t *testing.T) {
	c, list := dataset.Load(os.DirFS("../.."), "data")
	if len(list) > 0 {
		var b strings.Builder
		_ = list.Write(&b, diag.Text)
		t.Fatal(b.String())
	}
	var got bytes.Buffer
	if err := Write(&got, c); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(page, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got.String(), "\n")); d != "" {
		t.Errorf("docs/DATA.md is not what the data says; run go test ./generator/datadoc -run DataDoc -update\n%s", d)
	}
	for _, s := range c.Sets {
		for _, table := range s.Tables {
			if !strings.Contains(got.String(), "\n### "+table.Name+".csv\n") {
				t.Errorf("table %s is not on the page", table.Name)
			}
		}
	}
}

func TestPlain(t *testing.T) {
	if got := cell("a|b <i> *c* d_e.\nf"); got != `a\|b &lt;i> \*c\* d\_e. f` {
		t.Error(got)
	}
}
