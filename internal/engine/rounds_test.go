package engine_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/engine"
	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk"
)

// stepped runs a round in two slices, the second one first, and returns its report.
func stepped(t *testing.T, s *engine.Session) []byte {
	t.Helper()
	half := s.Blocks() / 2
	for _, r := range [][2]int{{half, s.Blocks()}, {0, half}} {
		if r[0] == r[1] {
			continue
		}
		partial, err := s.Step(r[0], r[1])
		require.NoError(t, err)
		require.NoError(t, s.Merge(partial))
	}
	report, err := s.Report()
	require.NoError(t, err)
	return report
}

func preliminary(t *testing.T, report []byte) bool {
	t.Helper()
	var document struct {
		Provenance struct{ Preliminary bool }
	}
	require.NoError(t, json.Unmarshal(report, &document))
	return document.Provenance.Preliminary
}

// A session that is led through its rounds, with or without a preview, ends with the bytes of the whole verb; every
// report before that says that it is preliminary.
func TestSession_Rounds(t *testing.T) {
	document := example(t, "blue-chip-cross")
	for _, verb := range []engine.Verb{engine.VerbSimulate, engine.VerbCompare} {
		for _, over := range []wire.Overrides{{Paths: "4096"}, {Paths: "4096", TargetStdErr: "0.001"}} {
			var want []byte
			if verb == engine.VerbSimulate {
				report, err := engine.Simulate(t.Context(), document, over, risk.Options{Workers: 3})
				require.NoError(t, err)
				want, err = wire.Encode(report)
				require.NoError(t, err)
			} else {
				comparison, err := engine.Compare(t.Context(), document, over, risk.Options{Workers: 3})
				require.NoError(t, err)
				want, err = wire.Encode(comparison)
				require.NoError(t, err)
			}
			for _, early := range []bool{false, true} {
				s, err := engine.Open(verb, document, over)
				require.NoError(t, err)
				if early {
					require.Positive(t, s.Preview())
				}
				var reports [][]byte
				for blocks := s.Blocks(); blocks > 0; {
					require.Equal(t, blocks, s.Blocks())
					reports = append(reports, stepped(t, s))
					blocks, err = s.Next()
					require.NoError(t, err)
				}
				last := len(reports) - 1
				require.Equal(t, string(want), string(reports[last]))
				for k, r := range reports {
					require.Equal(t, k < last, preliminary(t, r), "round %d", k)
				}
				rounds := 1
				if over.TargetStdErr != "" {
					rounds++
				}
				if early {
					rounds++
				}
				require.GreaterOrEqual(t, len(reports), rounds)
			}
		}
	}
}

func TestSession_RoundsMisuse(t *testing.T) {
	s, err := engine.Open(engine.VerbSimulate, example(t, "blue-chip-cross"), wire.Overrides{Paths: "65536", TargetStdErr: "0.001"})
	require.NoError(t, err)
	_, err = s.Next()
	require.ErrorContains(t, err, "next before any of")
	partial, err := s.Step(0, 1)
	require.NoError(t, err)
	require.NoError(t, s.Merge(partial))
	_, err = s.Next()
	require.ErrorContains(t, err, "missing")

	short, err := engine.Open(engine.VerbSimulate, example(t, "blue-chip-cross"), wire.Overrides{Paths: "2048"})
	require.NoError(t, err)
	require.Zero(t, short.Preview(), "short itself")
}
