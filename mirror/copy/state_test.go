package copy

import (
	"bytes"
	"testing"
)

func FuzzState(f *testing.F) {
	s := State{Format: 1, Fingerprint: string(bytes.Repeat([]byte("ab"), 32)), Edition: "full", Current: &Tree{Folder: "nutag-1", Number: 1}}
	good, err := s.encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add([]byte("{}"))
	f.Add([]byte("null"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := decodeState(data)
		if err != nil {
			return
		}
		for _, tree := range []*Tree{s.Current, s.Previous} {
			if tree != nil && !treeName.MatchString(tree.Folder) {
				t.Errorf("folder %q", tree.Folder)
			}
		}
		if again, err := s.encode(); err != nil || !bytes.Equal(again, data) {
			t.Errorf("read %q, written %q", data, again)
		}
	})
}

// Every single bit of the memory counts.
func TestFlippedState(t *testing.T) {
	s := State{Format: 1, Fingerprint: string(bytes.Repeat([]byte("ab"), 32)), Edition: "full", Seen: 7, Newest: "2001-03-01",
		Current: &Tree{Folder: "nutag-1", Number: 1, Metadata: map[string]string{"timestamp.json": "abc"}}}
	good, err := s.encode()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := decodeState(good); err != nil {
		t.Fatal(err)
	}
	for i := range good {
		for bit := range 8 {
			bad := bytes.Clone(good)
			bad[i] ^= 1 << bit
			if _, err := decodeState(bad); err == nil {
				t.Fatalf("bit %d of byte %d does not count", bit, i)
			}
		}
	}
}
