package cli

import (
	"github.com/spf13/cobra"

	"github.com/plimsoll-risk/plimsoll/internal/engine"
)

func newAssess(c *console) *cobra.Command {
	return &cobra.Command{
		Use:   "assess FILE",
		Short: "Exact margin state now: equity, margins, liquidation prices",
		Args:  oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			document, err := c.read(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			a, err := engine.Assess(document)
			if err != nil {
				return fail(err)
			}
			return c.write(a, func(s *sheet) {
				writeMargin(s, a.Margin)
				writeStress(s, a.Stress)
				writeWarnings(s, a.Warnings)
			})
		},
	}
}
