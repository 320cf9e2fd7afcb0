// Command plimsoll tells how likely a leveraged portfolio is to be liquidated.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// Exit codes.
const (
	exitOK     = 0
	exitFailed = 1 // something failed, though the question was well put
	exitUsage  = 2 // the command line or the input is wrong
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run answers one command line and returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ignoreBrokenPipe()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	c := &console{
		in: stdin, out: stdout, err: stderr,
		outTerminal: isTerminal(stdout), errTerminal: isTerminal(stderr), width: columns(stdout),
	}
	return c.execute(ctx, args)
}
