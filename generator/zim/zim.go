// Package zim writes the portal as ZIM archives, the format of Kiwix, which reads them without a network on phones, tablets and
// small servers.
//
// The archives are written by zimwriterfs of the openZIM project, because a reader expects the full-text index of Xapian in them,
// which no library in Go writes. This package prepares the pages, and takes out of the written file what differs from run to run.
package zim

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Options say what to write from and to.
type Options struct {
	Site    string // folder of the built portal
	Out     string // folder for the archives; made when it is missing
	Archive Archive
	Writer  string // path of zimwriterfs; empty: found by its name
}

// MissingError is a writer that is not installed.
type MissingError struct{ Program string }

// Error names the program.
func (e *MissingError) Error() string { return "there is no program " + e.Program }

// Remedy says how to get it.
func (e *MissingError) Remedy() string {
	return "install zim-tools (on Debian and Ubuntu: apt install zim-tools), or name the program with --zimwriterfs"
}

// Result is an archive that was written.
type Result struct {
	File      string
	Pages     int
	Redirects int
	Bytes     int64
	// Date is the date in the archive, of the release or of the newest data; empty: that of today, since faketime is missing.
	Date string
}

// Write writes one archive. It takes the place of an older one when it is complete.
func Write(ctx context.Context, o Options) (Result, error) {
	writer := o.Writer
	if writer == "" {
		writer = "zimwriterfs"
	}
	writer, err := exec.LookPath(writer)
	if err != nil {
		return Result{}, &MissingError{writerName(o)}
	}
	if info, err := os.Stat(o.Site); err != nil || !info.IsDir() {
		return Result{}, &SiteError{o.Site, "it is no folder"}
	}
	c, err := o.Archive.gather(os.DirFS(o.Site), o.Site)
	if err != nil {
		return Result{}, err
	}
	if err := os.MkdirAll(o.Out, 0o755); err != nil {
		return Result{}, err
	}
	work, err := os.MkdirTemp(o.Out, ".zim-")
	if err != nil {
		return Result{}, err
	}
	defer os.RemoveAll(work)
	made := filepath.Join(work, "made.zim")
	dated, err := c.run(ctx, writer, work, made, o.Archive.Name())
	if err != nil {
		return Result{}, err
	}
	if err := settle(made, c); err != nil {
		return Result{}, err
	}
	if !dated {
		c.date = ""
	}
	r := Result{Date: c.date, File: filepath.Join(o.Out, o.Archive.Name()+".zim"), Redirects: c.redirects, Pages: -c.redirects}
	for name := range c.files {
		if strings.HasSuffix(name, ".html") {
			r.Pages++
		}
	}
	info, err := os.Stat(made)
	if err != nil {
		return Result{}, err
	}
	r.Bytes = info.Size()
	return r, os.Rename(made, r.File)
}

func writerName(o Options) string {
	if o.Writer != "" {
		return o.Writer
	}
	return "zimwriterfs"
}

// run lays the files out and has the writer pack them. It tells whether the archive has the date of the content: the writer takes
// that of the clock, so it is shown another one where the program faketime is installed.
func (c *content) run(ctx context.Context, writer, work, made, name string) (dated bool, err error) {
	tree := filepath.Join(work, "tree")
	for file, data := range c.files {
		if !fs.ValidPath(file) {
			return false, &fs.PathError{Op: "write", Path: file, Err: fs.ErrInvalid}
		}
		file = filepath.Join(tree, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return false, err
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			return false, err
		}
	}
	args := []string{
		"--welcome=" + c.welcome, "--illustration=" + iconPath, "--language=" + c.languages, "--title=" + c.title, "--description=" + c.description,
		"--creator=" + c.title, "--publisher=" + c.title, "--name=" + strings.ReplaceAll(name, "-", "_"), "--scraper=nutag", "--tags=_pictures:no;_videos:no;_details:yes",
		"--threads=1", tree, made,
	}
	if clock, err := exec.LookPath("faketime"); err == nil {
		args = append([]string{c.date + " 12:00:00", writer}, args...)
		writer, dated = clock, true
	}
	command := exec.CommandContext(ctx, writer, args...)
	command.Env = append(slices.DeleteFunc(os.Environ(), func(v string) bool {
		return strings.HasPrefix(v, "LC_") || strings.HasPrefix(v, "LANG") || strings.HasPrefix(v, "TZ=")
	}), "LC_ALL=C.UTF-8", "TZ=UTC")
	said, err := command.CombinedOutput()
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return false, fmt.Errorf("zimwriterfs: %w: %s", err, lastLines(said))
	}
	return dated, err
}

// lastLines are the last words of a program that failed.
func lastLines(said []byte) string {
	lines := strings.Split(strings.TrimSpace(string(said)), "\n")
	return strings.Join(lines[max(0, len(lines)-5):], "; ")
}
