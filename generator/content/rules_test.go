package content

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"nutag/generator/diag"
)

const front = "---\ntitle: x\ndescription: y\n---\n"

func TestProblemsAndPlaces(t *testing.T) {
	for _, c := range []struct{ name, mn, en, want string }{
		{"good", front + "\nа [б](x.html)\n\n## б\n", front + "\na [b](x.html)\n\n## b\n", ""},
		{"no twin", front + "\nа\n", "", "a.mn.md:0:0 content-pair"},
		{"no front matter", "а\n", front + "\na\n", "a.mn.md:1:1 content-front"},
		{"front matter not closed", "---\ntitle: x\n", front + "\na\n", "a.mn.md:1:1 content-front"},
		{"unknown key", "---\ntitel: x\ntitle: x\ndescription: y\n---\nа\n", front + "\na\n", "a.mn.md:2:1 content-key"},
		{"key missing", "---\ntitle: x\n---\nа\n", front + "\na\n", "a.mn.md:1:1 content-key"},
		{"empty value", "---\ntitle: \"\"\ndescription: y\n---\nа\n", front + "\na\n", "a.mn.md:2:1 content-key"},
		{"long title", strings.Replace(front, "x", strings.Repeat("т", maxTitleRunes+1), 1) + "а\n", front + "\na\n", "a.mn.md:2:8 content-key"},
		{"empty body", front, front + "\na\n", "a.mn.md:4:1 content-empty"},
		{"level 1", front + "# а\n", front + "# a\n", "a.en.md:5:1 content-heading, a.mn.md:5:1 content-heading"},
		{"level skipped", front + "## а\n#### б\n", front + "## a\n#### b\n", "a.en.md:6:1 content-heading, a.mn.md:6:1 content-heading"},
		{"one heading more", front + "## а\n\n## б\n", front + "## a\n", "a.mn.md:7:1 content-outline"},
		{"other level", front + "## а\n### б\n", front + "## a\n## b\n", "a.en.md:6:1 content-outline"},
		{"one item more", front + "- а\n- б\n", front + "- a\n", "a.mn.md:6:1 content-outline"},
		{"steps against points", front + "1. а\n", front + "- a\n", "a.en.md:5:1 content-outline"},
		{"heading in code", front + "```\n# а \"\n```\n## б\n", front + "## b\n", ""},
		{"code not closed", front + "```\nа\n", front + "a\n", "a.mn.md:6:1 content-fence"},
		{"html", front + "а <b>б</b>\n", front + "a\n", "a.mn.md:5:3 content-html"},
		{"html in code", front + "а `<b>`\n", front + "a\n", ""},
		{"less than", front + "а < б\n", front + "a\n", ""},
		{"absolute link", front + "[а](/x.html)\n", front + "[a](/x.html)\n", "a.en.md:5:5 content-link, a.mn.md:5:5 content-link"},
		{"script link", front + "[а](javascript:x)\n", front + "[a](javascript:x)\n", "a.en.md:5:5 content-link, a.mn.md:5:5 content-link"},
		{"unsafe link", front + "[а](http://x.org/)\n", front + "[a](http://x.org/)\n", "a.en.md:5:5 content-link, a.mn.md:5:5 content-link"},
		{"folder link", front + "[а](soums/)\n", front + "[a](soums/)\n", "a.en.md:5:5 content-link, a.mn.md:5:5 content-link"},
		{"empty link", front + "[а]()\n", front + "[a]()\n", "a.en.md:5:3 content-link, a.mn.md:5:3 content-link"},
		{"outside link", front + "[а](https://x.org/)\n", front + "[a](https://x.org/)\n", ""},
		{"other link", front + "[а](x.html)\n", front + "[a](y.html)\n", "a.en.md:5:5 content-links"},
		{"link missing", front + "[а](x.html)\n", front + "a\n", "a.mn.md:5:5 content-links"},
		{"mongolian rules", front + "“а” 5 сумууд\n", front + "a \"b\"\n", "a.en.md:5:3 en-quotes, a.en.md:5:5 en-quotes, a.mn.md:5:5 mn-plural-after-number"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := fstest.MapFS{"content/a.mn.md": {Data: []byte(c.mn)}}
			if c.en != "" {
				fsys["content/a.en.md"] = &fstest.MapFile{Data: []byte(c.en)}
			}
			_, list := Load(fsys, "content")
			if got := told(list); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func told(list diag.List) string {
	var parts []string
	for _, p := range list {
		parts = append(parts, fmt.Sprintf("%s:%d:%d %s", p.File[strings.LastIndex(p.File, "/")+1:], p.Line, p.Col, p.RuleID))
	}
	return strings.Join(parts, ", ")
}

func FuzzLoad(f *testing.F) {
	f.Add(front + "\n## а [б](x.html) `<b>`\n")
	f.Add("---\nid: [a\n---\n```")
	f.Add("---\n---\n")
	f.Add("---\n? a\n: b\n---\nx")
	f.Fuzz(func(t *testing.T, src string) {
		pages, list := Load(fstest.MapFS{"content/a.mn.md": {Data: []byte(src)}}, "content")
		if list.Errors() == 0 {
			t.Error("a page without a twin passed")
		}
		for _, p := range pages {
			if p.Title == "" || p.Body == "" || p.ID != "a" {
				t.Errorf("page %+v", p)
			}
		}
	})
}
