//go:build !js

package cli

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const example = "../../examples/hybrid.json"

// terminal runs a command line with both outputs being terminals.
func terminal(t *testing.T, ctx context.Context, in io.Reader, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	c := &console{in: in, out: &out, err: &err, outTerminal: true, errTerminal: true}
	code = c.execute(ctx, args)
	return code, out.String(), err.String()
}

func TestConsole_Terminal(t *testing.T) {
	t.Run("a table, and a bar that is taken away", func(t *testing.T) {
		code, out, err := terminal(t, t.Context(), nil, "simulate", "--paths", "4096", example)
		require.Equal(t, exitOK, code, err)
		require.True(t, strings.HasPrefix(out, "Probability of liquidation within 168 hours\n"))
		require.Contains(t, err, "simulating")
		require.NotContains(t, out, "simulating")
		last := err[strings.LastIndex(err, "\r")+1:]
		require.Empty(t, strings.TrimSpace(last), "what is left on the line of the bar")
	})
	t.Run("a document with --json", func(t *testing.T) {
		code, out, _ := terminal(t, t.Context(), nil, "assess", "--json", example)
		require.Equal(t, exitOK, code)
		require.True(t, strings.HasPrefix(out, "{\n  \"version\": 1,"))
	})
	t.Run("errors in lines", func(t *testing.T) {
		code, out, err := terminal(t, t.Context(), strings.NewReader(`{"version": 1}`), "assess", "-")
		require.Equal(t, exitUsage, code)
		require.Empty(t, out)
		require.Equal(t, "account: got nothing, want a value\nmarket: got nothing, want a value\n", err)
	})
	t.Run("errors as a document with --json", func(t *testing.T) {
		_, _, err := terminal(t, t.Context(), strings.NewReader(`{"version": 1}`), "assess", "--json", "-")
		require.True(t, strings.HasPrefix(err, "{\n  \"errors\": ["))
	})
}

func TestConsole_Cancel(t *testing.T) {
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	t.Run("while it simulates", func(t *testing.T) {
		code, out, err := terminal(t, cancelled, nil, "simulate", example)
		require.Equal(t, exitFailed, code)
		require.Empty(t, out)
		require.Contains(t, err, "plimsoll: cancelled\n")
	})
	t.Run("while it waits for input", func(t *testing.T) {
		never, w := io.Pipe()
		defer w.Close()
		code, _, err := terminal(t, cancelled, never, "assess", "-")
		require.Equal(t, exitFailed, code)
		require.Equal(t, "plimsoll: cancelled\n", err)
	})
}

// Input without an end is read no further than a document may be long.
func TestConsole_EndlessInput(t *testing.T) {
	code, out, err := terminal(t, t.Context(), endless{}, "assess", "-")
	require.Equal(t, exitUsage, code)
	require.Empty(t, out)
	require.Equal(t, "document: got 10485761 bytes, want at most 10485760 bytes (10 MiB)\n", err)
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}
