package zim

import (
	"bytes"
	"crypto/md5" // the checksum of the format
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
)

// Places in the header of an archive (https://wiki.openzim.org/wiki/ZIM_file_format, read 2026-11-26).
const (
	magic      = 0x44D495A
	idAt       = 8
	idLen      = 16
	checksumAt = 72 // where the position of the checksum stands
	headerLen  = 80
)

// xapian begins a database of the full-text index. Two bytes of its version and then 16 that are drawn at random follow.
var xapian = []byte("\x0f\x0dXapian Glass")

// settle puts ids that follow from the content in the place of those that the writer drew at random, so that the same portal gives
// the same archive.
func settle(made string, c *content) error {
	data, err := os.ReadFile(made)
	if err != nil {
		return err
	}
	if err := settleBytes(data, c.sum()); err != nil {
		return fmt.Errorf("what zimwriterfs wrote: %w", err)
	}
	return os.WriteFile(made, data, 0o644)
}

func settleBytes(data []byte, sum [sha256.Size]byte) error {
	if len(data) < headerLen || binary.LittleEndian.Uint32(data) != magic {
		return errors.New("it is no archive")
	}
	end := binary.LittleEndian.Uint64(data[checksumAt:])
	if end < headerLen || end > uint64(len(data)) || uint64(len(data))-end != md5.Size {
		return errors.New("its checksum is not at its end")
	}
	copy(data[idAt:], newID(sum, 0))
	body := data[:end]
	for at, n := 0, byte(1); ; n++ {
		found := bytes.Index(body[at:], xapian)
		if found < 0 {
			break
		}
		at += found + len(xapian) + 2
		if at+idLen > len(body) {
			return errors.New("it ends in an index")
		}
		copy(body[at:], newID(sum, n))
	}
	check := md5.Sum(body)
	copy(data[end:], check[:])
	return nil
}

// newID is a UUID of version 8 (RFC 9562): made in a way of our own.
func newID(sum [sha256.Size]byte, n byte) []byte {
	h := sha256.Sum256(append(sum[:], n))
	id := h[:idLen]
	id[6] = id[6]&0x0f | 0x80
	id[8] = id[8]&0x3f | 0x80
	return id
}

// sum is the hash of everything that the archive is made from.
func (c *content) sum() [sha256.Size]byte {
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %q %q %q\n", c.welcome, c.title, c.description, c.date, c.languages)
	for _, name := range slices.Sorted(maps.Keys(c.files)) {
		fmt.Fprintf(h, "%q %d\n", name, len(c.files[name]))
		h.Write(c.files[name])
	}
	return [sha256.Size]byte(h.Sum(nil))
}
