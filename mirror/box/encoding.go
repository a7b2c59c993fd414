package box

import (
	"bytes"
	"compress/gzip"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
)

// Codings of a body.
const (
	plainCoding  = ""
	gzipCoding   = "gzip"
	brotliCoding = "br"
)

// Levels. A page of 30 KB takes single milliseconds at these on a small computer, once; the highest level of brotli takes
// a hundred times as long for a tenth less. Browsers ask for brotli over HTTPS alone, so gzip is what a box mostly sends.
const (
	gzipLevel   = 9
	brotliLevel = 5
)

// Bounds of what is compressed, in bytes of the plain file. Below, the header costs more than is saved.
const (
	minPacked = 256
	maxPacked = maxHeld
)

// coding chooses the coding of an answer from the header Accept-Encoding, the best first: brotli, gzip, plain. A
// coding with the weight 0 is refused by the reader; other weights do not change our order.
func coding(header string) string {
	accepts := map[string]bool{}
	for field := range strings.SplitSeq(header, ",") {
		name, rest, _ := strings.Cut(field, ";")
		accepts[strings.ToLower(strings.TrimSpace(name))] = weight(rest) > 0
	}
	for _, c := range []string{brotliCoding, gzipCoding} {
		if ok, named := accepts[c]; ok || !named && accepts["*"] {
			return c
		}
	}
	return plainCoding
}

// weight reads q=…, which is 1 when it is not given and 0 when it cannot be read.
func weight(parameters string) float64 {
	for p := range strings.SplitSeq(parameters, ";") {
		key, value, found := strings.Cut(strings.TrimSpace(p), "=")
		if !found || !strings.EqualFold(strings.TrimSpace(key), "q") {
			continue
		}
		q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil || !(q >= 0 && q <= 1) {
			return 0
		}
		return q
	}
	return 1
}

// compress packs data. The same data give the same bytes.
func compress(coding string, data []byte) ([]byte, error) {
	var b bytes.Buffer
	switch coding {
	case gzipCoding:
		w, err := gzip.NewWriterLevel(&b, gzipLevel)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(data); err != nil {
			return nil, err
		}
		if err := w.Close(); err != nil {
			return nil, err
		}
	default:
		w := brotli.NewWriterLevel(&b, brotliLevel)
		if _, err := w.Write(data); err != nil {
			return nil, err
		}
		if err := w.Close(); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), nil
}
