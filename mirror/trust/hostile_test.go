package trust_test

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"maps"
	"testing"

	"github.com/theupdateframework/go-tuf/v2/metadata"

	"nutag/mirror/mirrortest"
	"nutag/mirror/trust"
)

// thief signs what a stolen release key can sign.
type thief struct {
	t *testing.T
	l lists
}

func sign[T metadata.Roles](t *testing.T, m *metadata.Metadata[T]) []byte {
	t.Helper()
	m.ClearSignatures()
	signer, err := mirrortest.Key(mirrortest.ReleaseKey).Signer()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Sign(signer); err != nil {
		t.Fatal(err)
	}
	data, err := m.ToBytes(false)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func measure(data []byte, version int64) *metadata.MetaFiles {
	sum := sha256.Sum256(data)
	return &metadata.MetaFiles{Length: int64(len(data)), Hashes: metadata.Hashes{"sha256": sum[:]}, Version: version}
}

// bin changes one bin and signs all that leads to it anew.
func (h *thief) bin(role string, change func(*metadata.TargetsType)) {
	h.t.Helper()
	list, err := metadata.Targets().FromBytes(h.l["1."+role+".json"])
	if err != nil {
		h.t.Fatal(err)
	}
	change(&list.Signed)
	data := sign(h.t, list)
	h.l["1."+role+".json"] = data
	h.heads(func(s *metadata.SnapshotType) { s.Meta[role+".json"] = measure(data, 1) }, nil)
}

func (h *thief) heads(change func(*metadata.SnapshotType), stamp func(*metadata.TimestampType)) {
	h.t.Helper()
	snapshot, err := metadata.Snapshot().FromBytes(h.l["1.snapshot.json"])
	if err != nil {
		h.t.Fatal(err)
	}
	if change != nil {
		change(&snapshot.Signed)
	}
	h.l["1.snapshot.json"] = sign(h.t, snapshot)
	timestamp, err := metadata.Timestamp().FromBytes(h.l["timestamp.json"])
	if err != nil {
		h.t.Fatal(err)
	}
	timestamp.Signed.Meta["snapshot.json"] = measure(h.l["1.snapshot.json"], 1)
	if stamp != nil {
		stamp(&timestamp.Signed)
	}
	h.l["timestamp.json"] = sign(h.t, timestamp)
}

func target(size int64) *metadata.TargetFiles {
	return &metadata.TargetFiles{Length: size, Hashes: metadata.Hashes{"sha256": make([]byte, 32)}}
}

// Even with the release key nobody writes outside of a copy, over what belongs to it, or without bounds.
func TestSignedButHostile(t *testing.T) {
	m := mirrortest.NewMaker(t)
	good := read(t, m.Release(t, mirrortest.NewSite(), 0, "2001-03-01"))
	file := func(role, path string, size int64) func(h *thief) {
		return func(h *thief) {
			h.bin(role, func(list *metadata.TargetsType) { list.Targets[path] = target(size) })
		}
	}
	from := func(n string) *json.RawMessage { raw := json.RawMessage(n); return &raw }
	for name, attack := range map[string]func(h *thief){
		"a path out of the copy":        file("rest", "../x", 1),
		"a path from the root":          file("rest", "/etc/passwd", 1),
		"the memory of the copy":        file("rest", ".nutag/copy.json", 1),
		"a device":                      file("rest", "con", 1),
		"case":                          file("rest", "INDEX.html", 1),
		"a file that is a folder":       file("rest", "css", 1),
		"a signed list":                 file("rest", "metadata/timestamp.json", 1),
		"another edition":               file("rest", "editions/x", 1),
		"a file of another bin":         file("aimag-63", "mn/index.html", 1),
		"a file of an earlier bin":      file("rest", "release.json", 1),
		"a huge file":                   file("rest", "huge", 1<<40),
		"a size below nothing":          file("rest", "less", -1),
		"a patch without its beginning": file("rest", "patches/rest/x.zst", 1),
		"a patch of another bin": func(h *thief) {
			h.bin("rest", func(list *metadata.TargetsType) {
				list.Targets["patches/aimag-63/x.zst"] = target(1)
				list.Targets["patches/aimag-63/x.zst"].Custom = from(`{"from":0}`)
			})
		},
		"no hash": func(h *thief) {
			h.bin("rest", func(list *metadata.TargetsType) {
				list.Targets["x"] = &metadata.TargetFiles{Length: 1, Hashes: metadata.Hashes{}}
			})
		},
		"another hash": func(h *thief) {
			h.bin("rest", func(list *metadata.TargetsType) {
				list.Targets["x"] = &metadata.TargetFiles{Length: 1, Hashes: metadata.Hashes{"sha512": make([]byte, 64)}}
			})
		},
		"a note of another form": func(h *thief) {
			h.bin("rest", func(list *metadata.TargetsType) {
				list.Targets["x"] = target(1)
				list.Targets["x"].Custom = from(`{"made":7}`)
			})
		},
		"bins below a bin": func(h *thief) {
			h.bin("rest", func(list *metadata.TargetsType) {
				list.Delegations = &metadata.Delegations{Keys: map[string]*metadata.Key{}, Roles: []metadata.DelegatedRole{}}
			})
		},
		"files outside of bins": func(h *thief) {
			h.bin("targets", func(list *metadata.TargetsType) { list.Targets["x"] = target(1) })
		},
		"a list without length": func(h *thief) {
			h.heads(func(s *metadata.SnapshotType) { s.Meta["rest.json"].Length = 0 }, nil)
		},
		"a list that is too long": func(h *thief) {
			h.heads(func(s *metadata.SnapshotType) { s.Meta["rest.json"].Length = 1 << 40 }, nil)
		},
		"a list that nobody names": func(h *thief) {
			h.heads(func(s *metadata.SnapshotType) { s.Meta["more.json"] = measure(nil, 1) }, nil)
		},
		"a bin that is not listed": func(h *thief) {
			h.heads(func(s *metadata.SnapshotType) { delete(s.Meta, "rest.json") }, nil)
		},
		"no edition": func(h *thief) {
			h.heads(nil, func(s *metadata.TimestampType) { s.UnrecognizedFields = nil })
		},
		"no date": func(h *thief) {
			h.heads(nil, func(s *metadata.TimestampType) {
				s.UnrecognizedFields = map[string]any{"nutag": map[string]any{"edition": "full", "date": "yesterday"}}
			})
		},
		"two numbers": func(h *thief) {
			h.heads(nil, func(s *metadata.TimestampType) { s.Version = 5 })
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := &thief{t, maps.Clone(good)}
			attack(h)
			_, err := trust.Refresh(context.Background(), h.l, trust.Want{Anchor: m.Anchor()})
			var known *trust.Error
			if !errors.As(err, &known) || known.Kind != trust.KindHostile && name != "no hash" {
				t.Errorf("refused as %v", err)
			}
		})
	}
	// The tools of the thief do work.
	h := &thief{t, maps.Clone(good)}
	h.bin("rest", func(list *metadata.TargetsType) { list.Targets["new.html"] = target(1) })
	if set, err := trust.Refresh(context.Background(), h.l, trust.Want{Anchor: m.Anchor()}); err != nil || set.Files["new.html"].Size != 1 {
		t.Errorf("an honest file: %v", err)
	}
}
