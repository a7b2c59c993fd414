package dataset

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestRulesAreDocumented reads the rule ids out of the code that reports them, so that none stays unexplained.
func TestRulesAreDocumented(t *testing.T) {
	known := map[string]bool{}
	for _, r := range Rules() {
		if known[r.ID] || !strings.HasSuffix(r.Text, ".") {
			t.Errorf("rule %+v", r)
		}
		known[r.ID] = true
	}
	id := regexp.MustCompile(`"((?:data|file|text|csv|yaml|set|table|licence|source|column|cell|key|rows|ref)-[a-z-]+)"`)
	used := map[string]bool{}
	for _, dir := range []string{".", "../source"} {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if strings.HasSuffix(f, "_test.go") || f == "rules.go" {
				continue
			}
			code, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range id.FindAllStringSubmatch(string(code), -1) {
				used[m[1]] = true
			}
		}
	}
	for r := range used {
		if !known[r] {
			t.Errorf("rule %s is not described", r)
		}
	}
	for r := range known {
		if !used[r] {
			t.Errorf("rule %s is described and never used", r)
		}
	}
}
