package trust

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/theupdateframework/go-tuf/v2/metadata"
)

// noteField is the name of our own signed field in the timestamp; the framework keeps fields that it does not know.
const noteField = "nutag"

// note is what the timestamp says of the release in our own field.
type note struct {
	Edition string
	Date    string
}

var (
	editionName = regexp.MustCompile(`^[a-z][a-z0-9-]{0,30}$`)
	binName     = regexp.MustCompile(`^[a-z][a-z0-9-]{0,40}$`)
)

// Note gives the field that SetNote wrote into a timestamp.
func readNote(stamp *metadata.Metadata[metadata.TimestampType]) (note, error) {
	fields, _ := stamp.Signed.UnrecognizedFields[noteField].(map[string]any)
	edition, _ := fields["edition"].(string)
	date, _ := fields["date"].(string)
	if !editionName.MatchString(edition) {
		return note{}, errors.New("it names no edition")
	}
	if _, err := time.Parse(time.DateOnly, date); err != nil {
		return note{}, errors.New("it has no date")
	}
	return note{edition, date}, nil
}

// SetNote puts edition and date of a release into its timestamp, before it is signed.
func SetNote(stamp *metadata.TimestampType, edition, date string) error {
	if !editionName.MatchString(edition) {
		return fmt.Errorf("%q is not the name of an edition", edition)
	}
	stamp.UnrecognizedFields = map[string]any{noteField: map[string]any{"edition": edition, "date": date}}
	return nil
}

// PatchNote is what is signed of a patch beside its length and hash.
type PatchNote struct {
	From int64 `json:"from"` // version of the bin that it starts from; 0: from nothing
}

// FileNote is what may be signed of a file beside its length and hash.
type FileNote struct {
	Made bool `json:"made"` // see File.Made
}

// collect loads targets and all bins and makes the list of files.
func (r *refresh) collect(ctx context.Context, n note) (*Set, error) {
	snapshot := r.trusted.Snapshot.Signed
	meta := snapshot.Meta["targets.json"]
	if meta == nil {
		return nil, &Error{KindHostile, r.at, errors.New("it does not name targets.json")}
	}
	data, err := r.measured(ctx, metadata.TARGETS, meta)
	if err != nil {
		return nil, err
	}
	top, err := r.trusted.UpdateTargets(data)
	if err != nil {
		return nil, err
	}
	if len(top.Signed.Targets) > 0 || top.Signed.Delegations == nil || top.Signed.Delegations.SuccinctRoles != nil {
		return nil, &Error{KindHostile, r.at, errors.New("its files are not in bins")}
	}
	roles := top.Signed.Delegations.Roles
	if len(roles) > maxBins || len(snapshot.Meta) != len(roles)+1 {
		return nil, &Error{KindHostile, r.at, fmt.Errorf("%d bins for %d signed lists", len(roles), len(snapshot.Meta)-1)}
	}
	set := &Set{Number: r.trusted.Timestamp.Signed.Version, Edition: n.Edition, Date: n.Date, Anchor: r.want.Anchor,
		Root: r.trusted.Root.Signed.Version, Files: map[string]File{}, Raw: r.raw, root: r.trusted.Root}
	set.Expires = earliest(r.trusted.Root.Signed.Expires, r.trusted.Timestamp.Signed.Expires, snapshot.Expires, top.Signed.Expires)
	var lists int64
	for _, meta := range snapshot.Meta {
		if meta != nil && meta.Length > 0 {
			lists += min(meta.Length, maxMeta)
		}
	}
	if lists > maxLists {
		return nil, &Error{KindHostile, r.at, fmt.Errorf("its lists have %d bytes", lists)}
	}
	if err := r.prefetch(ctx, roles, snapshot.Meta); err != nil {
		return nil, err
	}
	lower := map[string]string{}
	var total int64
	for _, role := range roles {
		meta := snapshot.Meta[role.Name+".json"]
		if meta == nil || !binName.MatchString(role.Name) || set.Bin(role.Name) != nil || slices.Contains(metadata.TOP_LEVEL_ROLE_NAMES[:], role.Name) {
			return nil, &Error{KindHostile, r.at, fmt.Errorf("bin %q is not in the snapshot, or not once", role.Name)}
		}
		data, err := r.measured(ctx, role.Name, meta)
		if err != nil {
			return nil, err
		}
		signed, err := r.trusted.UpdateDelegatedTargets(data, role.Name, metadata.TARGETS)
		if err != nil {
			return nil, err
		}
		set.Expires = earliest(set.Expires, signed.Signed.Expires)
		bin, err := ReadBin(role.Name, signed, top.Signed.Delegations)
		if err != nil {
			return nil, &Error{KindHostile, r.at, err}
		}
		for name, file := range bin.Files {
			// Two names that differ in case only are one file on a stick.
			if other, ok := lower[strings.ToLower(name)]; ok {
				return nil, &Error{KindHostile, r.at, fmt.Errorf("%s and %s are one name", name, other)}
			}
			lower[strings.ToLower(name)] = name
			set.Files[name] = file
			total += file.Size
		}
		if total > maxTotal || len(set.Files) > maxFiles {
			return nil, &Error{KindHostile, r.at, errors.New("there are too many files")}
		}
		set.Bins = append(set.Bins, bin)
	}
	if err := noFileIsFolder(set.Files, lower); err != nil {
		return nil, &Error{KindHostile, "", err}
	}
	return set, nil
}

