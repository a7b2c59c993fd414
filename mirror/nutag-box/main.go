// Nutag-box keeps a copy of the portal: it gets it, checks it, updates it, serves it and carries it on. It links neither
// the site renderer nor what writes the search index.
package main

import (
	"context"
	"os"

	"nutag/mirror/cli"
)

func main() {
	os.Exit(cli.Main(context.Background(), os.Args[1:], cli.OS()))
}
