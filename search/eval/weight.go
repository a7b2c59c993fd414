package eval

import (
	"io/fs"
	"path"

	"github.com/andybalholm/brotli"

	"nutag/search/entry"
	"nutag/search/shard"
)

// Budgets of the search in bytes, after brotli as a host sends them.
const (
	EngineBudget = 1_400_000
	IndexBudget  = 700_000
)

// Weight is the size of a part of the search.
type Weight struct {
	Name            string
	Files           int
	Shipped, Brotli int // as it lies there; unpacked and packed with brotli
	Budget          int // on Brotli; 0: none
}

// Weigh measures the search files of a built site.
func Weigh(site fs.FS) ([]Weight, error) {
	file, err := fs.ReadFile(site, path.Join("search", entry.Name))
	if err != nil {
		return nil, err
	}
	e, err := entry.Parse(file)
	if err != nil {
		return nil, err
	}
	add := func(w *Weight, f entry.File) error {
		data, err := fs.ReadFile(site, path.Join("search", f.File))
		if err != nil {
			return err
		}
		raw := data
		if len(data) > 2 && data[0] == 0x1f && data[1] == 0x8b {
			if raw, err = shard.Gunzip(data); err != nil {
				return err
			}
		}
		var n counter
		b := brotli.NewWriterLevel(&n, brotli.BestCompression)
		if _, err := b.Write(raw); err != nil {
			return err
		}
		if err := b.Close(); err != nil {
			return err
		}
		w.Files++
		w.Shipped += len(data)
		w.Brotli += int(n)
		return nil
	}
	engine := Weight{Name: "engine", Budget: EngineBudget}
	for _, f := range []*entry.File{e.Engine, e.Glue} {
		if f != nil {
			if err := add(&engine, *f); err != nil {
				return nil, err
			}
		}
	}
	out := []Weight{engine}
	for _, lang := range sortedKeys(e.Languages) {
		l := e.Languages[lang]
		index, texts := Weight{Name: "index " + lang, Budget: IndexBudget}, Weight{Name: "texts " + lang}
		for _, f := range l.Shards {
			if err := add(&index, f); err != nil {
				return nil, err
			}
		}
		for _, block := range sortedKeys(l.Texts) {
			if err := add(&texts, l.Texts[block]); err != nil {
				return nil, err
			}
		}
		out = append(out, index, texts)
	}
	return out, nil
}

type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
