// Command render lets Hugo render a workspace that a build left behind, and does nothing else: it is the peer
// that the benchmark measures the whole build against.
package main

import (
	"fmt"
	"os"

	"nutag/generator/site"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: render WORKSPACE OUT")
		os.Exit(2)
	}
	if err := os.MkdirAll(os.Args[2], 0o755); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if err := site.RenderWorkspace(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
