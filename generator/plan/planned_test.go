package plan

import "testing"

// A path that is listed and never planned would be a dead link; verify would find it only where some page uses it.
func TestPlannedPagesExist(t *testing.T) {
	in := realInput(t)
	out, err := Build(in)
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]bool{}
	for _, p := range out.Pages {
		have[p.URL()] = true
	}
	b := &builder{in: in, lang: "mn", words: in.Bundle.Localizer("mn")}
	paths := b.paths()
	if len(paths) < 300 {
		t.Errorf("only %d paths are listed", len(paths))
	}
	for path := range paths {
		for _, lang := range []string{"mn", "en"} {
			if !have[lang+"/"+path] && !prose(in, path) {
				t.Errorf("%s/%s is listed and not planned", lang, path)
			}
		}
	}
}

// prose says whether a path is that of a text, which the tests' input may lack in a language.
func prose(in Input, path string) bool {
	for _, p := range in.Prose {
		if p.ID+".html" == path {
			return true
		}
	}
	return false
}
