package release

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/theupdateframework/go-tuf/v2/metadata"

	"nutag/mirror/delta"
	"nutag/mirror/patch"
	"nutag/mirror/trust"
)

// reach is how many older versions of a bin a copy may have and still take a patch: a copy that is updated once a month
// gets four weekly releases in one go.
const reach = 4

// older is a version of a bin before the one of the release before: its files, and their contents from its pack.
type older struct {
	version  int64
	files    map[string]trust.File
	contents map[string][]byte
}

// olderVersions reads what the folder of the release before still has of older versions of a bin, the newest first. What
// is missing or cannot be proven is passed over: it only makes patches. What is found is kept for the next releases.
func (w *writer) olderVersions(name string, newest int64) ([]older, error) {
	versions, err := w.before.versions(name, newest, math.MaxInt)
	if err != nil {
		return nil, err
	}
	var found []older
	for _, version := range versions {
		if len(found) == reach-1 {
			break
		}
		one, keep, err := w.olderVersion(name, version)
		if err != nil {
			continue
		}
		for file, data := range keep {
			if err := writeFile(w.in.Out, file, data); err != nil {
				return nil, err
			}
		}
		found = append(found, one)
	}
	return found, nil
}

// versions gives the versions of a list below one that lie in the folder of the release before, the newest first, at most so many.
func (p *previous) versions(role string, below int64, most int) ([]int64, error) {
	if p.root == nil {
		return nil, nil
	}
	entries, err := fs.ReadDir(p.root.FS(), trust.MetadataDir)
	if err != nil {
		return nil, err
	}
	var versions []int64
	for _, e := range entries {
		if number, ok := strings.CutSuffix(e.Name(), "."+role+".json"); ok {
			if version, err := strconv.ParseInt(number, 10, 64); err == nil && version < below {
				versions = append(versions, version)
			}
		}
	}
	slices.Sort(versions)
	slices.Reverse(versions)
	return versions[:min(len(versions), most)], nil
}

func (w *writer) olderVersion(name string, version int64) (one older, keep map[string][]byte, err error) {
	file := path.Join(trust.MetadataDir, strconv.FormatInt(version, 10)+"."+name+".json")
	raw, err := w.before.root.ReadFile(file)
	if err != nil {
		return one, nil, err
	}
	list, err := metadata.Targets().FromBytes(raw)
	if err != nil {
		return one, nil, err
	}
	top, _ := w.before.targets()
	if err := top.VerifyDelegate(name, list); err != nil || list.Signed.Version != version {
		return one, nil, fmt.Errorf("%s is not of this portal: %w", file, err)
	}
	bin, err := trust.ReadBin(name, list, top.Signed.Delegations)
	if err != nil {
		return one, nil, err
	}
	for _, p := range bin.Patches {
		if p.From != 0 {
			continue
		}
		pack, err := w.before.read(p.Path, p.File)
		if err != nil {
			return one, nil, err
		}
		one = older{version, bin.Files, map[string][]byte{}}
		paths := patch.Carried(nil, bin.Files)
		content, err := delta.Decode(pack, nil, patch.Size(paths, bin.Files))
		if err != nil {
			return one, nil, err
		}
		err = patch.Split(content, paths, bin.Files, func(path string, data []byte) error {
			one.contents[path] = bytes.Clone(data)
			return nil
		})
		return one, map[string][]byte{file: raw, p.Path: pack}, err
	}
	return one, nil, errors.New("it has no pack")
}
