//go:build !linux

package output

import "errors"

// exchange is known on Linux only; elsewhere the swap takes two renames and Open repairs what is between them.
func exchange(_, _ string) error { return errors.ErrUnsupported }
