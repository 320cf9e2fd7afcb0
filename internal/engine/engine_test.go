package engine_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/engine"
	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// fewPaths keeps the runs short; the numbers are not looked at.
var fewPaths = wire.Overrides{Paths: "1000", HorizonHours: "24"}

func example(t *testing.T, name string) []byte {
	t.Helper()
	document, err := os.ReadFile("../../examples/" + name + ".json")
	require.NoError(t, err)
	return document
}

func simulated(t *testing.T, document []byte, workers int) []byte {
	t.Helper()
	report, err := engine.Simulate(t.Context(), document, fewPaths, risk.Options{Workers: workers})
	require.NoError(t, err)
	text, err := wire.Encode(report)
	require.NoError(t, err)
	return text
}

func TestSimulate_SameBytesForAnyWorkers(t *testing.T) {
	document := example(t, "hybrid")
	one := simulated(t, document, 1)
	require.Equal(t, string(one), string(simulated(t, document, 2)))
	require.Equal(t, string(one), string(simulated(t, document, 7)))
}

// However the blocks are cut, wherever they run and in whatever order they are
// merged, the report is that of the whole verb.
func TestSession_SameBytesForAnySlices(t *testing.T) {
	document := example(t, "hybrid")
	for _, tt := range []struct {
		name   string
		slices func(blocks int) [][2]int
	}{
		{"one slice", func(n int) [][2]int { return [][2]int{{0, n}} }},
		{"a slice for each block", func(n int) (s [][2]int) {
			for b := range n {
				s = append(s, [2]int{b, b + 1})
			}
			return s
		}},
		{"backwards", func(n int) (s [][2]int) {
			for b := n; b > 0; b-- {
				s = append(s, [2]int{b - 1, b})
			}
			return s
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			main, err := engine.Open(engine.VerbSimulate, document, fewPaths)
			require.NoError(t, err)
			helper, err := engine.Open(engine.VerbSimulate, document, fewPaths)
			require.NoError(t, err)
			for i, s := range tt.slices(main.Blocks()) {
				from := main
				if i%2 == 1 {
					from = helper
				}
				partial, err := from.Step(s[0], s[1])
				require.NoError(t, err)
				require.NoError(t, main.Merge(partial))
			}
			report, err := main.Report()
			require.NoError(t, err)
			require.Equal(t, string(simulated(t, document, 1)), string(report))
		})
	}
}

func TestSession_Compare(t *testing.T) {
	document := example(t, "hybrid")
	want, err := engine.Compare(t.Context(), document, fewPaths, risk.Options{})
	require.NoError(t, err)
	s, err := engine.Open(engine.VerbCompare, document, fewPaths)
	require.NoError(t, err)
	partial, err := s.Step(0, s.Blocks())
	require.NoError(t, err)
	require.NoError(t, s.Merge(partial))
	got, err := s.Report()
	require.NoError(t, err)
	text, err := wire.Encode(want)
	require.NoError(t, err)
	require.Equal(t, string(text), string(got))
}

func TestSession_Misuse(t *testing.T) {
	_, err := engine.Open(engine.VerbAssess, example(t, "hybrid"), fewPaths)
	require.ErrorContains(t, err, "no session")
	// Enough paths for several blocks.
	s, err := engine.Open(engine.VerbSimulate, example(t, "hybrid"), wire.Overrides{Paths: "65536"})
	require.NoError(t, err)
	_, err = s.Report()
	require.Error(t, err, "nothing merged")
	for _, r := range [][2]int{{-1, 1}, {0, s.Blocks() + 1}, {1, 1}, {2, 1}} {
		_, err = s.Step(r[0], r[1])
		require.ErrorContains(t, err, "want a range within", "%v", r)
	}
	for _, bad := range [][]byte{nil, {1}, make([]byte, 100)} {
		require.Error(t, s.Merge(bad))
	}
	require.Greater(t, s.Blocks(), 1)
	partial, err := s.Step(0, 1)
	require.NoError(t, err)
	require.NoError(t, s.Merge(partial))
	_, err = s.Report()
	require.Error(t, err, "blocks are missing")
	require.Error(t, s.Merge(partial), "a block twice")
}

func TestSimulate_Cancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := engine.Simulate(ctx, example(t, "hybrid"), wire.Overrides{}, risk.Options{})
	require.ErrorIs(t, err, context.Canceled)
}

func TestSimulate_Progress(t *testing.T) {
	var last, total int
	_, err := engine.Simulate(t.Context(), example(t, "hybrid"), fewPaths, risk.Options{Progress: func(n, of int) {
		require.Equal(t, last+1, n)
		last, total = n, of
	}})
	require.NoError(t, err)
	require.Positive(t, total)
	require.Equal(t, total, last)
}

func TestCall(t *testing.T) {
	for _, tt := range []struct {
		name  string
		verb  engine.Verb
		input []byte
		holds string // a member of the answer
	}{
		{"assess", engine.VerbAssess, example(t, "hybrid"), "margin"},
		{"simulate", engine.VerbSimulate, example(t, "memecoins-isolated"), "liquidation"},
		{"compare", engine.VerbCompare, example(t, "memecoins-isolated"), "modes"},
		{"venues", engine.VerbVenues, nil, "venues"},
		{"one venue", engine.VerbVenues, []byte("binance-usdm"), "symbols"},
		{"version", engine.VerbVersion, nil, "version"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text, err := engine.Call(tt.verb, tt.input)
			require.NoError(t, err)
			var document map[string]any
			require.NoError(t, json.Unmarshal(text, &document))
			require.Contains(t, document, tt.holds)
		})
	}
}

func TestCall_Errors(t *testing.T) {
	for _, tt := range []struct {
		name  string
		verb  engine.Verb
		input string
		bad   bool // the input is to blame
	}{
		{"unknown verb", "size", "{}", false},
		{"no scenario", engine.VerbAssess, "", true},
		{"bad scenario", engine.VerbSimulate, "{}", true},
		{"unknown venue", engine.VerbVenues, "binance", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := engine.Call(tt.verb, []byte(tt.input))
			require.Error(t, err)
			var input margin.Errors
			require.Equal(t, tt.bad, errors.As(err, &input))
		})
	}
}

// Faults that only the plan sees have the paths of the document.
func TestOpen_PlanFaults(t *testing.T) {
	_, err := engine.Open(engine.VerbSimulate, example(t, "hybrid"), wire.Overrides{Paths: "0", HorizonHours: "-1"})
	var input margin.Errors
	require.ErrorAs(t, err, &input)
	require.Equal(t, "simulation.horizonHours", input[0].Path)
	require.Equal(t, "simulation.paths", input[1].Path)
}
