//go:build !js

// Package wasm_test runs the WebAssembly engine in Node.
package wasm_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/engine"
	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

type reply struct {
	OK   bool
	Text string
}

type (
	request = []any
	object  = map[string]any
)

// build compiles the engine for the test, with more flags, and returns its path.
func build(t *testing.T, more ...string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("compiles the WebAssembly engine: not with -short")
	}
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("node is not installed: nothing to run the WebAssembly engine with")
	}
	file := filepath.Join(t.TempDir(), "plimsoll.wasm")
	flags, err := os.ReadFile("build.flags") // as the page is built
	require.NoError(t, err)
	args := append([]string{"build"}, strings.Split(strings.TrimSpace(string(flags)), "\n")...)
	args = append(args, more...)
	cmd := exec.Command("go", append(args, "-o", file, ".")...)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
	return file
}

// run sends requests to one engine and returns its replies.
func run(t *testing.T, file string, requests ...request) (version string, replies []reply) {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	require.NoError(t, err)
	input, err := json.Marshal(requests)
	require.NoError(t, err)
	cmd := exec.Command("node", "testdata/run.mjs", filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"), file)
	cmd.Stdin = bytes.NewReader(input)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	require.NoError(t, err)
	var answer struct {
		Version string
		Replies []reply
	}
	require.NoError(t, json.Unmarshal(out, &answer))
	require.Len(t, answer.Replies, len(requests))
	return answer.Version, answer.Replies
}

func text(s string) object { return object{"bytes": s} }

func TestEngine(t *testing.T) {
	file := build(t)
	t.Run("same bytes as native", func(t *testing.T) { sameBytes(t, file) })
	t.Run("protocol", func(t *testing.T) { protocol(t, file) })
	t.Run("rounds", func(t *testing.T) { rounds(t, file) })
	t.Run("misuse", func(t *testing.T) { misuse(t, file) })
}

// TestEngine_Light runs the engine that a page loads first: the same bytes for laws of one step, a named fault for the others, and no schema.
func TestEngine_Light(t *testing.T) {
	file := build(t, "-tags=light")
	document, err := os.ReadFile("../examples/hybrid.json")
	require.NoError(t, err)
	under := func(model string) string {
		s := strings.Replace(string(document), `"paths": 16384`, `"paths": 2048`, 1)
		return strings.Replace(s, `"kind": "gbm"`, model, 1)
	}
	kinds := []string{`"kind": "gbm"`, `"kind": "vol-mixture"`, `"kind": "student-t"`}
	var requests []request
	for _, kind := range kinds {
		requests = append(requests, request{"call", "simulate", text(under(kind))})
	}
	requests = append(requests,
		request{"call", "assess", text(under(`"kind": "merton"`))}, request{"call", "simulate", text(under(`"kind": "merton"`))},
		request{"call", "schema", text("")})
	_, replies := run(t, file, requests...)
	for i, kind := range kinds {
		want, err := engine.Call(engine.VerbSimulate, []byte(under(kind)))
		require.NoError(t, err)
		require.True(t, replies[i].OK, replies[i].Text)
		require.Equal(t, string(want), replies[i].Text, kind)
	}
	rest := replies[len(kinds):]
	require.True(t, rest[0].OK, rest[0].Text)
	require.False(t, rest[1].OK)
	require.Contains(t, rest[1].Text, `"path": "market.model.kind"`)
	require.Contains(t, rest[1].Text, "gbm, vol-mixture or student-t")
	require.False(t, rest[2].OK)
	require.Contains(t, rest[2].Text, "plimsoll-laws.wasm")
}

func sameBytes(t *testing.T, file string) {
	examples, err := filepath.Glob("../examples/*.json")
	require.NoError(t, err)
	require.NotEmpty(t, examples)
	var requests []request
	var want []string
	add := func(verb engine.Verb, input string) {
		answer, err := engine.Call(verb, []byte(input))
		require.NoError(t, err)
		requests = append(requests, request{"call", verb, text(input)})
		want = append(want, string(answer))
	}
	for _, e := range examples {
		document, err := os.ReadFile(e)
		require.NoError(t, err)
		fewer := strings.Replace(string(document), `"paths": 16384`, `"paths": 2048`, 1)
		add(engine.VerbAssess, fewer)
		add(engine.VerbSimulate, fewer)
		add(engine.VerbCompare, fewer)
		add(engine.VerbSimulate, strings.Replace(fewer, `"market": {`, `"market": {"fundingRates": {"BTC/USDT:USDT": {"rate": "0.0003", "intervalHours": 8}, "PEPE/USDT:USDT": {"rate": "-0.001", "intervalHours": 4}},`, 1))
		add(engine.VerbSimulate, strings.Replace(fewer, `"paths": 2048`, `"paths": 1024, "targetStdErr": 0.0005`, 1))
	}
	add(engine.VerbVenues, "")
	add(engine.VerbVenues, "binance-usdm")
	add(engine.VerbSchema, "")
	add(engine.VerbVersion, "")
	version, replies := run(t, file, requests...)
	require.Equal(t, engine.Version, version)
	for i, r := range replies {
		require.True(t, r.OK, r.Text)
		require.Equal(t, want[i], r.Text, "%v", requests[i][1])
	}
}

func protocol(t *testing.T, file string) {
	document, err := os.ReadFile("../examples/memecoins-isolated.json")
	require.NoError(t, err)
	scenario := strings.Replace(string(document), `"paths": 16384`, `"paths": 2048`, 1)
	whole, err := engine.Call(engine.VerbSimulate, []byte(scenario))
	require.NoError(t, err)
	_, opened := run(t, file, request{"open", "simulate", text(scenario)})
	var session struct{ Handle, Blocks int }
	require.NoError(t, json.Unmarshal([]byte(opened[0].Text), &session))
	require.Greater(t, session.Blocks, 1)

	// The second half comes from another session and is merged first.
	_, replies := run(t, file,
		request{"open", "simulate", text(scenario)},
		request{"open", "simulate", text(scenario)},
		request{"step", object{"handle": 0}, 0, 1},
		request{"step", object{"handle": 1}, 1, session.Blocks},
		request{"merge", object{"handle": 0}, object{"reply": 3}},
		request{"report", object{"handle": 0}},
		request{"merge", object{"handle": 0}, object{"reply": 2}},
		request{"report", object{"handle": 0}},
		request{"close", object{"handle": 0}},
		request{"close", object{"handle": 0}},
		request{"close", object{"handle": 1}},
	)
	for i, want := range []bool{true, true, true, true, true, false, true, true, true, false, true} {
		require.Equal(t, want, replies[i].OK, "reply %d: %s", i, replies[i].Text)
	}
	require.Equal(t, string(whole), replies[7].Text)
}

// rounds leads a session from a preview through a round that asks for one more to the answer.
func rounds(t *testing.T, file string) {
	document, err := os.ReadFile("../examples/blue-chip-cross.json")
	require.NoError(t, err)
	scenario := strings.Replace(string(document), `"paths": 16384`, `"paths": 4096, "maxPaths": 8192, "targetStdErr": 1e-9`, 1)
	whole, err := engine.Call(engine.VerbSimulate, []byte(scenario))
	require.NoError(t, err)
	s, err := engine.Open(engine.VerbSimulate, []byte(scenario), wire.Overrides{})
	require.NoError(t, err)
	requests := []request{{"open", "simulate", text(scenario)}, {"preview", object{"handle": 0}}}
	var blocks []int // replies that say how many there are
	for n := s.Preview(); n > 0; {
		partial, err := s.Step(0, n)
		require.NoError(t, err)
		require.NoError(t, s.Merge(partial))
		blocks = append(blocks, n)
		at := len(requests)
		requests = append(requests, request{"step", object{"handle": 0}, 0, n}, request{"merge", object{"handle": 0}, object{"reply": at}},
			request{"report", object{"handle": 0}}, request{"next", object{"handle": 0}})
		n, err = s.Next()
		require.NoError(t, err)
	}
	require.Len(t, blocks, 3)
	_, replies := run(t, file, requests...)
	for i, r := range replies {
		require.True(t, r.OK, "reply %d: %s", i, r.Text)
	}
	for k, n := range append(blocks, 0) {
		require.JSONEq(t, fmt.Sprintf(`{"blocks":%d}`, n), replies[1+4*k].Text)
	}
	require.Equal(t, string(whole), replies[len(replies)-2].Text)
}

func misuse(t *testing.T, file string) {
	requests := []request{
		{"call", "assess"},
		{"call", 1, text("{}")},
		{"call", "assess", "{}"},
		{"call", "assess", object{"a": 1}},
		{"call", "assess", nil},
		{"call", "size", text("{}")},
		{"open", "assess", text("{}")},
		{"step", 99, 0, 1},
		{"step", 1.5, 0, 1},
		{"merge", 99, text("x")},
		{"report", 99},
		{"preview", 99},
		{"next", 99},
		{"close", 99},
	}
	input := len(requests)
	requests = append(requests, request{"call", "assess", text("{}")}, request{"call", "version", text("")})
	_, replies := run(t, file, requests...)
	for i, r := range replies[:input] {
		require.False(t, r.OK, "%v", requests[i])
		require.Contains(t, r.Text, `"error": `, "%v", requests[i])
	}
	require.False(t, replies[input].OK)
	require.Contains(t, replies[input].Text, `"path": "version"`)
	require.True(t, replies[input+1].OK, "the engine is still there")
}
