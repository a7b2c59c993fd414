//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package output

import (
	"errors"
	"io"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// lockFile takes an advisory lock that the kernel gives back when the process ends, however it ends. The file is removed
// when the lock is given back; a second process that opened it just before would hold a lock on a file without a name,
// so each lock is checked against what the name now means.
func lockFile(name string) (func(), error) {
	for {
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
		if err != nil {
			return nil, err
		}
		if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
			pid := readHolder(f)
			f.Close()
			if errors.Is(err, syscall.EWOULDBLOCK) {
				return nil, &busyError{pid: pid}
			}
			return nil, &os.PathError{Op: "lock", Path: name, Err: err}
		}
		mine, err1 := f.Stat()
		named, err2 := os.Stat(name)
		if err1 != nil || err2 != nil || !os.SameFile(mine, named) {
			f.Close()
			continue
		}
		if err := writeHolder(f, strconv.Itoa(os.Getpid())); err != nil {
			f.Close()
			return nil, err
		}
		return func() {
			_ = os.Remove(name)
			_ = f.Close()
		}, nil
	}
}

// readHolder reads the process id that the holder wrote. The content is only shown, so anything but a short number is
// left out.
func readHolder(f *os.File) string {
	b, err := io.ReadAll(io.LimitReader(f, 32))
	if err != nil {
		return ""
	}
	pid := strings.TrimSpace(string(b))
	if strings.Trim(pid, "0123456789") != "" {
		return ""
	}
	return pid
}

func writeHolder(f *os.File, pid string) error {
	if err := f.Truncate(0); err != nil {
		return err
	}
	_, err := f.WriteAt([]byte(pid+"\n"), 0)
	return err
}
