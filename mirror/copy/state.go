package copy

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"

	"nutag/mirror/trust"
)

// Names in a copy.
const (
	stateDir   = ".nutag"
	stateFile  = stateDir + "/copy.json"
	twinFile   = stateDir + "/twin.json"
	storeDir   = stateDir + "/store"
	nextDir    = stateDir + "/next"
	lockFile   = stateDir + "/lock"
	indexFile  = "index.html"
	stateLimit = 1 << 20 // bytes of copy.json
)

var treeName = regexp.MustCompile(`^nutag-[1-9][0-9]{0,17}(-[1-9][0-9]?)?$`)

// State is what a copy remembers.
type State struct {
	Format      int    `json:"format"`
	Fingerprint string `json:"fingerprint"` // SHA-256 of 1.root.json, 64 digits
	Edition     string `json:"edition"`
	Source      string `json:"source"` // where it was got from
	Current     *Tree  `json:"current"`
	Previous    *Tree  `json:"previous,omitempty"`
	// Seen is the highest number whose metadata was ever proven, with the version of the root at that time: a source with
	// a lower one is refused, even where the update to Seen was never finished.
	Seen     int64 `json:"seen"`
	SeenRoot int64 `json:"seen_root"`
	// Newest is the newest signed date that was ever seen: the floor of the clock.
	Newest string `json:"newest"`
	// Check is the SHA-256 of this file with Check empty, against a damaged disk; it proves nothing to an attacker.
	Check string `json:"check"`
}

// Tree is one release on the disk.
type Tree struct {
	Folder   string            `json:"folder"` // name in COPY
	Number   int64             `json:"number"`
	Metadata map[string]string `json:"metadata"` // SHA-256 of each metadata file by name: finds damage where a signature would not show it
}

var errState = errors.New("it is damaged")

func (s *State) encode() ([]byte, error) {
	c := *s
	c.Check = ""
	plain, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(plain)
	c.Check = hex.EncodeToString(sum[:])
	out, err := json.MarshalIndent(c, "", "  ")
	return append(out, '\n'), err
}

func decodeState(data []byte) (*State, error) {
	var s State
	if err := json.Unmarshal(data, &s); err != nil {
		return nil, errState
	}
	again, err := s.encode()
	// Written the same way again it must be the same to the byte: so no changed bit goes unseen.
	if err != nil || !bytes.Equal(again, data) {
		return nil, errState
	}
	if s.Format != 1 {
		return nil, fmt.Errorf("format %d is not known to this program: take a newer nutag-box", s.Format)
	}
	if _, ok := trust.ParseDigest(s.Fingerprint); !ok {
		return nil, errState
	}
	for _, t := range []*Tree{s.Current, s.Previous} {
		if t != nil && !treeName.MatchString(t.Folder) {
			return nil, errState
		}
	}
	return &s, nil
}

// readState gives the state and its bytes. Where one of the two files is damaged, the other serves; damaged names the
// files that are not as they were written.
func readState(root *os.Root) (s *State, raw []byte, damaged []string, err error) {
	for _, name := range []string{stateFile, twinFile} {
		data, rerr := readSmall(root, name, stateLimit)
		if errors.Is(rerr, fs.ErrNotExist) && name == stateFile {
			if _, serr := root.Stat(stateDir); errors.Is(serr, fs.ErrNotExist) {
				return nil, nil, nil, fs.ErrNotExist
			}
		}
		var one *State
		if rerr == nil {
			one, rerr = decodeState(data)
		}
		switch {
		case rerr != nil:
			damaged = append(damaged, name)
			err = rerr
		case s == nil:
			s, raw = one, data
		case !bytes.Equal(raw, data):
			// A cut between the two writes: the first one counts.
			damaged = append(damaged, name)
		}
	}
	if s != nil {
		return s, raw, damaged, nil
	}
	return nil, nil, damaged, err
}

// writeState replaces both files, the first of which is the moment of the change.
func writeState(root *os.Root, s *State) error {
	data, err := s.encode()
	if err != nil {
		return err
	}
	for _, name := range []string{stateFile, twinFile} {
		if err := replace(root, name, data); err != nil {
			return err
		}
	}
	return nil
}
