package cli

import (
	"fmt"

	"github.com/spf13/cobra"
)

// oneFile refuses anything but one FILE.
func oneFile(cmd *cobra.Command, args []string) error {
	switch len(args) {
	case 0:
		return fmt.Errorf("FILE is missing: give a scenario, or - for standard input, as in %q", cmd.CommandPath()+" FILE")
	case 1:
		return nil
	}
	return fmt.Errorf("%s takes one FILE: got %d", cmd.Name(), len(args))
}

// noArguments refuses arguments.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("%s takes no arguments: got %q", cmd.Name(), args[0])
	}
	return nil
}

// atMostOneName refuses more than one NAME.
func atMostOneName(cmd *cobra.Command, args []string) error {
	if len(args) > 1 {
		return fmt.Errorf("%s takes one NAME or none: got %d", cmd.Name(), len(args))
	}
	return nil
}
