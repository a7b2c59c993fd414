package box

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"strconv"
	"strings"
	"sync"

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

// packers are kept from one body to the next: the tables of one take most of a megabyte. There are no more than
// compressions at once.
var (
	gzipPackers = sync.Pool{New: func() any {
		w, err := gzip.NewWriterLevel(io.Discard, gzipLevel)
		if err != nil {
			panic(err) // the level is a constant
		}
		return w
	}}
	brotliPackers = sync.Pool{New: func() any { return brotli.NewWriterLevel(io.Discard, brotliLevel) }}
)

// packer is what both writers are.
type packer interface {
	io.WriteCloser
	Reset(io.Writer)
}

// compress packs data. The same data give the same bytes, in a slice without room to spare: it is kept for long.
func compress(coding string, data []byte) ([]byte, error) {
	pool := &brotliPackers
	if coding == gzipCoding {
		pool = &gzipPackers
	}
	w := pool.Get().(packer)
	defer func() {
		w.Reset(io.Discard)
		pool.Put(w)
	}()
	var b bytes.Buffer
	w.Reset(&b)
	_, err := w.Write(data)
	if err = errors.Join(err, w.Close()); err != nil {
		return nil, err
	}
	return bytes.Clone(b.Bytes())[:b.Len():b.Len()], nil
}
