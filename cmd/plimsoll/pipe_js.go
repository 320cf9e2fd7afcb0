//go:build js

package main

// ignoreBrokenPipe does nothing: there are no signals under JavaScript.
func ignoreBrokenPipe() {}
