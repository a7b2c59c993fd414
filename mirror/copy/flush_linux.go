package copy

import (
	"os"

	"golang.org/x/sys/unix"
)

// flushTree brings a whole tree to the disk: after a power cut a name must not stand for an empty file. One syncfs is
// far quicker than an fsync for each of three thousand files.
func flushTree(root *os.Root, dir string) error {
	d, err := root.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := unix.Syncfs(int(d.Fd())); err != nil {
		return &os.PathError{Op: "syncfs", Path: dir, Err: err}
	}
	return nil
}
