package patch_test

import (
	"testing"

	"nutag/mirror/patch"
	"nutag/mirror/trust"
)

func TestMadeScripts(t *testing.T) {
	contents := map[string][]byte{"search/a.bin": []byte("abc"), "search/a.bin.js": []byte("nutagFile(\"a.bin\",\"YWJj\")\n"),
		"search/b.bin": []byte("abc"), "search/b.bin.js": []byte("something else"), "search/entry.json": []byte("{}"),
		"search/entry.js": []byte("nutagFile(\"entry.json\",\"e30=\")\n"), "js/app.js": []byte("x")}
	files := map[string]trust.File{}
	for path, data := range contents {
		files[path] = trust.File{Size: int64(len(data))}
	}
	if err := patch.MarkMade(files, func(path string) ([]byte, error) { return contents[path], nil }); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{"search/a.bin": false, "search/a.bin.js": true, "search/b.bin.js": false, "search/entry.js": true, "js/app.js": false} {
		if files[path].Made != want {
			t.Errorf("%s: made %v", path, !want)
		}
	}
	if carried := patch.Carried(nil, files); len(carried) != 5 {
		t.Errorf("a pack carries %v", carried)
	}
}
