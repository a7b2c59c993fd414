// Package export writes an index of the portal as a directory that any program
// with stock Bleve v2 opens, provided it imports nutag/search/analysis for the
// analyzers. It exists so that others can use the index with the whole of
// Bleve, and so that our reader can be held against it.
package export

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/util"
	"go.etcd.io/bbolt"

	"nutag/search/index"
	"nutag/search/shard"
)

// maxSegments is far above what a portal has; segment numbers have two bytes.
const maxSegments = 10_000

// Write makes the directory dir, which must not exist, and writes one scorch
// index into it: a segment for each shard that has documents, in the order
// given, the very bytes of the shard. The shards should be of one language:
// the languages use the same ids.
//
// Bleve has no call for this. Its builder makes the surroundings for a single
// document; then the segments take that one's place, and the list of segments
// in root.bolt is written anew in the form that scorch reads (package scorch,
// persister.go): a bucket for each segment with the name of its file.
func Write(dir string, shards []shard.Shard) error {
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		return fmt.Errorf("%s: %w", dir, os.ErrExist)
	}
	var segments [][]byte
	for _, s := range shards {
		if len(s.Records) > 0 {
			segments = append(segments, s.Segment)
		}
	}
	if len(segments) == 0 || len(segments) > maxSegments {
		return fmt.Errorf("%d segments to export, want 1 to %d", len(segments), maxSegments)
	}
	b, err := bleve.NewBuilder(dir, index.Mapping(), nil)
	if err != nil {
		return err
	}
	if err := errors.Join(b.Index("stand-in", index.Fields{}), b.Close()); err != nil {
		return err
	}
	store := filepath.Join(dir, "store")
	old, err := filepath.Glob(filepath.Join(store, "*.zap"))
	if err != nil {
		return err
	}
	for _, name := range old {
		if err := os.Remove(name); err != nil {
			return err
		}
	}
	names := make([]string, len(segments))
	for i, data := range segments {
		names[i] = fmt.Sprintf("%012x.zap", i+1)
		if err := os.WriteFile(filepath.Join(store, names[i]), data, 0o644); err != nil {
			return err
		}
	}
	return list(filepath.Join(store, "root.bolt"), names)
}

// list makes the files the segments of the newest snapshot.
func list(path string, names []string) (err error) {
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return db.Update(func(tx *bbolt.Tx) error {
		snapshots := tx.Bucket(util.BoltSnapshotsBucket)
		if snapshots == nil {
			return errors.New("root.bolt holds no snapshots")
		}
		key, _ := snapshots.Cursor().Last()
		snapshot := snapshots.Bucket(key)
		if snapshot == nil {
			return errors.New("root.bolt holds no snapshot")
		}
		var segments [][]byte
		err := snapshot.ForEachBucket(func(k []byte) error {
			if k[0] != util.BoltInternalKey[0] && k[0] != util.BoltMetaDataKey[0] {
				segments = append(segments, append([]byte(nil), k...))
			}
			return nil
		})
		if err != nil {
			return err
		}
		for _, k := range segments {
			if err := snapshot.DeleteBucket(k); err != nil {
				return err
			}
		}
		for i, name := range names {
			segment, err := snapshot.CreateBucket(segmentKey(uint16(i + 1)))
			if err != nil {
				return err
			}
			if err := segment.Put(util.BoltPathKey, []byte(name)); err != nil {
				return err
			}
		}
		return nil
	})
}

// segmentKey encodes a number as scorch does, so that keys sort as numbers:
// up to 109 in one byte from 136 on, above in a byte that tells the length and
// the bytes of the number.
func segmentKey(n uint16) []byte {
	switch {
	case n <= 109:
		return []byte{136 + byte(n)}
	case n <= 0xff:
		return []byte{246, byte(n)}
	}
	return binary.BigEndian.AppendUint16([]byte{247}, n)
}
