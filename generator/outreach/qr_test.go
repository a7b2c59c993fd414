package outreach

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"nutag/i18n"
)

// raster draws the path of a code with a few pixels for each module, as a reader of SVG would, and gives its side in modules.
func raster(t *testing.T, svg []byte, scale int) (*image.Gray, int) {
	t.Helper()
	box := regexp.MustCompile(`viewBox="0 0 (\d+) (\d+)"`).FindSubmatch(svg)
	path := regexp.MustCompile(` d="(M[^"]*)"/></svg>`).FindSubmatch(svg)
	if box == nil || path == nil || !bytes.Equal(box[1], box[2]) {
		t.Fatalf("not a code: %.200s", svg)
	}
	side, _ := strconv.Atoi(string(box[1]))
	img := image.NewGray(image.Rect(0, 0, side*scale, side*scale))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	x, y := 0, 0.0
	for _, c := range regexp.MustCompile(`([Mmh])(-?\d+)(?: (-?[\d.]+))?`).FindAllStringSubmatch(string(path[1]), -1) {
		n, _ := strconv.Atoi(c[2])
		down, _ := strconv.ParseFloat("0"+strings.TrimPrefix(c[3], "-"), 64)
		switch c[1] {
		case "M":
			x, y = n, down
		case "m":
			x, y = x+n, y+down
		case "h":
			for px := x * scale; px < (x+n)*scale; px++ {
				for py := int((y - 0.5) * float64(scale)); py < int((y+0.5)*float64(scale)); py++ {
					img.SetGray(px, py, color.Gray{})
				}
			}
			x += n
		}
	}
	return img, side
}

// TestReadable has the codes of all soums, journeys and warnings in both languages, and one with an address, read by a program
// that has nothing to do with ours: zbarimg of the Debian package zbar-tools.
func TestReadable(t *testing.T) {
	zbar, err := exec.LookPath("zbarimg")
	if err != nil {
		t.Fatal("zbarimg is not installed; e2e/tools.sh installs it")
	}
	r := realTexts(t)
	texts := []string{"https://example.org/nutag/mn/soums/6346-khutag-undur.html"}
	for _, lang := range i18n.Langs() {
		for _, x := range r.texts[lang] {
			if x.Kind == KindSoum || x.Kind == KindJourney || x.Kind == KindWarning {
				texts = append(texts, x.Card)
			}
		}
	}
	dir := t.TempDir()
	args := []string{"--nodbus", "--quiet", "--raw"}
	for i, text := range texts {
		svg, err := SVG(text)
		if err != nil {
			t.Fatal(err)
		}
		img, side := raster(t, svg, 3)
		if side > 69+2*quiet {
			t.Errorf("%d modules for %d bytes: beyond version 13", side, len(text))
		}
		var b bytes.Buffer
		if err := png.Encode(&b, img); err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, fmt.Sprintf("%04d.png", i))
		if err := os.WriteFile(name, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, name)
	}
	got, err := exec.Command(zbar, args...).Output()
	if err != nil || string(got) != strings.Join(texts, "\n")+"\n" {
		for i, text := range texts { // which of them
			one, err := exec.Command(zbar, "--nodbus", "--quiet", "--raw", "--oneshot", args[3+i]).Output()
			if err != nil || strings.TrimSuffix(string(one), "\n") != text {
				t.Errorf("%q was read as %q (%v)", text, one, err)
			}
		}
		t.Errorf("zbarimg: %v", err)
	}
}

func TestSVG(t *testing.T) {
	a, err := SVG("Нутаг 102")
	if err != nil {
		t.Fatal(err)
	}
	b, _ := SVG("Нутаг 102")
	if !bytes.Equal(a, b) {
		t.Error("the same text gives two codes")
	}
	img, side := raster(t, a, 1)
	for i := range side {
		for _, p := range [][2]int{{i, 0}, {i, quiet - 1}, {0, i}, {quiet - 1, i}, {i, side - 1}, {side - 1, i}} {
			if img.GrayAt(p[0], p[1]).Y == 0 {
				t.Fatalf("module %v of the quiet border is dark", p)
			}
		}
	}
	if _, err := SVG(strings.Repeat("а", 4000)); err == nil {
		t.Error("a text beyond any code is accepted")
	}
}
