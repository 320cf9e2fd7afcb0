package main

import (
	"bytes"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/plimsoll-risk/plimsoll/internal/engine"
)

func newVersion(c *console) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Version of the program and of its documents",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			v := engine.NewVersion()
			return c.write(v, func(w *bytes.Buffer) { fmt.Fprintf(w, "plimsoll %s\n", v.Version) })
		},
	}
}
