package release

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"strconv"
	"time"

	"github.com/theupdateframework/go-tuf/v2/metadata"

	"nutag/mirror/delta"
	"nutag/mirror/keys"
	"nutag/mirror/patch"
	"nutag/mirror/trust"
)

// writer makes the signed lists and patches of one release.
type writer struct {
	in     Input
	day    time.Time
	site   *site
	before *previous
	root   *keys.Root

	encoder  delta.Encoder
	expires  time.Time // of the release
	pinned   time.Time // of new lists
	snapshot map[string]*metadata.MetaFiles
	renewed  []string
	patches  int64
	packs    int64
}

func (w *writer) run(ctx context.Context) error {
	w.expires = w.day.AddDate(0, ExpiresMonths, 0)
	w.pinned = w.day.AddDate(0, PinnedMonths, 0)
	w.snapshot = map[string]*metadata.MetaFiles{}
	var err error
	if w.root, err = keys.Decode(w.in.Roots[len(w.in.Roots)-1]); err != nil {
		return err
	}
	for i, raw := range w.in.Roots {
		if err := w.meta(strconv.Itoa(i+1)+".root.json", raw); err != nil {
			return err
		}
	}
	rules := plan(w.site.paths())
	if w.before.set != nil {
		rules = withGone(rules, w.before.delegated())
	}
	d, err := delegations(rules, keys.PlanOf(w.root).Release)
	if err != nil {
		return err
	}
	bins, err := assign(w.site.paths(), d)
	if err != nil {
		return err
	}
	for _, r := range rules {
		if err := ctx.Err(); err != nil {
			return err
		}
		files := map[string]trust.File{}
		for _, path := range bins[r.name] {
			files[path] = w.site.files[path]
		}
		if err := patch.MarkMade(files, w.site.read); err != nil {
			return err
		}
		if err := w.bin(r.name, files); err != nil {
			return fmt.Errorf("bin %s: %w", r.name, err)
		}
	}
	if err := w.targets(d); err != nil {
		return err
	}
	if err := w.heads(); err != nil {
		return err
	}
	if err := w.keepLists(); err != nil {
		return err
	}
	return w.site.write(w.in.Out)
}

// The version of a list is the number of the release that it was made for. So it never falls, even where the release
// before was lost and the next one is made from nothing.

// bin takes over the list of the release before, where it says the same and lasts, or makes the next version.
func (w *writer) bin(name string, files map[string]trust.File) error {
	var old *trust.Bin
	if w.before.set != nil {
		old = w.before.set.Bin(name)
	}
	same := old != nil && maps.Equal(old.Files, files)
	if same {
		file := strconv.FormatInt(old.Version, 10) + "." + name + ".json"
		raw := w.before.set.Raw[file]
		list, err := metadata.Targets().FromBytes(raw)
		if err == nil && !list.Signed.Expires.Before(w.expires) && w.signedByUs(list.Signatures) {
			if err := w.takePatches(old); err == nil {
				if _, err := w.olderVersions(name, old.Version); err != nil {
					return err
				}
				w.snapshot[name+".json"] = measure(raw, old.Version)
				return w.list(name, old.Version, raw)
			}
		}
	}
	w.renewed = append(w.renewed, name)
	list := metadata.Targets(w.pinned)
	list.Signed.Version = w.in.Number
	for path, file := range files {
		target := targetOf(file)
		if file.Made {
			if err := note(target, trust.FileNote{Made: true}); err != nil {
				return err
			}
		}
		list.Signed.Targets[path] = target
	}
	if same && w.takePatches(old) == nil {
		// Only signed anew: the patches lead to the same files.
		for _, p := range old.Patches {
			if err := addPatch(list, p); err != nil {
				return err
			}
		}
	} else if err := w.makePatches(list, name, old, files); err != nil {
		return err
	}
	signed, err := w.sign(list)
	if err != nil {
		return err
	}
	w.snapshot[name+".json"] = measure(signed, list.Signed.Version)
	return w.list(name, list.Signed.Version, signed)
}

