//go:build js && wasm

// Command wasm is the engine for JavaScript. It puts globalThis.plimsollEngine in
// place and waits:
//
//	version                                 string
//	call(verb, bytes)                       a whole answer
//	open(verb, bytes)                       {"handle": 1, "blocks": 16}
//	step(handle, from, to)                  a partial result of blocks [from, to)
//	merge(handle, bytes)                    takes a partial result in
//	report(handle)                          the answer, once every block is merged
//	preview(handle)                         {"blocks": 4}: at once after open, a short round for an early answer
//	next(handle)                            {"blocks": 64}: the next round, once every block is merged
//	close(handle)                           forgets the session
//
// Where there is no such round blocks is 0, and the report is the answer. Simulations that ask for a standard error have several
// rounds, others one; a report says whether it is preliminary.
//
// Bytes are Uint8Arrays. Every function returns {ok, bytes}; where ok is false
// the bytes are {"errors": [{path, got, want}]} or {"error": message}. No function
// throws: a panic becomes an error as well, as it would otherwise end the program.
package main

import (
	"fmt"
	"syscall/js"

	"github.com/plimsoll-risk/plimsoll/internal/engine"
	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

// maxBytes bounds what is copied in: running out of memory cannot be recovered
// from. Documents have a lower limit of their own.
const maxBytes = 64 << 20

// sessions are the open ones, by handle.
var sessions = map[int]*engine.Session{}

// opened counts the handles given out, which are never used again.
var opened int

func main() {
	js.Global().Set("plimsollEngine", map[string]any{
		"version": engine.Version,
		"call":    export(call, js.TypeString, js.TypeObject),
		"open":    export(open, js.TypeString, js.TypeObject),
		"step":    export(step, js.TypeNumber, js.TypeNumber, js.TypeNumber),
		"merge":   export(merge, js.TypeNumber, js.TypeObject),
		"report":  export(report, js.TypeNumber),
		"preview": export(preview, js.TypeNumber),
		"next":    export(next, js.TypeNumber),
		"close":   export(closeSession, js.TypeNumber),
	})
	if ready := js.Global().Get("plimsollReady"); ready.Type() == js.TypeFunction {
		ready.Invoke()
	}
	select {}
}

func call(args []js.Value) ([]byte, error) {
	return engine.Call(engine.Verb(args[0].String()), toGo(args[1]))
}

func open(args []js.Value) ([]byte, error) {
	s, err := engine.Open(engine.Verb(args[0].String()), toGo(args[1]), wire.Overrides{})
	if err != nil {
		return nil, err
	}
	opened++
	sessions[opened] = s
	return fmt.Appendf(nil, `{"handle":%d,"blocks":%d}`, opened, s.Blocks()), nil
}

func step(args []js.Value) ([]byte, error) {
	s, err := session(args[0])
	if err != nil {
		return nil, err
	}
	return s.Step(args[1].Int(), args[2].Int())
}

func merge(args []js.Value) ([]byte, error) {
	s, err := session(args[0])
	if err != nil {
		return nil, err
	}
	return nil, s.Merge(toGo(args[1]))
}

func report(args []js.Value) ([]byte, error) {
	s, err := session(args[0])
	if err != nil {
		return nil, err
	}
	return s.Report()
}

func preview(args []js.Value) ([]byte, error) {
	s, err := session(args[0])
	if err != nil {
		return nil, err
	}
	return blocksOf(s.Preview(), nil)
}

func next(args []js.Value) ([]byte, error) {
	s, err := session(args[0])
	if err != nil {
		return nil, err
	}
	return blocksOf(s.Next())
}

func blocksOf(n int, err error) ([]byte, error) {
	return fmt.Appendf(nil, `{"blocks":%d}`, n), err
}

func closeSession(args []js.Value) ([]byte, error) {
	if _, err := session(args[0]); err != nil {
		return nil, err
	}
	delete(sessions, args[0].Int())
	return nil, nil
}

func session(handle js.Value) (*engine.Session, error) {
	if s, ok := sessions[handle.Int()]; ok {
		return s, nil
	}
	return nil, fmt.Errorf("no open session %d", handle.Int())
}

// export makes a function that JavaScript can call, with arguments of these
// types: an object is a Uint8Array.
func export(f func([]js.Value) ([]byte, error), types ...js.Type) js.Func {
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

func toGo(array js.Value) []byte {
	bytes := make([]byte, array.Length())
	js.CopyBytesToGo(bytes, array)
	return bytes
}

func toJS(bytes []byte) js.Value {
	array := js.Global().Get("Uint8Array").New(len(bytes))
	js.CopyBytesToJS(array, bytes)
	return array
}
