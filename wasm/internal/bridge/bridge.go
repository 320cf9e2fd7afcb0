//go:build js && wasm

// Package bridge lets JavaScript call Go with bytes. No function it makes throws.
package bridge

import (
	"fmt"
	"syscall/js"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

// maxBytes bounds what is copied in: running out of memory cannot be recovered
// from. Documents have a lower limit of their own.
const maxBytes = 64 << 20

// Serve puts globalThis.plimsollEngine in place, calls globalThis.plimsollReady if there is one, and
// waits for ever.
func Serve(members map[string]any) {
	js.Global().Set("plimsollEngine", members)
	if ready := js.Global().Get("plimsollReady"); ready.Type() == js.TypeFunction {
		ready.Invoke()
	}
	select {}
}

// Export makes a function that JavaScript can call, with arguments of these
// types: an object is a Uint8Array.
func Export(f func([]js.Value) ([]byte, error), types ...js.Type) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) (reply any) {
		defer func() {
			if r := recover(); r != nil {
				reply = failure(fmt.Errorf("the engine failed: %v", r))
			}
		}()
		if len(args) != len(types) {
			return failure(fmt.Errorf("got %d arguments, want %d", len(args), len(types)))
		}
		for i, want := range types {
			if got := args[i].Type(); got != want {
				return failure(fmt.Errorf("argument %d: got a %v, want a %v", i+1, got, want))
			}
			if want != js.TypeObject {
				continue
			}
			if !args[i].InstanceOf(js.Global().Get("Uint8Array")) {
				return failure(fmt.Errorf("argument %d: got an object, want a Uint8Array", i+1))
			}
			if args[i].Length() > maxBytes {
				return failure(fmt.Errorf("argument %d: got %d bytes, want at most %d", i+1, args[i].Length(), maxBytes))
			}
		}
		bytes, err := f(args)
		if err != nil {
			return failure(err)
		}
		return map[string]any{"ok": true, "bytes": toJS(bytes)}
	})
}

func failure(err error) map[string]any {
	bytes, encodeErr := wire.Encode(wire.NewFailure(err))
	if encodeErr != nil {
		bytes = []byte(`{"error":"an error that could not be written"}`)
	}
	return map[string]any{"ok": false, "bytes": toJS(bytes)}
}

// ToGo copies a Uint8Array.
func ToGo(array js.Value) []byte {
	bytes := make([]byte, array.Length())
	js.CopyBytesToGo(bytes, array)
	return bytes
}

func toJS(bytes []byte) js.Value {
	array := js.Global().Get("Uint8Array").New(len(bytes))
	js.CopyBytesToJS(array, bytes)
	return array
}
