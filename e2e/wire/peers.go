package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// peers are the bytes that others need for the same change.
type peers struct{ whole, rsync, zsync int64 }

// installed says which of the peers is not there, before anything takes minutes.
func installed() error {
	for _, name := range []string{"rsync", "zsync", "zsyncmake"} {
		if _, err := exec.LookPath(name); err != nil {
			return fmt.Errorf("%w; install the Debian packages rsync and zsync", err)
		}
	}
	return nil
}

func (b *bench) peers(old, now string) (peers, error) {
	p := peers{whole: b.whole}
	var err error
	if p.rsync, err = b.rsync(old, now); err != nil {
		return p, err
	}
	p.zsync, err = b.zsync(old, now)
	return p, err
}

var sentReceived = regexp.MustCompile(`Total bytes (?:sent|received): ([0-9,]+)`)

// rsync compares by content, packs, and sends differences within files, as it would over a line.
func (b *bench) rsync(old, now string) (int64, error) {
	to := filepath.Join(b.work, "rsync")
	if err := os.RemoveAll(to); err != nil {
		return 0, err
	}
	if err := os.CopyFS(to, os.DirFS(old)); err != nil {
		return 0, err
	}
	out, err := exec.Command("rsync", "-rz", "--checksum", "--delete", "--no-whole-file", "--stats", now+"/", to+"/").CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("rsync: %w\n%s", err, out)
	}
	var total int64
	for _, m := range sentReceived.FindAllSubmatch(out, -1) {
		n, err := strconv.ParseInt(strings.ReplaceAll(string(m[1]), ",", ""), 10, 64)
		if err != nil {
			return 0, err
		}
		total += n
	}
	return total, nil
}

// ranges serves several ranges of a file in the plain form that zsync reads: it does not end with the longer boundaries
// of Go's own answer.
func ranges(w http.ResponseWriter, header string, f io.ReaderAt, size int64) {
	const boundary = "part"
	w.Header().Set("Content-Type", "multipart/byteranges; boundary="+boundary)
	var body bytes.Buffer
	for part := range strings.SplitSeq(strings.TrimPrefix(header, "bytes="), ",") {
		var from, to int64
		if _, err := fmt.Sscanf(strings.TrimSpace(part), "%d-%d", &from, &to); err != nil || to < from || to >= size {
			http.Error(w, "range", http.StatusRequestedRangeNotSatisfiable)
			return
		}
		fmt.Fprintf(&body, "\r\n--%s\r\nContent-Type: application/octet-stream\r\nContent-Range: bytes %d-%d/%d\r\n\r\n", boundary, from, to, size)
		_, _ = io.Copy(&body, io.NewSectionReader(f, from, to-from+1))
	}
	fmt.Fprintf(&body, "\r\n--%s--\r\n", boundary)
	w.Header().Set("Content-Length", strconv.Itoa(body.Len()))
	w.WriteHeader(http.StatusPartialContent)
	_, _ = w.Write(body.Bytes())
}

// zsync updates an archive of the portal from a plain host.
func (b *bench) zsync(old, now string) (int64, error) {
	dir := filepath.Join(b.work, "zsync")
	if err := os.RemoveAll(dir); err != nil {
		return 0, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return 0, err
	}
	commands := [][]string{
		{"tar", "--sort=name", "--mtime=@0", "--owner=0", "--group=0", "-cf", "old.tar", "-C", old, "."},
		{"tar", "--sort=name", "--mtime=@0", "--owner=0", "--group=0", "-cf", "portal.tar", "-C", now, "."},
		{"zsyncmake", "-u", "portal.tar", "portal.tar"},
		{"zsync", "-q", "-i", "old.tar", "-o", "new.tar", b.url + "portal.tar.zsync"},
		{"cmp", "portal.tar", "new.tar"},
	}
	b.dir.Store(dir)
	before := b.count.line.Load()
	for _, c := range commands {
		ctx, stop := context.WithTimeout(context.Background(), 5*time.Minute)
		defer stop()
		command := exec.CommandContext(ctx, c[0], c[1:]...)
		command.Dir = dir
		if out, err := command.CombinedOutput(); err != nil {
			return 0, fmt.Errorf("%s: %w\n%s", c[0], err, out)
		}
	}
	return b.count.line.Load() - before, nil
}
