// Package e2e holds what only the whole can show: which package may know which, that two
// builds give the same bytes, and, in JavaScript beside it, the portal in a browser.
package e2e

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// pkg is what the walls need of the output of go list.
type pkg struct {
	ImportPath   string
	Imports      []string
	TestImports  []string
	XTestImports []string
	Module       *struct{ Path string }
}

// list gives the packages of the module by import path. Only direct imports are asked for: a wall that
// no package steps over by itself cannot be stepped over by several.
func list(t *testing.T, env []string, flags ...string) map[string]pkg {
	t.Helper()
	command := exec.Command("go", slices.Concat([]string{"list", "-e", "-json=ImportPath,Imports,TestImports,XTestImports,Module"}, flags)...)
	command.Dir = ".."
	command.Env = append(os.Environ(), env...)
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.Bytes())
	}
	packages := make(map[string]pkg)
	decoder := json.NewDecoder(bytes.NewReader(out))
	for {
		var p pkg
		err := decoder.Decode(&p)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		packages[p.ImportPath] = p
	}
	return packages
}

// module lists our own packages, those for the browser too.
func module(t *testing.T) map[string]pkg {
	t.Helper()
	packages := list(t, nil, "./...")
	for path, p := range list(t, []string{"GOOS=js", "GOARCH=wasm"}, "./search/...") {
		if _, ok := packages[path]; !ok || strings.HasPrefix(path, "nutag/search/wasm") {
			packages[path] = p
		}
	}
	return packages
}

func under(path string, trees ...string) bool {
	for _, tree := range trees {
		if path == tree || strings.HasPrefix(path, tree+"/") {
			return true
		}
	}
	return false
}

// TestWalls lets each large library in at one place only, so that it can be replaced and its cost seen there.
func TestWalls(t *testing.T) {
	packages := module(t)
	walls := []struct {
		name    string
		library []string
		allowed []string // trees of our packages
		must    string   // the package that imports it, so that a renamed library does not go unseen
	}{
		{"Hugo", []string{"github.com/gohugoio/hugo"}, []string{"nutag/generator/site"}, "nutag/generator/site"},
		{"Bleve", []string{"github.com/blevesearch", "github.com/RoaringBitmap"}, []string{"nutag/search"}, "nutag/search/index"},
		{"the browser", []string{"syscall/js"}, []string{"nutag/search/wasm"}, "nutag/search/wasm"},
		{"the command line", []string{"github.com/spf13/cobra"}, []string{"nutag/generator/cli", "nutag/mirror/cli"}, "nutag/generator/cli"},
		{"file watching", []string{"github.com/fsnotify/fsnotify"}, []string{"nutag/generator/devserver"}, "nutag/generator/devserver"},
		{"geometry", []string{"github.com/paulmach/orb"}, []string{"nutag/generator/geo"}, "nutag/generator/geo"},
		{"electronic books", []string{"github.com/go-shiori/go-epub"}, []string{"nutag/generator/epub"}, "nutag/generator/epub"},
		{"The Update Framework", []string{"github.com/theupdateframework"}, []string{"nutag/mirror"}, "nutag/mirror/trust"},
		{"locked keys", []string{"filippo.io/age"}, []string{"nutag/mirror/keys"}, "nutag/mirror/keys"},
		{"zstd", []string{"github.com/klauspost/compress"}, []string{"nutag/mirror/delta"}, "nutag/mirror/delta"},
		{"locks of folders", []string{"github.com/gofrs/flock"}, []string{"nutag/mirror/copy"}, "nutag/mirror/copy"},
		{"QR codes", []string{"rsc.io/qr"}, []string{"nutag/generator/outreach"}, "nutag/generator/outreach"},
		{"YAML", []string{"github.com/goccy/go-yaml"}, []string{"nutag/generator/source", "nutag/i18n"}, "nutag/generator/source"},
	}
	for _, wall := range walls {
		t.Run(wall.name, func(t *testing.T) {
			found := false
			for path, p := range packages {
				for _, imported := range p.Imports {
					if !under(imported, wall.library...) {
						continue
					}
					found = found || path == wall.must
					if !under(path, wall.allowed...) {
						t.Errorf("%s imports %s; only %s may", path, imported, strings.Join(wall.allowed, ", "))
					}
				}
			}
			if !found {
				t.Errorf("%s does not import %s: the wall guards nothing", wall.must, strings.Join(wall.library, ", "))
			}
		})
	}
}

// TestRealData holds that only tests read the repository's data by themselves.
func TestRealData(t *testing.T) {
	const reader = "nutag/generator/realdata"
	tests := 0
	for path, p := range module(t) {
		if slices.Contains(p.Imports, reader) {
			t.Errorf("%s imports %s, which is for tests", path, reader)
		}
		if slices.Contains(p.TestImports, reader) {
			tests++
		}
	}
	if tests == 0 {
		t.Errorf("no test imports %s", reader)
	}
}

