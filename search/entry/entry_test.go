package entry

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func sample() Entry {
	e, g := Describe("engine", "bin", []byte("a")), Describe("wasm_exec", "js", []byte("b"))
	return Entry{
		Format: Format, Analysis: 3, Engine: &e, Glue: &g,
		Languages: map[string]Language{"mn": {Shards: []File{Describe("index-mn", "bin", []byte("c"))}, Texts: map[string]File{"91": Describe("text-mn-91", "bin", []byte("d"))}}},
	}
}

func TestRoundTrip(t *testing.T) {
	want := sample()
	data, err := want.JSON()
	if err != nil {
		t.Fatal(err)
	}
	got, err := Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if n := len(got.Files()); n != 4 {
		t.Errorf("%d files", n)
	}
}

func TestParseRefuses(t *testing.T) {
	data, err := sample().JSON()
	if err != nil {
		t.Fatal(err)
	}
	good := string(data)
	for name, bad := range map[string]string{
		"empty":        "",
		"not JSON":     good[:40],
		"other format": strings.Replace(good, `"format":2`, `"format":3`, 1),
		"no language":  `{"format":2}`,
		"path":         strings.Replace(good, "index-mn.", "../index-mn.", 1),
		"address":      strings.Replace(good, "engine.", "https://example.org/engine.", 1),
		"hidden":       strings.Replace(good, "engine.", ".engine.", 1),
		"negative":     strings.Replace(good, `"size":1`, `"size":-1`, 1),
		"no hash":      strings.Replace(good, "index-mn.", "index-mn.0", 1),
		"too long":     strings.Repeat(" ", MaxSize+1),
	} {
		if _, err := Parse([]byte(bad)); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}

func TestVerify(t *testing.T) {
	f := Describe("x", "bin", []byte("a"))
	if err := f.Verify([]byte("a")); err != nil {
		t.Error(err)
	}
	if err := f.Verify([]byte("b")); err == nil {
		t.Error("another content was taken")
	}
}
