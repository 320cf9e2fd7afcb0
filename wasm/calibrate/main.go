//go:build js && wasm

// Command calibrate is calibration for JavaScript: a program of its own, that a page
// loads when it is asked for. It puts globalThis.plimsollEngine in place and waits:
//
//	version             string
//	call(verb, bytes)   {ok, bytes}; the one verb is calibrate, and the bytes are those that calibration.Answer takes
//
// Replies and errors have the form of the engine's, so that one worker can host either.
package main

import (
	"fmt"
	"syscall/js"

	"github.com/plimsoll-risk/plimsoll/internal/calibration"
	"github.com/plimsoll-risk/plimsoll/internal/engine"
	"github.com/plimsoll-risk/plimsoll/wasm/internal/bridge"
)

func main() {
	bridge.Serve(map[string]any{
		"version": engine.Version,
		"call":    bridge.Export(call, js.TypeString, js.TypeObject),
	})
}

func call(args []js.Value) ([]byte, error) {
	if verb := args[0].String(); verb != "calibrate" {
		return nil, fmt.Errorf("no verb %q: this program knows calibrate", verb)
	}
	return calibration.Answer(bridge.ToGo(args[1]))
}
