package trust

import (
	"crypto/sha256"

	"github.com/theupdateframework/go-tuf/v2/metadata"
)

// Unproven reads the files of all bins among metadata files without proving anything: for telling a person what is
// damaged in a copy whose proof fails, and for nothing else.
func Unproven(raw map[string][]byte) map[string]File {
	files := map[string]File{}
	for _, data := range raw {
		list, err := metadata.Targets().FromBytes(data)
		if err != nil {
			continue // another sort of list
		}
		for path, target := range list.Signed.Targets {
			if target == nil || len(target.Hashes["sha256"]) != sha256.Size || target.Length < 0 || target.Length > maxFile || !ValidPath(path) || Reserved(path) {
				continue
			}
			files[path] = File{Size: target.Length, SHA256: Digest(target.Hashes["sha256"])}
		}
	}
	return files
}
