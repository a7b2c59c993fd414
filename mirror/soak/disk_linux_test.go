package soak_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"nutag/mirror/copy"
)

// smallDisk mounts a disk in memory of that size. Where the tests may not mount, a limit on the size of files stands in.
func smallDisk(t *testing.T, bytes string) (dir string, remount func(flags uintptr, size string)) {
	t.Helper()
	dir = t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size="+bytes); err != nil {
		return "", nil
	}
	t.Cleanup(func() { _ = unix.Unmount(dir, unix.MNT_DETACH) })
	return dir, func(flags uintptr, size string) {
		if err := unix.Mount("tmpfs", dir, "tmpfs", unix.MS_REMOUNT|flags, "size="+size); err != nil {
			t.Fatal(err)
		}
	}
}

func TestFullDisk(t *testing.T) {
	f := newFarm(t)
	room := "64m"
	if os.Getenv("SITE") != "" {
		room = "256m" // the real portal, and its filler
	}
	dir, remount := smallDisk(t, room)
	if dir == "" {
		limited(t, f)
		return
	}
	at := filepath.Join(dir, "copy")
	if err := os.CopyFS(at, os.DirFS(f.first)); err != nil {
		t.Fatal(err)
	}
	var used unix.Statfs_t
	if err := unix.Statfs(dir, &used); err != nil {
		t.Fatal(err)
	}
	// Fill all but so many pages of memory, each step a little less, until an update fits.
	failed := 0
	filler := filepath.Join(dir, "filler")
	for free := int64(0); ; free += 48 << 10 {
		if err := unix.Statfs(dir, &used); err != nil {
			t.Fatal(err)
		}
		_ = os.Remove(filler)
		_ = unix.Statfs(dir, &used)
		size := int64(used.Bavail)*used.Bsize - free
		if size < 0 {
			t.Fatal("an update never fits")
		}
		if err := os.WriteFile(filler, make([]byte, size), 0o644); err != nil {
			t.Fatal(err)
		}
		out, err := f.command("update", "--copy", at).CombinedOutput()
		if err == nil {
			break
		}
		failed++
		if !strings.Contains(string(out), "the disk is full") {
			t.Errorf("%d bytes free: %s", free, out)
		}
		c, err := copy.Open(at)
		if err != nil {
			t.Fatal(err)
		}
		r, err := c.Current()
		if err != nil || !r.Verified.OK || r.Number != 1 {
			t.Errorf("%d bytes free: release %v, %v", free, r, err)
		}
		if out := f.program("verify", at); !strings.Contains(out, "genuine and complete") {
			t.Errorf("%d bytes free: %s", free, out)
		}
		c.Close()
	}
	if failed == 0 {
		t.Error("the disk was never full")
	}
	_ = os.Remove(filler)
	f.program("verify", at)
	t.Logf("%d updates on a full disk left the copy whole; then one fitted", failed)

	// The same disk, read-only: reading and verifying go on, changing says why not.
	remount(unix.MS_RDONLY, room)
	f.program("verify", at)
	f.program("status", at)
	f.program("update", "--copy", at) // there is nothing new, so nothing to write
	out, err := f.command("rollback", at).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "cannot be written") {
		t.Errorf("a rollback on a read-only disk: %v, %s", err, out)
	}
}

// limited lets no file grow beyond a few kilobytes.
func limited(t *testing.T, f *farm) {
	t.Helper()
	dir := f.fresh()
	c := f.command("update", "--copy", dir)
	c.Args = append([]string{"sh", "-c", `ulimit -f 2; trap '' XFSZ; exec "$@"`, "sh", os.Args[0]}, c.Args[1:]...)
	c.Path = "/bin/sh"
	if out, err := c.CombinedOutput(); err == nil {
		t.Errorf("an update without room: %s", out)
	}
	f.program("verify", dir)
}

// On a file system without links, as FAT is, files are copied from one release to the next. A disk mounted at the folder
// of the old release stands for it: no link leads from one disk to another.
func TestWithoutLinks(t *testing.T) {
	f := newFarm(t)
	dir := f.fresh()
	disk, _ := smallDisk(t, "512m")
	if disk == "" {
		t.Log("no disk may be mounted here; updates used links")
		return
	}
	old := filepath.Join(dir, "nutag-1")
	if err := os.CopyFS(filepath.Join(disk, "nutag-1"), os.DirFS(old)); err != nil {
		t.Fatal(err)
	}
	if err := unix.Mount(filepath.Join(disk, "nutag-1"), old, "", unix.MS_BIND, ""); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = unix.Unmount(old, unix.MNT_DETACH) })
	f.program("update", "--copy", dir)
	f.program("verify", dir)
	name := "css/test.css"
	if os.Getenv("SITE") != "" {
		name = "index.html"
	}
	one, err1 := os.Stat(filepath.Join(old, name))
	two, err2 := os.Stat(filepath.Join(dir, "nutag-2", name))
	if err1 != nil || err2 != nil || os.SameFile(one, two) {
		t.Errorf("the files of two disks are one: %v, %v", err1, err2)
	}
}
