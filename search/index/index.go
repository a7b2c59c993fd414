// Package index writes the search index of the portal: real Bleve segments,
// made in one process from documents in a fixed order, so that the same
// documents give the same bytes on every machine. Signatures, small updates and
// cache names all rest on that.
package index

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"

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
func Write(dir string, docs []doc.Document, meta Meta) (entry.Entry, error) {
	langs, err := WriteLanguages(dir, docs)
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
func WriteLanguages(dir string, docs []doc.Document) (map[string]entry.Language, error) {
	if err := doc.Check(docs); err != nil {
		return nil, err
	}
	docs = slices.Clone(docs)
	doc.Sort(docs)

	out := make(map[string]entry.Language)
	for len(docs) > 0 {
		n := sort.Search(len(docs), func(i int) bool { return docs[i].Lang > docs[0].Lang })
		l, err := writeLanguage(dir, docs[:n])
		if err != nil {
			return nil, err
		}
		out[docs[0].Lang] = l
		docs = docs[n:]
	}
	return out, nil
}

// writeLanguage writes the documents of one language, sorted.
func writeLanguage(dir string, docs []doc.Document) (entry.Language, error) {
	lang := docs[0].Lang
	seg, err := Segment(lang, docs)
	if err != nil {
		return entry.Language{}, fmt.Errorf("search index %s: %w", lang, err)
	}
	s := shard.Shard{Lang: lang, Segment: seg}
	texts := make(map[string]map[string]string)
	for _, d := range docs {
		block := blockOf(d)
		s.Records = append(s.Records, shard.Record{
			ID: d.ID, Kind: d.Kind, URL: d.URL, Title: d.Title, Aimag: d.Aimag, Place: d.AimagName,
			Rank: d.Rank, Lat: d.Lat, Lon: d.Lon, Block: block,
		})
		if block != "" {
			if texts[block] == nil {
				texts[block] = make(map[string]string)
			}
			texts[block][d.ID] = d.Body
		}
	}
	packed, err := shard.Pack(s, analysis.Version)
	if err != nil {
		return entry.Language{}, err
	}
	f, err := writeGzip(dir, "index-"+lang, packed)
	if err != nil {
		return entry.Language{}, err
	}
	f.Docs = len(docs)
	l := entry.Language{Shards: []entry.File{f}, Texts: make(map[string]entry.File, len(texts))}
	for block, byID := range texts {
		data, err := json.Marshal(byID) // keys come out sorted
		if err != nil {
			return entry.Language{}, err
		}
		if l.Texts[block], err = writeGzip(dir, "text-"+lang+"-"+block, data); err != nil {
			return entry.Language{}, err
		}
	}
	return l, nil
}

// blockOf names the text block of a document: its aimag, or its kind where it
// belongs to none. The hits of one query often lie in few blocks, and a
// corrected page changes one of them.
func blockOf(d doc.Document) string {
	switch {
	case d.Body == "":
		return ""
	case d.Aimag != "":
		return d.Aimag
	}
	return d.Kind
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
