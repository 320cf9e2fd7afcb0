package cli

import (
	"fmt"

	"github.com/spf13/cobra"
)

// newLater returns the commands that are planned. Each is refused by name,
// whatever its flags.
func newLater() []*cobra.Command {
	var commands []*cobra.Command
	for _, name := range []string{"size", "split", "batch"} {
		commands = append(commands, &cobra.Command{
			Use:                name,
			Short:              "Not supported yet",
			Hidden:             true,
			DisableFlagParsing: true,
			RunE: func(*cobra.Command, []string) error {
				return fmt.Errorf("%s is not supported yet", name)
			},
		})
	}
	return commands
}
