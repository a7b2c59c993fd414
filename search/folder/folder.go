// Package folder makes the search work in a folder that is opened by a double
// click. A page there may not fetch the files beside it, but it may load
// scripts: so every file of the search is written a second time as a script
// that hands over the bytes. Only pages without a server load these.
package folder

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"nutag/search/entry"
)

// Function is the name of the function of the page that takes a file.
const Function = "nutagFile"

// Script returns the name of the script for a file of the search: entry.js for
// entry.json, and else the name with .js behind it.
func Script(name string) string {
	return strings.TrimSuffix(name, ".json") + ".js"
}

// Write writes the scripts of all files that the entry names, of the entry
// itself and of further files, into dir, where the files lie. It returns their
// number and bytes.
func Write(dir string, e entry.Entry, further ...string) (files, size int, err error) {
	names := append([]string{entry.Name}, further...)
	for _, f := range e.Files() {
		names = append(names, f.File)
	}
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return 0, 0, fmt.Errorf("search in a folder: %w", err)
		}
		script := Wrap(name, data)
		if err := os.WriteFile(filepath.Join(dir, Script(name)), script, 0o644); err != nil {
			return 0, 0, fmt.Errorf("search in a folder: %w", err)
		}
		files++
		size += len(script)
	}
	return files, size, nil
}

// Wrap gives the script that hands over the bytes of a file of that name. The mirror makes scripts from files with it
// instead of fetching both.
func Wrap(name string, data []byte) []byte {
	var b strings.Builder
	b.Grow(len(Function) + len(name) + base64.StdEncoding.EncodedLen(len(data)) + 10)
	b.WriteString(Function + `("` + name + `","`)
	b.WriteString(base64.StdEncoding.EncodeToString(data))
	b.WriteString("\")\n")
	return []byte(b.String())
}
