package verify

import (
	"fmt"
	"strings"
	"testing"
)

// TestNames holds the names to what FAT, exFAT and Windows take, beyond what TestRules asks of single names.
func TestNames(t *testing.T) {
	for name, tc := range map[string]struct {
		files []string
		want  string // "" when nothing is wrong
	}{
		"sound":                     {[]string{"a/b.txt", "a/c/b.txt", "b.txt", "b/a.txt"}, ""},
		"files in capitals":         {[]string{"a/B.txt", "a/b.txt"}, "a/b.txt name-case"},
		"folders in capitals":       {[]string{"A/x.txt", "a/y.txt"}, "a/y.txt name-case"},
		"inner folders":             {[]string{"m/A/x.txt", "m/a/y.txt"}, "m/a/y.txt name-case"},
		"file and folder":           {[]string{"Data", "data/x.csv"}, "Data name-case"},
		"device with an ending":     {[]string{"con.html"}, "con.html name-portable"},
		"device in a folder":        {[]string{"LPT1/x.html"}, "LPT1/x.html name-portable"},
		"nearly a device":           {[]string{"con-1.html", "com10.html", "nullable.html"}, ""},
		"dot at the end":            {[]string{"a./x.html"}, "a./x.html name-portable"},
		"colon":                     {[]string{"a:b.html"}, "a:b.html name-portable"},
		"as long as it may be":      {[]string{strings.Repeat("a/", 86) + "longname"}, ""},
		"one byte longer than that": {[]string{strings.Repeat("a/", 86) + "longname1"}, strings.Repeat("a/", 86) + "longname1 name-portable"},
	} {
		t.Run(name, func(t *testing.T) {
			var list findings
			checkNames(tc.files, &list)
			got := make([]string, 0, 1)
			for _, f := range list {
				got = append(got, f.file+" "+f.rule.id)
			}
			if strings.Join(got, "; ") != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestFullFolder(t *testing.T) {
	var files []string
	for i := range maxEntries / 2 { // each name takes two entries
		files = append(files, fmt.Sprintf("soums/%05d.html", i))
	}
	var list findings
	checkNames(files, &list)
	if len(list) != 0 {
		t.Errorf("as many as fit: %+v", list)
	}
	checkNames(append(files, "soums/x.html"), &list)
	if len(list) != 1 || list[0].rule.id != "folder-full" || list[0].file != "soums" {
		t.Errorf("one more: %+v", list)
	}
}
