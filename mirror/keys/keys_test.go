package keys_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/theupdateframework/go-tuf/v2/metadata"

	"nutag/mirror/keys"
)

// work is the least cost of a passphrase, for quick tests.
const work = 1

var end = time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)

func key(n byte) keys.Key { return keys.FromSeed(bytes.Repeat([]byte{n}, 32)) }

func plan(threshold int, holders ...byte) keys.Plan {
	p := keys.Plan{Threshold: threshold, Release: []*metadata.Key{key(200).Public()}, Expires: end}
	for _, n := range holders {
		p.Holders = append(p.Holders, key(n).Public())
	}
	return p
}

func TestSaveAndOpen(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.key")
	made, err := keys.Generate()
	if err != nil {
		t.Fatal(err)
	}
	if err := made.Save(file, "short", work); err == nil {
		t.Error("a passphrase of five letters was taken")
	}
	if err := made.Save(file, "long enough", work); err != nil {
		t.Fatal(err)
	}
	if err := made.Save(file, "long enough", work); err == nil {
		t.Error("a key file was written over")
	}
	data, err := os.ReadFile(file)
	if err != nil || !bytes.HasPrefix(data, []byte("-----BEGIN AGE ENCRYPTED FILE-----")) || bytes.Contains(data, []byte("PRIVATE KEY")) {
		t.Errorf("the file is not locked: %v", err)
	}
	if info, _ := os.Stat(file); info.Mode().Perm() != 0o600 {
		t.Errorf("others may read the key: %v", info.Mode())
	}
	opened, err := keys.Open(file, "long enough")
	if err != nil || opened.ID() != made.ID() {
		t.Errorf("opened another key: %v", err)
	}
	if _, err := keys.Open(file, "not the one"); !errors.Is(err, keys.ErrPassphrase) {
		t.Errorf("a wrong passphrase: %v", err)
	}
	if err := os.WriteFile(file, []byte("not a key"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := keys.Open(file, "long enough"); err == nil {
		t.Error("a text file was opened as a key")
	}
}

func TestKeysNeverLieUnderVersionControl(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, ".git"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "deep", "er"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := key(1).Save(filepath.Join(dir, "deep", "er", "a.key"), "long enough", work); err == nil {
		t.Error("a key was written below a work tree")
	}
}

func TestRootNeedsItsThreshold(t *testing.T) {
	root, err := keys.First(plan(2, 1, 2, 3))
	if err != nil {
		t.Fatal(err)
	}
	if err := keys.Sign(root, nil, key(1)); err != nil {
		t.Fatal(err)
	}
	if keys.Complete(root, nil) == nil {
		t.Error("one of two signatures was enough")
	}
	if err := keys.Sign(root, nil, key(1)); err != nil || len(root.Signatures) != 1 {
		t.Errorf("a holder signed twice: %d signatures, %v", len(root.Signatures), err)
	}
	if err := keys.Sign(root, nil, key(9)); err == nil {
		t.Error("a stranger signed")
	}
	if err := keys.Sign(root, nil, key(3)); err != nil {
		t.Fatal(err)
	}
	if err := keys.Complete(root, nil); err != nil {
		t.Error(err)
	}
}

// Whoever signs first: the bytes, and so the fingerprint, are the same.
func TestOrderOfSignaturesDoesNotShow(t *testing.T) {
	var all [][]byte
	for _, order := range [][]byte{{1, 2}, {2, 1}} {
		root, err := keys.First(plan(2, 1, 2))
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range order {
			if err := keys.Sign(root, nil, key(n)); err != nil {
				t.Fatal(err)
			}
		}
		raw, err := keys.Encode(root)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, raw)
	}
	if !bytes.Equal(all[0], all[1]) {
		t.Error("the order of signing shows in the bytes")
	}
}

func TestRotationNeedsOldAndNewHolders(t *testing.T) {
	first, err := keys.First(plan(1, 1))
	if err != nil {
		t.Fatal(err)
	}
	if err := keys.Sign(first, nil, key(1)); err != nil {
		t.Fatal(err)
	}
	next, err := keys.Next(first, plan(1, 2))
	if err != nil {
		t.Fatal(err)
	}
	if err := keys.Sign(next, first, key(2)); err != nil {
		t.Fatal(err)
	}
	if err := keys.Complete(next, first); err == nil || !strings.Contains(err.Error(), "version 1") {
		t.Errorf("new holders took over by themselves: %v", err)
	}
	if err := keys.Sign(next, first, key(1)); err != nil {
		t.Fatal(err)
	}
	if err := keys.Complete(next, first); err != nil {
		t.Error(err)
	}
	if err := keys.Complete(next, next); err == nil {
		t.Error("a list follows itself")
	}
}

func TestPlansThatCannotBe(t *testing.T) {
	for name, p := range map[string]keys.Plan{
		"no holder":               plan(1),
		"threshold 0":             plan(0, 1),
		"threshold 3 of 2":        plan(3, 1, 2),
		"one holder twice":        plan(2, 1, 1),
		"no release key":          {Threshold: 1, Holders: plan(1, 1).Holders, Expires: end},
		"root key is release key": {Threshold: 1, Holders: plan(1, 200).Holders, Release: plan(1, 1).Release, Expires: end},
	} {
		if _, err := keys.First(p); err == nil {
			t.Errorf("%s: a list was made", name)
		}
	}
}

func TestChainOnDisk(t *testing.T) {
	dir := t.TempDir()
	if _, _, err := keys.Chain(dir); err == nil {
		t.Error("a folder without lists has a chain")
	}
	first, _ := keys.First(plan(1, 1))
	if err := errors.Join(keys.Write(dir, first)); err != nil {
		t.Fatal(err)
	}
	second, err := keys.Next(first, plan(1, 1))
	if err != nil {
		t.Fatal(err)
	}
	if err := keys.Write(dir, second); err != nil {
		t.Fatal(err)
	}
	if _, _, err := keys.Chain(dir); err == nil {
		t.Error("a list follows one that nobody has signed")
	}
	if err := errors.Join(keys.Sign(first, nil, key(1)), keys.Write(dir, first)); err != nil {
		t.Fatal(err)
	}
	roots, raw, err := keys.Chain(dir)
	if err != nil || len(roots) != 2 || len(raw) != 2 {
		t.Errorf("%d lists: %v", len(roots), err)
	}
}

func TestPublicKeys(t *testing.T) {
	data, err := keys.EncodePublic(key(1).Public())
	if err != nil {
		t.Fatal(err)
	}
	back, err := keys.DecodePublic(data)
	if err != nil || back.Value.PublicKey != key(1).Public().Value.PublicKey {
		t.Error(err)
	}
	for _, bad := range []string{"", "{}", "null", `{"keytype":"rsa"}`, `{"keytype":"ed25519","scheme":"ed25519","keyval":{"public":"00"}}`, strings.Repeat("x", 1<<20)} {
		if _, err := keys.DecodePublic([]byte(bad)); err == nil {
			t.Errorf("%.40q was read as a key", bad)
		}
	}
}
