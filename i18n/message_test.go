package i18n

import (
	"fmt"
	"strings"
	"testing"
)

func TestParseFileIssues(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"good", "a_b: \"x {{ .name }}\"\na_c:\n  one: \"{{ .n }} y\"\n  other: \"{{ .n }} ys\"\n", ""},
		{"empty file", "", ""},
		{"comment only", "# nothing\n", ""},
		{"folded text", "a_b: >\n  x\n  y\n", ""},
		{"empty text", "a_b: \"\"\n", "1:6 message-text"},
		{"null", "a_b:\n", "1:6 message-text"},
		{"number", "a_b: 5\n", "1:6 message-text"},
		{"yes", "a_b: true\n", "1:6 message-text"},
		{"list", "a_b: [x]\n", "1:6 message-text"},
		{"space", "a_b: \"x \"\n", "1:6 message-text"},
		{"key without area", "title: \"x\"\n", "1:1 message-key"},
		{"capital key", "a_B: \"x\"\n", "1:1 message-key"},
		{"number key", "5: \"x\"\n", "1:1 message-key"},
		{"twice", "a_b: \"x\"\na_b: \"y\"\n", "2:1 message-duplicate"},
		{"one form", "a_b:\n  other: \"x\"\n", "1:1 message-form"},
		{"wrong form", "a_b:\n  few: \"x\"\n  one: \"x\"\n  other: \"x\"\n", "2:3 message-form"},
		{"not a mapping", "- x\n", "1:1 message-yaml"},
		{"broken yaml", "a_b: \"x\n", "1:6 message-yaml"},
		{"two documents", "a_b: \"x\"\n---\na_c: \"y\"\n", "3:4 message-yaml"},
		{"function", "a_b: \"{{ len .x }}\"\n", "1:6 message-template"},
		{"condition", "a_b: \"{{ if .x }}y{{ end }}\"\n", "1:6 message-template"},
		{"nested field", "a_b: \"{{ .x.y }}\"\n", "1:6 message-template"},
		{"dot", "a_b: \"{{ . }}\"\n", "1:6 message-template"},
		{"open action", "a_b: \"{{ .x\"\n", "1:6 message-template"},
		{"Count printed", "a_b: \"{{ .Count }}\"\n", "1:6 message-template"},
		{"alias", "a_b: &x \"y\"\na_c: *x\n", "1:6 message-text, 2:6 message-text"},
		{"not utf-8", "a_b: \"\xff\"\n", "0:0 message-file"},
		{"too long", "a_b: \"" + strings.Repeat("x", MaxTextRunes+1) + "\"\n", "1:6 message-text"},
		{"too big", "# " + strings.Repeat("x", MaxFileBytes), "0:0 message-file"},
		{"two issues", "a_b: \"\"\nc: \"x\"\n", "1:6 message-text, 2:1 message-key"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, issues := ParseFile("en.yaml", []byte(c.src))
			var got []string
			for _, i := range issues {
				got = append(got, fmt.Sprintf("%d:%d %s", i.Line, i.Col, i.Rule))
				if i.Fix == "" || i.Message == "" || i.File != "en.yaml" {
					t.Errorf("incomplete issue %+v", i)
				}
			}
			if strings.Join(got, ", ") != c.want {
				t.Errorf("got %q, want %q (%v)", strings.Join(got, ", "), c.want, issues)
			}
		})
	}
}

func TestParseFileVars(t *testing.T) {
	file, issues := ParseFile("en.yaml", []byte("a_b: {one: \"{{ .n }} {{.name}}\", other: \"{{ .n }} of {{ .total }}\"}\n"))
	if len(issues) > 0 || len(file.Messages) != 1 {
		t.Fatal(issues)
	}
	if got := strings.Join(file.Messages[0].Vars, " "); got != "n name total" {
		t.Errorf("vars %q", got)
	}
}

func FuzzParseFile(f *testing.F) {
	for _, s := range []string{"a_b: \"x\"\n", "a_b: {one: x, other: y}\n", "a_b: \"{{ .x }}\"", "? [a]\n: b\n", "a_b: !!binary x", "&a a_b: *a", "{{", "\x00", "a_b: |\n  x\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		file, issues := ParseFile("en.yaml", src)
		for _, m := range file.Messages {
			if m.Other == "" || m.Line == 0 || !keyPattern.MatchString(m.Key) {
				t.Errorf("unusable message %+v", m)
			}
		}
		for _, i := range issues {
			if i.Fix == "" || i.Rule == "" {
				t.Errorf("issue without rule or remedy: %+v", i)
			}
		}
	})
}
