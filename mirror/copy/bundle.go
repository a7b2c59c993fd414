package copy

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"

	"nutag/mirror/trust"
)

// Names gives the paths of all files of a proven release, its metadata among them, in order.
func (r *Release) Names() []string {
	if r.set == nil {
		return nil
	}
	names := r.set.Paths()
	for name := range r.meta {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Bundle gives what makes a folder a copy that holds one release alone, for a copy that is handed out as one file: the
// name of the folder for the files of the release, and the small files around it by path.
func (c *Copy) Bundle(r *Release) (folder string, around map[string][]byte, err error) {
	if r.set == nil {
		return "", nil, errors.New("the release is not proven")
	}
	s, err := c.State()
	if err != nil {
		return "", nil, err
	}
	tree := &Tree{Folder: fmt.Sprintf("nutag-%d", r.Number), Number: r.Number, Metadata: map[string]string{}}
	for name, data := range r.set.Raw {
		tree.Metadata[name] = trust.Digest(sha256.Sum256(data)).String()
	}
	state, err := (&State{
		Format: s.Format, Fingerprint: s.Fingerprint, Edition: r.Edition, Source: s.Source, Current: tree,
		Seen: r.Number, SeenRoot: r.set.Root, Newest: r.Date,
	}).encode()
	if err != nil {
		return "", nil, err
	}
	index, err := indexPage(tree.Folder)
	return tree.Folder, map[string][]byte{indexFile: index, stateFile: state, twinFile: state}, err
}
