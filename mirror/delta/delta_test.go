package delta_test

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"nutag/mirror/delta"
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
	var encoder delta.Encoder
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
			out, err := delta.Decode(data, dict, int64(len(now)))
			if err != nil || !bytes.Equal(out, now) {
				t.Errorf("%d bytes with a dictionary of %d: %v", size, len(dict), err)
			}
			if len(dict) == size && size > 200 && len(data) > 1000 {
				t.Errorf("%d bytes with one word more make a patch of %d bytes", size, len(data))
			}
			for _, wrong := range []int64{0, int64(len(now)) - 1, int64(len(now)) + 1, delta.MaxBytes + 1} {
				if _, err := delta.Decode(data, dict, wrong); err == nil {
					t.Errorf("%d bytes passed for %d", len(now), wrong)
				}
			}
		}
	}
}

// A few bytes may claim to be gigabytes.
func TestBomb(t *testing.T) {
	var encoder delta.Encoder
	data, err := encoder.Encode(nil, make([]byte, 64<<20))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := delta.Decode(data, nil, 1000); err == nil {
		t.Error("64 MB passed for 1000 bytes")
	}
}

func FuzzDecode(f *testing.F) {
	var encoder delta.Encoder
	dict := random(1000, 3)
	good, err := encoder.Encode(dict, append([]byte("more"), dict...))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good, int64(1004))
	f.Add([]byte{}, int64(0))
	f.Fuzz(func(t *testing.T, data []byte, size int64) {
		out, err := delta.Decode(data, dict, size%(1<<20))
		if err == nil && int64(len(out)) != size%(1<<20) {
			t.Errorf("%d bytes for %d", len(out), size)
		}
	})
}
