package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

const rootHelp = `Plimsoll tells how likely a leveraged portfolio is to be liquidated: pool by
pool, under isolated, cross and hybrid margin, with the error of every number.

FILE is a scenario in JSON, or "-" for standard input. Output is a table on a
terminal and JSON otherwise.

Exit codes: 0 success, 1 something failed, 2 wrong usage or bad input.`

func newRoot(c *console) *cobra.Command {
	root := &cobra.Command{
		Use:           "plimsoll",
		Short:         "How likely is a leveraged portfolio to be liquidated?",
		Long:          rootHelp,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          knownCommand,
		PersistentPreRunE: func(*cobra.Command, []string) error {
			if c.json && c.table {
				return errors.New("--json and --table exclude each other: give one of them")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.PersistentFlags().BoolVar(&c.json, "json", false, "write JSON, also to a terminal")
	root.PersistentFlags().BoolVar(&c.table, "table", false, "write text for people, also to a pipe")
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(newAssess(c), newSimulate(c), newCompare(c), newImport(c), newVenues(c), newStress(c), newCalibrate(c), newBacktest(c), newSchema(c), newServe(c), newVersion(c))
	root.AddCommand(newLater()...)
	return root
}

// knownCommand refuses the first argument that is no command, with a suggestion.
func knownCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range root.Commands() {
		if !c.Hidden {
			names = append(names, c.Name())
		}
	}
	return fmt.Errorf("unknown command %q%s", args[0], wire.DidYouMean(args[0], names))
}

// flagError adds a suggestion to the error about a flag that does not exist.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return err
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
	return fmt.Errorf("%w%s", err, wire.DidYouMean("--"+unknown.GetSpecifiedName(), names))
}
