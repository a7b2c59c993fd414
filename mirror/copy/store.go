package copy

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"nutag/mirror/trust"
)

// The store keeps downloads by the hash that is signed of them. A download that was cut goes on where it stopped, in this
// run or the next.

// Blob gives a finished download, checked, or fs.ErrNotExist. A damaged one is removed.
func (w *Writer) Blob(want trust.File) ([]byte, error) {
	name := storeDir + "/" + want.SHA256.String()
	data, err := readSmall(w.root, name, want.Size)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err != nil || int64(len(data)) != want.Size || trust.Digest(sha256.Sum256(data)) != want.SHA256 {
		_ = w.root.Remove(name)
		return nil, fs.ErrNotExist
	}
	return data, nil
}

// Part opens a download for going on and says how many bytes of it are there. The caller writes behind them and closes it.
func (w *Writer) Part(want trust.File) (part *os.File, have int64, err error) {
	if err := w.root.MkdirAll(storeDir, 0o755); err != nil {
		return nil, 0, err
	}
	part, err = w.root.OpenFile(storeDir+"/"+want.SHA256.String()+".part", os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, 0, err
	}
	have, err = part.Seek(0, io.SeekEnd)
	if err == nil && have > want.Size {
		have, err = 0, part.Truncate(0)
		if err == nil {
			_, err = part.Seek(0, io.SeekStart)
		}
	}
	if err != nil {
		part.Close()
	}
	return part, have, err
}

// ErrHash says that a download is not what was signed.
var ErrHash = errors.New("what the source sent is not what was signed")

// Finish checks a download that has all its bytes and keeps it. What is wrong is thrown away, with ErrHash.
func (w *Writer) Finish(want trust.File) error {
	name := storeDir + "/" + want.SHA256.String()
	data, err := readSmall(w.root, name+".part", want.Size)
	if err == nil && (int64(len(data)) != want.Size || trust.Digest(sha256.Sum256(data)) != want.SHA256) || errors.Is(err, errTooLarge) {
		return errors.Join(fmt.Errorf("%w: %d bytes", ErrHash, len(data)), w.root.Remove(name+".part"))
	}
	if err != nil {
		return err
	}
	return w.root.Rename(name+".part", name)
}

// Emptied removes all downloads.
func (w *Writer) Emptied() error { return w.root.RemoveAll(storeDir) }