// ReadBin takes the files of the list of one bin, each of which the delegation must give to this bin and no earlier one. It
// proves no signature.
func ReadBin(name string, signed *metadata.Metadata[metadata.TargetsType], all *metadata.Delegations) (Bin, error) {
	bin := Bin{Name: name, Version: signed.Signed.Version, Files: map[string]File{}}
	if signed.Signed.Delegations != nil {
		return bin, errors.New("a bin must not hand on its files")
	}
	for path, target := range signed.Signed.Targets {
		if target == nil || target.Length < 0 || target.Length > maxFile || len(target.Hashes["sha256"]) != sha256.Size || len(target.Hashes) != 1 {
			return bin, fmt.Errorf("%q has no length or hash that can be used", path)
		}
		if !ValidPath(path) {
			return bin, fmt.Errorf("%q is not a path that can be written", path)
		}
		if roles := all.GetRolesForTarget(path); len(roles) == 0 || roles[0].Name != name {
			return bin, fmt.Errorf("%q is not a file of this bin", path)
		}
		file := File{Size: target.Length, SHA256: Digest(target.Hashes["sha256"])}
		if !Reserved(path) {
			var note FileNote
			if target.Custom != nil && json.Unmarshal(*target.Custom, &note) != nil {
				return bin, fmt.Errorf("%q has a note that is not known", path)
			}
			file.Made = note.Made
			bin.Files[path] = file
			continue
		}
		var note PatchNote
		if !strings.HasPrefix(path, PatchDir+"/"+name+"/") || target.Custom == nil || json.Unmarshal(*target.Custom, &note) != nil || note.From < 0 {
			return bin, fmt.Errorf("%q is not a patch of this bin", path)
		}
		bin.Patches = append(bin.Patches, Patch{Path: path, From: note.From, File: file})
	}
	slices.SortFunc(bin.Patches, func(a, b Patch) int { return strings.Compare(a.Path, b.Path) })
	return bin, nil
}

// noFileIsFolder refuses a list in which a path is a file and a folder at once, or two folders differ in case only.
func noFileIsFolder(files map[string]File, lower map[string]string) error {
	folders := map[string]string{}
	for path := range files {
		for i, r := range path {
			if r != '/' {
				continue
			}
			folder := path[:i]
			if other, ok := lower[strings.ToLower(folder)]; ok {
				return fmt.Errorf("%s lies below the file %s", path, other)
			}
			if other, ok := folders[strings.ToLower(folder)]; ok && other != folder {
				return fmt.Errorf("the folders %s and %s are one name", folder, other)
			}
			folders[strings.ToLower(folder)] = folder
		}
	}
	return nil
}

func earliest(times ...time.Time) time.Time {
	return slices.MinFunc(times, time.Time.Compare)
}
