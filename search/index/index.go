// Package index writes the search index of the portal: real Bleve segments,
// made in one process from documents in a fixed order, so that the same
// documents give the same bytes on every machine. Signatures, small updates and
// cache names all rest on that.
package index

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"nutag/search/analysis"
	"nutag/search/doc"
	"nutag/search/entry"
	"nutag/search/shard"
)

// Meta is what the entry file says beyond the index itself. Without an engine
// the index serves the command line only.
type Meta struct {
	Engine *entry.File // the WebAssembly engine, already in the folder
	Glue   *entry.File // wasm_exec.js of the same toolchain, already in the folder
}

// Write writes the index of all documents and the entry file into dir, which it
// creates when needed, and returns the entry. The documents may come in any
// order; invalid or repeated ones are an error and nothing is written.
func Write(dir string, docs []doc.Document, synonyms []doc.Synonyms, meta Meta) (entry.Entry, error) {
	langs, err := WriteLanguages(dir, docs, synonyms)
	if err != nil {
		return entry.Entry{}, err
	}
	return WriteEntry(dir, langs, meta)
}

// WriteEntry writes the entry file for languages already written. It is apart
// from WriteLanguages so that the engine can be built meanwhile.
func WriteEntry(dir string, langs map[string]entry.Language, meta Meta) (entry.Entry, error) {
	e := entry.Entry{Format: entry.Format, Analysis: analysis.Version, Engine: meta.Engine, Glue: meta.Glue, Languages: langs}
	data, err := e.JSON()
	if err != nil {
		return entry.Entry{}, err
	}
	if _, err := entry.Parse(data); err != nil {
		return entry.Entry{}, err
	}
	return e, write(dir, entry.Name, data)
}

// WriteLanguages writes shards and text blocks of every language among the
// documents into dir and returns their records by language.
func WriteLanguages(dir string, docs []doc.Document, synonyms []doc.Synonyms) (map[string]entry.Language, error) {
	shards, err := Shards(docs, synonyms)
	if err != nil {
		return nil, err
	}
	bodies := make(map[string]string, len(docs)) // by language and id
	for _, d := range docs {
		bodies[d.Lang+"/"+d.ID] = d.Body
	}
	out := make(map[string]entry.Language)
	for _, s := range shards {
		l := out[s.Lang]
		if l.Texts == nil {
			l.Texts = make(map[string]entry.File)
		}
		packed, err := shard.Pack(s, analysis.Version)
		if err != nil {
			return nil, err
		}
		f, err := writeGzip(dir, "index-"+s.Lang+"-"+s.Name, packed)
		if err != nil {
			return nil, err
		}
		f.Docs = len(s.Records)
		l.Shards = append(l.Shards, f)
		block := make(map[string]string)
		for _, r := range s.Records {
			if body := bodies[s.Lang+"/"+r.ID]; body != "" {
				block[r.ID] = body
			}
		}
		if len(block) > 0 {
			data, err := json.Marshal(block) // keys come out sorted
			if err != nil {
				return nil, err
			}
			if l.Texts[s.Name], err = writeGzip(dir, "text-"+s.Lang+"-"+s.Name, data); err != nil {
				return nil, err
			}
		}
		out[s.Lang] = l
	}
	return out, nil
}

// Weight of the documents in one shard at most, in bytes of text and a round
// sum for what each brings along. A corrected soum changes the shards and text
// blocks that hold it and its aimag's page, in both languages; more and smaller
// shards would make that cheaper and the whole larger and slower.
const (
	maxPlaces  = 43 << 10
	maxOthers  = 160 << 10
	eachBrings = 1500
)

// SynonymShard is the name of the shard that carries the synonyms.
const SynonymShard = "synonyms"

// Shards divides the documents and writes a segment for each part: by language,
// then by aimag, or by kind where a page belongs to no aimag, and large parts
// once more by id. The shards come sorted by language and name.
func Shards(docs []doc.Document, synonyms []doc.Synonyms) ([]shard.Shard, error) {
	if err := errors.Join(doc.Check(docs), doc.CheckSynonyms(synonyms)); err != nil {
		return nil, err
	}
	type key struct{ lang, name string }
	parts := make(map[key][]doc.Document)
	langs := make(map[string]bool)
	for _, d := range docs {
		name := d.Kind
		if d.Aimag != "" {
			name = d.Aimag
		}
		parts[key{d.Lang, name}] = append(parts[key{d.Lang, name}], d)
		langs[d.Lang] = true
	}
	var out []shard.Shard
	for k, part := range parts {
		slices.SortFunc(part, func(a, b doc.Document) int { return strings.Compare(a.ID, b.ID) })
		most := maxOthers
		if part[0].Aimag != "" {
			most = maxPlaces
		}
		weight := 0
		for _, d := range part {
			weight += eachBrings + len(d.Body)
		}
		n := min((weight+most-1)/most, len(part))
		for i := range n {
			name := k.name
			if n > 1 {
				name = fmt.Sprintf("%s-%d", k.name, i+1)
			}
			s, err := newShard(k.lang, name, slices.Clone(part[i*len(part)/n:(i+1)*len(part)/n]))
			if err != nil {
				return nil, err
			}
			out = append(out, s)
		}
	}
	if len(synonyms) > 0 {
		var groups [][]string
		for _, g := range synonyms {
			groups = append(groups, g.Forms)
		}
		for lang := range langs {
			out = append(out, shard.Shard{Lang: lang, Name: SynonymShard, Synonyms: groups})
		}
	}
	slices.SortFunc(out, func(a, b shard.Shard) int {
		return cmp.Or(strings.Compare(a.Lang, b.Lang), strings.Compare(a.Name, b.Name))
	})
	return out, nil
}

func newShard(lang, name string, docs []doc.Document) (shard.Shard, error) {
	doc.Sort(docs)
	seg, err := Segment(docs)
	if err != nil {
		return shard.Shard{}, fmt.Errorf("search index %s %s: %w", lang, name, err)
	}
	s := shard.Shard{Lang: lang, Name: name, Segment: seg}
	for _, d := range docs {
		s.Records = append(s.Records, shard.Record{
			ID: d.ID, Kind: d.Kind, URL: d.URL, Title: d.Title, Alt: d.AltTitle, Aimag: d.Aimag, Place: d.AimagName,
			Rank: d.Rank, Population: d.Population, Lat: d.Lat, Lon: d.Lon,
		})
	}
	return s, nil
}

// writeGzip writes data compressed under a name with its hash. The extension
// says nothing of gzip, because some servers answer for “.gz” with a
// Content-Encoding that makes the browser unpack it once too often.
func writeGzip(dir, base string, data []byte) (entry.File, error) {
	packed, err := shard.Gzip(data)
	if err != nil {
		return entry.File{}, err
	}
	f := entry.Describe(base, "bin", packed)
	f.Raw = len(data)
	return f, write(dir, f.File, packed)
}

func write(dir, name string, data []byte) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, name), data, 0o644)
}
