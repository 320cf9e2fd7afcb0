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
	"github.com/plimsoll-risk/plimsoll/wasm/internal/bridge"
)

// sessions are the open ones, by handle.
var sessions = map[int]*engine.Session{}

// opened counts the handles given out, which are never used again.
var opened int

func main() {
	bridge.Serve(map[string]any{
		"version": engine.Version,
		"call":    bridge.Export(call, js.TypeString, js.TypeObject),
		"open":    bridge.Export(open, js.TypeString, js.TypeObject),
		"step":    bridge.Export(step, js.TypeNumber, js.TypeNumber, js.TypeNumber),
		"merge":   bridge.Export(merge, js.TypeNumber, js.TypeObject),
		"report":  bridge.Export(report, js.TypeNumber),
		"preview": bridge.Export(preview, js.TypeNumber),
		"next":    bridge.Export(next, js.TypeNumber),
		"close":   bridge.Export(closeSession, js.TypeNumber),
	})
}

func call(args []js.Value) ([]byte, error) {
	return engine.Call(engine.Verb(args[0].String()), bridge.ToGo(args[1]))
}

func open(args []js.Value) ([]byte, error) {
	s, err := engine.Open(engine.Verb(args[0].String()), bridge.ToGo(args[1]), wire.Overrides{})
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
	return nil, s.Merge(bridge.ToGo(args[1]))
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
