//go:build js

package cli

// ignoreBrokenPipe does nothing: there are no signals under JavaScript.
func ignoreBrokenPipe() {}
