package main

import (
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"nutag/mirror/keys"
	"nutag/mirror/release"
)

// tree is one release in the forms that the servers take it.
type tree struct {
	program string // nutag-box
	copy    string // a copy of the release
	plain   string // the files as they are
	packed  string // the same with .gz beside each that gets smaller
}

// mirror makes a release with keys for this run alone and gets a copy of it.
func mirror(ctx context.Context, site, work string) (tree, error) {
	t := tree{program: filepath.Join(work, "nutag-box"), copy: filepath.Join(work, "copy"), packed: filepath.Join(work, "packed")}
	if err := command(ctx, "go", "build", "-trimpath", "-o", t.program, "./mirror/nutag-box"); err != nil {
		return t, err
	}
	holder, err := keys.Generate()
	if err != nil {
		return t, err
	}
	key, err := keys.Generate()
	if err != nil {
		return t, err
	}
	plan := keys.Plan{Threshold: 1, Expires: time.Now().AddDate(1, 1, 0)}
	plan.Holders, plan.Release = append(plan.Holders, holder.Public()), append(plan.Release, key.Public())
	root, err := keys.First(plan)
	if err != nil {
		return t, err
	}
	if err := keys.Sign(root, nil, holder); err != nil {
		return t, err
	}
	raw, err := keys.Encode(root)
	if err != nil {
		return t, err
	}
	made := filepath.Join(work, "release")
	_, err = release.Make(ctx, release.Input{Site: site, Out: made, Number: 1, Date: time.Now().Format(time.DateOnly), Edition: "full", Roots: [][]byte{raw}, Key: key})
	if err != nil {
		return t, err
	}
	sum := sha256.Sum256(raw)
	if err := command(ctx, t.program, "get", "--fingerprint", hex.EncodeToString(sum[:]), made, t.copy); err != nil {
		return t, err
	}
	t.plain = filepath.Join(t.copy, "nutag-1")
	return t, nil
}

func command(ctx context.Context, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stderr = os.Stderr
	return cmd.Run()
}

// pack copies a tree and writes a .gz beside each file that gets smaller, which is what a careful host of nginx or Caddy has.
func pack(from, to string) error {
	return fs.WalkDir(os.DirFS(from), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := filepath.Join(to, name)
		if d.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		data, err := os.ReadFile(filepath.Join(from, name))
		if err != nil {
			return err
		}
		if err := os.WriteFile(target, data, 0o644); err != nil {
			return err
		}
		if strings.HasSuffix(name, ".bin") || strings.HasSuffix(name, ".epub") {
			return nil
		}
		f, err := os.Create(target + ".gz")
		if err != nil {
			return err
		}
		defer f.Close()
		z, err := gzip.NewWriterLevel(f, 9)
		if err != nil {
			return err
		}
		if _, err := z.Write(data); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return z.Close()
	})
}