// makePatches makes the pack of a bin, the patch from its version before, and those from older versions that are still
// at hand.
func (w *writer) makePatches(list *metadata.Metadata[metadata.TargetsType], name string, old *trust.Bin, files map[string]trust.File) error {
	pack, err := w.encode(list, name, 0, nil, patch.Carried(nil, files), nil)
	if err != nil || pack == nil {
		return err
	}
	w.packs += pack.Size
	if old == nil {
		return nil
	}
	made, err := w.patchFrom(list, name, old.Version, old.Files, files, pack, func(path string) ([]byte, error) { return w.before.read(path, old.Files[path]) })
	if err != nil {
		return err
	}
	if made != nil {
		w.patches += made.Size
	}
	versions, err := w.olderVersions(name, old.Version)
	if err != nil {
		return err
	}
	for _, v := range versions {
		_, err := w.patchFrom(list, name, v.version, v.files, files, pack, func(path string) ([]byte, error) { return v.contents[path], nil })
		if err != nil {
			return err
		}
	}
	return nil
}

// patchFrom makes the patch from one older version.
func (w *writer) patchFrom(list *metadata.Metadata[metadata.TargetsType], name string, version int64, old, now map[string]trust.File, pack *trust.Patch, read func(string) ([]byte, error)) (*trust.Patch, error) {
	var dict bytes.Buffer
	for _, path := range patch.Base(old, now) {
		data, err := read(path)
		if err != nil {
			return nil, nil // what is not as it was signed cannot be the base of a patch; copies take the pack
		}
		dict.Write(data)
	}
	return w.encode(list, name, version, dict.Bytes(), patch.Carried(old, now), pack)
}

// encode writes one patch and enters it into the list. None is made for no files, and none that is not smaller than the
// pack.
func (w *writer) encode(list *metadata.Metadata[metadata.TargetsType], name string, from int64, dict []byte, paths []string, pack *trust.Patch) (*trust.Patch, error) {
	var content bytes.Buffer
	for _, path := range paths {
		data, err := w.site.read(path)
		if err != nil {
			return nil, err
		}
		content.Write(data)
	}
	if content.Len() == 0 || content.Len()+len(dict) > delta.MaxBytes {
		return nil, nil
	}
	data, err := w.encoder.Encode(dict, content.Bytes())
	if err != nil {
		return nil, err
	}
	if pack != nil && int64(len(data)) >= pack.Size {
		return nil, nil
	}
	p := trust.Patch{Path: fmt.Sprintf("%s/%s/%d-%d.zst", trust.PatchDir, name, from, list.Signed.Version), From: from,
		File: trust.File{Size: int64(len(data)), SHA256: sha256.Sum256(data)}}
	if err := addPatch(list, p); err != nil {
		return nil, err
	}
	return &p, writeFile(w.in.Out, p.Path, data)
}

// takePatches carries the patches of an unchanged bin over from the release before.
func (w *writer) takePatches(old *trust.Bin) error {
	contents := map[string][]byte{}
	for _, p := range old.Patches {
		data, err := w.before.read(p.Path, p.File)
		if err != nil {
			return err
		}
		contents[p.Path] = data
	}
	for _, p := range old.Patches {
		if err := writeFile(w.in.Out, p.Path, contents[p.Path]); err != nil {
			return err
		}
		if p.From == 0 {
			w.packs += p.Size
		}
	}
	return nil
}

// targets writes the list of bins, or takes over that of the release before.
func (w *writer) targets(d *metadata.Delegations) error {
	list := metadata.Targets(w.pinned)
	list.Signed.Version = w.in.Number
	list.Signed.Delegations = d
	if w.before.set != nil {
		old, raw := w.before.targets()
		was, err1 := json.Marshal(old.Signed.Delegations)
		now, err2 := json.Marshal(d)
		if err1 == nil && err2 == nil && bytes.Equal(was, now) && !old.Signed.Expires.Before(w.expires) && w.signedByUs(old.Signatures) {
			w.snapshot["targets.json"] = measure(raw, old.Signed.Version)
			return w.list(metadata.TARGETS, old.Signed.Version, raw)
		}
	}
	signed, err := w.sign(list)
	if err != nil {
		return err
	}
	w.snapshot["targets.json"] = measure(signed, list.Signed.Version)
	return w.list(metadata.TARGETS, list.Signed.Version, signed)
}

