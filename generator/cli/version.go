package cli

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Say which nutag, Go, Hugo and Bleve this is",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			info, _ := debug.ReadBuildInfo()
			return writeVersion(a.io.Out, info)
		},
	}
}

// writeVersion writes one line a part. What the linker did not record is said to be unknown, never guessed.
func writeVersion(w io.Writer, info *debug.BuildInfo) error {
	parts := []struct{ name, path string }{
		{"hugo", "github.com/gohugoio/hugo"},
		{"bleve", "github.com/blevesearch/bleve/v2"},
	}
	own, goVersion := "unknown", runtime.Version()
	linked := map[string]string{}
	if info != nil {
		if info.Main.Version != "" {
			own = info.Main.Version
		}
		if info.GoVersion != "" {
			goVersion = info.GoVersion
		}
		for _, d := range info.Deps {
			linked[d.Path] = d.Version
			if d.Replace != nil {
				linked[d.Path] = d.Replace.Version
			}
		}
	}
	if _, err := fmt.Fprintf(w, "%-6s %s\n%-6s %s\n", "nutag", own, "go", goVersion); err != nil {
		return err
	}
	for _, p := range parts {
		v := linked[p.path]
		if v == "" {
			v = "unknown"
		}
		if _, err := fmt.Fprintf(w, "%-6s %s\n", p.name, v); err != nil {
			return err
		}
	}
	return nil
}
