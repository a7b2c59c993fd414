package build

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"nutag/generator/diag"
)

func TestRenderProblemNamesThePlace(t *testing.T) {
	dir := t.TempDir()
	slash := filepath.ToSlash(dir)
	for _, tc := range []struct {
		err, file string
		line, col int
	}{
		{`render of "/x" failed: "` + slash + `/themes/nutag/layouts/soum/page.html:12:3": execute of template failed: template: soum/page.html:12:3: bad`, "themes/nutag/layouts/soum/page.html", 12, 3},
		{slash + `/themes/nutag/layouts/a.html:1:2: called ` + slash + "/themes/nutag/layouts/b.html:7:\n  oh.", "themes/nutag/layouts/b.html", 7, 0},
		{`"/etc/passwd.html:3:1": elsewhere`, "themes/nutag", 0, 0},
		{"hugo warns: something", "themes/nutag", 0, 0},
	} {
		p := renderProblem(dir, errors.New(tc.err))
		if p.File != tc.file || p.Line != tc.line || p.Col != tc.col {
			t.Errorf("%s: at %s:%d:%d", tc.err, p.File, p.Line, p.Col)
		}
		if strings.Contains(p.Message, slash) || strings.Contains(p.Message, "\n") || strings.HasSuffix(p.Message, ".") {
			t.Errorf("message %q", p.Message)
		}
		var l diag.List
		l.Add(p) // panics when something compulsory is missing
	}
}
