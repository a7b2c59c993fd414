package content

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

const (
	mn = "---\ntitle: Нэг\ndescription: Тайлбар\n---\n\n## Гарчиг\n\n1. Алхам\n"
	en = "---\ntitle: One\ndescription: About it\n---\n\n## Heading\n\n1. Step\n"
)

func TestLoad(t *testing.T) {
	cases := []struct {
		name  string
		files map[string]string
		pages int
		rule  string
	}{
		{"good", map[string]string{"guides/a.mn.md": mn, "guides/a.en.md": en}, 2, ""},
		{"one language", map[string]string{"a.mn.md": mn}, 1, "content-pair"},
		{"other steps", map[string]string{"a.mn.md": mn, "a.en.md": en + "2. More\n"}, 2, "content-outline"},
		{"foreign file", map[string]string{"notes.txt": "x"}, 0, "content-name"},
		{"unknown language", map[string]string{"a.ru.md": mn}, 0, "content-name"},
		{"no front", map[string]string{"a.mn.md": "text\n"}, 0, "content-front"},
		{"front not closed", map[string]string{"a.mn.md": "---\ntitle: x\n"}, 0, "content-front"},
		{"misspelt key", map[string]string{"a.mn.md": strings.Replace(mn, "title:", "titel:", 1)}, 0, "content-key"},
		{"no text", map[string]string{"a.mn.md": "---\ntitle: x\ndescription: y\n---\n \n"}, 0, "content-empty"},
		{"not UTF-8", map[string]string{"a.mn.md": "---\ntitle: \xff\n---\nx\n"}, 0, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			fsys := fstest.MapFS{}
			for name, text := range c.files {
				fsys["content/"+name] = &fstest.MapFile{Data: []byte(text)}
			}
			pages, problems := Load(fsys, "content")
			if len(pages) != c.pages {
				t.Errorf("%d pages, want %d", len(pages), c.pages)
			}
			if c.name == "good" {
				if len(problems) != 0 || pages[0].ID != "guides/a" || pages[0].Lang != "mn" || pages[1].Title != "One" {
					t.Errorf("pages %+v, problems %+v", pages, problems)
				}
				return
			}
			found := false
			for _, p := range problems {
				found = found || c.rule == "" || p.RuleID == c.rule
			}
			if !found {
				t.Errorf("problems %+v, want one of %q", problems, c.rule)
			}
		})
	}
}

// TestPages holds the pages of the repository to the rules.
func TestPages(t *testing.T) {
	pages, problems := Load(os.DirFS("../.."), "content")
	for _, p := range problems {
		t.Errorf("%s: %s", p.File, p.Message)
	}
	if len(pages) == 0 {
		t.Error("no pages")
	}
}

// TestTraining holds that lessons are left to the package that reads them.
func TestTraining(t *testing.T) {
	fsys := fstest.MapFS{
		"content/training/c1/course.yaml": &fstest.MapFile{Data: []byte("x")},
		"content/a.mn.md":                 &fstest.MapFile{Data: []byte(mn)},
		"content/a.en.md":                 &fstest.MapFile{Data: []byte(en)},
	}
	if pages, problems := Load(fsys, "content"); len(pages) != 2 || len(problems) != 0 {
		t.Errorf("pages %+v, problems %+v", pages, problems)
	}
}
