//go:build !nutag_dist

package runtime

import "io/fs"

// embedded gives nothing: a program that is built from the repository compiles
// the engine of the repository.
func embedded() fs.FS { return nil }
