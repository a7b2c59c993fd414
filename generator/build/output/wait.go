package output

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"
)

// Wait takes the lock of that name as soon as it is free and returns the function that gives it back. It guards working
// folders that builds of different outputs share and use for a moment only; a whole output is guarded by Open, which
// does not wait. The error is that of the context, or of the file system.
func Wait(ctx context.Context, name string) (func(), error) {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return nil, err
	}
	for {
		unlock, err := lockFile(name)
		var busy *busyError
		if !errors.As(err, &busy) {
			return unlock, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
}