// TestLayers holds which of our own packages may know which, after the table in docs/ARCHITECTURE.md.
func TestLayers(t *testing.T) {
	packages := module(t)
	layers := []struct {
		tree    string
		allowed []string // trees of our own that it may import
	}{
		{"nutag/generator/diag", nil},
		{"nutag/generator/model", nil},
		{"nutag/generator/geo", nil},
		{"nutag/generator/chart", nil},
		{"nutag/generator/source", []string{"nutag/generator/diag"}},
		{"nutag/generator/dataset", []string{"nutag/generator/diag", "nutag/generator/source"}},
		{"nutag/generator/training", []string{"nutag/generator/diag", "nutag/generator/model", "nutag/generator/source", "nutag/i18n"}},
		{"nutag/generator/epub", []string{"nutag/generator/plan"}},
		{"nutag/generator/guides", []string{"nutag/generator/diag", "nutag/generator/model", "nutag/generator/source", "nutag/i18n"}},
		{"nutag/generator/derive", []string{"nutag/generator/model", "nutag/generator/geo"}},
		{"nutag/generator/finder", []string{"nutag/generator/model", "nutag/generator/derive", "nutag/generator/geo", "nutag/i18n"}},
		{"nutag/generator/outreach", []string{"nutag/generator/derive", "nutag/generator/model", "nutag/i18n"}},
		{"nutag/generator/verify", []string{"nutag/generator/diag"}},
		{"nutag/mirror/delta", nil},
		{"nutag/mirror/trust", []string{"nutag/mirror/delta"}},
		{"nutag/mirror/keys", nil},
		{"nutag/mirror/patch", []string{"nutag/mirror/delta", "nutag/mirror/trust", "nutag/search/folder", "nutag/search/entry"}},
		{"nutag/mirror/messages", []string{"nutag/i18n"}},
		{"nutag/mirror/copy", []string{"nutag/mirror/trust", "nutag/mirror/messages", "nutag/i18n"}},
		{"nutag/mirror/source", []string{"nutag/mirror/copy", "nutag/mirror/trust"}},
		{"nutag/mirror/update", []string{"nutag/mirror/delta", "nutag/mirror/copy", "nutag/mirror/patch", "nutag/mirror/source", "nutag/mirror/trust"}},
		{"nutag/mirror/release", []string{"nutag/mirror/delta", "nutag/generator/edition", "nutag/mirror/copy", "nutag/mirror/keys", "nutag/mirror/patch", "nutag/mirror/trust"}},
		{"nutag/mirror/served", nil},
		{"nutag/generator/devserver", []string{"nutag/mirror/served"}},
		{"nutag/mirror/box", []string{"nutag/mirror/copy", "nutag/mirror/served", "nutag/search/engine", "nutag/i18n"}},
		{"nutag/generator/edition", nil},
		{"nutag/generator/trim", nil},
		{"nutag/generator/pwa", nil},
		{"nutag/generator/zim", []string{"nutag/generator/trim"}},
		{"nutag/search", nil},
		{"nutag/search/doc", nil},
	}
	for _, layer := range layers {
		t.Run(strings.TrimPrefix(layer.tree, "nutag/"), func(t *testing.T) {
			found := false
			for path, p := range packages {
				if !under(path, layer.tree) {
					continue
				}
				found = true
				for _, imported := range p.Imports {
					if under(imported, "nutag") && !under(imported, layer.tree) && !under(imported, layer.allowed...) {
						t.Errorf("%s imports %s", path, imported)
					}
				}
			}
			if !found {
				t.Errorf("there is no package %s", layer.tree)
			}
		})
	}
	// i18n serves both sides, so it may know nothing of the pages; its own check reports as the generator does.
	for _, imported := range packages["nutag/i18n"].Imports {
		if under(imported, "nutag") && !under(imported, "nutag/i18n", "nutag/generator/diag") {
			t.Errorf("nutag/i18n imports %s", imported)
		}
	}
	for path, p := range packages {
		for _, imported := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			if imported == "nutag/generator/cli" && path != "nutag" && !under(path, "nutag/e2e", "nutag/generator/cli") {
				t.Errorf("%s imports the command line", path)
			}
		}
	}
}

// TestHugoLinks counts the binaries that link Hugo: each costs every contributor seconds and hundreds of megabytes.
func TestHugoLinks(t *testing.T) {
	packages := module(t)
	reaches := map[string]bool{"nutag/generator/site": true}
	for changed := true; changed; {
		changed = false
		for path, p := range packages {
			for _, imported := range p.Imports {
				if reaches[imported] && !reaches[path] {
					reaches[path], changed = true, true
				}
			}
		}
	}
	allowed := []string{"nutag", "nutag/e2e/bench/render", "nutag/generator/site"}
	for path := range reaches {
		if !slices.Contains(allowed, path) {
			t.Errorf("%s links Hugo; take the stage as a function instead", path)
		}
	}
}

// TestBoxLinks holds nutag-box small: it must link neither Hugo, nor what writes an index, nor the generator.
func TestBoxLinks(t *testing.T) {
	command := exec.Command("go", "list", "-deps", "nutag/mirror/nutag-box")
	command.Dir = ".."
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	deps := strings.Fields(string(out))
	if !slices.Contains(deps, "nutag/mirror/trust") {
		t.Error("nutag-box does not prove releases: the wall guards nothing")
	}
	for _, path := range deps {
		if under(path, "github.com/gohugoio", "nutag/generator", "nutag/search/index", "github.com/blevesearch/bleve/v2/index/scorch") {
			t.Errorf("nutag-box links %s", path)
		}
	}
}
