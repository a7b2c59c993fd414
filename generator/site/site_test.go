package site

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nutag/generator/plan"
)

// theme writes a theme of a few lines, so that the test fails for reasons of this package only.
func theme(t *testing.T, layout string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"layouts/baseof.html":      layout,
		"layouts/sample/page.html": `{{ define "main" }}{{ range .Params.view.items }}<p>{{ .label_text }}</p>{{ end }}{{ .Content }}{{ end }}`,
		"assets/css/a.css":         "p{color:red}",
		"static/icon.svg":          "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
		"messages/mn.yaml":         "hello: \"Сайн байна уу\"\n",
		"messages/en.yaml":         "hello: \"Hello\"\n",
	} {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

type item struct {
	LabelText string `json:"label_text"`
}

func input(t *testing.T, theme string) Input {
	view := map[string]any{"items": []item{{"нэг & two"}}}
	return Input{
		Pages: []plan.Page{
			{Lang: "mn", Path: "samples/one.html", Kind: "sample", Title: "Нэг", View: view, Body: "## Гарчиг\n"},
			{Lang: "en", Path: "samples/one.html", Kind: "sample", Title: "One", View: view},
			{Lang: "mn", Path: "index.html", Kind: "sample", Title: "Нүүр"},
			{Lang: "mn", Path: "samples/index.html", Kind: "sample", Title: "Жагсаалт"},
			{Lang: "mn", Path: "index.html", Root: true, Kind: "sample", Title: "Root"},
		},
		ThemeDir: theme, MessagesDir: filepath.Join(theme, "messages"),
		Workspace: filepath.Join(t.TempDir(), "work"), OutDir: t.TempDir(),
	}
}

func TestRender(t *testing.T) {
	in := input(t, theme(t, `<html lang="{{ .Site.Language.Name }}"><title>{{ .Title }}</title>{{ T "hello" }} {{ .Params.up }}{{ block "main" . }}{{ end }}`))
	if err := Render(context.Background(), in); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string][]string{
		"mn/samples/one.html":   {`lang="mn"`, "<title>Нэг</title>", "Сайн байна уу ../../", "<p>нэг &amp; two</p>", "<h2"},
		"en/samples/one.html":   {`lang="en"`, "Hello ../../"},
		"mn/index.html":         {"<title>Нүүр</title>", "../"},
		"mn/samples/index.html": {"<title>Жагсаалт</title>"},
		"index.html":            {"<title>Root</title>"},
		"icon.svg":              {"<svg"},
	} {
		got, err := os.ReadFile(filepath.Join(in.OutDir, file))
		if err != nil {
			t.Error(err)
			continue
		}
		for _, w := range want {
			if !strings.Contains(string(got), w) {
				t.Errorf("%s lacks %q: %s", file, w, got)
			}
		}
	}
	var files int
	err := filepath.WalkDir(in.OutDir, func(_ string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files++
		}
		return err
	})
	if err != nil || files != 6 {
		t.Errorf("%d files and error %v, want 6 and none: Hugo made pages of its own", files, err)
	}
}

func TestRenderStopsAtWarnings(t *testing.T) {
	in := input(t, theme(t, `{{ warnf "something is off" }}{{ block "main" . }}{{ end }}`))
	if err := Render(context.Background(), in); err == nil || !strings.Contains(err.Error(), "something is off") {
		t.Errorf("error %v, want the warning", err)
	}
}

func TestRenderCannotReachOut(t *testing.T) {
	for name, layout := range map[string]string{
		"environment": `{{ os.Getenv "HOME" }}`,
		"network":     `{{ with resources.GetRemote "http://127.0.0.1:9/x" }}{{ .Content }}{{ end }}`,
	} {
		in := input(t, theme(t, layout+`{{ block "main" . }}{{ end }}`))
		if err := Render(context.Background(), in); err == nil {
			t.Errorf("%s: a template could reach it", name)
		}
	}
}
