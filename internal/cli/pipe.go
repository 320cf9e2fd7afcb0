//go:build !js

package cli

import (
	"os/signal"
	"syscall"
)

// ignoreBrokenPipe makes a write to a reader that is gone an error in place of
// the end of the program: a reader that has seen enough, such as head, is no
// failure.
func ignoreBrokenPipe() { signal.Ignore(syscall.SIGPIPE) }
