package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/plimsoll-risk/plimsoll/internal/engine"
)

// byInitialMargin is the one way to share capital out that is supported so far.
const byInitialMargin = "initial-margin"

func newCompare(c *console) *cobra.Command {
	var flags simulationFlags
	var split string
	cmd := &cobra.Command{
		Use:   "compare FILE",
		Short: "The same capital and positions isolated, cross and as given, on the same paths",
		Args:  oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkSplit(split); err != nil {
				return err
			}
			document, options, err := flags.prepare(c, cmd, args[0])
			if err != nil {
				return err
			}
			done := c.progress(&options)
			comparison, err := engine.Compare(cmd.Context(), document, flags.Overrides, options)
			done()
			if err != nil {
				return fail(flags.inHours(err))
			}
			return c.write(comparison, func(s *sheet) { writeComparison(s, comparison) })
		},
	}
	flags.register(cmd)
	cmd.Flags().StringVar(&split, "split", byInitialMargin, "how the isolated counterpart shares the capital out")
	return cmd
}

func checkSplit(split string) error {
	switch split {
	case byInitialMargin:
		return nil
	case "notional", "equal-risk":
		return fmt.Errorf("--split: got %s, want %s: %s is not supported yet", split, byInitialMargin, split)
	}
	return fmt.Errorf("--split: got %q, want %s", split, byInitialMargin)
}
