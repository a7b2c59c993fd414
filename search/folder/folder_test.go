package folder

import (
	"os"
	"path/filepath"
	"testing"

	"nutag/search/entry"
)

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	put := func(name, content string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f := entry.Describe("index-mn", "bin", []byte("\x00\xffabc"))
	put(f.File, "\x00\xffabc")
	put(entry.Name, "{}")
	e := entry.Entry{Languages: map[string]entry.Language{"mn": {Shards: []entry.File{f}}}}

	files, size, err := Write(dir, e)
	if err != nil || files != 2 {
		t.Fatalf("%d files, %v", files, err)
	}
	total := 0
	for name, want := range map[string]string{
		"entry.js":     `nutagFile("entry.json","e30=")` + "\n",
		f.File + ".js": `nutagFile("` + f.File + `","AP9hYmM=")` + "\n",
	} {
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || string(got) != want {
			t.Errorf("%s is %q, want %q (%v)", name, got, want, err)
		}
		total += len(got)
	}
	if total != size {
		t.Errorf("told of %d bytes, wrote %d", size, total)
	}

	if err := os.Remove(filepath.Join(dir, f.File)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Write(dir, e); err == nil {
		t.Error("a missing file is no error")
	}
}
