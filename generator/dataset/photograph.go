package dataset

import (
	"bytes"
	"fmt"
	"image/jpeg"

	"nutag/generator/diag"
)

// What a photograph may weigh and measure: it goes into every copy of the portal, and a phone must be able to hold it as a texture.
const (
	maxPhotograph  = 1_500_000 // bytes
	minPhotoWidth  = 2048
	maxPhotoWidth  = 4096
	photoAllAround = 2 // width by height of a picture that shows 360° by 180°
)

// checkPhotograph holds a JPEG to be a picture all around that says nothing of whoever took it: cameras write the place, the time and
// the serial number of the device into the file.
func checkPhotograph(file, ruleFile string, data []byte) diag.List {
	var list diag.List
	fail := func(rule, message, fix string) {
		list.Add(diag.Problem{File: file, RuleID: rule, RuleFile: ruleFile, Message: message, Fix: fix})
	}
	size, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		fail("photo-format", "file is not a JPEG that can be read", "save the picture as JPEG again")
		return list
	}
	if size.Width != photoAllAround*size.Height || size.Width < minPhotoWidth || size.Width > maxPhotoWidth {
		fail("photo-size", fmt.Sprintf("picture has %d by %d points", size.Width, size.Height),
			fmt.Sprintf("a picture all around is twice as wide as high, %d to %d points wide", minPhotoWidth, maxPhotoWidth))
	}
	if name := privateSegment(data); name != "" {
		fail("photo-private", "picture carries "+name+" about the camera, the place or the author", "save it without metadata, for example with: exiftool -all= FILE")
	}
	return list
}

// privateSegment walks the segments before the picture (ITU-T T.81, annex B) and names the first that can carry more than it.
// APP0 (JFIF), APP2 (colour profile) and APP14 (Adobe's transform) are part of the picture.
func privateSegment(data []byte) string {
	for i := 2; i+4 <= len(data) && data[i] == 0xFF; {
		marker, size := data[i+1], int(data[i+2])<<8|int(data[i+3])
		if marker == 0xFF { // fill byte
			i++
			continue
		}
		if marker == 0xDA || size < 2 { // the picture begins
			return ""
		}
		if n := int(marker) - 0xE0; n >= 0 && n <= 15 && n != 0 && n != 2 && n != 14 {
			return fmt.Sprintf("a segment APP%d", n)
		}
		if marker == 0xFE {
			return "a comment"
		}
		i += 2 + size
	}
	return ""
}
