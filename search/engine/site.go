//go:build !js

package engine

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"nutag/search/analysis"
	"nutag/search/entry"
	"nutag/search/shard"
)

// OpenSite opens the search of a built site, all languages, from the files in
// dir/search. It needs nothing but the built site. An error that wraps
// fs.ErrNotExist means that dir holds no site with a search.
func OpenSite(dir string) (*Engine, error) {
	s, closer, err := openSite(dir)
	if err != nil {
		return nil, err
	}
	e, err := s.open()
	if err != nil {
		return nil, errors.Join(err, closer.Close())
	}
	return e, nil
}

// OpenSiteFS opens the search of a built site like OpenSite, from a file
// system whose root is the site. The server of a mirror gives one that checks
// each file against the signatures of its release. The file system is used as
// long as the engine is, by several searches at once.
func OpenSiteFS(fsys fs.FS) (*Engine, error) {
	search, err := fs.Sub(fsys, "search")
	if err != nil {
		return nil, err
	}
	s, err := newSite(search, "the site")
	if err != nil {
		return nil, err
	}
	return s.open()
}

// SiteShards returns the parts of the index of one language of a built site that
// have documents, in the order in which a search opens them.
func SiteShards(dir, lang string) ([]shard.Shard, error) {
	s, closer, err := openSite(dir)
	if err != nil {
		return nil, err
	}
	defer closer.Close()
	l, ok := s.entry.Languages[lang]
	if !ok {
		return nil, fmt.Errorf("%w: %q", ErrLanguage, lang)
	}
	var out []shard.Shard
	for _, f := range l.Shards {
		data, err := s.read(f)
		if err != nil {
			return nil, err
		}
		one, err := shard.Unpack(data, analysis.Version)
		if err != nil {
			return nil, err
		}
		if len(one.Records) > 0 {
			out = append(out, one)
		}
	}
	return out, nil
}

// openSite reads the entry of a built site. The folder stays open for the
// texts; a command ends soon, and a server keeps its engine.
func openSite(dir string) (*site, io.Closer, error) {
	root, err := os.OpenRoot(filepath.Join(dir, "search"))
	if err != nil {
		return nil, nil, fmt.Errorf("no search in %s: %w", dir, err)
	}
	s, err := newSite(root.FS(), dir)
	if err != nil {
		return nil, nil, errors.Join(err, root.Close())
	}
	return s, root, nil
}

// newSite reads the entry of the search in fsys; name is for errors.
func newSite(fsys fs.FS, name string) (*site, error) {
	s := &site{fsys: fsys, blocks: make(map[string]map[string]string)}
	data, err := fs.ReadFile(fsys, entry.Name)
	if err != nil {
		return nil, fmt.Errorf("no search in %s: %w", name, err)
	}
	if s.entry, err = entry.Parse(data); err != nil {
		return nil, err
	}
	if s.entry.Analysis != analysis.Version {
		return nil, fmt.Errorf("search in %s was written with analysis version %d, this program has %d: %w",
			name, s.entry.Analysis, analysis.Version, shard.ErrVersion)
	}
	return s, nil
}

// site reads files of a built site and keeps the text blocks it has read.
type site struct {
	fsys  fs.FS // the folder of the search
	entry entry.Entry

	mu     sync.Mutex
	blocks map[string]map[string]string
}

// open opens the indexes of all languages.
func (s *site) open() (*Engine, error) {
	var shards [][]byte
	for _, l := range s.entry.Languages {
		for _, f := range l.Shards {
			b, err := s.read(f)
			if err != nil {
				return nil, err
			}
			shards = append(shards, b)
		}
	}
	return Open(s.texts, shards...)
}

// read returns a file's content, checked and unpacked.
func (s *site) read(f entry.File) ([]byte, error) {
	data, err := fs.ReadFile(s.fsys, f.File)
	if err != nil {
		return nil, err
	}
	if err := f.Verify(data); err != nil {
		return nil, err
	}
	return shard.Gunzip(data)
}

// texts is a TextSource. A block that cannot be read leaves the snippets empty:
// the hits are still right.
func (s *site) texts(lang, block string) map[string]string {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := lang + "/" + block
	if byID, ok := s.blocks[key]; ok {
		return byID
	}
	s.blocks[key] = nil
	f, ok := s.entry.Languages[lang].Texts[block]
	if !ok {
		return nil
	}
	data, err := s.read(f)
	if err != nil {
		return nil
	}
	byID, err := ParseTexts(data)
	if err != nil {
		return nil
	}
	s.blocks[key] = byID
	return byID
}
