// Package source reads releases from where they lie: a host on the network, or a folder on a stick. Both are hostile until
// proven otherwise, so every read is bounded in bytes and, on the network, in time: a source that stalls, drips or lies
// about lengths costs a little waiting and nothing else.
package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"nutag/mirror/trust"
)

// Source is a release that can be read. Paths are relative to the root of the release.
type Source interface {
	// Open gives the content of a file from an offset on. A source that cannot begin there begins at 0 and says so in from.
	Open(ctx context.Context, name string, offset int64) (body io.ReadCloser, from int64, err error)
	// Has says whether there is such a file, without reading it.
	Has(ctx context.Context, name string) (bool, error)
	// Local says that reading costs nothing and an old release may be meant: a folder.
	Local() bool
	// String gives the address, which Find understands.
	String() string
}

// Metadata gives the signed lists of a source in the way in which package trust asks for them.
func Metadata(s Source) trust.Metadata { return lists{s} }

type lists struct{ source Source }

func (l lists) Has(ctx context.Context, name string) (bool, error) {
	return l.source.Has(ctx, trust.MetadataDir+"/"+name)
}

func (l lists) Read(ctx context.Context, name string, limit int64) ([]byte, error) {
	return ReadAll(ctx, l.source, trust.MetadataDir+"/"+name, limit)
}

// ErrTooLarge says that a source sends more than it may.
var ErrTooLarge = errors.New("it sends more bytes than it may")

// ReadAll reads a whole file of at most limit bytes.
func ReadAll(ctx context.Context, s Source, name string, limit int64) ([]byte, error) {
	body, _, err := s.Open(ctx, name, 0)
	if err != nil {
		return nil, err
	}
	defer body.Close()
	data, err := io.ReadAll(io.LimitReader(body, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > limit {
		return nil, fmt.Errorf("%s: %w", name, ErrTooLarge)
	}
	return data, nil
}

// Full is the edition that lies at the root of a host.
const Full = "full"

// Find gives the source of an edition at an address: the address of a host, or a folder with a release or a copy. Other
// editions than the full one lie below it in editions/; a host or folder that offers only one has it at its root. An
// address may also be that of the edition itself.
func Find(ctx context.Context, address, edition string, options Options) (Source, error) {
	if isURL(address) {
		base, err := url.Parse(address)
		if err != nil || base.Host == "" {
			return nil, fmt.Errorf("%q is not the address of a host; write it like https://example.org/nutag/", address)
		}
		base.RawQuery, base.Fragment = "", ""
		if !strings.HasSuffix(base.Path, "/") {
			base.Path += "/"
		}
		client := newClient(options)
		root := &host{client: client, base: base, options: options}
		return below(ctx, root, edition, func() Source {
			return &host{client: client, base: base.JoinPath(trust.EditionDir, edition, "/"), options: options}
		})
	}
	dir, err := filepath.Abs(strings.TrimPrefix(address, "file://"))
	if err != nil {
		return nil, err
	}
	root, err := openFolder(dir)
	if err != nil {
		return nil, err
	}
	return below(ctx, root, edition, func() Source {
		sub, err := openFolder(filepath.Join(dir, trust.EditionDir, edition))
		if err != nil {
			return root
		}
		return sub
	})
}

func below(ctx context.Context, root Source, edition string, sub func() Source) (Source, error) {
	if edition == "" || edition == Full {
		return root, nil
	}
	there, err := root.Has(ctx, trust.EditionDir+"/"+edition+"/"+trust.MetadataDir+"/timestamp.json")
	if err != nil {
		return nil, err
	}
	if there {
		return sub(), nil
	}
	return root, nil
}

func isURL(address string) bool {
	lower := strings.ToLower(address)
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}
