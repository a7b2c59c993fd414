package patch_test

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"nutag/mirror/patch"
	"nutag/mirror/trust"
)

func random(n int, seed uint64) []byte {
	r := rand.New(rand.NewPCG(seed, 0))
	data := make([]byte, n)
	for i := range data {
		data[i] = byte(r.Uint32())
	}
	return data
}

func TestRoundTrip(t *testing.T) {
	var encoder patch.Encoder
	for _, size := range []int{1, 50, 300, 5_000, 200_000, 3_000_000} {
		old := random(size, 1)
		now := append(bytes.Clone(old[:size/2]), append([]byte("new"), old[size/2:]...)...)
		for _, dict := range [][]byte{nil, old, []byte("x")} {
			data, err := encoder.Encode(dict, now)
			if err != nil {
				t.Fatal(err)
			}
			again, err := encoder.Encode(dict, now)
			if err != nil || !bytes.Equal(data, again) {
				t.Errorf("%d bytes: the same input gave other bytes: %v", size, err)
			}
			out, err := patch.Decode(data, dict, int64(len(now)))
			if err != nil || !bytes.Equal(out, now) {
				t.Errorf("%d bytes with a dictionary of %d: %v", size, len(dict), err)
			}
			if len(dict) == size && size > 200 && len(data) > 1000 {
				t.Errorf("%d bytes with one word more make a patch of %d bytes", size, len(data))
			}
			for _, wrong := range []int64{0, int64(len(now)) - 1, int64(len(now)) + 1, patch.MaxBytes + 1} {
				if _, err := patch.Decode(data, dict, wrong); err == nil {
					t.Errorf("%d bytes passed for %d", len(now), wrong)
				}
			}
		}
	}
}

// A few bytes may claim to be gigabytes.
func TestBomb(t *testing.T) {
	var encoder patch.Encoder
	data, err := encoder.Encode(nil, make([]byte, 64<<20))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := patch.Decode(data, nil, 1000); err == nil {
		t.Error("64 MB passed for 1000 bytes")
	}
}

func FuzzDecode(f *testing.F) {
	var encoder patch.Encoder
	dict := random(1000, 3)
	good, err := encoder.Encode(dict, append([]byte("more"), dict...))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good, int64(1004))
	f.Add([]byte{}, int64(0))
	f.Fuzz(func(t *testing.T, data []byte, size int64) {
		out, err := patch.Decode(data, dict, size%(1<<20))
		if err == nil && int64(len(out)) != size%(1<<20) {
			t.Errorf("%d bytes for %d", len(out), size)
		}
	})
}

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
