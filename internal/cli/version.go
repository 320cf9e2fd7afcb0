package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/plimsoll-risk/plimsoll/internal/engine"
)

func newVersion(c *console) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Version of the program and of its documents",
		Args:  noArguments,
		RunE: func(*cobra.Command, []string) error {
			v := engine.NewVersion()
			return c.write(v, func(s *sheet) { fmt.Fprintf(s, "plimsoll %s\n", v.Version) })
		},
	}
}
