// Package delta compresses one text against another: zstd (github.com/klauspost/compress, pure Go) with the older text as its
// dictionary. Whoever decodes knows how long the result must be, so that a few bytes cannot claim to be gigabytes, and proves
// the result by its hash.
package delta

import (
	"errors"
	"fmt"

	"github.com/klauspost/compress/zstd"
)

// MaxBytes bounds dictionary and content of a patch in bytes, for the memory of small machines.
const MaxBytes = 96 << 20

const dictionary = 1 // id of the dictionary in the stream

// Encoder compresses patches. Its tables are large, so those for packs are kept from one to the next.
type Encoder struct{ pack *zstd.Encoder }

// packWindow is how far back a pack may look, in bytes; the largest bin of the portal has half of it.
const packWindow = 16 << 20

// smallWindow is the size up to which the best level gains nothing over the one below it, whose tables are a tenth.
const smallWindow = 256 << 10

// Encode compresses content with the dictionary, which is empty for a pack; the same input gives the same bytes.
func (e *Encoder) Encode(dict, content []byte) ([]byte, error) {
	if len(dict)+len(content) > MaxBytes {
		return nil, fmt.Errorf("a bin of %d bytes is too large for a patch", len(dict)+len(content))
	}
	options := []zstd.EOption{zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false)}
	if len(dict) == 0 {
		if e.pack == nil {
			var err error
			if e.pack, err = zstd.NewWriter(nil, append(options, zstd.WithWindowSize(packWindow))...); err != nil {
				return nil, err
			}
		}
		return e.pack.EncodeAll(content, nil), nil
	}
	window := zstd.MinWindowSize
	for window < len(dict)+len(content) {
		window *= 2
	}
	if window <= smallWindow {
		options[0] = zstd.WithEncoderLevel(zstd.SpeedBetterCompression)
	}
	encoder, err := zstd.NewWriter(nil, append(options, zstd.WithWindowSize(window), zstd.WithEncoderDictRaw(dictionary, dict))...)
	if err != nil {
		return nil, err
	}
	defer encoder.Close()
	return encoder.EncodeAll(content, nil), nil
}

// Decode gives the content of a patch, which must be exactly size bytes. Memory is bounded by size and dictionary.
func Decode(data, dict []byte, size int64) ([]byte, error) {
	if size < 0 || size+int64(len(dict)) > MaxBytes {
		return nil, fmt.Errorf("a patch of %d bytes is too large", size)
	}
	options := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(2 * MaxBytes), zstd.WithDecoderMaxMemory(2 * MaxBytes), zstd.WithDecodeAllCapLimit(true)}
	if len(dict) > 0 {
		options = append(options, zstd.WithDecoderDictRaw(dictionary, dict))
	}
	decoder, err := zstd.NewReader(nil, options...)
	if err != nil {
		return nil, err
	}
	defer decoder.Close()
	out, err := decoder.DecodeAll(data, make([]byte, 0, size))
	if err != nil {
		return nil, err
	}
	if int64(len(out)) != size {
		return nil, errors.New("the patch has another length than the signed list")
	}
	return out, nil
}
