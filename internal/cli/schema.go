package cli

import (
	"github.com/spf13/cobra"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

func newSchema(c *console) *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "JSON Schema of a scenario and of all answers",
		Args:  noArguments,
		RunE: func(*cobra.Command, []string) error {
			_, err := c.out.Write(wire.Schema())
			return fail(err)
		},
	}
}
