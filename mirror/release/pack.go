package release

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"

	"github.com/andybalholm/brotli"
	"golang.org/x/sync/errgroup"

	"nutag/mirror/trust"
)

// packable are the kinds of files that shrink; all else is packed already.
var packable = map[string]bool{".html": true, ".css": true, ".js": true, ".json": true, ".svg": true, ".csv": true, ".geojson": true, ".txt": true, ".xml": true,
	".webmanifest": true, ".atom": true}

// Levels of packing: the strongest would take minutes for a few percent.
const (
	brotliLevel = 9
	leastPacked = 1024 // bytes; a smaller file fits into the first packet anyway
)

// Precompress writes a .br and a .gz beside each file of a release that shrinks, for hosts that serve them. They are not
// signed: a copy never fetches them.
func Precompress(ctx context.Context, dir string) (files int, err error) {
	var names []string
	err = fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if top := path.Base(name); name != "." && (top == trust.MetadataDir || top == trust.PatchDir) {
				return fs.SkipDir
			}
			return nil
		}
		if info, err := d.Info(); err != nil || !packable[path.Ext(name)] || info.Size() < leastPacked {
			return err
		}
		names = append(names, name)
		return nil
	})
	if err != nil {
		return 0, err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, name := range names {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return packFile(filepath.Join(dir, filepath.FromSlash(name)))
		})
	}
	return len(names), group.Wait()
}

func packFile(file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var br, gz bytes.Buffer
	b := brotli.NewWriterLevel(&br, brotliLevel)
	if _, err := b.Write(data); err != nil {
		return err
	}
	if err := b.Close(); err != nil {
		return err
	}
	g, err := gzip.NewWriterLevel(&gz, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := g.Write(data); err != nil {
		return err
	}
	if err := g.Close(); err != nil {
		return err
	}
	for end, packed := range map[string][]byte{".br": br.Bytes(), ".gz": gz.Bytes()} {
		if len(packed) >= len(data) {
			continue
		}
		if err := os.WriteFile(file+end, packed, 0o644); err != nil {
			return fmt.Errorf("packing: %w", err)
		}
	}
	return nil
}
