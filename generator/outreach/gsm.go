package outreach

import (
	"strings"
	"unicode/utf16"
)

// Encoding is how a phone network carries the letters of a message.
type Encoding string

// The two encodings of 3GPP TS 23.038. A message with one letter beyond the first table is carried in the second as a whole.
const (
	GSM7 Encoding = "GSM-7" // 7 bits a letter; some signs take two
	UCS2 Encoding = "UCS-2" // 16 bits a letter: all Cyrillic text
)

// The default alphabet of 3GPP TS 23.038, section 6.2.1, without its escape, and the signs of its extension table, section
// 6.2.1.1, which take an escape and a code: two units.
const (
	gsmBasic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
	gsmTwo   = "\f^{}\\[~]|€"
)

// EncodingOf gives the encoding that a text needs.
func EncodingOf(text string) Encoding {
	for _, r := range text {
		if !strings.ContainsRune(gsmBasic, r) && !strings.ContainsRune(gsmTwo, r) {
			return UCS2
		}
	}
	return GSM7
}

// Single is how many units a message of one part holds: 140 bytes are 160 letters of 7 bits or 70 of 16.
func (e Encoding) Single() int {
	if e == GSM7 {
		return 160
	}
	return 70
}

// Joined is how many units each part of a longer message holds. Parts that the phone joins begin with a header (UDH) of 6
// bytes, 3GPP TS 23.040 section 9.2.3.24.1, which leaves 153 letters of 7 bits or 67 of 16.
func (e Encoding) Joined() int {
	if e == GSM7 {
		return 153
	}
	return 67
}

// Units counts what a text takes: septets in GSM-7, code units of 16 bits in UCS-2.
func (e Encoding) Units(text string) int {
	n := 0
	for _, r := range text {
		n += e.unitsOf(r)
	}
	return n
}

func (e Encoding) unitsOf(r rune) int {
	if e == GSM7 {
		if strings.ContainsRune(gsmTwo, r) {
			return 2
		}
		return 1
	}
	return max(utf16.RuneLen(r), 1)
}

// typographic are signs of print that old phones lack; each has a plain one that every table holds.
var typographic = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`, "‘", "'", "’", "'", "–", "-", "—", "-", "‑", "-", "…", "...", "\u00a0", " ", "\u202f", " ", "₮", "MNT")

// plain writes a text with the signs of a phone's keyboard, so that a curly quote does not double the cost of a message.
func plain(text string) string { return typographic.Replace(text) }
