package box

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"math"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
)

// zipsAtOnce bounds the copies that are being sent at the same time: each reads the whole portal from the disk.
const zipsAtOnce = 8

// zips sends releases as one file each, without compression: pages of a zip that are packed already would only cost the
// small computer time, and nothing has to be made before the first byte goes out. The same release gives the same bytes.
type zips struct {
	slots chan struct{}

	mu    sync.Mutex
	sizes map[string]int64 // by release
}

// stem names the file and the folder within: nutag-aimag-63-12.
func stem(r *Release) string {
	name := "nutag-" + strings.ReplaceAll(r.Edition, ":", "-")
	if r.Number > 0 {
		name = fmt.Sprintf("%s-%d", name, r.Number)
	}
	return name
}

// size gives the length of the zip of a release in bytes, without reading the files.
func (z *zips) size(r *Release) (int64, error) {
	z.mu.Lock()
	defer z.mu.Unlock()
	if n, ok := z.sizes[r.ID]; ok {
		return n, nil
	}
	var count counter
	w := zip.NewWriter(&count)
	var content int64
	err := eachFile(r, func(f carried) error {
		content += f.size
		_, err := w.CreateRaw(zipHeader(r, f.path, f.size))
		return err
	})
	if err = errors.Join(err, w.Close()); err != nil {
		return 0, err
	}
	if int64(count)+content >= math.MaxUint32 {
		return 0, fmt.Errorf("the copy has %d bytes, more than one plain zip holds", content)
	}
	if len(z.sizes) > 100 { // many updates later
		clear(z.sizes)
	}
	z.sizes[r.ID] = int64(count) + content
	return z.sizes[r.ID], nil
}

// counter counts what is written.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// write writes the zip of a release. The files of the portal are compared with their signed hashes on the way.
func (z *zips) write(ctx context.Context, out io.Writer, r *Release) error {
	w := zip.NewWriter(out)
	err := eachFile(r, func(f carried) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return addFile(w, r, f)
	})
	return errors.Join(err, w.Close())
}

// carried is one file of a copy that is handed out.
type carried struct {
	path string // in the copy
	name string // in the release; "" for a file around it
	size int64
	sum  string // as signed
	data []byte // of a file around the release
}

// eachFile calls f for each file of a copy, those around the release first.
func eachFile(r *Release, f func(carried) error) error {
	folder := ""
	if r.Around != nil {
		name, around, err := r.Around()
		if err != nil {
			return err
		}
		folder = name
		for _, file := range slices.Sorted(maps.Keys(around)) {
			if err := f(carried{path: file, size: int64(len(around[file])), data: around[file]}); err != nil {
				return err
			}
		}
	}
	for _, name := range r.Names() {
		sum, size, ok := r.Digest(name)
		if !ok {
			return fmt.Errorf("%s: %w", name, errDamaged)
		}
		if err := f(carried{path: path.Join(folder, name), name: name, size: size, sum: sum}); err != nil {
			return err
		}
	}
	return nil
}

// zipHeader describes a file. Its date is that of the release, never that of the file on this disk.
func zipHeader(r *Release, name string, size int64) *zip.FileHeader {
	h := &zip.FileHeader{Name: stem(r) + "/" + name, Method: zip.Store, UncompressedSize64: uint64(size), CompressedSize64: uint64(size)}
	date := time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC) // where a zip begins to count
	if d, err := time.Parse(time.DateOnly, r.Date); err == nil && d.After(date) {
		date = d
	}
	//lint:ignore SA1019 CreateRaw takes this field as it is and makes none of the newer one
	h.ModifiedDate = uint16(date.Day() + int(date.Month())<<5 + (date.Year()-1980)<<9)
	h.SetMode(0o644)
	return h
}

// addFile adds a file, that of a release when it is what was signed.
func addFile(w *zip.Writer, r *Release, file carried) error {
	name, h := file.name, zipHeader(r, file.path, file.size)
	if name == "" {
		return addContent(w, h, crc32.ChecksumIEEE(file.data), bytes.NewReader(file.data))
	}
	if file.size <= maxHeld {
		data, err := readFile(r.Files, name, maxHeld)
		if err != nil {
			return err
		}
		is := sha256.Sum256(data)
		if hex.EncodeToString(is[:]) != file.sum {
			return fmt.Errorf("%s: %w", name, errDamaged)
		}
		return addContent(w, h, crc32.ChecksumIEEE(data), bytes.NewReader(data))
	}
	// Twice from the disk rather than once in memory.
	f, err := r.Files.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	seeker, ok := f.(io.ReadSeeker)
	if !ok {
		return fmt.Errorf("%s cannot be read twice", name)
	}
	is, crc := sha256.New(), crc32.NewIEEE()
	if _, err := io.CopyN(io.MultiWriter(is, crc), f, file.size); err != nil {
		return err
	}
	if hex.EncodeToString(is.Sum(nil)) != file.sum {
		return fmt.Errorf("%s: %w", name, errDamaged)
	}
	if _, err := seeker.Seek(0, io.SeekStart); err != nil {
		return err
	}
	return addContent(w, h, crc.Sum32(), io.LimitReader(f, file.size))
}

func addContent(w *zip.Writer, h *zip.FileHeader, crc uint32, content io.Reader) error {
	h.CRC32 = crc
	part, err := w.CreateRaw(h)
	if err != nil {
		return err
	}
	n, err := io.Copy(part, content)
	if err == nil && uint64(n) != h.UncompressedSize64 {
		err = fmt.Errorf("%s changed while it was read: %w", h.Name, errDamaged)
	}
	return err
}
