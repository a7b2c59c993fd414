package dataset

import (
	"bytes"
	"image"
	"image/jpeg"
	"slices"
	"testing"
)

// grey is an empty picture of a size: no photograph of any place.
func grey(t *testing.T, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, w, h)), &jpeg.Options{Quality: 10}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// with puts a segment behind the beginning of a picture.
func with(picture []byte, marker byte, body string) []byte {
	n := len(body) + 2
	return slices.Concat(picture[:2], []byte{0xFF, marker, byte(n >> 8), byte(n)}, []byte(body), picture[2:])
}

func TestPhotographs(t *testing.T) {
	good := grey(t, 2048, 1024)
	for name, c := range map[string]struct {
		data []byte
		want []string
	}{
		"all around":           {good, nil},
		"colour profile":       {with(good, 0xE2, "ICC_PROFILE"), nil},
		"place of the camera":  {with(good, 0xE1, "Exif GPS"), []string{"photo-private"}},
		"words of a program":   {with(good, 0xFE, "made by"), []string{"photo-private"}},
		"other segment":        {with(good, 0xED, "Photoshop"), []string{"photo-private"}},
		"not all around":       {grey(t, 2048, 1000), []string{"photo-size"}},
		"too small":            {grey(t, 1024, 512), []string{"photo-size"}},
		"too large":            {grey(t, 4098, 2049), []string{"photo-size"}},
		"cut off":              {good[:20], []string{"photo-format"}},
		"nothing":              {nil, []string{"photo-format"}},
		"another kind of file": {[]byte("GIF89a"), []string{"photo-format"}},
	} {
		var got []string
		for _, p := range checkPhotograph("data/panoramas/9999-a.jpg", "data/panoramas/set.yaml", c.data) {
			got = append(got, p.RuleID)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
