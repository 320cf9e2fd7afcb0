// Package cli is the command line of Plimsoll. It is no part of the command itself, so that a
// build with more readers of price files can be made in a module of its own.
package cli

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

// Exit codes.
const (
	exitOK     = 0
	exitFailed = 1 // something failed, though the question was well put
	exitUsage  = 2 // the command line or the input is wrong
)

// A ParquetReader reads the prices of an asset from a Parquet file of so many bytes. What is
// wrong with it is calibrate.Faults.
type ParquetReader func(r io.ReaderAt, size int64, asset, file string) (calibrate.Series, error)

// Run answers one command line and returns the exit code: 0, 1 where something failed though
// the question was well put, or 2 where the command line or the input is wrong. Without a reader of Parquet its
// files are refused.
func Run(args []string, stdin io.Reader, stdout, stderr io.Writer, parquet ParquetReader) int {
	ignoreBrokenPipe()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	c := &console{
		in: stdin, out: stdout, err: stderr, parquet: parquet,
		outTerminal: isTerminal(stdout), errTerminal: isTerminal(stderr), width: columns(stdout),
	}
	return c.execute(ctx, args)
}
