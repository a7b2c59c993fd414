//go:build nutag_dist

package runtime

import (
	"embed"
	"io/fs"
)

// prebuilt holds the engine and its script as mirror/programs compiled them. They
// are no part of the repository: dist lays them over the folder when it builds
// a program that is handed out.
//
//go:embed embedded/engine.bin embedded/wasm_exec.js
var prebuilt embed.FS

// embedded gives the files of a program that carries its engine.
func embedded() fs.FS {
	sub, err := fs.Sub(prebuilt, "embedded")
	if err != nil {
		panic(err) // the name is valid
	}
	return sub
}
