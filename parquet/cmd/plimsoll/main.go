// Command plimsoll is the command line with a reader of Parquet price files.
package main

import (
	"os"

	"github.com/plimsoll-risk/plimsoll/internal/cli"
	"github.com/plimsoll-risk/plimsoll/parquet"
)

func main() { os.Exit(cli.Run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, parquet.Read)) }
