//go:build !js

// Command wasm is the search engine for the browser; see main.go, which is
// built for GOOS=js only. This file keeps the package visible to tools that
// run for other systems.
package main

import "os"

func main() {
	os.Stderr.WriteString("search/wasm is built with GOOS=js GOARCH=wasm, by package search/runtime\n")
	os.Exit(2)
}