// heads writes snapshot and timestamp, which bear the number of the release as their version.
func (w *writer) heads() error {
	snapshot := metadata.Snapshot(w.expires)
	snapshot.Signed.Version = w.in.Number
	snapshot.Signed.Meta = w.snapshot
	signed, err := signWith(w.in.Key, snapshot)
	if err != nil {
		return err
	}
	if err := w.list(metadata.SNAPSHOT, w.in.Number, signed); err != nil {
		return err
	}
	stamp := metadata.Timestamp(w.expires)
	stamp.Signed.Version = w.in.Number
	stamp.Signed.Meta = map[string]*metadata.MetaFiles{"snapshot.json": measure(signed, w.in.Number)}
	if err := trust.SetNote(&stamp.Signed, w.in.Edition, w.in.Date); err != nil {
		return err
	}
	if signed, err = signWith(w.in.Key, stamp); err != nil {
		return err
	}
	return w.meta("timestamp.json", signed)
}

// keepLists keeps the lists and patches of the release before, whose names no new one has: a copy that is updating while
// the host changes can finish.
func (w *writer) keepLists() error {
	if w.before.set == nil {
		return nil
	}
	for name, raw := range w.before.set.Raw {
		if name == "timestamp.json" {
			continue
		}
		if err := w.meta(name, raw); err != nil {
			return err
		}
	}
	for i := range w.before.set.Bins {
		for _, p := range w.before.set.Bins[i].Patches {
			if data, err := w.before.read(p.Path, p.File); err == nil { // what is gone is gone
				if err := writeFile(w.in.Out, p.Path, data); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// list writes a signed list, and beside it the patches from its older versions. Those are kept, for the next release.
func (w *writer) list(role string, version int64, raw []byte) error {
	older, err := w.before.versions(role, version, reach)
	if err != nil {
		return err
	}
	for _, from := range older {
		name := strconv.FormatInt(from, 10) + "." + role + ".json"
		old, err := w.before.root.ReadFile(path.Join(trust.MetadataDir, name))
		if err != nil {
			return err
		}
		packed, err := w.encoder.Encode(old, raw)
		if err != nil {
			return err
		}
		if err := w.meta(name, old); err != nil {
			return err
		}
		if err := w.meta(trust.ListPatch(role, from, version), packed); err != nil {
			return err
		}
	}
	return w.meta(strconv.FormatInt(version, 10)+"."+role+".json", raw)
}

func (w *writer) meta(name string, data []byte) error {
	return writeFile(w.in.Out, path.Join(trust.MetadataDir, name), data)
}

func (w *writer) sign(list *metadata.Metadata[metadata.TargetsType]) ([]byte, error) {
	return signWith(w.in.Key, list)
}

// signedByUs says whether the only signature is of the key of this release.
func (w *writer) signedByUs(signatures []metadata.Signature) bool {
	return len(signatures) == 1 && signatures[0].KeyID == w.in.Key.ID()
}

func signWith[T metadata.Roles](key keys.Key, list *metadata.Metadata[T]) ([]byte, error) {
	signer, err := key.Signer()
	if err != nil {
		return nil, err
	}
	if _, err := list.Sign(signer); err != nil {
		return nil, err
	}
	return list.ToBytes(false)
}

func measure(data []byte, version int64) *metadata.MetaFiles {
	sum := sha256.Sum256(data)
	return &metadata.MetaFiles{Length: int64(len(data)), Hashes: metadata.Hashes{"sha256": sum[:]}, Version: version}
}

func targetOf(file trust.File) *metadata.TargetFiles {
	return &metadata.TargetFiles{Length: file.Size, Hashes: metadata.Hashes{"sha256": file.SHA256[:]}}
}

func addPatch(list *metadata.Metadata[metadata.TargetsType], p trust.Patch) error {
	target := targetOf(p.File)
	list.Signed.Targets[p.Path] = target
	return note(target, trust.PatchNote{From: p.From})
}

func note(target *metadata.TargetFiles, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	raw := json.RawMessage(data)
	target.Custom = &raw
	return nil
}

// targets gives the list of bins of the release before.
func (p *previous) targets() (*metadata.Metadata[metadata.TargetsType], []byte) {
	snapshot, err := metadata.Snapshot().FromBytes(p.set.Raw[strconv.FormatInt(p.set.Number, 10)+".snapshot.json"])
	if err != nil {
		panic(err) // it was proven
	}
	raw := p.set.Raw[strconv.FormatInt(snapshot.Signed.Meta["targets.json"].Version, 10)+".targets.json"]
	list, err := metadata.Targets().FromBytes(raw)
	if err != nil {
		panic(err)
	}
	return list, raw
}

func (p *previous) delegated() []metadata.DelegatedRole {
	list, _ := p.targets()
	return list.Signed.Delegations.Roles
}
