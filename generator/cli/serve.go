package cli

import (
	"github.com/spf13/cobra"

	"nutag/generator/devserver"
)

func (a *app) serveCommand() *cobra.Command {
	var addr, out string
	c := &cobra.Command{
		Use:   "serve",
		Short: "Build the portal, serve it on this machine and build again on each change",
		Long: `Build the portal, serve it on this machine, and build again whenever data, prose, messages or the theme change. Open
pages reload by themselves; while the input has an error, the last good portal stays.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := a.repository(); err != nil {
				return err
			}
			self, err := a.tools.Self()
			if err != nil {
				return err
			}
			build := devserver.ChildBuild(self, []string{"build", "--dir", a.dir, "--out", out}, a.io.Err)
			return devserver.Serve(c.Context(), devserver.Config{Addr: addr, Dir: a.dir, Out: out, Build: build, Log: a.io.Err})
		},
	}
	c.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", "address to listen on; port 0 takes any free one")
	c.Flags().StringVar(&out, "out", defaultOut, "output folder")
	return c
}
