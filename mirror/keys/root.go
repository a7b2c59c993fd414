package keys

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/theupdateframework/go-tuf/v2/metadata"
)

// Root is a list of keys.
type Root = metadata.Metadata[metadata.RootType]

// Public is a public key as it stands in a list of keys.
type Public = metadata.Key

// releaseRoles are what the release key signs.
var releaseRoles = []string{metadata.TARGETS, metadata.SNAPSHOT, metadata.TIMESTAMP}

// Plan says which keys a root names.
type Plan struct {
	Holders   []*Public // root keys
	Threshold int       // how many of the holders must sign
	Release   []*Public // keys of releases, one of which signs
	Expires   time.Time
}

// First makes version 1, not signed.
func First(p Plan) (*Root, error) { return fill(1, p) }

// Next makes the version after old with other keys, not signed. It must be signed by the holders of both.
func Next(old *Root, p Plan) (*Root, error) { return fill(old.Signed.Version+1, p) }

func fill(version int64, p Plan) (*Root, error) {
	if len(p.Release) == 0 {
		return nil, errors.New("a root needs a release key")
	}
	if p.Threshold < 1 || p.Threshold > len(p.Holders) {
		return nil, fmt.Errorf("threshold %d does not fit %d holders", p.Threshold, len(p.Holders))
	}
	root := metadata.Root(p.Expires.UTC())
	root.Signed.Version = version
	root.Signed.ConsistentSnapshot = true
	for _, key := range p.Holders {
		for _, other := range p.Release {
			if id(key) == id(other) {
				return nil, errors.New("a root key must not be a release key as well")
			}
		}
		if err := root.Signed.AddKey(key, metadata.ROOT); err != nil {
			return nil, err
		}
	}
	if n := len(root.Signed.Roles[metadata.ROOT].KeyIDs); n < p.Threshold {
		return nil, fmt.Errorf("threshold %d, but only %d holders differ", p.Threshold, n)
	}
	root.Signed.Roles[metadata.ROOT].Threshold = p.Threshold
	for _, role := range releaseRoles {
		for _, key := range p.Release {
			if err := root.Signed.AddKey(key, role); err != nil {
				return nil, err
			}
		}
	}
	for _, role := range root.Signed.Roles {
		slices.Sort(role.KeyIDs)
	}
	return root, nil
}

// PlanOf gives the plan that a root was made from.
func PlanOf(root *Root) Plan {
	p := Plan{Threshold: root.Signed.Roles[metadata.ROOT].Threshold, Expires: root.Signed.Expires}
	for _, id := range root.Signed.Roles[metadata.ROOT].KeyIDs {
		p.Holders = append(p.Holders, root.Signed.Keys[id])
	}
	for _, id := range root.Signed.Roles[metadata.TIMESTAMP].KeyIDs {
		p.Release = append(p.Release, root.Signed.Keys[id])
	}
	return p
}

// Sign adds the signatures of keys, each once, in the order of their names: the same signatures give the same bytes
// whoever signed first. A key that neither this root nor the one before names is an error.
func Sign(root, before *Root, signing ...Key) error {
	for _, key := range signing {
		named := slices.Contains(root.Signed.Roles[metadata.ROOT].KeyIDs, key.ID()) ||
			before != nil && slices.Contains(before.Signed.Roles[metadata.ROOT].KeyIDs, key.ID())
		if !named {
			return fmt.Errorf("key %s… is not a root key of this list or the one before", key.ID()[:8])
		}
		root.Signatures = slices.DeleteFunc(root.Signatures, func(s metadata.Signature) bool { return s.KeyID == key.ID() })
		signer, err := key.Signer()
		if err != nil {
			return err
		}
		if _, err := root.Sign(signer); err != nil {
			return err
		}
	}
	slices.SortFunc(root.Signatures, func(a, b metadata.Signature) int { return cmp.Compare(a.KeyID, b.KeyID) })
	return nil
}

// Complete says whether the root is signed by enough holders, its own and those of the one before; if not, which list
// lacks signatures.
func Complete(root, before *Root) error {
	if before != nil {
		if root.Signed.Version != before.Signed.Version+1 {
			return fmt.Errorf("version %d does not follow %d", root.Signed.Version, before.Signed.Version)
		}
		if err := before.VerifyDelegate(metadata.ROOT, root); err != nil {
			return fmt.Errorf("holders of version %d have not signed: %w", before.Signed.Version, err)
		}
	}
	if err := root.VerifyDelegate(metadata.ROOT, root); err != nil {
		return fmt.Errorf("holders of version %d have not signed: %w", root.Signed.Version, err)
	}
	return nil
}

// Encode writes a root as the file that its fingerprint is taken of.
func Encode(root *Root) ([]byte, error) {
	out, err := root.ToBytes(true)
	return append(out, '\n'), err
}

// Decode reads a root; it proves nothing.
func Decode(data []byte) (*Root, error) { return metadata.Root().FromBytes(data) }
