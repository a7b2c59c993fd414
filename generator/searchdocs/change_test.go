package searchdocs

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nutag/search/doc"
	"nutag/search/index"
	"nutag/search/shard"
)

// maxChange is what a corrected soum may cost a copy of the portal, in bytes of index files as they travel.
const maxChange = 40 << 10

// A mirror fetches the files that changed. The worst soum is one of the aimag with the most of them, whose page changes with
// it: a new name of a neighbour, another population.
func TestOneCorrectedSoumChangesLittle(t *testing.T) {
	docs := realDocs(t).docs
	before := written(t, docs)
	worst, at := 0, ""
	for _, code := range []string{"6346", "1101", "4640"} {
		changed := make([]doc.Document, len(docs))
		copy(changed, docs)
		aimag := ""
		for i, d := range changed {
			if _, id, _ := strings.Cut(d.ID, "/"); id == code {
				changed[i].Body += " Засварласан үг " + code + "."
				changed[i].Population += 7
				aimag = d.Aimag
			}
		}
		for i, d := range changed {
			if d.ID == "aimag/"+aimag {
				changed[i].Body = strings.Replace(d.Body, "1", "2", 1)
				changed[i].Population += 7
			}
		}
		if aimag == "" {
			continue
		}
		sum, files := 0, 0
		for name, data := range written(t, changed) {
			if !bytes.Equal(before[name], data) {
				sum, files = sum+len(data), files+1
			}
		}
		t.Logf("soum %s: %d files, %d bytes", code, files, sum)
		if sum > worst {
			worst, at = sum, code
		}
	}
	if worst == 0 || worst > maxChange {
		t.Errorf("a change of soum %s costs %d bytes of index files, at most %d", at, worst, maxChange)
	}
}

// written gives the files of the index by name without the hash, as they travel: the entry file, which hosts compress, packed.
func written(t *testing.T, docs []doc.Document) map[string][]byte {
	t.Helper()
	dir := t.TempDir()
	if _, err := index.Write(dir, docs, nil, index.Meta{}); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string][]byte)
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		name := f.Name()
		if strings.HasSuffix(name, ".json") {
			if data, err = shard.Gzip(data); err != nil {
				t.Fatal(err)
			}
		} else {
			name = name[:strings.Index(name, ".")]
		}
		out[name] = data
	}
	return out
}
