package keys

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// Chain reads the roots 1, 2, … in a folder. The last one may still lack signatures; all before it must be complete.
func Chain(dir string) ([]*Root, [][]byte, error) {
	var roots []*Root
	var raw [][]byte
	for n := 1; ; n++ {
		data, err := os.ReadFile(File(dir, int64(n)))
		if errors.Is(err, fs.ErrNotExist) {
			break
		}
		if err != nil {
			return nil, nil, err
		}
		root, err := Decode(data)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", File(dir, int64(n)), err)
		}
		if root.Signed.Version != int64(n) {
			return nil, nil, fmt.Errorf("%s says version %d", File(dir, int64(n)), root.Signed.Version)
		}
		if n > 1 {
			if err := Complete(roots[n-2], before(roots, n-2)); err != nil {
				return nil, nil, fmt.Errorf("%s: %w", File(dir, int64(n-1)), err)
			}
		}
		roots, raw = append(roots, root), append(raw, data)
	}
	if len(roots) == 0 {
		return nil, nil, fmt.Errorf("%s: %w", File(dir, 1), fs.ErrNotExist)
	}
	return roots, raw, nil
}

func before(roots []*Root, i int) *Root {
	if i == 0 {
		return nil
	}
	return roots[i-1]
}

// Last gives the newest root of a chain and the one before it, or nil.
func Last(roots []*Root) (last, previous *Root) {
	return roots[len(roots)-1], before(roots, len(roots)-1)
}

// File gives the path of a version of the root in a folder.
func File(dir string, version int64) string {
	return filepath.Join(dir, strconv.FormatInt(version, 10)+".root.json")
}

// Write writes a root into its folder, beside and then into place.
func Write(dir string, root *Root) error {
	data, err := Encode(root)
	if err != nil {
		return err
	}
	file := File(dir, root.Signed.Version)
	if err := os.WriteFile(file+".tmp", data, 0o644); err != nil {
		return err
	}
	return os.Rename(file+".tmp", file)
}
