// Command plimsoll tells how likely a leveraged portfolio is to be liquidated.
package main

import (
	"os"

	"github.com/plimsoll-risk/plimsoll/internal/cli"
)

func main() { os.Exit(cli.Run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, nil)) }
